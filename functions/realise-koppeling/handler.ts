import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import { withWacht } from '../../core/controle/wait-for-people.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { type RealiseDeps, realiseKoppeling } from '../../core/koppeling/realise-koppeling.ts';

/** Step `RealiseKoppeling`: turns an approved aanmelding into a koppeling with its first exchange planned. */
export const createHandler = (deps: RealiseDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: AanmeldingStap,
    run: async ({ aanmeldingId }) =>
      withWacht(deps, aanmeldingId, { uitkomst: await realiseKoppeling(deps, aanmeldingId), tot: 'eerste' }),
  });
