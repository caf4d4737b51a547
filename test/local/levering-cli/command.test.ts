import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../adapters/node/sha256.ts';
import { LEVERINGSBESTANDEN, Manifest } from '../../../core/vergelijking/manifest.ts';
import { runCommand } from '../../../local/levering-cli/command.ts';
import { KOLOMMEN_BESTAND } from '../../../local/levering-cli/kolommen.ts';
import { SCHEMAS, schemaText } from '../../../local/levering-cli/schemas.ts';
import { fileOf, firstDelivered, nextDelivered } from '../../core/deliveries.ts';
import { goedkeuren } from '../../core/way.ts';
import { BSN, werknemer } from '../../core/world.ts';

let folder: string;
/** A second set, with mutaties, as it was delivered. */
const delivered = new Map<string, Buffer>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'levering-'));
  const { world, id } = await firstDelivered(
    [1, 2, 7, 8, 9].map((one) => werknemer(one)),
    goedkeuren('volledig'),
  );
  const next = await nextDelivered(
    world,
    id,
    [2, 4, 7, 8, 9].map((one) => werknemer(one)),
  );
  for (const naam of [...LEVERINGSBESTANDEN, 'manifest.json']) {
    delivered.set(naam, Buffer.from(await fileOf(world, next, naam)));
  }
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const lines: string[] = [];
  const write = (text: string) => void lines.push(text);
  return { code: await runCommand(args, { out: write, err: write }), text: lines.join('') };
}

/** The delivered files, changed; `undefined` takes one away. */
type Changes = Readonly<Record<string, string | Buffer | undefined>>;
async function verify(changes: Changes = {}) {
  const own = join(folder, crypto.randomUUID());
  await mkdir(own);
  for (const [naam, body] of [...delivered, ...Object.entries(changes)]) {
    if (body === undefined) await rm(join(own, naam));
    else await writeFile(join(own, naam), body);
  }
  return run('verify', own);
}

const textOf = (naam: string): string => delivered.get(naam)?.toString() ?? '';
const manifest = (change: (manifest: Manifest) => object): string => {
  const read = Manifest.parse(JSON.parse(textOf('manifest.json')));
  return JSON.stringify({ ...read, ...change(read) });
};
/** Another content of a file, with a manifest that proves it: only what the content says can give it away. */
const forged = (naam: string, body: string, regels?: number): Changes => ({
  [naam]: body,
  'manifest.json': manifest(({ bestanden }) => ({
    bestanden: bestanden.map((one) =>
      one.naam === naam
        ? { ...one, regels: regels ?? one.regels, bytes: Buffer.byteLength(body), sha256: sha256(body) }
        : one,
    ),
  })),
});
const withoutLine = (naam: string, index: number): string => textOf(naam).split('\n').toSpliced(index, 1).join('\n');

