import { describe, expect, it } from 'vitest';
import { all, between } from '../between.ts';
import { nu as inNmbrs } from '../peilen.ts';

describe('a death', () => {
  const person = (over: object) => ({ persoon: { geslacht: 'man', ...over }, peil: all('persoon') });

  it('is a mutatie of its own', () => {
    const { mutaties } = between(person({}), person({ overlijdensdatum: '2026-12-24', achternaam: 'Nevel' }));
    expect(mutaties).toStrictEqual([
      { soort: 'overlijden', werknemerId: 7, ingangsdatum: '2026-12-24' },
      { soort: 'persoon', werknemerId: 7, velden: ['achternaam'] },
    ]);
  });

  it('that is told no more is a change of the person, and a correction of what was delivered', () => {
    const { mutaties } = between(person({ overlijdensdatum: '2026-11-20' }), person({}));
    expect(mutaties).toStrictEqual([
      { soort: 'persoon', werknemerId: 7, velden: ['overlijdensdatum'] },
      { soort: 'twk', werknemerId: 7, tijdvakId: '2026-M11', oorzaak: 'overlijden', ingangsdatum: '2026-11-20' },
    ]);
  });

  it('that was known is told no more when something else changes', () => {
    const { mutaties } = between(
      person({ overlijdensdatum: '2026-11-20' }),
      person({ overlijdensdatum: '2026-11-20', achternaam: 'Nevel' }),
    );
    expect(mutaties).toStrictEqual([{ soort: 'persoon', werknemerId: 7, velden: ['achternaam'] }]);
  });

  it('between two moments of Nmbrs is told with them', () => {
    const at = (peil: string, over: object) => ({
      persoon: { geslacht: 'man', ...over },
      peil: { persoon: inNmbrs(peil) },
    });
    const { mutaties } = between(at('2026-M12', {}), at('2027-M01', { overlijdensdatum: '2026-12-24' }));
    expect(mutaties).toStrictEqual([
      {
        ...{ soort: 'overlijden', werknemerId: 7, ingangsdatum: '2026-12-24' },
        tussen: { van: '2026-M12', tot: '2027-M01' },
      },
    ]);
  });
});

describe('what would be told otherwise of a delivered period', () => {
  const base = { bedrag: '3000', ingangsdatum: '2020-01-01' };
  const twkIn = ({ mutaties }: ReturnType<typeof between>) =>
    mutaties.flatMap((one) =>
      one.soort === 'twk' ? [`${one.oorzaak} ${one.tijdvakId} ${one.ingangsdatum} ${one.aangemaaktOp ?? ''}`] : [],
    );

  it('is told of a salary with the last entry of that day', () => {
    const rows = (...entered: string[]) =>
      entered.map((aangemaaktOp, index) => ({ bedrag: `31${index}0`, ingangsdatum: '2026-11-16', aangemaaktOp }));
    const is = { salarissen: [base, ...rows('2026-12-20T10:00:00', '2026-12-18T10:00:00')] };
    expect(twkIn(between({ salarissen: [base] }, is))).toEqual(['salaris 2026-M11 2026-11-16 2026-12-20T10:00:00']);
  });

  it('is told without the entry of a salary of another day', () => {
    const dated = { bedrag: '3100', ingangsdatum: '2026-11-16', aangemaaktOp: '2026-12-18T10:00:00' };
    const later = { bedrag: '3200', ingangsdatum: '2026-12-01', aangemaaktOp: '2026-12-20T10:00:00' };
    expect(twkIn(between({ salarissen: [base] }, { salarissen: [base, dated, later] }))).toEqual([
      'salaris 2026-M11 2026-11-16 2026-12-18T10:00:00',
    ]);
  });

  it('is told of a schedule, without an entry', () => {
    const roosters = (...extra: object[]) => ({ regels: [{ urenPerWeek: '40' }, ...extra], volledig: true });
    const [was, is] = [
      roosters(),
      roosters({ urenPerWeek: '32', ingangsdatum: '2026-11-16', aangemaaktOp: '2026-12-20' }),
    ];
    const peil = all('rooster');
    expect(twkIn(between({ roosters: was, peil }, { roosters: is, peil }))).toEqual(['uren 2026-M11 2026-11-16 ']);
    expect(twkIn(between({ roosters: was, peil: {} }, { roosters: is, peil }))).toEqual([]);
    expect(twkIn(between({ roosters: was, peil }, { roosters: is, peil: {} }))).toEqual([]);
    expect(twkIn(between({ roosters: was, peil }, { roosters: is, peil: { rooster: inNmbrs('2027-M01') } }))).toEqual(
      [],
    );
  });

  it('is told of the days in service', () => {
    const dienst = (begin: string) => ({ dienstverbanden: [{ begin }] });
    expect(twkIn(between(dienst('2026-10-15'), dienst('2026-11-01')))).toEqual(['dienstverband 2026-M10 2026-10-15 ']);
    const salarissen = [{ bedrag: '3000', ingangsdatum: '2026-10-15', aangemaaktOp: '2026-12-18T10:00:00' }];
    const [was, is] = [dienst('2026-10-15'), dienst('2026-11-01')].map((one) => ({ ...one, salarissen }));
    expect(twkIn(between(was, is ?? {}))).toEqual(['dienstverband 2026-M10 2026-10-15 ']);
  });

  it('is told of a death', () => {
    const person = (over: object) => ({ persoon: { geslacht: 'man', ...over }, peil: all('persoon') });
    expect(twkIn(between(person({}), person({ overlijdensdatum: '2026-11-30' })))).toEqual([
      'overlijden 2026-M11 2026-11-30 ',
    ]);
    expect(twkIn(between(person({}), person({ overlijdensdatum: '2026-12-01' })))).toEqual([]);
    const elsewhere = { ...person({ overlijdensdatum: '2026-11-30' }), peil: { persoon: inNmbrs('2027-M01') } };
    expect(twkIn(between(person({}), elsewhere))).toEqual([]);
  });

  it('is told of somebody who was never told of, by the days in service alone', () => {
    const is = { salarissen: [base], dienstverbanden: [{ begin: '2026-11-30' }] };
    expect(twkIn(between(undefined, is))).toEqual(['dienstverband 2026-M11 2026-11-30 ']);
  });

  it('is nothing when no period was delivered before', () => {
    const is = { salarissen: [base, { bedrag: '1', ingangsdatum: '2026-11-16' }] };
    expect(twkIn(between({ salarissen: [base] }, is, { geleverd: [] }))).toEqual([]);
  });
});
