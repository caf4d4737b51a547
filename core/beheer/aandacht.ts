import * as z from 'zod';
import { contractenInWoorden } from '../aanmelding/zelfde-bedrijf.ts';
import type { TijdvakId } from '../ids.ts';
import { dayAndDate, longDate, tijdvakName, verloningInWoorden } from '../kalender/nederlands.ts';
import { addDays, type Datum, dateInAmsterdam, epochMs, type Tijdstip } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { nextDateOf } from '../koppeling/starttijd.ts';
import { redenMetCode } from '../nmbrs/mislukt.ts';
import { overRunZonderTijdvak } from '../nmbrs/tijdvak-runs.ts';
import {
  isOpen,
  type MislukteUitwisseling,
  type OpenUitwisseling,
  type Uitwisseling,
  type WachtendeUitwisseling,
} from '../uitwisseling/uitwisseling.ts';
import { waaromVastgehouden } from '../uitwisseling/vastgehouden.ts';

/** What can be the matter with a koppeling, the gravest first. The codes never change. */
export const AANDACHT = {
  'bedrijf-dubbel-gekoppeld':
    'Het bedrijf in Nmbrs is ook gekoppeld met een ander loonheffingennummer, zonder dat iemand daarvoor een reden gaf.',
  onderbroken: 'De API-token werkt niet meer; het kantoor moet een nieuwe geven.',
  vastgehouden: 'Een levering wacht op een besluit van a.s.r.: leveren of afkeuren.',
  mislukt: 'Een tijdvak is niet geleverd: de laatste poging is mislukt of was niet volledig.',
  'planning-voorbij': 'De geplande dag is voorbij en er is geen uitwisseling begonnen.',
  'run-over-deadline': 'De uiterste aangiftedatum is voorbij en in Nmbrs is nog geen vergrendelde run.',
  'verloning-wijkt-af': 'In Nmbrs wordt het loon anders verwerkt dan de koppeling uitwisselt.',
  'tijdvak-zonder-run': 'Van een later tijdvak is de run vergrendeld, en van dit tijdvak is er geen.',
  'run-zonder-tijdvak': 'In Nmbrs is een run die bij geen tijdvak hoort; wat daarin is betaald, wordt niet geleverd.',
  'bedrijf-niet-zichtbaar': 'Het bedrijf is in Nmbrs niet meer zichtbaar voor de login.',
  'bedrijf-hernoemd': 'Het bedrijf heeft in Nmbrs een andere naam gekregen.',
  'geen-werknemers': 'In de laatste levering is niemand in dienst.',
  'loopt-lang': 'Een uitwisseling loopt veel langer dan normaal.',
  'wacht-op-run': 'In Nmbrs is de run nog niet vergrendeld; wij kijken elke werkdag opnieuw.',
  gepauzeerd: 'a.s.r. heeft de koppeling gepauzeerd.',
} as const satisfies Readonly<Record<string, string>>;
const Aandachtcode = z.enum([
  'bedrijf-dubbel-gekoppeld',
  ...(['onderbroken', 'vastgehouden', 'mislukt', 'planning-voorbij', 'run-over-deadline'] as const),
  ...(['verloning-wijkt-af', 'tijdvak-zonder-run', 'run-zonder-tijdvak'] as const),
  ...(['bedrijf-niet-zichtbaar', 'geen-werknemers', 'bedrijf-hernoemd'] as const),
  ...(['loopt-lang', 'wacht-op-run', 'gepauzeerd'] as const),
]) satisfies z.ZodType<keyof typeof AANDACHT>;
type Aandachtcode = z.infer<typeof Aandachtcode>;

/** One thing that is the matter, as one Dutch sentence for a.s.r.; periods, counts and codes, never an employee. */
export const Aandachtspunt = z.strictObject({ code: Aandachtcode, tekst: z.string() });
export type Aandachtspunt = z.infer<typeof Aandachtspunt>;

/** An ordinary exchange takes minutes, a very large one an hour; after four it is stuck on something. */
const LONG_MS = 4 * 3_600_000;

/** What is the matter with a koppeling at this moment, the gravest first; empty when all is well. */
export function aandachtVoor(
  koppeling: Koppeling,
  uitwisselingen: readonly Uitwisseling[],
  nu: Tijdstip,
): readonly Aandachtspunt[] {
  if (koppeling.status === 'gestopt') return [];
  const points = [
    ...aboutKoppeling(koppeling),
    ...uitwisselingen.filter(isOpen).flatMap((one) => aboutOpen(one, nu)),
    ...failedOf(koppeling, uitwisselingen).map((one) => aboutFailed(one, koppeling, nu)),
    ...aboutBedrijf(koppeling, dateInAmsterdam(nu)),
    ...aboutLastDelivered(uitwisselingen),
    ...aboutRunsZonderTijdvak(uitwisselingen),
    ...aboutPlanning(koppeling, uitwisselingen, dateInAmsterdam(nu)),
  ];
  return gravestFirst(points);
}

