import type { AanmeldingMetGegevens, GerealiseerdeAanmelding } from '../aanmelding/aanmelding.ts';
import { BEVESTIGING_DAGEN, TOKEN_UREN } from '../aanmelding/aanvraag.ts';
import { type Afmelding, dueAt, isInBedenktijd, vindtNogPlaats } from '../aanmelding/afmelding.ts';
import type { Bevinding, Controle } from '../aanmelding/controle.ts';
import type { AuditRegel } from '../audit/audit.ts';
import { NA_INGEHAALD, WHY_INGEHAALD, whyVervallen } from '../controle/berichten/aanmelding.ts';
import { hoeOpnieuw } from '../controle/herstel.ts';
import { vergrendelZin } from '../controle/vergrendelen.ts';
import { dayAndDate, dayAndTime, longDate, tijdvakName } from '../kalender/nederlands.ts';
import { dateInAmsterdam, epochMs, type Tijdstip } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { openTijdvakken, uiterlijk } from '../koppeling/laatste-tijdvakken.ts';
import { GEPAUZEERD, type Openstaand } from './what-is-open.ts';

function toHerstel({ bevindingen }: Controle): string {
  const found = bevindingen.map(({ tekst, stappen }) => [tekst, ...stappen].join(' ')).join(' ');
  const has = (code: Bevinding['code']) => bevindingen.some((one) => one.code === code);
  // Its steps are to ask for a new one.
  return has('controle-niet-gelukt') ? found : `Er is nog iets nodig. ${found} ${hoeOpnieuw(bevindingen)}`;
}

/** A controle takes minutes; one that takes longer is being tried again. */
const LONG_CONTROLE_MS = 30 * 60_000;

function duringControle({ regels, nu }: Rondom): string {
  const begin = regels.findLast(({ wat }) => wat === 'controle.gestart')?.op;
  const isLong = begin !== undefined && epochMs(nu) - epochMs(begin) > LONG_CONTROLE_MS;
  return isLong
    ? 'De controle bij Nmbrs lukt op dit moment niet. Wij proberen het steeds opnieuw. U hoeft nu niets te doen.'
    : 'Wij controleren uw aanmelding bij Nmbrs. U hoeft nu niets te doen.';
}

/** By what its words are chosen, besides the aanmelding. */
interface Rondom {
  readonly koppeling: Koppeling | undefined;
  readonly regels: readonly AuditRegel[];
  readonly nu: Tijdstip;
  /** What the koppeling waits for that the office can mend. */
  readonly open: Openstaand | undefined;
  /** What the last set asks of the office. */
  readonly vragen: Openstaand | undefined;
}

/** What happens now, and what the office is to do: the sentences of its status. */
export const whatNow = (aanmelding: AanmeldingMetGegevens, rondom: Rondom): string =>
  rondom.open === undefined
    ? nextStep(aanmelding, rondom)
    : [rondom.open.watNu, rondom.vragen?.watNu, untilTheEnd(aanmelding, rondom)].filter(isSaid).join(' ');

const isSaid = (zin: string | undefined): zin is string => zin !== undefined && zin !== '';

/** That nothing is to be done, or what is. */
const nietsTeDoen = ({ vragen }: Rondom, zin = 'U hoeft nu niets te doen.'): string => vragen?.watNu ?? zin;

