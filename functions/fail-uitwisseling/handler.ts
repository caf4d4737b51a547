import * as z from 'zod';
import { codeOfFout } from '../../adapters/lambda/error-name.ts';
import { stepHandler, UitwisselingStap } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type FailDeps, failUitwisseling } from '../../core/uitwisseling/fail-uitwisseling.ts';

/** `fout`: as Catch or a Pass left it; whatever it holds, the exchange is marked. */
const MislukteStap = UitwisselingStap.extend({ fout: z.unknown() });

/** Step `FailUitwisseling`: records that the exchange stopped and tells a.s.r. */
export const createHandler = (deps: FailDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: MislukteStap,
    run: ({ uitwisselingId, fout }) => failUitwisseling(deps, uitwisselingId, codeOfFout(fout)),
  });
