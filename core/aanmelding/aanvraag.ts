import * as z from 'zod';
import { AanmeldingId, CapabilityHash, KantoorId } from '../ids.ts';
import { addMs, DAY_MS, epochMs, Tijdstip } from '../kalender/tijd.ts';
import { TOEGANG_DAGEN } from '../toegang/toegangscode.ts';

/** The token of a request that nobody confirmed is erased after so long. */
export const TOKEN_UREN = 24;
/** What was never confirmed is erased whole after so long. */
export const BEVESTIGING_DAGEN = 7;
/** So often an address may be corrected while its confirmation is waited for. */
export const MAX_ADRESCORRECTIES = 3;
/** Of the codes that were mailed the last so many count: more are never mailed in a day to one address. */
const MAX_CODES = 10;

const Bevestigingscode = z.strictObject({ hash: CapabilityHash, op: Tijdstip });

/**
 * One request to sign up, of one werkgever or of many, whose address nobody has shown to be his own: nothing is done with it
 * until who reads the mail of that address confirms it. `onbevestigd`: its login lies in the kluis; `token-te-wissen`: that is being
 * erased; `token-gewist`: it was; `te-wissen`: all of it is being erased; `bevestigd`: its aanmeldingen are being taken in; `klaar`: they
 * all are.
 */
export const Aanvraag = z.strictObject({
  /** Of a single sign-up that of its aanmelding; a bulk has one of its own. Its candidate in the kluis has the same name. */
  aanvraagId: AanmeldingId,
  /** Counts the writes; every write is conditional on the one it read. */
  versie: z.int().nonnegative(),
  status: z.enum(['onbevestigd', 'token-te-wissen', 'token-gewist', 'te-wissen', 'bevestigd', 'klaar']),
  ontvangenOp: Tijdstip,
  /** Whom the code is mailed to; absent once it is `klaar`, when only whose it was is known. */
  email: z.string().optional(),
  /** Of one that is `klaar`. */
  kantoorId: KantoorId.optional(),
  /** It signs nobody up: its aanmelding, whose address was confirmed before, gets this one instead once it is confirmed. */
  nieuwAdres: z.literal(true).optional(),
  /** When who confirmed it last began to take its aanmeldingen in. */
  bevestigdOp: Tijdstip.optional(),
  aanmeldingen: z.array(AanmeldingId).min(1).max(500).readonly(),
  adrescorrecties: z.int().nonnegative().max(MAX_ADRESCORRECTIES),
  /** Those that were mailed to this address, the newest last; another address makes them worthless. */
  codes: z.array(Bevestigingscode).max(MAX_CODES).readonly(),
  /** By which the request is known that made it, when it can be sent again. */
  idempotentie: z.string().optional(),
});
export type Aanvraag = z.infer<typeof Aanvraag>;
/** One of which somebody must still do something at its time. */
export type OpenAanvraagStatus = Exclude<Aanvraag['status'], 'klaar'>;

/** Whether its confirmation is still waited for. */
export const isOnbevestigd = ({ status }: Aanvraag): boolean => ONBEVESTIGD.some((one) => one === status);
const ONBEVESTIGD: readonly Aanvraag['status'][] = ['onbevestigd', 'token-te-wissen', 'token-gewist'];

/** Whether its token was erased, or is about to be. */
export const isZonderToken = ({ status }: Aanvraag): boolean =>
  status === 'token-te-wissen' || status === 'token-gewist';

/** Whoever confirmed it is still taking it in by itself; a retry and the rounds leave it to him for so long. */
const INNAME_MS = 5 * 60_000;
export const isInBehandeling = ({ bevestigdOp }: Aanvraag, nu: Tijdstip): boolean =>
  bevestigdOp !== undefined && epochMs(bevestigdOp) > epochMs(nu) - INNAME_MS;

/** By then all its aanmeldingen are stored, or its sender was told which are not. */
const BINNEN_MS = 60_000;
/** Whether some of its aanmeldingen may still have to be stored. */
export const komtNogBinnen = ({ ontvangenOp }: Aanvraag, nu: Tijdstip): boolean =>
  epochMs(nu) - epochMs(ontvangenOp) < BINNEN_MS;

/** As it is when it came in. */
export const nieuweAanvraag = ({
  aanvraagId,
  aanmeldingen,
  ontvangenOp,
}: Pick<Aanvraag, 'aanvraagId' | 'aanmeldingen' | 'ontvangenOp'>): Aanvraag => ({
  ...{ aanvraagId, aanmeldingen, ontvangenOp, versie: 0, status: 'onbevestigd', adrescorrecties: 0, codes: [] },
});

/** The next write of it, in this state. */
export const inStatus = (aanvraag: Aanvraag, status: Aanvraag['status']): Aanvraag => ({
  ...{ ...aanvraag, versie: aanvraag.versie + 1, status },
});

/** With one more code, mailed at this moment. */
export const withCode = (aanvraag: Aanvraag, hash: CapabilityHash, nu: Tijdstip): Aanvraag => ({
  ...aanvraag,
  versie: aanvraag.versie + 1,
  codes: [...aanvraag.codes, { hash, op: nu }].slice(-MAX_CODES),
});

/** The codes that confirm it at this moment. */
export const geldigeCodes = ({ codes }: Aanvraag, nu: Tijdstip): readonly CapabilityHash[] =>
  codes.filter(({ op }) => epochMs(op) > epochMs(nu) - TOEGANG_DAGEN * DAY_MS).map(({ hash }) => hash);

/** What came in before it loses its token. */
export const tokenTot = (nu: Tijdstip): Tijdstip => addMs(nu, -TOKEN_UREN * 3_600_000);
/** What came in before it is erased whole. */
export const bewaardTot = (nu: Tijdstip): Tijdstip => addMs(nu, -BEVESTIGING_DAGEN * DAY_MS);
