import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import { type EndDeps, endKoppeling } from '../../core/afmelding/end-koppeling.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** Step `EndKoppeling`: carries an afmelding out, or says until when it has to wait. */
export const createHandler = (deps: EndDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: AanmeldingStap,
    run: ({ aanmeldingId }) => endKoppeling(deps, aanmeldingId),
  });
