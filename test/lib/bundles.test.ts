import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Bundle, bundleAsDeployed, functionNames } from '../../bench/aanmelden/bundles.ts';
import { functionsOf } from './functions.ts';
import { allResources } from './templates.ts';

const names = functionNames();
/** Calls nothing of AWS. */
const DESCRIBES = ['show-openapi', 'show-aanmeldpagina', 'show-wegwijzer'];
const deployed = functionsOf(allResources());
let folder: string;
let bundles: ReadonlyMap<string, Bundle>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'salariskoppeling-bundles-'));
  const made = await Promise.all(names.map((name) => bundleAsDeployed(name, folder)));
  bundles = new Map(made.map((bundle) => [bundle.name, bundle]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bundleOf = (name: string): Bundle => {
  const bundle = bundles.get(name);
  if (bundle === undefined) throw new Error(`no bundle of ${name}`);
  return bundle;
};

/** Loads the bundles in a process with no more environment than Lambda gives; says what each `handler` is. */
async function loadAll(): Promise<Readonly<Record<string, string>>> {
  const settings = Object.assign({}, ...[...deployed.values()].map(({ Environment }) => Environment.Variables));
  const numbers = { NMBRS_CALLS_PER_SECOND: '1', NMBRS_CALLS_IN_FLIGHT: '1', NMBRS_WERK: 'eigen' };
  const files = names.map((name) => [name, bundleOf(name).file]);
  const script = `const found = {};
    for (const [name, file] of ${JSON.stringify(files)}) found[name] = typeof require(file).handler;
    console.log(JSON.stringify(found));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=commonjs', '--eval', script], {
    env: { AWS_REGION: 'eu-central-1', ...settings, ...numbers },
  });
  return z.record(z.string(), z.string()).parse(JSON.parse(stdout));
}

describe('the bundle that is deployed', () => {
  it('of the intake is at most 450 KB', () => {
    expect(bundleOf('submit-aanmelding').bytes).toBeLessThanOrEqual(450_000);
  });

  it('of every function loads without the packages beside it, and has a handler', async () => {
    expect(await loadAll()).toEqual(Object.fromEntries(names.map((name) => [name, 'function'])));
  });

  it.each(DESCRIBES)('of %s holds no SDK, and is at most 450 KB', (name) => {
    const { bytes, sources } = bundleOf(name);
    expect(sources.filter((source) => source.includes('@aws-sdk'))).toEqual([]);
    expect(bytes).toBeLessThanOrEqual(450_000);
  });

  it.each(names.filter((name) => !DESCRIBES.includes(name)))(
    'of %s takes its credentials from the environment, and carries no other way to them',
    (name) => {
      const { sources } = bundleOf(name);
      expect(sources).toContain('adapters/aws/environment-credentials.ts');
      const packages = sources.flatMap(
        (source) => /(@[^/]+\/(?:credential-provider|token-prov|nested)[^/]*)/.exec(source)?.[1] ?? [],
      );
      expect([...new Set(packages)]).toEqual(['@aws-sdk/credential-provider-env']);
    },
  );

  it.each(names)('of %s carries no event streams', (name) => {
    const { sources } = bundleOf(name);
    expect(sources.filter((source) => source.includes('/event-streams/'))).toEqual([]);
  });
});
