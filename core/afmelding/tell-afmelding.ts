import type { GerealiseerdeAanmelding } from '../aanmelding/aanmelding.ts';
import { type Afmelding, BEDENKTIJD_MS, dueAt } from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht } from '../berichten/send-bericht.ts';
import { koppelingIdOf } from '../ids.ts';
import { addMs, epochMs } from '../kalender/tijd.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { untilTheLastDay } from '../levering/what-now.ts';
import { afmeldingOntvangen } from './berichten/afmelding.ts';
import { afmeldingBijAsr } from './berichten/afmelding-asr.ts';

type Afgemeld = GerealiseerdeAanmelding & { readonly afmelding: Afmelding };

export interface TellAfmeldingDeps extends PostDeps {
  readonly registratie: Postregister & Aanmeldregister & Koppelregister;
  /** The a.s.r. mailbox that hears of it. */
  readonly assessors: string;
}

/** Told within this, it was told at once. */
const AT_ONCE_MS = 3_600_000;

/**
 * Tells a.s.r. and the office that its werkgever was signed off, when it begins, and how to stop it: whoever did it may not be the office. Once, before
 * it is due; of one that waits to be stopped whenever that is, and told late it waits as long from then on. Gives the aanmelding as it is
 * then.
 */
export async function tellAfmelding(deps: TellAfmeldingDeps, found: Afgemeld): Promise<Afgemeld> {
  const { aanmeldingId, afmelding } = found;
  const { bedenktijd } = afmelding;
  const op = deps.klok.now();
  const isOpen = bedenktijd === undefined ? epochMs(op) < epochMs(dueAt(afmelding)) : !bedenktijd.bevestigdOp;
  if (!isOpen) return found;
  const gelegenheid = bedenktijd?.sinds ?? afmelding.aangevraagdOp;
  const isLate = bedenktijd !== undefined && epochMs(op) >= epochMs(bedenktijd.sinds) + AT_ONCE_MS;
  const said = isLate ? { ...found, afmelding: { ...afmelding, bedenktijd: { ...bedenktijd, verteldOp: op } } } : found;
  await sendBericht(
    deps,
    { onderwerp: aanmeldingId, soort: 'afmelding-ontvangen-asr', gelegenheid },
    afmeldingBijAsr(said, deps.assessors),
  );
  const sleutel = { onderwerp: aanmeldingId, soort: 'afmelding-ontvangen', gelegenheid } as const;
  const koppeling = await deps.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
  const isThere = koppeling !== undefined && koppeling.status !== 'gewist';
  const vervolg = untilTheLastDay(said.afmelding, { koppeling: isThere ? koppeling : undefined, nu: op });
  const sent = await sendBericht(deps, sleutel, afmeldingOntvangen(said, vervolg));
  if (sent !== 'verzonden' || !isLate) return found;
  const next = { ...said, versie: said.versie + 1 };
  const tot = addMs(op, BEDENKTIJD_MS);
  const regel = { aanmeldingId, op, wie: 'systeem', wat: 'afmelding.later-verteld', waarom: tot };
  assertStored(await deps.registratie.replaceAanmelding(next, regel), 'aanmelding-verouderd');
  return next;
}
