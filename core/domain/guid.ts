import * as z from 'zod';

/** How the vendor's REST API, which replaces the SOAP API, names a record; lower-case. */
export const Guid = z.guid();
export type Guid = z.infer<typeof Guid>;
