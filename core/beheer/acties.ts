import * as z from 'zod';
import { type Aanmelding, sindsOf } from '../aanmelding/aanmelding.ts';
import { BEVESTIGING_DAGEN } from '../aanmelding/aanvraag.ts';
import { type Afmelding, intrekbaarTot, isInBedenktijd, isInTeTrekken } from '../aanmelding/afmelding.ts';
import { isVastgelopen } from '../aanmelding/besluit.ts';
import { addDays, addMs, DAY_MS, Datum, dateInAmsterdam, type Tijdstip } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import { wachtmomenten } from '../kalender/wachtmomenten.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import { isBegun, type Uitwisseling } from '../uitwisseling/uitwisseling.ts';
import { VRIJGAVE_DAGEN } from '../uitwisseling/vastgehouden.ts';
import { beschikbaarTot, type Verzoek, verlooptOp } from '../verzoek/verzoek.ts';

// Who shows an aanmelding or a koppeling shows what can be done with it from here: the rules themselves stand with what they rule.

/** What an office can do with its aanmelding; each is a request of the API. */
export const KantoorActie = z.enum([
  'bevestigen',
  'adres-verbeteren',
  'verbeteren',
  'hercontrole',
  'wijzigen',
  'token',
  'werkgever-erbij',
  'afmelden',
  'direct-afmelden',
  'afmelding-bevestigen',
  'afmelding-intrekken',
  'wissen',
  'toegang-vervangen',
]);
export type KantoorActie = z.infer<typeof KantoorActie>;

/** What an assessor can do with an aanmelding. */
export const DossierActie = z.enum(['goedkeuren', 'afwijzen', 'toegang-geven', 'stand-mailen', 'wissen']);
export type DossierActie = z.infer<typeof DossierActie>;

/** What a.s.r. can do with a koppeling. */
export const KoppelingActie = z.enum([
  'pauzeren',
  'hervatten',
  'opnieuw-ophalen',
  'overslaan',
  'verloning-wijzigen',
  'wijzigen',
  'dekkingsprofiel-wijzigen',
  'beeindigen',
  'direct-beeindigen',
  'beeindiging-intrekken',
]);
export type KoppelingActie = z.infer<typeof KoppelingActie>;

/** What a.s.r. can do with an exchange. */
export const UitwisselingActie = z.enum(['vrijgeven', 'ontvangst-bevestigen']);
export type UitwisselingActie = z.infer<typeof UitwisselingActie>;

/** What a.s.r. can do with a request about one employee. */
export const VerzoekActie = z.enum(['akkoord-geven', 'afwijzen', 'inzage-ophalen']);
export type VerzoekActie = z.infer<typeof VerzoekActie>;

/** The last whole day on which what waits for somebody can be done; absent when nothing of it is over by itself. */
export const LaatsteDag = Datum.optional();

/** What can be done now, and until when. What is asked too often is held up all the same. */
export interface Mogelijk<Actie extends string> {
  readonly kan: Actie[];
  readonly tot?: z.infer<typeof LaatsteDag>;
}

const when = <Actie extends string>(is: boolean, ...acties: readonly Actie[]): readonly Actie[] => (is ? acties : []);

/** The last day that is over before this moment; on the day of the moment itself that day. */
function lastDayBefore(moment: Tijdstip, nu: Tijdstip): Datum {
  const itsDay = dateInAmsterdam(moment);
  return itsDay === dateInAmsterdam(nu) ? itsDay : addDays(itsDay, -1);
}

interface Rondom {
  readonly koppeling: Pick<Koppeling, 'status'> | undefined;
  readonly nu: Tijdstip;
}

