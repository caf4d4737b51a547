import * as z from 'zod';
import { AanmeldingStatus } from '../aanmelding/aanmelding.ts';
import { Ontvangstbewijs } from '../aanmelding/afmelding.ts';
import { Afwijzing, Goedkeuring } from '../aanmelding/besluit.ts';
import { Bevinding } from '../aanmelding/controle.ts';
import { GemaskeerdeGegevens } from '../aanmelding/gemaskeerde-gegevens.ts';
import { Gebeurtenis } from '../audit/tijdlijn.ts';
import { KantoorActie, LaatsteDag } from '../beheer/acties.ts';
import { BerichtSoort, Bezorging } from '../berichten/bericht.ts';
import { Vervolg } from '../berichten/weigering.ts';
import { AanmeldingId } from '../ids.ts';
import { Datum, Tijdstip } from '../kalender/tijd.ts';
import { Tijdvak } from '../kalender/tijdvak.ts';
import { Koppeling } from '../koppeling/koppeling.ts';
import { Controleverslag } from './present-controle.ts';
import { Machtigingsverslag } from './present-machtiging.ts';

/** A mail to the office, and what is known of its way. */
export const Verzonden = z.strictObject({
  soort: BerichtSoort,
  op: Tijdstip,
  bezorging: Bezorging.optional(),
  bezorgingOp: Tijdstip.optional(),
  vervolg: Vervolg.optional(),
});

/** A besluit without who took it. */
const Besluit = z.discriminatedUnion('besluit', [
  Goedkeuring.pick({ besluit: true, besloten: true, dekkingsprofiel: true, huidigTijdvakMeenemen: true }),
  Afwijzing.pick({ besluit: true, besloten: true, reden: true }),
]);

/** What the office sees as long as its gegevens are there; made in present-aanmelding.ts. */
export const AanmeldingDocument = z.strictObject({
  aanmeldingId: AanmeldingId,
  status: AanmeldingStatus.exclude(['afgemeld']),
  ontvangenOp: Tijdstip,
  watNu: z.string(),
  gegevens: GemaskeerdeGegevens,
  machtiging: Machtigingsverslag,
  berichten: z.array(Verzonden),
  watTeDoen: z.array(Bevinding.pick({ tekst: true, stappen: true })),
  controle: Controleverslag.optional(),
  besluit: Besluit.optional(),
  realisatiedatum: Datum.optional(),
  eersteUitwisseling: Datum.optional(),
  eersteTijdvak: Tijdvak.optional(),
  ingangsdatum: Datum.optional(),
  afmeldingBegintOp: Tijdstip.optional(),
  volgendeUitwisseling: Datum.optional(),
  vorigeUitwisseling: Datum.optional(),
  koppeling: Koppeling.pick({ status: true, openVragen: true }).optional(),
  kan: z.array(KantoorActie),
  tot: LaatsteDag,
  tijdlijn: z.array(Gebeurtenis).readonly(),
});
export type AanmeldingDocument = z.infer<typeof AanmeldingDocument>;

/** What it sees afterwards; made in present-status.ts. */
export const AfgemeldDocument = z.strictObject({
  aanmeldingId: AanmeldingId,
  status: z.literal('afgemeld'),
  ontvangenOp: Tijdstip,
  ingangsdatum: Datum,
  afgemeldOp: Tijdstip,
  watNu: z.string(),
  ontvangstbewijs: Ontvangstbewijs,
  kan: z.array(KantoorActie),
  tijdlijn: z.array(Gebeurtenis).readonly(),
  berichten: z.array(Verzonden),
});
export type AfgemeldDocument = z.infer<typeof AfgemeldDocument>;

/** The answer of `GET /aanmeldingen/{aanmeldingId}`. */
export const Statusdocument = z.discriminatedUnion('status', [AanmeldingDocument, AfgemeldDocument]);
export type Statusdocument = z.infer<typeof Statusdocument>;
