import * as z from 'zod';
import { Tijdstip } from '../kalender/tijd.ts';

/** A version of the text, named by the day from which it holds, `YYYY-MM-DD`. */
export const Tekstversie = z.iso.date().brand<'Tekstversie'>();
export type Tekstversie = z.infer<typeof Tekstversie>;

interface Machtigingstekst {
  readonly tekstversie: Tekstversie;
  /** What the office declares, in its own words. */
  readonly tekst: string;
}

const versie = (tekstversie: string, tekst: string): Machtigingstekst => ({
  tekstversie: Tekstversie.parse(tekstversie),
  tekst,
});

const HUIDIGE = versie(
  '2026-11-01',
  'Wij melden deze werkgever namens hem aan, en hij heeft ons daarvoor gemachtigd. De werkgever weet dat a.s.r. voor zijn verzekering elk tijdvak gegevens van zijn werknemers uit Nmbrs haalt. Trekt hij de machtiging in, dan melden wij hem meteen af.',
);

/**
 * Every version of what an office declares when it signs a werkgever up, from old to new. A new one is put behind the last as
 * {@link HUIDIGE}. None is ever changed or taken away: what was declared under it must stay readable.
 */
export const MACHTIGINGSTEKSTEN: readonly Machtigingstekst[] = [HUIDIGE];

/** The version under which is declared by who names none. */
export const HUIDIGE_TEKSTVERSIE = HUIDIGE.tekstversie;

/** The text of a version; `undefined` for one that a newer function than this one knows. */
export const machtigingstekstOf = (tekstversie: Tekstversie): string | undefined =>
  MACHTIGINGSTEKSTEN.find((one) => one.tekstversie === tekstversie)?.tekst;

const WAAR = `De huidige versie is ${HUIDIGE_TEKSTVERSIE}; de tekst staat in de beschrijving van de API, bij het veld machtiging.`;

/** A version that exists, as a sign-up names it: also an earlier one, because the office declares what it had before it. */
export const BestaandeTekstversie = z
  .enum(
    MACHTIGINGSTEKSTEN.map(({ tekstversie }): string => tekstversie),
    {
      error: ({ input }) =>
        input === undefined || input === ''
          ? `Vul de versie van de machtigingstekst in, of laat machtiging helemaal weg. ${WAAR}`
          : `Deze versie van de machtigingstekst bestaat niet. ${WAAR}`,
    },
  )
  .pipe(Tekstversie);

/** What is kept of the declaration, as it was made: a correction of the aanmelding leaves it alone. */
export const Machtiging = z.strictObject({
  tekstversie: Tekstversie,
  verklaardOp: Tijdstip,
  /** The office as it called itself then, and the person of the office who declared it, when that was told. */
  door: z.strictObject({ bedrijfsnaam: z.string(), email: z.string(), namens: z.string().optional() }),
});
export type Machtiging = z.infer<typeof Machtiging>;

/** What the audit trail says of it: the version, and nobody's name. */
export const machtigingInSpoor = ({ tekstversie }: Machtiging): string => `machtigingstekst ${tekstversie}`;
