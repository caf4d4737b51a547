import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import type { ConfirmOntvangstDeps } from '../../core/use-cases/confirm-ontvangst.ts';
import { confirmOntvangst } from '../../core/use-cases/confirm-ontvangst.ts';

/** Step `BevestigOntvangst`: tells the office that its aanmelding came in. */
export const createHandler = (deps: ConfirmOntvangstDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: AanmeldingStap,
    run: ({ aanmeldingId }) => confirmOntvangst(deps, aanmeldingId),
  });
