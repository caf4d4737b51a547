import * as z from 'zod';
import { SleutelTags } from '../../adapters/aws/post/tags.ts';
import { queueHandler } from '../../adapters/lambda/queue-handler.ts';
import type { Bezorging } from '../../core/domain/bericht.ts';
import { Tijdstip } from '../../core/domain/tijd.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import type { Registratie } from '../../core/ports/registratie.ts';

const BEZORGING = { Bounce: 'teruggekomen', Complaint: 'klacht', Reject: 'geweigerd' } as const satisfies Record<
  string,
  Bezorging
>;

/** What the rule leaves of an event of SES: which mail, what became of it and when; never to whom. */
const Melding = z
  .object({ gebeurtenis: z.enum(['Bounce', 'Complaint', 'Reject']), op: Tijdstip, tags: SleutelTags })
  .transform(({ gebeurtenis, op, tags: sleutel }) => ({
    aanmeldingId: sleutel.onderwerp,
    sleutel,
    bezorging: { uitkomst: BEZORGING[gebeurtenis], op },
  }));

interface Deps {
  readonly registratie: Pick<Registratie, 'markBezorging'>;
  readonly logboek: Logboek;
}

/** The worker behind the queue of reports on mails: notes a bounce, a complaint or a rejection with the mail that it is about. */
export const createHandler = ({ registratie, logboek }: Deps) =>
  queueHandler({
    logboek,
    message: Melding,
    codes: { done: 'bezorging.genoteerd', failed: 'bezorging.mislukt' },
    run: async ({ aanmeldingId, sleutel, bezorging }) => ({
      aanmeldingId,
      stap: sleutel.soort,
      uitkomst: await registratie.markBezorging(sleutel, bezorging),
    }),
  });
