import type { Aanmelding, AanmeldingId, GerealiseerdeAanmelding } from '../domain/aanmelding.ts';
import { dueAt, metIntrekking, naIntrekking } from '../domain/afmelding.ts';
import { afmeldingIngetrokken } from '../domain/berichten/afmelding.ts';
import { koppelingIdOf } from '../domain/koppeling.ts';
import { DAY_MS, epochMs } from '../domain/tijd.ts';
import { type PlanVolgendeDeps, planVolgende } from './plan-volgende.ts';
import { type SendDeps, sendBericht } from './send-bericht.ts';

export type WithdrawDeps = SendDeps & PlanVolgendeDeps;

/** `niet-afgemeld`: there is nothing to withdraw. `te-laat`: its last day is over, or what is erased is being erased. */
export type WithdrawOutcome =
  | { readonly uitkomst: 'ingetrokken'; readonly aanmelding: Aanmelding }
  | { readonly uitkomst: 'niet-afgemeld' | 'te-laat' | 'onbekend' };

/**
 * Takes an afmelding of a koppeling back, as long as it has not begun: what was only hurried is an ordinary afmelding again. The koppeling
 * is written along, so that of this and the step that stops it one is too late and knows it. Then the agenda is put right and the office
 * is told, perhaps of what somebody else did with its code; sent again that is finished.
 */
export async function withdrawAfmelding(deps: WithdrawDeps, aanmeldingId: AanmeldingId): Promise<WithdrawOutcome> {
  const { registratie, klok } = deps;
  const koppeling = await registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  const found = await registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  if (found.status === 'wordt-afgemeld' || found.status === 'afgemeld') return { uitkomst: 'te-laat' };
  if (found.status !== 'gerealiseerd') return { uitkomst: 'niet-afgemeld' };
  const op = klok.now();
  const { afmelding, ...rest } = found;
  if (afmelding === undefined) return again(deps, found);
  const isOver = koppeling === undefined || koppeling.status === 'gestopt' || koppeling.status === 'gewist';
  if (isOver || epochMs(op) >= epochMs(dueAt(afmelding))) return { uitkomst: 'te-laat' };
  const left = naIntrekking(afmelding, op);
  const next = {
    ...{ ...rest, versie: found.versie + 1, ingetrokken: metIntrekking(found.ingetrokken, op) },
    ...(left === undefined ? {} : { afmelding: left }),
  };
  const regel = {
    ...{ aanmeldingId, op, wie: 'salarisverwerker', wat: 'afmelding.ingetrokken' },
    ...(left === undefined ? {} : { waarom: 'direct' }),
  };
  const stored = await registratie.replaceTogether({ ...koppeling, versie: koppeling.versie + 1 }, next, regel);
  return stored === 'verouderd' ? withdrawAfmelding(deps, aanmeldingId) : finish(deps, next);
}

/** The answer of before may have got lost, with what came after the write. */
async function again(deps: WithdrawDeps, found: GerealiseerdeAanmelding): Promise<WithdrawOutcome> {
  const last = found.ingetrokken?.at(-1);
  const isRecent = last !== undefined && epochMs(deps.klok.now()) < epochMs(last) + DAY_MS;
  return isRecent ? finish(deps, found) : { uitkomst: 'niet-afgemeld' };
}

async function finish(deps: WithdrawDeps, aanmelding: GerealiseerdeAanmelding): Promise<WithdrawOutcome> {
  const { aanmeldingId, ingetrokken = [] } = aanmelding;
  await planVolgende(deps, koppelingIdOf(aanmeldingId));
  const gelegenheid = ingetrokken.at(-1) ?? '';
  const sleutel = { onderwerp: aanmeldingId, soort: 'afmelding-ingetrokken', gelegenheid } as const;
  await sendBericht(deps, sleutel, afmeldingIngetrokken(aanmelding));
  return { uitkomst: 'ingetrokken', aanmelding };
}