export const gravestFirst = (points: readonly Aandachtspunt[]): readonly Aandachtspunt[] =>
  points.toSorted((a, b) => gravity(a) - gravity(b));

/** Under which contracts the same company is exchanged too, for another loonheffingennummer; none: nothing is the matter. */
export const overDubbelBedrijf = (contracten: readonly string[]): readonly Aandachtspunt[] =>
  contracten.length === 0
    ? []
    : [
        point(
          'bedrijf-dubbel-gekoppeld',
          `Dit bedrijf in Nmbrs is ook gekoppeld onder ${contractenInWoorden(contracten)}, met een ander loonheffingennummer, en niemand gaf daarvoor een reden. Zoek uit van welke werkgever het is.`,
        ),
      ];

const gravity = ({ code }: Aandachtspunt): number => Aandachtcode.options.indexOf(code);

const point = (code: Aandachtcode, tekst: string): Aandachtspunt => ({ code, tekst });
const over = (tijdvakId: TijdvakId): string => tijdvakName(tijdvakById(tijdvakId));

function aboutKoppeling({ status }: Koppeling): Aandachtspunt[] {
  if (status === 'onderbroken') {
    const tekst =
      'Onderbroken: Nmbrs accepteert de API-token niet meer. Er wordt niets opgehaald tot het kantoor een nieuwe token geeft; het heeft daarover een e-mail gekregen.';
    return [point('onderbroken', tekst)];
  }
  if (status !== 'gepauzeerd') return [];
  return [point('gepauzeerd', 'Gepauzeerd door a.s.r.: er wordt niets opgehaald tot iemand de koppeling hervat.')];
}

function aboutOpen(uitwisseling: OpenUitwisseling, nu: Tijdstip): Aandachtspunt[] {
  const { status, tijdvakId } = uitwisseling;
  switch (status) {
    case 'vastgehouden':
      return [
        point(
          status,
          `Vastgehouden: ${over(tijdvakId)}. ${waaromVastgehouden(uitwisseling)} Kies leveren of afkeuren.`,
        ),
      ];
    case 'wacht-op-run':
      return [aboutRun(uitwisseling, dateInAmsterdam(nu))];
    case 'loopt':
      if (epochMs(nu) - epochMs(uitwisseling.gestartOp) < LONG_MS) return [];
      return [
        point(
          'loopt-lang',
          `De uitwisseling over ${over(tijdvakId)} loopt al sinds ${longDate(dateInAmsterdam(uitwisseling.gestartOp))} en is nog niet klaar. Meld het aan de beheerder.`,
        ),
      ];
    default:
      return [];
  }
}

/** A new name is told for a month: it holds nothing up. */
const NIEUWE_NAAM_DAGEN = 31;

function aboutBedrijf({ inNmbrs }: Koppeling, vandaag: Datum): Aandachtspunt[] {
  if (inNmbrs === undefined) return [];
  const { gezien, naam = '', sinds } = inNmbrs;
  if (gezien === 'niet-zichtbaar') {
    const tekst = `Sinds ${longDate(sinds)} ziet de login het bedrijf in Nmbrs niet meer: het is verplaatst of verwijderd, of de tag is weg. Vraag het kantoor wat er is gebeurd.`;
    return [point('bedrijf-niet-zichtbaar', tekst)];
  }
  return vandaag > addDays(sinds, NIEUWE_NAAM_DAGEN)
    ? []
    : [
        point(
          'bedrijf-hernoemd',
          `Sinds ${longDate(sinds)} heet het bedrijf in Nmbrs «${naam}». Is het nog dezelfde werkgever?`,
        ),
      ];
}

function aboutLastDelivered(uitwisselingen: readonly Uitwisseling[]): Aandachtspunt[] {
  const last = uitwisselingen.findLast((one) => one.status === 'voltooid');
  if (last?.bezetting?.nu !== 0) return [];
  const tekst = `Aan het eind van ${over(last.tijdvakId)} is volgens Nmbrs niemand in dienst. Vraag het kantoor of dat klopt.`;
  return [point('geen-werknemers', tekst)];
}

