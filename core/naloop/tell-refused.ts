import type { Aanmelding, AanmeldingMetGegevens } from '../aanmelding/aanmelding.ts';
import { wordtNagelopen } from '../aanmelding/naloop.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import { kantoorVan } from '../aanvraag/prove-kantoor.ts';
import type { Auditregister } from '../audit/ports/auditregister.ts';
import { aandachtVoor } from '../beheer/aandacht.ts';
import type { Bericht, BerichtSoort } from '../berichten/bericht.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendOnce } from '../berichten/send-bericht.ts';
import { type Lezer, openWeigeringen, type Weigering, watNuMet } from '../berichten/weigering.ts';
import { berichtenGeweigerd, bulkBerichtenGeweigerd, bulkStand } from '../controle/berichten/geweigerd.ts';
import { readAll } from '../controle/send-of-bulk.ts';
import { type AanmeldingId, koppelingIdOf } from '../ids.ts';
import { dateInAmsterdam } from '../kalender/tijd.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { kantoorIdOf } from '../toegang/identify-kantoor.ts';
import { recenteUitwisselingen } from '../uitwisseling/list-recente-uitwisselingen.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { presentStand } from '../weergave/present-stand.ts';

export interface TellRefusedDeps extends PostDeps {
  readonly registratie: Postregister &
    Auditregister &
    Berichtenboek &
    Aanmeldregister &
    Aanvragen &
    Koppelregister &
    Uitwisselregister;
  /** The a.s.r. mailbox that hears of what a.s.r. was not told. */
  readonly assessors: string;
}

/**
 * Tells who should have got a mail that was refused how it is now: the office, or a.s.r.; of a mail about a bulk once for all its
 * werkgevers. What was refused is not sent itself: it may say what is no longer so. When this is refused too, another one goes on the next
 * day, until the seventh after the refusal; then the log says that it was given up. To be called by the daily round.
 */
export async function tellRefused(deps: TellRefusedDeps, seen: Aanmelding): Promise<void> {
  if (!isNagelopen(deps, seen)) return;
  const { aanmeldingId, aanvraagId } = seen;
  await tellAbout(deps, {
    onderwerp: aanmeldingId,
    soort: { kantoor: 'stand-na-weigering', asr: 'berichten-geweigerd-asr' },
    find: async () => (await again(deps, aanmeldingId)) ?? 'niet-nu',
    write: { kantoor: (own) => presentStand(deps, own, deps.klok.now()), asr: (own, open) => toAsr(deps, own, open) },
  });
  if (aanvraagId === undefined) return;
  await tellAbout(deps, {
    onderwerp: aanvraagId,
    soort: { kantoor: 'bulk-stand-na-weigering', asr: 'berichten-geweigerd-asr' },
    find: (lezer) => speakerOfBulk(deps, seen, { aanvraagId, lezer }),
    write: {
      kantoor: async (own) =>
        bulkStand(
          own,
          (await allOfBulk(deps, aanvraagId)).filter((one) => hasSameAddress(own, one)),
        ),
      asr: async (own, weigeringen) =>
        bulkBerichtenGeweigerd(own, await allOfBulk(deps, aanvraagId), geweigerdBij(deps, weigeringen)),
    },
  });
}

/** What mails were about: one aanmelding, or a bulk. */
interface Onderwerp {
  readonly onderwerp: AanmeldingId;
  readonly soort: Readonly<Record<Lezer, BerichtSoort>>;
  /**
   * Whose mail it is. `niet-nu`: it is another's to send, or nobody is to be told any more. `undefined`: whom it was about is not known
   * any more, so that nobody can be told.
   */
  find(lezer: Lezer): Promise<AanmeldingMetGegevens | 'niet-nu' | undefined>;
  readonly write: Readonly<Record<Lezer, (own: AanmeldingMetGegevens, open: readonly Weigering[]) => Promise<Bericht>>>;
}

const LEZERS: readonly Lezer[] = ['kantoor', 'asr'];

