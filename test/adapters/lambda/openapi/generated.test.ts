import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { REQUESTS } from '../../../../adapters/lambda/openapi/schemas.ts';
import { DOCUMENT, faultsWithoutFormats } from './judge.ts';

const Json = z.record(z.string(), z.unknown());
const Schema = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(Json).optional(),
  oneOf: z.array(Json).optional(),
  properties: z.record(z.string(), Json).optional(),
  required: z.array(z.string()).default([]),
  items: Json.optional(),
  minItems: z.int().optional(),
  minimum: z.number().default(0),
  maximum: z.number().default(9_999),
  minLength: z.int().default(0),
  maxLength: z.int().default(40),
});
type Value = fc.Arbitrary<unknown>;

const DATES = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
// A pattern that admits whatever can be seen is met by words; made by it, nearly all would be characters that nobody types.
const WORDS = fc.stringMatching(/^[A-Za-z][A-Za-z .,&'-]{3,30}[a-z]$/);

/** Values that a stranger could think of who has only the schema. */
function valuesOf(json: unknown): Value {
  const schema = Schema.parse(json);
  if (schema.$ref !== undefined)
    return valuesOf(DOCUMENT.components.schemas[schema.$ref.replace('#/components/schemas/', '')]);
  if ('const' in schema && schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const oneOf = schema.anyOf ?? schema.oneOf;
  if (oneOf !== undefined) return fc.oneof(...oneOf.map(valuesOf));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => valuesOf({ ...Json.parse(json), type })));
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer')
    return fc.integer({ min: schema.minimum, max: Math.min(schema.maximum, schema.minimum + 999_999) });
  if (schema.type === 'array')
    return fc.array(valuesOf(schema.items), { minLength: schema.minItems ?? 0, maxLength: 2 });
  if (schema.properties !== undefined) {
    const properties = Object.entries(schema.properties).map(([name, one]) => [name, valuesOf(one)] as const);
    return fc.record(Object.fromEntries(properties), { requiredKeys: schema.required });
  }
  return textsOf(schema);
}

function textsOf({ pattern, format, minLength, maxLength }: z.infer<typeof Schema>): Value {
  if (format === 'date') return DATES;
  if (pattern === undefined) return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40) });
  if (pattern.startsWith('^[^')) return WORDS;
  const fitting = fc.stringMatching(new RegExp(pattern), { size: 'small' });
  return format === 'email' ? fitting.filter(hasShortName) : fitting;
}

/** What stands before the @ has at most 64 characters, which a pattern without a lookahead cannot say. */
const hasShortName = (address: string): boolean => address.trim().indexOf('@') <= 64;

/** Rules that no schema can say: arithmetic, one field beside another, lists, dates that are, what looks like a BSN or a link. */
const BEYOND_A_SCHEMA = [
  'controlecijfer',
  'dubbel-medewerkersnummer',
  'domein-gereserveerd',
  'internetadres',
  'burgerservicenummer',
  'onbekende-tekstversie',
];

describe('a request that its schema takes', () => {
  it.each(Object.keys(REQUESTS))('is taken by the API, but for what no schema can say: %s', async (name) => {
    const form = Object.entries(REQUESTS).find(([one]) => one === name)?.[1];
    const schema = DOCUMENT.components.schemas[name] ?? {};
    const seen = { taken: 0 };
    await fc.assert(
      fc.property(valuesOf(schema), (value) => {
        const sent: unknown = JSON.parse(JSON.stringify(value));
        fc.pre(faultsWithoutFormats(schema, sent).length === 0);
        const issues = form?.safeParse(sent).error?.issues ?? [];
        if (issues.length === 0) seen.taken += 1;
        const unsaid = issues.filter(
          (issue) => !(issue.code === 'custom' && BEYOND_A_SCHEMA.includes(issue.params?.code)),
        );
        expect(unsaid).toEqual([]);
      }),
      { numRuns: 150, seed: 13 },
    );
    expect(seen.taken).toBeGreaterThan(0);
  });
});
