import * as z from 'zod';
import { publicError } from '../../adapters/lambda/error-name.ts';
import { type Lifetime, withinTime } from '../../adapters/node/remaining-time.ts';
import { type CleanUpDeps, cleanUp, Opruiming } from '../../core/beheer/clean-up.ts';
import { nameOf } from '../../core/errors.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { parseVersioned } from '../../core/stored.ts';

/** What the step before answered: of the round itself, or of this step. */
const Stand = z.object({ stap: z.object({ leveringenNa: Opruiming.shape.leveringenNa }).optional() });

/** Steps `CleanUp` and `CleanUpNaFouten`: erases what was kept long enough; the machine calls it until nothing is due. */
export const createHandler =
  (deps: CleanUpDeps & { readonly logboek: Logboek }) =>
  async (event: unknown, context?: Lifetime): Promise<Opruiming> => {
    try {
      const opruiming = await withinTime(context, () => cleanUp(deps, parseVersioned(Stand, event).stap?.leveringenNa));
      const { uitkomst, gewist, verwijderd } = opruiming;
      deps.logboek.info('stap.gedaan', { uitkomst, tellingen: { gewist, verwijderd } });
      return opruiming;
    } catch (error) {
      deps.logboek.error('stap.mislukt', nameOf(error));
      throw publicError(error);
    }
  };
