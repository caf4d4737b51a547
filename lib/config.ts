import type { Construct } from 'constructs';
import * as z from 'zod';
import { Looncodelijst } from '../core/ophalen/looncodes.ts';

const isLoopback = (url: URL): boolean => ['127.0.0.1', 'localhost'].includes(url.hostname);

/** An address that carries a secret or a decision: encrypted, unless it never leaves the machine. */
const HttpsUrl = z
  .url({ error: 'must be a URL' })
  .refine((value) => URL.canParse(value) && (new URL(value).protocol === 'https:' || isLoopback(new URL(value))), {
    error: 'must be an https URL (http only on this machine)',
  });

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const Word = z.string().trim().min(1, { error: 'must not be empty' });

/** What differs per environment: CDK context, with the defaults of cdk.json. */
export const Config = z.object({
  /** Up to and including `/soap/v3`. */
  nmbrsBaseUrl: HttpsUrl.refine((value) => !value.endsWith('/'), { error: 'must not end in a slash' }),
  /** The address (an SES identity, or in a domain that is one) from which the offices get their mail. */
  mailSender: z.email({ error: 'must be one e-mail address' }),
  /** The mailbox of the a.s.r. team that decides on sign-ups. */
  mailAssessors: z.email({ error: 'must be one e-mail address' }),
  /** The a.s.r. mailbox that hears of it when the team does not decide. */
  mailEscalatie: z.email({ error: 'must be one e-mail address' }),
  /** Where the pages for offices are, without a path: mails link to them. The API itself answers one plain page there; empty: mails have the code only. */
  pagesUrl: z.preprocess(
    (value) => (value === '' ? undefined : value),
    HttpsUrl.refine((value) => !value.endsWith('/'), { error: 'must not end in a slash' }).optional(),
  ),
  /** The `iss` of the tokens of a.s.r. staff; API Gateway reads its discovery document. */
  oidcIssuer: HttpsUrl,
  oidcAudience: Word,
  /** The role that may decide, and the claim in which the roles are listed. */
  staffRole: Word,
  staffRoleClaim: Word,
  /** The claim that says how a member of staff is called. */
  staffNameClaim: Word,
  /** The role, in the same claim, of the program at a.s.r. that takes deliveries and says so. */
  readerRole: Word,
  /** After so many hours without word that a.s.r. has a delivery an alarm sounds; 0: never. */
  ontvangstBinnenUren: z.preprocess(
    (value) => (value === '' ? Number.NaN : value),
    z.coerce.number({ error: 'must be 0 (off) or more' }).int().min(0, { error: 'must be 0 (off) or more' }),
  ),
  /** Which wage codes of a run a.s.r. gets, per profile: `{"wia":[1000],…}`, as JSON or as text that is JSON. */
  looncodes: z.preprocess((value) => (typeof value === 'string' ? parsedJson(value) : value), Looncodelijst),
  /** After how many days a delivered data set is removed from the bucket; longer than a year, so that a year can be compared. */
  leveringBewaardagen: z.coerce.number().int().min(31, { error: 'must be 31 days or more' }),
});
export type Config = z.infer<typeof Config>;

/** Reads the context above this construct; throws one sentence that names every value that is not usable. */
export function configOf(scope: Construct): Config {
  const context = Object.fromEntries(Object.keys(Config.shape).map((key) => [key, scope.node.tryGetContext(key)]));
  const parsed = Config.safeParse(context);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new Error(
    `The CDK context is not usable: ${faults.join('; ')}. Set it in cdk.json or with --context key=value.`,
  );
}
