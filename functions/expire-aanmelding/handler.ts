import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import { type ExpireDeps, expireAanmelding } from '../../core/controle/expire-aanmelding.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** Step `ExpireAanmelding`: nobody acted in time. */
export const createHandler = (deps: ExpireDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: AanmeldingStap,
    run: async ({ aanmeldingId }) => ({ uitkomst: await expireAanmelding(deps, aanmeldingId) }),
  });
