import { describe, expect, it } from 'vitest';
import { Datum } from '../../../core/kalender/tijd.ts';
import { SalarisRegel } from '../../../core/nmbrs/gegevensset.ts';
import { salarisOn } from '../../../core/nmbrs/salaris.ts';

const DAY = Datum.parse('2026-11-30');

const regel = (bedrag: string, ingangsdatum?: string, aangemaaktOp?: string): SalarisRegel =>
  SalarisRegel.parse({
    bedrag,
    soort: 'bruto-fulltime',
    ...(ingangsdatum === undefined ? {} : { ingangsdatum }),
    ...(aangemaaktOp === undefined ? {} : { aangemaaktOp }),
  });

const amountOf = (...regels: SalarisRegel[]) => salarisOn(regels, DAY)?.bedrag;

describe('the salary that is current on a day', () => {
  it('is the one with the latest start on or before it', () => {
    expect(amountOf(regel('1', '2024-01-01'), regel('3', '2026-11-30'), regel('2', '2025-01-01'))).toBe('3');
  });

  it('is not one that starts later', () => {
    expect(amountOf(regel('1', '2024-01-01'), regel('2', '2026-12-01'))).toBe('1');
    expect(amountOf(regel('2', '2026-12-01'))).toBeUndefined();
  });

  it('of rows with one start is the one that was entered last, whatever their order', () => {
    const first = regel('1', '2026-01-01', '2026-01-05T10:00:00');
    const second = regel('2', '2026-01-01', '2026-01-05T10:00:01');
    expect([amountOf(first, second), amountOf(second, first)]).toEqual(['2', '2']);
  });

  it('of rows with one start prefers the one whose day of entry is known', () => {
    const unknown = regel('1', '2026-01-01');
    const known = regel('2', '2026-01-01', '2026-01-05T10:00:00');
    expect([amountOf(unknown, known), amountOf(known, unknown)]).toEqual(['2', '2']);
  });

  it('of rows that cannot be told apart is the last one of the answer', () => {
    expect(amountOf(regel('1', '2026-01-01'), regel('2', '2026-01-01'))).toBe('2');
  });

  it('is a row without a start only when no other one applies', () => {
    expect(amountOf(regel('1'), regel('2', '2020-01-01'))).toBe('2');
    expect(amountOf(regel('1'), regel('2', '2027-01-01'))).toBe('1');
  });

  it('is nothing without rows', () => {
    expect(amountOf()).toBeUndefined();
  });

  it('leaves out the day of entry, and the rows as they were', () => {
    const regels = [regel('2', '2026-01-01', '2026-01-05'), regel('1', '2024-01-01', '2026-01-05')];
    const before = structuredClone(regels);
    expect(salarisOn(regels, DAY)).toEqual({ bedrag: '2', soort: 'bruto-fulltime', ingangsdatum: '2026-01-01' });
    expect(regels).toEqual(before);
  });
});
