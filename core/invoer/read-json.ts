import type * as z from 'zod';
import { Defect } from '../errors.ts';
import { readStored, readVersioned } from '../stored.ts';
import type { Opslag } from './ports/opslag.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

export const toJson = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));

/** One JSON document per line, in the order given; no line for no value. */
export const toNdjson = (values: readonly unknown[]): Uint8Array =>
  encoder.encode(values.map((value) => `${JSON.stringify(value)}\n`).join(''));

/** Reads an object of ours, whichever version wrote it; `Defect` names the key only, never what is in it. */
export async function readJson<T>(opslag: Opslag, key: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const bytes = await opslag.get(key);
  return bytes === undefined ? undefined : shaped(key, readVersioned(schema, parse(key, bytes)));
}

/** The same of a delivered object that was read before: its version is a field of it, because others read it too. */
export const jsonIn = <T>(key: string, bytes: Uint8Array, schema: z.ZodType<T>): T =>
  shaped(key, readStored(schema, parse(key, bytes)));

function shaped<T>(key: string, parsed: z.ZodSafeParseResult<T>): T {
  if (parsed.success) return parsed.data;
  throw new Defect({ code: 'object-onleesbaar', message: `${key} does not have the expected shape` });
}

function parse(key: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw new Defect({ code: 'object-onleesbaar', message: `${key} is not JSON` });
  }
}
