import { addMonths, type Datum } from '../kalender/tijd.ts';
import type { Tijdvak } from '../kalender/tijdvak.ts';
import { type Dekkingsprofiel, groepenFor } from '../nmbrs/dekkingsprofiel.ts';
import type { Gegevensveld, Vraag, Werknemer } from '../nmbrs/gegevensset.ts';
import { type Peilperiode, touches } from '../nmbrs/historie.ts';
import { nuVan, type Peil } from '../nmbrs/peil.ts';
import { isUurloon } from '../nmbrs/salaris.ts';
import type { TijdvakAanroep } from '../nmbrs/tijdvak-aanroep.ts';
import { isOnverzekerd } from '../nmbrs/verzekering.ts';

/** What has to be known of the set to ask about one of its employees. */
export interface Onderwerp {
  readonly dekkingsprofiel: Dekkingsprofiel;
  readonly tijdvak: Tijdvak;
  /** The calls for a given period that the exchange makes. */
  readonly perTijdvak: readonly TijdvakAanroep[];
}

/** The groups of a line, as people call them. */
export const VELDNAMEN: Readonly<Record<Gegevensveld, string>> = {
  persoon: 'Persoonsgegevens',
  bsn: 'BSN',
  contracten: 'Contracten',
  rooster: 'Rooster',
  adressen: 'Adressen',
  verzekering: 'Verzekeringsinstellingen',
  partner: 'Partner',
  kinderen: 'Kinderen',
  vasteLooncomponenten: 'Vaste looncomponenten',
  variabeleLooncomponenten: 'Variabele looncomponenten',
  vasteUren: 'Vaste uren',
  variabeleUren: 'Variabele uren',
  bankrekeningen: 'Bankrekeningen',
};

/** Nobody works before the age of 13 (Arbeidstijdenwet art. 3:2), and hardly anybody after 100. */
const JONGSTE = 13;
const OUDSTE = 100;

/** What takes the place of a character that cannot be read. */
const ONLEESBAAR = '\uFFFD';

/** What a person should look at for this employee; the answer never holds the data back. */
export function vragenOver(werknemer: Werknemer, { dekkingsprofiel, tijdvak, perTijdvak }: Onderwerp): Vraag[] {
  const { werknemerId } = werknemer;
  const found = [
    ...ontbrekend(werknemer, dekkingsprofiel, tijdvak),
    ...overUren(werknemer, { tijdvak, perTijdvak }),
    ...overPersoon(werknemer, tijdvak.eind),
    ...overVerzekering(werknemer),
  ];
  if (JSON.stringify(werknemer).includes(ONLEESBAAR)) {
    found.push(
      vraag(
        'teken-onleesbaar',
        `Een teken in de gegevens van deze werknemer in Nmbrs is onleesbaar; hier staat er ${ONLEESBAAR} voor.`,
      ),
    );
  }
  return found.map((one) => ({ ...one, werknemerId }));
}

type Gevonden = Pick<Vraag, 'code' | 'tekst'>;
const vraag = (code: Vraag['code'], tekst: string): Gevonden => ({ code, tekst });

/** What the profile wants and this employee lacks. Nothing is owed for a period in which somebody was not in service. */
function ontbrekend(werknemer: Werknemer, dekkingsprofiel: Dekkingsprofiel, tijdvak: Tijdvak): Gevonden[] {
  const {
    persoon,
    bsn,
    contracten = [],
    adressen = [],
    rooster,
    verzekering,
    bankrekeningen = [],
    salaris,
  } = werknemer;
  const groepen = groepenFor(dekkingsprofiel);
  const wanted = (veld: Gegevensveld): boolean => isVerschuldigd(werknemer, veld, tijdvak);
  return [
    ...(contracten.length === 0 && wanted('contracten')
      ? [
          vraag(
            'geen-contract',
            `Deze werknemer heeft in Nmbrs in ${wanneer(werknemer.peil.contracten)} geen contract.`,
          ),
        ]
      : []),
    ...(persoon?.geboortedatum === undefined && isInDienst(werknemer, tijdvak)
      ? [vraag('geen-geboortedatum', 'Deze werknemer heeft in Nmbrs geen geboortedatum.')]
      : []),
    ...(groepen.includes('adres') && adressen.length === 0 && wanted('adressen')
      ? [vraag('geen-adres', 'Deze werknemer heeft in Nmbrs geen adres.')]
      : []),
    ...(salaris === undefined && isInDienst(werknemer, tijdvak)
      ? [vraag('geen-salaris', 'Deze werknemer heeft in Nmbrs geen salaris in dit tijdvak.')]
      : []),
    ...(rooster === undefined && wanted('rooster')
      ? [vraag('geen-rooster', `Deze werknemer heeft in Nmbrs in ${wanneer(werknemer.peil.rooster)} geen rooster.`)]
      : []),
    ...(groepen.includes('bsn') && bsn === undefined && isInDienst(werknemer, tijdvak)
      ? [vraag('geen-bsn', 'Deze werknemer heeft in Nmbrs geen BSN, dat voor dit profiel nodig is.')]
      : []),
    ...(groepen.includes('verzekering') && verzekering === undefined && wanted('verzekering')
      ? [vraag('geen-verzekering', 'Deze werknemer heeft in Nmbrs geen instellingen voor de werknemersverzekeringen.')]
      : []),
    ...(groepen.includes('bankrekening') && bankrekeningen.length === 0 && wanted('bankrekeningen')
      ? [vraag('geen-bankrekening', 'Deze werknemer heeft in Nmbrs geen bankrekening.')]
      : []),
  ];
}

