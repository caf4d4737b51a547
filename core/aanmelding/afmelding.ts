import * as z from 'zod';
import { TijdvakId } from '../ids.ts';
import { longDate } from '../kalender/nederlands.ts';
import {
  addDays,
  addMs,
  DAY_MS,
  Datum,
  dateInAmsterdam,
  epochMs,
  Kloktijd,
  momentInAmsterdam,
  Tijdstip,
} from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';

/** An execution that waits lives a year at most: up to the last day, and then for the period in which that day lies. */
export const MAX_DAGEN_VOORUIT = 260;

/** What would be erased sooner waits for so long: whoever did not ask for it can stop it until then. */
export const BEDENKTIJD_MS = DAY_MS;

/** Of a koppeling that is to end within a day: since when it waits, and whether somebody with the code of the mail would not. */
export const Bedenktijd = z.strictObject({
  /** When it was asked for; the occasion of the mail about it. */
  sinds: Tijdstip,
  /** When the office was told, of one that was told an hour or more after that: it counts from then on. */
  verteldOp: Tijdstip.optional(),
  bevestigdOp: Tijdstip.optional(),
  /** Only `direct` was asked for so late: the afmelding itself stands, also when that is withdrawn. */
  alleenDirect: z.literal(true).optional(),
});
export type Bedenktijd = z.infer<typeof Bedenktijd>;

/** Whom of a.s.r. it was asked by, as the subject of the JWT, and why. */
const DoorAsr = z.strictObject({ beoordelaar: z.string().min(1), reden: z.string() });
export type DoorAsr = z.infer<typeof DoorAsr>;

/**
 * That the office signed its werkgever off, and the last day on which the koppeling (or aanmelding) still counts. The periods up to
 * the one in which that day lies are exchanged; with `direct` nothing is after that day.
 */
export const Afmelding = z.strictObject({
  aangevraagdOp: Tijdstip,
  ingangsdatum: Datum,
  direct: z.literal(true).optional(),
  bedenktijd: Bedenktijd.optional(),
  /** a.s.r. ended the koppeling, and only a.s.r. takes that back: who, and why, which the office reads. */
  doorAsr: DoorAsr.optional(),
});
export type Afmelding = z.infer<typeof Afmelding>;

/** Whether the exchange of a period still takes place on this date. */
export function vindtNogPlaats(
  afmelding: Afmelding | undefined,
  { tijdvakId, datum }: { readonly tijdvakId: TijdvakId; readonly datum: Datum },
): boolean {
  if (afmelding === undefined) return true;
  const { ingangsdatum, direct } = afmelding;
  return direct === true ? datum <= ingangsdatum : tijdvakById(tijdvakId).begin <= ingangsdatum;
}

/** What we hold of a werkgever, by class: each is erased, or kept for a reason. */
export const Bewijsklasse = z.enum([
  'inloggegevens',
  'agenda',
  'aanmeldgegevens',
  'werkbestanden',
  'vergelijking',
  'leveringen',
  'logboek',
  'reservekopieen',
]);
export type Bewijsklasse = z.infer<typeof Bewijsklasse>;

/** The receipt of an afmelding: what became of each class, and when. No personal data. */
export const Ontvangstbewijs = z.strictObject({
  opgemaaktOp: Tijdstip,
  /** The periods up to the last day of which nothing was delivered any more; absent when there are none. */
  nietGeleverd: z.array(TijdvakId).optional(),
  regels: z.array(z.strictObject({ klasse: Bewijsklasse, gevolg: z.enum(['gewist', 'bewaard']), tekst: z.string() })),
});
export type Ontvangstbewijs = z.infer<typeof Ontvangstbewijs>;

const endOfLastDay = ({ ingangsdatum }: Afmelding): Tijdstip =>
  momentInAmsterdam(addDays(ingangsdatum, 1), Kloktijd.parse('00:00'));

const latest = (a: Tijdstip, b: Tijdstip): Tijdstip => (epochMs(a) > epochMs(b) ? a : b);

