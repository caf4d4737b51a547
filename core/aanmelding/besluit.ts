import * as z from 'zod';
import { Medewerkernaam } from '../invoer/medewerker.ts';
import { VrijeTekst } from '../invoer/vrije-tekst.ts';
import { Datum, epochMs, Tijdstip } from '../kalender/tijd.ts';
import { Dekkingsprofiel } from '../nmbrs/dekkingsprofiel.ts';

/** Another date for the first exchange than the rule gives, and why. */
const AfwijkendeDatum = z.strictObject({ datum: Datum, reden: z.string() });

/** Why a company that is signed up under another loonheffingennummer is coupled all the same. */
const ZelfdeBedrijfReden = z.strictObject({ reden: z.string() });

const Goedkeuringsformulier = z.strictObject({
  besluit: z.literal('goedkeuren'),
  dekkingsprofiel: z.enum(Dekkingsprofiel.options, {
    error: 'Kies een dekkingsprofiel: verzuim, wia, pensioen of volledig.',
  }),
  huidigTijdvakMeenemen: z.boolean({ error: 'Geef aan of het huidige tijdvak meegaat: true of false.' }),
  /** A note for a.s.r. itself; the office never sees it. */
  toelichting: VrijeTekst('Geef een toelichting, of laat dit veld weg.', 'de toelichting').optional(),
  afwijkendeDatum: AfwijkendeDatum.extend({
    datum: z.iso.date({ error: 'Geef de datum als JJJJ-MM-DD, bijvoorbeeld 2026-12-15.' }).brand<'Datum'>(),
    reden: VrijeTekst('Geef de reden waarom de eerste uitwisseling op een andere datum is.', 'de reden'),
  }).optional(),
  zelfdeBedrijf: ZelfdeBedrijfReden.extend({
    reden: VrijeTekst('Geef de reden waarom dit Nmbrs-bedrijf twee loonheffingennummers heeft.', 'de reden'),
  }).optional(),
});
export type Goedkeuringsformulier = z.infer<typeof Goedkeuringsformulier>;

const Afwijzingsformulier = z.strictObject({
  besluit: z.literal('afwijzen'),
  reden: VrijeTekst('Geef de reden van de afwijzing; de salarisverwerker krijgt die te lezen.', 'de reden'),
});
export type Afwijzingsformulier = z.infer<typeof Afwijzingsformulier>;

/** What an assessor may decide; the body of `POST /aanmeldingen/{id}/besluit`. */
export const BesluitFormulier = z.discriminatedUnion('besluit', [Goedkeuringsformulier, Afwijzingsformulier], {
  error: 'Kies goedkeuren of afwijzen.',
});
export type BesluitFormulier = z.infer<typeof BesluitFormulier>;

/** `beoordelaar` is the subject of the JWT, `besloten` the moment from which the besluit holds. */
const door = z.strictObject({
  beoordelaar: z.string().min(1),
  beoordelaarNaam: Medewerkernaam.optional(),
  besloten: Tijdstip,
});
export const Goedkeuring = door.extend({
  besluit: z.literal('goedkeuren'),
  dekkingsprofiel: Dekkingsprofiel,
  huidigTijdvakMeenemen: z.boolean(),
  toelichting: z.string().optional(),
  afwijkendeDatum: AfwijkendeDatum.optional(),
  zelfdeBedrijf: ZelfdeBedrijfReden.optional(),
  /** The second assessor, where the profile asks for one; never the same as `beoordelaar`. */
  bevestigdDoor: z.string().min(1).optional(),
  bevestigdDoorNaam: Medewerkernaam.optional(),
});
export type Goedkeuring = z.infer<typeof Goedkeuring>;
export const Afwijzing = door.extend({ besluit: z.literal('afwijzen'), reden: z.string() });
export type Afwijzing = z.infer<typeof Afwijzing>;

/**
 * Whether a form approves what was approved or proposed: the same profile, first period, date and the reasons. A note
 * may be left out by who sends it again, but not be another.
 */
export const isSameGoedkeuring = (formulier: Goedkeuringsformulier, besluit: Goedkeuring): boolean =>
  formulier.dekkingsprofiel === besluit.dekkingsprofiel &&
  formulier.huidigTijdvakMeenemen === besluit.huidigTijdvakMeenemen &&
  formulier.afwijkendeDatum?.datum === besluit.afwijkendeDatum?.datum &&
  formulier.afwijkendeDatum?.reden === besluit.afwijkendeDatum?.reden &&
  formulier.zelfdeBedrijf?.reden === besluit.zelfdeBedrijf?.reden &&
  (formulier.toelichting === undefined || formulier.toelichting === besluit.toelichting);

export const isSameBesluit = (formulier: BesluitFormulier, besluit: Goedkeuring | Afwijzing): boolean =>
  formulier.besluit === 'goedkeuren'
    ? besluit.besluit === 'goedkeuren' && isSameGoedkeuring(formulier, besluit)
    : besluit.besluit === 'afwijzen' && besluit.reden === formulier.reden;

/** What was decided and why, for the audit trail. The note is for who handles the aanmelding, and stays with it. */
export function besluitInWoorden(formulier: BesluitFormulier): string {
  if (formulier.besluit === 'afwijzen') return formulier.reden;
  const { dekkingsprofiel, huidigTijdvakMeenemen, afwijkendeDatum, zelfdeBedrijf } = formulier;
  const tijdvak = huidigTijdvakMeenemen ? 'huidig tijdvak mee' : 'huidig tijdvak niet mee';
  const datum =
    afwijkendeDatum === undefined ? [] : [`eerste uitwisseling op ${afwijkendeDatum.datum}: ${afwijkendeDatum.reden}`];
  const bedrijf =
    zelfdeBedrijf === undefined ? [] : [`Nmbrs-bedrijf met een tweede loonheffingennummer: ${zelfdeBedrijf.reden}`];
  return [`dekkingsprofiel ${dekkingsprofiel}`, tijdvak, ...datum, ...bedrijf].join(', ');
}

/** A realisatie takes minutes: of one that takes longer, nobody else would bring the aanmelding to an end. */
const REALISATIE_MS = 3_600_000;

/** Whether what was approved should have become a koppeling by now, so that it can be rejected after all. */
export const isVastgelopen = ({ besloten }: Pick<Goedkeuring, 'besloten'>, nu: Tijdstip): boolean =>
  epochMs(nu) - epochMs(besloten) > REALISATIE_MS;
