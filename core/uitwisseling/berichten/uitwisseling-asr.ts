import type { Bericht, Blok } from '../../berichten/bericht.ts';
import { metContract } from '../../berichten/onderwerp.ts';
import { bevindingBijEinde } from '../../controle/bevindingen.ts';
import type { TijdvakId, UitwisselingId } from '../../ids.ts';
import { dayAndDate, longDate, tijdvakName } from '../../kalender/nederlands.ts';
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
import { verloningVerschil } from './uitwisseling.ts';

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

/** To a.s.r.: the same, with what can be done about it. */
export const verloningGewijzigdBijAsr = (
  koppeling: Koppeling,
  { tijdvakId, nmbrs }: { readonly tijdvakId: TijdvakId; readonly nmbrs: PayrollTijdvak },
  aan: string,
): Bericht => ({
  aan,
  onderwerp: metContract('Salariskoppeling: andere verloning in Nmbrs', koppeling),
  blokken: [
    { soort: 'alinea', tekst: verloningVerschil(tijdvakId, nmbrs) },
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
