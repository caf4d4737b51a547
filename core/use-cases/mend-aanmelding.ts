import type { Aanmelding, AanmeldingMetGegevens, TaakToken } from '../domain/aanmelding.ts';
import { type Datum, dateInAmsterdam } from '../domain/tijd.ts';
import type { Verloop } from '../ports/verloop.ts';
import { type ConfirmDeps, confirmAanmelding } from './confirm-aanmelding.ts';
import { restartAfmelding } from './restart-afmelding.ts';

export interface MendAanmeldingDeps extends ConfirmDeps {
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

/**
 * Brings an aanmelding in line with its execution, whatever was lost on the way, and gives what was mended. Of one that is realised
 * only the afmelding is looked at. To be called days after it came into its state: until then the step that is at it may still
 * be tried again, or redriven by a person.
 */
export async function mendAanmelding(
  deps: MendAanmeldingDeps,
  aanmelding: Aanmelding,
): Promise<HerstelVanAanmelding | undefined> {
  switch (aanmelding.status) {
    case 'ontvangen':
    case 'wordt-gecontroleerd':
    case 'herstel-nodig':
    case 'wacht-op-akkoord':
    case 'goedgekeurd':
      return mendRealisatie(deps, aanmelding);
    case 'afgewezen':
    case 'vervallen':
      return tellTheEnd(deps, aanmelding);
    case 'gerealiseerd':
    case 'wordt-afgemeld':
      return (await restartAfmelding(deps, aanmelding)) ? 'afmelding-gestart' : undefined;
    case 'afgemeld':
      return undefined;
    default:
      return aanmelding satisfies never;
  }
}

async function mendRealisatie(
  deps: MendAanmeldingDeps,
  seen: AanmeldingMetGegevens,
): Promise<HerstelVanAanmelding | undefined> {
  const { aanmeldingId, opnieuwGestart } = seen;
  switch (await deps.verloop.lookAtRealisatie(aanmeldingId, opnieuwGestart)) {
    case 'loopt':
      return passOn(deps, seen);
    case 'onbekend':
      await deps.verloop.startRealisatie(aanmeldingId, opnieuwGestart);
      return 'realisatie-gestart';
    default:
      return restart(deps, seen);
  }
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
  const vandaag: Datum = dateInAmsterdam(nu);
  if (seen.opnieuwGestart === vandaag) return undefined;
  const { aanmeldingId, versie } = seen;
  const next = { ...seen, versie: versie + 1, opnieuwGestart: vandaag };
  const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'aanmelding.opnieuw-gestart' };
  if ((await deps.registratie.replaceAanmelding(next, regel)) === 'verouderd') return undefined;
  await deps.verloop.startRealisatie(aanmeldingId, vandaag);
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
  if (seen.status !== 'goedgekeurd' && seen.status !== 'wordt-gecontroleerd') return undefined;
  const { status, taakToken } = seen;
  if (taakToken === undefined) return undefined;
  return { taakToken, uitkomst: status === 'goedgekeurd' ? status : 'hercontrole' };
}

/** A mail that was tried is not tried again: its own alarm told of it. */
async function tellTheEnd(
  deps: MendAanmeldingDeps,
  { aanmeldingId, status, opnieuwGestart }: AanmeldingMetGegevens,
): Promise<'bericht-verzonden' | undefined> {
  const berichten = await deps.registratie.listBerichten(aanmeldingId);
  if (berichten.some(({ soort }) => soort === status)) return undefined;
  if ((await deps.verloop.lookAtRealisatie(aanmeldingId, opnieuwGestart)) === 'loopt') return undefined;
  return (await confirmAanmelding(deps, aanmeldingId)) === 'verzonden' ? 'bericht-verzonden' : undefined;
}
