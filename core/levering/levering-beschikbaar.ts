import * as z from 'zod';
import { BewaardContractnummer } from '../aanmelding/aanmeldgegevens.ts';
import { KoppelingId, TijdvakId, UitwisselingId } from '../ids.ts';
import { Dekkingsprofiel } from '../nmbrs/dekkingsprofiel.ts';
import { manifestKey } from '../uitwisseling/levering.ts';
import { type GeleverdManifest, MutatieTellingen } from '../vergelijking/manifest.ts';

/** What the event says that it is from, and what it is called: who listens to deliveries matches these two. */
export const BRON = 'salariskoppeling';
export const LEVERING_BESCHIKBAAR = 'levering.beschikbaar';

/** The same for each telling of the same delivery: who receives an event twice sees it by this. */
export const GebeurtenisId = z
  .string()
  .regex(/^levering-kop-[0-9a-f-]{36}_\d{4}-[MP]\d{2}_v\d+$/)
  .brand<'GebeurtenisId'>();
export type GebeurtenisId = z.infer<typeof GebeurtenisId>;

/**
 * What is told of a delivered data set: ids, the policy, counts, and where its manifest is. It names no person and no employer. The hash is of the
 * manifest's bytes, and the manifest has the hash of every file: who checks both knows that the set is the one that was told of.
 */
export const LeveringBeschikbaar = z.strictObject({
  schemaVersie: z.literal(1),
  gebeurtenisId: GebeurtenisId,
  uitwisselingId: UitwisselingId,
  koppelingId: KoppelingId,
  /** Absent for a set that was delivered before its manifest told it. */
  raamwerkcontractnummer: BewaardContractnummer.optional(),
  tijdvakId: TijdvakId,
  /** A higher version of the same period takes the place of the lower ones. */
  datasetVersie: z.int().positive(),
  dekkingsprofiel: Dekkingsprofiel,
  werknemers: z.int().nonnegative(),
  vragen: z.int().nonnegative(),
  mutaties: MutatieTellingen,
  manifest: z.strictObject({
    /** The key in the bucket of deliveries. */
    sleutel: z.string().regex(/^leveringen\/.+\/manifest\.json$/),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
});
export type LeveringBeschikbaar = z.infer<typeof LeveringBeschikbaar>;

/** The event of this delivery; all of it follows from the manifest. */
export function leveringBeschikbaar(manifest: GeleverdManifest, sha256: string): LeveringBeschikbaar {
  const { uitwisselingId, koppelingId, datasetVersie, dekkingsprofiel, werknemers, vragen, mutaties, werkgever } =
    manifest;
  const { tijdvakId } = manifest.tijdvak;
  return {
    schemaVersie: 1,
    gebeurtenisId: GebeurtenisId.parse(`levering-${uitwisselingId}`),
    ...(werkgever === undefined ? {} : { raamwerkcontractnummer: werkgever.raamwerkcontractnummer }),
    ...{ uitwisselingId, koppelingId, tijdvakId, datasetVersie, dekkingsprofiel, werknemers, vragen, mutaties },
    manifest: { sleutel: manifestKey({ koppelingId, tijdvakId, datasetVersie }), sha256 },
  };
}
