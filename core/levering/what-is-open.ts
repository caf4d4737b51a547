import type { AanmeldingMetGegevens } from '../aanmelding/aanmelding.ts';
import { vindtNogPlaats } from '../aanmelding/afmelding.ts';
import type { Bevinding } from '../aanmelding/controle.ts';
import type { AuditRegel } from '../audit/audit.ts';
import { bevindingBijEinde, tokenVernieuwen, verloningHerstellen } from '../controle/bevindingen.ts';
import { laatsteVergrendeldag, vergrendelNu } from '../controle/vergrendelen.ts';
import { dayAndDate, tijdvakName } from '../kalender/nederlands.ts';
import { dateInAmsterdam, type Tijdstip } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import { nextWerkdag } from '../kalender/werkdag.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { TOKEN_CODES } from '../uitwisseling/uitwisseling.ts';

/** What a koppeling waits for that the office can mend: as steps, and as the sentences of its status. */
export interface Openstaand {
  readonly watTeDoen: Pick<Bevinding, 'tekst' | 'stappen'>;
  readonly watNu: string;
}

interface Rondom {
  readonly koppeling: Koppeling | undefined;
  readonly regels: readonly AuditRegel[];
  readonly nu: Tijdstip;
}

/** Nothing as long as all goes well, and when nothing is exchanged any more. */
export function whatIsOpen(
  aanmelding: AanmeldingMetGegevens,
  { koppeling, regels, nu }: Rondom,
): Openstaand | undefined {
  if (aanmelding.status !== 'gerealiseerd' || koppeling === undefined) return undefined;
  if (!vindtNogPlaats(aanmelding.afmelding, koppeling.volgende)) return undefined;
  switch (koppeling.status) {
    case 'onderbroken':
      return {
        watTeDoen: tokenVernieuwen(),
        watNu:
          'De API-token werkt niet meer, dus wij kunnen geen gegevens ophalen. Geef ons een nieuwe token; daarna halen wij het gemiste tijdvak alsnog op.',
      };
    case 'actief':
      return waitingFor(koppeling, regels, nu) ?? stoppedOn(aanmelding, koppeling, regels);
    case 'gepauzeerd':
      return whilePaused(aanmelding, regels);
    case 'gestopt':
      return undefined;
    default:
      return koppeling.status satisfies never;
  }
}

/** What the last delivered set asks of the office, as long as another exchange is to see it mended. */
export function openVragen(
  aanmelding: AanmeldingMetGegevens,
  koppeling: Koppeling | undefined,
): Openstaand | undefined {
  if (aanmelding.status !== 'gerealiseerd' || koppeling === undefined) return undefined;
  const { openVragen: aantal, vorige, volgende, status } = koppeling;
  if (aantal === undefined || vorige === undefined || status === 'gestopt') return undefined;
  if (!vindtNogPlaats(aanmelding.afmelding, volgende)) return undefined;
  const vragen = aantal === 1 ? 'één vraag' : `${aantal} vragen`;
  const watTeDoen = {
    tekst: `Over de gegevens van ${tijdvakName(tijdvakById(vorige.tijdvakId))} hebben wij ${vragen} aan u.`,
    stappen: [
      'Bekijk de vragen op de pagina van uw aanmelding.',
      'Verbeter in Nmbrs wat niet klopt, vóór de volgende uitwisseling. U hoeft ons niets te sturen.',
    ],
  };
  return { watTeDoen, watNu: inOneLine(watTeDoen) };
}

/** Codes of the audit trail that tell where an exchange stands at its gate, and after which it waits there no more. */
const AT_THE_GATE: readonly string[] = [
  'uitwisseling.wacht-op-run',
  'uitwisseling.wacht-op-verloning',
  'uitwisseling.gestart',
  'uitwisseling.mislukt',
  'uitwisseling.vervallen',
  'uitwisseling.voltooid',
  'koppeling.tijdvak-overgeslagen',
];

