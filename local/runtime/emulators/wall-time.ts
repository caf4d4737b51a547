/**
 * The moment (milliseconds since 1970) at which clocks in `timeZone` show this wall time, `YYYY-MM-DDTHH:MM:SS`.
 * A time that a clock change skips counts from before the change. Throws `RangeError` on an unknown zone or an
 * impossible date.
 */
export function momentOfWallTime(wallTime: string, timeZone: string): number {
  const asUtc = Date.parse(`${wallTime}Z`);
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(wallTime)) throw new RangeError(wallTime);
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return asUtc - offsetMs(guess, timeZone);
}

function offsetMs(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(moment);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
