import { describe, expect, it } from 'vitest';
import { Dienstverband, RoosterRegel, SalarisRegel } from '../../../core/nmbrs/gegevensset.ts';
import { firstDelivered, nextDelivered, type Staff, setOf } from '../deliveries.ts';
import { goedkeuren } from '../way.ts';
import { werknemer } from '../world.ts';

// Facts that move after they were delivered: which periods would look different now. November and December were delivered.

type Person = Staff[number];
const others = [werknemer(7), ...Array.from({ length: 6 }, (_, index) => werknemer(20 + index))];
const dienst = (...rows: object[]) => rows.map((row) => Dienstverband.parse(row));

async function january(before: Partial<Person>, now: Partial<Person>, bulk = false) {
  const person = werknemer(3);
  const { world, id } = await firstDelivered([{ ...person, ...before }, ...others], goedkeuren('verzuim'));
  if (bulk) world.nmbrs.bedrijfsbreed = ['Schedule_GetAll_AllEmployeesByCompany'];
  const second = await nextDelivered(world, id, [{ ...person, ...before }, ...others]);
  const third = await nextDelivered(world, second, [{ ...person, ...now }, ...others]);
  return (await setOf(world, third)).mutaties.map(({ werknemerId, ...mutatie }) => {
    expect(werknemerId).toBe(1003);
    return mutatie;
  });
}

/** `2026-M11 2026-11-16`: the period, and the first day of the stretch. */
const twkOf = (mutaties: Awaited<ReturnType<typeof january>>, oorzaak: string): string[] =>
  mutaties.flatMap((one) =>
    one.soort === 'twk' && one.oorzaak === oorzaak ? [`${one.tijdvakId} ${one.ingangsdatum}`] : [],
  );

describe('a first or last day that moves', () => {
  const from = (begin: string, eind?: string) => ({
    dienstverbanden: dienst({ begin, ...(eind === undefined ? {} : { eind }) }),
  });

  it.each([
    ['begin later', from('2026-11-01'), from('2026-12-15'), ['2026-M11 2026-11-01', '2026-M12 2026-11-01']],
    ['begin earlier', from('2026-12-15'), from('2026-11-10'), ['2026-M11 2026-11-10', '2026-M12 2026-11-10']],
    ['begin within a month', from('2026-12-01'), from('2026-12-02'), ['2026-M12 2026-12-01']],
    ['begin from the last day of a month', from('2026-11-30'), from('2026-12-01'), ['2026-M11 2026-11-30']],
    [
      'last day later',
      from('2020-01-01', '2026-11-15'),
      from('2020-01-01', '2026-12-20'),
      ['2026-M11 2026-11-16', '2026-M12 2026-11-16'],
    ],
    [
      'last day earlier',
      from('2020-01-01', '2026-12-20'),
      from('2020-01-01', '2026-11-15'),
      ['2026-M11 2026-11-16', '2026-M12 2026-11-16'],
    ],
    [
      'last day gone',
      from('2020-01-01', '2026-11-15'),
      from('2020-01-01'),
      ['2026-M11 2026-11-16', '2026-M12 2026-11-16'],
    ],
    [
      'last day on the last day of a month',
      from('2020-01-01', '2026-11-29'),
      from('2020-01-01', '2026-11-30'),
      ['2026-M11 2026-11-30'],
    ],
    ['last day after what was delivered', from('2020-01-01', '2026-12-31'), from('2020-01-01', '2027-01-10'), []],
    ['begin before what was delivered', from('2020-01-01'), from('2019-01-01'), []],
  ])('names the periods in which a day is another: %s', async (_name, before, now, expected) => {
    expect(twkOf(await january(before, now), 'dienstverband')).toEqual(expected);
  });
});

describe('a salary', () => {
  const row = (bedrag: string, ingangsdatum: string, aangemaaktOp?: string) =>
    SalarisRegel.parse({ bedrag, soort: 'bruto-fulltime', ingangsdatum, aangemaaktOp });
  const base = row('3000.00', '2020-01-01', '2019-12-01T10:00:00');

  it.each([
    ['a row removed', [base, row('9999.00', '2026-11-01')], [base], ['2026-M11 2026-11-01', '2026-M12 2026-11-01']],
    [
      'the first row removed',
      [base, row('3100.00', '2026-12-01')],
      [row('3100.00', '2026-12-01')],
      ['2026-M11 2026-11-01'],
    ],
    ['a raise put into the past', [base], [base, row('3100.00', '2026-12-31')], ['2026-M12 2026-12-31']],
    ['a raise of the next period', [base], [base, row('3100.00', '2027-01-01')], []],
    ['one row instead of two of one amount', [base, row('3000.00', '2026-12-01')], [base], []],
    ['a row that another of its day replaced', [base], [row('1.00', '2020-01-01', '2019-11-01'), base], []],
    [
      'another amount on the same day',
      [base],
      [base, row('3050.00', '2020-01-01', '2026-12-20')],
      ['2026-M11 2026-11-01', '2026-M12 2026-11-01'],
    ],
  ])('that was corrected names its periods: %s', async (_name, before, now, expected) => {
    expect(twkOf(await january({ salarissen: before }, { salarissen: now }), 'salaris')).toEqual(expected);
  });
});

describe('a schedule', () => {
  const row = (urenPerWeek: string, ingangsdatum: string) => RoosterRegel.parse({ urenPerWeek, ingangsdatum });
  const base = row('40', '2020-01-01');

  it.each([
    ['put into the past', [base], [base, row('32', '2026-11-16')], ['2026-M11 2026-11-16', '2026-M12 2026-11-16']],
    [
      'put into the past and ended by another',
      [base, row('40', '2026-12-01')],
      [base, row('32', '2026-11-16'), row('40', '2026-12-01')],
      ['2026-M11 2026-11-16'],
    ],
    ['removed', [base, row('32', '2026-12-01')], [base], ['2026-M12 2026-12-01']],
    ['of the next period', [base], [base, row('32', '2027-01-01')], []],
  ])('that was corrected names its periods, by either call: %s', async (_name, before, now, expected) => {
    for (const bulk of [false, true]) {
      expect(twkOf(await january({ roosters: before }, { roosters: now }, bulk), 'uren')).toEqual(expected);
    }
  });
});
