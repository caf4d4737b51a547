import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type ExpireDeps, expireAanmelding } from '../../core/use-cases/expire-aanmelding.ts';

/** Step `LaatVervallen`: nobody acted in time. */
export const createHandler = (deps: ExpireDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: AanmeldingStap,
    run: async ({ aanmeldingId }) => ({ uitkomst: await expireAanmelding(deps, aanmeldingId) }),
  });
