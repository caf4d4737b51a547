import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { REPOSITORY } from '../../lib/bundling.ts';
import { ENTRY_METADATA } from '../../lib/constructs/house-function.ts';
import { synthesise } from '../../local/runtime/synthesise.ts';

export type Settings = Readonly<Record<string, string>>;

const Deployed = z.object({
  Properties: z.object({
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).default({ Variables: {} }),
  }),
  Metadata: z.object({ [ENTRY_METADATA]: z.string() }),
});

/** The environment of each function as it is deployed, by the function's name; the values mean nothing. */
export async function settingsByFunction(): Promise<ReadonlyMap<string, Settings>> {
  const templates = await synthesise(pathToFileURL(join(REPOSITORY, 'lib/app.ts')).href);
  const functions = templates
    .flatMap(({ Resources }) => Object.values(Resources))
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map((resource) => Deployed.parse(resource));
  return new Map(
    functions.map(({ Properties, Metadata }) => [
      Metadata[ENTRY_METADATA].replace(/^functions\/(.*)\/index\.ts$/, '$1'),
      { ...known(Properties.Environment.Variables), AWS_REGION: 'eu-central-1' },
    ]),
  );
}

/** What is not known before a deployment is a reference in the template. */
const known = (variables: Readonly<Record<string, unknown>>): Settings =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, typeof value === 'string' ? value : 'bench']),
  );
