import { queueHandler } from '../../adapters/lambda/queue-handler.ts';
import { type FetchDeps, fetchDeel } from '../../core/ophalen/fetch-deel.ts';
import { DeelBericht } from '../../core/uitwisseling/uitwisseling.ts';

/** The worker behind the queue of parts: fetches one part from Nmbrs. */
export const createHandler = (deps: FetchDeps) =>
  queueHandler({
    logboek: deps.logboek,
    message: DeelBericht,
    codes: { done: 'deel.gedaan', failed: 'deel.mislukt' },
    run: async (bericht, keer) => ({ ...bericht, uitkomst: await fetchDeel(deps, bericht, keer) }),
  });
