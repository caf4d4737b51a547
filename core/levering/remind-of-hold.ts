import type { GerealiseerdeAanmelding } from '../aanmelding/aanmelding.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht } from '../berichten/send-bericht.ts';
import { koppelingIdOf } from '../ids.ts';
import { dateInAmsterdam } from '../kalender/tijd.ts';
import { werkdagAfter } from '../kalender/werkdag.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { leveringNogVastgehouden } from '../uitwisseling/berichten/uitwisseling-asr.ts';
import { recenteUitwisselingen } from '../uitwisseling/list-recente-uitwisselingen.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import type { VastgehoudenUitwisseling } from '../uitwisseling/uitwisseling.ts';

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
