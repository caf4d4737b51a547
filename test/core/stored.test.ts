import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DEFECT, TRANSIENT } from '../../core/errors.ts';
import { readStored, readVersioned, SCHEMA_VERSIE, toStore, versioned } from '../../core/stored.ts';
import { Vingerafdruk, VingerafdrukKop } from '../../core/vergelijking/vingerafdruk.ts';

const Binnen = z.strictObject({
  naam: z.string(),
  peil: z.union([z.literal('tijdvak'), z.strictObject({ nu: z.string() })]),
});
const Doos = z.discriminatedUnion('soort', [
  z.strictObject({ soort: z.literal('leeg') }),
  z.strictObject({
    soort: z.literal('vol'),
    inhoud: z.array(Binnen),
    aantallen: z.partialRecord(z.enum(['een', 'twee']), z.int()),
    extra: Binnen.optional(),
  }),
]);

const VOL = {
  soort: 'vol',
  inhoud: [{ naam: 'a', peil: { nu: '2026-M12' } }],
  aantallen: { een: 1 },
  extra: { naam: 'b', peil: 'tijdvak' },
};
const OF_LATER = {
  soort: 'vol',
  later: [1],
  inhoud: [{ naam: 'a', later: { naam: 'x' }, peil: { nu: '2026-M12', later: 1 } }],
  aantallen: { een: 1, drie: 3 },
  extra: { naam: 'b', peil: 'tijdvak', later: undefined },
};

describe('reading what was stored', () => {
  it('passes over what it does not know, at any depth, and keeps the rest', () => {
    expect(readStored(Doos, OF_LATER).data).toEqual(VOL);
    expect(readStored(Doos, { soort: 'leeg', later: 1 }).data).toEqual({ soort: 'leeg' });
  });

  it('keeps faults what they are, whatever else there is', () => {
    expect(readStored(Doos, { ...OF_LATER, inhoud: [{ naam: 1, peil: 'tijdvak', later: 1 }] }).success).toBe(false);
    expect(readStored(Doos, { ...OF_LATER, soort: 'nieuw' }).success).toBe(false);
    expect(readStored(Doos, { soort: 'vol', later: 1 }).success).toBe(false);
  });

  it('tells the options of a union apart by what they must have', () => {
    const Regel = z.union([VingerafdrukKop, Vingerafdruk]);
    const afdruk = { werknemerId: 1, begin: [], eind: [], dienst: [], uitDienst: 'h'.repeat(16) };
    expect(readStored(Regel, { ...afdruk, later: 1 }).data).toEqual(afdruk);
  });

  it('walks once through a list, however long', () => {
    const inhoud = Array.from({ length: 20_000 }, () => OF_LATER.inhoud[0]);
    expect(readStored(Doos, { ...VOL, inhoud }).data).toMatchObject({ inhoud: { length: 20_000 } });
  });
});

describe('the version of a form', () => {
  it('is written beside the fields, and no part of what is read', () => {
    expect(versioned({ soort: 'leeg' })).toEqual({ schemaVersie: SCHEMA_VERSIE, soort: 'leeg' });
    expect(readVersioned(Doos, versioned({ soort: 'leeg' })).data).toEqual({ soort: 'leeg' });
    expect(readVersioned(Doos, { soort: 'leeg' }).data).toEqual({ soort: 'leeg' });
    expect(readVersioned(z.array(z.int()), [1]).data).toEqual([1]);
  });

  it('that came after this function is a hold-up: its successor is on its way', () => {
    const newer = { schemaVersie: SCHEMA_VERSIE + 1, soort: 'leeg' };
    expect(() => readVersioned(Doos, newer)).toThrow(
      expect.objectContaining({ name: TRANSIENT, code: 'nieuwere-versie' }),
    );
  });
});

describe('writing', () => {
  it('refuses what the form does not have, and names fields and no content', () => {
    const value = { soort: 'leeg' as const, geheim: 'sesam' };
    expect(() => toStore(Doos, value)).toThrow(expect.objectContaining({ name: DEFECT }));
    expect(() => toStore(Doos, value)).not.toThrow(/sesam/);
  });
});
