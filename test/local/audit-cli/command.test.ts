import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../local/audit-cli/command.ts';
import { submitted, verified } from '../../core/way.ts';
import { createWorld } from '../../core/world.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const lines: string[] = [];
  const write = (text: string) => void lines.push(text);
  return { code: await runCommand(args, { out: write, err: write }), text: lines.join('') };
}

async function exported() {
  const world = createWorld();
  const aanmeldingId = await verified(world);
  return { aanmeldingId, regels: [...(await world.registratie.listAudit(aanmeldingId))] };
}

async function fileWith(content: unknown): Promise<string> {
  const file = join(folder, `${crypto.randomUUID()}.json`);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('npm run audit -- verify', () => {
  it('finds the trail of a real aanmelding unbroken', async () => {
    const uitvoer = await exported();
    const { code, text } = await run('verify', await fileWith(uitvoer));
    expect([code, text]).toEqual([0, expect.stringMatching(/^3 regels, ongebroken\. .*[0-9a-f]{64}\n$/)]);
    expect(text).toContain(uitvoer.regels.at(-1)?.hash);
  });

  it('names the first broken line', async () => {
    const { aanmeldingId, regels } = await exported();
    const changed = regels.map((regel, index) => (index === 1 ? { ...regel, wie: 'niemand' } : regel));
    const { code, text } = await run('verify', await fileWith({ aanmeldingId, regels: changed }));
    expect([code, text]).toEqual([1, expect.stringContaining('regel 2 is gewijzigd')]);
  });

  it('sees lines missing in the middle, and with the last hash those at the end', async () => {
    const { aanmeldingId, regels } = await exported();
    const laatste = regels.at(-1)?.hash ?? '';
    const holed = await fileWith({ aanmeldingId, regels: regels.toSpliced(1, 1) });
    expect(await run('verify', holed)).toMatchObject({ code: 1, text: expect.stringContaining('regel 2 ') });
    const cut = await fileWith({ aanmeldingId, regels: regels.slice(0, 2) });
    expect(await run('verify', cut, '--laatste', laatste)).toMatchObject({ code: 1 });
    expect(await run('verify', await fileWith({ aanmeldingId, regels }), '--laatste', laatste)).toMatchObject({
      code: 0,
    });
  });

  it('takes no lines for no proof', async () => {
    const world = createWorld();
    const file = await fileWith({ aanmeldingId: await submitted(world), regels: [] });
    expect(await run('verify', file)).toMatchObject({ code: 1 });
  });

  it.each([
    ['nothing', []],
    ['another command', ['controleer', 'x.json']],
    ['no file', ['verify']],
    ['two files', ['verify', 'a.json', 'b.json']],
    ['an unknown option', ['verify', 'a.json', '--snel']],
    ['a hash that is none', ['verify', 'a.json', '--laatste', 'abc']],
    ['a file that is not there', ['verify', '/nergens/audit.json']],
  ])('called with %s is bad usage', async (_name, args) => {
    expect((await run(...args)).code).toBe(2);
  });

  it.each([
    ['no JSON', '{'],
    ['a bare list', []],
    ['the status of an aanmelding', { aanmeldingId: 'aan-1', status: 'ontvangen' }],
  ])('on a file with %s is bad usage', async (_name, content) => {
    expect((await run('verify', await fileWith(content))).code).toBe(2);
  });
});
