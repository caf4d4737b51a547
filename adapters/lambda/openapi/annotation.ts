import type * as z from 'zod';

/** What the document says of a field beyond its type: for people, and what `transform` and `refine` hide from it. */
export interface Annotation {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly minProperties?: number;
  readonly uniqueItems?: boolean;
}

export type Annotated = readonly [z.core.$ZodType, Annotation];
