import { nextClockHour, type Tijdstip } from '../kalender/tijd.ts';
import { LOGINPOGINGEN_PER_UUR } from './loginpogingen.ts';

/** How many logins Nmbrs refused within the clock hour: of one account (domein and gebruikersnaam), of one office, and of all of them. */
export interface GeweigerdeLogins {
  readonly vanAccount: number;
  readonly vanKantoor: number;
  readonly alle: number;
}

/** By which way a login is tried: the request of an office that waits for the answer, or the controle of the machine. */
export type Ingang = 'verzoek' | 'controle';

/** So many refused logins of one account in an hour hold up nobody: as many as one aanmelding may try. */
const VRIJ_PER_ACCOUNT = LOGINPOGINGEN_PER_UUR;
/** A busy day has 180 sign-ups an hour, of which some have a wrong token; from here on, each `STAP_VAN_ALLE` more doubles the wait. */
export const VRIJ_VAN_ALLE = 100;
const STAP_VAN_ALLE = 20;

/**
 * So many refused logins of one office, by its mail address, and Nmbrs is not asked for it until the next hour begins. Half of what slows
 * down all, so that one address cannot hold up the others; a bulk of 500 with a wrong token is through within ten hours.
 */
export const GEWEIGERD_PER_KANTOOR = 50;

/** When the office may try again, once it has used up its hour; `undefined`: it has not. */
export const kantoorWachtTot = ({ vanKantoor }: GeweigerdeLogins, nu: Tijdstip): Tijdstip | undefined =>
  vanKantoor < GEWEIGERD_PER_KANTOOR ? undefined : nextClockHour(nu);

const KORTST_MS = 15_000;
/** Nobody waits longer for one try, whatever others do. */
const LANGST_MS = 15 * 60_000;
/** Nobody looks at a controle while it waits. */
const BIJ_CONTROLE = 2;

/** How long the next try waits (ms); 0: not at all. It doubles with each refused login, up to a quarter of an hour, or half an hour in a controle. */
export function wachtVoorLogin({ vanAccount, alle }: Omit<GeweigerdeLogins, 'vanKantoor'>, ingang: Ingang): number {
  const boven = Math.max(vanAccount - VRIJ_PER_ACCOUNT, Math.floor((alle - VRIJ_VAN_ALLE) / STAP_VAN_ALLE));
  if (boven < 0) return 0;
  return Math.min(KORTST_MS * 2 ** boven, LANGST_MS) * (ingang === 'controle' ? BIJ_CONTROLE : 1);
}

/** Who has waited may try within an hour (ms) of that; later it is told to wait anew. */
export const BEURT_GELDT_MS = 60 * 60_000;
