import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('./print-answers.ts', import.meta.url));

async function answersIn(zone: string): Promise<string> {
  const options = { env: { ...process.env, TZ: zone }, maxBuffer: 64 * 1024 * 1024, timeout: 60_000 };
  const { stdout } = await run(process.execPath, [SCRIPT], options);
  return stdout;
}

test('money and dates are the same to the byte, wherever the machine stands', async () => {
  const utc = await answersIn('UTC');
  expect(utc.split('\n').length).toBeGreaterThan(150);
  expect(utc).toContain('"geboortedatum":"1990-02-28"');
  for (const zone of ['Europe/Amsterdam', 'America/New_York', 'Pacific/Kiritimati']) {
    expect(await answersIn(zone), zone).toBe(utc);
  }
}, 120_000);
