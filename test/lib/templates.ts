import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { buildApp } from '../../lib/app.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
export const Template = z.object({ Resources: z.record(z.string(), Resource) });

/** A resource of a template, its expressions still in it. */
export interface TemplateResource extends z.infer<typeof Resource> {
  readonly logicalId: string;
}

/** What the deployment would make, without bundling: both templates, by stack name. */
export function synthesise(context: Readonly<Record<string, string>> = {}): ReadonlyMap<string, unknown> {
  const outdir = mkdtempSync(join(tmpdir(), 'salariskoppeling-'));
  try {
    const { stacks } = buildApp({ context, bundle: false, outdir }).synth();
    return new Map(stacks.map((stack) => [stack.stackName, stack.template]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Every resource of every stack. */
export function allResources(context: Readonly<Record<string, string>> = {}): readonly TemplateResource[] {
  return [...synthesise(context).values()].flatMap((template) =>
    Object.entries(Template.parse(template).Resources).map(([logicalId, resource]) => ({ logicalId, ...resource })),
  );
}

/** Those of one type; throws when there is none, so that no test holds because there was nothing to look at. */
export function ofType(resources: readonly TemplateResource[], type: string): readonly TemplateResource[] {
  const found = resources.filter((resource) => resource.Type === type);
  if (found.length === 0) throw new Error(`no ${type} in the templates`);
  return found;
}

/** The only one of its type. */
export function single(resources: readonly TemplateResource[], type: string): TemplateResource {
  const [first, ...others] = ofType(resources, type);
  if (first === undefined || others.length > 0) throw new Error(`${others.length + 1} of ${type}, one was expected`);
  return first;
}

/** A CloudFormation expression as one text: references in angle brackets, as in `<Queue.Arn>`. */
export function text(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value && Array.isArray(value['Fn::GetAtt'])) return `<${value['Fn::GetAtt'].join('.')}>`;
  if ('Fn::ImportValue' in value) return `<${text(value['Fn::ImportValue'])}>`;
  if ('Fn::Join' in value && Array.isArray(value['Fn::Join'])) {
    const [delimiter, parts] = z.tuple([z.string(), z.array(z.unknown())]).parse(value['Fn::Join']);
    return parts.map(text).join(delimiter);
  }
  return JSON.stringify(value);
}
