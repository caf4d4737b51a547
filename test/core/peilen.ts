import * as z from 'zod';
import { Peilen } from '../../core/nmbrs/gegevensset.ts';
import { NmbrsTijdvak } from '../../core/nmbrs/peil.ts';

// A delivered `werknemers.ndjson`, taken apart: what is told, and of which period.

const Regel = z.record(z.string(), z.unknown());
const regelsIn = (ndjson: string) =>
  ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Regel.parse(JSON.parse(line)));

/** The bytes of each line but for `peil`, which the calls decide that were made. */
export const withoutPeil = (ndjson: string): string[] =>
  regelsIn(ndjson).map(({ peil: _peil, ...values }) => JSON.stringify(values));

/** The period of each group, which must be the same for everyone. */
export function peilIn(ndjson: string): Peilen {
  const all = new Set(regelsIn(ndjson).map(({ peil }) => JSON.stringify(peil)));
  if (all.size !== 1) throw new Error(`the employees have ${all.size} different sets of peilen`);
  return Peilen.parse(JSON.parse([...all].join()));
}

/** As it was when Nmbrs was in this period. */
export const nu = (tijdvak: string) => ({ nu: NmbrsTijdvak.parse(tijdvak) });
