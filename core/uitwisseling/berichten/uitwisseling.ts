import type { Bevinding } from '../../aanmelding/controle.ts';
import type { Bericht, BerichtSoort, Blok } from '../../berichten/bericht.ts';
import { metContract } from '../../berichten/onderwerp.ts';
import { bevindingBijEinde, TOKEN_STAPPEN, VERLONING_STAPPEN } from '../../controle/bevindingen.ts';
import { GEEN_RUN_MEER, laatsteVergrendeldag, vergrendelStappen } from '../../controle/vergrendelen.ts';
import type { TijdvakId, UitwisselingId } from '../../ids.ts';
import { dayAndDate, longDate, tijdvakName, verloningInWoorden } from '../../kalender/nederlands.ts';
import { type Datum, dateInAmsterdam } from '../../kalender/tijd.ts';
import { tijdvakById } from '../../kalender/tijdvak.ts';
import type { Koppeling } from '../../koppeling/koppeling.ts';
import { getoondeCode, redenVan } from '../../nmbrs/mislukt.ts';
import type { PayrollTijdvak } from '../../nmbrs/payroll.ts';
import {
  LEVERING_AFGEKEURD,
  type VastgehoudenUitwisseling,
  type VoltooideUitwisseling,
  VRIJGAVE_VERLOPEN,
} from '../uitwisseling.ts';
import { waaromVastgehouden } from '../vastgehouden.ts';

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

/** To a.s.r.: which contract, of which office and how it is reached, and by what the koppeling is found. */
const kenmerkenBijAsr = (
  koppeling: Koppeling,
  tijdvakId: TijdvakId,
  { uitwisselingId, code }: { readonly uitwisselingId?: UitwisselingId; readonly code?: string } = {},
): Blok => ({
  soort: 'gegevens',
  rijen: [
    ['Werkgever', koppeling.werkgever.bedrijfsnaam],
    ['Raamwerkcontractnummer', koppeling.werkgever.raamwerkcontractnummer ?? 'staat in het dossier van de aanmelding'],
    ['Salarisverwerker', koppeling.salarisverwerker.bedrijfsnaam],
    ['E-mailadres salarisverwerker', koppeling.salarisverwerker.email],
    ['Domein in Nmbrs', `${koppeling.nmbrs.domein}.nmbrs.nl`],
    ['Tijdvak', tijdvakName(tijdvakById(tijdvakId))],
    ['Kenmerk koppeling', koppeling.koppelingId],
    ...(uitwisselingId === undefined ? [] : [['Kenmerk uitwisseling', uitwisselingId] as const]),
    ['Kenmerk aanmelding', koppeling.aanmeldingId],
    ...(code === undefined ? [] : [['Code voor de beheerder', getoondeCode(code)] as const]),
  ],
});

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

/** To a.s.r. when the filing deadline is there: the period is still without a locked run. */
export const runOverDeadline = (
  koppeling: Koppeling,
  { tijdvakId, deadline }: { readonly tijdvakId: TijdvakId; readonly deadline: Datum },
  aan: string,
): Bericht => ({
  aan,
  onderwerp: metContract('Salariskoppeling: geen vergrendelde run op de deadline', koppeling),
  blokken: [
    {
      soort: 'alinea',
      tekst: `De deadline van dit tijdvak is ${longDate(deadline)}, en in Nmbrs is nog geen vergrendelde run. De gegevens van deze werkgever zijn dus nog niet uitgewisseld.`,
    },
    { soort: 'kop', tekst: 'Wat moet u doen?' },
    {
      soort: 'lijst',
      genummerd: true,
      regels: [
        `Neem contact op met ${koppeling.salarisverwerker.bedrijfsnaam}. Vraag wanneer de run wordt vergrendeld.`,
        'Wordt de run vergrendeld, dan hoeft u niets te doen: wij kijken elke werkdag opnieuw.',
        `Komt er geen run, sla ${tijdvakName(tijdvakById(tijdvakId))} (${tijdvakId}) dan over bij de koppeling met het kenmerk hieronder, en geef de reden.`,
      ],
    },
    kenmerkenBijAsr(koppeling, tijdvakId),
  ],
});

