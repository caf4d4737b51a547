import * as z from 'zod';

/** The cover for which data is exchanged. The assessor picks it at akkoord; there is no default. */
export const Dekkingsprofiel = z.enum(['verzuim', 'wia', 'pensioen', 'volledig']);
export type Dekkingsprofiel = z.infer<typeof Dekkingsprofiel>;

/**
 * Groups of fields that may leave the payroll adapter. A group that the profile lacks is not fetched; where one call
 * gives fields of several groups (the BSN comes with the person), the adapter drops what was not asked for.
 */
export const Gegevensgroep = z.enum([
  'persoon',
  'contract',
  'rooster',
  'uren',
  'bsn',
  'adres',
  'verzekering',
  'partner',
  'kinderen',
  'looncomponenten',
  'bankrekening',
]);
export type Gegevensgroep = z.infer<typeof Gegevensgroep>;

const VERZUIM: readonly Gegevensgroep[] = ['persoon', 'contract', 'rooster', 'uren'];
const WIA: readonly Gegevensgroep[] = [...VERZUIM, 'bsn', 'adres', 'verzekering'];
const PENSIOEN: readonly Gegevensgroep[] = [...WIA, 'partner', 'kinderen', 'looncomponenten'];

const GROEPEN: Readonly<Record<Dekkingsprofiel, readonly Gegevensgroep[]>> = {
  verzuim: VERZUIM,
  wia: WIA,
  pensioen: PENSIOEN,
  volledig: [...PENSIOEN, 'bankrekening'],
};

/** The groups per employee that this profile needs, beyond dienstverband and salaris, which every profile needs. */
export const groepenFor = (profiel: Dekkingsprofiel): readonly Gegevensgroep[] => GROEPEN[profiel];

/** Whether the wage codes of the run (the background report) belong to the profile. */
export const needsLooncodes = (profiel: Dekkingsprofiel): boolean => profiel !== 'verzuim';

/** Whether two assessors must agree: a BSN leaves Nmbrs only when four eyes have seen that it may. */
export const needsTweedeAkkoord = (profiel: Dekkingsprofiel): boolean => groepenFor(profiel).includes('bsn');