export function kantoorActies(aanmelding: Aanmelding, rondom: Rondom): Mogelijk<KantoorActie> {
  const { nu } = rondom;
  const waits = 'taakToken' in aanmelding && aanmelding.taakToken !== undefined;
  switch (aanmelding.status) {
    case 'wacht-op-bevestiging': {
      const erased = addMs(aanmelding.ontvangenOp, BEVESTIGING_DAGEN * DAY_MS);
      return { kan: ['bevestigen', 'adres-verbeteren', 'toegang-vervangen'], tot: lastDayBefore(erased, nu) };
    }
    case 'ontvangen':
    case 'wordt-gecontroleerd':
      return { kan: ['token', 'afmelden', 'toegang-vervangen'] };
    case 'herstel-nodig': {
      const { laatsteDag } = wachtmomenten(sindsOf(aanmelding));
      const kan = ['token', 'afmelden', 'toegang-vervangen'] as const;
      return waits ? { kan: ['verbeteren', 'hercontrole', ...kan], tot: laatsteDag } : { kan: [...kan] };
    }
    case 'wacht-op-akkoord':
    case 'goedgekeurd': {
      const isRecheckable = aanmelding.status === 'wacht-op-akkoord' && waits;
      return {
        kan: [...when(isRecheckable, 'hercontrole'), 'token', 'werkgever-erbij', 'afmelden', 'toegang-vervangen'],
      };
    }
    case 'gerealiseerd':
      return vanGerealiseerde(aanmelding.afmelding, rondom);
    case 'afgewezen':
    case 'vervallen':
    case 'ingehaald':
      return { kan: ['wissen', 'toegang-vervangen'] };
    case 'wordt-afgemeld':
      return { kan: ['toegang-vervangen'] };
    case 'afgemeld':
      return { kan: [] };
    default:
      return aanmelding satisfies never;
  }
}

/** Whether it waits for the last periods, and can be let go without. */
const isHurryable = (afmelding: Afmelding | undefined): boolean =>
  afmelding !== undefined && afmelding.direct === undefined;

const inTeTrekken = (afmelding: Afmelding | undefined, nu: Tijdstip): Afmelding | undefined =>
  afmelding !== undefined && isInTeTrekken(afmelding, nu) ? afmelding : undefined;

function vanGerealiseerde(afmelding: Afmelding | undefined, { koppeling, nu }: Rondom): Mogelijk<KantoorActie> {
  if (koppeling === undefined || koppeling.status === 'gestopt') return { kan: ['toegang-vervangen'] };
  const mine = afmelding?.doorAsr === undefined ? inTeTrekken(afmelding, nu) : undefined;
  const kan: KantoorActie[] = [
    ...(['wijzigen', 'token'] as const),
    ...when(koppeling.status !== 'onderbroken', 'werkgever-erbij' as const),
    ...when(afmelding === undefined, 'afmelden' as const),
    ...when(isHurryable(afmelding) && afmelding?.doorAsr === undefined, 'direct-afmelden' as const),
    ...when(mine !== undefined && isInBedenktijd(mine, nu), 'afmelding-bevestigen' as const),
    ...when(mine !== undefined, 'afmelding-intrekken' as const),
    'toegang-vervangen',
  ];
  return { kan, ...totIntrekking(mine, nu) };
}

const totIntrekking = (afmelding: Afmelding | undefined, nu: Tijdstip): { readonly tot?: Datum } =>
  afmelding === undefined ? {} : { tot: lastDayBefore(intrekbaarTot(afmelding), nu) };

/** As long as its office has an address. */
const OVERAL = ['toegang-geven', 'stand-mailen'] as const;

/** Whoever proposed an akkoord is told so when giving the second one too. */
export function dossierActies(aanmelding: Aanmelding, nu: Tijdstip): Mogelijk<DossierActie> {
  const { status } = aanmelding;
  switch (status) {
    case 'wacht-op-bevestiging':
    case 'afgemeld':
      return { kan: [] };
    case 'ontvangen':
    case 'wordt-gecontroleerd':
    case 'herstel-nodig':
      return { kan: ['afwijzen', ...OVERAL] };
    case 'wacht-op-akkoord':
      return {
        kan: ['goedkeuren', 'afwijzen', ...OVERAL],
        tot: wachtmomenten(sindsOf(aanmelding)).laatsteDag,
      };
    case 'goedgekeurd':
      return { kan: [...when(isVastgelopen(aanmelding.besluit, nu), 'afwijzen' as const), ...OVERAL] };
    case 'afgewezen':
    case 'vervallen':
    case 'ingehaald':
      return { kan: [...OVERAL, 'wissen'] };
    case 'gerealiseerd':
    case 'wordt-afgemeld':
      return { kan: [...OVERAL] };
    default:
      return status satisfies never;
  }
}