const wanneer = (peil: Peil | undefined): string => {
  const nu = peil === undefined ? undefined : nuVan(peil);
  return nu === undefined ? 'dit tijdvak' : `het tijdvak waarin Nmbrs nu staat (${nu})`;
};

/**
 * Whether this group must be there: somebody who is in service on a day of the period that it is of. Of a group of another period
 * that is who is still in service after the exchanged one, since nothing is known of the other's days.
 */
function isVerschuldigd(werknemer: Werknemer, veld: Gegevensveld, tijdvak: Tijdvak): boolean {
  const peil = werknemer.peil[veld];
  if (peil === undefined || nuVan(peil) === undefined) return isInDienst(werknemer, tijdvak);
  return isInDienstOp(werknemer, tijdvak.eind) && werknemer.dienstverbanden.every(({ eind }) => eind === undefined);
}

const isInDienst = ({ dienstverbanden }: Werknemer, periode: Peilperiode): boolean =>
  dienstverbanden.length === 0 || dienstverbanden.some((one) => touches(one, periode));

const isInDienstOp = (werknemer: Werknemer, dag: Datum): boolean => isInDienst(werknemer, { begin: dag, eind: dag });

/**
 * A schedule of nothing is how Nmbrs writes an on-call worker: then the hours count, and they must be there. Of others they are
 * only missed when everybody's were asked for.
 */
function overUren(
  werknemer: Werknemer,
  { tijdvak, perTijdvak }: Pick<Onderwerp, 'tijdvak' | 'perTijdvak'>,
): Gevonden[] {
  const { rooster, salaris, vasteUren, variabeleUren } = werknemer;
  if (!isInDienst(werknemer, tijdvak)) return [];
  const perUur = salaris !== undefined && isUurloon(salaris);
  const isNul = rooster !== undefined && Number(rooster.urenPerWeek) === 0;
  const gewerkt = [...(vasteUren ?? []), ...(variabeleUren ?? [])].some(({ uren }) => Number(uren) !== 0);
  return [
    ...(isNul && !perUur && variabeleUren !== undefined && !gewerkt
      ? [
          vraag(
            'nul-uren',
            'Deze werknemer heeft in Nmbrs een rooster van nul uur per week, geen uurloon en geen uren.',
          ),
        ]
      : []),
    ...((perUur || isNul || perTijdvak.includes('HourComponentVar_Get')) && variabeleUren === undefined
      ? [
          vraag(
            'geen-uren',
            'De uren van deze werknemer in dit tijdvak konden niet worden opgehaald. Werkt deze werknemer op uren of op oproep, controleer dan of het recht HourComponentVar_Get in Nmbrs op Active staat.',
          ),
        ]
      : []),
  ];
}

function overPersoon({ persoon, contracten = [], dienstverbanden }: Werknemer, peildatum: Datum): Gevonden[] {
  return [
    ...(contracten.filter((contract) => touches(contract, { begin: peildatum, eind: peildatum })).length > 1
      ? [vraag('twee-contracten', 'Deze werknemer heeft in Nmbrs meer dan één lopend contract.')]
      : []),
    ...(persoon?.geboortedatum !== undefined && !isPlausible(persoon.geboortedatum, peildatum)
      ? [vraag('leeftijd-onwaarschijnlijk', 'De geboortedatum van deze werknemer in Nmbrs is onwaarschijnlijk.')]
      : []),
    ...(persoon?.overlijdensdatum !== undefined && dienstverbanden.some(({ eind }) => eind === undefined)
      ? [vraag('overleden-in-dienst', 'Deze werknemer is volgens Nmbrs overleden, maar nog in dienst.')]
      : []),
  ];
}

function overVerzekering({ dga, verzekering }: Werknemer): Gevonden[] {
  if (verzekering === undefined) return [];
  const { wia, ww, zw } = verzekering;
  const insured = [wia, ww, zw].includes(true);
  return [
    ...(dga && insured
      ? [
          vraag(
            'dga-verzekerd',
            `Deze werknemer is opgegeven als DGA, maar staat in Nmbrs als verzekerd. Dat kan kloppen: ${ONVERZEKERD}, en ${PENSIOENWET}.`,
          ),
        ]
      : []),
    ...(!dga && isOnverzekerd(verzekering)
      ? [
          vraag(
            'onverzekerd-zonder-dga',
            `Deze werknemer staat in Nmbrs als niet verzekerd, maar is niet opgegeven als DGA. Dat kan kloppen als dat is vergeten: ${ONVERZEKERD}. Een aandeelhouder die geen bestuurder is, is verzekerd.`,
          ),
        ]
      : []),
  ];
}

/** Regeling aanwijzing DGA 2016, and art. 1 of the Pensioenwet: the two mean other people by the word. */
const ONVERZEKERD =
  'voor WIA en ZW is alleen niet verzekerd de bestuurder die volgens de statuten (eventueel met de echtgenoot) over het eigen ontslag beslist, die met familie tot en met de derde graad twee derde van de stemmen heeft, of die met de andere bestuurders samen alle aandelen in gelijke delen houdt';
const PENSIOENWET = 'voor de Pensioenwet is DGA al wie een tiende van de geplaatste aandelen met stemrecht houdt';

const isPlausible = (geboortedatum: Datum, peildatum: Datum): boolean =>
  addMonths(geboortedatum, JONGSTE * 12) <= peildatum && addMonths(geboortedatum, OUDSTE * 12) >= peildatum;
