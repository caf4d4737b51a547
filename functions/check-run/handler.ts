import { stepHandler, UitwisselingStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type CheckRunDeps, checkRun } from '../../core/uitwisseling/check-run.ts';

/** Step `CheckRun`: is there a locked run of the period? */
export const createHandler = (deps: CheckRunDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: UitwisselingStap,
    run: ({ uitwisselingId }) => checkRun(deps, uitwisselingId),
  });
