import type { WachtOpAkkoordAanmelding } from '../../aanmelding/aanmelding.ts';
import { besluitInWoorden, type Goedkeuring } from '../../aanmelding/besluit.ts';
import type { Bericht, Blok } from '../../berichten/bericht.ts';
import { metKenmerk } from '../../berichten/onderwerp.ts';
import { dayAndDate, dayAndTime, longDate, tijdvakName } from '../../kalender/nederlands.ts';
import { type Datum, dateInAmsterdam, type Tijdstip } from '../../kalender/tijd.ts';
import { staandVoorstel, tijdvakVanVoorstel } from '../voorstel.ts';
import { kenmerken } from './aanmelding.ts';

// Mails within a.s.r. about an aanmelding that waits for a besluit.

/** To whom, and until when it can be decided. */
export interface Vraag {
  readonly aan: string;
  readonly laatsteDag: Datum;
  /** When it is asked: what a colleague approved may not hold any more by then. */
  readonly nu: Tijdstip;
}

const mail = (
  aanmelding: WachtOpAkkoordAanmelding,
  { aan, laatsteDag }: Vraag,
  [onderwerp, tekst]: readonly [onderwerp: string, tekst: string],
): Bericht => ({
  aan,
  onderwerp: metKenmerk(onderwerp, aanmelding.aanmeldingId),
  blokken: [
    { soort: 'alinea', tekst },
    {
      soort: 'alinea',
      tekst: `Bekijk de aanmelding in de werkvoorraad, onder het kenmerk hieronder, en neem een besluit. Dat kan tot en met ${dayAndDate(laatsteDag)}; daarna vervalt de aanmelding en moet de salarisverwerker opnieuw beginnen.`,
    },
    salarisverwerker(aanmelding),
    kenmerken(aanmelding),
  ],
});

const salarisverwerker = ({ gegevens, controle }: WachtOpAkkoordAanmelding): Blok => ({
  soort: 'gegevens',
  rijen: [
    ['Salarisverwerker', gegevens.salarisverwerker.bedrijfsnaam],
    ['E-mailadres salarisverwerker', gegevens.salarisverwerker.email],
    ['Domein in Nmbrs', `${gegevens.nmbrs.domein}.nmbrs.nl`],
    ['Gecontroleerd op', longDate(dateInAmsterdam(controle.uitgevoerdOp))],
    ...(controle.werknemers === undefined ? [] : [['Werknemers in dienst', String(controle.werknemers)] as const]),
  ],
});

/** To the assessors: an aanmelding begins to wait for them. */
export const akkoordGevraagd = (aanmelding: WachtOpAkkoordAanmelding, vraag: Vraag): Bericht =>
  mail(aanmelding, vraag, [
    'Salariskoppeling: akkoord gevraagd',
    aanmelding.controle.werknemers === 0
      ? 'De controle bij Nmbrs is gedaan, en volgens Nmbrs is bij dit bedrijf nu niemand in dienst. Vraag de salarisverwerker of het het goede bedrijf is. Deze aanmelding wacht op een besluit.'
      : 'De controle bij Nmbrs is geslaagd. Deze aanmelding wacht op een besluit.',
  ]);

/** Of which one assessor has approved: by whom, what, and whether a second one can still agree to it. Nothing of any other. */
export function eersteAkkoord(aanmelding: WachtOpAkkoordAanmelding, nu: Tijdstip): string {
  const { voorgesteld } = aanmelding;
  if (voorgesteld === undefined) return '';
  const { beoordelaar, beoordelaarNaam, besloten } = voorgesteld;
  const wie = beoordelaarNaam ?? beoordelaar;
  const op = longDate(dateInAmsterdam(besloten));
  const wat = `${besluitInWoorden(voorgesteld)}, vanaf ${vanafTijdvak(aanmelding)}`;
  return staandVoorstel(aanmelding, nu) === undefined
    ? ` Het akkoord dat ${wie} op ${op} gaf (${wat}), geldt niet meer: de uitwisseling zou nu met een ander tijdvak beginnen. Er zijn opnieuw twee beoordelaars nodig.`
    : ` Eén akkoord is er al: ${wie} stelde het voor op ${op} (${wat}). Er is nog een tweede beoordelaar nodig, zolang dat het eerste tijdvak blijft.`;
}

function vanafTijdvak(aanmelding: WachtOpAkkoordAanmelding): string {
  const tijdvak = tijdvakVanVoorstel(aanmelding);
  return tijdvak === undefined ? '' : tijdvakName(tijdvak);
}

/** To the assessors: one of them has approved, and a colleague has to agree. */
export function tweedeAkkoordGevraagd(
  aanmelding: WachtOpAkkoordAanmelding,
  voorgesteld: Goedkeuring,
  vraag: Vraag,
): Bericht {
  const { beoordelaar, besloten, dekkingsprofiel, huidigTijdvakMeenemen } = voorgesteld;
  const bericht = mail(aanmelding, vraag, [
    'Salariskoppeling: tweede akkoord gevraagd',
    `${beoordelaar} heeft op ${dayAndTime(besloten)} akkoord gegeven voor deze aanmelding. Bij dit dekkingsprofiel gaat het burgerservicenummer mee; daarom moet een tweede beoordelaar hetzelfde akkoord geven. Tot dan gebeurt er niets.`,
  ]);
  return {
    ...bericht,
    blokken: [
      ...bericht.blokken,
      {
        soort: 'gegevens',
        rijen: [
          ['Voorgesteld door', beoordelaar],
          ['Dekkingsprofiel', dekkingsprofiel],
          ['Huidig tijdvak meenemen', huidigTijdvakMeenemen ? 'ja' : 'nee'],
          ['Eerste tijdvak', vanafTijdvak(aanmelding)],
        ],
      },
      { soort: 'kop', tekst: 'Wat moet u doen?' },
      {
        soort: 'lijst',
        genummerd: false,
        regels: [
          'Bent u het eens, geef dan hetzelfde akkoord. Wie het eerste akkoord gaf, kan dat niet.',
          `Bent u het niet eens, overleg dan met ${beoordelaar}: alleen die kan het voorstel wijzigen. U kunt de aanmelding ook afwijzen.`,
        ],
      },
    ],
  };
}

/** To the assessors: it has waited for days. */
export const akkoordHerinnering = (aanmelding: WachtOpAkkoordAanmelding, vraag: Vraag): Bericht =>
  mail(aanmelding, vraag, [
    'Herinnering salariskoppeling: akkoord gevraagd',
    `Deze aanmelding wacht al drie werkdagen op een besluit.${eersteAkkoord(aanmelding, vraag.nu)}`,
  ]);

/** To whoever looks after the assessors: it has waited for two weeks. */
export const akkoordEscalatie = (aanmelding: WachtOpAkkoordAanmelding, vraag: Vraag): Bericht =>
  mail(aanmelding, vraag, [
    'Escalatie salariskoppeling: nog geen besluit',
    `Deze aanmelding wacht al tien werkdagen op een besluit van de beoordelaars, ook na een herinnering. Zolang er geen besluit is, ontvangt a.s.r. geen gegevens van deze werkgever.${eersteAkkoord(aanmelding, vraag.nu)}`,
  ]);
