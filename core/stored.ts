import * as z from 'zod';
import { Defect, Transient } from './errors.ts';

/**
 * The form in which we write what only we read: items, messages, inputs of machines and schedules, the plan of an exchange. It is
 * raised when an older version would misread or spoil what a newer one writes, and not for an addition that it may pass over
 * (docs/upgrades.md). What carries none is of version 1.
 */
export const SCHEMA_VERSIE = 1;

/** The value with the version of its form. */
export const versioned = <T extends object>(value: T): T & { readonly schemaVersie: number } => ({
  schemaVersie: SCHEMA_VERSIE,
  ...value,
});

const Versioned = z.looseObject({ schemaVersie: z.int().optional() });

/**
 * Reads what {@link versioned} wrote, now or in an earlier version, as {@link readStored} does. Throws `Transient` for a version
 * that this function is too old for: during a deployment it is replaced within minutes, and the work is tried again.
 */
export function readVersioned<T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> {
  const { success, data } = Versioned.safeParse(value);
  if (!success) return readStored(schema, value);
  const { schemaVersie = SCHEMA_VERSIE, ...rest } = data;
  if (schemaVersie <= SCHEMA_VERSIE) return readStored(schema, rest);
  throw new Transient({ code: 'nieuwere-versie', message: `version ${schemaVersie} is newer than ${SCHEMA_VERSIE}` });
}

/** The same, thrown where it does not fit. */
export function parseVersioned<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = readVersioned(schema, value);
  if (parsed.success) return parsed.data;
  throw parsed.error;
}

/**
 * Reads what was stored: what the schema does not know is passed over, at any depth, because a newer version may have written it;
 * anything else that does not fit stays a fault. Of a union without a discriminator the first option that has no other fault counts.
 */
export function readStored<T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> {
  let parsed = schema.safeParse(value);
  for (let current = value; !parsed.success; parsed = schema.safeParse(current)) {
    const unknown = unknownIn(parsed.error.issues);
    if (unknown.length === 0) return parsed;
    current = without(current, new Set(unknown.map(pathOf)));
  }
  return parsed;
}

/** The value as it may be stored: a field that the schema does not have is a `Defect`, and never left out in silence. */
export function toStore<T>(schema: z.ZodType<T>, value: T): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Defect({ code: 'niet-te-schrijven', message: `does not fit its form: ${faultsOf(parsed.error)}` });
}

/** Which fields do not fit, and in which way; never what is in them. */
export const faultsOf = ({ issues }: z.ZodError): string =>
  issues.map(({ path, code }) => `${path.join('.') || '(whole)'} ${code}`).join(', ');

type Path = readonly PropertyKey[];

function unknownIn(issues: readonly z.core.$ZodIssue[], at: Path = []): Path[] {
  return issues.flatMap((issue) => {
    const path = [...at, ...issue.path];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
    const option = issue.code === 'invalid_union' ? issue.errors.find((one) => one.every(isOnlyUnknown)) : undefined;
    return option === undefined ? [] : unknownIn(option, path);
  });
}

const isOnlyUnknown = (issue: z.core.$ZodIssue): boolean =>
  issue.code === 'unrecognized_keys' ||
  (issue.code === 'invalid_union' && issue.errors.some((option) => option.every(isOnlyUnknown)));

const pathOf = (path: Path): string => path.map(String).join('\0');

function without(value: unknown, paths: ReadonlySet<string>, at: Path = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member, index) => without(member, paths, [...at, index]));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !paths.has(pathOf([...at, name])))
      .map(([name, member]) => [name, without(member, paths, [...at, name])]),
  );
}
