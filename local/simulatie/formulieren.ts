import { Capability } from '../../core/ids.ts';
import { KANTOOR, nummersOf } from './koppelingen.ts';
import type { Lot } from './lots.ts';
import { DOMEIN, type Werkgever } from './office.ts';

/** One werkgever of a sign-up. */
interface Aanmeldbaar {
  readonly lot: Lot;
  readonly werkgever: Werkgever;
  readonly nummer: number;
}

interface Login {
  readonly gebruikersnaam: string;
  readonly apiToken: string;
}

/** An office of somebody else, which has confirmed its address long ago. */
export const VREEMDE = 'salaris@elders.example';
export const VREEMDE_SLEUTEL = Capability.parse('sleutel-van-een-ander-'.padEnd(43, '0'));
export const SALARISVERWERKER = { bedrijfsnaam: 'Kantoor Duinzicht', email: KANTOOR };
/** Nobody of the office reads the mail of these. */
export const ADRES_MET_TIKFOUT = 'salaris@duinzigt.example';
/** Another address that the office, or somebody with its code, gives; and one that a.s.r. does. */
export const ANDER_ADRES = 'loon@duinzicht.example';
export const ADRES_DOOR_ASR = 'directie@duinzicht.example';
export const ADRES_VAN_EEN_VREEMDE = 'wie@elders.example';

/** Who signs up; without an address it is that of the office. */
const verwerkerMet = (email: string = KANTOOR) => ({ ...SALARISVERWERKER, email });

/** The body of `POST /aanmeldingen`. */
export function formulierOf({
  login,
  email,
  ...one
}: Aanmeldbaar & { readonly login: Login; readonly email?: string | undefined }): object {
  const { nmbrs, ...rij } = rijOf(one);
  return {
    ...{ accountSoort: 'overkoepelend', salarispakket: 'Nmbrs', salarisverwerker: verwerkerMet(email) },
    ...rij,
    nmbrs: { ...nmbrs, ...login, domein: DOMEIN },
  };
}

/** The same of somebody who has nothing to do with the werkgever. */
export function vreemdFormulierOf({ werkgever, ...one }: Aanmeldbaar & { readonly login: Login }): object {
  const salarisverwerker = { bedrijfsnaam: 'Kantoor Elders', email: VREEMDE };
  return { ...formulierOf({ ...one, werkgever: { ...werkgever, naam: 'Staat nergens' } }), salarisverwerker };
}

/** One werkgever of a bulk. */
export const rijOf = ({ lot: { verloning, intrede }, werkgever, nummer }: Aanmeldbaar) => ({
  werkgever: { bedrijfsnaam: werkgever.naam, ...nummersOf(nummer) },
  nmbrs: { bedrijfsnaam: intrede?.verkeerdeNaam === true ? `${werkgever.naam} B.V.` : werkgever.naam },
  ...{ dga: [], verloning, dertiendeMaand: false },
});

/** The body of `POST /aanmeldingen/bulk`. */
export const bulkOf = (login: Login, werkgevers: readonly object[], email?: string): object => ({
  account: { salarisverwerker: verwerkerMet(email), nmbrs: { ...login, domein: DOMEIN } },
  werkgevers,
});
