import { metAdres } from '../aanmelding/aanmeldgegevens.ts';
import type { OntvangenAanmelding, WachtendeAanmelding } from '../aanmelding/aanmelding.ts';
import { type Aanvraag, inStatus } from '../aanmelding/aanvraag.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { Claims } from '../aanmelding/ports/claims.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { type TakeAdresDeps, takeAdres } from '../adres/take-adres.ts';
import { ingehaaldRegel } from '../controle/give-way.ts';
import { Transient } from '../errors.ts';
import type { AanmeldingId } from '../ids.ts';
import { verlooptOp } from '../invoer/idempotentie.ts';
import { addMs } from '../kalender/tijd.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import type { Inloggegevens, InloggegevensRef } from '../nmbrs/inloggegevens.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';
import { klaar } from './prove-kantoor.ts';

/** How many are taken in at once: Secrets Manager takes about 50 new secrets a second, and others sign up meanwhile. */
const AT_ONCE = 8;

export interface ReleaseDeps extends TakeAdresDeps {
  readonly registratie: Aanmeldregister & Koppelregister & Aanvragen & Claims;
  readonly kluis: Inlogkluis;
  readonly verloop: Verloop;
  readonly identiteit: Identiteit;
}

/**
 * What became of an aanmelding of a confirmed request. `al-aangemeld`: another one holds its numbers, and it has ended. `nog-niet`: the
 * time was up, or a hold-up came in between; the round of every hour goes on. `adres-gewijzigd`: it was there before, and has this
 * address now; `vervallen`: it has not, and will not.
 */
export interface Vrijgegeven {
  readonly aanmeldingId: AanmeldingId;
  readonly uitkomst: 'ontvangen' | 'al-aangemeld' | 'nog-niet' | 'adres-gewijzigd' | 'vervallen';
}

/**
 * Takes in the aanmeldingen of a request that was confirmed, each with a login of its own, because from now on each may get another one,
 * and starts their machines. What the request shared in the kluis goes when the last has its own. Run again it goes on; `hasTime` is
 * asked before each. Of one that the sign-up never stored nothing is told. `token-weg`: nothing lies in the kluis, so that it must be confirmed once more, with the token.
 */
