import { type Aanmeldgegevens, maskedGegevens } from '../domain/aanmeldgegevens.ts';
import { type Aanmelding, sindsOf } from '../domain/aanmelding.ts';
import { type Datum, dateInAmsterdam } from '../domain/tijd.ts';
import { countWerkdagen } from '../domain/werkdag.ts';
import type { Klok } from '../ports/klok.ts';
import type { Registratie, WerkvoorraadPlaats, WerkvoorraadVraag } from '../ports/registratie.ts';

export interface WerkvoorraadDeps {
  readonly registratie: Pick<Registratie, 'listAanmeldingen'>;
  readonly klok: Klok;
}

/** A page of the work of the assessors: what waits longest first, with what is needed to choose. */
export async function listWerkvoorraad({ registratie, klok }: WerkvoorraadDeps, vraag: WerkvoorraadVraag) {
  const vandaag = dateInAmsterdam(klok.now());
  const { aanmeldingen, meer } = await registratie.listAanmeldingen(vraag);
  const laatste = aanmeldingen.at(-1);
  return {
    aanmeldingen: aanmeldingen.map((aanmelding) => rowOf(aanmelding, vandaag)),
    volgende: meer && laatste !== undefined ? placeOf(laatste) : undefined,
  };
}

const placeOf = (aanmelding: Aanmelding): WerkvoorraadPlaats => ({
  sinds: sindsOf(aanmelding),
  aanmeldingId: aanmelding.aanmeldingId,
});

function rowOf(aanmelding: Aanmelding, vandaag: Datum) {
  const { aanmeldingId, status } = aanmelding;
  const sinds = sindsOf(aanmelding);
  return {
    aanmeldingId,
    status,
    sinds,
    dagenOpen: countWerkdagen(dateInAmsterdam(sinds), vandaag),
    ...('gegevens' in aanmelding ? whoseOf(aanmelding.gegevens) : {}),
    /** Whether a colleague has approved it and a second assessor is asked for. */
    tweedeAkkoord: aanmelding.status === 'wacht-op-akkoord' && aanmelding.voorgesteld !== undefined,
  };
}

function whoseOf(gegevens: Aanmeldgegevens) {
  const { werkgever, salarisverwerker, accountSoort, verloning } = maskedGegevens(gegevens);
  return { werkgever, salarisverwerker: { bedrijfsnaam: salarisverwerker.bedrijfsnaam }, accountSoort, verloning };
}
