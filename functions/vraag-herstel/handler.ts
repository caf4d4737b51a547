import { stepHandler, WachtendeAanmelding } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type AskHerstelDeps, askHerstel } from '../../core/use-cases/ask-herstel.ts';

/** Step `VraagHerstel`: mails what is to be put right; the machine waits here until the office asks for a new controle. */
export const createHandler = (deps: AskHerstelDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: WachtendeAanmelding,
    run: ({ aanmeldingId, taakToken }) => askHerstel(deps, aanmeldingId, taakToken),
  });
