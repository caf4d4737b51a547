import * as z from 'zod';
import { AanmeldingStatus } from '../../core/aanmelding/aanmelding.ts';
import { AanmeldingId, UitwisselingId } from '../../core/ids.ts';
import { Regelplaats } from '../../core/invoer/bladzijde.ts';
import { Tijdstip } from '../../core/kalender/tijd.ts';
import { sha256 } from '../node/sha256.ts';

/** Which list a place is in: that of one is no place in another. */
type Lijst = 'werkvoorraad' | 'kantoor' | Bestandslijst;
type Bestandslijst = 'mutaties' | 'vragen' | 'open-vragen';

/** Where a page of the werkvoorraad of one state ended. */
const Plaats = z.strictObject({ status: AanmeldingStatus, sinds: Tijdstip, aanmeldingId: AanmeldingId });
export type Plaats = z.infer<typeof Plaats>;

/** Where a page of a delivered file ended, and of which kind of lines it was. */
const Bestandsplaats = z.strictObject({
  uitwisselingId: UitwisselingId,
  soort: z.string().optional(),
  plaats: Regelplaats,
});
export type Bestandsplaats = z.infer<typeof Bestandsplaats>;

/** Enough to tell a cursor of ours from one that was typed over, cut off or made up. It guards no secret. */
const MARK_CHARS = 16;

const markOf = (json: string, lijst: Lijst): string => sha256(`${lijst}|${json}`).slice(0, MARK_CHARS);

/** Writes a place as text for a URL. Callers hand it back as it is; what is in it may change. */
function written(place: unknown, lijst: Lijst): string {
  const json = JSON.stringify(place);
  return `${Buffer.from(json).toString('base64url')}.${markOf(json, lijst)}`;
}

/** The place that a cursor of ours names in this list; `undefined` for anything else. */
function read<T>(cursor: string, lijst: Lijst, schema: z.ZodType<T>): T | undefined {
  const [encoded = ''] = cursor.split('.');
  const json = Buffer.from(encoded, 'base64url').toString('utf8');
  try {
    const parsed = schema.safeParse(JSON.parse(json));
    return parsed.success && cursor === written(parsed.data, lijst) ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export const cursorOf = (place: Plaats, lijst: 'werkvoorraad' | 'kantoor' = 'werkvoorraad'): string =>
  written(Plaats.parse(place), lijst);

export const readCursor = (cursor: string, lijst: 'werkvoorraad' | 'kantoor' = 'werkvoorraad'): Plaats | undefined =>
  read(cursor, lijst, Plaats);

export const bestandscursorOf = (place: Bestandsplaats, lijst: Bestandslijst): string =>
  written(Bestandsplaats.parse(place), lijst);

export const readBestandscursor = (cursor: string, lijst: Bestandslijst): Bestandsplaats | undefined =>
  read(cursor, lijst, Bestandsplaats);

/** What is wrong with any other. */
export const FOREIGN_CURSOR = {
  veld: 'na',
  code: 'onbekende-plaats',
  tekst: 'Neem «volgende» van de vorige bladzijde letterlijk over, bij dezelfde vraag, of begin opnieuw zonder «na».',
} as const;
