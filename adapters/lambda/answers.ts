import * as z from 'zod';
import { Waarschuwing } from '../../core/aanmelding/aanmeldgegevens.ts';
import { AanmeldingStatus } from '../../core/aanmelding/aanmelding.ts';
import { Ontvangstbewijs } from '../../core/aanmelding/afmelding.ts';
import { Kantoorrij } from '../../core/aanvraag/list-kantoor.ts';
import { AanmeldingId, Capability, KoppelingId, TijdvakId, UitwisselingId } from '../../core/ids.ts';
import { Datum, Tijdstip } from '../../core/kalender/tijd.ts';
import { Tijdvak, Verloning } from '../../core/kalender/tijdvak.ts';
import { Koppeling, Profielvoorstel } from '../../core/koppeling/koppeling.ts';
import { Wijzigveld } from '../../core/koppeling/koppelingwijziging.ts';
import { Mutatieregel, Vraagregel } from '../../core/levering/levering-document.ts';
import { OpenVragen } from '../../core/levering/show-open-vragen.ts';
import { Vrijgave } from '../../core/uitwisseling/uitwisseling.ts';
import { Koppelingrij } from '../../core/weergave/koppeling-document.ts';
import { Werkvoorraadrij } from '../../core/weergave/list-werkvoorraad.ts';
import { Verzoekdocument } from '../../core/weergave/present-verzoek.ts';
import { Veldfoutmelding } from './problem-schema.ts';

// The answers that the handlers themselves compose; those that a use case composes stand beside it.

const Ontvangst = z.strictObject({ aanmeldingId: AanmeldingId, capability: Capability, statusUrl: z.url() });

/** Whether the office has to confirm its mail address first. */
const Stand = AanmeldingStatus.extract(['ontvangen', 'wacht-op-bevestiging']);

/** A sign-up that was taken in, or waits. */
export const Aanmeldantwoord = Ontvangst.extend({
  status: Stand,
  watNu: z.string(),
  waarschuwingen: z.array(Waarschuwing).readonly(),
});
export type Aanmeldantwoord = z.infer<typeof Aanmeldantwoord>;

const rij = { rij: z.int().positive() };

/** What became of one werkgever of a bulk. */
export const Bulkregel = z.discriminatedUnion('uitkomst', [
  Ontvangst.extend({ ...rij, uitkomst: Stand }),
  z.strictObject({
    ...{ ...rij, uitkomst: z.literal('ongeldig'), tekst: z.string(), fouten: z.array(Veldfoutmelding).readonly() },
  }),
  z.strictObject({ ...rij, uitkomst: z.enum(['al-aangemeld', 'niet-verwerkt']), tekst: z.string() }),
]);
export type Bulkregel = z.infer<typeof Bulkregel>;

/** What became of a bulk. */
export const Bulkantwoord = z.strictObject({
  ontvangen: z.int(),
  wachtOpBevestiging: z.int(),
  geweigerd: z.int(),
  nietVerwerkt: z.int(),
  watNu: z.string(),
  waarschuwingen: z.array(Waarschuwing).readonly(),
  rijen: z.array(Bulkregel),
});
export type Bulkantwoord = z.infer<typeof Bulkantwoord>;

/** What became of one aanmelding of a confirmed request. */
export const Bevestigdregel = z.strictObject({
  aanmeldingId: AanmeldingId,
  uitkomst: z.enum(['ontvangen', 'al-aangemeld', 'nog-niet', 'adres-gewijzigd', 'vervallen']),
  tekst: z.string(),
});
export type Bevestigdregel = z.infer<typeof Bevestigdregel>;

/** A mail address that was confirmed, and the key that spares the next confirmations. */
export const Bevestigantwoord = z.strictObject({
  watNu: z.string(),
  aanmeldingen: z.array(Bevestigdregel).readonly(),
  kantoorsleutel: Capability,
  kantoorsleutelGeldigTot: Tijdstip,
});
export type Bevestigantwoord = z.infer<typeof Bevestigantwoord>;

/** A page of what an office signed up; `volgende` is absent on the last. */
export const Kantoorantwoord = z.strictObject({
  aanmeldingen: z.array(Kantoorrij).readonly(),
  volgende: z.string().optional(),
});
export type Kantoorantwoord = z.infer<typeof Kantoorantwoord>;

