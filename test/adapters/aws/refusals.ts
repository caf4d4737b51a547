import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Registratie } from '../../../adapters/registratie.ts';
import type { Defect, Transient } from '../../../core/errors.ts';
import { mockedRegistratie } from './mocked-registratie.ts';

/** What DynamoDB says of each action of a transaction that it refused. */
export type Reason = NonNullable<TransactionCanceledException['CancellationReasons']>[number];
export const cancelled = (...CancellationReasons: Reason[]): TransactionCanceledException =>
  new TransactionCanceledException({ $metadata: {}, message: '', CancellationReasons });
/** The condition failed, for what is stored; for nothing, when there is nothing. */
export const failed = (item?: object): Reason => ({
  Code: 'ConditionalCheckFailed',
  ...(item === undefined ? {} : { Item: marshall({ pk: 'x', sk: 'y', ...item }) }),
});
export const held: Reason = { Code: 'None' };

/** What an operation makes of these refusals, one transaction after the other; after them what is written is stored. */
export async function madeOf(call: (one: Registratie) => Promise<unknown>, ...refusals: (readonly Reason[])[]) {
  const { mock, registratie } = mockedRegistratie();
  const writing = mock.on(TransactWriteCommand);
  for (const reasons of refusals) writing.rejectsOnce(cancelled(...reasons));
  writing.resolves({});
  const said = await call(registratie).catch((error: Defect | Transient) => error.code);
  return [said, mock.commandCalls(TransactWriteCommand).length];
}
