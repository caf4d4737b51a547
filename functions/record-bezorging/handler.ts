import * as z from 'zod';
import { SleutelTags } from '../../adapters/aws/post/tags.ts';
import { queueHandler } from '../../adapters/lambda/queue-handler.ts';
import type { Bezorging } from '../../core/berichten/bericht.ts';
import type { Berichtenboek } from '../../core/berichten/ports/berichtenboek.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { Tijdstip } from '../../core/kalender/tijd.ts';

const BEZORGING = { Complaint: 'klacht', Reject: 'geweigerd' } as const satisfies Record<string, Bezorging>;

/**
 * What each type of bounce says. `Transient` is no return: SES reports the answers of mailboxes on holiday so, of mails that arrived, and in December those
 * are many. `Undetermined`, of which SES could not tell the reason, is one: who calls an office in vain loses a minute, who does not call one whose
 * address is gone loses its exchanges.
 */
const BOUNCES = {
  Permanent: 'teruggekomen',
  Undetermined: 'teruggekomen',
  Transient: undefined,
} as const satisfies Record<string, Bezorging | undefined>;

const about = { op: Tijdstip, tags: SleutelTags };

/** What the rules leave of an event of SES: which mail, what became of it and when; never to whom. */
const Melding = z
  .discriminatedUnion('gebeurtenis', [
    z.object({ gebeurtenis: z.literal('Bounce'), soort: z.enum(['Permanent', 'Undetermined', 'Transient']), ...about }),
    z.object({ gebeurtenis: z.enum(['Complaint', 'Reject']), ...about }),
  ])
  .transform((melding) => ({
    aanmeldingId: melding.tags.onderwerp,
    sleutel: melding.tags,
    uitkomst: melding.gebeurtenis === 'Bounce' ? BOUNCES[melding.soort] : BEZORGING[melding.gebeurtenis],
    op: melding.op,
  }));

interface Deps {
  readonly registratie: Pick<Berichtenboek, 'markBezorging'>;
  readonly logboek: Logboek;
}

/** The worker behind the queue of reports on mails: notes a return, a complaint or a rejection with the mail that it is about. */
export const createHandler = ({ registratie, logboek }: Deps) =>
  queueHandler({
    logboek,
    message: Melding,
    codes: { done: 'bezorging.genoteerd', failed: 'bezorging.mislukt' },
    run: async ({ aanmeldingId, sleutel, uitkomst, op }) => ({
      aanmeldingId,
      stap: sleutel.soort,
      uitkomst: uitkomst === undefined ? 'tijdelijk' : await registratie.markBezorging(sleutel, { uitkomst, op }),
    }),
  });
