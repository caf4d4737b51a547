import { defineConfig } from 'vitest/config';
import { SpreadSequencer } from './test/spread.ts';

/** Their own projects below; all other tests are units. */
const INFRA = ['test/lib/**/*.test.ts', 'test/architecture.test.ts'];
const CONTRACTS = ['test/contracts/**/*.test.ts'];
const JOURNEYS = ['test/journeys/**/*.test.ts'];

export default defineConfig({
  test: {
    // A run that finds no test, or skips some because of a forgotten `.only`, fails.
    passWithNoTests: false,
    allowOnly: false,
    // What a file imports is loaded once per process, not once per file. Nothing of ours mocks a module or keeps state between tests.
    isolate: false,
    // Vitest leaves a core to itself, and a journey waits for half of its time: on two cores there are three.
    maxWorkers: '150%',
    // For a machine that has other work too; nothing here waits that long.
    testTimeout: 30_000,
    sequence: { sequencer: SpreadSequencer },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...INFRA, ...CONTRACTS, ...JOURNEYS] },
      },
      {
        extends: true,
        // Synthesising the app takes 3 s alone, and several times that beside the other projects on 2 cores.
        test: { name: 'infra', include: INFRA, testTimeout: 60_000, hookTimeout: 180_000 },
      },
      {
        extends: true,
        // Emulators are started in hooks.
        test: { name: 'contracts', include: CONTRACTS, hookTimeout: 60_000 },
      },
      {
        extends: true,
        // Each starts the whole system and waits for it half of its time, so they run among the others.
        test: {
          name: 'journeys',
          include: JOURNEYS,
          globalSetup: 'test/journeys/synthesised.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
