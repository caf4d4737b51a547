import { beforeAll, describe, expect, it } from 'vitest';
import { play } from '../../../local/simulatie/campaign.ts';
import { type Deployment, readDeployment } from '../../../local/simulatie/deployment.ts';
import { hunt } from '../../../local/simulatie/hunt.ts';
import { MUTANTS } from '../../../local/simulatie/mutants.ts';
import { simulate } from '../../../local/simulatie/simulate.ts';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await readDeployment();
}, 60_000);

describe('the simulation', () => {
  it('finds nothing lost, nothing double and nothing incomplete', { timeout: 300_000 }, async () => {
    const { failures, delivered, seeds } = await play({ deployment, from: 1, seeds: 2000 });
    expect(failures).toEqual([]);
    expect(delivered).toBeGreaterThan(seeds);
  });

  it('plays a seed the same each time', async () => {
    const one = await simulate({ seed: 7, deployment, trace: true });
    expect(one.trace.length).toBeGreaterThan(20);
    expect(await simulate({ seed: 7, deployment, trace: true })).toEqual(one);
  });

  it('finds at least nine of ten deliberate faults', { timeout: 300_000 }, async () => {
    const hunted = await hunt({ deployment, from: 1, seeds: 400 });
    const alive = hunted.filter(({ found }) => found === undefined).map(({ mutant }) => mutant);
    expect(hunted).toHaveLength(MUTANTS.length);
    expect(alive.length).toBeLessThanOrEqual(2);
  });
});