export async function releaseAanvraag(
  deps: ReleaseDeps,
  aanvraag: Aanvraag,
  hasTime: () => boolean,
): Promise<readonly Vrijgegeven[] | 'token-weg'> {
  const { aanmeldingen } = aanvraag;
  const outcomes = new Map<AanmeldingId, Vrijgegeven['uitkomst'] | Ontbreekt>();
  const work = { deps, aanvraag, readLogin: readOnce(deps) };
  const queue = aanmeldingen.values();
  let isTokenWeg = false;
  const worker = async (): Promise<void> => {
    for (const aanmeldingId of queue) {
      if (isTokenWeg || !hasTime()) return;
      const outcome = await release(work, aanmeldingId).catch(heldUp);
      if (outcome === 'token-weg') isTokenWeg = true;
      else outcomes.set(aanmeldingId, outcome);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (isTokenWeg) {
    // Where somebody else was faster, that stands.
    await deps.registratie.replaceAanvraag(inStatus(aanvraag, 'token-gewist'));
    return 'token-weg';
  }
  const open = aanmeldingen.map((id) => outcomes.get(id) ?? 'nog-niet').filter((one) => OPEN.includes(one));
  if (open.length === 0) await finish(deps, aanvraag);
  return aanmeldingen.flatMap((aanmeldingId) => {
    const uitkomst = outcomes.get(aanmeldingId) ?? 'nog-niet';
    return uitkomst === 'ontbreekt' || uitkomst === 'ontbreekt-voorgoed' ? [] : [{ aanmeldingId, uitkomst }];
  });
}

/** The sign-up broke off before this one was stored: it may be sent again, or its time for that is over. */
type Ontbreekt = 'ontbreekt' | 'ontbreekt-voorgoed';
const OPEN: readonly (Vrijgegeven['uitkomst'] | Ontbreekt)[] = ['nog-niet', 'ontbreekt'];
/** A try that began just before is over by then. */
const UITLOOP_MS = 3_600_000;

interface Work {
  readonly deps: ReleaseDeps;
  readonly aanvraag: Aanvraag;
  readonly readLogin: (ref: InloggegevensRef) => Promise<Inloggegevens | undefined>;
}

/** All that still wait have the same login. */
function readOnce({ kluis }: ReleaseDeps): Work['readLogin'] {
  let reading: Promise<Inloggegevens | undefined> | undefined;
  return (ref) => {
    reading ??= kluis.read(ref, 'verwacht');
    return reading;
  };
}

const heldUp = (error: unknown): 'nog-niet' => {
  if (error instanceof Transient) return 'nog-niet';
  throw error;
};

type Released = Vrijgegeven['uitkomst'] | Ontbreekt | 'token-weg';

/** One that was never stored, because the sign-up broke off before, is taken in when that is sent again. */
async function release(work: Work, aanmeldingId: AanmeldingId): Promise<Released> {
  const { deps, aanvraag } = work;
  if (aanvraag.nieuwAdres === true) return takeAdres(deps, aanvraag, aanmeldingId);
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) {
    const isOver = addMs(verlooptOp(aanvraag.ontvangenOp), UITLOOP_MS) <= deps.klok.now();
    return isOver ? 'ontbreekt-voorgoed' : 'ontbreekt';
  }
  if (found.status === 'wacht-op-bevestiging') return takeIn(work, found);
  if (found.status === 'ontvangen' || found.status === 'ingehaald') await deps.verloop.startRealisatie(aanmeldingId);
  return found.status === 'ingehaald' ? 'al-aangemeld' : 'ontvangen';
}

async function takeIn(work: Work, found: WachtendeAanmelding): Promise<Released> {
  const { deps, aanvraag, readLogin } = work;
  const { aanmeldingId, gegevens } = found;
  const login = await readLogin(found.inloggegevensRef);
  if (login === undefined) {
    // Who releases the same at this moment takes what it shared away when the last has its own.
    const again = await deps.registratie.findAanmelding(aanmeldingId);
    return again?.status === 'wacht-op-bevestiging' ? 'token-weg' : release(work, aanmeldingId);
  }
  const isOwn = aanvraag.aanvraagId === aanmeldingId;
  const inloggegevensRef = isOwn ? found.inloggegevensRef : await deps.kluis.storeCandidate(aanmeldingId, login);
  const next: OntvangenAanmelding = {
    ...found,
    status: 'ontvangen',
    versie: found.versie + 1,
    inloggegevensRef,
    gegevens: metAdres(gegevens, aanvraag.email ?? gegevens.salarisverwerker.email),
  };
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'salarisverwerker' };
  const stored = await deps.registratie.takeIn(next, { ...regel, wat: 'adres.bevestigd' });
  if (stored === 'verouderd') return release(work, aanmeldingId);
  if (stored === 'opgeslagen') {
    await deps.verloop.startRealisatie(aanmeldingId);
    return 'ontvangen';
  }
  const over = { ...found, status: 'ingehaald', versie: found.versie + 1, ingehaaldOp: regel.op } as const;
  const ended = await deps.registratie.replaceAanmelding(over, ingehaaldRegel(over));
  if (ended === 'verouderd') return release(work, aanmeldingId);
  await deps.kluis.eraseCandidate(aanmeldingId);
  // Its machine has nothing to check, and tells its office.
  await deps.verloop.startRealisatie(aanmeldingId);
  return 'al-aangemeld';
}

/**
 * Nothing is left to do for it: what is kept of it is for who sends the confirmation again, and names nobody. Where somebody else was
 * faster, that stands.
 */
async function finish({ registratie, kluis, identiteit }: ReleaseDeps, aanvraag: Aanvraag): Promise<void> {
  const { aanvraagId, aanmeldingen, nieuwAdres } = aanvraag;
  if (nieuwAdres !== true && !aanmeldingen.includes(aanvraagId)) await kluis.eraseCandidate(aanvraagId);
  if (aanvraag.status === 'bevestigd') await registratie.replaceAanvraag(klaar(identiteit, aanvraag));
}
