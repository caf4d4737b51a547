import { type Dekkingsprofiel, groepenFor } from './dekkingsprofiel.ts';
import type { Contract, Vraag, Werknemer } from './gegevensset.ts';
import { addMonths, type Datum } from './tijd.ts';

/** Of which period contracts are: the one that is exchanged, or the one that Nmbrs was in when it was asked. */
export type ContractenVan = 'tijdvak' | 'huidig-tijdvak';

/** What has to be known of the set to ask about one of its employees. */
export interface Onderwerp {
  readonly dekkingsprofiel: Dekkingsprofiel;
  readonly contractenVan: ContractenVan;
  readonly peildatum: Datum;
}

/** Nobody works before the age of 13 (Arbeidstijdenwet art. 3:2), and hardly anybody after 100. */
const JONGSTE = 13;
const OUDSTE = 100;

const GEEN_CONTRACT: Readonly<Record<ContractenVan, string>> = {
  tijdvak: 'Deze werknemer heeft in Nmbrs in dit tijdvak geen contract.',
  'huidig-tijdvak': 'Deze werknemer heeft in het huidige tijdvak van Nmbrs geen contract. Liep het af in dit tijdvak?',
};

/** What a person should look at for this employee; the answer never holds the data back. */
export function vragenOver(werknemer: Werknemer, over: Onderwerp): Vraag[] {
  const { werknemerId, dga, persoon, contracten = [], adressen = [], salaris, rooster, bsn, verzekering } = werknemer;
  const { dekkingsprofiel, contractenVan, peildatum } = over;
  const groepen = groepenFor(dekkingsprofiel);
  const vragen: Vraag[] = [];
  const ask = (code: Vraag['code'], tekst: string) => vragen.push({ code, werknemerId, tekst });
  if (contracten.length === 0) ask('geen-contract', GEEN_CONTRACT[contractenVan]);
  if (persoon?.geboortedatum === undefined)
    ask('geen-geboortedatum', 'Deze werknemer heeft in Nmbrs geen geboortedatum.');
  if (groepen.includes('adres') && adressen.length === 0)
    ask('geen-adres', 'Deze werknemer heeft in Nmbrs geen adres.');
  if (salaris === undefined) ask('geen-salaris', 'Deze werknemer heeft in Nmbrs geen salaris in dit tijdvak.');
  if (rooster === undefined) ask('geen-rooster', 'Deze werknemer heeft in Nmbrs geen rooster in dit tijdvak.');
  if (groepen.includes('bsn') && bsn === undefined) {
    ask('geen-bsn', 'Deze werknemer heeft in Nmbrs geen BSN, dat voor dit profiel nodig is.');
  }
  if (rooster !== undefined && Number(rooster.urenPerWeek) === 0)
    ask('nul-uren', 'Deze werknemer heeft in Nmbrs een rooster van nul uur per week.');
  if (contracten.filter((contract) => holdsOn(contract, peildatum)).length > 1)
    ask('twee-contracten', 'Deze werknemer heeft in Nmbrs meer dan één lopend contract.');
  if (persoon?.geboortedatum !== undefined && !isPlausible(persoon.geboortedatum, peildatum))
    ask('leeftijd-onwaarschijnlijk', 'De geboortedatum van deze werknemer in Nmbrs is onwaarschijnlijk.');
  if (persoon?.overlijdensdatum !== undefined && werknemer.dienstverbanden.some(({ eind }) => eind === undefined))
    ask('overleden-in-dienst', 'Deze werknemer is volgens Nmbrs overleden, maar nog in dienst.');
  if (verzekering !== undefined) {
    const { wia, ww, zw } = verzekering;
    const insured = [wia, ww, zw].includes(true);
    const allOff = [wia, ww, zw].every((flag) => flag === false);
    if (dga && insured) ask('dga-verzekerd', 'Deze werknemer is opgegeven als DGA, maar staat in Nmbrs als verzekerd.');
    if (!dga && allOff) {
      ask(
        'onverzekerd-zonder-dga',
        'Deze werknemer staat in Nmbrs als niet verzekerd, maar is niet opgegeven als DGA.',
      );
    }
  }
  return vragen;
}

const holdsOn = ({ begin, eind }: Contract, datum: Datum): boolean =>
  (begin === undefined || begin <= datum) && (eind === undefined || eind >= datum);

const isPlausible = (geboortedatum: Datum, peildatum: Datum): boolean =>
  addMonths(geboortedatum, JONGSTE * 12) <= peildatum && addMonths(geboortedatum, OUDSTE * 12) >= peildatum;
