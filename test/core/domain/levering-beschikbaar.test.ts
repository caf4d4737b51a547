import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { LeveringBeschikbaar } from '../../../core/domain/levering-beschikbaar.ts';

it('is published as the JSON Schema by which it is made', () => {
  const published = readFileSync(new URL('../../../docs/levering/gebeurtenis.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(published)).toEqual(z.toJSONSchema(LeveringBeschikbaar));
});
