import * as z from 'zod';
import { TijdvakId, WerknemerId } from '../ids.ts';
import { Datum } from '../kalender/tijd.ts';
import { Adres, Partner, Persoon, Rooster, Salaris, Verzekering } from '../nmbrs/gegevensset.ts';
import { NmbrsTijdvak } from '../nmbrs/peil.ts';

const about = { werknemerId: WerknemerId, ingangsdatum: Datum.optional() };

/**
 * In which period Nmbrs was when the compared values were asked for, where neither is of its own period: so the change came about
 * between these two, and not between the periods of the sets.
 */
const tussen = {
  tussen: z.strictObject({ van: NmbrsTijdvak, tot: NmbrsTijdvak }).optional(),
};

/** A change of which the new values stand in `werknemers.ndjson`; here only which fields differ from the previous set. */
const gewijzigd = <Soort extends string, Veld extends string>(soort: Soort, velden: z.ZodType<Veld>) =>
  z.strictObject({ soort: z.literal(soort), ...about, velden: z.array(velden).min(1), ...tussen });

/** `woonadres.postcode`: the field of the addresses of one kind. */
const AdresVeld = z.templateLiteral([Adres.shape.soort, '.', Adres.omit({ soort: true }).keyof()]);

/** Changes that are seen because a field differs, by what they are about. */
const GEWIJZIGD = [
  gewijzigd('persoon', z.union([Persoon.keyof(), z.enum(['bsn', 'dga', 'personeelsnummer'])])),
  gewijzigd('dienstverband', z.enum(['begin', 'eind'])),
  gewijzigd('contract', z.enum(['contracten', 'ikv'])),
  gewijzigd('salaris', Salaris.keyof()),
  gewijzigd('uren', z.union([Rooster.keyof(), z.enum(['vasteUren', 'variabeleUren'])])),
  gewijzigd('adres', AdresVeld),
  gewijzigd('partner', Partner.keyof()),
  gewijzigd('kinderen', z.literal('kinderen')),
  gewijzigd('verzekeringsplicht', Verzekering.keyof()),
  gewijzigd('looncomponenten', z.enum(['vasteLooncomponenten', 'variabeleLooncomponenten'])),
  gewijzigd('bankrekening', z.literal('bankrekeningen')),
] as const;

/** Why a period that was delivered before would look different now. */
export const TwkOorzaak = z.enum(['salaris', 'uren', 'dienstverband', 'overlijden']);
export type TwkOorzaak = z.infer<typeof TwkOorzaak>;

/** A correction with retroactive effect: one line per period that was delivered before and is touched by it. */
const Twk = z.strictObject({
  soort: z.literal('twk'),
  werknemerId: WerknemerId,
  /** The period that is touched, not the one in which it is reported. */
  tijdvakId: TijdvakId,
  oorzaak: TwkOorzaak,
  /** The first day of the stretch on which something is other than was delivered. */
  ingangsdatum: Datum,
  /** When it was entered in Nmbrs, as Nmbrs writes it; known for salaries that begin on that day. */
  aangemaaktOp: z.string().optional(),
});

/**
 * One line of `mutaties.ndjson`: what differs from the previous delivered set of the koppeling. `in-dienst` begins on, and
 * `uit-dienst` has as its last day, the `ingangsdatum`; a `uit-dienst` without one is somebody who is gone from Nmbrs. `gemeldOp` is the
 * day on which the employment was entered in Nmbrs: insurers cover from the report.
 */
export const Mutatie = z.discriminatedUnion('soort', [
  z.strictObject({
    soort: z.literal('in-dienst'),
    ...about,
    gemeldOp: Datum.optional(),
  }),
  z.strictObject({ soort: z.literal('uit-dienst'), ...about }),
  z.strictObject({ soort: z.literal('overlijden'), ...about, ...tussen }),
  ...GEWIJZIGD,
  Twk,
]);
export type Mutatie = z.infer<typeof Mutatie>;

export const MutatieSoort = z.enum(Mutatie.options.map(({ shape }) => shape.soort.value));
export type MutatieSoort = Mutatie['soort'];

/** The kinds that are seen because a field differs. */
export const GEWIJZIGDE_SOORTEN = GEWIJZIGD.map(({ shape }) => shape.soort.value);
export type GewijzigdSoort = (typeof GEWIJZIGDE_SOORTEN)[number];
