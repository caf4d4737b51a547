import * as z from 'zod';

export const AanmeldingId = z
  .string()
  .regex(/^aan-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  .brand<'AanmeldingId'>();
export type AanmeldingId = z.infer<typeof AanmeldingId>;

/** The bearer secret that the sign-up returns: 256 random bits, base64url. Only its hash is stored. */
export const Capability = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'Capability'>();
export type Capability = z.infer<typeof Capability>;

/** SHA-256 of a capability, hex. */
export const CapabilityHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'CapabilityHash'>();
export type CapabilityHash = z.infer<typeof CapabilityHash>;

/** What Step Functions wants back when a waiting state may go on. */
export const TaakToken = z.string().min(1).brand<'TaakToken'>();
export type TaakToken = z.infer<typeof TaakToken>;

export const KoppelingId = z
  .string()
  .regex(/^kop-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  .brand<'KoppelingId'>();
export type KoppelingId = z.infer<typeof KoppelingId>;

/** The koppeling that an aanmelding becomes: the same uuid, so that realising twice makes one. */
export const koppelingIdOf = (aanmeldingId: AanmeldingId): KoppelingId =>
  KoppelingId.parse(aanmeldingId.replace(/^aan-/, 'kop-'));

/** The aanmelding that a koppeling was. */
export const aanmeldingIdOf = (koppelingId: KoppelingId): AanmeldingId =>
  AanmeldingId.parse(koppelingId.replace(/^kop-/, 'aan-'));

/** `2026-M12` (month 12) or `2026-P13` (four-weekly period 13). */
export const TijdvakId = z
  .string()
  .regex(/^\d{4}-(M(0[1-9]|1[0-2])|P(0[1-9]|1[0-3]))$/)
  .brand<'TijdvakId'>();
export type TijdvakId = z.infer<typeof TijdvakId>;

/** `kop-…_2026-M12_v1`; also the name of the execution and the group of all its parts. */
export const UitwisselingId = z
  .string()
  .regex(/^kop-[0-9a-f-]{36}_\d{4}-[MP]\d{2}_v\d+$/)
  .brand<'UitwisselingId'>();
export type UitwisselingId = z.infer<typeof UitwisselingId>;

export const uitwisselingIdOf = (koppelingId: KoppelingId, tijdvakId: TijdvakId, versie: number): UitwisselingId =>
  UitwisselingId.parse(`${koppelingId}_${tijdvakId}_v${versie}`);

/** The Nmbrs run id (`RunInfo.ID`, not `Number`). */
export const RunId = z.int().brand<'RunId'>();
export type RunId = z.infer<typeof RunId>;

/** The Nmbrs employee id (`Id`): the only key of a person; the employee number is not unique. */
export const WerknemerId = z.int().brand<'WerknemerId'>();
export type WerknemerId = z.infer<typeof WerknemerId>;

/** The Nmbrs company id (`ID`, not `Number`). */
export const BedrijfId = z.int().brand<'BedrijfId'>();
export type BedrijfId = z.infer<typeof BedrijfId>;

/** An office by its mail address: the SHA-256, hex, of the address in small letters. */
export const KantoorId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'KantoorId'>();
export type KantoorId = z.infer<typeof KantoorId>;

/** `kop-…_verzoek-1a2b3c4d5e6f`; also the name of its execution. */
export const VerzoekId = z
  .string()
  .regex(/^kop-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}_verzoek-[0-9a-f]{12}$/)
  .brand<'VerzoekId'>();
export type VerzoekId = z.infer<typeof VerzoekId>;

/** The verzoek of this koppeling that takes its name from a random id. */
export const verzoekIdOf = (koppelingId: KoppelingId, random: AanmeldingId): VerzoekId =>
  VerzoekId.parse(`${koppelingId}_verzoek-${random.slice(-12)}`);

/** The koppeling that a verzoek is about. */
export const koppelingIdIn = (verzoekId: VerzoekId): KoppelingId => KoppelingId.parse(verzoekId.split('_')[0]);
