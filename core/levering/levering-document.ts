import * as z from 'zod';
import { AanmeldingId, KoppelingId, TijdvakId, UitwisselingId, WerknemerId } from '../ids.ts';
import { Datum, Tijdstip } from '../kalender/tijd.ts';
import { Tijdvak } from '../kalender/tijdvak.ts';
import { Dekkingsprofiel } from '../nmbrs/dekkingsprofiel.ts';
import { InDienstTelling } from '../vergelijking/manifest.ts';

const aantal = z.int().nonnegative();

/** A file of the set: how many lines and bytes, and the hash of these. */
const Leveringsbestandregel = z.strictObject({ naam: z.string(), regels: aantal, bytes: aantal, sha256: z.string() });

/** A delivered set in counts, as its manifest says, and whether a.s.r. has it. It names nobody. */
export const Leveringdocument = z.strictObject({
  uitwisselingId: UitwisselingId,
  koppelingId: KoppelingId,
  aanmeldingId: AanmeldingId,
  tijdvak: Tijdvak,
  datasetVersie: z.int().positive(),
  dekkingsprofiel: Dekkingsprofiel,
  voltooidOp: Tijdstip,
  ontvangenOp: Tijdstip.optional(),
  manifestSha256: z.string(),
  werknemers: aantal,
  inDienst: InDienstTelling.optional(),
  vragen: aantal,
  mutaties: z.record(z.string(), aantal),
  vorige: z.strictObject({ tijdvakId: TijdvakId, datasetVersie: z.int().positive() }).optional(),
  bestanden: z.array(Leveringsbestandregel),
  gewist: aantal,
});
export type Leveringdocument = z.infer<typeof Leveringdocument>;

/** One mutatie without values: the employee by the Nmbrs id, and which fields differ. */
export const Mutatieregel = z.strictObject({
  soort: z.string(),
  werknemerId: WerknemerId,
  velden: z.array(z.string()).optional(),
  ingangsdatum: Datum.optional(),
  tijdvakId: TijdvakId.optional(),
  oorzaak: z.string().optional(),
});
export type Mutatieregel = z.infer<typeof Mutatieregel>;

/** One question; it names the employee by the Nmbrs id only, and holds no value. */
export const Vraagregel = z.strictObject({ code: z.string(), werknemerId: WerknemerId.optional(), tekst: z.string() });
export type Vraagregel = z.infer<typeof Vraagregel>;
