import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../local/simulatie/command.ts';

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommand(args, { out: (text) => void out.push(text), err: (text) => void err.push(text) });
  return { code, out: out.join(''), err: err.join('') };
}

/** The templates are synthesised first, which takes seconds. */
const SYNTHESISED = { timeout: 60_000 };

describe('npm run simulate', () => {
  it.each([[[]], [['--seeds', 'veel']], [['--seed', '1', '--mutant', 'onbekend']], [['--jaren', '1']], [['--onzin']]])(
    'explains itself when called with %j',
    async (args) => {
      const { code, err } = await run(...args);
      expect(code).toBe(2);
      expect(err).toContain('npm run simulate -- --seeds N');
    },
  );

  it('tells what happens in one seed', SYNTHESISED, async () => {
    const { code, out } = await run('--seed', '1');
    expect(code).toBe(0);
    expect(out).toMatch(/_v1 enters CheckRun/);
  });

  it('ends with 1 when something is found, and says what', SYNTHESISED, async () => {
    const { code, err } = await run('--seed', '1', '--mutant', 'manifest-eerst');
    expect(code).toBe(1);
    expect(err).toContain('file-after-manifest');
  });

  it('tells of a whole life what is left of it', SYNTHESISED, async () => {
    const { code, out, err } = await run('--jaren', '2', '--seed', '4');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Na het afmelden: precies wat er mag blijven.');
    expect(out).toContain('400 dagen later: precies wat er mag blijven.');
    expect(out).toMatch(/login-teruggehaald 1,/);
  });
});