/** To a.s.r.: of a later period there is a locked run and of this one none, so that none will come by itself. */
export const laterTijdvakVergrendeld = (koppeling: Koppeling, tijdvakId: TijdvakId, aan: string): Bericht => ({
  aan,
  onderwerp: metContract('Salariskoppeling: een tijdvak zonder run', koppeling),
  blokken: [
    {
      soort: 'alinea',
      tekst:
        'Van dit tijdvak is in Nmbrs geen vergrendelde run, en van een later tijdvak wel. Er komt er dus waarschijnlijk geen meer. Zolang dit tijdvak openstaat, wordt er van deze werkgever niets uitgewisseld.',
    },
    { soort: 'kop', tekst: 'Wat moet u doen?' },
    {
      soort: 'lijst',
      genummerd: true,
      regels: [
        `Vraag ${koppeling.salarisverwerker.bedrijfsnaam} of er over dit tijdvak nog een run komt.`,
        'Komt die, dan hoeft u niets te doen: wij kijken elke werkdag opnieuw.',
        `Komt die niet, sla ${tijdvakName(tijdvakById(tijdvakId))} (${tijdvakId}) dan over bij de koppeling met het kenmerk hieronder, en geef de reden. De volgende levering noemt het.`,
      ],
    },
    kenmerkenBijAsr(koppeling, tijdvakId),
  ],
});

const gewijzigd = (tijdvakId: TijdvakId, { jaar, verloning }: PayrollTijdvak): string =>
  `In Nmbrs wordt het loon van dit bedrijf in ${jaar} ${verloningInWoorden(verloning)} verwerkt; de salariskoppeling wisselt ${verloningInWoorden(tijdvakById(tijdvakId).verloning)} uit. Daarom halen wij de gegevens van dit tijdvak niet op.`;

/** To the office: Nmbrs runs payroll otherwise than the koppeling exchanges. */
export const verloningGewijzigd = (koppeling: Koppeling, tijdvakId: TijdvakId, nmbrs: PayrollTijdvak): Bericht =>
  toOffice(koppeling, tijdvakId, {
    onderwerp: 'Salariskoppeling: de verloning is in Nmbrs anders',
    blokken: [
      { soort: 'alinea', tekst: gewijzigd(tijdvakId, nmbrs) },
      { soort: 'kop', tekst: 'Wat moet u doen?' },
      {
        soort: 'lijst',
        genummerd: false,
        regels: VERLONING_STAPPEN,
      },
    ],
  });

/** To a.s.r.: the same, with what can be done about it. */
export const verloningGewijzigdBijAsr = (
  koppeling: Koppeling,
  { tijdvakId, nmbrs }: { readonly tijdvakId: TijdvakId; readonly nmbrs: PayrollTijdvak },
  aan: string,
): Bericht => ({
  aan,
  onderwerp: metContract('Salariskoppeling: andere verloning in Nmbrs', koppeling),
  blokken: [
    { soort: 'alinea', tekst: gewijzigd(tijdvakId, nmbrs) },
    {
      soort: 'alinea',
      tekst: `Is de verloning per 1 januari gewijzigd, leg dat dan vast bij de koppeling met het kenmerk hieronder: de nieuwe verloning, het jaar en de reden. ${koppeling.salarisverwerker.bedrijfsnaam} heeft ook bericht gekregen.`,
    },
    kenmerkenBijAsr(koppeling, tijdvakId),
  ],
});

