import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { REPOSITORY } from '../../lib/bundling.ts';
import { synthesise } from '../../local/runtime/synthesise.ts';

const Environment = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) });

/** An environment with every setting of every function, so that each can be loaded; the values mean nothing. */
export async function settingsOfAll(): Promise<Readonly<Record<string, string>>> {
  const templates = await synthesise(pathToFileURL(join(REPOSITORY, 'lib/app.ts')).href);
  const functions = templates
    .flatMap(({ Resources }) => Object.values(Resources))
    .filter(({ Type }) => Type === 'AWS::Lambda::Function');
  const settings = functions.flatMap(({ Properties }) =>
    Object.entries(Environment.parse(Properties).Environment.Variables),
  );
  // What is not known before a deployment is a reference in the template.
  const known = settings.map(([name, value]) => [name, typeof value === 'string' ? value : 'bench'] as const);
  return { ...Object.fromEntries(known), AWS_REGION: 'eu-central-1' };
}
