import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import { type VerifyDeps, verifyAanmelding } from '../../core/controle/verify-aanmelding.ts';
import { withWacht } from '../../core/controle/wait-for-people.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** Step `VerifyAanmelding`: checks the aanmelding at Nmbrs, and says for how long people are then waited for. */
export const createHandler = (deps: VerifyDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: AanmeldingStap,
    run: async ({ aanmeldingId }) =>
      withWacht(deps, aanmeldingId, { uitkomst: await verifyAanmelding(deps, aanmeldingId), tot: 'eerste' }),
  });
