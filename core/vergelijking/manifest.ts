import * as z from 'zod';
import { BewaardContractnummer } from '../aanmelding/aanmeldgegevens.ts';
import { BedrijfId, KoppelingId, RunId, TijdvakId, UitwisselingId, VerzoekId } from '../ids.ts';
import { Guid } from '../invoer/guid.ts';
import { Loonheffingenreferentie } from '../invoer/loonheffingennummer.ts';
import { Datum, Tijdstip } from '../kalender/tijd.ts';
import { Tijdvak } from '../kalender/tijdvak.ts';
import { OvergeslagenTijdvak } from '../koppeling/koppeling.ts';
import { Dekkingsprofiel } from '../nmbrs/dekkingsprofiel.ts';
import { Gegevensveld, type Peilen } from '../nmbrs/gegevensset.ts';
import { NmbrsTijdvak, nuVan } from '../nmbrs/peil.ts';
import { MutatieSoort } from './mutatie.ts';

/** The files of a data set beside its manifest, in the order in which they are written. */
export const LEVERINGSBESTANDEN = ['werknemers.ndjson', 'mutaties.ndjson', 'werknemers.csv', 'vragen.json'] as const;
export type Leveringsbestand = (typeof LEVERINGSBESTANDEN)[number];

const aantal = z.int().nonnegative();

/** How many of each kind, none included. */
export const MutatieTellingen = z.record(MutatieSoort, aantal);

/**
 * Of how many employees a group is of the period, as it was when Nmbrs was in another (by that period), or as an earlier version
 * of the set told it.
 */
const PeilTelling = z.strictObject({
  tijdvak: aantal,
  nu: z.partialRecord(NmbrsTijdvak, aantal),
  eerdereVersie: aantal,
});
export const PeilTellingen = z.partialRecord(Gegevensveld, PeilTelling);
export type PeilTellingen = z.infer<typeof PeilTellingen>;

/** Counts over the lines of a set, in the order of the groups. */
export function countPeilen() {
  const tellingen = new Map<Gegevensveld, z.infer<typeof PeilTelling>>();
  return {
    add(peilen: Peilen): void {
      for (const veld of Gegevensveld.options) {
        const peil = peilen[veld];
        if (peil === undefined) continue;
        const telling = tellingen.get(veld) ?? { tijdvak: 0, nu: {}, eerdereVersie: 0 };
        const nu = nuVan(peil);
        if (nu !== undefined) telling.nu[nu] = (telling.nu[nu] ?? 0) + 1;
        else if (peil === 'tijdvak') telling.tijdvak += 1;
        else telling.eerdereVersie += 1;
        tellingen.set(veld, telling);
      }
    },
    counted: (): PeilTellingen =>
      Object.fromEntries(
        Gegevensveld.options.flatMap((veld) => (tellingen.has(veld) ? [[veld, tellingen.get(veld)]] : [])),
      ),
  };
}

/**
 * How many are in service when the period is over. With a set to compare with: how many were by that one, who came, who went with a
 * last day (or a first day that was put off) and who is gone without one: `vorige + erbij - eraf - spoorloos = nu`.
 */
export const InDienstTelling = z.strictObject({
  nu: aantal,
  verloop: z.strictObject({ vorige: aantal, erbij: aantal, eraf: aantal, spoorloos: aantal }).optional(),
});
export type InDienstTelling = z.infer<typeof InDienstTelling>;

/**
 * Whose employees they are, so that the set can be booked on its policy, also when nothing else of the koppeling is left: as the
 * office signed the werkgever up.
 */
const GeleverdeWerkgever = z.strictObject({
  raamwerkcontractnummer: BewaardContractnummer,
  bedrijfsnaam: z.string(),
  /** The label before `.nmbrs.nl`. */
  nmbrsDomein: z.string(),
  nmbrsBedrijfId: BedrijfId,
  /** Absent while Nmbrs did not tell it. */
  nmbrsBedrijfGuid: Guid.optional(),
  /** Absent of a koppeling that was realised before it was kept. */
  loonheffingenreferentie: Loonheffingenreferentie.optional(),
});
export type GeleverdeWerkgever = z.infer<typeof GeleverdeWerkgever>;

/** One file: `regels` counts employees, mutaties or questions (the csv's header is none). */
export const Bestandsbewijs = z.strictObject({
  naam: z.enum(LEVERINGSBESTANDEN),
  regels: aantal,
  bytes: aantal,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Bestandsbewijs = z.infer<typeof Bestandsbewijs>;

/**
 * That so many employees were taken out of the set at their request, after it was delivered; never who. The set is removed on the day on
 * which it would have been without that.
 */
export const Gewist = z.strictObject({
  verzoekId: VerzoekId,
  op: Tijdstip,
  werknemers: z.int().positive(),
  vervaltOp: Datum,
});
export type Gewist = z.infer<typeof Gewist>;

/** Written last; its presence is the proof that the set is complete. */
export const Manifest = z.strictObject({
  schemaVersie: z.literal(4),
  uitwisselingId: UitwisselingId,
  koppelingId: KoppelingId,
  werkgever: GeleverdeWerkgever,
  datasetVersie: z.int().positive(),
  tijdvak: Tijdvak,
  /** The set that the mutaties compare with; absent: there was none, and so there are no mutaties. */
  vorige: z.strictObject({ tijdvakId: TijdvakId, datasetVersie: z.int().positive() }).optional(),
  runIds: z.array(RunId),
  /** Of the runs those that cover several periods: the numbers of the first and the last. */
  langereRuns: z.array(z.strictObject({ runId: RunId, tijdvakVan: z.int(), tijdvakTot: z.int() })).optional(),
  /** The periods since the set before this one of which no set came, and why. */
  overgeslagen: z.array(OvergeslagenTijdvak).optional(),
  dekkingsprofiel: Dekkingsprofiel,
  dertiendeMaand: z.boolean(),
  aangemaaktOp: Tijdstip,
  werknemers: aantal,
  inDienst: InDienstTelling,
  vragen: aantal,
  peil: PeilTellingen,
  mutaties: MutatieTellingen,
  bestanden: z.array(Bestandsbewijs),
  /** Absent of a set that is as it was delivered. */
  gewist: z.array(Gewist).optional(),
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * What is needed of a delivered set to close its exchange, of whichever version: a deployment can come between the two. Before
 * version 4 nobody counted who is in service, or said of which policy it is; a version has the kinds of mutaties that it knew.
 */
export const GeleverdManifest = Manifest.pick({
  uitwisselingId: true,
  koppelingId: true,
  datasetVersie: true,
  tijdvak: true,
  dekkingsprofiel: true,
  werknemers: true,
  vragen: true,
}).extend({
  schemaVersie: z.int().min(2),
  werkgever: GeleverdeWerkgever.optional(),
  inDienst: InDienstTelling.optional(),
  mutaties: z
    .partialRecord(MutatieSoort, aantal)
    .transform((tellingen) =>
      MutatieTellingen.parse(Object.fromEntries(MutatieSoort.options.map((soort) => [soort, tellingen[soort] ?? 0]))),
    ),
});
export type GeleverdManifest = z.infer<typeof GeleverdManifest>;
