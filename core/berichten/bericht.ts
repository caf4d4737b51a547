import * as z from 'zod';
import { type Datum, Tijdstip } from '../kalender/tijd.ts';

export const BerichtSoort = z.enum([
  'bevestig-adres',
  'ontvangen',
  'bulk-ontvangen',
  'bulk-herstel-nodig',
  'bulk-herstel-herinnering',
  'bulk-herstel-laatste-herinnering',
  'toegang',
  'kantoorcode',
  'herstel-nodig',
  'herstel-herinnering',
  'herstel-laatste-herinnering',
  'akkoord-gevraagd',
  'tweede-akkoord-gevraagd',
  'akkoord-herinnering',
  'akkoord-escalatie',
  'gerealiseerd',
  'afgewezen',
  'vervallen',
  'afmelding-ontvangen',
  'afmelding-ontvangen-asr',
  'afmelding-ingetrokken',
  'afmelding-ingetrokken-asr',
  'ingehaald',
  'afgemeld',
  'afgemeld-asr',
  'adres-gewijzigd',
  'adres-hersteld',
  'adres-door-asr',
  'gegevens-gewijzigd',
  'token-werkt-niet-meer',
  'recht-verdwenen',
  'bedrijf-niet-zichtbaar',
  'geen-abonnement',
  'run-niet-vergrendeld',
  'run-herinnering',
  'run-over-deadline',
  'later-tijdvak-vergrendeld',
  'verloning-gewijzigd',
  'verloning-gewijzigd-asr',
  'eerste-uitwisseling-voltooid',
  'nieuwe-vragen',
  'stand-van-zaken',
  'stand-na-weigering',
  'bulk-stand-na-weigering',
  'berichten-geweigerd-asr',
  'uitwisseling-mislukt',
  'levering-vastgehouden',
  'levering-vastgehouden-herinnering',
  'levering-zonder-werknemers',
]);
export type BerichtSoort = z.infer<typeof BerichtSoort>;

/** To a.s.r. about what it is to do, or to know. */
const AAN_ASR = [
  'akkoord-gevraagd',
  'tweede-akkoord-gevraagd',
  'akkoord-herinnering',
  'akkoord-escalatie',
  'afmelding-ontvangen-asr',
  'afmelding-ingetrokken-asr',
  'afgemeld-asr',
  'run-over-deadline',
  'later-tijdvak-vergrendeld',
  'verloning-gewijzigd-asr',
  'uitwisseling-mislukt',
  'levering-vastgehouden',
  'levering-vastgehouden-herinnering',
  'levering-zonder-werknemers',
  'berichten-geweigerd-asr',
] as const satisfies readonly BerichtSoort[];
export type SoortAanAsr = (typeof AAN_ASR)[number];

export const isAanAsr = (soort: BerichtSoort): soort is SoortAanAsr => AAN_ASR.some((one) => one === soort);
/** Whether mails of this kind go to the payroll office; the others stay within a.s.r. */
export const isForOffice = (soort: BerichtSoort): boolean => !isAanAsr(soort);

/** About many at once. */
const OVER_VELE: ReadonlySet<BerichtSoort> = new Set<BerichtSoort>([
  'bulk-ontvangen',
  'bulk-herstel-nodig',
  'bulk-herstel-herinnering',
  'bulk-herstel-laatste-herinnering',
  'bulk-stand-na-weigering',
  'kantoorcode',
]);

/**
 * What the code that is put into a mail of this kind opens: the aanmelding, the list of the office when it is about many, or only what the
 * mail is about (its reader is no longer the office's address). It is given none when its reader gave way, or has still to confirm the
 * address: the code of that one is older than its mail.
 */
export function codeIn(soort: BerichtSoort): 'aanmelding' | 'kantoor' | 'handeling' | 'geen' {
  if (soort === 'adres-gewijzigd') return 'handeling';
  if (OVER_VELE.has(soort)) return 'kantoor';
  return isForOffice(soort) && !ZONDER_CODE.has(soort) ? 'aanmelding' : 'geen';
}

/** To who is no longer the office's address, or has still to confirm it. */
const ZONDER_CODE: ReadonlySet<BerichtSoort> = new Set<BerichtSoort>([
  'adres-hersteld',
  'adres-door-asr',
  'bevestig-adres',
]);

/** What became of a mail after it was taken: it came back, the reader called it spam, or it was not let through. */
export const Bezorging = z.enum(['teruggekomen', 'klacht', 'geweigerd']);
export type Bezorging = z.infer<typeof Bezorging>;

/** What is known of a mail about an aanmelding; never its text, and never its address. */
export const BerichtStand = z.strictObject({
  soort: BerichtSoort,
  /** Tells a second mail of the kind apart. */
  gelegenheid: z.string(),
  /** `bezig`: it was about to be sent, and nobody knows whether it was. `geweigerd`: it certainly was not, and may still be. */
  status: z.enum(['bezig', 'verzonden', 'geweigerd']),
  op: Tijdstip,
  bezorging: z.strictObject({ uitkomst: Bezorging, op: Tijdstip }).optional(),
});
export type BerichtStand = z.infer<typeof BerichtStand>;

/** The content of a mail, one source for its text and its HTML. All text is plain: the mail adapter escapes it. */
export type Blok =
  | { readonly soort: 'alinea'; readonly tekst: string }
  | { readonly soort: 'kop'; readonly tekst: string }
  /** To a place of ours: the only links in a mail. */
  | { readonly soort: 'link'; readonly tekst: string; readonly url: string }
  | { readonly soort: 'gegevens'; readonly rijen: readonly (readonly [label: string, waarde: string])[] }
  | { readonly soort: 'lijst'; readonly genummerd: boolean; readonly regels: readonly string[] };

export const alinea = (tekst: string): Blok => ({ soort: 'alinea', tekst });

/** A whole day for the reader's own calendar. The same `kenmerk` later replaces it there. */
export interface Agendapunt {
  readonly kenmerk: string;
  /** When it was made up: the newer of two takes the place of the older. */
  readonly gemaakt: Tijdstip;
  readonly datum: Datum;
  readonly titel: string;
  readonly omschrijving: string;
}

/** A mail to one address, in Dutch. Never a token, a BSN or an unmasked loonheffingennummer. */
export interface Bericht {
  readonly aan: string;
  readonly onderwerp: string;
  readonly blokken: readonly Blok[];
  /** Goes along as an attachment. */
  readonly agendapunt?: Agendapunt;
}