export function koppelingActies(
  { status, volgende, vorige, overgeslagen = [] }: Pick<Koppeling, 'status' | 'volgende' | 'vorige' | 'overgeslagen'>,
  {
    uitwisselingen,
    afmelding,
    nu,
  }: {
    readonly uitwisselingen: readonly Uitwisseling[];
    readonly afmelding: Afmelding | undefined;
    readonly nu: Tijdstip;
  },
): Mogelijk<KoppelingActie> {
  if (status === 'gestopt') return { kan: [] };
  const begun = uitwisselingen.filter(isBegun);
  const isOver = tijdvakById(volgende.tijdvakId).eind < dateInAmsterdam(nu);
  const hasPast = isOver || vorige !== undefined || overgeslagen.length > 0;
  const isFetching = begun.some(({ tijdvakId }) => tijdvakId === volgende.tijdvakId);
  const kan: KoppelingActie[] = [
    ...when(status !== 'gepauzeerd', 'pauzeren' as const),
    ...when(status === 'gepauzeerd', 'hervatten' as const),
    ...when(status === 'actief' && hasPast, 'opnieuw-ophalen' as const),
    ...when(isOver && !isFetching, 'overslaan' as const),
    ...(['verloning-wijzigen', 'wijzigen'] as const),
    ...when(begun.length === 0, 'dekkingsprofiel-wijzigen' as const),
    ...when(afmelding === undefined, 'beeindigen' as const),
    ...when(isHurryable(afmelding), 'direct-beeindigen' as const),
    // As long as nothing is stopped: after its last day nobody can say until when.
    ...when(afmelding !== undefined, 'beeindiging-intrekken' as const),
  ];
  return { kan, ...totIntrekking(inTeTrekken(afmelding, nu), nu) };
}

/** What nobody decided about in time is fetched again, and asked again. */
export function uitwisselingActies(uitwisseling: Uitwisseling, nu: Tijdstip): Mogelijk<UitwisselingActie> {
  if (uitwisseling.status === 'vastgehouden' && uitwisseling.vrijgave === undefined) {
    const over = addMs(uitwisseling.vastgehoudenOp, VRIJGAVE_DAGEN * DAY_MS);
    return { kan: ['vrijgeven'], tot: lastDayBefore(over, nu) };
  }
  const isUnconfirmed = uitwisseling.status === 'voltooid' && uitwisseling.ontvangenOp === undefined;
  return { kan: isUnconfirmed ? ['ontvangst-bevestigen'] : [] };
}

/** For this reader: whoever asked is no second pair of eyes. An export that was erased with its person says so when it is fetched. */
export function verzoekActies(
  verzoek: Verzoek,
  { nu, beoordelaar }: { readonly nu: Tijdstip; readonly beoordelaar: string },
): Mogelijk<VerzoekActie> {
  if (verzoek.status === 'wacht-op-akkoord') {
    const isOwn = verzoek.gevraagdDoor === beoordelaar;
    return {
      kan: [...when(!isOwn, 'akkoord-geven' as const), 'afwijzen'],
      tot: lastDayBefore(verlooptOp(verzoek), nu),
    };
  }
  if (verzoek.status === 'uitgevoerd' && verzoek.soort === 'inzage' && nu < beschikbaarTot(verzoek)) {
    return { kan: ['inzage-ophalen'], tot: lastDayBefore(beschikbaarTot(verzoek), nu) };
  }
  return { kan: [] };
}
