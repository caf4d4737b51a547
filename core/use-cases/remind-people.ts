import { type Aanmelding, type AanmeldingId, sindsOf } from '../domain/aanmelding.ts';
import type { Bericht, BerichtSoort } from '../domain/bericht.ts';
import { herstelHerinnering, herstelLaatsteHerinnering } from '../domain/berichten/aanmelding.ts';
import { akkoordEscalatie, akkoordHerinnering } from '../domain/berichten/beoordeling.ts';
import { type Herinnering, wachtmomenten } from '../domain/wachtmomenten.ts';
import { type SendDeps, sendBericht } from './send-bericht.ts';
import { type Wacht, withWacht } from './wait-for-people.ts';

export interface RemindDeps extends SendDeps {
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
  const mail = found === undefined ? undefined : mailOf(deps, found, ronde);
  if (found === undefined || mail === undefined) return withWacht(deps, aanmeldingId, { uitkomst: 'niet-nodig', tot });
  const { soort, bericht } = mail;
  await sendBericht(deps, { onderwerp: aanmeldingId, soort, gelegenheid: sindsOf(found) }, bericht);
  return withWacht(deps, aanmeldingId, { uitkomst: 'herinnerd', tot });
}

interface Mail {
  readonly soort: BerichtSoort;
  readonly bericht: Bericht;
}

function mailOf({ assessors, escalatie }: RemindDeps, aanmelding: Aanmelding, ronde: Herinnering): Mail | undefined {
  const { laatsteDag } = wachtmomenten(sindsOf(aanmelding));
  switch (aanmelding.status) {
    case 'wacht-op-akkoord':
      return ronde === 'herinnerd'
        ? { soort: 'akkoord-herinnering', bericht: akkoordHerinnering(aanmelding, { aan: assessors, laatsteDag }) }
        : { soort: 'akkoord-escalatie', bericht: akkoordEscalatie(aanmelding, { aan: escalatie, laatsteDag }) };
    case 'herstel-nodig':
      return ronde === 'herinnerd'
        ? { soort: 'herstel-herinnering', bericht: herstelHerinnering(aanmelding, laatsteDag) }
        : { soort: 'herstel-laatste-herinnering', bericht: herstelLaatsteHerinnering(aanmelding, laatsteDag) };
    default:
      return undefined;
  }
}
