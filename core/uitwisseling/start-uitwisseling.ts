import { vindtNogPlaats } from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { Defect } from '../errors.ts';
import { type KoppelingId, type TijdvakId, uitwisselingIdOf } from '../ids.ts';
import { planFor } from '../kalender/planning.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { type Datum, dateInAmsterdam } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { lapseUitwisseling } from './lapse-uitwisseling.ts';
import { openUitwisselingen, recenteUitwisselingen } from './list-recente-uitwisselingen.ts';
import type { Uitwisselregister } from './ports/uitwisselregister.ts';
import { type Aanleiding, type GeplandeUitwisseling, isOpen, type Uitwisseling } from './uitwisseling.ts';

export interface StartDeps {
  readonly registratie: Aanmeldregister & Koppelregister & Uitwisselregister;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

/** What to start. `opnieuw`: also when the period was delivered, then as its next version. */
export interface StartVraag {
  readonly koppelingId: KoppelingId;
  readonly tijdvakId: TijdvakId;
  readonly opnieuw?: Aanleiding | undefined;
}

/**
 * `overgeslagen`: the koppeling is not active or the werkgever was signed off, or the period was delivered and nobody asked for it again. `bezig`: an
 * exchange of another period is open; when that ends, the period whose date has come is started.
 */
export type StartOutcome = 'gestart' | 'overgeslagen' | 'bezig';

/**
 * Starts the exchange of a period. Started twice it runs once: the exchange and its execution are named after koppeling,
 * period and version. A version that stopped without a delivery is followed by the next one. A koppeling has one open
 * exchange at a time: two periods that are compared with the same one before them would tell the same change twice.
 */
export async function startUitwisseling(deps: StartDeps, vraag: StartVraag): Promise<StartOutcome> {
  const koppeling = await deps.registratie.findKoppeling(vraag.koppelingId);
  if (koppeling === undefined) throw new Defect({ code: 'koppeling-onbekend', message: 'no such koppeling' });
  if (koppeling.status !== 'actief' || !(await counts(deps, koppeling, vraag))) return 'overgeslagen';
  const all = await recenteUitwisselingen(deps, koppeling, [vraag.tijdvakId]);
  const open = all.find(isOpen);
  if (open !== undefined && open.tijdvakId !== vraag.tijdvakId) return 'bezig';
  if (open === undefined && isDelivered(all, vraag) && vraag.opnieuw === undefined) return 'overgeslagen';
  const uitwisseling = open ?? (await ensureNextVersion(deps, koppeling, { ...vraag, all }));
  if (uitwisseling.status === 'gepland' && (await givesWay(deps, koppeling, uitwisseling))) return 'bezig';
  await deps.verloop.startUitwisseling(uitwisseling.uitwisselingId);
  return 'gestart';
}

/** Not after an afmelding, whoever asks: there is no ground for the data then. */
async function counts(
  { registratie, klok }: StartDeps,
  { aanmeldingId }: Koppeling,
  { tijdvakId }: StartVraag,
): Promise<boolean> {
  const aanmelding = await registratie.findAanmelding(aanmeldingId);
  if (aanmelding?.status !== 'gerealiseerd') return false;
  return vindtNogPlaats(aanmelding.afmelding, { tijdvakId, datum: dateInAmsterdam(klok.now()) });
}

const versionsOf = (all: readonly Uitwisseling[], tijdvakId: TijdvakId): readonly Uitwisseling[] =>
  all.filter((one) => one.tijdvakId === tijdvakId);

const isDelivered = (all: readonly Uitwisseling[], { tijdvakId }: StartVraag): boolean =>
  versionsOf(all, tijdvakId).some(({ status }) => status === 'voltooid');

async function ensureNextVersion(
  deps: StartDeps,
  koppeling: Koppeling,
  { tijdvakId, opnieuw, all }: Omit<StartVraag, 'koppelingId'> & { readonly all: readonly Uitwisseling[] },
): Promise<Uitwisseling> {
  const { koppelingId, aanmeldingId } = koppeling;
  const datasetVersie = (versionsOf(all, tijdvakId).at(-1)?.datasetVersie ?? 0) + 1;
  const uitwisselingId = uitwisselingIdOf(koppelingId, tijdvakId, datasetVersie);
  const op = deps.klok.now();
  const uitwisseling: GeplandeUitwisseling = {
    ...{ status: 'gepland', uitwisselingId, koppelingId, tijdvakId, datasetVersie, versie: 0 },
    gepland: plannedDate(koppeling, tijdvakId, dateInAmsterdam(op)),
    deadline: planFor(tijdvakById(tijdvakId)).deadline,
    ...(opnieuw === undefined ? {} : { aanleiding: opnieuw }),
  };
  const regel = { aanmeldingId, op, wie: 'systeem', wat: 'uitwisseling.gepland', waarom: uitwisselingId };
  return deps.registratie.ensureUitwisseling(uitwisseling, regel);
}

/** The date in the koppeling, which an assessor may have chosen; a period that is fetched again was planned for no other day. */
const plannedDate = ({ volgende }: Koppeling, tijdvakId: TijdvakId, vandaag: Datum): Datum =>
  volgende.tijdvakId === tijdvakId ? volgende.datum : vandaag;

/**
 * Someone may have started the koppeling's next period between the look and the write: then an older period steps back,
 * before its machine has started.
 */
async function givesWay(deps: StartDeps, koppeling: Koppeling, uitwisseling: GeplandeUitwisseling): Promise<boolean> {
  const { tijdvakId } = uitwisseling;
  if (tijdvakId === koppeling.volgende.tijdvakId) return false;
  const open = await openUitwisselingen(deps, koppeling.koppelingId);
  if (open.every((one) => one.tijdvakId === tijdvakId)) return false;
  await lapseUitwisseling(deps, uitwisseling, 'andere-uitwisseling-open');
  return true;
}
