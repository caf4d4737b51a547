import { beforeAll, describe, expect, it } from 'vitest';
import { hunt, play, playWholeMatrix } from '../../../local/simulatie/campaign.ts';
import { type Deployment, readDeployment } from '../../../local/simulatie/deployment.ts';
import { searchLeaks } from '../../../local/simulatie/leaks.ts';
import { ONGELUKKEN } from '../../../local/simulatie/matrix.ts';
import { MUTANTS } from '../../../local/simulatie/mutants.ts';
import { KANARIES, kanariesIn } from '../../../local/simulatie/office.ts';
import { simulate } from '../../../local/simulatie/simulate.ts';
import { VOORVALLEN } from '../../../local/simulatie/tally.ts';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await readDeployment();
}, 60_000);

const LONG = { timeout: 600_000 };

describe('the simulation', () => {
  it('finds nothing lost, nothing double and nothing incomplete', LONG, async () => {
    const { failures, delivered, seeds, voorvallen } = await play({ deployment, from: 1, seeds: 800 });
    expect(failures).toEqual([]);
    expect(delivered).toBeGreaterThan(seeds);
    // All that can happen did.
    expect(VOORVALLEN.filter((naam) => voorvallen[naam] === undefined)).toEqual([]);
  });

  it('plays a seed the same each time', async () => {
    const one = await simulate({ seed: 7, deployment, trace: true });
    expect(one.trace.length).toBeGreaterThan(20);
    expect((await simulate({ seed: 7, deployment, trace: true })).trace).toEqual(one.trace);
  });

  it('finds at least nine of ten deliberate faults', LONG, async () => {
    const hunted = await hunt({ deployment, from: 1, seeds: 500 });
    const alive = hunted.filter(({ found }) => found === undefined).map(({ mutant }) => mutant);
    expect(hunted).toHaveLength(MUTANTS.length);
    expect(alive.length).toBeLessThanOrEqual(Math.floor(MUTANTS.length / 10));
  });
});

describe('the crash matrix', () => {
  it('ends the same wherever a process dies or its trigger comes twice', LONG, async () => {
    const cases = await playWholeMatrix(deployment, [
      'aanmelding-met-bevestiging',
      ...['eerste-uitwisseling', 'run-nog-open', 'token-vervangen'],
    ]);
    expect(cases.length).toBeGreaterThanOrEqual(1300);
    const steps = new Set(cases.map(({ name }) => name.split(' ')[0]));
    for (const step of ['confirm-aanvraag', 'settle-aanmelding', 'sweep-aanvragen']) expect(steps).toContain(step);
    expect(new Set(cases.map(({ fault }) => fault))).toEqual(new Set(ONGELUKKEN));
    expect(cases.filter(({ violations }) => violations.length > 0)).toEqual([]);
  });
});

describe('the leak search', () => {
  it('finds no token, BSN, IBAN or name outside their places in 200 failing runs', LONG, async () => {
    const { failing, texts, atHome, leaks } = await searchLeaks(deployment, 200);
    expect(leaks).toEqual([]);
    expect(failing).toBe(200);
    expect(texts).toBeGreaterThan(10_000);
    expect(atHome).toBeGreaterThan(1000);
  });

  it.each(Object.entries(KANARIES))('would see %s', (naam, kanarie) => {
    expect(kanariesIn(`voor ${kanarie} na`)).toEqual([naam]);
  });
});
