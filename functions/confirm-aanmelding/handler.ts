import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type ConfirmDeps, confirmAanmelding } from '../../core/koppeling/confirm-aanmelding.ts';

/** Step `ConfirmAanmelding`: tells the office how its aanmelding ended. */
export const createHandler = (deps: ConfirmDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: AanmeldingStap,
    run: ({ aanmeldingId }) => confirmAanmelding(deps, aanmeldingId),
  });
