import type { WachtOpAkkoordAanmelding } from '../aanmelding.ts';
import type { Bericht, Blok } from '../bericht.ts';
import { dayAndDate, longDate } from '../nederlands.ts';
import { type Datum, dateInAmsterdam } from '../tijd.ts';
import { kenmerken } from './aanmelding.ts';
import { metKenmerk } from './onderwerp.ts';

// Mails within a.s.r. about an aanmelding that waits for a besluit.

/** To whom, and until when it can be decided. */
export interface Vraag {
  readonly aan: string;
  readonly laatsteDag: Datum;
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

/** To the assessors: it has waited for days. */
export const akkoordHerinnering = (aanmelding: WachtOpAkkoordAanmelding, vraag: Vraag): Bericht =>
  mail(aanmelding, vraag, [
    'Herinnering salariskoppeling: akkoord gevraagd',
    'Deze aanmelding wacht al drie werkdagen op een besluit.',
  ]);

/** To whoever looks after the assessors: it has waited for two weeks. */
export const akkoordEscalatie = (aanmelding: WachtOpAkkoordAanmelding, vraag: Vraag): Bericht =>
  mail(aanmelding, vraag, [
    'Escalatie salariskoppeling: nog geen besluit',
    'Deze aanmelding wacht al tien werkdagen op een besluit van de beoordelaars, ook na een herinnering. Zolang er geen besluit is, ontvangt a.s.r. geen gegevens van deze werkgever.',
  ]);
