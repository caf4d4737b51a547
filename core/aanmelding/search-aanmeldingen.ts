import { type Aanmelding, AanmeldingStatus, isLive, sindsOf } from './aanmelding.ts';
import type { Aanmeldregister, WerkvoorraadPlaats } from './ports/aanmeldregister.ts';
import { wordtGevondenMet, type Zoektekst } from './zoeken.ts';

interface SearchDeps {
  readonly registratie: Pick<Aanmeldregister, 'listAanmeldingen'>;
}

/** Those of which the end is not there yet, in the order in which they go on. */
export const LOPEND: readonly AanmeldingStatus[] = AanmeldingStatus.options.filter(
  (status) => isLive(status) || status === 'wacht-op-bevestiging',
);

/** So many aanmeldingen are looked at for one page: a megabyte or two out of the index. */
const BEKEKEN = 500;
/** So many are asked for at once. */
const STUK = 100;

export interface Lijstplaats extends WerkvoorraadPlaats {
  readonly status: AanmeldingStatus;
}

export interface Zoekvraag {
  /** Which states are looked through, one after the other. */
  readonly statussen: readonly AanmeldingStatus[];
  readonly zoek: Zoektekst;
  readonly aantal: number;
  readonly na?: Lijstplaats | undefined;
}

export interface Zoekbladzijde {
  readonly aanmeldingen: readonly Aanmelding[];
  /** Where to go on: the page can be short, or empty, and there can be more all the same. */
  readonly volgende: Lijstplaats | undefined;
}

export const placeOf = (aanmelding: Aanmelding, status: AanmeldingStatus): Lijstplaats => ({
  ...{ status, sinds: sindsOf(aanmelding), aanmeldingId: aanmelding.aanmeldingId },
});

const fits = (aanmelding: Aanmelding, zoek: Zoektekst): boolean =>
  'gegevens' in aanmelding && wordtGevondenMet(aanmelding, zoek);

/** A page of those that have the text, as far as was looked; after a number of them the page ends, whatever was found. */
export async function searchAanmeldingen(
  { registratie }: SearchDeps,
  { statussen, zoek, aantal, na }: Zoekvraag,
): Promise<Zoekbladzijde> {
  const found: Aanmelding[] = [];
  let [place, looked] = [na, 0];
  for (const status of na === undefined ? statussen : statussen.slice(statussen.indexOf(na.status))) {
    for (let meer = true; meer; ) {
      if (looked >= BEKEKEN) return { aanmeldingen: found, volgende: place };
      const vanaf = place?.status === status ? place : undefined;
      const part = await registratie.listAanmeldingen({ status, aantal: STUK, na: vanaf });
      for (const aanmelding of part.aanmeldingen) {
        if (found.length === aantal) return { aanmeldingen: found, volgende: place };
        place = placeOf(aanmelding, status);
        looked += 1;
        if (fits(aanmelding, zoek)) found.push(aanmelding);
      }
      meer = part.meer && part.aanmeldingen.length > 0;
    }
  }
  return { aanmeldingen: found, volgende: undefined };
}
