import type { Context } from 'aws-lambda';
import { publicError } from '../../adapters/lambda/error-name.ts';
import { type SweepDeps, sweepAanvragen } from '../../core/aanvraag/sweep-aanvragen.ts';
import { nameOf } from '../../core/errors.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';

/** What the request that is under way needs to end. */
const RESERVE_MS = 15_000;

/** Every hour: looks after the requests that wait for a confirmation. What it had no time for is done in the next. */
export const createHandler =
  (deps: SweepDeps & { readonly logboek: Logboek }) =>
  async (_event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<{ uitkomst: string }> => {
    try {
      const { meer, ...tellingen } = await sweepAanvragen(deps, () => context.getRemainingTimeInMillis() > RESERVE_MS);
      const uitkomst = meer ? 'verder' : 'klaar';
      deps.logboek.info('aanvragen.nagelopen', { uitkomst, tellingen });
      return { uitkomst };
    } catch (error) {
      deps.logboek.error('stap.mislukt', nameOf(error));
      throw publicError(error);
    }
  };
