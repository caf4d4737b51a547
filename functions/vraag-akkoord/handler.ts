import { stepHandler, WachtendeAanmelding } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type AskDeps, askAkkoord } from '../../core/use-cases/ask-akkoord.ts';

/** Step `VraagAkkoord`: the machine waits here until an assessor decides. */
export const createHandler = (deps: AskDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: WachtendeAanmelding,
    run: ({ aanmeldingId, taakToken }) => askAkkoord(deps, aanmeldingId, taakToken),
  });
