import * as z from 'zod';
import { addMs, DAY_MS, epochMs, Tijdstip } from '../kalender/tijd.ts';

/** So often the address of an aanmelding may be changed in 24 hours: each change is a mail to somebody who did not ask for it. */
export const ADRESWIJZIGINGEN_PER_DAG = 3;
/** For so long the address before can be put back, and is kept. */
export const HERSTEL_DAGEN = 7;
/**
 * Codes in mails that were claimed until so long after an address was put back open nothing: a step that had read the other address may
 * still be sending to it.
 */
const MARGE_MS = 5 * 60_000;

/** That the office's mail address was changed. */
export const Adreswijziging = z.strictObject({
  /** When; the occasion of the mail about it. */
  op: Tijdstip,
  /** The address before; absent of a change that cannot be undone any more and only counts. */
  vorig: z.string().optional(),
  /** Of one that was undone: which address gave way. */
  hersteld: z.strictObject({ verlaten: z.string() }).optional(),
});
export type Adreswijziging = z.infer<typeof Adreswijziging>;
export type Terugdraaibaar = Adreswijziging & { readonly vorig: string };

const isTerugdraaibaar = (wijziging: Adreswijziging): wijziging is Terugdraaibaar => wijziging.vorig !== undefined;

/** What is left of one that can no longer be undone. */
const voorbij = ({ op }: Adreswijziging): Adreswijziging => ({ op });

/** Those that are not too old to be undone. */
export const recente = (
  wijzigingen: readonly Adreswijziging[] | undefined,
  nu: Tijdstip,
): readonly Adreswijziging[] => {
  const since = epochMs(nu) - HERSTEL_DAGEN * DAY_MS;
  return (wijzigingen ?? []).filter(({ op }) => epochMs(op) > since);
};

/** When the address can be changed again; `undefined`: at once. */
export function weerTeWijzigen(wijzigingen: readonly Adreswijziging[] | undefined, nu: Tijdstip): Tijdstip | undefined {
  const counted = (wijzigingen ?? []).slice(-ADRESWIJZIGINGEN_PER_DAG);
  const [first] = counted;
  if (first === undefined || counted.length < ADRESWIJZIGINGEN_PER_DAG) return undefined;
  const again = addMs(first.op, DAY_MS);
  return epochMs(again) > epochMs(nu) ? again : undefined;
}

/** With one more. Those before it can still be undone, each to its own address; one that was undone cannot be a second time. */
export const metWijziging = (
  wijzigingen: readonly Adreswijziging[] | undefined,
  wijziging: Terugdraaibaar,
): Adreswijziging[] => [
  ...recente(wijzigingen, wijziging.op).map((one) => (one.hersteld === undefined ? one : voorbij(one))),
  wijziging,
];

/** The change of this moment, when it can be undone now. */
export const terugTeDraaien = (
  wijzigingen: readonly Adreswijziging[] | undefined,
  op: string,
  nu: Tijdstip,
): Terugdraaibaar | undefined =>
  recente(wijzigingen, nu)
    .filter(isTerugdraaibaar)
    .find((one) => one.op === op);

/** Those of which the address before is still to be told, when nobody told it yet. */
export const teVertellen = (
  wijzigingen: readonly Adreswijziging[] | undefined,
  nu: Tijdstip,
): readonly Terugdraaibaar[] =>
  recente(wijzigingen, nu)
    .filter(isTerugdraaibaar)
    .filter(({ hersteld }) => hersteld === undefined);

/**
 * Once this change was undone: what came after it went with it, what came before can still be undone. Undone again, because the answer got
 * lost, it comes to the same.
 */
export function naHerstel(
  wijzigingen: readonly Adreswijziging[] | undefined,
  wijziging: Terugdraaibaar,
  { nu, verlaten }: { readonly nu: Tijdstip; readonly verlaten: string },
): Adreswijziging[] {
  return recente(wijzigingen, nu).map((one) => {
    if (one.op === wijziging.op) return { ...wijziging, hersteld: { verlaten } };
    return epochMs(one.op) > epochMs(wijziging.op) ? voorbij(one) : one;
  });
}

/** From when on a mail must have been claimed for its code to open anything, after an address was put back at this moment. */
export const toegangVanafNa = (nu: Tijdstip): Tijdstip => addMs(nu, MARGE_MS);

/** Whether a change was asked for before an address was put back, of which this came: then that stands. */
export const isVoorHerstel = (gevraagdOp: Tijdstip, toegangVanaf: Tijdstip | undefined): boolean =>
  toegangVanaf !== undefined && epochMs(gevraagdOp) <= epochMs(toegangVanaf) - MARGE_MS;

const maskPart = (part: string): string => `${part.slice(0, 1)}******`;

/** What somebody else may see of an address: `s******@d******.example`. */
export function maskAdres(adres: string): string {
  const at = adres.lastIndexOf('@');
  const domain = adres.slice(at + 1);
  const dot = domain.lastIndexOf('.');
  return `${maskPart(adres.slice(0, at))}@${maskPart(domain)}${dot === -1 ? '' : domain.slice(dot)}`;
}
