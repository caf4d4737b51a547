import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import type { VerzoekId } from '../ids.ts';
import { linesOfWerknemer } from '../invoer/read-regels.ts';
import { addMs, type Tijdstip } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { recountVragenVan } from '../levering/count-open-vragen.ts';
import { blijftNa } from '../nmbrs/bezetting.ts';
import { GeteldeRegel } from '../ophalen/wissing.ts';
import { leveringPrefix } from '../uitwisseling/levering.ts';
import { openUitwisselingen, recenteUitwisselingen } from '../uitwisseling/list-recente-uitwisselingen.ts';
import type { Deelregister } from '../uitwisseling/ports/deelregister.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { isBegun } from '../uitwisseling/uitwisseling.ts';
import { sleutelOf, type VingerDeps } from '../vergelijking/read-vingerafdrukken.ts';
import type { Verzoeken } from '../verzoek/ports/verzoeken.ts';
import {
  akkoordVan,
  basisVan,
  GEWIST,
  type LopendVerzoek,
  type UitgevoerdVerzoek,
  type Verzoek,
  type VerzoekTellingen,
  verzoekPrefix,
} from '../verzoek/verzoek.ts';
import { type EraseDeps, eraseFromPlaats } from './erase-werknemer.ts';
import { collectPiece, writeInzage } from './export-werknemer.ts';
import { eraseFromRegister, findInRegister } from './find-in-register.ts';
import { findInPlaats, listPlaatsen, type Plaats, regelsIn } from './find-werknemer.ts';

export interface CarryOutDeps extends EraseDeps, VingerDeps {
  readonly opslag: EraseDeps['opslag'];
  readonly registratie: Aanmeldregister & Koppelregister & Uitwisselregister & Deelregister & Verzoeken;
}

/** `wacht`: an exchange of the koppeling is fetching or held, or another verzoek goes first. */
export type CarryOutOutcome =
  | { readonly uitkomst: 'verder' }
  | { readonly uitkomst: 'wacht'; readonly tot: Tijdstip }
  | { readonly uitkomst: 'klaar' };

/** A step takes ten minutes at most; a hold that nobody renews has been left behind by who died. */
const HOLD_MS = 20 * 60_000;
const LOOK_AGAIN_MS = 30 * 60_000;

/**
 * Does the next piece of a verzoek that a colleague agreed to: one place is looked through, or gone through, at a time. Run again after a
 * crash the step ends the same. While an erasure is under way no exchange of the koppeling reads or writes the same.
 */
export async function carryOutVerzoek(deps: CarryOutDeps, id: VerzoekId): Promise<CarryOutOutcome> {
  const verzoek = await deps.registratie.findVerzoek(id);
  if (verzoek?.status !== 'loopt') {
    await deps.registratie.releaseKoppeling(id);
    return { uitkomst: 'klaar' };
  }
  if (await goesAfterAnother(deps, verzoek)) return { uitkomst: 'wacht', tot: lookAgain(deps) };
  if (verzoek.soort === 'wissen') {
    const tot = await keepExchangesOff(deps, verzoek);
    if (tot !== undefined) return { uitkomst: 'wacht', tot };
    if (verzoek.fase === 'zoeken' && verzoek.na === undefined && (await isInDienst(deps, verzoek))) {
      return refuse(deps, verzoek);
    }
  }
  const plaatsen = await listPlaatsen(deps, verzoek.koppelingId);
  const next = plaatsen.find(({ key }) => key > (verzoek.na ?? ''));
  if (next !== undefined) return doPlace(deps, verzoek, next);
  return verzoek.fase === 'zoeken' ? endSearch(deps, verzoek) : endErasure(deps, verzoek);
}

const lookAgain = ({ klok }: CarryOutDeps): Tijdstip => addMs(klok.now(), LOOK_AGAIN_MS);

/**
 * An erasure that has begun to erase is brought to its end before anything else of the koppeling is, also when it died half-way: its set may
 * not fit its manifest, and a reader may miss a line. It begins after the exports that were agreed to before it, so that those are whole.
 */
async function goesAfterAnother({ registratie }: CarryOutDeps, verzoek: LopendVerzoek): Promise<boolean> {
  const others = (await registratie.listVerzoeken(verzoek.koppelingId))
    .filter((one) => one.status === 'loopt')
    .filter(({ verzoekId }) => verzoekId !== verzoek.verzoekId);
  const isEarlier = (one: LopendVerzoek) =>
    `${one.akkoordOp} ${one.verzoekId}` < `${verzoek.akkoordOp} ${verzoek.verzoekId}`;
  return others.some((one) => {
    if (one.soort === 'inzage') return verzoek.soort === 'wissen' && isEarlier(one);
    // One that was agreed to later waits for this export.
    return one.fase === 'wissen' && (verzoek.soort === 'wissen' || isEarlier(one));
  });
}

/** Holds the koppeling; gives when to look again while that is not possible. */
async function keepExchangesOff(deps: CarryOutDeps, { verzoekId, koppelingId }: LopendVerzoek) {
  const { registratie, klok } = deps;
  const nu = klok.now();
  const again = lookAgain(deps);
  if ((await registratie.holdKoppeling(verzoekId, addMs(nu, HOLD_MS), nu)) === 'bezet') return again;
  // After the hold: who begins from now on sees it, and who began before is seen here.
  const begun = (await openUitwisselingen(deps, koppelingId)).some(isBegun);
  if (!begun) return undefined;
  await registratie.releaseKoppeling(verzoekId);
  return again;
}

/**
 * Whether the last delivered set says that the person is still in service, while the koppeling goes on: the next exchange would fill in
 * again what was erased, and the insurance needs it.
 */
