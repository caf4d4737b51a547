import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { BesluitFormulier } from '../../../core/aanmelding/besluit.ts';
import { checkFields, fout, VELDCODES } from '../../../core/invoer/probleem.ts';

const codesOf = (schema: z.ZodType, input: unknown): string[] => {
  const checked = checkFields(schema, input);
  return checked.ok ? [] : checked.fouten.map(({ code }) => code);
};

describe('the codes of faulty fields', () => {
  it('are these, which offices build on', () => {
    expect(Object.keys(VELDCODES)).toEqual([
      'ontbreekt',
      'verkeerde-vorm',
      'te-lang',
      'te-kort',
      'niet-toegestaan',
      'ongeldig',
      'onbekend-veld',
      'dubbel-veld',
      'te-diep',
      'te-veel-velden',
      'onveranderlijk',
      'onzichtbare-tekens',
      'internetadres',
      'controlecijfer',
      'bestaat-niet',
      'domein-gereserveerd',
      'dubbel-medewerkersnummer',
      'burgerservicenummer',
      'datum-voorbij',
      'datum-te-vroeg',
      'datum-te-laat',
      'datum-kan-niet',
      'ander-soort-tijdvak',
      'tijdvak-te-vroeg',
      'tijdvak-te-laat',
      'tijdvak-niet-voorbij',
      'tijdvak-niet-aan-de-beurt',
      'jaar-al-begonnen',
      'tijdvakken-omgekeerd',
      'te-veel-tijdvakken',
      'geen-werkdag',
      'onbekende-plaats',
      'niets-te-verbeteren',
    ]);
  });

  it.each([
    ['ontbreekt', z.object({ a: z.number() }), {}],
    ['ontbreekt', z.string().min(3), '  '],
    ['verkeerde-vorm', z.number(), '1'],
    ['verkeerde-vorm', z.union([z.string(), z.int()]), false],
    ['te-lang', z.string().max(1), 'ab'],
    ['te-lang', z.array(z.number()).max(1), [1, 2]],
    ['te-kort', z.string().min(3), 'ab'],
    ['te-kort', z.array(z.number()).min(1), []],
    ['niet-toegestaan', z.enum(['a', 'b']), 'c'],
    ['niet-toegestaan', BesluitFormulier, { besluit: 'uitstellen' }],
    ['ontbreekt', BesluitFormulier, {}],
    ['verkeerde-vorm', BesluitFormulier, 'goedkeuren'],
    ['ongeldig', z.iso.date(), '2026-02-30'],
    ['ongeldig', z.string().refine(() => false), 'x'],
    ['ongeldig', z.string().refine(() => false, { params: { code: 'verzonnen' } }), 'x'],
    ['controlecijfer', z.string().refine(() => false, fout('controlecijfer', 'Fout.')), 'x'],
    ['onveranderlijk', z.object({ a: z.never().optional() }), { a: 1 }],
    ['onbekend-veld', z.strictObject({}), { a: 1 }],
  ])('%s: by what zod found', (code, schema, input) => {
    expect(codesOf(schema, input)).toEqual([code]);
  });
});

describe('what was left out or is of another JSON kind', () => {
  const schema = z.object({
    a: z.object({ b: z.string({ error: 'Vul b in.' }), c: z.object({ d: z.number() }) }),
    lijst: z.array(z.object({ e: z.object({ f: z.number() }) })),
  });

  it('of a missing group names each field within it', () => {
    const checked = checkFields(schema, { lijst: [{ e: { f: 1 } }, {}] });
    expect(checked.ok ? [] : checked.fouten.map(({ veld, code }) => `${veld} ${code}`)).toEqual([
      'a.b ontbreekt',
      'a.c.d ontbreekt',
      'lijst.1.e.f ontbreekt',
    ]);
  });

  it.each([
    [[], '', '{ en }'],
    [null, '', '{ en }'],
    [{ a: null, lijst: [] }, 'a', '{ en }'],
  ])('%j is told to be an object', (input, veld, tekst) => {
    expect(checkFields(schema, input)).toMatchObject({
      fouten: [{ veld, code: 'verkeerde-vorm', tekst: expect.stringContaining(tekst) }],
    });
  });

  it('a number instead of text is told to be put between quotes', () => {
    expect(checkFields(z.object({ a: z.string() }), { a: 1 })).toMatchObject({
      fouten: [{ veld: 'a', code: 'verkeerde-vorm', tekst: expect.stringContaining('aanhalingstekens') }],
    });
  });
});
