import { stepHandler, WachtendeRonde } from '../../adapters/lambda/step-handler.ts';
import { type AskHerstelDeps, askHerstel } from '../../core/controle/ask-herstel.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** Steps `AskHerstel…`: the first mails what is to be put right; the machine waits here until the office asks for a new controle, or for the next reminder. */
export const createHandler = (deps: AskHerstelDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: WachtendeRonde,
    run: ({ aanmeldingId, taakToken, ronde }) => askHerstel(deps, aanmeldingId, { taakToken, ronde }),
  });
