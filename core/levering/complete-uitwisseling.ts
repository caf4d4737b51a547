import { vindtNogPlaats } from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { assertStored } from '../assert-stored.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht } from '../berichten/send-bericht.ts';
import { Defect } from '../errors.ts';
import type { UitwisselingId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { jsonIn } from '../invoer/read-json.ts';
import { planFor } from '../kalender/planning.ts';
import { dateInAmsterdam } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { GewisteKoppeling, Koppeling } from '../koppeling/koppeling.ts';
import { planVolgende } from '../koppeling/plan-volgende.ts';
import type { Agenda } from '../koppeling/ports/agenda.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { startDateOf } from '../koppeling/starttijd.ts';
import { tijdvakNa } from '../koppeling/verloningen.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';
import { eersteUitwisselingVoltooid } from '../uitwisseling/berichten/uitwisseling.ts';
import { leveringZonderWerknemers } from '../uitwisseling/berichten/uitwisseling-asr.ts';
import { manifestKey } from '../uitwisseling/levering.ts';
import { loadWhateverIsLeft } from '../uitwisseling/load-uitwisseling.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { startWhenDue } from '../uitwisseling/start-when-due.ts';
import {
  inTijdvakOrder,
  type LopendeUitwisseling,
  type Uitwisseling,
  type VoltooideUitwisseling,
} from '../uitwisseling/uitwisseling.ts';
import { werkPrefix } from '../uitwisseling/werkplan.ts';
import { GeleverdManifest } from '../vergelijking/manifest.ts';
import { metOpenVragen, recountOpenVragen } from './count-open-vragen.ts';
import { leveringBeschikbaar } from './levering-beschikbaar.ts';
import { readKantoorvragen } from './list-kantoorvragen.ts';
import { mailNieuweVragen } from './mail-vragen.ts';
import type { Gebeurtenissen } from './ports/gebeurtenissen.ts';

export interface CompleteDeps extends PostDeps {
  readonly registratie: Postregister & Aanmeldregister & Koppelregister & Uitwisselregister;
  readonly agenda: Agenda;
  readonly opslag: Opslag;
  readonly gebeurtenissen: Gebeurtenissen;
  readonly identiteit: Identiteit;
  readonly verloop: Verloop;
  /** The a.s.r. mailbox that hears of a werkgever without employees. */
  readonly assessors: string;
}

/**
 * Closes a delivered exchange: tells who listens that it is there, records it, plans the next one, removes the working files, and mails
 * the office after the first one, and when there are new questions that it can mend. It is told of before it is recorded: what is
 * recorded, nobody looks at again. When the next one's date has passed it is started too, so that what was missed is caught up with in
 * order. The mails come last: when nobody knows whether one went out, nothing else is left undone. Each step can be run again; the delivered manifest is the proof
 * that there is something to close. A step that is run again tells of the delivery again, with the same id (decision 29).
 */
export async function completeUitwisseling(deps: CompleteDeps, id: UitwisselingId): Promise<void> {
  const { uitwisseling, koppeling } = await loadWhateverIsLeft(deps.registratie, id);
  const { manifest, sha256 } = await readDelivered(deps, uitwisseling);
  if (uitwisseling.status !== 'loopt' && uitwisseling.status !== 'voltooid') throw notDelivered();
  await deps.gebeurtenissen.publish(leveringBeschikbaar(manifest, sha256));
  // Before it is recorded: what cannot be read must not leave an exchange that nobody looks at again.
  const vragen = (await readKantoorvragen(deps.opslag, uitwisseling)) ?? [];
  const completed = await recordCompletion(deps, { uitwisseling, koppeling, manifest });
  const planned =
    koppeling.status === 'gewist'
      ? undefined
      : await moveKoppelingOn(deps, { completed, manifest, koppeling, vragen: vragen.length });
  await planVolgende(deps, koppeling.koppelingId);
  await deps.opslag.removeAll(werkPrefix(id));
  await startWhenDue(deps, koppeling.koppelingId);
  if (planned === undefined) return;
  await mailWhenEmpty(deps, completed, planned);
  await mailAfterFirst(deps, completed, planned);
  await mailNieuweVragen(deps, { completed, open: vragen }, planned);
}

interface Delivered {
  readonly manifest: GeleverdManifest;
  /** Of the manifest's bytes. */
  readonly sha256: string;
}

async function readDelivered({ opslag, identiteit }: CompleteDeps, uitwisseling: Uitwisseling): Promise<Delivered> {
  const key = manifestKey(uitwisseling);
  const bytes = await opslag.get(key);
  if (bytes === undefined) throw notDelivered();
  return { manifest: jsonIn(key, bytes, GeleverdManifest), sha256: identiteit.digest(bytes) };
}

const notDelivered = (): Defect =>
  new Defect({ code: 'niet-geleverd', message: 'only a delivered exchange can be completed' });

interface ToComplete {
  readonly uitwisseling: LopendeUitwisseling | VoltooideUitwisseling;
  readonly koppeling: Koppeling | GewisteKoppeling;
  readonly manifest: GeleverdManifest;
}

async function recordCompletion(
  deps: CompleteDeps,
  { uitwisseling, koppeling: { aanmeldingId }, manifest }: ToComplete,
): Promise<VoltooideUitwisseling> {
  if (uitwisseling.status === 'voltooid') return uitwisseling;
  const next = completedFrom(uitwisseling, manifest, deps.klok.now());
  const waarom = `${next.werknemers} werknemers, ${next.vragen} vragen`;
  const regel = { aanmeldingId, op: next.voltooidOp, wie: 'systeem', wat: 'uitwisseling.voltooid', waarom };
  assertStored(await deps.registratie.replaceUitwisseling(next, regel));
  return next;
}

function completedFrom(
  uitwisseling: LopendeUitwisseling,
  manifest: GeleverdManifest,
  voltooidOp: VoltooideUitwisseling['voltooidOp'],
): VoltooideUitwisseling {
  const { delen, resterend, taakToken, rapport, werkwijze, ...rest } = uitwisseling;
  const { werknemers, vragen } = manifest;
  const bezetting = bezettingIn(manifest);
  return {
    ...{ ...rest, status: 'voltooid', versie: rest.versie + 1, voltooidOp, werknemers, vragen },
    ...(bezetting === undefined ? {} : { bezetting }),
  };
}

function bezettingIn({ werknemers, mutaties, inDienst }: GeleverdManifest): VoltooideUitwisseling['bezetting'] {
  if (inDienst === undefined) return undefined;
  const { nu, verloop } = inDienst;
  const left = werknemers - nu;
  return verloop === undefined
    ? { nu, eraf: left, spoorloos: 0, gemeld: left }
    : { nu, eraf: verloop.eraf, spoorloos: verloop.spoorloos, gemeld: mutaties['uit-dienst'] - verloop.spoorloos };
}

interface Completed {
  readonly completed: VoltooideUitwisseling;
  readonly manifest: GeleverdManifest;
  readonly koppeling: Koppeling;
  /** How many questions it has for the office. */
  readonly vragen: number;
}

/** On to the next period after its own, with what is open for the office in the last set. */
async function moveKoppelingOn(deps: CompleteDeps, set: Completed): Promise<Koppeling> {
  const { completed, koppeling, vragen } = set;
  if (koppeling.volgende.tijdvakId !== completed.tijdvakId) return recountOpenVragen(deps, koppeling);
  return planNext(deps, { ...set, koppeling: metOpenVragen(koppeling, vragen) });
}

/** A date that has passed becomes the next working day. */
async function planNext(deps: CompleteDeps, { completed, manifest, koppeling }: Completed): Promise<Koppeling> {
  const bedrijfGuid = manifest.werkgever?.nmbrsBedrijfGuid;
  const nu = deps.klok.now();
  const { tijdvak, datum } = planFor(tijdvakNa(koppeling, tijdvakById(completed.tijdvakId)));
  const next: Koppeling = {
    ...koppeling,
    versie: koppeling.versie + 1,
    ...(bedrijfGuid === undefined ? {} : { nmbrs: { ...koppeling.nmbrs, bedrijfGuid } }),
    vorige: { tijdvakId: completed.tijdvakId, datum: dateInAmsterdam(nu) },
    volgende: { tijdvakId: tijdvak.tijdvakId, datum: startDateOf(koppeling.koppelingId, datum, nu) },
  };
  const { aanmeldingId } = koppeling;
  const waarom = `${next.volgende.tijdvakId} op ${next.volgende.datum}`;
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'uitwisseling.volgende-gepland', waarom };
  assertStored(await deps.registratie.replaceKoppeling(next, regel));
  return next;
}

