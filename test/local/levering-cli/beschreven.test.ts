import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Vraag } from '../../../core/nmbrs/gegevensset.ts';
import { kolomkoppen } from '../../../core/nmbrs/werknemerslijst.ts';
import { LEVERINGSBESTANDEN } from '../../../core/vergelijking/manifest.ts';
import { kolommenText } from '../../../local/levering-cli/kolommen.ts';
import { SCHEMAS, schemaText } from '../../../local/levering-cli/schemas.ts';

const DOCS = join(import.meta.dirname, '../../../docs/levering');

const Node = z.looseObject({
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});

/** Every field below a node of a schema, by its place, with what is said of it. */
function fieldsIn(node: unknown, plaats = ''): (readonly [plaats: string, description: string | undefined])[] {
  const parsed = Node.safeParse(node);
  if (!parsed.success) return [];
  const { properties = {}, items, additionalProperties, anyOf = [], oneOf = [] } = parsed.data;
  return [
    ...Object.entries(properties).flatMap(([naam, one]) => {
      const at = plaats === '' ? naam : `${plaats}.${naam}`;
      return [[at, Node.parse(one).description] as const, ...fieldsIn(one, at)];
    }),
    ...fieldsIn(items, `${plaats}[]`),
    ...fieldsIn(additionalProperties, `${plaats}{}`),
    ...[...anyOf, ...oneOf].flatMap((one) => fieldsIn(one, plaats)),
  ];
}

describe.each([...SCHEMAS.keys()])('%s', (naam) => {
  const fields = fieldsIn(JSON.parse(schemaText(naam)));

  it('says of each field what it is', () => {
    expect(fields.length).toBeGreaterThan(2);
    expect(fields.filter(([, description]) => description === undefined).map(([plaats]) => plaats)).toEqual([]);
  });

  it('says nothing of a field that is not there', () => {
    const known = new Set(fields.map(([plaats]) => plaats));
    expect(Object.keys(SCHEMAS.get(naam)?.velden ?? {}).filter((plaats) => !known.has(plaats))).toEqual([]);
  });
});

describe('a field that is not in every profile', () => {
  const told = new Map(fieldsIn(JSON.parse(schemaText('werknemer.schema.json'))));

  it.each([
    ['bsn', 'wia, pensioen, volledig'],
    ['persoon.achternaamPartner', 'wia, pensioen, volledig'],
    ['partner', 'pensioen, volledig'],
    ['bankrekeningen', 'Profiel: volledig'],
  ])('says in which: %s', (veld, words) => {
    expect(told.get(veld)).toContain(words);
  });

  it.each(['persoon', 'salaris.bedrag', 'contracten[].ikv'])('and none of the others does: %s', (veld) => {
    expect(told.get(veld)).not.toMatch(/Profiel/);
  });
});

describe('the columns of the csv', () => {
  const rows = kolommenText()
    .split('\n')
    .filter((line) => /^\| (?!kolom)[^-]/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const velden = new Set(fieldsIn(JSON.parse(schemaText('werknemer.schema.json'))).map(([plaats]) => plaats));

  it.each(Dekkingsprofiel.options)('are all described for %s, and no other is said to be there', (profiel) => {
    const own = rows.filter(
      ([, , , profielen = '']) => profielen === 'alle' || profielen.split(', ').includes(profiel),
    );
    expect(own.map(([kop]) => kop).sort()).toEqual([...kolomkoppen(profiel)].sort());
  });

  it('come from a field that there is, and say something', () => {
    for (const [kop, veld = '', wat] of rows) {
      expect(velden.has(veld.replaceAll('`', '').replace(/\[\]$/, '')), kop).toBe(true);
      expect(wat, kop).not.toBe('');
    }
  });
});

describe('the page for who reads a delivery', () => {
  it('names every file and every question', async () => {
    const page = await readFile(join(DOCS, 'README.md'), 'utf8');
    const wanted = [...LEVERINGSBESTANDEN, 'manifest.json', ...SCHEMAS.keys(), ...Vraag.shape.code.options];
    expect(wanted.filter((word) => !page.includes(word))).toEqual([]);
  });
});
