import * as z from 'zod';
import { codeOfFout } from '../../adapters/lambda/error-name.ts';
import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import { type AbandonDeps, abandonControle, Staking } from '../../core/controle/abandon-controle.ts';
import { withWacht } from '../../core/controle/wait-for-people.ts';

/** `fout`: as Catch left it. */
const GestaakteStap = AanmeldingStap.extend({ bij: Staking.shape.bij, fout: z.unknown() });

/** Steps `AbandonControle` and `AbandonControleRealisatie`: Nmbrs gave no answer to go on with; says what the machine does then, and for how long people are waited for. */
export const createHandler = (deps: AbandonDeps) =>
  stepHandler({
    logboek: deps.logboek,
    input: GestaakteStap,
    run: async ({ aanmeldingId, bij, fout }) => {
      const uitkomst = await abandonControle(deps, aanmeldingId, { bij, code: codeOfFout(fout) });
      return withWacht(deps, aanmeldingId, { uitkomst, tot: 'eerste' });
    },
  });
