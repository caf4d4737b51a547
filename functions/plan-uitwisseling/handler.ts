import { stepHandler, UitwisselingStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type PlanDeps, planUitwisseling } from '../../core/ophalen/plan-uitwisseling.ts';
import { type RapportDeps, startRapport } from '../../core/ophalen/poll-rapport.ts';

/** Step `Plan`: who must be in the data set, cut into parts; and the wage-code report, which Nmbrs makes in the background. */
export const createHandler = (deps: PlanDeps & RapportDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: UitwisselingStap,
    run: async ({ uitwisselingId }) => {
      await planUitwisseling(deps, uitwisselingId);
      await startRapport(deps, uitwisselingId);
    },
  });
