import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { pasteable } from '../local/written-commands.ts';
import { type LocalSystem, startLocalSystem } from './local-system.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** In another year than the one in which this was written. */
const BEGIN = '2027-05-17T10:00:00Z';

/** The first block starts the system, which is done here; the page goes on in the shell of the README. */
const [START, ...README] = pasteable('README.md');
const BLOCK = [...README, ...pasteable('docs/use.md')].join('');
/** Whoever pastes sees what went wrong; here it stops. */
const STRICT = `set -euo pipefail
curl() { command curl -sS --fail-with-body --max-time 280 "$@" || { echo "curl $* failed" >&2; return 1; }; echo >&2; }
`;

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem(exampleScenario({ today: BEGIN.slice(0, 10) }), BEGIN);
});
afterAll(() => system.stop());

/** Gives the text to a shell as a person pastes it: by its standard input, which it reads line by line. */
function paste(text: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const shell = spawn('bash', ['-s'], { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  shell.stdin.end(text);
  return new Promise((resolve) => shell.once('close', (code) => resolve({ code, output })));
}

describe('the commands of the README, and of the page that goes on', () => {
  it('have no date and no identifier that was typed in', () => {
    expect(START).toBe('npm ci && npm start\n');
    expect(BLOCK.split('\n').length).toBeGreaterThan(60);
    expect(BLOCK.match(/\b20\d\d-|\baan-[0-9a-f]/g)).toBeNull();
    expect(BLOCK.split('http://127.0.0.1:3000')).toHaveLength(2);
    expect(BLOCK.split('http://127.0.0.1:3002/soap/v3')).toHaveLength(2);
  });

  it('do what they say, pasted in order, on any day', async () => {
    const { code, output } = await paste(
      STRICT +
        BLOCK.replace('http://127.0.0.1:3000', system.runtime.url).replace(
          'http://127.0.0.1:3002/soap/v3',
          system.simulator.baseUrl,
        ),
    );
    expect([code, output.match(/curl .* failed/)], output).toEqual([0, null]);
    expect(output).toContain('"status":"wacht-op-bevestiging"');
    expect(output).toContain('"kantoorsleutel"');
    expect(output).toContain('"status":"wacht-op-akkoord"');
    expect(output).toContain('"status":"goedgekeurd"');
    expect(output).toContain('2027-M05');
    expect(output).toMatch(/ongebroken/i);
    expect(output).toContain('In orde');
    expect(output).toContain('Controle: geslaagd');
    expect(output).toContain('/2027-M05/v1/manifest.json');
    expect(output).toContain('"status":"gepauzeerd"');

    // What was asked for again waits for its report a few minutes, also while the koppeling is paused.
    await system.moveTo('2027-06-10T11:00:00Z');
    const { body: deliveries } = await system.request('GET', '/lokaal/leveringen');
    const manifests = deliveries.filter(({ key }: { key: string }) => key.endsWith('manifest.json'));
    expect(manifests.map(({ key }: { key: string }) => key.split('/').slice(2).join('/'))).toEqual([
      '2027-M05/v1/manifest.json',
      '2027-M05/v2/manifest.json',
    ]);
    const [{ op, van }] = (await system.request('GET', '/lokaal/berichten')).body;
    expect([op, van]).toEqual([expect.stringMatching(/^2027-05-17T1\d:.*Z$/), expect.stringContaining('@')]);
  });
});
