import * as z from 'zod';
import { publicError } from '../../adapters/lambda/error-name.ts';
import { type Lifetime, withinTime } from '../../adapters/node/remaining-time.ts';
import { nameOf } from '../../core/errors.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import {
  Naloop,
  type NaloopStap,
  type ReconcileDeps,
  reconcileKoppelingen,
} from '../../core/naloop/reconcile-koppelingen.ts';
import { parseVersioned } from '../../core/stored.ts';

/** Nothing at the start of the round; after that what the step before answered. */
const Stand = z.object({ stap: z.object(Naloop.shape).optional() });

/** Step `ReconcileKoppelingen`: mends a part of the koppelingen; the machine calls it until all were looked at. */
export const createHandler =
  (deps: ReconcileDeps & { readonly logboek: Logboek }) =>
  async (event: unknown, context?: Lifetime): Promise<NaloopStap> => {
    try {
      const { stap } = parseVersioned(Stand, event);
      const stand = await withinTime(context, () => reconcileKoppelingen(deps, stap ?? Naloop.parse({})));
      const { uitkomst, na, ...tellingen } = stand;
      deps.logboek.info('naloop.gedaan', { uitkomst, tellingen });
      return stand;
    } catch (error) {
      deps.logboek.error('stap.mislukt', nameOf(error));
      throw publicError(error);
    }
  };
