import { publicError } from '../../adapters/lambda/error-name.ts';
import { type Lifetime, withinTime } from '../../adapters/node/remaining-time.ts';
import { nameOf } from '../../core/errors.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { cleanUp, type Opruiming } from '../../core/use-cases/clean-up.ts';
import type { EraseBeeindigdeDeps } from '../../core/use-cases/erase-beeindigde.ts';

/** Steps `RuimOp` and `RuimOpNaFouten`: erases what was kept long enough; the machine calls it until nothing is due. */
export const createHandler =
  (deps: EraseBeeindigdeDeps & { readonly logboek: Logboek }) =>
  async (_event: unknown, context?: Lifetime): Promise<Opruiming> => {
    try {
      const opruiming = await withinTime(context, () => cleanUp(deps));
      const { uitkomst, gewist } = opruiming;
      deps.logboek.info('stap.gedaan', { uitkomst, tellingen: { gewist } });
      return opruiming;
    } catch (error) {
      deps.logboek.error('stap.mislukt', nameOf(error));
      throw publicError(error);
    }
  };
