import * as z from 'zod';
import { AanmeldingId, BedrijfId, CapabilityHash, TaakToken } from '../ids.ts';
import { Datum, Tijdstip } from '../kalender/tijd.ts';
import { Tijdvak } from '../kalender/tijdvak.ts';
import { InloggegevensRef } from '../nmbrs/inloggegevens.ts';
import { Loginpogingen } from '../toegang/loginpogingen.ts';
import { Aanmeldgegevens } from './aanmeldgegevens.ts';
import { Adreswijziging } from './adreswijziging.ts';
import { Afmelding, Ontvangstbewijs } from './afmelding.ts';
import { Afwijzing, Goedkeuring } from './besluit.ts';
import { Controle } from './controle.ts';
import { Hercontroles } from './hercontroles.ts';

/** The first exchange as it was planned at realisatie. */
export const EersteUitwisseling = z.strictObject({ tijdvak: Tijdvak, datum: Datum });
export type EersteUitwisseling = z.infer<typeof EersteUitwisseling>;

/** Its realisatie was started once more, because the execution of before had come to nothing: on which day last, and how often. */
export const Herstart = z.strictObject({ dag: Datum, keren: z.int().positive() });
export type Herstart = z.infer<typeof Herstart>;

const basis = z.strictObject({
  aanmeldingId: AanmeldingId,
  /** Counts the writes; every write is conditional on the one it read. */
  versie: z.int().nonnegative(),
  ontvangenOp: Tijdstip,
  gegevens: Aanmeldgegevens,
  inloggegevensRef: InloggegevensRef,
  capabilityHash: CapabilityHash,
  hercontroles: Hercontroles.optional(),
  loginpogingen: Loginpogingen.optional(),
  herstart: Herstart.optional(),
  /** The request that it came in with, when that is not its own: a bulk. */
  aanvraagId: AanmeldingId.optional(),
  /** Of the last days: so that the address before one can be put back. */
  adreswijzigingen: z.array(Adreswijziging).optional(),
  /** The code of a mail that was claimed before this opens nothing any more. */
  toegangVanaf: Tijdstip.optional(),
});

const GeslaagdeControle = Controle.extend({ uitkomst: z.literal('geslaagd'), bedrijfId: BedrijfId });

/** Until the office confirms its mail address: nothing else is done with it, and it claims nothing. */
export const WachtendeAanmelding = basis.extend({ status: z.literal('wacht-op-bevestiging') });
export type WachtendeAanmelding = z.infer<typeof WachtendeAanmelding>;
export const OntvangenAanmelding = basis.extend({ status: z.literal('ontvangen') });
export type OntvangenAanmelding = z.infer<typeof OntvangenAanmelding>;
export const GecontroleerdeAanmelding = basis.extend({
  status: z.literal('wordt-gecontroleerd'),
  /** Of a wait that another login ended, until the machine went on: sending that login again resumes it after a crash. */
  taakToken: TaakToken.optional(),
});
export type GecontroleerdeAanmelding = z.infer<typeof GecontroleerdeAanmelding>;
export const HerstelNodigAanmelding = basis.extend({
  status: z.literal('herstel-nodig'),
  controle: Controle,
  taakToken: TaakToken.optional(),
});
export type HerstelNodigAanmelding = z.infer<typeof HerstelNodigAanmelding>;
export const WachtOpAkkoordAanmelding = basis.extend({
  status: z.literal('wacht-op-akkoord'),
  controle: GeslaagdeControle,
  /** The approval of the first assessor, where the profile asks for a second; it holds nothing until then. */
  voorgesteld: Goedkeuring.optional(),
  taakToken: TaakToken.optional(),
});
export type WachtOpAkkoordAanmelding = z.infer<typeof WachtOpAkkoordAanmelding>;
export const GoedgekeurdeAanmelding = basis.extend({
  status: z.literal('goedgekeurd'),
  controle: GeslaagdeControle,
  besluit: Goedkeuring,
  /** Kept until the machine went on: sending the same besluit again resumes it when the first try crashed. */
  taakToken: TaakToken.optional(),
});
export type GoedgekeurdeAanmelding = z.infer<typeof GoedgekeurdeAanmelding>;
/** `controle`: its last one; a.s.r. may reject whatever has not become a koppeling. */
export const AfgewezenAanmelding = basis.extend({
  status: z.literal('afgewezen'),
  controle: Controle.optional(),
  besluit: Afwijzing,
  taakToken: TaakToken.optional(),
});
export type AfgewezenAanmelding = z.infer<typeof AfgewezenAanmelding>;
export const GerealiseerdeAanmelding = basis.extend({
  status: z.literal('gerealiseerd'),
  controle: GeslaagdeControle,
  besluit: Goedkeuring,
  realisatiedatum: Datum,
  eersteUitwisseling: EersteUitwisseling,
  /** Present once the office signed off; the koppeling goes on until the end of that day. */
  afmelding: Afmelding.optional(),
  /** When an afmelding was withdrawn, the last few times. */
  ingetrokken: z.array(Tijdstip).optional(),
});
export type GerealiseerdeAanmelding = z.infer<typeof GerealiseerdeAanmelding>;
/** Nobody acted in time: the waiting state of the machine ran out. */
export const VervallenAanmelding = basis.extend({
  status: z.literal('vervallen'),
  controle: Controle,
  vervallenOp: Tijdstip,
});
export type VervallenAanmelding = z.infer<typeof VervallenAanmelding>;
/**
 * Another aanmelding of the same numbers passed its controle first. `controle` is its own last one: of one that passed later, or that
 * needed herstel.
 */
