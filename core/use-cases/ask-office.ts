import {
  type Aanmelding,
  type AanmeldingMetGegevens,
  type HerstelNodigAanmelding,
  sindsOf,
} from '../domain/aanmelding.ts';
import type { BerichtSoort } from '../domain/bericht.ts';
import {
  herstelHerinnering,
  herstelLaatsteHerinnering,
  herstelNodig,
  needsToken,
} from '../domain/berichten/aanmelding.ts';
import { bulkHerstelNodig } from '../domain/berichten/bulk.ts';
import { dateInAmsterdam } from '../domain/tijd.ts';
import { type Ronde, wachtmomenten } from '../domain/wachtmomenten.ts';
import { type SendDeps, type SendOutcome, sendBericht } from './send-bericht.ts';
import { bulkOf, sendOfBulk } from './send-of-bulk.ts';

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
 * Asks the office to put right what the controle found, once per controle and round. When the first controle finds that the login of a bulk
 * is refused, that holds for all that came in with it: they are asked for in one mail a day.
 */
export async function askOffice(deps: SendDeps, own: HerstelNodigAanmelding, ronde: Ronde): Promise<SendOutcome> {
  const sinds = sindsOf(own);
  const { laatsteDag } = wachtmomenten(sinds);
  const bulk = isRefusedAtFirst(own) ? await bulkOf(deps, own) : undefined;
  if (bulk === undefined) {
    const sleutel = { onderwerp: own.aanmeldingId, soort: SOORT[ronde], gelegenheid: sinds };
    return sendBericht(deps, sleutel, BERICHT[ronde](own, laatsteDag));
  }
  const dag = dateInAmsterdam(sinds);
  const isMeant = (one: Aanmelding): one is AanmeldingMetGegevens =>
    (isRefusedAtFirst(one) && dateInAmsterdam(sindsOf(one)) === dag) || (ronde === 'gevraagd' && isUnchecked(one));
  return sendOfBulk(deps, bulk, {
    own,
    sleutel: { soort: BULKSOORT[ronde], gelegenheid: dag },
    write: (all) => bulkHerstelNodig(own, all.filter(isMeant), { ronde, laatsteDag }),
  });
}

/** Nobody has asked for another controle yet, nor given another token: then the office knows which one it is about. */
const isRefusedAtFirst = (one: Aanmelding): one is HerstelNodigAanmelding =>
  one.status === 'herstel-nodig' &&
  one.hercontroles === undefined &&
  one.loginpogingen === undefined &&
  needsToken(one);

/** Its turn is still to come, with the same login. */
const isUnchecked = ({ status }: Aanmelding): boolean => status === 'ontvangen' || status === 'wordt-gecontroleerd';
