import * as z from 'zod';
import { Aandachtspunt } from '../beheer/aandacht.ts';
import { KoppelingActie, LaatsteDag, UitwisselingActie } from '../beheer/acties.ts';
import { AanmeldingId, KoppelingId, RunId, TijdvakId, UitwisselingId } from '../ids.ts';
import { Datum, Tijdstip } from '../kalender/tijd.ts';
import { Koppeling } from '../koppeling/koppeling.ts';
import { Vasthoudreden } from '../nmbrs/bezetting.ts';
import { BulkAanroep } from '../nmbrs/bulk-aanroep.ts';
import { Gegevensgroep } from '../nmbrs/dekkingsprofiel.ts';
import { Aanleiding, UitwisselingStatus, Vertrokkene, Vrijgave } from '../uitwisseling/uitwisseling.ts';

const { volgende, vorige, dekkingsprofiel, verloning, status } = Koppeling.shape;

/** One koppeling in the list, and what is the matter with it; absent when all is well. */
export const Koppelingrij = z.strictObject({
  koppelingId: KoppelingId,
  aanmeldingId: AanmeldingId,
  status,
  werkgever: Koppeling.shape.werkgever.pick({ bedrijfsnaam: true, raamwerkcontractnummer: true }),
  salarisverwerker: Koppeling.shape.salarisverwerker,
  nmbrs: Koppeling.shape.nmbrs.pick({ domein: true }),
  ...{ dekkingsprofiel, verloning, vorige },
  /** Absent when no exchange follows any more. */
  volgende: volgende.optional(),
  laatsteDag: Datum.optional(),
  watIsErMis: Aandachtspunt.optional(),
});
export type Koppelingrij = z.infer<typeof Koppelingrij>;

/** An exchange in the history of its koppeling; the fields that its state has. */
export const Uitwisselingregel = z.strictObject({
  uitwisselingId: UitwisselingId,
  tijdvakId: TijdvakId,
  datasetVersie: z.int(),
  status: UitwisselingStatus,
  gepland: Datum,
  deadline: Datum,
  aanleiding: Aanleiding.optional(),
  gestartOp: Tijdstip.optional(),
  voltooidOp: Tijdstip.optional(),
  ontvangenOp: Tijdstip.optional(),
  gestoptOp: Tijdstip.optional(),
  code: z.string().optional(),
  werknemers: z.int().optional(),
  vragen: z.int().optional(),
});
export type Uitwisselingregel = z.infer<typeof Uitwisselingregel>;

/** One koppeling in full: all that is the matter, its exchanges from old to new, and the periods still to be fetched again. */
export const Koppelingdocument = Koppelingrij.omit({ watIsErMis: true }).extend({
  gerealiseerdOp: Tijdstip,
  watIsErMis: z.array(Aandachtspunt).readonly(),
  kan: z.array(KoppelingActie),
  tot: LaatsteDag,
  inhalen: z.array(TijdvakId),
  uitwisselingen: z.array(Uitwisselingregel),
});
export type Koppelingdocument = z.infer<typeof Koppelingdocument>;

/** A part that is not done: what it fetches and for how many employees, never whose. `fout`: on what it stopped. */
export const OpenDeel = z.strictObject({
  nummer: z.int(),
  soort: z.enum(['salarissen', 'bedrijfsbreed', 'werknemers']),
  aanroep: BulkAanroep.optional(),
  groepen: z.array(Gegevensgroep).optional(),
  werknemers: z.int().optional(),
  fout: z.string().optional(),
});
export type OpenDeel = z.infer<typeof OpenDeel>;

/** One exchange in full. */
export const Uitwisselingdocument = Uitwisselingregel.extend({
  koppelingId: KoppelingId,
  aanmeldingId: AanmeldingId,
  volgendeBlik: Datum.optional(),
  runIds: z.array(RunId).optional(),
  /** Parts that count: those that were replaced by others do not. */
  voortgang: z.strictObject({ gedaan: z.int(), totaal: z.int() }).optional(),
  kan: z.array(UitwisselingActie),
  tot: LaatsteDag,
  openDelen: z.array(OpenDeel),
  rapport: z.strictObject({ gestartOp: Tijdstip, pogingen: z.int(), taken: z.int(), klaar: z.int() }).optional(),
  vastgehouden: z
    .strictObject({
      op: Tijdstip,
      reden: Vasthoudreden,
      uitleg: z.string(),
      inDienst: z.int(),
      vorigTijdvak: TijdvakId.optional(),
      vorigInDienst: z.int(),
      uitDienst: z.array(Vertrokkene),
    })
    .optional(),
  vrijgave: Vrijgave.omit({ taakToken: true }).optional(),
});
export type Uitwisselingdocument = z.infer<typeof Uitwisselingdocument>;
