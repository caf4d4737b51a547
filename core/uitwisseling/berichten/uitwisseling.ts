import type { Bevinding } from '../../aanmelding/controle.ts';
import type { Bericht, BerichtSoort, Blok } from '../../berichten/bericht.ts';
import { metContract } from '../../berichten/onderwerp.ts';
import { bevindingBijEinde, TOKEN_STAPPEN, VERLONING_STAPPEN } from '../../controle/bevindingen.ts';
import { GEEN_RUN_MEER, laatsteVergrendeldag, vergrendelStappen } from '../../controle/vergrendelen.ts';
import type { TijdvakId } from '../../ids.ts';
import { dayAndDate, tijdvakName, verloningInWoorden } from '../../kalender/nederlands.ts';
import type { Datum } from '../../kalender/tijd.ts';
import { tijdvakById } from '../../kalender/tijdvak.ts';
import type { Koppeling } from '../../koppeling/koppeling.ts';
import type { PayrollTijdvak } from '../../nmbrs/payroll.ts';
import type { VoltooideUitwisseling } from '../uitwisseling.ts';

const afsluiting: Blok = { soort: 'alinea', tekst: 'Met vriendelijke groet, a.s.r. Salariskoppeling' };

const kenmerken = (koppeling: Koppeling, tijdvakId: TijdvakId): Blok => ({
  soort: 'gegevens',
  rijen: [
    ['Werkgever', koppeling.werkgever.bedrijfsnaam],
    ...contractVan(koppeling),
    ['Tijdvak', tijdvakName(tijdvakById(tijdvakId))],
    ['Kenmerk aanmelding', koppeling.aanmeldingId],
  ],
});

const contractVan = ({ werkgever: { raamwerkcontractnummer } }: Koppeling) =>
  raamwerkcontractnummer === undefined ? [] : [['Raamwerkcontractnummer', raamwerkcontractnummer] as const];

/** A mail to the office about a period of its koppeling. */
export const toOffice = (
  koppeling: Koppeling,
  tijdvakId: TijdvakId,
  { onderwerp, blokken }: Pick<Bericht, 'onderwerp' | 'blokken'>,
): Bericht => ({
  aan: koppeling.salarisverwerker.email,
  onderwerp: metContract(onderwerp, koppeling),
  blokken: [
    { soort: 'alinea', tekst: `Beste medewerker van ${koppeling.salarisverwerker.bedrijfsnaam},` },
    ...blokken,
    kenmerken(koppeling, tijdvakId),
    afsluiting,
  ],
});

/** To the office on the planned date: no locked run yet. */
export const runNietVergrendeld = (koppeling: Koppeling, tijdvakId: TijdvakId, volgendeBlik: Datum): Bericht =>
  toOffice(koppeling, tijdvakId, {
    onderwerp: 'Salariskoppeling: de run is nog niet vergrendeld',
    blokken: [
      {
        soort: 'alinea',
        tekst:
          'Vandaag zouden wij de gegevens van dit tijdvak uitwisselen, maar in Nmbrs is de run nog niet vergrendeld.',
      },
      {
        soort: 'alinea',
        tekst: `Vergrendel de run in Nmbrs zodra de verloning klaar is. Wij kijken elke werkdag vroeg in de ochtend opnieuw, de eerste keer op ${dayAndDate(volgendeBlik)}. U hoeft ons niets te sturen.`,
      },
      { soort: 'kop', tekst: 'Wat moet u doen?' },
      { soort: 'lijst', genummerd: true, regels: [...vergrendelStappen(tijdvakById(tijdvakId)), GEEN_RUN_MEER] },
    ],
  });

/** What is otherwise in Nmbrs, and what comes of it. */
export const verloningVerschil = (tijdvakId: TijdvakId, { jaar, verloning }: PayrollTijdvak): string =>
  `In Nmbrs wordt het loon van dit bedrijf in ${jaar} ${verloningInWoorden(verloning)} verwerkt; de salariskoppeling wisselt ${verloningInWoorden(tijdvakById(tijdvakId).verloning)} uit. Daarom halen wij de gegevens van dit tijdvak niet op.`;

