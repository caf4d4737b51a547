import { stepHandler, WachtendeRonde } from '../../adapters/lambda/step-handler.ts';
import { type AskDeps, askAkkoord } from '../../core/akkoord/ask-akkoord.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** Steps `AskAkkoord…`: the machine waits here until an assessor decides, or for the next reminder. */
export const createHandler = (deps: AskDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: WachtendeRonde,
    run: ({ aanmeldingId, taakToken, ronde }) => askAkkoord(deps, aanmeldingId, { taakToken, ronde }),
  });
