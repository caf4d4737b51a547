import { DAY_MS, epochMs, type Tijdstip } from '../kalender/tijd.ts';
import { type Aanmelding, sindsOf } from './aanmelding.ts';

/** Until then the step that is at it may be tried again, or the execution that ended redriven by a person. */
export const MET_RUST_MS = 2 * DAY_MS;
/** What came to its end is looked at on some days only: a mail of weeks ago says nothing any more. */
export const PAS_MS = 10 * DAY_MS;

/** Whether the next daily round comes by, and somebody can be mailed about it. */
export function wordtNagelopen(aanmelding: Aanmelding, nu: Tijdstip): boolean {
  switch (aanmelding.status) {
    case 'wacht-op-bevestiging':
    case 'afgemeld':
      return false;
    case 'afgewezen':
    case 'vervallen':
    case 'ingehaald':
      return epochMs(nu) - epochMs(sindsOf(aanmelding)) <= PAS_MS;
    default:
      return true;
  }
}
