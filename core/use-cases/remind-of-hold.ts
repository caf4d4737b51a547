import type { GerealiseerdeAanmelding } from '../domain/aanmelding.ts';
import { leveringNogVastgehouden } from '../domain/berichten/uitwisseling.ts';
import { dateInAmsterdam } from '../domain/tijd.ts';
import type { VastgehoudenUitwisseling } from '../domain/uitwisseling.ts';
import { werkdagAfter } from '../domain/werkdag.ts';
import { koppelingIdOf } from '../ids.ts';
import type { Koppelregister } from '../ports/koppelregister.ts';
import type { Postregister } from '../ports/postregister.ts';
import type { Uitwisselregister } from '../ports/uitwisselregister.ts';
import { recenteUitwisselingen } from './recente-uitwisselingen.ts';
import { type PostDeps, sendBericht } from './send-bericht.ts';

export interface RemindOfHoldDeps extends PostDeps {
  readonly registratie: Postregister & Koppelregister & Uitwisselregister;
  /** The a.s.r. mailbox that decides about a data set. */
  readonly assessors: string;
}

/** After so many working days a.s.r. is reminded of a data set that waits for a decision. */
const HERINNERINGEN = [3, 10] as const;

/** Reminds a.s.r. of a data set that is held, once after each of the working days of the rule. */
export async function remindOfHold(deps: RemindOfHoldDeps, { aanmeldingId }: GerealiseerdeAanmelding): Promise<void> {
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  if (koppeling === undefined || koppeling.status === 'gewist') return;
  const all = await recenteUitwisselingen(deps, koppeling);
  const held = all.find((one) => one.status === 'vastgehouden');
  if (held?.status !== 'vastgehouden' || held.vrijgave !== undefined) return;
  const na = HERINNERINGEN.findLast((dagen) => isOver(deps, held, dagen));
  if (na === undefined) return;
  const sleutel = { onderwerp: aanmeldingId, gelegenheid: `${held.uitwisselingId}/${na}` } as const;
  const bericht = leveringNogVastgehouden(koppeling, held, deps.assessors);
  await sendBericht(deps, { ...sleutel, soort: 'levering-vastgehouden-herinnering' }, bericht);
}

const isOver = ({ klok }: RemindOfHoldDeps, { vastgehoudenOp }: VastgehoudenUitwisseling, dagen: number): boolean =>
  dateInAmsterdam(klok.now()) >= werkdagAfter(dateInAmsterdam(vastgehoudenOp), dagen);
