import type { Aanmelding, GerealiseerdeAanmelding } from '../aanmelding/aanmelding.ts';
import { type DoorAsr, isInTeTrekken, metIntrekking, naIntrekking } from '../aanmelding/afmelding.ts';
import { doorWie } from '../audit/beheer.ts';
import { sendBericht } from '../berichten/send-bericht.ts';
import { type AanmeldingId, koppelingIdOf } from '../ids.ts';
import { DAY_MS, epochMs } from '../kalender/tijd.ts';
import { type PlanVolgendeDeps, planVolgende } from '../koppeling/plan-volgende.ts';
import { afmeldingIngetrokken } from './berichten/afmelding.ts';
import { ingetrokkenBijAsr } from './berichten/afmelding-asr.ts';
import type { TellAfmeldingDeps } from './tell-afmelding.ts';

export type WithdrawDeps = TellAfmeldingDeps & PlanVolgendeDeps;

/**
 * `niet-afgemeld`: there is nothing to withdraw. `te-laat`: its last day is over, or what is erased is being erased. `door-asr`: a.s.r. ended
 * it, and the office cannot take that back.
 */
export type WithdrawOutcome =
  | { readonly uitkomst: 'ingetrokken'; readonly aanmelding: Aanmelding }
  | { readonly uitkomst: 'niet-afgemeld' | 'te-laat' | 'door-asr' | 'onbekend' };

/**
 * Takes an afmelding of a koppeling back, as long as it has not begun: what was only hurried is an ordinary afmelding again. The koppeling
 * is written along, so that of this and the step that stops it one is too late and knows it. Then the agenda is put right and the office and
 * a.s.r. are told, perhaps of what somebody else did with its code; sent again that is finished. `doorAsr` absent: the office asks.
 */
export async function withdrawAfmelding(
  deps: WithdrawDeps,
  aanmeldingId: AanmeldingId,
  doorAsr?: DoorAsr,
): Promise<WithdrawOutcome> {
  const { registratie, klok } = deps;
  const koppeling = await registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  const found = await registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  if (found.status === 'wordt-afgemeld' || found.status === 'afgemeld') return { uitkomst: 'te-laat' };
  if (found.status !== 'gerealiseerd') return { uitkomst: 'niet-afgemeld' };
  const op = klok.now();
  const { afmelding, ...rest } = found;
  const isDoorAsr = doorAsr !== undefined;
  if (afmelding === undefined) return again(deps, found, isDoorAsr);
  if (afmelding.doorAsr !== undefined && doorAsr === undefined) return { uitkomst: 'door-asr' };
  const isOver = koppeling === undefined || koppeling.status === 'gestopt' || koppeling.status === 'gewist';
  // a.s.r. can as long as nothing is stopped: the last periods may be waited for after the last day.
  if (isOver || (!isDoorAsr && !isInTeTrekken(afmelding, op))) return { uitkomst: 'te-laat' };
  const left = naIntrekking(afmelding, op);
  const next = {
    ...{ ...rest, versie: found.versie + 1, ingetrokken: metIntrekking(found.ingetrokken, op) },
    ...(left === undefined ? {} : { afmelding: left }),
  };
  const regel = {
    ...{ aanmeldingId, op, wat: 'afmelding.ingetrokken' },
    ...doorWie(doorAsr, left === undefined ? undefined : 'direct'),
  };
  const stored = await registratie.replaceTogether({ ...koppeling, versie: koppeling.versie + 1 }, next, regel);
  return stored === 'verouderd' ? withdrawAfmelding(deps, aanmeldingId, doorAsr) : finish(deps, next, isDoorAsr);
}

/** The answer of before may have got lost, with what came after the write. */
async function again(deps: WithdrawDeps, found: GerealiseerdeAanmelding, isDoorAsr: boolean): Promise<WithdrawOutcome> {
  const last = found.ingetrokken?.at(-1);
  const isRecent = last !== undefined && epochMs(deps.klok.now()) < epochMs(last) + DAY_MS;
  return isRecent ? finish(deps, found, isDoorAsr) : { uitkomst: 'niet-afgemeld' };
}

async function finish(
  deps: WithdrawDeps,
  aanmelding: GerealiseerdeAanmelding,
  isDoorAsr: boolean,
): Promise<WithdrawOutcome> {
  const { aanmeldingId, ingetrokken = [] } = aanmelding;
  await planVolgende(deps, koppelingIdOf(aanmeldingId));
  const gelegenheid = ingetrokken.at(-1) ?? '';
  const sleutel = { onderwerp: aanmeldingId, soort: 'afmelding-ingetrokken', gelegenheid } as const;
  const asr = ingetrokkenBijAsr(aanmelding, { aan: deps.assessors, isDoorAsr });
  await sendBericht(deps, { ...sleutel, soort: 'afmelding-ingetrokken-asr' }, asr);
  await sendBericht(deps, sleutel, afmeldingIngetrokken(aanmelding, { isDoorAsr }));
  return { uitkomst: 'ingetrokken', aanmelding };
}