function nextStep(aanmelding: AanmeldingMetGegevens, rondom: Rondom): string {
  const { koppeling, regels } = rondom;
  switch (aanmelding.status) {
    case 'wacht-op-bevestiging':
      return WACHT_OP_BEVESTIGING;
    case 'ontvangen':
    case 'wordt-gecontroleerd':
      return duringControle(rondom);
    case 'herstel-nodig':
      return toHerstel(aanmelding.controle);
    case 'wacht-op-akkoord':
      return 'De controle bij Nmbrs is geslaagd. a.s.r. beoordeelt uw aanmelding. U hoeft nu niets te doen.';
    case 'goedgekeurd':
      return 'a.s.r. heeft uw aanmelding goedgekeurd. Wij realiseren de salariskoppeling; u krijgt daarover een e-mail.';
    case 'afgewezen':
      return `a.s.r. heeft uw aanmelding afgewezen. De reden: ${aanmelding.besluit.reden}`;
    case 'vervallen':
      return `${whyVervallen(aanmelding)} U kunt de werkgever opnieuw aanmelden.`;
    case 'ingehaald':
      return `${WHY_INGEHAALD} ${NA_INGEHAALD}`;
    case 'gerealiseerd':
      if (koppeling?.status === 'actief' && isHeld(regels)) return `${HELD} ${nietsTeDoen(rondom)}`;
      return aanmelding.afmelding === undefined
        ? nextExchange(aanmelding, rondom)
        : [untilTheEnd(aanmelding, rondom), rondom.vragen?.watNu].filter(isSaid).join(' ');
    case 'wordt-afgemeld':
      return 'Wij verwerken uw afmelding en wissen de gegevens. U krijgt daarover een e-mail. U hoeft nu niets te doen.';
    default:
      return aanmelding satisfies never;
  }
}

const WACHT_OP_BEVESTIGING = `Bevestig eerst uw e-mailadres, met de code uit de e-mail die wij u stuurden. Tot die tijd doen wij niets met uw aanmelding. Na ${TOKEN_UREN} uur wissen wij de API-token; die geeft u dan bij het bevestigen opnieuw. Na ${BEVESTIGING_DAGEN} dagen wissen wij de hele aanmelding. Geen e-mail gekregen? Vraag een nieuwe code aan, of verbeter het e-mailadres.`;

const HELD =
  'De gegevens van het laatste tijdvak zijn opgehaald. Er zijn veel minder werknemers dan de vorige keer; daarom kijkt a.s.r. er eerst naar en neemt zo nodig contact met u op.';

/** Codes of the audit trail after which a set is held no more. */
const NOT_HELD: readonly string[] = [
  'uitwisseling.vrijgegeven',
  'uitwisseling.afgekeurd',
  'uitwisseling.mislukt',
  'uitwisseling.vervallen',
  'uitwisseling.voltooid',
];

/** Whether the last data set waits for a person of a.s.r. */
const isHeld = (regels: readonly AuditRegel[]): boolean =>
  regels.findLast(({ wat }) => wat === 'uitwisseling.vastgehouden' || NOT_HELD.includes(wat))?.wat ===
  'uitwisseling.vastgehouden';

/** Whether its afmelding can be stopped, because it would else have begun by now. */
export const waits = (
  aanmelding: AanmeldingMetGegevens,
  nu: Tijdstip,
): aanmelding is GerealiseerdeAanmelding & { readonly afmelding: Afmelding } =>
  aanmelding.status === 'gerealiseerd' &&
  aanmelding.afmelding !== undefined &&
  isInBedenktijd(aanmelding.afmelding, nu);

function toBeStopped(aanmelding: GerealiseerdeAanmelding, nu: Tijdstip): string {
  if (!waits(aanmelding, nu)) return '';
  const tot = dayAndTime(dueAt(aanmelding.afmelding));
  if (aanmelding.afmelding.doorAsr !== undefined) return `Wij wissen niets vóór ${tot}. `;
  return `Wij wissen niets vóór ${tot}. Tot dan kunt u de afmelding intrekken. Wilt u niet wachten, bevestig haar dan met de code uit onze e-mail. `;
}

/** Of one that is signed off what still comes; nothing of any other. */
const untilTheEnd = (aanmelding: AanmeldingMetGegevens, rondom: Rondom): string =>
  aanmelding.status === 'gerealiseerd' && aanmelding.afmelding !== undefined
    ? `${toBeStopped(aanmelding, rondom.nu)}${lastExchange(aanmelding.afmelding, rondom)}`
    : '';

/** What is exchanged until the end, and what is not any more, is said out loud: the office may have meant another day. */
function lastExchange(afmelding: Afmelding, rondom: Pick<Rondom, 'koppeling' | 'nu'>): string {
  const { ingangsdatum, doorAsr } = afmelding;
  const who =
    doorAsr === undefined
      ? 'De werkgever is afgemeld'
      : `a.s.r. heeft de salariskoppeling beëindigd (${doorAsr.reden.replace(/\.$/, '')})`;
  const stop = `${who}: ${longDate(ingangsdatum)} is de laatste dag van de salariskoppeling.`;
  return [stop, untilTheLastDay(afmelding, rondom)].filter(isSaid).join(' ');
}

