import type { MessageTag } from '@aws-sdk/client-ses';
import * as z from 'zod';
import { BerichtSoort } from '../../../core/berichten/bericht.ts';
import type { BerichtSleutel } from '../../../core/berichten/ports/berichtenboek.ts';
import { AanmeldingId } from '../../../core/ids.ts';

// SES allows ASCII letters, digits, `_` and `-` in a tag. Any other character is written as `_` and two hex digits, and so
// is `_` itself: every key of ours is ASCII.
const encode = (value: string): string =>
  value.replace(/[^A-Za-z0-9-]/g, (char) => `_${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
const decode = (value: string): string =>
  value.replace(/_([0-9a-f]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Which mail it is, unseen by who gets it: SES keeps the tags and gives them back when it reports on the mail. */
export const tagsOf = ({ onderwerp, soort, gelegenheid }: BerichtSleutel): MessageTag[] =>
  Object.entries({ onderwerp, soort, gelegenheid }).map(([Name, value]) => ({ Name, Value: encode(value) }));

const tag = z.tuple([z.string().max(256).transform(decode)]).transform(([value]) => value);

/** The tags as SES gives them back (a list per name, and some of its own), read as the key of the mail. */
export const SleutelTags = z.object({
  onderwerp: tag.pipe(AanmeldingId),
  soort: tag.pipe(BerichtSoort),
  gelegenheid: tag,
});