/** What happens when somebody asks for a new code; the same whether there is such an aanmelding or not. */
export const Toegangantwoord = z.strictObject({ watNu: z.string() });
export type Toegangantwoord = z.infer<typeof Toegangantwoord>;

/** Another capability: the one of before opens nothing any more. */
export const Capabilityantwoord = Ontvangst.omit({ statusUrl: true });
export type Capabilityantwoord = z.infer<typeof Capabilityantwoord>;

/** A new controle that was started; or, of a mail address that is not confirmed yet, another code. */
export const Hercontroleantwoord = z.strictObject({
  status: AanmeldingStatus.extract(['wordt-gecontroleerd', 'wacht-op-bevestiging', 'gerealiseerd']),
  watNu: z.string(),
});
export type Hercontroleantwoord = z.infer<typeof Hercontroleantwoord>;

/** A token that was tried and now counts, for so many werkgevers. */
export const Tokenantwoord = z.strictObject({ status: AanmeldingStatus, watNu: z.string(), werkgevers: z.int() });
export type Tokenantwoord = z.infer<typeof Tokenantwoord>;

/** An afmelding that was taken in. */
export const Afmeldantwoord = z.strictObject({
  status: AanmeldingStatus,
  ingangsdatum: Datum,
  begintOp: Tijdstip.optional(),
  watNu: z.string(),
});
export type Afmeldantwoord = z.infer<typeof Afmeldantwoord>;

/** An afmelding that was taken back. */
export const Intrekantwoord = z.strictObject({ status: AanmeldingStatus, watNu: z.string() });
export type Intrekantwoord = z.infer<typeof Intrekantwoord>;

/** An address that was put back, with the only code that opens the aanmelding from now on. */
export const Adresherstelantwoord = Ontvangst.omit({ statusUrl: true }).extend({ watNu: z.string() });
export type Adresherstelantwoord = z.infer<typeof Adresherstelantwoord>;

/** What is left of an aanmelding that ended without a koppeling: the receipt. */
export const Wisantwoord = z.strictObject({
  aanmeldingId: AanmeldingId,
  status: AanmeldingStatus.extract(['afgemeld']),
  watNu: z.string(),
  ontvangstbewijs: Ontvangstbewijs,
});
export type Wisantwoord = z.infer<typeof Wisantwoord>;

/** A page of the werkvoorraad; `volgende` is absent on the last. */
export const Werkvoorraad = z.strictObject({
  aanmeldingen: z.array(Werkvoorraadrij),
  volgende: z.string().optional(),
});
export type Werkvoorraad = z.infer<typeof Werkvoorraad>;

/** A besluit that holds. Of an approval also when the first exchange is. */
export const Besluitantwoord = z.strictObject({
  aanmeldingId: AanmeldingId,
  status: z.enum(['goedgekeurd', 'afgewezen']),
  eersteUitwisseling: Datum.optional(),
  eersteTijdvak: Tijdvak.optional(),
});
export type Besluitantwoord = z.infer<typeof Besluitantwoord>;

/** An approval that waits for a second assessor. */
export const Besluitvoorstel = z.strictObject({
  aanmeldingId: AanmeldingId,
  status: AanmeldingStatus.extract(['wacht-op-akkoord']),
  tweedeAkkoord: z.strictObject({
    ...{ nodig: z.literal(true), voorgesteldDoor: z.string(), voorgesteldOp: Tijdstip },
    voorgesteldDoorNaam: z.string().optional(),
  }),
  eersteUitwisseling: Datum.optional(),
  eersteTijdvak: Tijdvak.optional(),
  watNu: z.string(),
});
export type Besluitvoorstel = z.infer<typeof Besluitvoorstel>;

/** A page of the koppelingen; `volgende` is absent on the last. */
export const Koppelingen = z.strictObject({ koppelingen: z.array(Koppelingrij), volgende: z.string().optional() });
export type Koppelingen = z.infer<typeof Koppelingen>;

/** A koppeling that is paused. */
export const Pauzeantwoord = z.strictObject({
  koppelingId: KoppelingId,
  status: z.literal('gepauzeerd'),
  watNu: z.string(),
});
export type Pauzeantwoord = z.infer<typeof Pauzeantwoord>;

