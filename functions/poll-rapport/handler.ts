import { stepHandler, UitwisselingStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { pollRapport, type RapportDeps } from '../../core/ophalen/poll-rapport.ts';

/** Step `PollRapport`: is the wage-code report ready? */
export const createHandler = (deps: RapportDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: UitwisselingStap,
    run: ({ uitwisselingId }) => pollRapport(deps, uitwisselingId),
  });
