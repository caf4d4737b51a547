import { queueHandler } from '../../adapters/lambda/queue-handler.ts';
import { AanmeldingStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type SettleDeps, settleAanmelding } from '../../core/use-cases/settle-aanmelding.ts';

/** The worker behind the queue of sign-ups: mails the code that confirms one, and mends what a crash left behind. */
export const createHandler = (deps: SettleDeps & { readonly logboek: Logboek }) =>
  queueHandler({
    logboek: deps.logboek,
    message: AanmeldingStap,
    codes: { done: 'nazorg.gedaan', failed: 'nazorg.mislukt' },
    run: async ({ aanmeldingId }) => ({ aanmeldingId, uitkomst: await settleAanmelding(deps, aanmeldingId) }),
  });
