import * as z from 'zod';
import { ENTRY_METADATA } from '../../lib/constructs/house-function.ts';
import { ofType, type TemplateResource, text } from './templates.ts';

const Deployed = z.object({
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Timeout: z.number(),
  MemorySize: z.number(),
  ReservedConcurrentExecutions: z.number().optional(),
  Role: z.unknown().transform((role) => text(role).replace(/^<(.*)\.Arn>$/, '$1')),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown().transform(text)) }).default({ Variables: {} }),
  LoggingConfig: z.object({ LogGroup: z.unknown().transform(text) }),
  TracingConfig: z.unknown().optional(),
  Handler: z.string(),
});

export interface DeployedFunction extends z.infer<typeof Deployed> {
  /** The folder below `functions/`. */
  readonly name: string;
  readonly entry: string;
  readonly logicalId: string;
}

/** The functions by the name of their folder. */
export function functionsOf(resources: readonly TemplateResource[]): ReadonlyMap<string, DeployedFunction> {
  return new Map(
    ofType(resources, 'AWS::Lambda::Function').map(({ logicalId, Properties, Metadata }) => {
      const entry = z.string().parse(Metadata[ENTRY_METADATA]);
      const name = entry.replace(/^functions\/(.*)\/index\.ts$/, '$1');
      return [name, { ...Deployed.parse(Properties), name, entry, logicalId }];
    }),
  );
}
