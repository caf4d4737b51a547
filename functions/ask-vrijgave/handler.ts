import { stepHandler, WachtendeUitwisseling } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type AskVrijgaveDeps, askVrijgave } from '../../core/levering/ask-vrijgave.ts';

/** Step `AskVrijgave`: the machine waits here until someone of a.s.r. decides about a data set that is held. */
export const createHandler = (deps: AskVrijgaveDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: WachtendeUitwisseling,
    run: ({ uitwisselingId, taakToken }) => askVrijgave(deps, uitwisselingId, taakToken),
  });
