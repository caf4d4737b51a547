import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type VerifyDeps, verifyAanmelding } from '../../core/use-cases/verify-aanmelding.ts';

/** Step `Controleer`: checks the aanmelding at Nmbrs. */
export const createHandler = (deps: VerifyDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: AanmeldingStap,
    run: async ({ aanmeldingId }) => ({ uitkomst: await verifyAanmelding(deps, aanmeldingId) }),
  });
