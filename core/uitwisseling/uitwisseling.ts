import * as z from 'zod';
import { KoppelingId, RunId, TaakToken, TijdvakId, UitwisselingId, WerknemerId } from '../ids.ts';
import { Medewerkernaam } from '../invoer/medewerker.ts';
import { Datum, Kloktijdstip, Tijdstip } from '../kalender/tijd.ts';
import { Bezetting, Vasthoudreden } from '../nmbrs/bezetting.ts';
import { BulkAanroep } from '../nmbrs/bulk-aanroep.ts';
import { Gegevensgroep } from '../nmbrs/dekkingsprofiel.ts';
import { Werkwijze } from '../nmbrs/werkwijze.ts';

const nummer = z.int().positive();

/** These groups of these employees, by the calls about one employee. */
export const WerknemersWerk = z.strictObject({
  soort: z.literal('werknemers'),
  werknemerIds: z.array(WerknemerId).min(1),
  /** Absent in parts that were cut before they named their groups: all of the profile. */
  groepen: z.array(Gegevensgroep).min(1).optional(),
});
export type WerknemersWerk = z.infer<typeof WerknemersWerk>;

/**
 * Work that one message stands for: the salaries, one company-wide call for everyone in the plan, or a handful of employees.
 * A part that was `vervangen` has no data of its own: the parts with the numbers `door` do its work.
 */
export const Deel = z.discriminatedUnion('soort', [
  z.strictObject({ nummer, soort: z.literal('salarissen') }),
  z.strictObject({
    nummer,
    soort: z.literal('bedrijfsbreed'),
    aanroep: BulkAanroep,
    groepen: z.array(Gegevensgroep).min(1),
  }),
  WerknemersWerk.extend({ nummer }),
  z.strictObject({ nummer, soort: z.literal('vervangen'), door: z.array(nummer).min(1) }),
]);
export type Deel = z.infer<typeof Deel>;

/** What is on the queue: ids only. */
export const DeelBericht = z.strictObject({ uitwisselingId: UitwisselingId, deel: z.int().positive() });
export type DeelBericht = z.infer<typeof DeelBericht>;

/** The background tasks of the wage-code report; one per run, or per run and wage code; `klaar` once its lines are stored. */
export const Rapport = z.strictObject({
  gestartOp: Tijdstip,
  /** The wage codes that a.s.r. gets, as they were when it was started: the setting may change meanwhile. */
  looncodes: z.array(z.int()).optional(),
  pogingen: z.int().positive(),
  /** How often it was looked at in this try and not ready. */
  peilingen: z.int().nonnegative(),
  /** Without `looncode`: of all wage codes. */
  taken: z.array(
    z.strictObject({ runId: RunId, looncode: z.int().optional(), taakId: z.string(), klaar: z.boolean() }),
  ),
});
export type Rapport = z.infer<typeof Rapport>;

/**
 * Why a period gets another version although it was delivered: its runs in Nmbrs changed afterwards, or someone asked for it.
 * Absent in an exchange that the schedule started.
 */
export const Aanleiding = z.enum(['nieuwe-run', 'gevraagd']);
export type Aanleiding = z.infer<typeof Aanleiding>;

/**
 * A run as it was when its data was fetched: a run that is run again keeps its id. `tijdvakVan` and `tijdvakTot` are the numbers of
 * the first and the last period that it covers; absent when it covers one.
 */
export const GebruikteRun = z.strictObject({
  runId: RunId,
  gedraaidOp: Kloktijdstip.optional(),
  tijdvakVan: z.int().optional(),
  tijdvakTot: z.int().optional(),
});
export type GebruikteRun = z.infer<typeof GebruikteRun>;

