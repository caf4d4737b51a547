import type { Tijdvak } from '../../core/kalender/tijdvak.ts';
import type { Gegevensgroep } from '../../core/nmbrs/dekkingsprofiel.ts';
import type {
  Gegevensveld,
  OpgehaaldeGegevens,
  RoosterRegel,
  WerknemerGegevens,
} from '../../core/nmbrs/gegevensset.ts';
import type { PeilSoort } from '../../core/nmbrs/peil.ts';
import type { Recht } from '../../core/nmbrs/rechten.ts';
import type { TijdvakAanroep } from '../../core/nmbrs/tijdvak-aanroep.ts';

// Which call gives which groups of fields: what the twin of `adapters/nmbrs` records and refuses.

/** Where a group of fields comes from: the handleiding's call, and the one that may be used in its place. */
export interface Bron {
  readonly groep: Gegevensgroep;
  readonly veld: Gegevensveld;
  readonly recht?: Recht;
  /** What the handleiding's call answers for. */
  readonly soort: PeilSoort;
  readonly liever?: TijdvakAanroep;
}

/** In the order in which the calls are recorded. */
const BRONNEN: readonly Bron[] = [
  { groep: 'persoon', veld: 'persoon', recht: 'PersonalInfo_GetCurrent', soort: 'nu' },
  { groep: 'bsn', veld: 'bsn', recht: 'PersonalInfo_GetCurrent', soort: 'nu' },
  { groep: 'contract', veld: 'contracten', recht: 'Contract_GetCurrentPeriod', soort: 'nu' },
  { groep: 'rooster', veld: 'rooster', recht: 'Schedule_GetList', soort: 'tijdvak' },
  { groep: 'adres', veld: 'adressen', recht: 'Address_GetListCurrent', soort: 'nu' },
  { groep: 'verzekering', veld: 'verzekering', recht: 'SVW_GetCurrent', soort: 'nu' },
  { groep: 'partner', veld: 'partner', recht: 'Partner_Get', soort: 'nu' },
  { groep: 'kinderen', veld: 'kinderen', recht: 'Children_Get', soort: 'nu' },
  {
    ...{ groep: 'looncomponenten', veld: 'vasteLooncomponenten', soort: 'nu' },
    ...{ recht: 'WageComponentFixed_GetCurrent', liever: 'WageComponentFixed_Get' },
  },
  {
    ...{ groep: 'looncomponenten', veld: 'variabeleLooncomponenten', soort: 'nu' },
    ...{ recht: 'WageComponentVar_GetCurrent', liever: 'WageComponentVar_Get' },
  },
  { groep: 'uren', veld: 'vasteUren', soort: 'nu', liever: 'HourComponentFixed_Get' },
  { groep: 'uren', veld: 'variabeleUren', soort: 'nu', liever: 'HourComponentVar_Get' },
  {
    ...{ groep: 'bankrekening', veld: 'bankrekeningen', soort: 'nu' },
    ...{ recht: 'BankAccount_GetListCurrent', liever: 'BankAccount_GetList' },
  },
];

export const bronnenFor = (groepen: readonly Gegevensgroep[]): readonly Bron[] =>
  BRONNEN.filter(({ groep }) => groepen.includes(groep));

/** The handleiding's calls about one employee that give any of these groups. */
export const rechtenFor = (groepen: readonly Gegevensgroep[]): readonly Recht[] => [
  ...new Set(bronnenFor(groepen).flatMap(({ recht }) => recht ?? [])),
];

/** Lists that are there when they were asked for, also when they are empty. */
const LIJSTEN: ReadonlySet<Gegevensveld> = new Set([
  ...(['contracten', 'adressen', 'kinderen', 'vasteLooncomponenten', 'variabeleLooncomponenten'] as const),
  ...(['vasteUren', 'variabeleUren', 'bankrekeningen'] as const),
]);

/** Schedules are told as a history. */
export function onlyVeld(
  veld: Gegevensveld,
  gegevens: WerknemerGegevens,
  { roosters, volledig }: { readonly roosters: readonly RoosterRegel[]; readonly volledig: boolean },
): OpgehaaldeGegevens {
  if (veld === 'rooster')
    return roosters.length === 0 && !volledig ? {} : { roosters: { regels: [...roosters], volledig } };
  const value = gegevens[veld];
  if (value === undefined) return LIJSTEN.has(veld) ? { [veld]: [] } : {};
  return { [veld]: value };
}

/** Those that begin by the end of the period. */
export const startedBy = (roosters: readonly RoosterRegel[], { eind }: Tijdvak): readonly RoosterRegel[] =>
  roosters.filter(({ ingangsdatum }) => ingangsdatum === undefined || ingangsdatum <= eind);