/** To the office: Nmbrs runs payroll otherwise than the koppeling exchanges. */
export const verloningGewijzigd = (koppeling: Koppeling, tijdvakId: TijdvakId, nmbrs: PayrollTijdvak): Bericht =>
  toOffice(koppeling, tijdvakId, {
    onderwerp: 'Salariskoppeling: de verloning is in Nmbrs anders',
    blokken: [
      { soort: 'alinea', tekst: verloningVerschil(tijdvakId, nmbrs) },
      { soort: 'kop', tekst: 'Wat moet u doen?' },
      {
        soort: 'lijst',
        genummerd: false,
        regels: VERLONING_STAPPEN,
      },
    ],
  });

/** To the office after the first exchange; counts only, no personal data. `volgende`: absent when there is no other one. */
export const eersteUitwisselingVoltooid = (
  koppeling: Koppeling,
  { tijdvakId, werknemers, vragen }: VoltooideUitwisseling,
  volgende: Datum | undefined,
): Bericht =>
  toOffice(koppeling, tijdvakId, {
    onderwerp: `Salariskoppeling: eerste uitwisseling ${werknemers === 0 ? 'zonder werknemers' : 'geslaagd'}`,
    blokken: [
      {
        soort: 'alinea',
        tekst:
          werknemers === 0
            ? 'De eerste uitwisseling is gedaan, maar in Nmbrs staat bij dit bedrijf geen enkele werknemer. Controleer of dit het goede bedrijf is. a.s.r. heeft ook bericht gekregen.'
            : 'De eerste uitwisseling van gegevens is geslaagd.',
      },
      {
        soort: 'gegevens',
        rijen: [
          ['Werknemers', String(werknemers)],
          ['Vragen', String(vragen)],
          [
            'Volgende uitwisseling',
            volgende === undefined ? 'geen: de werkgever is dan afgemeld' : dayAndDate(volgende),
          ],
          ...(volgende === undefined
            ? []
            : [['Run daarvoor vergrendelen', `uiterlijk ${dayAndDate(laatsteVergrendeldag(volgende))}`] as const]),
        ],
      },
      {
        soort: 'alinea',
        tekst:
          vragen === 0
            ? `Er zijn geen vragen. ${volgende === undefined ? 'U hoeft niets' : 'Verder hoeft u nu niets'} te doen.`
            : 'Vragen die u zelf in Nmbrs kunt oplossen, krijgt u in een aparte e-mail. De andere bekijkt a.s.r.; wij nemen contact met u op als dat nodig is.',
      },
    ],
  });

/** To the office: Nmbrs refuses the login, and nothing can be exchanged until there is a new token. */
export const tokenWerktNietMeer = (koppeling: Koppeling, tijdvakId: TijdvakId): Bericht =>
  toOffice(koppeling, tijdvakId, {
    onderwerp: TOKEN_WERKT_NIET,
    blokken: [
      {
        soort: 'alinea',
        tekst:
          'Nmbrs accepteert de inloggegevens van deze salariskoppeling niet meer. Dat gebeurt als de API-token is vernieuwd, of als de gebruiker niet meer actief is. Wij kunnen de gegevens van dit tijdvak niet ophalen en proberen het niet opnieuw, totdat u een nieuwe token geeft.',
      },
      ...geefToken('Wij controleren de token meteen. Werkt hij, dan halen wij het gemiste tijdvak alsnog op.'),
      {
        soort: 'alinea',
        tekst: 'Zolang er geen werkende token is, krijgt a.s.r. geen gegevens van deze werkgever.',
      },
    ],
  });

