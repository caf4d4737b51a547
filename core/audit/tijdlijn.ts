import * as z from 'zod';
import { Tijdstip } from '../kalender/tijd.ts';
import type { AuditRegel } from './audit.ts';

/** One thing that happened, for the payroll office. Who at a.s.r. did it is not the office's business. */
export const Gebeurtenis = z.strictObject({
  op: Tijdstip,
  wat: z.string(),
  wie: z.enum(['u', 'a.s.r.', 'systeem']),
});
export type Gebeurtenis = z.infer<typeof Gebeurtenis>;

type Regel = Pick<AuditRegel, 'op' | 'wie' | 'wat' | 'waarom'>;

/** What the office reads of what was done, by the code of the audit line; `undefined` for what is between the machines. */
const ZINNEN: Readonly<Record<string, ((regel: Regel) => string) | undefined>> = {
  'adres.bevestigd': () => 'U hebt uw e-mailadres bevestigd.',
  'adres.gecorrigeerd': () => 'U hebt uw e-mailadres verbeterd, voordat het bevestigd was.',
  'aanmelding.ontvangen': ({ waarom }) =>
    waarom === undefined
      ? 'U hebt de werkgever aangemeld.'
      : `U hebt de werkgever aangemeld en verklaard dat hij u heeft gemachtigd (${waarom}).`,
  'aanmelding.verbeterd': ({ waarom = '' }) => `U hebt de aanmelding verbeterd (${waarom}).`,
  'aanmelding.opnieuw-gestart': undefined,
  'aanmelding.vervallen': () => 'De aanmelding is vervallen, omdat er 30 dagen niets mee is gebeurd.',
  'aanmelding.ingehaald': () =>
    'Een andere aanmelding voor deze werkgever kwam eerder door de controle; deze gaat niet door.',
  'nummers.afgestaan': undefined,
  'controle.gevraagd': () => 'U hebt een nieuwe controle aangevraagd.',
  'controle.gestart': () => 'De controle bij Nmbrs is begonnen.',
  'controle.geslaagd': () => 'De controle bij Nmbrs is geslaagd.',
  'controle.herstel-nodig': () => 'De controle bij Nmbrs is klaar: er is nog iets nodig.',
  'controle.gestaakt': () => 'De controle bij Nmbrs is niet gelukt.',
  'herstel.gevraagd': undefined,
  'herstel.herinnerd': () => 'Wij hebben u eraan herinnerd dat er nog iets nodig is.',
  'herstel.aangedrongen': () => 'Wij hebben u er voor de laatste keer aan herinnerd dat er nog iets nodig is.',
  'akkoord.herinnerd': undefined,
  'akkoord.aangedrongen': undefined,
  'akkoord.gevraagd': () => 'De aanmelding wacht op de beoordeling door a.s.r.',
  'besluit.goedgekeurd': () => 'a.s.r. heeft de aanmelding goedgekeurd.',
  'besluit.voorgesteld': () => 'Bij a.s.r. is akkoord voorgesteld; een tweede collega kijkt mee.',
  'besluit.bevestigd': () => 'a.s.r. heeft de aanmelding goedgekeurd.',
  'besluit.afgewezen': () => 'a.s.r. heeft de aanmelding afgewezen.',
  'realisatie.herstel-nodig': () => 'De salariskoppeling kon nog niet worden gerealiseerd: er is nog iets nodig.',
  'koppeling.gerealiseerd': () => 'De salariskoppeling is gerealiseerd.',
  'token.geweigerd': () => 'De API-token die u gaf, is door Nmbrs geweigerd.',
  'token.vervangen': () => 'U hebt een nieuwe API-token gegeven.',
  'koppeling.ander-account': () => 'De salariskoppeling gebruikt nu een andere gebruiker van Nmbrs.',
  'account.verlaten': undefined,
  'koppeling.onderbroken': () => 'De salariskoppeling is onderbroken: de API-token werkt niet meer.',
  'koppeling.hersteld': undefined,
  'koppeling.run-ontgrendeld': undefined,
  'koppeling.in-nmbrs-gezien': undefined,
  'koppeling.vragen-geteld': undefined,
  'koppeling.hervat': () => 'De salariskoppeling is hervat.',
  'koppeling.gepauzeerd': () => 'De salariskoppeling is gepauzeerd; er worden geen gegevens opgehaald.',
  'afmelding.ontvangen': ({ wie }) =>
    wie === 'salarisverwerker' ? 'U hebt de salariskoppeling afgemeld.' : 'a.s.r. heeft de salariskoppeling beëindigd.',
  'afmelding.bevestigd': () => 'U hebt de afmelding bevestigd met de code uit onze e-mail.',
  'afmelding.ingetrokken': ({ wie, waarom }) => {
    if (wie !== 'salarisverwerker') return 'a.s.r. heeft de afmelding teruggedraaid; de salariskoppeling gaat door.';
    return waarom === 'direct' ? 'U wacht toch op de laatste tijdvakken.' : 'U hebt de afmelding ingetrokken.';
  },
  'afmelding.later-verteld': () => 'Onze e-mail over de afmelding kwam later; u hebt daarom langer de tijd.',
  'koppeling.gestopt': () => 'De salariskoppeling is gestopt.',
  'inloggegevens.gewist': () => 'De inloggegevens zijn gewist.',
  'inloggegevens.in-gebruik': () => 'De inloggegevens blijven, omdat andere werkgevers ze gebruiken.',
  'koppeling.gewist': undefined,
  'aanmelding.gewist': () => 'De gegevens van de aanmelding zijn gewist.',
  'afmelding.uitgevoerd': () => 'De afmelding is uitgevoerd; de gegevens zijn gewist.',
  'adres.gewijzigd': () => 'Het e-mailadres van het kantoor is gewijzigd.',
  'adres.hersteld': () => 'Het vorige e-mailadres is teruggezet; eerdere toegangscodes werken niet meer.',
  'adres.vergeten': undefined,
  'stand.gevraagd': undefined,
  'stand.gemaild': () => 'a.s.r. heeft u gemaild hoe de aanmelding ervoor staat.',
  'toegang.opnieuw-gegeven': () => 'a.s.r. heeft u een nieuwe toegangscode gemaild; de oude codes werken niet meer.',
  'koppeling.gegevens-gewijzigd': () => 'Gegevens van de salariskoppeling zijn gewijzigd.',
  'koppeling.wijziging-voorgesteld': undefined,
  'toegang.vervangen': () => 'De toegangscode van het aanmelden is vervangen; de oude werkt niet meer.',
  // About one employee, between a.s.r. and that person.
  'verzoek.gevraagd': undefined,
  'verzoek.akkoord': undefined,
  'verzoek.afgewezen': undefined,
  'verzoek.geweigerd': undefined,
  'verzoek.uitgevoerd': undefined,
  'verzoek.opgehaald': undefined,
  'verzoek.dga-gewist': undefined,
  'uitwisseling.gepland': undefined,
  'uitwisseling.gestart': () => 'Een uitwisseling is begonnen.',
  'uitwisseling.wacht-op-run': () => 'De run is in Nmbrs nog niet vergrendeld; wij kijken de volgende werkdag opnieuw.',
  'uitwisseling.wacht-op-verloning': () =>
    'In Nmbrs wordt het loon nu anders verwerkt dan is opgegeven; wij kijken de volgende werkdag opnieuw.',
  'koppeling.tijdvak-overgeslagen': () => 'Een tijdvak is overgeslagen: er komen geen aparte gegevens van.',
  'koppeling.verloning-gewijzigd': () => 'a.s.r. heeft een andere verloning vastgelegd.',
  'uitwisseling.verdeeld': undefined,
  'uitwisseling.herverdeeld': undefined,
  'uitwisseling.rapport': undefined,
  'uitwisseling.voltooid': () => 'De uitwisseling is voltooid.',
  'uitwisseling.onvolledig': () => 'De uitwisseling was niet volledig; er is niets verstuurd.',
  'uitwisseling.mislukt': () => 'De uitwisseling is niet gelukt.',
  'uitwisseling.vervallen': () => 'De uitwisseling van dit tijdvak is vervallen.',
  'uitwisseling.vastgehouden': () =>
    'De gegevens van dit tijdvak wijken af van die van de vorige keer; a.s.r. kijkt er eerst naar.',
  'uitwisseling.vrijgegeven': () => 'a.s.r. heeft de gegevens van dit tijdvak vrijgegeven.',
  'uitwisseling.afgekeurd': () => 'a.s.r. gebruikt de gegevens van dit tijdvak niet; wij halen ze opnieuw op.',
  'levering.ontvangen': undefined,
  'levering.bekeken': undefined,
  'vrijgave.gevraagd': undefined,
  'uitwisseling.inhalen-gevraagd': () => 'De gegevens van een of meer tijdvakken worden opnieuw opgehaald.',
  'uitwisseling.ingehaald': undefined,
  'uitwisseling.volgende-gepland': undefined,
  'uitwisseling.opnieuw-gepland': ({ waarom = '' }) => `De uitwisseling wordt opnieuw geprobeerd op ${waarom}.`,
};

/** Whether the timeline knows what to do with this code of an audit line. */
export const isKnownToTijdlijn = (wat: string): boolean => Object.hasOwn(ZINNEN, wat);

/** The audit trail as the office may read it, in the same order. */
export const tijdlijnOf = (regels: readonly Regel[]): readonly Gebeurtenis[] =>
  regels.flatMap((regel) => {
    const zin = Object.hasOwn(ZINNEN, regel.wat) ? ZINNEN[regel.wat] : undefined;
    return zin === undefined ? [] : [{ op: regel.op, wat: zin(regel), wie: whoOf(regel.wie) }];
  });

function whoOf(wie: string): Gebeurtenis['wie'] {
  if (wie === 'salarisverwerker') return 'u';
  return wie.startsWith('beoordelaar:') ? 'a.s.r.' : 'systeem';
}
