import { type Aanmelding, type AanmeldingMetGegevens, sindsOf } from '../aanmelding/aanmelding.ts';
import { MET_RUST_MS, PAS_MS } from '../aanmelding/naloop.ts';
import type { Claims } from '../aanmelding/ports/claims.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { type RestartDeps, restartAfmelding } from '../afmelding/restart-afmelding.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import { Defect } from '../errors.ts';
import type { TaakToken } from '../ids.ts';
import { dateInAmsterdam, epochMs, type Tijdstip } from '../kalender/tijd.ts';
import { type ConfirmDeps, confirmAanmelding } from '../koppeling/confirm-aanmelding.ts';

export interface MendAanmeldingDeps extends ConfirmDeps {
  readonly registratie: ConfirmDeps['registratie'] & RestartDeps['registratie'] & Berichtenboek & Claims;
  readonly verloop: Verloop;
}

/**
 * What was mended of an aanmelding: its execution had never begun, or ended where it should have gone on; what someone decided or
 * gave did not reach the execution, which still waits; the office was not told how it ended; an afmelding was not carried out.
 */
export type HerstelVanAanmelding =
  | 'realisatie-gestart'
  | 'realisatie-opnieuw-gestart'
  | 'besluit-doorgegeven'
  | 'bericht-verzonden'
  | 'afmelding-gestart';

/** What failed so often for good fails again: a person must look. */
const MEESTE_HERSTARTEN = 3;

/**
 * Brings an aanmelding in line with its execution, whatever was lost on the way, and gives what was mended. To be called days after it
 * came into its state. Throws `Defect` when its execution came to nothing again and again.
 */
export async function mendAanmelding(
  deps: MendAanmeldingDeps,
  aanmelding: Aanmelding,
): Promise<HerstelVanAanmelding | undefined> {
  switch (aanmelding.status) {
    // Without an execution on purpose: the round of every hour looks after it.
    case 'wacht-op-bevestiging':
      return undefined;
    case 'ontvangen':
    case 'wordt-gecontroleerd':
    case 'herstel-nodig':
    case 'wacht-op-akkoord':
    case 'goedgekeurd':
      return mendRealisatie(deps, aanmelding);
    case 'afgewezen':
    case 'vervallen':
    case 'ingehaald':
      return mendTheEnd(deps, aanmelding);
    case 'gerealiseerd':
      if (await restartAfmelding(deps, aanmelding)) return 'afmelding-gestart';
      return isPas(deps, aanmelding) ? finishRealisatie(deps, aanmelding) : undefined;
    case 'wordt-afgemeld':
      return (await restartAfmelding(deps, aanmelding)) ? 'afmelding-gestart' : undefined;
    case 'afgemeld':
      return undefined;
    default:
      return aanmelding satisfies never;
  }
}

const msSince = ({ klok }: MendAanmeldingDeps, op: Tijdstip): number => epochMs(klok.now()) - epochMs(op);

function isPas(deps: MendAanmeldingDeps, aanmelding: Aanmelding): boolean {
  const ms = msSince(deps, sindsOf(aanmelding));
  return ms >= MET_RUST_MS && ms <= PAS_MS;
}

async function mendRealisatie(
  deps: MendAanmeldingDeps,
  seen: AanmeldingMetGegevens,
): Promise<HerstelVanAanmelding | undefined> {
  const { aanmeldingId, herstart } = seen;
  const blik = await deps.verloop.lookAtRealisatie(aanmeldingId, herstart?.dag);
  switch (blik.stand) {
    case 'loopt':
      return passOn(deps, seen);
    case 'onbekend':
      await deps.verloop.startRealisatie(aanmeldingId, herstart?.dag);
      return 'realisatie-gestart';
    default:
      return msSince(deps, blik.op) < MET_RUST_MS ? undefined : restart(deps, seen);
  }
}

/** What comes after the koppeling was stored ends with the mail: the login that is passed on, the schedule. */
async function finishRealisatie(
  deps: MendAanmeldingDeps,
  seen: AanmeldingMetGegevens,
): Promise<HerstelVanAanmelding | undefined> {
  return (await isTold(deps, seen)) ? undefined : mendRealisatie(deps, seen);
}

/**
 * First the day is written, which names the execution, then it is started: who dies in between leaves one that was never started. An
 * execution that ended moved its aanmelding on before it did, so this is said only of what is still as it was seen.
 */
async function restart(
  deps: MendAanmeldingDeps,
  seen: AanmeldingMetGegevens,
): Promise<HerstelVanAanmelding | undefined> {
  const nu = deps.klok.now();
  const dag = dateInAmsterdam(nu);
  const { aanmeldingId, versie, herstart } = seen;
  const keren = (herstart?.keren ?? 0) + 1;
  if (keren > MEESTE_HERSTARTEN) {
    throw new Defect({ code: 'realisatie-blijft-mislukken', message: 'the execution came to nothing again and again' });
  }
  const next = { ...seen, versie: versie + 1, herstart: { dag, keren } };
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'aanmelding.opnieuw-gestart' };
  if ((await deps.registratie.replaceAanmelding(next, regel)) === 'verouderd') return undefined;
  await deps.verloop.startRealisatie(aanmeldingId, dag);
  return 'realisatie-opnieuw-gestart';
}

/** Whoever acted may have died before telling the execution, which waits until its next reminder. */
async function passOn(
  { verloop }: MendAanmeldingDeps,
  seen: AanmeldingMetGegevens,
): Promise<'besluit-doorgegeven' | undefined> {
  const waits = waitsFor(seen);
  if (waits === undefined) return undefined;
  return (await verloop.resume(waits.taakToken, { uitkomst: waits.uitkomst })) === 'hervat'
    ? 'besluit-doorgegeven'
    : undefined;
}

/** The token that a state kept which the machine should have left, and what it should hear. */
function waitsFor(
  seen: AanmeldingMetGegevens,
): { readonly taakToken: TaakToken; readonly uitkomst: string } | undefined {
  const { status } = seen;
  switch (status) {
    case 'goedgekeurd':
    case 'afgewezen':
      return seen.taakToken === undefined ? undefined : { taakToken: seen.taakToken, uitkomst: status };
    case 'wordt-gecontroleerd':
    case 'ingehaald':
      return seen.taakToken === undefined ? undefined : { taakToken: seen.taakToken, uitkomst: 'hercontrole' };
    default:
      return undefined;
  }
}

/** The mail is made good, and before it what it says was done. */
async function mendTheEnd(
  deps: MendAanmeldingDeps,
  seen: AanmeldingMetGegevens,
): Promise<HerstelVanAanmelding | undefined> {
  if (await isTold(deps, seen)) return undefined;
  const { stand } = await deps.verloop.lookAtRealisatie(seen.aanmeldingId, seen.herstart?.dag);
  if (stand === 'loopt') return passOn(deps, seen);
  return (await confirmAanmelding(deps, seen.aanmeldingId)) === 'verzonden' ? 'bericht-verzonden' : undefined;
}

/** A mail that was tried is not tried again: what it would have told is mailed otherwise when it was refused, and else its own alarm told of it. */
async function isTold(
  { registratie }: MendAanmeldingDeps,
  { aanmeldingId, status }: AanmeldingMetGegevens,
): Promise<boolean> {
  return (await registratie.listBerichten(aanmeldingId)).some(({ soort }) => soort === status);
}
