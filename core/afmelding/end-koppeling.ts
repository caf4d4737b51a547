import {
  type Aanmelding,
  type BewezenAanmelding,
  bescherming,
  type EindigendeAanmelding,
  type GerealiseerdeAanmelding,
} from '../aanmelding/aanmelding.ts';
import { type Afmelding, dueAt, ontvangstbewijs, wisbewijs } from '../aanmelding/afmelding.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { assertStored } from '../assert-stored.ts';
import { sendBericht } from '../berichten/send-bericht.ts';
import { Defect } from '../errors.ts';
import { type AanmeldingId, koppelingIdOf, type TijdvakId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import {
  addDays,
  dateInAmsterdam,
  epochMs,
  Kloktijd,
  momentInAmsterdam,
  type Tijdstip,
  tijdstipAt,
} from '../kalender/tijd.ts';
import { eraseLeftovers, eraseWhenUnused, houderOf } from '../koppeling/erase-inloggegevens.ts';
import type { GewisteKoppeling, Koppeling } from '../koppeling/koppeling.ts';
import { nietGeleverdIn, openTijdvakken, uiterlijk } from '../koppeling/laatste-tijdvakken.ts';
import type { Accountregister } from '../koppeling/ports/accountregister.ts';
import type { Agenda } from '../koppeling/ports/agenda.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';
import { isGeleverd } from '../uitwisseling/check-geleverd.ts';
import { openUitwisselingen } from '../uitwisseling/list-recente-uitwisselingen.ts';
import type { Deelregister } from '../uitwisseling/ports/deelregister.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { stopUitwisselingen } from '../uitwisseling/stop-uitwisselingen.ts';
import { isOpen, type Uitwisseling } from '../uitwisseling/uitwisseling.ts';
import { werkPrefixesIn, werkPrefixOf } from '../uitwisseling/werkplan.ts';
import { vergelijkingPrefix } from '../vergelijking/vingerafdruk.ts';
import { afgemeld } from './berichten/afmelding.ts';
import { afgemeldBijAsr } from './berichten/afmelding-asr.ts';
import { type TellAfmeldingDeps, tellAfmelding } from './tell-afmelding.ts';

export interface EndDeps extends TellAfmeldingDeps {
  readonly registratie: TellAfmeldingDeps['registratie'] & Accountregister & Uitwisselregister & Deelregister;
  readonly kluis: Inlogkluis;
  readonly agenda: Agenda;
  readonly opslag: Opslag;
  readonly verloop: Verloop;
}

/** `wacht`: it is not time yet, or an exchange is running that may still be delivered. */
export type EndOutcome = { readonly uitkomst: 'beeindigd' } | { readonly uitkomst: 'wacht'; readonly tot: Tijdstip };

/** An exchange that runs takes minutes; one that still runs after four hours waits for a person, and is let go. */
const PATIENCE_MS = 4 * 3_600_000;
const LOOK_AGAIN_MS = 15 * 60_000;
/** After the exchanges of the day and before the office begins. */
const LOOK_AGAIN_AT = Kloktijd.parse('07:45');

/**
 * Carries an afmelding out. First nothing new can start, then the login, the working files, the fingerprints and the schedule go, then the
 * office gets its receipt and a.s.r. hears of it, and with what that mail needed the personal data goes last. Every step can be run again: what
 * is still stored says which are left. Before it is due the office is told, with how to stop it; one that was withdrawn meanwhile has
 * nothing to end.
 */
export async function endKoppeling(deps: EndDeps, aanmeldingId: AanmeldingId): Promise<EndOutcome> {
  // First the koppeling, then the afmelding: withdrawing writes both, so that whoever stops what was seen here knows that it stands.
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found?.status === 'afgemeld') {
    await eraseLeftovers(deps, aanmeldingId, 'end-koppeling');
    return { uitkomst: 'beeindigd' };
  }
  if (found?.status === 'gerealiseerd' && found.ingetrokken !== undefined && found.afmelding === undefined) {
    return { uitkomst: 'beeindigd' };
  }
  if (!isEnding(found)) {
    throw new Defect({ code: 'niet-afgemeld', message: 'only an aanmelding that was signed off can end' });
  }
  const told = found.status === 'gerealiseerd' ? await tellAfmelding(deps, found) : found;
  const due = await whenDue(deps, told.afmelding, koppeling);
  if (epochMs(deps.klok.now()) < epochMs(due)) return { uitkomst: 'wacht', tot: due };

  const tot = await stop(deps, told, { due, koppeling });
  if (tot !== undefined) return { uitkomst: 'wacht', tot };
  const ending = await eraseAndRecord(deps, told);
  await sendReceipt(deps, ending);
  await eraseGegevens(deps, ending);
  return { uitkomst: 'beeindigd' };
}

