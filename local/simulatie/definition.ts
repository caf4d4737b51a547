import * as z from 'zod';

// The part of the Amazon States Language that the machines use. Strict: what is not here fails the reading, so that no
// machine runs otherwise in the simulation than in AWS.

const Path = z.string().regex(/^\$(\.\w+)*$/);

export const Retrier = z.strictObject({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.number().default(1),
  MaxAttempts: z.number().default(3),
  BackoffRate: z.number().default(2),
  MaxDelaySeconds: z.number().optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
});
export type Retrier = z.infer<typeof Retrier>;

const Catcher = z.strictObject({
  ErrorEquals: z.array(z.string()),
  ResultPath: Path.nullable().default('$'),
  Next: z.string(),
});
const Template = z.record(z.string(), z.unknown());

const flow = { Comment: z.string().optional(), Next: z.string().optional(), End: z.literal(true).optional() };

export const Task = z.strictObject({
  Type: z.literal('Task'),
  Resource: z.string(),
  Parameters: Template.optional(),
  InputPath: Path.optional(),
  ResultPath: Path.nullable().default('$'),
  TimeoutSeconds: z.number().optional(),
  TimeoutSecondsPath: Path.optional(),
  Retry: z.array(Retrier).default([]),
  Catch: z.array(Catcher).default([]),
  ...flow,
});
export type Task = z.infer<typeof Task>;

export const Wait = z.strictObject({
  Type: z.literal('Wait'),
  Seconds: z.number().optional(),
  SecondsPath: Path.optional(),
  TimestampPath: Path.optional(),
  ...flow,
});
export type Wait = z.infer<typeof Wait>;

export const Choice = z.strictObject({
  Type: z.literal('Choice'),
  Choices: z.array(z.strictObject({ Variable: Path, StringEquals: z.string(), Next: z.string() })),
  Default: z.string().optional(),
});
export type Choice = z.infer<typeof Choice>;

export const Pass = z.strictObject({
  Type: z.literal('Pass'),
  Result: z.unknown().optional(),
  InputPath: Path.optional(),
  ResultPath: Path.nullable().default('$'),
  ...flow,
});
export type Pass = z.infer<typeof Pass>;

export const Succeed = z.strictObject({ Type: z.literal('Succeed') });
export const Fail = z.strictObject({
  Type: z.literal('Fail'),
  Error: z.string().optional(),
  ErrorPath: Path.optional(),
  Cause: z.string().optional(),
});
export type Fail = z.infer<typeof Fail>;

export const State = z.discriminatedUnion('Type', [Task, Wait, Choice, Pass, Succeed, Fail]);
export type State = z.infer<typeof State>;

export const Definition = z.strictObject({
  StartAt: z.string(),
  States: z.record(z.string(), State),
  Comment: z.string().optional(),
  TimeoutSeconds: z.number().optional(),
});
export type Definition = z.infer<typeof Definition>;
