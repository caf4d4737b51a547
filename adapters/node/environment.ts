/** A setting from the environment; a missing one stops the function at start, by name. */
export function readSetting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment lacks ${name}`);
  return value;
}

/** A setting that need not be there. */
export const readOptional = (name: string): string | undefined => process.env[name] || undefined;

/** A setting that is a positive number. */
export function readNumber(name: string): number {
  const value = Number(readSetting(name));
  if (Number.isFinite(value) && value > 0) return value;
  throw new Error(`${name} in the environment is not a positive number`);
}
