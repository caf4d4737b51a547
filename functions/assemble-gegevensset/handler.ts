import { stepHandler, UitwisselingStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type AssembleDeps, assembleGegevensset } from '../../core/levering/assemble-gegevensset.ts';

/** Step `AssembleGegevensset`: assembles and delivers the data set, complete or not at all. */
export const createHandler = (deps: AssembleDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: UitwisselingStap,
    run: async ({ uitwisselingId }) => ({ uitkomst: await assembleGegevensset(deps, uitwisselingId) }),
  });
