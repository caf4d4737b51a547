import * as z from 'zod';
import { Dekkingsprofiel } from './dekkingsprofiel.ts';
import { KoppelingId } from './koppeling.ts';
import { MutatieSoort } from './mutatie.ts';
import { Tijdstip } from './tijd.ts';
import { Tijdvak, TijdvakId } from './tijdvak.ts';
import { RunId, UitwisselingId } from './uitwisseling.ts';

/** The files of a data set beside its manifest, in the order in which they are written. */
export const LEVERINGSBESTANDEN = ['werknemers.ndjson', 'mutaties.ndjson', 'werknemers.csv', 'vragen.json'] as const;
export type Leveringsbestand = (typeof LEVERINGSBESTANDEN)[number];

const aantal = z.int().nonnegative();

/** How many of each kind, none included. */
export const MutatieTellingen = z.record(MutatieSoort, aantal);

/** One file: `regels` counts employees, mutaties or questions (the csv's header is none). */
export const Bestandsbewijs = z.strictObject({
  naam: z.enum(LEVERINGSBESTANDEN),
  regels: aantal,
  bytes: aantal,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Bestandsbewijs = z.infer<typeof Bestandsbewijs>;

/** Written last; its presence is the proof that the set is complete. */
export const Manifest = z.strictObject({
  schemaVersie: z.literal(2),
  uitwisselingId: UitwisselingId,
  koppelingId: KoppelingId,
  datasetVersie: z.int().positive(),
  tijdvak: Tijdvak,
  /** The set that the mutaties compare with; absent: there was none, and so there are no mutaties. */
  vorige: z.strictObject({ tijdvakId: TijdvakId, datasetVersie: z.int().positive() }).optional(),
  runIds: z.array(RunId),
  dekkingsprofiel: Dekkingsprofiel,
  dertiendeMaand: z.boolean(),
  aangemaaktOp: Tijdstip,
  werknemers: aantal,
  vragen: aantal,
  mutaties: MutatieTellingen,
  bestanden: z.array(Bestandsbewijs),
});
export type Manifest = z.infer<typeof Manifest>;