/** The end of its last day: at once when it was asked for today. */
const endOf = (afmelding: Afmelding): Tijdstip =>
  afmelding.ingangsdatum <= dateInAmsterdam(afmelding.aangevraagdOp)
    ? afmelding.aangevraagdOp
    : endOfLastDay(afmelding);

/** Nothing is erased before this: the end of its last day, and of what it waits for so that somebody can stop it. */
export function dueAt(afmelding: Afmelding): Tijdstip {
  const end = endOf(afmelding);
  if (afmelding.bedenktijd === undefined) return end;
  const { sinds, verteldOp, bevestigdOp } = afmelding.bedenktijd;
  return latest(end, bevestigdOp ?? addMs(verteldOp ?? sinds, BEDENKTIJD_MS));
}

/** The same afmelding, which waits when it would be due within a day of being asked for. */
export function metBedenktijd(afmelding: Afmelding, sinds: Tijdstip, alleenDirect?: true): Afmelding {
  if (epochMs(endOf(afmelding)) >= epochMs(sinds) + BEDENKTIJD_MS) return afmelding;
  return { ...afmelding, bedenktijd: { sinds, ...(alleenDirect === undefined ? {} : { alleenDirect }) } };
}

/** Whether nobody confirmed it, and it can still be confirmed or withdrawn. */
export const isInBedenktijd = (afmelding: Afmelding, nu: Tijdstip): boolean =>
  afmelding.bedenktijd !== undefined &&
  afmelding.bedenktijd.bevestigdOp === undefined &&
  epochMs(nu) < epochMs(dueAt(afmelding));

/**
 * Until when its office can withdraw it, as long as nobody has stopped the koppeling: the end of its last day, or of what it waits for when
 * that is later.
 */
export const intrekbaarTot = (afmelding: Afmelding): Tijdstip => latest(endOfLastDay(afmelding), dueAt(afmelding));

export const isInTeTrekken = (afmelding: Afmelding, nu: Tijdstip): boolean =>
  epochMs(nu) < epochMs(intrekbaarTot(afmelding));

/** What is left of it when it is withdrawn: nothing, or what stood before `direct` was added. */
export function naIntrekking({ direct, bedenktijd, ...afmelding }: Afmelding, nu: Tijdstip): Afmelding | undefined {
  const isOnlyDirect = bedenktijd?.alleenDirect === true;
  return isOnlyDirect && isInBedenktijd({ ...afmelding, bedenktijd }, nu) ? afmelding : undefined;
}

/** So often an afmelding may be withdrawn in 24 hours before it is refused: each is a mail to the office. */
const INTREKKINGEN_PER_DAG = 3;

/** The last moments at which it was withdrawn, with this one; no more than count. */
export const metIntrekking = (ingetrokken: readonly Tijdstip[] | undefined, nu: Tijdstip): Tijdstip[] =>
  [...(ingetrokken ?? []), nu].slice(-INTREKKINGEN_PER_DAG);

/** When it can be signed off again; `undefined`: at once. */
export function weerAfTeMelden(ingetrokken: readonly Tijdstip[] | undefined, nu: Tijdstip): Tijdstip | undefined {
  const first = ingetrokken?.at(-INTREKKINGEN_PER_DAG);
  if (first === undefined) return undefined;
  const again = addMs(first, DAY_MS);
  return epochMs(again) > epochMs(nu) ? again : undefined;
}

/**
 * By which moment the execution that carries it out is named, so that it is another one than that of an afmelding that was withdrawn, or
 * than the one that still waits. Absent of the first.
 */
export function verloopVan(
  { bedenktijd, aangevraagdOp }: Afmelding,
  ingetrokken: readonly Tijdstip[] | undefined,
): Tijdstip | undefined {
  if (bedenktijd?.bevestigdOp !== undefined) return bedenktijd.bevestigdOp;
  if (bedenktijd !== undefined && bedenktijd.sinds !== aangevraagdOp) return bedenktijd.sinds;
  return ingetrokken === undefined ? undefined : aangevraagdOp;
}

