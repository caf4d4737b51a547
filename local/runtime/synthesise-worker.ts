import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { App } from 'aws-cdk-lib';
import * as z from 'zod';

type BuildApp = (options: { bundle: boolean }) => App;

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
  const assembly = buildApp({ bundle: false }).synth();
  const templates: unknown[] = assembly.stacksRecursively.map((stack) => stack.template);
  return JSON.parse(JSON.stringify(templates));
}
