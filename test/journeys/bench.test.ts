import { expect, it, onTestFinished } from 'vitest';
import { nextExchangeMs, signUp } from '../../bench/uitwisseling/werkgever.ts';
import { startLocalSystem } from './local-system.ts';

it('brings the employer of the exchange bench as far as a planned exchange', async () => {
  const system = await startLocalSystem();
  onTestFinished(() => system.stop());
  await signUp(system.runtime, 'volledig');
  expect(new Date(await nextExchangeMs(system.runtime)).toISOString()).toMatch(/^2026-12-10T0[4-6]:/);
});
