import { stepHandler, VerzoekStap } from '../../adapters/lambda/step-handler.ts';
import { type CarryOutDeps, carryOutVerzoek } from '../../core/beheer/carry-out-verzoek.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** State `VoerUit`: the next piece of access or erasure for one employee; says whether there is more, and until when to wait. */
export const createHandler = (deps: CarryOutDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: VerzoekStap,
    run: ({ verzoekId }) => carryOutVerzoek(deps, verzoekId),
  });
