import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { BUNDLING, REPOSITORY } from '../../lib/bundling.ts';

/** A function's bundle on disk. */
export interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
  /** The files that something of is in it, relative to the repository. */
  readonly sources: readonly string[];
}

/** The functions, by the names of their folders. */
export const functionNames = (): string[] =>
  readdirSync(join(REPOSITORY, 'functions'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** As `NodejsFunction` calls esbuild when it is told nothing: CommonJS, whole, and the packages' CommonJS builds first. */
const BARE: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  logLevel: 'error',
};

/** What `lib/constructs/house-function.ts` has the CDK do. */
const AS_DEPLOYED: BuildOptions = {
  ...BARE,
  mainFields: [...BUNDLING.mainFields],
  alias: BUNDLING.alias,
  minify: true,
  sourcemap: true,
  sourcesContent: false,
};

export const bundleAsDeployed = (name: string, folder: string): Promise<Bundle> =>
  bundle(name, { ...AS_DEPLOYED, outfile: join(folder, `${name}.cjs`) });

/** The same function with all that it names put into one file, the SDK too, and no more thought than that. */
export const bundleNaively = (name: string, folder: string): Promise<Bundle> =>
  bundle(name, { ...BARE, outfile: join(folder, `${name}-naive.cjs`) });

async function bundle(name: string, options: BuildOptions & { readonly outfile: string }): Promise<Bundle> {
  const entry = join(REPOSITORY, 'functions', name, 'index.ts');
  const { metafile } = await build({ ...options, entryPoints: [entry], absWorkingDir: REPOSITORY, metafile: true });
  const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined);
  if (output === undefined) throw new Error(`esbuild made no bundle of ${name}`);
  const sources = Object.entries(output.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
  return { name, file: options.outfile, bytes: output.bytes, sources };
}
