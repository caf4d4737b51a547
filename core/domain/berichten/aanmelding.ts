import type {
  AfgewezenAanmelding,
  GerealiseerdeAanmelding,
  HerstelNodigAanmelding,
  VervallenAanmelding,
} from '../aanmelding.ts';
import type { Bericht, Blok } from '../bericht.ts';
import { maskLoonheffingennummer } from '../loonheffingennummer.ts';
import { dayAndDate, longDate, tijdvakName } from '../nederlands.ts';

type Gemeld = Pick<HerstelNodigAanmelding, 'aanmeldingId' | 'gegevens'>;

const aanhef = ({ gegevens }: Gemeld): Blok => ({
  soort: 'alinea',
  tekst: `Beste medewerker van ${gegevens.salarisverwerker.bedrijfsnaam},`,
});

const afsluiting: Blok = { soort: 'alinea', tekst: 'Met vriendelijke groet, a.s.r. Salariskoppeling' };

/** Which aanmelding this is about; the loonheffingennummer masked, because it can hold a BSN. */
const kenmerken = ({ aanmeldingId, gegevens }: Gemeld): Blok => ({
  soort: 'gegevens',
  rijen: [
    ['Werkgever', gegevens.werkgever.bedrijfsnaam],
    ['Raamwerkcontractnummer', gegevens.werkgever.raamwerkcontractnummer],
    ['Loonheffingennummer', maskLoonheffingennummer(gegevens.werkgever.loonheffingennummer)],
    ['Kenmerk aanmelding', aanmeldingId],
  ],
});

const mail = (aanmelding: Gemeld, onderwerp: string, blokken: readonly Blok[]): Bericht => ({
  aan: aanmelding.gegevens.salarisverwerker.email,
  onderwerp: `${onderwerp} – ${aanmelding.gegevens.werkgever.bedrijfsnaam}`,
  blokken: [aanhef(aanmelding), ...blokken, kenmerken(aanmelding), afsluiting],
});

/** Something must be put right in Nmbrs or in the aanmelding: the findings with their click paths. */
export const herstelNodig = (aanmelding: HerstelNodigAanmelding): Bericht =>
  mail(aanmelding, 'Salariskoppeling: er is nog iets nodig', [
    {
      soort: 'alinea',
      tekst: 'Wij hebben uw aanmelding voor de salariskoppeling bij Nmbrs gecontroleerd. Wij kunnen nog niet verder.',
    },
    ...aanmelding.controle.bevindingen.flatMap(({ tekst, stappen }): Blok[] => [
      { soort: 'kop', tekst },
      { soort: 'lijst', genummerd: true, regels: stappen },
    ]),
    {
      soort: 'alinea',
      tekst:
        'Is het in Nmbrs hersteld? Vraag dan een nieuwe controle aan. U hoeft de API-token daarvoor niet opnieuw in te voeren. Klopt een gegeven in uw aanmelding niet, verbeter dan dat gegeven.',
    },
  ]);

/** The salariskoppeling is realised, and on which date the first exchange takes place. */
export const gerealiseerd = (aanmelding: GerealiseerdeAanmelding): Bericht =>
  mail(aanmelding, 'Salariskoppeling gerealiseerd', [
    {
      soort: 'alinea',
      tekst: `De salariskoppeling voor ${aanmelding.gegevens.werkgever.bedrijfsnaam} is op ${longDate(aanmelding.realisatiedatum)} gerealiseerd.`,
    },
    {
      soort: 'alinea',
      tekst: `De eerste uitwisseling van gegevens vindt plaats op ${dayAndDate(aanmelding.eersteUitwisseling.datum)}.`,
    },
    {
      soort: 'gegevens',
      rijen: [
        ['Realisatiedatum', longDate(aanmelding.realisatiedatum)],
        ['Eerste tijdvak', tijdvakName(aanmelding.eersteUitwisseling.tijdvak)],
        ['Eerste uitwisseling', dayAndDate(aanmelding.eersteUitwisseling.datum)],
      ],
    },
    {
      soort: 'alinea',
      tekst:
        'Zorg dat de run van dit tijdvak op die datum in Nmbrs is vergrendeld. Is dat niet zo, dan krijgt u bericht en kijken wij elke werkdag opnieuw.',
    },
  ]);

export const afgewezen = (aanmelding: AfgewezenAanmelding): Bericht =>
  mail(aanmelding, 'Salariskoppeling afgewezen', [
    { soort: 'alinea', tekst: 'Uw aanmelding voor de salariskoppeling is afgewezen. De reden:' },
    { soort: 'alinea', tekst: aanmelding.besluit.reden },
    { soort: 'alinea', tekst: 'De API-token die u ons gaf, hebben wij gewist. U kunt de werkgever opnieuw aanmelden.' },
  ]);

export const vervallen = (aanmelding: VervallenAanmelding): Bericht =>
  mail(aanmelding, 'Salariskoppeling: aanmelding vervallen', [
    {
      soort: 'alinea',
      tekst:
        'Uw aanmelding is vervallen, omdat er 30 dagen niets mee is gebeurd. De API-token die u ons gaf, hebben wij gewist.',
    },
    { soort: 'alinea', tekst: 'U kunt de werkgever opnieuw aanmelden.' },
  ]);