/** One mail a day to each reader: where a try broke off nobody knows whether it went, and two on two days both tell what is so. */
async function tellAbout(deps: TellRefusedDeps, { onderwerp, soort, find, write }: Onderwerp): Promise<void> {
  const { registratie, klok, logboek } = deps;
  const mails = await registratie.listBerichten(onderwerp);
  for (const lezer of LEZERS) {
    const open = openWeigeringen(mails, lezer);
    const wat = watNuMet(open, klok.now());
    const own = wat === 'klaar' ? 'niet-nu' : await find(lezer);
    if (own === 'niet-nu') continue;
    if (own === undefined || wat === 'opgeven') {
      logboek.error('bericht.opgegeven', { aanmeldingId: onderwerp, stap: open.at(-1)?.soort ?? soort[lezer] });
      continue;
    }
    const sleutel = { onderwerp, soort: soort[lezer], gelegenheid: dateInAmsterdam(klok.now()) };
    const sent = await sendOnce(deps, sleutel, await write[lezer](own, open));
    if (sent === 'verzonden') logboek.info('bericht.alsnog', { aanmeldingId: onderwerp, stap: soort[lezer] });
  }
}

const isNagelopen = ({ klok }: TellRefusedDeps, one: Aanmelding | undefined): one is AanmeldingMetGegevens =>
  one !== undefined && one.status !== 'afgemeld' && wordtNagelopen(one, klok.now());

/** As it is now, when somebody is still to be told. */
async function again(deps: TellRefusedDeps, id: AanmeldingId): Promise<AanmeldingMetGegevens | undefined> {
  const found = await deps.registratie.findAanmelding(id);
  return isNagelopen(deps, found) ? found : undefined;
}

const geweigerdBij = ({ assessors, klok }: TellRefusedDeps, weigeringen: readonly Weigering[]) => ({
  ...{ aan: assessors, weigeringen, nu: klok.now() },
});

async function toAsr(
  deps: TellRefusedDeps,
  own: AanmeldingMetGegevens,
  weigeringen: readonly Weigering[],
): Promise<Bericht> {
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(own.aanmeldingId));
  const aandacht =
    koppeling === undefined || koppeling.status === 'gewist'
      ? []
      : aandachtVoor(koppeling, await recenteUitwisselingen(deps, koppeling), deps.klok.now());
  return berichtenGeweigerd(
    own,
    geweigerdBij(deps, weigeringen),
    aandacht.map(({ tekst }) => tekst),
  );
}

/**
 * One of a bulk speaks for all: to a.s.r. the first that the round comes by; to the office the first that still has the address of the
 * bulk, and when none has, the first.
 */
async function speakerOfBulk(
  deps: TellRefusedDeps,
  { aanmeldingId }: AanmeldingMetGegevens,
  { aanvraagId, lezer }: { readonly aanvraagId: AanmeldingId; readonly lezer: Lezer },
): Promise<AanmeldingMetGegevens | 'niet-nu' | undefined> {
  const bulk = await deps.registratie.findAanvraag(aanvraagId);
  if (bulk === undefined) return undefined;
  const kantoorId = kantoorVan(deps.identiteit, bulk);
  const maySpeak = ({ gegevens }: AanmeldingMetGegevens): boolean =>
    lezer === 'asr' || kantoorIdOf(deps.identiteit, gegevens.salarisverwerker.email) === kantoorId;
  const orNobody = (one: AanmeldingMetGegevens | undefined) => (one?.aanmeldingId === aanmeldingId ? one : 'niet-nu');
  let first: AanmeldingMetGegevens | undefined;
  for (const id of bulk.aanmeldingen) {
    const one = await again(deps, id);
    if (one !== undefined && maySpeak(one)) return orNobody(one);
    first ??= one;
  }
  return orNobody(first);
}

async function allOfBulk(deps: TellRefusedDeps, aanvraagId: AanmeldingId): Promise<readonly AanmeldingMetGegevens[]> {
  const bulk = await deps.registratie.findAanvraag(aanvraagId);
  return readAll(bulk?.aanmeldingen ?? [], (id) => again(deps, id));
}

/** One whose address changed since is of somebody else. */
const hasSameAddress = (one: AanmeldingMetGegevens, other: AanmeldingMetGegevens): boolean =>
  one.gegevens.salarisverwerker.email === other.gegevens.salarisverwerker.email;