/**
 * When it is carried out, or looked at again: after the last day; and not before the periods up to that day have been exchanged, and
 * what runs, is held or was asked for has ended, but at most until a month after the last period had to be filed.
 */
export async function whenDue(
  { klok, registratie }: Pick<EndDeps, 'klok' | 'registratie'>,
  afmelding: Afmelding,
  koppeling: Koppeling | GewisteKoppeling | undefined,
): Promise<Tijdstip> {
  const due = dueAt(afmelding);
  const nu = klok.now();
  const isNone = koppeling === undefined || koppeling.status === 'gewist';
  if (isNone || afmelding.direct === true || epochMs(nu) < epochMs(due)) return due;
  const isOwed = openTijdvakken(afmelding, koppeling).length > 0 || (koppeling.inhalen ?? []).length > 0;
  const isBusy = isOwed || (await openUitwisselingen({ registratie }, koppeling.koppelingId)).length > 0;
  if (!isBusy) return due;
  const limit = uiterlijk(afmelding, koppeling);
  const tomorrow = momentInAmsterdam(addDays(dateInAmsterdam(nu), 1), LOOK_AGAIN_AT);
  return epochMs(tomorrow) < epochMs(limit) ? tomorrow : limit;
}

type Ending = (GerealiseerdeAanmelding | EindigendeAanmelding) & { readonly afmelding: Afmelding };

const isEnding = (found: Aanmelding | undefined): found is Ending =>
  (found?.status === 'gerealiseerd' || found?.status === 'wordt-afgemeld') && found.afmelding !== undefined;

/** From here on nothing starts. Gives when to look again, while an exchange is still running. */
async function stop(
  deps: EndDeps,
  found: Ending,
  { due, koppeling: seen }: { readonly due: Tijdstip; readonly koppeling: Koppeling | GewisteKoppeling | undefined },
): Promise<Tijdstip | undefined> {
  if (found.status === 'wordt-afgemeld' && found.taakToken !== undefined) {
    await deps.verloop.resume(found.taakToken, { uitkomst: 'hercontrole' });
  }
  const koppeling = await stopKoppeling(deps, seen);
  if (koppeling === undefined) return undefined;
  await deps.agenda.cancel(koppeling.koppelingId);
  const nu = epochMs(deps.klok.now());
  const patient = nu < epochMs(due) + PATIENCE_MS;
  const running = await stopUitwisselingen(deps, koppeling, patient ? 'laat-lopen' : 'stop-alles');
  return running > 0 ? tijdstipAt(nu + LOOK_AGAIN_MS) : undefined;
}

/** The koppeling, stopped; `undefined` when there is none (any more). */
async function stopKoppeling(
  deps: EndDeps,
  koppeling: Koppeling | GewisteKoppeling | undefined,
): Promise<Koppeling | undefined> {
  if (koppeling === undefined || koppeling.status === 'gewist') return undefined;
  if (koppeling.status === 'gestopt') return koppeling;
  const next: Koppeling = { ...koppeling, versie: koppeling.versie + 1, status: 'gestopt' };
  const { aanmeldingId } = koppeling;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'koppeling.gestopt' };
  assertStored(await deps.registratie.replaceKoppeling(next, regel));
  return next;
}

/** Also those whose exchange was not closed yet, which the daily round does. */
async function geleverdeTijdvakken(
  { opslag }: EndDeps,
  uitwisselingen: readonly Uitwisseling[],
): Promise<readonly TijdvakId[]> {
  const geleverd: TijdvakId[] = [];
  for (const one of uitwisselingen) {
    if (one.status === 'voltooid' || (isOpen(one) && (await isGeleverd(opslag, one)))) geleverd.push(one.tijdvakId);
  }
  return geleverd;
}

