import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { followClock } from '../../local/demo/foreign-clock.ts';
import { playStory } from '../../local/demo/story.ts';
import { createTeller } from '../../local/demo/teller.ts';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { type Simulator, startSimulator } from '../../local/nmbrs-simulator/server.ts';
import { createClock } from '../../local/runtime/clock.ts';
import { type Runtime, startRuntime } from '../../local/runtime/runtime.ts';
import { BEGIN } from './local-system.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

// A Nmbrs server that is not ours: nobody lets its periods go by, and its clock is its own.
let simulator: Simulator;
let runtime: Runtime;
beforeAll(async () => {
  simulator = await startSimulator({ scenario: exampleScenario({ today: BEGIN.slice(0, 10) }) });
  simulator.change({ time: { now: BEGIN } });
  const source = { templates: inject('templates'), root: ROOT };
  runtime = await startRuntime({ nmbrsBaseUrl: simulator.baseUrl, clock: createClock(Date.parse(BEGIN)), source });
});
afterAll(async () => {
  await runtime.stop();
  await simulator.stop();
});

it('plays one period against a server of another, says why not the next, and is complete', async () => {
  let told = '';
  const teller = createTeller({
    write: (text) => {
      told += text;
      return true;
    },
  });
  const { complete, report } = await playStory({
    ...{ url: runtime.url, aanmelding: exampleAanmelding.overkoepelend, profiel: 'verzuim', teller },
    moveNmbrs: followClock(simulator.baseUrl),
  });
  expect([complete, report.volgendeUitwisseling, report.levering.manifest?.tijdvak.tijdvakId], told).toEqual([
    true,
    null,
    '2026-M11',
  ]);
  expect(told).toContain('december 2026, kan hier niet worden gespeeld: deze Nmbrs-server is niet van ons');
  expect(told).toContain('één tijdvak uitgewisseld');
  expect(told).not.toContain('Nog niets geleverd');
});
