import * as z from 'zod';
import { LeveringBeschikbaar } from '../../core/levering/levering-beschikbaar.ts';
import { Vraag, Werknemer } from '../../core/nmbrs/gegevensset.ts';
import { Manifest } from '../../core/vergelijking/manifest.ts';
import { Mutatie } from '../../core/vergelijking/mutatie.ts';
import { type Beschrijvingen, GEBEURTENIS, MANIFEST, MUTATIE, VRAGEN, WERKNEMER } from './beschrijvingen.ts';

interface Schema {
  readonly title: string;
  readonly description: string;
  readonly schema: z.ZodType;
  /** What its fields are, by their places. */
  readonly velden: Beschrijvingen;
}

/** The schemas by the name of their file; `docs/levering` has them as they are written here. */
export const SCHEMAS: ReadonlyMap<string, Schema> = new Map([
  [
    'manifest.schema.json',
    {
      title: 'manifest.json',
      description:
        'Het bewijs van een levering; het wordt als laatste geschreven. Zonder manifest is er geen levering.',
      schema: Manifest,
      velden: MANIFEST,
    },
  ],
  [
    'werknemer.schema.json',
    {
      title: 'werknemers.ndjson',
      description: 'Eén regel: één werknemer. De regels staan op volgorde van werknemerId.',
      schema: Werknemer,
      velden: WERKNEMER,
    },
  ],
  [
    'mutatie.schema.json',
    {
      title: 'mutaties.ndjson',
      description:
        'Eén regel: één wijziging ten opzichte van de vorige levering. De waarden staan in werknemers.ndjson.',
      schema: Mutatie,
      velden: MUTATIE,
    },
  ],
  [
    'vragen.schema.json',
    {
      title: 'vragen.json',
      description: 'Wat een mens zou moeten bekijken.',
      schema: z.array(Vraag),
      velden: VRAGEN,
    },
  ],
  [
    'gebeurtenis.schema.json',
    {
      title: 'levering.beschikbaar',
      description:
        'De detail van de gebeurtenis op EventBridge: er staat een levering klaar. Zij kan vaker komen, met dezelfde gebeurtenisId.',
      schema: LeveringBeschikbaar,
      velden: GEBEURTENIS,
    },
  ],
]);

/** The text of one schema file, JSON Schema draft 2020-12. */
export function schemaText(naam: string): string {
  const found = SCHEMAS.get(naam);
  if (found === undefined) throw new Error(`there is no schema ${naam}`);
  const { title, description, schema, velden } = found;
  const { $schema, ...rest } = described(z.toJSONSchema(schema), '', velden);
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
}

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The schema with what is known of each field beside it; a field of which nothing is known stays without. */
function described(schema: JsonSchema, plaats: string, velden: Beschrijvingen): JsonSchema {
  const below = <T extends JsonSchema | boolean>(one: T, at: string): T | JsonSchema =>
    typeof one === 'boolean' ? one : described(one, at, velden);
  const { properties, items, additionalProperties, anyOf, oneOf } = schema;
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: ofFields(properties, plaats, velden) }),
    ...(typeof items === 'object' && !Array.isArray(items) ? { items: below(items, `${plaats}[]`) } : {}),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: below(additionalProperties, `${plaats}{}`) }
      : {}),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map((one) => below(one, plaats)) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map((one) => below(one, plaats)) }),
  };
}

const ofFields = (
  properties: NonNullable<JsonSchema['properties']>,
  plaats: string,
  velden: Beschrijvingen,
): NonNullable<JsonSchema['properties']> =>
  Object.fromEntries(
    Object.entries(properties).map(([naam, one]) => {
      if (typeof one === 'boolean') return [naam, one];
      const at = plaats === '' ? naam : `${plaats}.${naam}`;
      const description = velden[at];
      return [naam, { ...(description === undefined ? {} : { description }), ...described(one, at, velden) }];
    }),
  );