/** Erases all but what the mail needs, and writes the receipt before the mail: sent again it would say the same. */
async function eraseAndRecord(deps: EndDeps, found: Ending): Promise<BewezenAanmelding> {
  const { aanmeldingId, versie, ontvangenOp, gegevens, inloggegevensRef, capabilityHash, afmelding } = found;
  if (found.status === 'wordt-afgemeld' && found.ontvangstbewijs !== undefined) {
    return { ...found, ontvangstbewijs: found.ontvangstbewijs };
  }
  const accountInGebruik = await eraseLogin(deps, aanmeldingId);
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  const koppelingId = koppelingIdOf(aanmeldingId);
  const uitwisselingen = await deps.registratie.listUitwisselingen(koppelingId);
  const geleverd = await geleverdeTijdvakken(deps, uitwisselingen);
  const nietGeleverd = koppeling?.status === 'gestopt' ? nietGeleverdIn(afmelding, koppeling, geleverd) : [];
  for (const prefix of werkPrefixesIn(await deps.opslag.list(werkPrefixOf(koppelingId)))) {
    await deps.opslag.removeAll(prefix);
  }
  await deps.opslag.removeAll(vergelijkingPrefix(koppelingId));
  for (const { uitwisselingId } of uitwisselingen) {
    await deps.registratie.eraseDelen(uitwisselingId);
  }
  const nu = deps.klok.now();
  const next = {
    ...{ aanmeldingId, ontvangenOp, gegevens, inloggegevensRef, capabilityHash },
    ...bescherming(found),
    ...(found.aanvraagId === undefined ? {} : { aanvraagId: found.aanvraagId }),
    status: 'wordt-afgemeld',
    versie: versie + 1,
    afmelding,
    ontvangstbewijs: koppeling === undefined ? wisbewijs(nu) : ontvangstbewijs(nu, { accountInGebruik, nietGeleverd }),
  } as const;
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'inloggegevens.gewist' };
  const wat = accountInGebruik ? 'inloggegevens.in-gebruik' : regel.wat;
  assertStored(await deps.registratie.replaceAanmelding(next, { ...regel, wat }), 'aanmelding-verouderd');
  return next;
}

/** Erases the candidate, and the account's login unless another koppeling is exchanged with it. */
async function eraseLogin(deps: EndDeps, aanmeldingId: AanmeldingId): Promise<boolean> {
  await deps.kluis.eraseCandidate(aanmeldingId);
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  if (koppeling?.status !== 'gestopt') return false;
  const { inloggegevensRef, teVerlaten } = koppeling.nmbrs;
  const houder = houderOf('end-koppeling', aanmeldingId);
  if (teVerlaten !== undefined) await eraseWhenUnused(deps, teVerlaten, houder);
  return (await eraseWhenUnused(deps, inloggegevensRef, houder)) === 'in-gebruik';
}

async function sendReceipt(deps: EndDeps, ending: BewezenAanmelding): Promise<void> {
  const sleutel = { onderwerp: ending.aanmeldingId, soort: 'afgemeld', gelegenheid: 'eenmalig' } as const;
  // What never was a koppeling is nothing that a.s.r. counts on.
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(ending.aanmeldingId));
  if (koppeling !== undefined) {
    await sendBericht(deps, { ...sleutel, soort: 'afgemeld-asr' }, afgemeldBijAsr(ending, deps.assessors));
  }
  await sendBericht(deps, sleutel, afgemeld(ending, { wasGekoppeld: koppeling !== undefined }));
}

/** What is left after this names no one. The claim goes with it: the werkgever can be signed up again. */
async function eraseGegevens(deps: EndDeps, ending: BewezenAanmelding): Promise<void> {
  const { aanmeldingId, versie, ontvangenOp, capabilityHash, toegangVanaf, gegevens, afmelding } = ending;
  const nu = deps.klok.now();
  const regel = { aanmeldingId, op: nu, wie: 'systeem' };
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  if (koppeling !== undefined && koppeling.status !== 'gewist') {
    const { koppelingId, nmbrs } = koppeling;
    const erased = {
      ...{ koppelingId, aanmeldingId, versie: koppeling.versie + 1, inloggegevensRef: nmbrs.inloggegevensRef },
      status: 'gewist',
    } as const;
    assertStored(await deps.registratie.replaceKoppeling(erased, { ...regel, wat: 'koppeling.gewist' }));
  }
  const erased = {
    ...{ aanmeldingId, versie: versie + 1, ontvangenOp, capabilityHash, ontvangstbewijs: ending.ontvangstbewijs },
    ...(toegangVanaf === undefined ? {} : { toegangVanaf }),
    status: 'afgemeld',
    ingangsdatum: afmelding.ingangsdatum,
    afgemeldOp: nu,
  } as const;
  const stored = await deps.registratie.eraseAanmelding(erased, gegevens.werkgever, {
    ...regel,
    wat: 'afmelding.uitgevoerd',
  });
  assertStored(stored, 'aanmelding-verouderd');
}