const basis = z.strictObject({
  uitwisselingId: UitwisselingId,
  koppelingId: KoppelingId,
  tijdvakId: TijdvakId,
  /** The version of the data set, 1 for the first delivery of the period. */
  datasetVersie: z.int().positive(),
  versie: z.int().nonnegative(),
  gepland: Datum,
  deadline: Datum,
  aanleiding: Aanleiding.optional(),
});
/** What a person of a.s.r. decided about a data set that was held. */
export const Vrijgave = z.strictObject({
  besluit: z.enum(['leveren', 'afkeuren']),
  beoordelaar: z.string().min(1),
  beoordelaarNaam: Medewerkernaam.optional(),
  op: Tijdstip,
  /** Of the state that waited: sending the same decision again resumes it when the first try crashed. */
  taakToken: TaakToken.optional(),
});
export type Vrijgave = z.infer<typeof Vrijgave>;

/** `runs` tells the same runs as `runIds`, and when each was run; absent in exchanges from before that was noted. */
const Geladen = basis.extend({
  runIds: z.array(RunId).min(1),
  runs: z.array(GebruikteRun).optional(),
  /** Runs that were final by then and count in no period: year, number, and the period that Nmbrs gives them. */
  runsZonderTijdvak: z.array(z.strictObject({ runId: RunId, jaar: z.int(), tijdvak: z.int() })).optional(),
  gestartOp: Tijdstip,
  /** Present once a person decided about a data set that was held. */
  vrijgave: Vrijgave.optional(),
});

export const GeplandeUitwisseling = basis.extend({ status: z.literal('gepland') });
export type GeplandeUitwisseling = z.infer<typeof GeplandeUitwisseling>;
/** Without `waarop` it waits for a locked run. */
export const WachtendeUitwisseling = basis.extend({
  status: z.literal('wacht-op-run'),
  volgendeBlik: Datum,
  /** The day of the first look that found no locked run; absent in exchanges from before that was kept. */
  wachtSinds: Datum.optional(),
  waarop: z.literal('verloning').optional(),
  /** A later period has a locked run, and this one has none: it is near certain that none will come. */
  laterVergrendeld: z.literal(true).optional(),
});
export type WachtendeUitwisseling = z.infer<typeof WachtendeUitwisseling>;
/** `resterend` counts the parts that are not done yet; the parts themselves are items of their own. */
export const LopendeUitwisseling = Geladen.extend({
  status: z.literal('loopt'),
  delen: z.int().nonnegative(),
  resterend: z.int().nonnegative(),
  taakToken: TaakToken.optional(),
  rapport: Rapport.optional(),
  /** Once it was planned. */
  werkwijze: Werkwijze.optional(),
});
export type LopendeUitwisseling = z.infer<typeof LopendeUitwisseling>;
/** Somebody who was in service before and is not now: with the last day, or gone without one. */
export const Vertrokkene = z.strictObject({ werknemerId: WerknemerId, laatsteDag: Datum.optional() });
export type Vertrokkene = z.infer<typeof Vertrokkene>;

/**
 * Everything is fetched, but so many fewer people are in service than before that a person must look first. `taakToken` is that of
 * the state that waits for the person.
 */
export const VastgehoudenUitwisseling = LopendeUitwisseling.extend({
  status: z.literal('vastgehouden'),
  vastgehoudenOp: Tijdstip,
  reden: Vasthoudreden,
  werknemers: z.int().nonnegative(),
  bezetting: Bezetting,
  /** With which number in service it was compared; without a period: with that of the controle, before anything was delivered. */
  vorige: z.strictObject({ tijdvakId: TijdvakId.optional(), inDienst: z.int().nonnegative() }),
  /** Who is missing, as far as there was a set to miss them from, and as many as fit. */
  vertrokken: z.array(Vertrokkene),
});
export type VastgehoudenUitwisseling = z.infer<typeof VastgehoudenUitwisseling>;
export const VoltooideUitwisseling = Geladen.extend({
  status: z.literal('voltooid'),
  voltooidOp: Tijdstip,
  werknemers: z.int().nonnegative(),
  vragen: z.int().nonnegative(),
  /** Absent in exchanges from before that was counted. */
  bezetting: Bezetting.optional(),
  /** When a.s.r. said that it has the set. */
  ontvangenOp: Tijdstip.optional(),
});
export type VoltooideUitwisseling = z.infer<typeof VoltooideUitwisseling>;
/** Stopped without a delivery; `code` says why, for the operator. */
export const MislukteUitwisseling = basis.extend({
  status: z.enum(['onvolledig', 'mislukt']),
  code: z.string(),
  gestoptOp: Tijdstip,
});
export type MislukteUitwisseling = z.infer<typeof MislukteUitwisseling>;
export const VervallenUitwisseling = basis.extend({ status: z.literal('vervallen'), code: z.string() });
export type VervallenUitwisseling = z.infer<typeof VervallenUitwisseling>;

