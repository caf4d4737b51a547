import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { AanmeldingStatus } from '../../../core/aanmelding/aanmelding.ts';
import type {
  Werkvoorraad,
  WerkvoorraadPlaats,
  WerkvoorraadVraag,
} from '../../../core/aanmelding/ports/aanmeldregister.ts';
import { guarded } from '../errors.ts';
import { parseAanmelding } from './aanmeldingen.ts';
import { aanmeldingSleutel, type Item, type Tabel } from './tabel.ts';

/** The index of the aanmeldingen by `status` and `sinds`; no other item has a `sinds`. */
export const WERKVOORRAAD_INDEX = 'werkvoorraad';

/** An index gives at most a megabyte at once, so a page can take several questions. */
export async function listAanmeldingen(tabel: Tabel, vraag: WerkvoorraadVraag): Promise<Werkvoorraad> {
  // One more than was asked for: whether there is a next page is known without looking for it.
  const items = await guarded('registratie.listAanmeldingen', () => firstItems(tabel, vraag, vraag.aantal + 1));
  const aanmeldingen = items.slice(0, vraag.aantal).flatMap((item) => parseAanmelding(item) ?? []);
  return { aanmeldingen, meer: items.length > vraag.aantal };
}

async function firstItems(tabel: Tabel, { status, na }: WerkvoorraadVraag, aantal: number): Promise<readonly Item[]> {
  const pages = paginateQuery(
    { client: tabel.client, pageSize: aantal },
    {
      TableName: tabel.tableName,
      IndexName: WERKVOORRAAD_INDEX,
      KeyConditionExpression: '#status = :status',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': status },
      ...(na === undefined ? {} : { ExclusiveStartKey: startKey(status, na) }),
    },
  );
  const items: Item[] = [];
  for await (const page of pages) {
    items.push(...(page.Items ?? []));
    if (items.length >= aantal) break;
  }
  return items;
}

/** The key of an item in the index holds that of the table. The item itself may have moved on to another state. */
const startKey = (status: AanmeldingStatus, { sinds, aanmeldingId }: WerkvoorraadPlaats) => ({
  ...aanmeldingSleutel(aanmeldingId),
  status,
  sinds,
});