/**
 * For how many days what was erased can still be had back by who looks after the system: the table as it was (its point-in-time
 * recovery), earlier versions of files, messages that could not be worked on, and what the machines did (ids only).
 */
export const NAGALM_DAGEN = { tabel: 35, bestanden: 7, berichten: 14, verloop: 90 } as const;

/** After so many days the store drops by itself what it holds of these, also when nobody signs off. */
export const BEWAARDAGEN = { vergelijking: 400, werkbestanden: 35 } as const;

type Regel = Ontvangstbewijs['regels'][number];
const gewist = (klasse: Bewijsklasse, tekst: string): Regel => ({ klasse, gevolg: 'gewist', tekst });
const bewaard = (klasse: Bewijsklasse, tekst: string): Regel => ({ klasse, gevolg: 'bewaard', tekst });

const INLOGGEGEVENS = gewist('inloggegevens', 'De gebruikersnaam en de API-token van Nmbrs.');
const AANMELDGEGEVENS = gewist(
  'aanmeldgegevens',
  'De contactgegevens, de namen, de nummers van de werkgever en de DGA’s.',
);
const LOGBOEK = bewaard(
  'logboek',
  'Wie wat wanneer deed, zonder persoonsgegevens, bewaart a.s.r. om dat te kunnen verantwoorden.',
);

/** Secrets have no copies: they are gone at once. */
function reservekopieen(op: Tijdstip): Regel {
  const until = (dagen: number) => longDate(addDays(dateInAmsterdam(op), dagen));
  const { tabel, bestanden, berichten, verloop } = NAGALM_DAGEN;
  return bewaard(
    'reservekopieen',
    `In reservekopieën staat het gewiste nog even, alleen om een storing te kunnen herstellen: de database tot en met ${until(tabel)}, bestanden tot en met ${until(bestanden)}. Nummers van uitwisselingen staan tot en met ${until(berichten)} in berichten die niet verwerkt konden worden en tot en met ${until(verloop)} in het verloop van de stappen. De inloggegevens staan in geen kopie.`,
  );
}

/** The receipt of an aanmelding that ended without a koppeling: there was no more of it than this. */
export const wisbewijs = (opgemaaktOp: Tijdstip): Ontvangstbewijs => ({
  opgemaaktOp,
  regels: [INLOGGEGEVENS, AANMELDGEGEVENS, LOGBOEK, reservekopieen(opgemaaktOp)],
});

/**
 * `accountInGebruik`: another werkgever is exchanged with the same login, so that it stays. `nietGeleverd`: the periods up to the last
 * day of which nothing comes any more.
 */
export function ontvangstbewijs(
  opgemaaktOp: Tijdstip,
  {
    accountInGebruik,
    nietGeleverd,
  }: { readonly accountInGebruik: boolean; readonly nietGeleverd: readonly TijdvakId[] },
): Ontvangstbewijs {
  return {
    opgemaaktOp,
    ...(nietGeleverd.length === 0 ? {} : { nietGeleverd: [...nietGeleverd] }),
    regels: [
      accountInGebruik
        ? bewaard(
            'inloggegevens',
            'Andere werkgevers gebruiken hetzelfde Nmbrs-account; daarvoor blijft de token nodig.',
          )
        : INLOGGEGEVENS,
      gewist('agenda', 'De geplande uitwisselingen.'),
      AANMELDGEGEVENS,
      gewist('werkbestanden', 'De tussenbestanden van uitwisselingen, en wie er in welk deel daarvan zat.'),
      gewist('vergelijking', 'De kenmerken waarmee wij zagen wat er sinds de vorige uitwisseling was gewijzigd.'),
      bewaard(
        'leveringen',
        'De gegevens die al zijn geleverd, met het raamwerkcontractnummer en de naam van de werkgever erbij, bewaart a.s.r. voor de verzekering van de werknemers. Hier worden zij gewist als hun bewaartermijn om is: 400 dagen na de levering, als a.s.r. niets anders heeft ingesteld.',
      ),
      LOGBOEK,
      reservekopieen(opgemaaktOp),
    ],
  };
}
