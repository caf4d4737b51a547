import { queueHandler } from '../../adapters/lambda/queue-handler.ts';
import { Nazorgbericht } from '../../core/aanmelding/ports/nazorg.ts';
import { type MailKantoorcodeDeps, mailKantoorcode } from '../../core/aanvraag/mail-kantoorcode.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type SettleDeps, settleAanmelding } from '../../core/naloop/settle-aanmelding.ts';

/** The worker behind the queue of sign-ups: mails the code that confirms one, or that opens the list of an office, and mends what a crash left behind. */
export const createHandler = (deps: SettleDeps & MailKantoorcodeDeps & { readonly logboek: Logboek }) =>
  queueHandler({
    logboek: deps.logboek,
    message: Nazorgbericht,
    codes: { done: 'nazorg.gedaan', failed: 'nazorg.mislukt' },
    // Nothing tells which office it was: its hash is that of an address.
    run: async ({ aanmeldingId, kantoorId }) =>
      aanmeldingId === undefined
        ? { stap: 'kantoorcode', uitkomst: await mailKantoorcode(deps, kantoorId) }
        : { aanmeldingId, uitkomst: await settleAanmelding(deps, aanmeldingId) },
  });
