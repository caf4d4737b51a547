import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { KantoorId } from '../../core/ids.ts';
import { clockHourOf, epochMs, type Tijdstip, tijdstipAt } from '../../core/kalender/tijd.ts';
import type { InloggegevensRef } from '../../core/nmbrs/inloggegevens.ts';
import { BEURT_GELDT_MS } from '../../core/toegang/loginrem.ts';
import type { Inlogger, Loginteller, Wachter } from '../../core/toegang/ports/loginteller.ts';
import { guarded, portError } from './errors.ts';

interface LogintellerConfig {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const HOUR_MS = 3_600_000;
/** The account by the name of its secret: a hash of domein and gebruikersnaam; the office by that of its address. */
type Onderwerp = InloggegevensRef | `KANTOOR#${KantoorId}` | 'alle';
const subjectsOf = ({ account, kantoor }: Inlogger) => [account, `KANTOOR#${kantoor}`, 'alle'] as const;

const uurSleutel = (onderwerp: Onderwerp, nu: Tijdstip) => ({
  pk: `LOGINS#${onderwerp}`,
  sk: `UUR#${clockHourOf(nu)}`,
});
const beurtSleutel = ({ account, ingang, aanmeldingId }: Wachter) => ({
  pk: `LOGINS#${account}`,
  sk: `BEURT#${ingang}#${aanmeldingId}`,
});

const Uur = z.object({ aantal: z.int().nonnegative() });
const Beurt = z.object({ totMs: z.int() });

/** When the table may remove it, in seconds since 1970. */
const ttlAt = (ms: number): number => Math.ceil(ms / 1000);

/** An item per hour and account, one per hour and office, one per hour for all, and one for each who waits; the table removes them by itself. */
export function createLoginteller({ client, tableName }: LogintellerConfig): Loginteller {
  const addOne = (onderwerp: Onderwerp, nu: Tijdstip) =>
    client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: uurSleutel(onderwerp, nu),
        UpdateExpression: 'SET #ttl = :ttl ADD aantal :een',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: { ':een': 1, ':ttl': ttlAt(epochMs(nu) + 2 * HOUR_MS) },
      }),
    );
  const readOne = async (onderwerp: Onderwerp, nu: Tijdstip): Promise<number> => {
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: uurSleutel(onderwerp, nu) }));
    return Item === undefined ? 0 : Uur.parse(Item).aantal;
  };
  return {
    async count(inlogger, nu) {
      await guarded('loginteller.count', () => Promise.all(subjectsOf(inlogger).map((one) => addOne(one, nu))));
    },
    async read(inlogger, nu) {
      const [account, kantoor, all] = subjectsOf(inlogger);
      const counts = () => Promise.all([readOne(account, nu), readOne(kantoor, nu), readOne(all, nu)]);
      const [vanAccount, vanKantoor, alle] = await guarded('loginteller.read', counts);
      return { vanAccount, vanKantoor, alle };
    },
    async awaitTurn(wachter, tot, nu) {
      const totMs = epochMs(tot);
      const put = new PutCommand({
        TableName: tableName,
        Item: { ...beurtSleutel(wachter), totMs, ttl: ttlAt(totMs + BEURT_GELDT_MS) },
        ConditionExpression: 'attribute_not_exists(pk) OR totMs < :voorbij',
        ExpressionAttributeValues: { ':voorbij': epochMs(nu) - BEURT_GELDT_MS },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      try {
        await client.send(put);
        return tot;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException && error.Item !== undefined) {
          return tijdstipAt(Beurt.parse(unmarshall(error.Item)).totMs);
        }
        throw portError(error, 'loginteller.awaitTurn');
      }
    },
    async endTurn(wachter) {
      const command = new DeleteCommand({ TableName: tableName, Key: beurtSleutel(wachter) });
      await guarded('loginteller.endTurn', () => client.send(command));
    },
  };
}