/** Only the next period waits at the gate, and only one exchange is open at a time. */
function waitingFor({ volgende }: Koppeling, regels: readonly AuditRegel[], nu: Tijdstip): Openstaand | undefined {
  const last = regels.findLast(({ wat }) => AT_THE_GATE.includes(wat));
  if (last?.wat === 'uitwisseling.wacht-op-verloning') {
    const watTeDoen = verloningHerstellen(tijdvakName(tijdvakById(volgende.tijdvakId)));
    return { watTeDoen, watNu: inOneLine(watTeDoen) };
  }
  if (last?.wat !== 'uitwisseling.wacht-op-run') return undefined;
  const watTeDoen = vergrendelNu(volgende.tijdvakId);
  return { watTeDoen, watNu: `${inOneLine(watTeDoen)} ${nextLook(last.op, nu)}` };
}

/** The next look is on the working day after the last one; until the day before it a run can be locked for it. */
function nextLook(last: Tijdstip, nu: Tijdstip): string {
  const blik = nextWerkdag(dateInAmsterdam(last));
  const vandaag = dateInAmsterdam(nu);
  const dag = laatsteVergrendeldag(blik, vandaag);
  return dag < vandaag
    ? 'Wij kijken elke werkdag vroeg in de ochtend opnieuw.'
    : `Is de run uiterlijk ${dayAndDate(dag)} vergrendeld, dan halen wij de gegevens op ${dayAndDate(blik)} op. Anders kijken wij elke werkdag vroeg in de ochtend opnieuw.`;
}

/** Codes of the audit trail that tell whether what an exchange stopped on still stands: not once another one got past it. */
const AFTER_A_STOP: readonly string[] = [
  'uitwisseling.mislukt',
  'uitwisseling.gestart',
  'uitwisseling.vastgehouden',
  'uitwisseling.vrijgegeven',
  'uitwisseling.voltooid',
];

/** On what the last exchange stopped, while the koppeling goes on and the office can mend it. */
function stoppedOn(
  { gegevens }: AanmeldingMetGegevens,
  { volgende }: Koppeling,
  regels: readonly AuditRegel[],
): Openstaand | undefined {
  const last = regels.findLast(({ wat }) => AFTER_A_STOP.includes(wat));
  const bevinding =
    last?.wat === 'uitwisseling.mislukt' ? bevindingBijEinde(last.waarom, gegevens.accountSoort) : undefined;
  if (bevinding === undefined) return undefined;
  const watNu = `De uitwisseling is nog niet gelukt. ${inOneLine(bevinding)} Wij proberen het opnieuw op ${dayAndDate(volgende.datum)}.`;
  return { watTeDoen: bevinding, watNu };
}

export const GEPAUZEERD = 'a.s.r. heeft de salariskoppeling gepauzeerd. Er worden nu geen gegevens opgehaald.';

/** Codes of the audit trail after which the office gave another token. */
const OTHER_TOKEN: readonly string[] = ['token.vervangen', 'koppeling.ander-account'];

/** What the last exchange stopped on before the pause is to be mended all the same. */
function whilePaused({ gegevens }: AanmeldingMetGegevens, regels: readonly AuditRegel[]): Openstaand | undefined {
  const at = regels.findLastIndex(({ wat }) => AFTER_A_STOP.includes(wat));
  const last = regels[at];
  if (last?.wat !== 'uitwisseling.mislukt') return undefined;
  const isToken = last.waarom !== undefined && TOKEN_CODES.includes(last.waarom);
  if (isToken && regels.slice(at).some(({ wat }) => OTHER_TOKEN.includes(wat))) return undefined;
  const watTeDoen = isToken
    ? tokenVernieuwen('Wij controleren de token meteen. Er wordt weer opgehaald zodra a.s.r. de pauze opheft.')
    : bevindingBijEinde(last.waarom, gegevens.accountSoort);
  return watTeDoen && { watTeDoen, watNu: `${GEPAUZEERD} ${inOneLine(watTeDoen)}` };
}

const inOneLine = ({ tekst, stappen }: Pick<Bevinding, 'tekst' | 'stappen'>): string => [tekst, ...stappen].join(' ');