/** Nobody is in service: told when it came to that, not every period anew. */
async function mailWhenEmpty(
  deps: CompleteDeps,
  completed: VoltooideUitwisseling,
  koppeling: Koppeling,
): Promise<void> {
  if (completed.bezetting?.nu !== 0) return;
  const all = await deps.registratie.listUitwisselingen(koppeling.koppelingId);
  const before = all.filter((one) => one.status === 'voltooid' && inTijdvakOrder(one, completed) < 0).at(-1);
  if (before?.status === 'voltooid' && before.bezetting?.nu === 0) return;
  const about = { onderwerp: koppeling.aanmeldingId, gelegenheid: completed.uitwisselingId } as const;
  const bericht = leveringZonderWerknemers(koppeling, completed, deps.assessors);
  await sendBericht(deps, { ...about, soort: 'levering-zonder-werknemers' }, bericht);
}

async function mailAfterFirst(
  deps: CompleteDeps,
  completed: VoltooideUitwisseling,
  koppeling: Koppeling,
): Promise<void> {
  const aanmelding = await deps.registratie.findAanmelding(koppeling.aanmeldingId);
  if (aanmelding?.status !== 'gerealiseerd') return;
  const all = await deps.registratie.listUitwisselingen(koppeling.koppelingId);
  if (all.some((one) => one.status === 'voltooid' && inTijdvakOrder(one, completed) < 0)) return;
  const sleutel = {
    onderwerp: koppeling.aanmeldingId,
    soort: 'eerste-uitwisseling-voltooid',
    gelegenheid: 'eenmalig',
  } as const;
  const { datum } = koppeling.volgende;
  const volgende = vindtNogPlaats(aanmelding.afmelding, koppeling.volgende) ? datum : undefined;
  await sendBericht(deps, sleutel, eersteUitwisselingVoltooid(koppeling, completed, volgende));
}