describe('npm run levering -- verify', () => {
  it('finds a real delivery in order, and says what is in it', async () => {
    expect(await verify()).toEqual({
      code: 0,
      text: 'In orde: 2026-M12 versie 1, 5 werknemers, 3 mutaties, 2 vragen.\n',
    });
  });

  const DAMAGES: readonly (readonly [name: string, changes: () => Changes, words: string | RegExp])[] = [
    ['no manifest', () => ({ 'manifest.json': undefined }), 'manifest.json ontbreekt'],
    ['a manifest that is no JSON', () => ({ 'manifest.json': '{' }), 'geen JSON'],
    [
      'an unknown version of the schema',
      () => ({ 'manifest.json': manifest(() => ({ schemaVersie: 5 })) }),
      'onbekende schemaVersie',
    ],
    ['a manifest with a field too many', () => ({ 'manifest.json': manifest(() => ({ extra: 1 })) }), 'manifest.json'],
    ['a file less', () => ({ 'werknemers.csv': undefined }), 'werknemers.csv ontbreekt'],
    ['a file more', () => ({ 'notities.txt': 'x' }), '"notities.txt" hoort niet'],
    [
      'a changed byte',
      () => ({ 'werknemers.ndjson': textOf('werknemers.ndjson').replace('Sterrenstof', 'Sterrenstaf') }),
      'SHA-256',
    ],
    [
      'a line less',
      () => ({ 'werknemers.ndjson': withoutLine('werknemers.ndjson', 1) }),
      /werknemers\.ndjson heeft \d+ bytes/,
    ],
    [
      'a line less that the manifest hides',
      () => forged('werknemers.ndjson', withoutLine('werknemers.ndjson', 1), 4),
      'telt 5 werknemers',
    ],
    ['a count that is wrong', () => ({ 'manifest.json': manifest(() => ({ werknemers: 4 })) }), 'telt 4 werknemers'],
    [
      'a count of those in service that is wrong',
      () => ({ 'manifest.json': manifest(({ inDienst }) => ({ inDienst: { ...inDienst, nu: 9 } })) }),
      'telt 9 werknemers in dienst',
    ],
    [
      'counts of who came and went that do not add up',
      () => ({
        'manifest.json': manifest(({ inDienst }) => ({
          inDienst: { ...inDienst, verloop: { vorige: 7, erbij: 0, eraf: 1, spoorloos: 0 } },
        })),
      }),
      'telt niet op',
    ],
    [
      'a count of mutaties that is wrong',
      () => ({ 'manifest.json': manifest((one) => ({ mutaties: { ...one.mutaties, adres: 1 } })) }),
      'soort adres',
    ],
    [
      'mutaties without a previous set',
      () => ({ 'manifest.json': manifest(() => ({ vorige: undefined })) }),
      'geen vorige levering',
    ],
    [
      'a csv that says something else',
      () => forged('werknemers.csv', textOf('werknemers.csv').replace('Sterrenstof-4', 'Sterrenstof-5')),
      'werknemers.csv wijkt bij werknemer 2',
    ],
    [
      'a csv with another header',
      () => forged('werknemers.csv', textOf('werknemers.csv').replace('dga', 'DGA')),
      'kopregel',
    ],
    [
      'a csv that is longer',
      () => forged('werknemers.csv', `${textOf('werknemers.csv')}x\r\n`, 4),
      'meer dan werknemers.ndjson',
    ],
    [
      'a line that does not fit the schema',
      () => forged('werknemers.ndjson', textOf('werknemers.ndjson').replace('"dga":false', '"dga":"nee"')),
      'regel 1, het veld dga',
    ],
    [
      'an employee twice',
      () =>
        forged('werknemers.ndjson', textOf('werknemers.ndjson').replace('"werknemerId":1004', '"werknemerId":1002')),
      'op volgorde',
    ],
    ['a file that was cut off', () => forged('mutaties.ndjson', textOf('mutaties.ndjson').slice(0, -5)), 'afgebroken'],
    [
      'a field that the profile does not allow',
      () => ({ 'manifest.json': manifest(() => ({ dekkingsprofiel: 'verzuim' })) }),
      'niet toestaat',
    ],
    [
      'another tijdvak than its name',
      () => ({ 'manifest.json': manifest((one) => ({ tijdvak: { ...one.tijdvak, eind: '2026-12-30' } })) }),
      'tijdvak',
    ],
    ['questions that are no list', () => forged('vragen.json', '{}'), 'vragen.json'],
  ];

  it.each(DAMAGES)('says no to %s, and names no person', async (_name, changes, words) => {
    const { code, text } = await verify(changes());
    expect(code).toBe(1);
    if (typeof words === 'string') expect(text).toContain(words);
    else expect(text).toMatch(words);
    for (const canary of [BSN, 'Sterrenst', '1990-01-01']) expect(text).not.toContain(canary);
  });

  it.each([
    ['nothing', []],
    ['another command', ['controleer', '/tmp']],
    ['no folder', ['verify']],
    ['two folders', ['verify', 'a', 'b']],
    ['an option', ['verify', '--snel']],
    ['a folder that is not there', ['verify', '/nergens/levering']],
  ])('called with %s is bad usage', async (_name, args) => {
    expect((await run(...args)).code).toBe(2);
  });
});

describe('npm run levering -- schemas', () => {
  const DOCS = join(import.meta.dirname, '../../../docs/levering');

  it('writes what docs/levering has', async () => {
    const own = join(folder, 'schemas');
    expect((await run('schemas', own)).code).toBe(0);
    expect((await readdir(own)).sort()).toEqual([...SCHEMAS.keys(), KOLOMMEN_BESTAND].sort());
    expect(await readFile(join(DOCS, KOLOMMEN_BESTAND), 'utf8')).toBe(
      await readFile(join(own, KOLOMMEN_BESTAND), 'utf8'),
    );
    for (const naam of SCHEMAS.keys()) {
      const written: unknown = JSON.parse(await readFile(join(own, naam), 'utf8'));
      expect(written).toEqual(JSON.parse(schemaText(naam)));
      const kept: unknown = JSON.parse(await readFile(join(DOCS, naam), 'utf8'));
      expect(kept, 'npm run levering -- schemas docs/levering').toEqual(written);
    }
  });
});
