import * as z from 'zod';
import { codeOfName } from '../../adapters/lambda/error-name.ts';
import { stepHandler, UitwisselingStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type FailDeps, failUitwisseling } from '../../core/use-cases/fail-uitwisseling.ts';

const MislukteStap = UitwisselingStap.extend({ fout: z.object({ Error: z.string().max(200) }) });

/** Step `MarkeerMislukt`: records that the exchange stopped and tells a.s.r. */
export const createHandler = (deps: FailDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: MislukteStap,
    run: ({ uitwisselingId, fout }) => failUitwisseling(deps, uitwisselingId, codeOfName(fout.Error)),
  });
