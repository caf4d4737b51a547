import { fileURLToPath } from 'node:url';
import { createIdentify } from './identify.ts';
import { resolveTemplates } from './resolve.ts';
import { synthesise } from './synthesise.ts';
import { type LocalSystem, readSystem } from './system.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Nothing is asked there: only the figures of the template are read. */
const NO_QUEUES = 'http://127.0.0.1';

/** What a deployment of the app would consist of, for who reckons with its figures and starts none of it. */
export async function readDeployedSystem(): Promise<LocalSystem> {
  const templates = await synthesise(new URL('../../lib/app.ts', import.meta.url).href);
  const identify = createIdentify(templates, NO_QUEUES);
  return readSystem(resolveTemplates(templates, { parameters: {}, identify }), ROOT);
}
