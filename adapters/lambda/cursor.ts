import * as z from 'zod';
import { AanmeldingId, AanmeldingStatus } from '../../core/domain/aanmelding.ts';
import { Tijdstip } from '../../core/domain/tijd.ts';
import { sha256 } from '../node/sha256.ts';

/** Which list a place is in: that of one is no place in another. */
type Lijst = 'werkvoorraad' | 'kantoor';

/** Where a page of the werkvoorraad of one state ended. */
const Plaats = z.strictObject({ status: AanmeldingStatus, sinds: Tijdstip, aanmeldingId: AanmeldingId });
export type Plaats = z.infer<typeof Plaats>;

/** Enough to tell a cursor of ours from one that was typed over, cut off or made up. It guards no secret. */
const MARK_CHARS = 16;

const markOf = (json: string, lijst: Lijst): string => sha256(`${lijst}|${json}`).slice(0, MARK_CHARS);

/** Writes a place as text for a URL. Callers hand it back as it is; what is in it may change. */
export function cursorOf({ status, sinds, aanmeldingId }: Plaats, lijst: Lijst = 'werkvoorraad'): string {
  const json = JSON.stringify({ status, sinds, aanmeldingId });
  return `${Buffer.from(json).toString('base64url')}.${markOf(json, lijst)}`;
}

/** The place that a cursor of ours names in this list; `undefined` for anything else. */
export function readCursor(cursor: string, lijst: Lijst = 'werkvoorraad'): Plaats | undefined {
  const [encoded = ''] = cursor.split('.');
  const json = Buffer.from(encoded, 'base64url').toString('utf8');
  try {
    const parsed = Plaats.safeParse(JSON.parse(json));
    return parsed.success && cursor === cursorOf(parsed.data, lijst) ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with any other. */
export const FOREIGN_CURSOR = {
  veld: 'na',
  code: 'onbekende-plaats',
  tekst: 'Neem «volgende» van de vorige bladzijde letterlijk over, bij dezelfde vraag, of begin opnieuw zonder «na».',
} as const;
