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

const VREEMDE = 'salaris@elders.example';
const SALARISVERWERKER = { bedrijfsnaam: 'Kantoor Duinzicht', email: KANTOOR };

/** The body of `POST /aanmeldingen`. */
export function formulierOf({ login, ...one }: Aanmeldbaar & { readonly login: Login }): object {
  const { nmbrs, ...rij } = rijOf(one);
  return {
    ...{ accountSoort: 'overkoepelend', salarispakket: 'Nmbrs', salarisverwerker: SALARISVERWERKER },
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
export const bulkOf = (login: Login, werkgevers: readonly object[]): object => ({
  account: { salarisverwerker: SALARISVERWERKER, nmbrs: { ...login, domein: DOMEIN } },
  werkgevers,
});
