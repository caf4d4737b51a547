import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { nameOf } from '../../adapters/lambda/error-name.ts';
import type { Logboek } from '../../adapters/node/logboek.ts';
import { DeelBericht } from '../../core/domain/uitwisseling.ts';
import { type FetchDeps, fetchDeel } from '../../core/use-cases/fetch-deel.ts';

type Deps = FetchDeps & { readonly logboek: Logboek };

/** The worker behind the queue of parts: a part that fails goes back to the queue, the others of its batch do not. */
export const createHandler =
  (deps: Deps) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const failures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of event.Records) {
      if (!(await handled(deps, record))) failures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures: failures };
  };

async function handled(deps: Deps, { body }: SQSRecord): Promise<boolean> {
  try {
    const bericht = DeelBericht.parse(JSON.parse(body));
    const uitkomst = await fetchDeel(deps, bericht);
    deps.logboek.info('deel.gedaan', { ...bericht, uitkomst });
    return true;
  } catch (error) {
    deps.logboek.error('deel.mislukt', nameOf(error));
    return false;
  }
}