/** To a.s.r.: by Nmbrs nobody is in service any more, or nobody ever was. */
export const leveringZonderWerknemers = (
  koppeling: Koppeling,
  { tijdvakId }: VoltooideUitwisseling,
  aan: string,
): Bericht => ({
  aan,
  onderwerp: metContract('Salariskoppeling: niemand in dienst', koppeling),
  blokken: [
    {
      soort: 'alinea',
      tekst: `Volgens Nmbrs is aan het eind van dit tijdvak bij deze werkgever niemand in dienst. Vraag ${koppeling.salarisverwerker.bedrijfsnaam} of dat klopt: de werknemers kunnen ook naar een ander bedrijf in Nmbrs zijn verplaatst.`,
    },
    kenmerkenBijAsr(koppeling, tijdvakId),
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

/** To a.s.r.: a data set has far fewer employees than the one before it, and waits for a person. Counts only. */
export const leveringVastgehouden = (koppeling: Koppeling, held: VastgehoudenUitwisseling, aan: string): Bericht => ({
  aan,
  onderwerp: metContract('Salariskoppeling: levering vastgehouden', koppeling),
  blokken: [
    {
      soort: 'alinea',
      tekst: `${waaromVastgehouden(held)} Er is nog niets geleverd.`,
    },
    { soort: 'kop', tekst: 'Wat moet u doen?' },
    {
      soort: 'lijst',
      genummerd: true,
      regels: [
        'Bekijk om wie het gaat: bij de uitwisseling met het kenmerk hieronder staat van ieder het Nmbrs-nummer en de laatste dag.',
        `Vraag ${koppeling.salarisverwerker.bedrijfsnaam} of het klopt.`,
        'Klopt het, geef de levering dan daar vrij: kies «leveren» en geef de reden.',
        'Klopt het niet, kies dan «afkeuren» en geef de reden. Er wordt dan niets geleverd en de volgende werkdag halen wij de gegevens opnieuw op.',
      ],
    },
    {
      soort: 'alinea',
      tekst:
        'Zolang er geen besluit is, wordt er van deze werkgever niets anders opgehaald. Na 30 dagen halen wij de gegevens van dit tijdvak opnieuw op en vragen wij het u opnieuw.',
    },
    kenmerkenBijAsr(koppeling, held.tijdvakId, { uitwisselingId: held.uitwisselingId }),
  ],
});

/** The same again, some working days later. */
export const leveringNogVastgehouden = (
  koppeling: Koppeling,
  held: VastgehoudenUitwisseling,
  aan: string,
): Bericht => ({
  ...leveringVastgehouden(koppeling, held, aan),
  onderwerp: metContract(
    `Herinnering: levering vastgehouden sinds ${longDate(dateInAmsterdam(held.vastgehoudenOp))}`,
    koppeling,
  ),
});

function watErGebeurde(code: string): string {
  if (code === LEVERING_AFGEKEURD) return 'De levering van dit tijdvak is door a.s.r. afgekeurd. Er is niets geleverd.';
  if (code === VRIJGAVE_VERLOPEN) {
    return 'Over de vastgehouden levering van dit tijdvak is in 30 dagen niet besloten. Er is niets geleverd. Wij halen de gegevens opnieuw op; wijken ze nog zo af, dan vragen wij het u opnieuw.';
  }
  return `De uitwisseling van dit tijdvak is gestopt: ${redenVan(code)}. Er is niets geleverd. De beheerder heeft een alarm gekregen.`;
}

/** The office was mailed where only it can mend the cause. */
function watTeDoen({ status, accountSoort }: Koppeling, code: string, opnieuw: Datum | undefined): string {
  const isOfOffice = status === 'onderbroken' || bevindingBijEinde(code, accountSoort) !== undefined;
  const kantoor = 'De salarisverwerker heeft een e-mail gekregen met wat er in Nmbrs moet gebeuren. ';
  const who = isOfOffice ? kantoor : '';
  if (status === 'onderbroken')
    return `${who}Met een nieuwe API-token gaat het vanzelf verder. Hoort u na een paar dagen niets, neem dan contact op.`;
  if (opnieuw === undefined)
    return `${who}${status === 'gepauzeerd' ? 'Hervat eerst de koppeling en vraag' : 'Vraag'} het tijdvak opnieuw aan als de oorzaak weg is.`;
  const again = `Op ${dayAndDate(opnieuw)} wordt het opnieuw geprobeerd.`;
  if (code === LEVERING_AFGEKEURD) return `Vraag de salarisverwerker om Nmbrs te verbeteren. ${again}`;
  return isOfOffice
    ? `${who}${again} Lukt het ook dan niet, neem dan contact op met de salarisverwerker.`
    : `U hoeft nu niets te doen. ${again}`;
}

/** To a.s.r.: an exchange stopped without a delivery; `opnieuw` is the day on which it is tried again. */
export const uitwisselingMislukt = (
  koppeling: Koppeling,
  { tijdvakId, code, opnieuw }: { tijdvakId: TijdvakId; code: string; opnieuw: Datum | undefined },
  aan: string,
): Bericht => ({
  aan,
  onderwerp: metContract('Salariskoppeling: uitwisseling gestopt', koppeling),
  blokken: [
    {
      soort: 'alinea',
      tekst: watErGebeurde(code),
    },
    { soort: 'kop', tekst: 'Wat moet u doen?' },
    { soort: 'alinea', tekst: watTeDoen(koppeling, code, opnieuw) },
    kenmerkenBijAsr(koppeling, tijdvakId, { code }),
  ],
});