export const IngehaaldeAanmelding = basis.extend({
  status: z.literal('ingehaald'),
  ingehaaldOp: Tijdstip,
  controle: Controle.optional(),
  /** Of a wait that this ended, until the machine went on. */
  taakToken: TaakToken.optional(),
});
export type IngehaaldeAanmelding = z.infer<typeof IngehaaldeAanmelding>;

/**
 * The office signed off and everything of the werkgever is being erased: no other step takes it on. The receipt is there
 * once only the mail about it and these gegevens are left.
 */
export const EindigendeAanmelding = basis.extend({
  status: z.literal('wordt-afgemeld'),
  afmelding: Afmelding,
  ontvangstbewijs: Ontvangstbewijs.optional(),
  /** Of the realisatie that may still wait: it is let go on, to find that there is nothing left to do. */
  taakToken: TaakToken.optional(),
});
export type EindigendeAanmelding = z.infer<typeof EindigendeAanmelding>;
/** The same once the receipt was written. */
export type BewezenAanmelding = EindigendeAanmelding & { readonly ontvangstbewijs: Ontvangstbewijs };
/** Signed off: what is left is the receipt, for who has the capability. */
export const AfgemeldeAanmelding = z.strictObject({
  status: z.literal('afgemeld'),
  aanmeldingId: AanmeldingId,
  versie: z.int().nonnegative(),
  ontvangenOp: Tijdstip,
  capabilityHash: CapabilityHash,
  toegangVanaf: Tijdstip.optional(),
  ingangsdatum: Datum,
  afgemeldOp: Tijdstip,
  ontvangstbewijs: Ontvangstbewijs,
});
export type AfgemeldeAanmelding = z.infer<typeof AfgemeldeAanmelding>;

/** A sign-up in each of its states, with the data that the state has and no other. */
export const Aanmelding = z.discriminatedUnion('status', [
  WachtendeAanmelding,
  OntvangenAanmelding,
  GecontroleerdeAanmelding,
  HerstelNodigAanmelding,
  WachtOpAkkoordAanmelding,
  GoedgekeurdeAanmelding,
  AfgewezenAanmelding,
  GerealiseerdeAanmelding,
  VervallenAanmelding,
  IngehaaldeAanmelding,
  EindigendeAanmelding,
  AfgemeldeAanmelding,
]);
export type Aanmelding = z.infer<typeof Aanmelding>;
export const AanmeldingStatus = z.enum(Aanmelding.options.map(({ shape }) => shape.status.value));
export type AanmeldingStatus = Aanmelding['status'];
/** One of which what the office filled in is still there. */
export type AanmeldingMetGegevens = Exclude<Aanmelding, AfgemeldeAanmelding>;

