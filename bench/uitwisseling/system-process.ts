/** The local system in a process of its own: `node system-process.ts CASE_AS_JSON NMBRS_URL`; prints its exchanges as JSON. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { REPOSITORY } from '../../lib/bundling.ts';
import { createClock } from '../../local/runtime/clock.ts';
import { ENTRY_METADATA } from '../../local/runtime/identify.ts';
import { startRuntime } from '../../local/runtime/runtime.ts';
import { synthesise } from '../../local/runtime/synthesise.ts';
import type { Resource, Template } from '../../local/runtime/template.ts';
import { bundleAsDeployed } from '../aanmelden/bundles.ts';
import { createAwsMeter } from './aws-meter.ts';
import { type Exchange, runExchange } from './exchange.ts';
import { BEGIN, Geval } from './geval.ts';
import { signUp } from './werkgever.ts';

/** The functions of which the memory is measured: they hold the most. */
const APART = ['assemble-gegevensset', 'fetch-deel'];

const [, , text = '', nmbrsBaseUrl = ''] = process.argv;
const { profiel, rondes } = Geval.parse(JSON.parse(text));
const folder = await mkdtemp(join(tmpdir(), 'salariskoppeling-bench-'));
try {
  console.log(JSON.stringify(await measure()));
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

async function measure(): Promise<readonly Exchange[]> {
  const templates = await templatesWithOwnProcesses();
  const clock = createClock(Date.parse(BEGIN));
  const meter = createAwsMeter(() => clock.now());
  const runtime = await startRuntime({
    ...{ nmbrsBaseUrl, clock, warmUp: true, minify: true, through: meter.through },
    source: { templates, root: REPOSITORY },
  });
  try {
    await signUp(runtime, profiel);
    const exchanges: Exchange[] = [];
    for (let round = 0; round <= rondes; round += 1) {
      exchanges.push(await runExchange(runtime, meter, setNmbrsTime));
    }
    return exchanges.slice(1);
  } finally {
    await runtime.stop();
    await meter.stop();
  }
}

async function setNmbrsTime(iso: string): Promise<void> {
  const response = await fetch(new URL('/simulator/wijzig', nmbrsBaseUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ time: { now: iso, speed: 1 } }),
  });
  if (!response.ok) throw new Error(`the simulator answered ${response.status}`);
}

/** The templates of the deployment, in which a few functions run their deployed bundle in a process of their own. */
async function templatesWithOwnProcesses(): Promise<readonly Template[]> {
  const templates = await synthesise(pathToFileURL(join(REPOSITORY, 'lib/app.ts')).href);
  const driver = await bundleDriver();
  const bundles = new Map(
    await Promise.all(APART.map(async (name) => [name, (await bundleAsDeployed(name, folder)).file] as const)),
  );
  const replaced = (resource: Resource): Resource => {
    const entry = resource.Metadata[ENTRY_METADATA];
    const name = APART.find((one) => entry === `functions/${one}/index.ts`);
    if (name === undefined) return resource;
    const { Variables } = Object(resource.Properties.Environment);
    const variables = { ...Variables, BENCH_DRIVER: driver, BENCH_BUNDLE: bundles.get(name) };
    return {
      ...resource,
      Properties: { ...resource.Properties, Environment: { Variables: variables } },
      Metadata: { ...resource.Metadata, [ENTRY_METADATA]: `bench/uitwisseling/apart/${name}/index.ts` },
    };
  };
  return templates.map((template) => ({
    ...template,
    Resources: Object.fromEntries(Object.entries(template.Resources).map(([id, one]) => [id, replaced(one)])),
  }));
}

/** One file, without the compiler that strips types, which alone would take 40 MB. */
async function bundleDriver(): Promise<string> {
  const outfile = join(folder, 'function-process.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'apart/function-process.ts')],
    ...{ outfile, bundle: true, platform: 'node', format: 'esm' },
  });
  return outfile;
}
