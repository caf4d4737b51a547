import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import type { PostDeps } from '../berichten/send-bericht.ts';
import { askOffice } from '../controle/ask-office.ts';
import { type Wacht, withWacht } from '../controle/wait-for-people.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Herinnering } from '../kalender/wachtmomenten.ts';
import { tellAssessors } from './tell-assessors.ts';

export interface RemindDeps extends PostDeps {
  readonly registratie: Postregister & Berichtenboek & Aanmeldregister & Aanvragen;
  /** The a.s.r. mailbox that is reminded of an aanmelding to decide on. */
  readonly assessors: string;
  /** The a.s.r. mailbox that hears of it when the assessors do not decide. */
  readonly escalatie: string;
}

/** `niet-nodig`: somebody acted just before; the wait that follows picks that up. */
export type RemindOutcome = Wacht<'herinnerd' | 'niet-nodig'>;

/** Reminds whoever the aanmelding waits for, and says how long the next wait may last. Once per wait, also when run again. */
export async function remindPeople(
  deps: RemindDeps,
  aanmeldingId: AanmeldingId,
  ronde: Herinnering,
): Promise<RemindOutcome> {
  const tot = ronde === 'herinnerd' ? 'tweede' : 'vervalt';
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  switch (found?.status) {
    case 'wacht-op-akkoord':
      await tellAssessors(deps, found, { ronde, aan: ronde === 'herinnerd' ? deps.assessors : deps.escalatie });
      break;
    case 'herstel-nodig':
      await askOffice(deps, found, ronde);
      break;
    default:
      return withWacht(deps, aanmeldingId, { uitkomst: 'niet-nodig', tot });
  }
  return withWacht(deps, aanmeldingId, { uitkomst: 'herinnerd', tot });
}