/** The same of a login by which several werkgevers are exchanged; the token is given with the first, and counts for all. */
export const tokensWerkenNietMeer = (first: Koppeling, koppelingen: readonly Koppeling[]): Bericht => ({
  aan: first.salarisverwerker.email,
  onderwerp: metContract(TOKEN_WERKT_NIET, first),
  blokken: [
    { soort: 'alinea', tekst: `Beste medewerker van ${first.salarisverwerker.bedrijfsnaam},` },
    {
      soort: 'alinea',
      tekst: `Nmbrs accepteert de inloggegevens niet meer waarmee wij de gegevens van ${koppelingen.length} werkgevers ophalen. Dat gebeurt als de API-token is vernieuwd, of als de gebruiker niet meer actief is. Wij proberen het niet opnieuw, totdat u een nieuwe token geeft.`,
    },
    ...geefToken(
      'De token geldt meteen voor al deze werkgevers. Wij controleren hem direct. Werkt hij, dan halen wij gemiste tijdvakken alsnog op.',
    ),
    { soort: 'kop', tekst: 'Om deze werkgevers gaat het' },
    {
      soort: 'lijst',
      genummerd: true,
      regels: koppelingen.map(({ werkgever: { bedrijfsnaam, raamwerkcontractnummer }, aanmeldingId }) =>
        raamwerkcontractnummer === undefined
          ? `${bedrijfsnaam} (kenmerk ${aanmeldingId})`
          : `${bedrijfsnaam} (contract ${raamwerkcontractnummer}, kenmerk ${aanmeldingId})`,
      ),
    },
    { soort: 'alinea', tekst: 'Zolang er geen werkende token is, krijgt a.s.r. geen gegevens van deze werkgevers.' },
    afsluiting,
  ],
});

const TOKEN_WERKT_NIET = 'Salariskoppeling: de API-token werkt niet meer';

const geefToken = (daarna: string): Blok[] => [
  { soort: 'kop', tekst: 'Wat moet u doen?' },
  {
    soort: 'lijst',
    genummerd: true,
    regels: [...TOKEN_STAPPEN, daarna],
  },
];

/** What the office must put right in Nmbrs before the data of the period can be fetched: the kind of mail, and its subject. */
const HERSTEL_IN_NMBRS: Readonly<
  Partial<Record<Bevinding['code'], { readonly soort: BerichtSoort; readonly onderwerp: string }>>
> = {
  'rechten-ontbreken': {
    soort: 'recht-verdwenen',
    onderwerp: 'Salariskoppeling: er ontbreekt een recht in Nmbrs',
  },
  'bedrijf-niet-zichtbaar': {
    soort: 'bedrijf-niet-zichtbaar',
    onderwerp: 'Salariskoppeling: wij zien het bedrijf niet meer in Nmbrs',
  },
  'geen-abonnement': {
    soort: 'geen-abonnement',
    onderwerp: 'Salariskoppeling: geen geldig abonnement bij Nmbrs',
  },
};

/** To the office: why the data of the period cannot be fetched and what to do; absent when it is not for the office to mend. */
export function herstelInNmbrs(
  koppeling: Koppeling,
  { tijdvakId, code, opnieuw }: { tijdvakId: TijdvakId; code: string; opnieuw: Datum | undefined },
): { readonly soort: BerichtSoort; readonly bericht: Bericht } | undefined {
  const bevinding = bevindingBijEinde(code, koppeling.accountSoort);
  const mail = bevinding === undefined ? undefined : HERSTEL_IN_NMBRS[bevinding.code];
  if (bevinding === undefined || mail === undefined) return undefined;
  const bericht = toOffice(koppeling, tijdvakId, {
    onderwerp: mail.onderwerp,
    blokken: [
      { soort: 'alinea', tekst: `Wij konden de gegevens van dit tijdvak niet ophalen. ${bevinding.tekst}` },
      { soort: 'kop', tekst: 'Wat moet u doen?' },
      { soort: 'lijst', genummerd: true, regels: bevinding.stappen },
      {
        soort: 'alinea',
        tekst: `${opnieuw === undefined ? '' : `Wij proberen het opnieuw op ${dayAndDate(opnieuw)}, en daarna elke werkdag. `}Als het is hersteld, gaat het vanzelf verder. Zolang dat niet zo is, krijgt a.s.r. geen gegevens van deze werkgever.`,
      },
    ],
  });
  return { soort: mail.soort, bericht };
}
