import { queueHandler } from '../../adapters/lambda/queue-handler.ts';
import { DeelBericht } from '../../core/domain/uitwisseling.ts';
import { type FetchDeps, fetchDeel } from '../../core/use-cases/fetch-deel.ts';

/** The worker behind the queue of parts: fetches one part from Nmbrs. */
export const createHandler = (deps: FetchDeps) =>
  queueHandler({
    logboek: deps.logboek,
    message: DeelBericht,
    codes: { done: 'deel.gedaan', failed: 'deel.mislukt' },
    run: async (bericht, keer) => ({ ...bericht, uitkomst: await fetchDeel(deps, bericht, keer) }),
  });