/** One exchange of one period of one koppeling, in each of its states. */
export const Uitwisseling = z.discriminatedUnion('status', [
  GeplandeUitwisseling,
  WachtendeUitwisseling,
  LopendeUitwisseling,
  VastgehoudenUitwisseling,
  VoltooideUitwisseling,
  MislukteUitwisseling,
  VervallenUitwisseling,
]);
export type Uitwisseling = z.infer<typeof Uitwisseling>;
export const UitwisselingStatus = z.enum([
  'gepland',
  'wacht-op-run',
  'loopt',
  'vastgehouden',
  'voltooid',
  'onvolledig',
  'mislukt',
  'vervallen',
]) satisfies z.ZodType<Uitwisseling['status']>;
export type OpenUitwisseling = Exclude<
  Uitwisseling,
  VoltooideUitwisseling | MislukteUitwisseling | VervallenUitwisseling
>;

/** What the machine hears when the last part is there: whether a report is under way that it must wait for. */
export const uitkomstVanDelen = ({ rapport }: LopendeUitwisseling): 'opgehaald' | 'rapport-loopt' =>
  rapport === undefined ? 'opgehaald' : 'rapport-loopt';

/** Periods in order, and the versions of a period in order. */
export const inTijdvakOrder = (a: Uitwisseling, b: Uitwisseling): number => {
  if (a.tijdvakId !== b.tijdvakId) return a.tijdvakId < b.tijdvakId ? -1 : 1;
  return a.datasetVersie - b.datasetVersie;
};

const ENDED: readonly Uitwisseling['status'][] = ['voltooid', 'onvolledig', 'mislukt', 'vervallen'];

/** Whether it may still be delivered: whatever state it is in that is not an end. */
export const isOpen = (uitwisseling: Uitwisseling): uitwisseling is OpenUitwisseling =>
  !ENDED.includes(uitwisseling.status);

/** Its data is being fetched, or is held; the others that are open are planned, or wait for a run. */
export type BegonnenUitwisseling = LopendeUitwisseling | VastgehoudenUitwisseling;
export const isBegun = (uitwisseling: Uitwisseling): uitwisseling is BegonnenUitwisseling =>
  uitwisseling.status === 'loopt' || uitwisseling.status === 'vastgehouden';

/** The code of an exchange of which a person rejected the data set. */
export const LEVERING_AFGEKEURD = 'levering-afgekeurd';

/** The code of an exchange of which nobody decided in time: it is fetched again, and asked again. */
export const VRIJGAVE_VERLOPEN = 'vrijgave-verlopen';

/** Nmbrs no longer knows the login, or it is gone: every day anew would be refused until the office brings a token. */
export const TOKEN_CODES: readonly string[] = ['inloggegevens-ongeldig', 'inloggegevens-weg'];

/** The code of an exchange whose execution ended without marking it: the daily round found it. */
export const VERLOOP_GEEINDIGD = 'verloop-geeindigd';

/** What an exchange keeps from state to state, with the version of the next write. */
export function nextWriteOf(uitwisseling: Uitwisseling) {
  const { uitwisselingId, koppelingId, tijdvakId, datasetVersie, versie, gepland, deadline, aanleiding } = uitwisseling;
  const kept = { uitwisselingId, koppelingId, tijdvakId, datasetVersie, versie: versie + 1, gepland, deadline };
  return aanleiding === undefined ? kept : { ...kept, aanleiding };
}
