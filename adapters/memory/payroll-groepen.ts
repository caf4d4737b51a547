import type { Gegevensgroep } from '../../core/domain/dekkingsprofiel.ts';
import { WerknemerGegevens } from '../../core/domain/gegevensset.ts';
import type { Recht } from '../../core/domain/rechten.ts';

// Which call gives which groups of fields: what the twin of `adapters/nmbrs` records and refuses.

/** In the order in which the calls are recorded. */
const RECHTEN_BY_GROEPEN: readonly (readonly [Recht, readonly Gegevensgroep[]])[] = [
  ['PersonalInfo_GetCurrent', ['persoon', 'bsn']],
  ['Contract_GetCurrentPeriod', ['contract']],
  ['Schedule_GetCurrent', ['rooster']],
  ['Address_GetListCurrent', ['adres']],
  ['SVW_GetCurrent', ['verzekering']],
  ['Partner_Get', ['partner']],
  ['Children_Get', ['kinderen']],
  ['WageComponentFixed_GetCurrent', ['looncomponenten']],
  ['WageComponentVar_GetCurrent', ['looncomponenten']],
  ['BankAccount_GetListCurrent', ['bankrekening']],
];

/** The calls about one employee that give any of these groups. */
export const rechtenFor = (groepen: readonly Gegevensgroep[]): readonly Recht[] =>
  RECHTEN_BY_GROEPEN.filter(([, needs]) => needs.some((groep) => groepen.includes(groep))).map(([recht]) => recht);

const GROEP_BY_VELD: ReadonlyMap<string, Gegevensgroep> = new Map<keyof WerknemerGegevens, Gegevensgroep>([
  ['persoon', 'persoon'],
  ['bsn', 'bsn'],
  ['contracten', 'contract'],
  ['rooster', 'rooster'],
  ['adressen', 'adres'],
  ['verzekering', 'verzekering'],
  ['partner', 'partner'],
  ['kinderen', 'kinderen'],
  ['vasteLooncomponenten', 'looncomponenten'],
  ['variabeleLooncomponenten', 'looncomponenten'],
  ['bankrekeningen', 'bankrekening'],
]);

export function onlyGroepen(gegevens: WerknemerGegevens, groepen: readonly Gegevensgroep[]): WerknemerGegevens {
  const own = Object.entries(gegevens).filter(([veld]) => {
    const groep = GROEP_BY_VELD.get(veld);
    return groep !== undefined && groepen.includes(groep);
  });
  return WerknemerGegevens.parse({ ...emptyListsOf(groepen), ...Object.fromEntries(own) });
}

/** A list that was asked for is there, also when it is empty. */
function emptyListsOf(groepen: readonly Gegevensgroep[]): WerknemerGegevens {
  return {
    ...(groepen.includes('contract') ? { contracten: [] } : {}),
    ...(groepen.includes('adres') ? { adressen: [] } : {}),
    ...(groepen.includes('kinderen') ? { kinderen: [] } : {}),
    ...(groepen.includes('looncomponenten') ? { vasteLooncomponenten: [], variabeleLooncomponenten: [] } : {}),
    ...(groepen.includes('bankrekening') ? { bankrekeningen: [] } : {}),
  };
}
