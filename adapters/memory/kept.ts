import type * as z from 'zod';
import { readStored, toStore } from '../../core/stored.ts';

/** What is kept of a value, whose schema is this. */
export type Kept = <T>(schema: z.ZodType<T>, value: T) => T;

/**
 * What is kept of a value: parsed on the way in, so that nobody holds a reference to it and what is `undefined` is gone, as in the
 * table. It is frozen and so handed out as it is: a simulation reads millions of times. `opgeslagen`: what the store holds of it,
 * when another version than ours wrote it.
 */
export const keptAs =
  (opgeslagen?: (value: unknown) => unknown): Kept =>
  (schema, value) => {
    const own = toStore(schema, JSON.parse(JSON.stringify(value)));
    if (opgeslagen === undefined) return frozen(own);
    const { data, error } = readStored(schema, opgeslagen(own));
    if (data === undefined) throw error;
    return frozen(data);
  };

/** The value, which nobody can change any more, at any depth. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
