import { stepHandler, UitwisselingStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type CompleteDeps, completeUitwisseling } from '../../core/levering/complete-uitwisseling.ts';

/** Step `CompleteUitwisseling`: closes the exchange and plans the next one. */
export const createHandler = (deps: CompleteDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: UitwisselingStap,
    run: ({ uitwisselingId }) => completeUitwisseling(deps, uitwisselingId),
  });
