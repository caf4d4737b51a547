import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { Template } from './template.ts';

const Answer = z.union([z.object({ templates: z.array(z.unknown()) }), z.object({ error: z.string() })]);

/**
 * Synthesises the CDK app, without bundling the functions, in a thread of its own: the CDK's memory goes when it is done.
 * @param appModule absolute URL of the module that exports `buildApp`
 */
export async function synthesise(appModule: string): Promise<Template[]> {
  const outdir = await mkdtemp(join(tmpdir(), 'salariskoppeling-'));
  const url = new URL('./synthesise-worker.ts', import.meta.url);
  // The CDK's own check of the templates takes a second and a half; `npm run synth` and a deployment make it.
  const env = { ...process.env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false' };
  const worker = new Worker(url, { workerData: { appModule }, env, execArgv: [] });
  try {
    const answer = Answer.parse(await firstMessage(worker));
    if ('error' in answer) throw new Error(`the CDK app cannot be synthesised: ${answer.error}`);
    return answer.templates.map((template) => Template.parse(template));
  } finally {
    await worker.terminate();
    await rm(outdir, { recursive: true, force: true });
  }
}

function firstMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('synthesis ended without an answer')));
  });
}
