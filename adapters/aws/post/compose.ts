import MailComposer from 'nodemailer/lib/mail-composer';
import * as z from 'zod';
import type { Agendapunt, Bericht } from '../../../core/berichten/bericht.ts';
import { Refused } from '../../../core/errors.ts';
import { EMAILADRES } from '../../../core/invoer/emailadres.ts';
import { renderAgenda } from '../../calendar/ics.ts';
import { renderHtml } from './html.ts';
import { renderText } from './text.ts';

/** A mail as SES takes it. `source` and `destination` are bare addresses: the envelope, whatever the headers say. */
export interface RawMail {
  readonly source: string;
  readonly destination: string;
  readonly data: Uint8Array;
}

const Address = z.email({ pattern: EMAILADRES }).max(254);
const HAS_CONTROL = /\p{Cc}/u;

/**
 * Composes text, HTML and the day for the calendar into one MIME message. A line end in the subject or the address would start a header of its
 * own: such a mail is `Refused`, not cleaned up.
 */
export async function composeMail(bericht: Bericht, sender: string): Promise<RawMail> {
  const destination = Address.safeParse(bericht.aan);
  if (!destination.success) throw refused('post.adres-ongeldig', 'the address of a mail is not one e-mail address');
  if (HAS_CONTROL.test(bericht.onderwerp)) {
    throw refused('post.onderwerp-ongeldig', 'the subject of a mail has a control character');
  }
  if (HAS_CONTROL.test(sender))
    throw refused('post.afzender-ongeldig', 'the configured sender has a control character');
  // Needs an address of its own in the calendar, before the whole is put together.
  const source = Address.safeParse(new MailComposer({ from: sender }).compile().getEnvelope().from);
  if (!source.success) throw refused('post.afzender-ongeldig', 'the configured sender is not one e-mail address');
  const message = new MailComposer({
    from: sender,
    to: { name: '', address: destination.data },
    subject: bericht.onderwerp,
    text: renderText(bericht),
    html: renderHtml(bericht),
    ...(bericht.agendapunt === undefined ? {} : { attachments: [attachmentOf(bericht.agendapunt, source.data)] }),
    // The last two ask mailboxes on holiday for no answer (RFC 3834, and Exchange's own).
    headers: {
      'Content-Language': 'nl',
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  }).compile();
  return { source: source.data, destination: destination.data, data: await message.build() };
}

const attachmentOf = (agendapunt: Agendapunt, organizer: string) => ({
  filename: 'eerste-uitwisseling.ics',
  contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
  content: renderAgenda([agendapunt], organizer),
});

const refused = (code: string, message: string): Refused => new Refused({ code, message });
