import { stepHandler, VerzoekStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type CarryOutDeps, carryOutVerzoek } from '../../core/use-cases/carry-out-verzoek.ts';

/** State `VoerUit`: the next piece of access or erasure for one employee; says whether there is more, and until when to wait. */
export const createHandler = (deps: CarryOutDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: VerzoekStap,
    run: ({ verzoekId }) => carryOutVerzoek(deps, verzoekId),
  });
