import {
  type Aanmelding,
  type AanmeldingMetGegevens,
  type HerstelNodigAanmelding,
  sindsOf,
} from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { BerichtSoort } from '../berichten/bericht.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, type SendOutcome, sendBericht } from '../berichten/send-bericht.ts';
import { dateInAmsterdam } from '../kalender/tijd.ts';
import { type Ronde, wachtmomenten } from '../kalender/wachtmomenten.ts';
import { digestText, type Hasher } from '../toegang/ports/identiteit.ts';
import { herstelHerinnering, herstelLaatsteHerinnering, herstelNodig, needsToken } from './berichten/aanmelding.ts';
import { bulkHerstelNodig } from './berichten/bulk.ts';
import { bulkOf, isBeforeControle, sendOfBulk } from './send-of-bulk.ts';

export interface AskOfficeDeps extends PostDeps {
  readonly registratie: Postregister & Berichtenboek & Aanmeldregister & Aanvragen;
}

const SOORT = {
  gevraagd: 'herstel-nodig',
  herinnerd: 'herstel-herinnering',
  aangedrongen: 'herstel-laatste-herinnering',
} as const satisfies Record<Ronde, BerichtSoort>;

const BULKSOORT = {
  gevraagd: 'bulk-herstel-nodig',
  herinnerd: 'bulk-herstel-herinnering',
  aangedrongen: 'bulk-herstel-laatste-herinnering',
} as const satisfies Record<Ronde, BerichtSoort>;

const BERICHT = { gevraagd: herstelNodig, herinnerd: herstelHerinnering, aangedrongen: herstelLaatsteHerinnering };

/**
 * Asks the office to put right what the controle found, once per controle and round. When the login of a bulk is refused, that holds for all
 * that came in with it and have it still: they are asked for in one mail a day.
 */
export async function askOffice(deps: AskOfficeDeps, own: HerstelNodigAanmelding, ronde: Ronde): Promise<SendOutcome> {
  const sinds = sindsOf(own);
  const { laatsteDag } = wachtmomenten(sinds);
  const bulk = isRefused(own) ? await bulkOf(deps, own) : undefined;
  if (bulk === undefined) {
    const sleutel = { onderwerp: own.aanmeldingId, soort: SOORT[ronde], gelegenheid: sinds };
    return sendBericht(deps, sleutel, BERICHT[ronde](own, laatsteDag));
  }
  const dag = dateInAmsterdam(sinds);
  const isMeant = (one: Aanmelding): one is AanmeldingMetGegevens =>
    (isRefused(one) && dateInAmsterdam(sindsOf(one)) === dag) || (ronde === 'gevraagd' && isStillToTry(one));
  return sendOfBulk(deps, bulk, {
    own,
    sleutel: { soort: BULKSOORT[ronde], gelegenheid: `${dag}-${loginOf(deps.identiteit, own)}` },
    write: (all, ontbreken) => {
      const meant = all.filter(isMeant).filter((one) => hasSameLogin(own, one));
      return bulkHerstelNodig(own, meant, { ronde, laatsteDag, ontbreken });
    },
  });
}

/** Nobody has asked for another controle yet, nor given another token: then the office knows which one it is about. */
const isUntouched = ({ hercontroles, loginpogingen }: AanmeldingMetGegevens): boolean =>
  hercontroles === undefined && loginpogingen === undefined;

const isRefused = (one: Aanmelding): one is HerstelNodigAanmelding =>
  one.status === 'herstel-nodig' && isUntouched(one) && needsToken(one);

/** Its login will be tried, in its controle or its realisatie. */
const isStillToTry = (one: Aanmelding): one is AanmeldingMetGegevens =>
  (isBeforeControle(one) || one.status === 'wacht-op-akkoord' || one.status === 'goedgekeurd') && isUntouched(one);

const hasSameLogin = (one: AanmeldingMetGegevens, other: AanmeldingMetGegevens): boolean =>
  one.gegevens.nmbrs.domein === other.gegevens.nmbrs.domein &&
  one.gegevens.nmbrs.gebruikersnaam === other.gegevens.nmbrs.gebruikersnaam;

/** Tells the mails about two logins of one bulk apart. */
const loginOf = (identiteit: Hasher, { gegevens: { nmbrs } }: AanmeldingMetGegevens): string =>
  digestText(identiteit, `${nmbrs.domein} ${nmbrs.gebruikersnaam}`).slice(0, 16);
