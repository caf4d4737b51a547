import * as z from 'zod';
import { Vraag, Werknemer } from '../../core/domain/gegevensset.ts';
import { LeveringBeschikbaar } from '../../core/domain/levering-beschikbaar.ts';
import { Manifest } from '../../core/domain/manifest.ts';
import { Mutatie } from '../../core/domain/mutatie.ts';

interface Schema {
  readonly title: string;
  readonly description: string;
  readonly schema: z.ZodType;
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
    },
  ],
  [
    'werknemer.schema.json',
    {
      title: 'werknemers.ndjson',
      description: 'Eén regel: één werknemer. De regels staan op volgorde van werknemerId.',
      schema: Werknemer,
    },
  ],
  [
    'mutatie.schema.json',
    {
      title: 'mutaties.ndjson',
      description:
        'Eén regel: één wijziging ten opzichte van de vorige levering. De waarden staan in werknemers.ndjson.',
      schema: Mutatie,
    },
  ],
  [
    'vragen.schema.json',
    { title: 'vragen.json', description: 'Wat een mens zou moeten bekijken.', schema: z.array(Vraag) },
  ],
  [
    'gebeurtenis.schema.json',
    {
      title: 'levering.beschikbaar',
      description:
        'De detail van de gebeurtenis op EventBridge: er staat een levering klaar. Zij kan vaker komen, met dezelfde gebeurtenisId.',
      schema: LeveringBeschikbaar,
    },
  ],
]);

/** The text of one schema file, JSON Schema draft 2020-12. */
export function schemaText(naam: string): string {
  const found = SCHEMAS.get(naam);
  if (found === undefined) throw new Error(`there is no schema ${naam}`);
  const { title, description, schema } = found;
  const { $schema, ...rest } = z.toJSONSchema(schema);
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
}
