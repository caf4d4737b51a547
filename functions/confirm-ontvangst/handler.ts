import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import { type ConfirmOntvangstDeps, confirmOntvangst } from '../../core/aanvraag/confirm-ontvangst.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** Step `ConfirmOntvangst`: tells the office that its aanmelding came in. */
export const createHandler = (deps: ConfirmOntvangstDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: AanmeldingStap,
    run: ({ aanmeldingId }) => confirmOntvangst(deps, aanmeldingId),
  });
