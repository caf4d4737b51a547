import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import { synthesise } from '../../local/runtime/synthesise.ts';
import type { Template } from '../../local/runtime/template.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    templates: readonly Template[];
  }
}

/** Synthesises the app once for all journeys: each would get the same templates. */
export default async function setup({ provide }: TestProject): Promise<void> {
  provide('templates', await synthesise(pathToFileURL(`${ROOT}lib/app.ts`).href));
}
