import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build, type OutputFile } from 'esbuild';
import { BUNDLING, REQUIRE_BANNER } from '../../../lib/bundling.ts';

const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/salariskoppeling');
const WORKER = join(import.meta.dirname, 'worker.ts');
/** No folder of a function can have this name: theirs have no underscore. */
const WORKER_BUNDLE = '_worker';

export interface Bundles {
  /** The module that a worker thread runs. */
  readonly worker: string;
  /** The bundle of the function whose source is `entry`. */
  entryOf(entry: string): string;
}

/**
 * Bundles all functions and the worker thread at once, as a deployment does one by one: a worker that loads a bundle is
 * ready in less than half the time, and two dozen workers start on two cores. What they share lies in common files, which
 * is why these are ES modules and a deployment's are not. Equal sources give the same folder, so that Node's compile cache
 * knows the files at the next start.
 * @param minify as a deployment does; a stack trace then says little
 */
export async function bundleFunctions(
  entries: readonly string[],
  { minify }: { readonly minify: boolean },
): Promise<Bundles> {
  const nameOf = (entry: string) => basename(dirname(entry));
  const { outputFiles } = await build({
    entryPoints: [...entries.map((entry) => ({ in: entry, out: nameOf(entry) })), { in: WORKER, out: WORKER_BUNDLE }],
    outdir: CACHE,
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: [...BUNDLING.mainFields],
    banner: { js: REQUIRE_BANNER },
    alias: BUNDLING.alias,
    minify,
    logLevel: 'error',
  });
  const folder = await store(outputFiles);
  return { worker: join(folder, `${WORKER_BUNDLE}.mjs`), entryOf: (entry) => join(folder, `${nameOf(entry)}.mjs`) };
}

/** Writes the files below a folder named after their content, all or nothing. */
async function store(files: readonly OutputFile[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { path, contents } of files) hash.update(basename(path)).update(contents);
  const folder = join(CACHE, hash.digest('hex').slice(0, 32));
  if (await exists(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(join(CACHE, 'draft-'));
  await Promise.all(files.map(({ path, contents }) => writeFile(join(draft, basename(path)), contents)));
  try {
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
  return folder;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
