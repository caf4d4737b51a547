import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import * as z from 'zod';
import { createOpenapi } from '../../../../adapters/lambda/openapi/document.ts';

const Example = z.object({ value: z.unknown() });
const Content = z.object({
  schema: z.record(z.string(), z.unknown()),
  examples: z.record(z.string(), z.unknown()).optional(),
  example: z.unknown().optional(),
});
const Contents = z.record(z.string(), Content);
const Operation = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  description: z.string().min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.record(z.string(), z.unknown())).default([]),
  requestBody: z.object({ content: Contents }).optional(),
  responses: z.record(
    z.string(),
    z.object({
      description: z.string().min(1),
      headers: z.record(z.string(), z.unknown()).default({}),
      content: Contents.default({}),
    }),
  ),
});
/** The document as a stranger reads it: from its text. */
const Document = z.object({
  info: z.looseObject({ description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
    parameters: z.record(z.string(), z.record(z.string(), z.unknown())),
    examples: z.record(z.string(), Example),
  }),
});
export type Operation = z.infer<typeof Operation>;
export type Content = z.infer<typeof Content>;

/** As it goes out. */
export const TEXT = JSON.stringify(createOpenapi());
export const DOCUMENT = Document.parse(JSON.parse(TEXT));

/** The operations by method and path, as the gateway names its routes. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  ),
);

/** The examples of a body, with those that stand elsewhere in the document. */
export function examplesOf({ examples = {}, example }: Content): readonly unknown[] {
  const named = Object.values(examples).map((one) => {
    const { $ref } = z.object({ $ref: z.string().optional() }).parse(one);
    const found = $ref === undefined ? one : DOCUMENT.components.examples[$ref.replace('#/components/examples/', '')];
    return Example.parse(found).value;
  });
  return example === undefined ? named : [...named, example];
}

/** By JSON Schema 2020-12, strictly: an unknown keyword or a wrong type of a schema throws. */
function judgeWith({ formats }: { readonly formats: boolean }) {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, validateFormats: formats });
  ajv.addKeyword('components');
  ajvFormats.default(ajv);
  const { components } = DOCUMENT;
  const compiled = new Map<object, ValidateFunction>();
  return (schema: object, value: unknown): readonly ErrorObject[] => {
    const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components: { schemas: components.schemas } });
    compiled.set(schema, validate);
    return validate(value) ? [] : (validate.errors ?? []);
  };
}

/** What is wrong with a value by a schema of the document. */
export const faultsOf = judgeWith({ formats: true });
/** The same, with `format` as the annotation that it is by the standard. */
export const faultsWithoutFormats = judgeWith({ formats: false });

/** The problem codes that this content can hold; none when it is not a problem. */
export function codesOf({ schema }: Content): readonly string[] {
  const found = z.object({ properties: z.object({ code: z.object({ enum: z.array(z.string()) }) }) }).safeParse(schema);
  return found.success ? found.data.properties.code.enum : [];
}
