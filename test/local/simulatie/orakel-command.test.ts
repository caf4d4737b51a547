import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../local/simulatie/command.ts';

async function run(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommand(args, { out: (text) => void out.push(text), err: (text) => void err.push(text) });
  return { code, out: out.join(''), err: err.join('') };
}

const LONG = { timeout: 60_000 };

describe('npm run simulate -- --orakel', () => {
  it('says how much was judged, and ends with 0 when nothing is other than it must be', LONG, async () => {
    const { code, out, err } = await run('--orakel', '10');
    expect(err).toBe('');
    expect(out).toMatch(/^10 werkgevers vanaf 1 .* [1-9]\d leveringen, .* 0 werkgevers met een verschil\.$/m);
    expect(code).toBe(0);
  });

  it('ends with 1 when nothing was judged', LONG, async () => {
    const { code, out } = await run('--orakel', '0');
    expect(out).toContain('0 werkgevers vanaf 1');
    expect(code).toBe(1);
  });

  it('ends with 1 when a deliberate fault was not found', LONG, async () => {
    const { code, out } = await run('--orakel', '1', '--mutants');
    expect(out).toContain('LEEFT NOG na 1 seeds');
    expect(code).toBe(1);
  });

  it('tells one werkgever, line by line', LONG, async () => {
    const { code, out } = await run('--orakel-seed', '2');
    expect(out).toMatch(/^Werkgever 2: \d uitwisselingen\.$/m);
    expect(out).not.toContain('VERSCHIL');
    expect(code).toBe(0);
  });

  it('tells what is other than it must be', LONG, async () => {
    const { code, out, err } = await run('--orakel-seed', '3', '--mutant', 'dag-te-laat');
    expect(out).toMatch(/VERSCHIL mutatie\.uit-dienst over \d+\n {4}moet zijn: .*\n {4}geleverd: {2}/);
    expect(err).toContain('verschillen.');
    expect(code).toBe(1);
  });
});
