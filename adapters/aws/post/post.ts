import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Post } from '../../../core/berichten/ports/post.ts';
import { Defect, Refused, Transient } from '../../../core/errors.ts';
import { failureOf, isThrottled, isUnsent } from '../errors.ts';
import { composeMail } from './compose.ts';
import { tagsOf } from './tags.ts';

export interface PostConfig {
  /** With one attempt per call (`createSesClient`): the SDK must not mail twice on its own account. */
  readonly client: SESClient;
  /** `naam@domein.nl`, or with a name: `a.s.r. salariskoppeling <naam@domein.nl>`. */
  readonly sender: string;
  /** The configuration set that reports bounces and complaints. */
  readonly configurationSet: string;
}

/** Mail by SES. */
export function createPost({ client, sender, configurationSet }: PostConfig): Post {
  return {
    async send(bericht, sleutel) {
      const { source, destination, data } = await composeMail(bericht, sender);
      const command = new SendRawEmailCommand({
        Source: source,
        Destinations: [destination],
        RawMessage: { Data: data },
        ConfigurationSetName: configurationSet,
        Tags: tagsOf(sleutel),
      });
      try {
        await client.send(command);
      } catch (error) {
        throw mailError(error);
      }
    },
  };
}

/**
 * Throttled, or never sent: nobody got it, try again. Any other 4xx is SES saying no (address, sender not verified,
 * sending paused, no permission): a person must act. All the rest (5xx, a request timeout, a broken connection) may have
 * been mailed, so it must not be sent again by itself.
 */
function mailError(error: unknown): Transient | Refused | Defect {
  const cause = failureOf(error);
  const detail = { code: 'aws.post.send', message: `SES: ${cause.name}`, cause };
  if (isThrottled(cause) || isUnsent(cause)) return new Transient(detail);
  if (cause.status !== undefined && cause.status >= 400 && cause.status < 500) return new Refused(detail);
  return new Defect(detail);
}