/** A koppeling that goes on. */
export const Hervatantwoord = z.strictObject({
  koppelingId: KoppelingId,
  status: z.literal('actief'),
  watNu: z.string(),
  volgende: Koppeling.shape.volgende,
});
export type Hervatantwoord = z.infer<typeof Hervatantwoord>;

/** Periods that are fetched again, in this order. */
export const Opnieuwantwoord = z.strictObject({
  koppelingId: KoppelingId,
  tijdvakken: z.array(TijdvakId).readonly(),
  watNu: z.string(),
});
export type Opnieuwantwoord = z.infer<typeof Opnieuwantwoord>;

/** A period that is passed over, and what comes next. */
export const Overslagantwoord = z.strictObject({
  koppelingId: KoppelingId,
  tijdvakId: TijdvakId,
  volgende: Koppeling.shape.volgende,
  watNu: z.string(),
});
export type Overslagantwoord = z.infer<typeof Overslagantwoord>;

/** Another verloning from a year on, and what comes next. */
export const Verloningantwoord = z.strictObject({
  koppelingId: KoppelingId,
  verloning: Verloning,
  vanafJaar: z.int(),
  volgende: Koppeling.shape.volgende,
  watNu: z.string(),
});
export type Verloningantwoord = z.infer<typeof Verloningantwoord>;

/** That a koppeling ends: its last day, and until when that can be taken back. */
export const Beeindigantwoord = z.strictObject({
  koppelingId: KoppelingId,
  ingangsdatum: Datum,
  begintOp: Tijdstip,
  watNu: z.string(),
});
export type Beeindigantwoord = z.infer<typeof Beeindigantwoord>;

/** What became of a koppeling, in words. */
export const Koppelingantwoord = z.strictObject({ koppelingId: KoppelingId, watNu: z.string() });
export type Koppelingantwoord = z.infer<typeof Koppelingantwoord>;

/** What of a koppeling is otherwise now, and the profile that waits for a colleague. */
export const Wijzigantwoord = Koppelingantwoord.extend({
  gewijzigd: z.array(Wijzigveld),
  voorstel: Profielvoorstel.optional(),
});
export type Wijzigantwoord = z.infer<typeof Wijzigantwoord>;

/** Whether the office was mailed, with a new code. */
export const Mailantwoord = z.strictObject({
  aanmeldingId: AanmeldingId,
  gemaild: z.boolean(),
  watNu: z.string(),
});
export type Mailantwoord = z.infer<typeof Mailantwoord>;

/** A delivered set that a.s.r. has, and since when it says so. */
export const Ontvangstantwoord = z.strictObject({ uitwisselingId: UitwisselingId, ontvangenOp: Tijdstip });
export type Ontvangstantwoord = z.infer<typeof Ontvangstantwoord>;

/** A data set that was held, and what becomes of it. */
export const Vrijgaveantwoord = z.strictObject({
  uitwisselingId: UitwisselingId,
  besluit: Vrijgave.shape.besluit,
  watNu: z.string(),
});
export type Vrijgaveantwoord = z.infer<typeof Vrijgaveantwoord>;

/** A page of what differs in a delivered set; `volgende` is absent on the last. */
export const Leveringsmutaties = z.strictObject({
  mutaties: z.array(Mutatieregel).readonly(),
  volgende: z.string().optional(),
});
export type Leveringsmutaties = z.infer<typeof Leveringsmutaties>;

/** The same of what should be looked at in it. */
export const Leveringsvragen = z.strictObject({
  vragen: z.array(Vraagregel).readonly(),
  volgende: z.string().optional(),
});
export type Leveringsvragen = z.infer<typeof Leveringsvragen>;

/** A page of what the office can mend; `volgende` is absent on the last. */
export const Vragenantwoord = OpenVragen.extend({ volgende: z.string().optional() });
export type Vragenantwoord = z.infer<typeof Vragenantwoord>;

/** The requests about employees of one koppeling. */
export const Verzoeken = z.strictObject({ verzoeken: z.array(Verzoekdocument).readonly() });
export type Verzoeken = z.infer<typeof Verzoeken>;
