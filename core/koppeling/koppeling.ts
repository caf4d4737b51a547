import * as z from 'zod';
import { AccountSoort, BewaardContractnummer, Dga } from '../aanmelding/aanmeldgegevens.ts';
import { AanmeldingId, BedrijfId, KoppelingId, TijdvakId } from '../ids.ts';
import { Guid } from '../invoer/guid.ts';
import { Loonheffingenreferentie } from '../invoer/loonheffingennummer.ts';
import { Medewerkernaam } from '../invoer/medewerker.ts';
import { Datum, Tijdstip } from '../kalender/tijd.ts';
import { Verloning } from '../kalender/tijdvak.ts';
import { Dekkingsprofiel } from '../nmbrs/dekkingsprofiel.ts';
import { InloggegevensRef } from '../nmbrs/inloggegevens.ts';

/** A period of which a version after number `na` (0: none yet) has to end. `aanleiding` absent: a person asked for it. */
export const InTeHalenTijdvak = z.strictObject({
  tijdvakId: TijdvakId,
  na: z.int().nonnegative(),
  aanleiding: z.literal('nieuwe-run').optional(),
});
export type InTeHalenTijdvak = z.infer<typeof InTeHalenTijdvak>;

/** A period without a data set: somebody of a.s.r. said so, or its wages are in a run that counts in a later one. */
export const OvergeslagenTijdvak = z.strictObject({
  tijdvakId: TijdvakId,
  oorzaak: z.enum(['geen-run', 'run-over-meer-tijdvakken']),
  reden: z.string(),
});
export type OvergeslagenTijdvak = z.infer<typeof OvergeslagenTijdvak>;

/** What became of the company in Nmbrs since the sign-up, and on which day that was seen first. */
export const InNmbrs = z.strictObject({
  gezien: z.enum(['andere-naam', 'niet-zichtbaar']),
  naam: z.string().optional(),
  sinds: Datum,
});
export type InNmbrs = z.infer<typeof InNmbrs>;

/** A declared DGA; by the employee's id once the controle found the person: a number may be given to another. */
export const KoppelingDga = Dga.extend({ werknemerId: z.int().optional() });
export type KoppelingDga = z.infer<typeof KoppelingDga>;

/** That somebody of a.s.r. asked for another profile which a colleague must agree to; who, as the subject of the JWT. */
export const Profielvoorstel = z.strictObject({
  dekkingsprofiel: Dekkingsprofiel,
  beoordelaar: z.string().min(1),
  beoordelaarNaam: Medewerkernaam.optional(),
  op: Tijdstip,
});
export type Profielvoorstel = z.infer<typeof Profielvoorstel>;

/** The realised coupling of one werkgever: everything an exchange needs to know, but the secret. */
export const Koppeling = z.strictObject({
  koppelingId: KoppelingId,
  aanmeldingId: AanmeldingId,
  versie: z.int().nonnegative(),
  status: z.enum(['actief', 'onderbroken', 'gepauzeerd', 'gestopt']),
  gerealiseerdOp: Tijdstip,
  accountSoort: AccountSoort,
  salarisverwerker: z.strictObject({ bedrijfsnaam: z.string(), email: z.string() }),
  werkgever: z.strictObject({
    bedrijfsnaam: z.string(),
    /** Both absent of a koppeling that was realised before they were kept. */
    raamwerkcontractnummer: BewaardContractnummer.optional(),
    loonheffingenreferentie: Loonheffingenreferentie.optional(),
  }),
  nmbrs: z.strictObject({
    bedrijfId: BedrijfId,
    /** By which the API that replaces this one knows the company; absent while Nmbrs did not tell it. */
    bedrijfGuid: Guid.optional(),
    domein: z.string(),
    inloggegevensRef: InloggegevensRef,
    /** The account before a change of login, until it is certain that its secret is erased or still in use. */
    teVerlaten: InloggegevensRef.optional(),
  }),
  dekkingsprofiel: Dekkingsprofiel,
  voorstel: Profielvoorstel.optional(),
  /** As it was signed up; see `verloningen` for what it became. */
  verloning: Verloning,
  /** From 1 January of which year it is another, the earliest first. */
  verloningen: z.array(z.strictObject({ vanafJaar: z.int(), verloning: Verloning })).optional(),
  dertiendeMaand: z.boolean(),
  dga: z.array(KoppelingDga),
  /** How many were in service at the controle, and on which day: what the first data set is held against. */
  geteld: z.int().nonnegative().optional(),
  geteldOp: Datum.optional(),
  /** The exchange that the werkgever's one schedule stands for. */
  volgende: z.strictObject({ tijdvakId: TijdvakId, datum: Datum }),
  /** The last period whose data set was delivered, and on which day. */
  vorige: z.strictObject({ tijdvakId: TijdvakId, datum: Datum }).optional(),
  /** How many questions that the office can mend are open in that set; absent when there are none. */
  openVragen: z.int().positive().optional(),
  /** Absent as long as it is as it was signed up. */
  inNmbrs: InNmbrs.optional(),
  /** The periods of which no data set comes, and why; each is named in the manifest of the next one that does. */
  overgeslagen: z.array(OvergeslagenTijdvak).optional(),
  /** That a run of the last delivered period was seen unlocked; of no meaning for a version that was started later. */
  herziening: z.strictObject({ tijdvakId: TijdvakId, ontgrendeldGezienOp: Tijdstip }).optional(),
  /** Asked for by a person, or changed while another exchange was open, in order; each starts when the exchange before it has ended. */
  inhalen: z.array(InTeHalenTijdvak).optional(),
});
export type Koppeling = z.infer<typeof Koppeling>;

/** What is left of a koppeling after afmelden: enough to recognise, and to undo, what comes in late. */
export const GewisteKoppeling = z.strictObject({
  koppelingId: KoppelingId,
  aanmeldingId: AanmeldingId,
  versie: z.int().nonnegative(),
  status: z.literal('gewist'),
  inloggegevensRef: InloggegevensRef,
});
export type GewisteKoppeling = z.infer<typeof GewisteKoppeling>;

/** The account index: which company of which koppeling is exchanged with the login. */
export const Accountgebruik = Koppeling.pick({ koppelingId: true }).extend({ bedrijfId: BedrijfId });
export type Accountgebruik = z.infer<typeof Accountgebruik>;
