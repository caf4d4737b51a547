import { alinea, type Bericht } from '../../berichten/bericht.ts';
import { dayAndDate } from '../../kalender/nederlands.ts';
import type { Datum } from '../../kalender/tijd.ts';
import type { Koppeling } from '../../koppeling/koppeling.ts';
import { type GelezenVraag, type Kantoorsoort, kantoorsoortVan } from '../../ophalen/vraagsoorten.ts';
import { toOffice } from '../../uitwisseling/berichten/uitwisseling.ts';
import type { VoltooideUitwisseling } from '../../uitwisseling/uitwisseling.ts';

interface Gevraagd {
  /** Those that the set before did not have. */
  readonly nieuw: readonly GelezenVraag[];
  /** How many are open with these. */
  readonly open: number;
  /** The day of the next exchange; absent when there is no other one. */
  readonly volgende: Datum | undefined;
}

/** To the office: how many questions of each kind an exchange brought that it can mend. Never whom they are about. */
export const nieuweVragen = (
  koppeling: Koppeling,
  { tijdvakId }: VoltooideUitwisseling,
  { nieuw, open, volgende }: Gevraagd,
): Bericht =>
  toOffice(koppeling, tijdvakId, {
    onderwerp: 'Salariskoppeling: vragen over de gegevens in Nmbrs',
    blokken: [
      {
        soort: 'alinea',
        tekst: `Wij hebben de gegevens van dit tijdvak opgehaald. Er ${nieuw.length === 1 ? 'is één nieuwe vraag' : `zijn ${nieuw.length} nieuwe vragen`} die u in Nmbrs kunt nakijken of verbeteren:`,
      },
      { soort: 'lijst', genummerd: false, regels: perSoort(nieuw) },
      ...(open > nieuw.length ? [alinea(`Samen met eerdere vragen staan er nu ${open} open.`)] : []),
      alinea(
        'Om welke werknemers het gaat en wat u per vraag doet, staat bij uw aanmelding. U opent die met de code in deze e-mail. Wij zetten dat niet in een e-mail, om de privacy van de werknemers.',
      ),
      alinea(
        volgende === undefined
          ? 'Dit was de laatste uitwisseling van deze werkgever. Klopt er iets niet, neem dan contact op met a.s.r.'
          : `Verbeter in Nmbrs wat niet klopt, vóór de volgende uitwisseling op ${dayAndDate(volgende)}. U hoeft ons niets te sturen: wij kijken dan opnieuw.`,
      ),
    ],
  });

/** The kind with the most questions first. */
function perSoort(vragen: readonly GelezenVraag[]): string[] {
  const aantallen = new Map<Kantoorsoort, number>();
  for (const vraag of vragen) {
    const soort = kantoorsoortVan(vraag);
    if (soort !== undefined) aantallen.set(soort, (aantallen.get(soort) ?? 0) + 1);
  }
  return [...aantallen]
    .sort(([, a], [, b]) => b - a)
    .map(([{ een, meer }, aantal]) => (aantal === 1 ? `1 ${een}` : `${aantal} ${meer}`));
}
