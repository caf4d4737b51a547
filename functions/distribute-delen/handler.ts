import { stepHandler, WachtendeUitwisseling } from '../../adapters/lambda/step-handler.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type DistributeDeps, distributeDelen } from '../../core/ophalen/distribute-delen.ts';

/** Step `Verdeel`: sends the parts; the machine waits here until the last one reports. */
export const createHandler = (deps: DistributeDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: WachtendeUitwisseling,
    run: ({ uitwisselingId, taakToken }) => distributeDelen(deps, uitwisselingId, taakToken),
  });
