import * as z from 'zod';
import { type TemplateResource, text } from './templates.ts';

const oneOrMore = z.union([z.unknown().array(), z.unknown().transform((value) => [value])]);
const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore.transform((values) => values.map(text)),
  Resource: oneOrMore.transform((values) => values.map(text)).default([]),
  Principal: z.unknown().optional(),
  Condition: z.unknown().optional(),
});
export type Statement = z.infer<typeof Statement>;

const Document = z.object({ Statement: z.array(Statement) });

/** The statements of a policy document, actions and resources as lists of texts. */
export const statementsOf = (document: unknown): readonly Statement[] => Document.parse(document).Statement;

export interface Grant {
  /** Logical id of the role. */
  readonly role: string;
  readonly statement: Statement;
}

/** Every permission that a role of the system has, inline or attached. */
export function grantsOf(resources: readonly TemplateResource[]): readonly Grant[] {
  return resources.flatMap((resource) => {
    if (resource.Type === 'AWS::IAM::Policy') {
      const roles = z.array(z.unknown().transform(text)).parse(resource.Properties.Roles);
      const statements = statementsOf(resource.Properties.PolicyDocument);
      return roles.flatMap((role) => statements.map((statement) => ({ role: role.slice(1, -1), statement })));
    }
    if (resource.Type !== 'AWS::IAM::Role') return [];
    const inline = z.array(z.object({ PolicyDocument: z.unknown() })).parse(resource.Properties.Policies ?? []);
    return inline.flatMap(({ PolicyDocument }) =>
      statementsOf(PolicyDocument).map((statement) => ({ role: resource.logicalId, statement })),
    );
  });
}
