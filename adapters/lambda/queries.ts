import * as z from 'zod';
import { AanmeldingStatus } from '../../core/aanmelding/aanmelding.ts';
import { Zoektekst } from '../../core/aanmelding/zoeken.ts';
import { Datum } from '../../core/kalender/tijd.ts';
import { Koppeling } from '../../core/koppeling/koppeling.ts';
import { MutatieSoort } from '../../core/vergelijking/mutatie.ts';

const AANTAL = 'Vraag om 1 tot en met 100 per bladzijde.';

const Aantal = z
  .string()
  .regex(/^([1-9]\d?|100)$/, { error: AANTAL })
  .transform(Number);

const bladzijde = { aantal: Aantal.default(25), na: z.string().optional() };
const zoek = Zoektekst.optional();
/** Of lines that say little each. */
const regels = { aantal: Aantal.default(50), na: bladzijde.na };

/** The query of `GET /werkvoorraad`. */
export const WerkvoorraadQuery = z.strictObject({
  status: z
    .enum(AanmeldingStatus.options, { error: `Kies een status: ${AanmeldingStatus.options.join(', ')}.` })
    .optional(),
  zoek,
  ...bladzijde,
});

/** The query of `GET /kantoor`. */
export const KantoorQuery = z.strictObject({ na: bladzijde.na });

/** The query of `GET /koppelingen`. */
export const KoppelingenQuery = z.strictObject({
  status: z
    .enum(Koppeling.shape.status.options, { error: `Kies een status: ${Koppeling.shape.status.options.join(', ')}.` })
    .optional(),
  zoek,
  aandacht: z.enum(['ja'], { error: 'Schrijf aandacht=ja, of laat dit weg.' }).optional(),
  ...bladzijde,
});

/** The query of `GET /uitwisselingen/{uitwisselingId}/mutaties`. */
export const MutatiesQuery = z.strictObject({
  soort: z.enum(MutatieSoort.options, { error: `Kies een soort: ${MutatieSoort.options.join(', ')}.` }).optional(),
  ...regels,
});

/** The query of the lists of questions. */
export const VragenQuery = z.strictObject(regels);

/** The query of `GET /aanmeldingen/{aanmeldingId}/kalender`. */
export const KalenderQuery = z.strictObject({
  vorm: z
    .literal('ics', { error: 'Schrijf vorm=ics, of laat dit weg.' })
    .describe('Met `ics` krijgt u een agendabestand (iCalendar).')
    .optional(),
});

/** The query of `DELETE /aanmeldingen/{aanmeldingId}`. Nothing else: whoever misspells the date would be signed off today. */
export const AfmeldQuery = z.strictObject({
  per: z.iso.date({ error: 'Schrijf de datum als JJJJ-MM-DD, bijvoorbeeld 2026-12-31.' }).pipe(Datum).optional(),
  direct: z.literal('ja', { error: 'Schrijf direct=ja, of laat dit weg.' }).optional(),
});
