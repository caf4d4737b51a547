import { stepHandler, UitwisselingStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type RapportDeps, startRapport } from '../../core/use-cases/rapport.ts';

/** Step `StartRapport`: starts the wage-code report of the run in the background. */
export const createHandler = (deps: RapportDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: UitwisselingStap,
    run: ({ uitwisselingId }) => startRapport(deps, uitwisselingId),
  });
