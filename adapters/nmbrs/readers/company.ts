import { BedrijfId, RunId } from '../../../core/ids.ts';
import { Kloktijdstip } from '../../../core/kalender/tijd.ts';
import type { Verloning } from '../../../core/kalender/tijdvak.ts';
import type { Bedrijf, PayrollTijdvak, Run } from '../../../core/nmbrs/payroll.ts';
import { present } from '../present.ts';
import { booleanOf, intOf, itemsOf, literalTextOf, required, resultOf, textOf } from '../soap/fields.ts';
import { unreadable } from '../soap/trouble.ts';
import type { XmlElement } from '../soap/xml.ts';

/** `LoonaangifteTijdvak`; `None`, `Month6` and `Year` have no verloning that the koppeling knows. */
const VERLONING_BY_FILING: ReadonlyMap<string, Verloning> = new Map([
  ['Month', 'maandelijks'],
  ['Week4', 'vierwekelijks'],
]);

/** Company names stay as written, blanks included: the sign-up compares them literally. */
export const readBedrijven = (
  response: XmlElement,
  operation: 'List_GetAll' | 'List_GetByDebtor',
): readonly Bedrijf[] =>
  itemsOf(resultOf(response, `${operation}Result`), 'Company').map((company) =>
    present({
      bedrijfId: BedrijfId.parse(required(intOf(company, 'ID'), 'ID')),
      nummer: required(intOf(company, 'Number'), 'Number'),
      naam: literalTextOf(company, 'Name'),
      verloning: VERLONING_BY_FILING.get(textOf(company, 'LoonaangifteTijdvak') ?? 'None'),
    }),
  );

const VERLONING_BY_PERIOD_TYPE: ReadonlyMap<string, Verloning> = new Map([
  ['M', 'maandelijks'],
  ['4W', 'vierwekelijks'],
  ['W4', 'vierwekelijks'],
]);

/** `2010-5-M`, `2024-03-M`, `2010-4-4W`, `2026-12-W4`, `2026-53-W1`. */
export function readTijdvak(response: XmlElement): PayrollTijdvak {
  const text = required(textOf(response, 'Company_GetCurrentPeriodResult'), 'Company_GetCurrentPeriodResult');
  const match = /^(\d{4})-(\d{1,2})-([A-Z0-9]{1,8})$/.exec(text.toUpperCase());
  if (match === null) throw unreadable('the current period is not written as yyyy-pp-type');
  const [, jaar, nummer, type = ''] = match;
  return present({ jaar: Number(jaar), nummer: Number(nummer), verloning: VERLONING_BY_PERIOD_TYPE.get(type) });
}

/** `ID`, not `Number`, is what the report calls want. */
export const readRuns = (response: XmlElement): readonly Run[] =>
  itemsOf(resultOf(response, 'Run_GetListResult'), 'RunInfo').map((run) =>
    present({
      runId: RunId.parse(required(intOf(run, 'ID'), 'ID')),
      nummer: required(intOf(run, 'Number'), 'Number'),
      jaar: required(intOf(run, 'Year'), 'Year'),
      tijdvakVan: required(intOf(run, 'PeriodStart'), 'PeriodStart'),
      tijdvakTot: required(intOf(run, 'PeriodEnd'), 'PeriodEnd'),
      vergrendeld: required(booleanOf(run, 'IsLocked'), 'IsLocked'),
      gedraaidOp: gedraaidOp(run),
    }),
  );

/**
 * To the second, without fraction or offset: only whether it is another than before is of interest, and Nmbrs does not always
 * write both. No exchange should stop on one that is written otherwise, so that one counts as absent.
 */
const gedraaidOp = (run: XmlElement) =>
  Kloktijdstip.safeParse(/^(?!0001)[\d-]{10}T[\d:]{8}/.exec(textOf(run, 'RunAt') ?? '')?.[0]).data;