/** As the last exchange found them. */
function aboutRunsZonderTijdvak(uitwisselingen: readonly Uitwisseling[]): Aandachtspunt[] {
  const last = uitwisselingen.findLast((one) => 'runIds' in one);
  const runs = last !== undefined && 'runsZonderTijdvak' in last ? (last.runsZonderTijdvak ?? []) : [];
  return runs.map((run) =>
    point('run-zonder-tijdvak', `${overRunZonderTijdvak(run)} Vraag het kantoor waar die bij hoort.`),
  );
}

function aboutRun(waiting: WachtendeUitwisseling, vandaag: Datum): Aandachtspunt {
  const { tijdvakId, gepland, deadline, waarop, laterVergrendeld } = waiting;
  if (waarop === 'verloning') {
    return point(
      'verloning-wijkt-af',
      `In Nmbrs wordt het loon anders verwerkt dan ${verloningInWoorden(tijdvakById(tijdvakId).verloning)}; ${over(tijdvakId)} wordt niet opgehaald. Leg de nieuwe verloning vast, of laat het kantoor Nmbrs verbeteren.`,
    );
  }
  if (laterVergrendeld === true) {
    return point(
      'tijdvak-zonder-run',
      `Van ${over(tijdvakId)} is geen vergrendelde run, van een later tijdvak wel. Vraag het kantoor of die nog komt, of sla het tijdvak over.`,
    );
  }
  const tekst = `Wacht sinds ${dayAndDate(gepland)} op een vergrendelde run van ${over(tijdvakId)} in Nmbrs`;
  return vandaag > deadline
    ? point(
        'run-over-deadline',
        `${tekst}; de uiterste aangiftedatum (${longDate(deadline)}) is voorbij. Neem contact op met het kantoor.`,
      )
    : point(
        'wacht-op-run',
        `${tekst}; de uiterste aangiftedatum is ${longDate(deadline)}. Wij kijken elke werkdag opnieuw.`,
      );
}

/** The last tries of the periods that nothing was delivered of. What stopped on the token is told by the koppeling. */
function failedOf({ status }: Koppeling, uitwisselingen: readonly Uitwisseling[]): readonly MislukteUitwisseling[] {
  if (status === 'onderbroken') return [];
  const perTijdvak = Map.groupBy(uitwisselingen, ({ tijdvakId }) => tijdvakId);
  return [...perTijdvak.values()].flatMap((versions) => {
    const last = versions.at(-1);
    if (last?.status !== 'mislukt' && last?.status !== 'onvolledig') return [];
    return versions.some((one) => one.status === 'voltooid') ? [] : [last];
  });
}

function aboutFailed(
  { tijdvakId, status, code }: MislukteUitwisseling,
  koppeling: Koppeling,
  nu: Tijdstip,
): Aandachtspunt {
  const what = status === 'mislukt' ? 'is mislukt' : 'was niet volledig';
  const again = koppeling.status === 'gepauzeerd' ? HERVAT_EERST : tryAgain(koppeling, tijdvakId, nu);
  return point('mislukt', `De uitwisseling over ${over(tijdvakId)} ${what}: ${redenMetCode(code)}.${again}`);
}

const HERVAT_EERST = ' Hervat eerst de koppeling en vraag het tijdvak daarna opnieuw aan, als de oorzaak weg is.';

const tryAgain = (koppeling: Koppeling, tijdvakId: TijdvakId, nu: Tijdstip): string =>
  koppeling.status === 'actief' && koppeling.volgende.tijdvakId === tijdvakId
    ? ` Op ${dayAndDate(nextDateOf(koppeling, nu))} wordt het opnieuw geprobeerd.`
    : ' Vraag het tijdvak opnieuw aan als de oorzaak weg is.';

function aboutPlanning(
  { status, volgende }: Koppeling,
  uitwisselingen: readonly Uitwisseling[],
  vandaag: Datum,
): Aandachtspunt[] {
  if (status !== 'actief' || volgende.datum >= vandaag) return [];
  const isOfPlan = (one: Uitwisseling) =>
    one.tijdvakId === volgende.tijdvakId && isOpenOrStoppedSince(one, volgende.datum);
  if (uitwisselingen.some(isOfPlan)) return [];
  const tekst = `De geplande dag van ${over(volgende.tijdvakId)} (${dayAndDate(volgende.datum)}) is voorbij en er is geen uitwisseling begonnen. Is dat morgen nog zo, meld het dan aan de beheerder.`;
  return [point('planning-voorbij', tekst)];
}

/** Of one that stopped on that day or later the failure is told; after a new token the planned day is still the one before. */
function isOpenOrStoppedSince(uitwisseling: Uitwisseling, datum: Datum): boolean {
  if (isOpen(uitwisseling)) return true;
  return 'gestoptOp' in uitwisseling && dateInAmsterdam(uitwisseling.gestoptOp) >= datum;
}