async function isInDienst({ registratie, opslag }: CarryOutDeps, { koppelingId, werknemerId }: LopendVerzoek) {
  const koppeling = await registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gestopt' || koppeling.status === 'gewist') return false;
  const all = await recenteUitwisselingen({ registratie }, koppeling);
  const last = all.filter(({ status }) => status === 'voltooid').at(-1);
  if (last === undefined) return false;
  const key = `${leveringPrefix(last)}werknemers.ndjson`;
  const [line] = await linesOfWerknemer(opslag, key, { vorm: 'ndjson', werknemerId });
  if (line === undefined) return false;
  return blijftNa(GeteldeRegel.parse(line).dienstverbanden, tijdvakById(last.tijdvakId).eind);
}

async function refuse(deps: CarryOutDeps, verzoek: LopendVerzoek): Promise<CarryOutOutcome> {
  const { verzoekId } = verzoek;
  const nu = deps.klok.now();
  const code = 'werknemer-in-dienst';
  const next = { ...basisVan(verzoek), status: 'geweigerd', ...akkoordVan(verzoek), geweigerdOp: nu, code } as const;
  await store(deps, next, { op: nu, wat: 'verzoek.geweigerd', waarom: `${verzoekId}: ${code}` });
  return carryOutVerzoek(deps, verzoekId);
}

async function store(
  { registratie }: CarryOutDeps,
  verzoek: Verzoek,
  regel: { readonly op: Tijdstip; readonly wat: string; readonly waarom: string },
): Promise<void> {
  const { aanmeldingId } = verzoek;
  assertStored(await registratie.replaceVerzoek(verzoek, { ...regel, aanmeldingId, wie: 'systeem' }));
}

async function note({ registratie }: CarryOutDeps, verzoek: LopendVerzoek): Promise<CarryOutOutcome> {
  assertStored(await registratie.noteVoortgang({ ...verzoek, versie: verzoek.versie + 1 }));
  return { uitkomst: 'verder' };
}

async function doPlace(deps: CarryOutDeps, verzoek: LopendVerzoek, plaats: Plaats): Promise<CarryOutOutcome> {
  const na = plaats.key;
  if (verzoek.fase === 'wissen') {
    await eraseFromPlaats(deps, plaats, verzoek);
    return note(deps, { ...verzoek, na });
  }
  const vondst = await findInPlaats(deps, plaats, verzoek.werknemerId);
  if (vondst === undefined) return note(deps, { ...verzoek, na });
  if (verzoek.soort === 'inzage') await collectPiece(deps, verzoek.verzoekId, { ...plaats, vondst });
  const { leveringen, vergelijkingen, items, regels } = verzoek.tellingen;
  const tellingen: VerzoekTellingen = {
    leveringen: leveringen + (plaats.soort === 'levering' ? 1 : 0),
    vergelijkingen: vergelijkingen + (plaats.soort === 'vergelijking' ? 1 : 0),
    items,
    regels: regels + regelsIn(vondst),
  };
  return note(deps, { ...verzoek, na, tellingen });
}

async function endSearch(deps: CarryOutDeps, verzoek: LopendVerzoek): Promise<CarryOutOutcome> {
  // Once more: it may have taken long to come here, and a set may have come meanwhile.
  if (verzoek.soort === 'wissen' && (await isInDienst(deps, verzoek))) return refuse(deps, verzoek);
  const register = await findInRegister(deps, verzoek);
  const counted = { ...verzoek, tellingen: { ...verzoek.tellingen, items: register.length } };
  if (verzoek.soort === 'wissen') {
    const { na: _done, ...rest } = counted;
    return note(deps, { ...rest, fase: 'wissen' });
  }
  await writeInzage(deps, counted, register);
  return complete(deps, counted);
}

async function endErasure(deps: CarryOutDeps, verzoek: LopendVerzoek): Promise<CarryOutOutcome> {
  const { registratie, opslag } = deps;
  await eraseFromRegister(deps, verzoek);
  const werknemer = await hashOf(deps, verzoek);
  // What was exported of the same person before, and what was put aside for an export that goes on.
  for (const one of await registratie.listVerzoeken(verzoek.koppelingId)) {
    const isOwn =
      (one.status === 'uitgevoerd' && one.werknemer === werknemer) ||
      (one.status === 'loopt' && one.werknemerId === verzoek.werknemerId);
    if (one.soort === 'inzage' && isOwn) await opslag.removeAll(verzoekPrefix(one.verzoekId));
  }
  await recountVragenVan(deps, verzoek.koppelingId);
  return complete(deps, verzoek);
}

/** The system's key, for this koppeling: also when of the koppeling itself no more than its id is left. */
async function hashOf(deps: CarryOutDeps, { koppelingId, werknemerId }: LopendVerzoek): Promise<string> {
  return (await sleutelOf(deps, { koppelingId })).vinger(werknemerId, GEWIST);
}

async function complete(deps: CarryOutDeps, verzoek: LopendVerzoek): Promise<CarryOutOutcome> {
  const { tellingen, verzoekId, soort } = verzoek;
  const nu = deps.klok.now();
  const next: UitgevoerdVerzoek = {
    ...basisVan(verzoek),
    ...{ status: 'uitgevoerd', ...akkoordVan(verzoek), uitgevoerdOp: nu, tellingen },
    werknemer: await hashOf(deps, verzoek),
  };
  const { leveringen, vergelijkingen, items, regels } = tellingen;
  const waarom = `${verzoekId}: ${soort}, ${leveringen} leveringen, ${vergelijkingen} vergelijkingen, ${items} items, ${regels} regels`;
  await store(deps, next, { op: nu, wat: 'verzoek.uitgevoerd', waarom });
  return carryOutVerzoek(deps, verzoekId);
}