/** Whether the aanmelding may hold the claim on its (loonheffingennummer, raamwerkcontractnummer): one that waits for a confirmation, or ended, holds none. */
export const isLive = (status: AanmeldingStatus): boolean => !CLAIMS_NOTHING.includes(status);
const CLAIMS_NOTHING: readonly AanmeldingStatus[] = [
  'wacht-op-bevestiging',
  'afgewezen',
  'vervallen',
  'ingehaald',
  'afgemeld',
];

/** Whether the state says that the controle passed: the claim on the numbers must be its own then, and for good. */
export const mustHoldClaim = (status: AanmeldingStatus): boolean => PASSED.includes(status);
const PASSED: readonly AanmeldingStatus[] = ['wacht-op-akkoord', 'goedgekeurd', 'gerealiseerd'];

/** The request that it came in with. */
export const aanvraagOf = ({ aanmeldingId, aanvraagId }: AanmeldingMetGegevens): AanmeldingId =>
  aanvraagId ?? aanmeldingId;

/** Its afmelding, while its koppeling may still be exchanged. */
export const afmeldingOf = (aanmelding: Aanmelding | undefined): Afmelding | undefined =>
  aanmelding?.status === 'gerealiseerd' ? aanmelding.afmelding : undefined;

/**
 * Since when the aanmelding is in its state, as far as its data tells: one that is checked since it was received, one that
 * is realised since the besluit, minutes before.
 */
export function sindsOf(aanmelding: Aanmelding): Tijdstip {
  switch (aanmelding.status) {
    case 'wacht-op-bevestiging':
    case 'ontvangen':
    case 'wordt-gecontroleerd':
      return aanmelding.ontvangenOp;
    case 'herstel-nodig':
    case 'wacht-op-akkoord':
      return aanmelding.controle.uitgevoerdOp;
    case 'goedgekeurd':
    case 'afgewezen':
    case 'gerealiseerd':
      return aanmelding.besluit.besloten;
    case 'vervallen':
      return aanmelding.vervallenOp;
    case 'ingehaald':
      return aanmelding.ingehaaldOp;
    case 'wordt-afgemeld':
      return aanmelding.afmelding.aangevraagdOp;
    case 'afgemeld':
      return aanmelding.afgemeldOp;
    default:
      return aanmelding satisfies never;
  }
}

type Bescherming = Pick<AanmeldingMetGegevens, 'adreswijzigingen' | 'toegangVanaf'>;

/** What protects the office against whoever had its code, and goes along wherever its gegevens go. */
export const bescherming = ({ adreswijzigingen, toegangVanaf }: Bescherming): Bescherming => ({
  ...(adreswijzigingen === undefined ? {} : { adreswijzigingen }),
  ...(toegangVanaf === undefined ? {} : { toegangVanaf }),
});

/** The same aanmelding while it is being checked: what an earlier controle or request left is gone. */
export const underControle = ({
  aanmeldingId,
  versie,
  ontvangenOp,
  gegevens,
  inloggegevensRef,
  capabilityHash,
  hercontroles,
  loginpogingen,
  herstart,
  aanvraagId,
  ...rest
}: AanmeldingMetGegevens): GecontroleerdeAanmelding => ({
  status: 'wordt-gecontroleerd',
  ...{ aanmeldingId, versie, ontvangenOp, gegevens, inloggegevensRef, capabilityHash },
  ...bescherming(rest),
  ...(hercontroles === undefined ? {} : { hercontroles }),
  ...(loginpogingen === undefined ? {} : { loginpogingen }),
  ...(herstart === undefined ? {} : { herstart }),
  ...(aanvraagId === undefined ? {} : { aanvraagId }),
});
