import { describe, expect, it } from 'vitest';
import { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { firstDelivered, nextDelivered, type Staff, setOf } from '../deliveries.ts';
import { goedkeuren } from '../way.ts';
import { werknemer } from '../world.ts';

// What a set counts of the one before it, and how it says so: November 2026, then December.

type Person = Staff[number];
const dga = werknemer(7);
const crowd = [dga, ...Array.from({ length: 14 }, (_, index) => werknemer(20 + index))];
const dienst = (...rows: object[]) => rows.map((row) => Dienstverband.parse(row));
const withDienst = (nummer: number, ...rows: object[]): Person => ({
  ...werknemer(nummer),
  dienstverbanden: dienst(...rows),
});

async function bothSets(november: Staff, december: Staff) {
  const { world, id } = await firstDelivered([...november, ...crowd], goedkeuren('volledig'));
  return setOf(world, await nextDelivered(world, id, [...december, ...crowd]));
}

describe('how many are in service', () => {
  const gone = { begin: '2020-01-01', eind: '2026-11-05' };

  it.each<readonly [string, Staff, Staff, object]>([
    ['nobody comes or goes', [], [], { nu: 15, verloop: { vorige: 15, erbij: 0, eraf: 0, spoorloos: 0 } }],
    [
      'two come, one of whom is gone again',
      [],
      [withDienst(1, { begin: '2026-12-01' }), withDienst(2, { begin: '2026-12-03', eind: '2026-12-20' })],
      { nu: 16, verloop: { vorige: 15, erbij: 1, eraf: 0, spoorloos: 0 } },
    ],
    [
      'one leaves, and one who had left before is not named any more',
      [werknemer(1), { ...withDienst(2, gone), soort: 'uit-dienst' }],
      [withDienst(1, { begin: '2020-01-01', eind: '2026-12-10' })],
      { nu: 15, verloop: { vorige: 16, erbij: 0, eraf: 1, spoorloos: 0 } },
    ],
    [
      'one is gone without a word, after all others',
      [werknemer(99)],
      [],
      { nu: 15, verloop: { vorige: 16, erbij: 0, eraf: 0, spoorloos: 1 } },
    ],
    [
      'one who was told of turns out to begin later',
      [werknemer(1)],
      [withDienst(1, { begin: '2027-01-04' })],
      { nu: 15, verloop: { vorige: 16, erbij: 0, eraf: 1, spoorloos: 0 } },
    ],
    [
      'one comes back',
      [{ ...withDienst(2, gone), soort: 'uit-dienst' }],
      [withDienst(2, gone, { begin: '2026-12-01' })],
      { nu: 16, verloop: { vorige: 15, erbij: 1, eraf: 0, spoorloos: 0 } },
    ],
  ])('when %s', async (_name, november, december, inDienst) => {
    const { manifest } = await bothSets(november, december);
    expect(manifest.inDienst).toEqual(inDienst);
  });
});

it.each<readonly [Staff, string]>([
  [[dga], '1 werknemer'],
  [[werknemer(3), ...crowd], '16 werknemers'],
])('a group that could not be compared is counted, in one order of the groups', async (staff, count) => {
  const { world, id } = await firstDelivered(staff, goedkeuren('volledig'));
  world.nmbrs.bedrijfsbreed = ['Address_GetAll_AllEmployeesByCompany'];
  world.nmbrs.perTijdvak = ['BankAccount_GetList'];
  const { vragen, mutaties } = await setOf(world, await nextDelivered(world, id, staff));
  expect(mutaties).toEqual([]);
  const told = vragen.filter(({ code }) => code === 'niet-vergeleken').map(({ tekst }) => tekst);
  expect(told).toEqual(['Adressen', 'Bankrekeningen'].map((groep) => `${groep}: bij ${count} ${SIDE_BY_SIDE}`));
});

it('groups that could not be compared are asked about by their names, in whichever order they were met', async () => {
  const { world, id } = await firstDelivered([dga], goedkeuren('volledig'));
  world.nmbrs.bedrijfsbreed = BulkAanroep.options;
  const { vragen } = await setOf(world, await nextDelivered(world, id, [dga]));
  const told = vragen.filter(({ code }) => code === 'niet-vergeleken').map(({ tekst }) => tekst.split(':')[0]);
  expect(told).toEqual(['Adressen', 'BSN', 'Contracten', 'Persoonsgegevens', 'Verzekeringsinstellingen']);
});

const SIDE_BY_SIDE =
  'niet met de vorige levering vergeleken. De ene keer zijn ze van het tijdvak zelf, de andere keer zoals ze waren toen Nmbrs al in een ander tijdvak stond.';
