import { mkdtemp, rm } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { App } from 'aws-cdk-lib';
import * as z from 'zod';

type BuildApp = (options: { bundle: boolean; outdir: string }) => App;

enableCompileCache();
const { appModule } = z.object({ appModule: z.string() }).parse(workerData);

try {
  parentPort?.postMessage({ templates: await synthesise() });
} catch (error) {
  parentPort?.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

async function synthesise(): Promise<unknown[]> {
  const module: unknown = await import(appModule);
  const { buildApp } = z.object({ buildApp: z.custom<BuildApp>((value) => typeof value === 'function') }).parse(module);
  const outdir = await mkdtemp(join(tmpdir(), 'salariskoppeling-'));
  try {
    const assembly = buildApp({ bundle: false, outdir }).synth();
    const templates: unknown[] = assembly.stacksRecursively.map((stack) => stack.template);
    return JSON.parse(JSON.stringify(templates));
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}
