import { stepHandler, UitwisselingStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type PlanDeps, planUitwisseling } from '../../core/use-cases/plan-uitwisseling.ts';

/** Step `Plan`: who must be in the data set, cut into parts. */
export const createHandler = (deps: PlanDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: UitwisselingStap,
    run: ({ uitwisselingId }) => planUitwisseling(deps, uitwisselingId),
  });