/** What is still exchanged of one that is signed off, what the office does for it, and when it is erased. */
export function untilTheLastDay(afmelding: Afmelding, { koppeling, nu }: Pick<Rondom, 'koppeling' | 'nu'>): string {
  const { direct, doorAsr } = afmelding;
  if (koppeling === undefined || koppeling.status === 'gestopt') return '';
  const { datum, tijdvakId } = koppeling.volgende;
  const naam = tijdvakName(tijdvakById(tijdvakId));
  if (!vindtNogPlaats(afmelding, koppeling.volgende)) {
    return direct === true
      ? `De uitwisseling over ${naam} (${dayAndDate(datum)}) vindt niet meer plaats. Is die wel nodig, neem dan contact op met a.s.r.`
      : 'Alle tijdvakken tot en met die dag zijn uitgewisseld. Wij wissen de gegevens na die dag; u krijgt dan een ontvangstbewijs.';
  }
  const next =
    koppeling.status === 'actief'
      ? `de volgende is op ${dayAndDate(datum)}, over ${naam}`
      : `de volgende is die over ${naam}`;
  const lock = koppeling.status === 'actief' ? toLock(koppeling.volgende, nu) : undefined;
  if (direct === true) return [`Tot die dag gaat de uitwisseling door; ${next}.`, lock].filter(isSaid).join(' ');
  const wis =
    openTijdvakken(afmelding, koppeling).length === 0
      ? undefined
      : `Daarna, en uiterlijk op ${longDate(dateInAmsterdam(uiterlijk(afmelding, koppeling)))}, wissen wij de gegevens; u krijgt dan een ontvangstbewijs.`;
  const hurry =
    wis === undefined || doorAsr !== undefined
      ? undefined
      : 'Wilt u daar niet op wachten, meld de werkgever dan nog een keer af en kies voor direct wissen.';
  return [`De tijdvakken tot en met die dag worden nog uitgewisseld; ${next}.`, wis, hurry, lock]
    .filter(isSaid)
    .join(' ');
}

const toLock = (volgende: Koppeling['volgende'], nu: Tijdstip): string | undefined =>
  vergrendelZin(volgende, dateInAmsterdam(nu));

function nextExchange({ eersteUitwisseling }: GerealiseerdeAanmelding, rondom: Rondom): string {
  const { koppeling, nu } = rondom;
  const { datum, tijdvak } = eersteUitwisseling;
  const vergrendelen = toLock(koppeling?.volgende ?? { ...tijdvak, datum }, nu);
  if (koppeling?.status === 'gepauzeerd') {
    return `${GEPAUZEERD} ${nietsTeDoen(rondom)}`;
  }
  if (koppeling?.vorige !== undefined) {
    return `De laatste uitwisseling was op ${dayAndDate(koppeling.vorige.datum)}, de volgende is op ${dayAndDate(koppeling.volgende.datum)}. ${further(rondom, vergrendelen)}`;
  }
  if (koppeling !== undefined && koppeling.volgende.datum > datum) {
    return `De eerste uitwisseling is nog niet gelukt. Wij proberen het opnieuw op ${dayAndDate(koppeling.volgende.datum)}; a.s.r. weet ervan. ${further(rondom, vergrendelen)}`;
  }
  return `De salariskoppeling is gerealiseerd. De eerste uitwisseling is op ${dayAndDate(datum)}, over ${tijdvakName(tijdvak)}.${vergrendelen === undefined ? '' : ` ${vergrendelen}`}`;
}

/** The run that is to be locked, and what else there is to do. */
const further = (rondom: Rondom, vergrendelen: string | undefined): string =>
  vergrendelen === undefined
    ? nietsTeDoen(rondom)
    : `${vergrendelen} ${nietsTeDoen(rondom, 'Verder hoeft u nu niets te doen.')}`;
