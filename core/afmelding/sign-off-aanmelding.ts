import {
  type Aanmelding,
  bescherming,
  type EindigendeAanmelding,
  type GerealiseerdeAanmelding,
} from '../aanmelding/aanmelding.ts';
import {
  type Afmelding,
  type DoorAsr,
  isInBedenktijd,
  MAX_DAGEN_VOORUIT,
  metBedenktijd,
  verloopVan,
  weerAfTeMelden,
} from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Nazorg } from '../aanmelding/ports/nazorg.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { doorWie } from '../audit/beheer.ts';
import { eraseBeeindigde, isBeeindigd } from '../controle/erase-beeindigde.ts';
import { leaveForLater } from '../errors.ts';
import type { AanmeldingId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { addDays, type Datum, dateInAmsterdam, type Tijdstip } from '../kalender/tijd.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';

export interface SignOffDeps {
  readonly registratie: Aanmeldregister;
  readonly kluis: Inlogkluis;
  readonly nazorg: Nazorg;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

export type SignOffOutcome =
  | { readonly uitkomst: 'ontvangen'; readonly aanmelding: Aanmelding; readonly ingangsdatum: Datum }
  | { readonly uitkomst: 'onbekend' }
  /** Nothing began: it goes by itself when nobody confirms it. */
  | { readonly uitkomst: 'onbevestigd' }
  /** It was signed off before, per another date; that stands. */
  | { readonly uitkomst: 'andere-datum'; readonly ingangsdatum: Datum; readonly isDoorAsr: boolean }
  /** a.s.r. ended it, with the periods that are still to come: the office cannot do without them. */
  | { readonly uitkomst: 'door-asr' }
  | { readonly uitkomst: 'datum-kan-niet'; readonly van: Datum; readonly tot: Datum }
  /** It was signed off and withdrawn so often that it can be again only at this moment. */
  | { readonly uitkomst: 'te-vaak'; readonly weerOp: Tijdstip };

/** `per`: the last day, today when absent. `direct`: nothing is exchanged after it, whatever period it lies in. */
export interface Afmeldwens {
  readonly per?: Datum | undefined;
  readonly direct?: true | undefined;
  /** Absent: the office. */
  readonly doorAsr?: DoorAsr | undefined;
}

/**
 * Takes an afmelding in; the machine does the rest. Without a koppeling yet the last day can only be today, because nothing could be
 * got back later. What was rejected, has lapsed or was overtaken has nothing to end: it is erased here and now. Sent again it is answered the same;
 * sent again with `direct` it stops at its last day after all. What would end a koppeling within a day waits for a day first.
 */
export async function signOffAanmelding(
  deps: SignOffDeps,
  aanmeldingId: AanmeldingId,
  wens: Afmeldwens = {},
): Promise<SignOffOutcome> {
  const { per } = wens;
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  if (found.status === 'wacht-op-bevestiging') return { uitkomst: 'onbevestigd' };
  if (isBeeindigd(found)) return eraseAtOnce(deps, found, per);
  if (found.status === 'afgemeld') return repeat(deps, found, { ingangsdatum: found.ingangsdatum, per });
  if (found.status === 'wordt-afgemeld')
    return repeat(deps, found, { ingangsdatum: found.afmelding.ingangsdatum, per });
  if (found.status === 'gerealiseerd' && found.afmelding !== undefined) {
    const { afmelding } = found;
    const isOtherDay = per !== undefined && per !== afmelding.ingangsdatum;
    if (wens.direct === true && afmelding.direct === undefined && !isOtherDay) {
      if (afmelding.doorAsr !== undefined && wens.doorAsr === undefined) return { uitkomst: 'door-asr' };
      return hurry(deps, { ...found, afmelding }, wens);
    }
    return repeat(deps, found, { ingangsdatum: afmelding.ingangsdatum, per });
  }
  const nu = deps.klok.now();
  const van = dateInAmsterdam(nu);
  const tot = found.status === 'gerealiseerd' ? addDays(van, MAX_DAGEN_VOORUIT) : van;
  if (per !== undefined && (per < van || per > tot)) return { uitkomst: 'datum-kan-niet', van, tot };
  const weerOp = found.status === 'gerealiseerd' ? weerOpFor(wens, found, nu) : undefined;
  if (weerOp !== undefined) return { uitkomst: 'te-vaak', weerOp };

  const ingangsdatum = per ?? van;
  const { doorAsr } = wens;
  const wanted = {
    ...(wens.direct === true ? { direct: wens.direct } : {}),
    ...(doorAsr === undefined ? {} : { doorAsr }),
  };
  const next = signedOff(found, { aangevraagdOp: nu, ingangsdatum, ...wanted });
  await deps.nazorg.schedule(aanmeldingId);
  const stored = await deps.registratie.replaceAanmelding(next, {
    aanmeldingId,
    op: nu,
    ...doorWie(wens.doorAsr, `per ${ingangsdatum}${wens.direct === true ? ', direct' : ''}`),
    wat: 'afmelding.ontvangen',
  });
  if (stored === 'verouderd') return signOffAanmelding(deps, aanmeldingId, wens);
  return start(deps, next, ingangsdatum);
}

/** Who takes it back again and again is held up: each is a mail to the office. Not a.s.r., which says why each time. */
const weerOpFor = ({ doorAsr }: Afmeldwens, { ingetrokken }: GerealiseerdeAanmelding, nu: Tijdstip) =>
  doorAsr === undefined ? weerAfTeMelden(ingetrokken, nu) : undefined;

/** The last periods are not waited for any more; that waits for a day itself when it comes so late. */
async function hurry(
  deps: SignOffDeps,
  found: GerealiseerdeAanmelding & { readonly afmelding: Afmelding },
  wens: Afmeldwens,
): Promise<SignOffOutcome> {
  const { aanmeldingId, versie, afmelding } = found;
  const op = deps.klok.now();
  const weerOp = weerOpFor(wens, found, op);
  if (weerOp !== undefined) return { uitkomst: 'te-vaak', weerOp };
  const { bedenktijd, ...before } = afmelding;
  // Of one that itself still waits, all of it can be withdrawn.
  const alleenDirect = isInBedenktijd(afmelding, op) ? undefined : true;
  const hurried = metBedenktijd({ ...before, direct: true }, op, alleenDirect);
  const next = { ...found, versie: versie + 1, afmelding: hurried };
  const regel = { ...doorWie(wens.doorAsr, 'direct'), aanmeldingId, op, wat: 'afmelding.ontvangen' };
  const stored = await deps.registratie.replaceAanmelding(next, regel);
  if (stored === 'verouderd') return signOffAanmelding(deps, aanmeldingId, wens);
  return start(deps, next, afmelding.ingangsdatum);
}

async function eraseAtOnce(
  deps: SignOffDeps,
  found: Parameters<typeof eraseBeeindigde>[1],
  per: Datum | undefined,
): Promise<SignOffOutcome> {
  const vandaag = dateInAmsterdam(deps.klok.now());
  if (per !== undefined && per !== vandaag) return { uitkomst: 'datum-kan-niet', van: vandaag, tot: vandaag };
  const left = await eraseBeeindigde(deps, found, { wie: 'salarisverwerker' });
  if (left === undefined) return signOffAanmelding(deps, found.aanmeldingId, { per });
  return { uitkomst: 'ontvangen', aanmelding: left, ingangsdatum: vandaag };
}

type Open = Exclude<Aanmelding, { status: 'afgewezen' | 'vervallen' | 'ingehaald' | 'wordt-afgemeld' | 'afgemeld' }>;

/** A koppeling goes on until its last day; what is not one yet is taken out of everyone's hands at once. */
function signedOff(
  found: Open,
  afmelding: Afmelding,
): EindigendeAanmelding | Extract<Open, { status: 'gerealiseerd' }> {
  if (found.status === 'gerealiseerd') {
    return { ...found, versie: found.versie + 1, afmelding: metBedenktijd(afmelding, afmelding.aangevraagdOp) };
  }
  const { aanmeldingId, versie, ontvangenOp, gegevens, inloggegevensRef, capabilityHash } = found;
  return {
    ...{ aanmeldingId, versie: versie + 1, ontvangenOp, gegevens, inloggegevensRef, capabilityHash },
    ...bescherming(found),
    ...(found.aanvraagId === undefined ? {} : { aanvraagId: found.aanvraagId }),
    status: 'wordt-afgemeld',
    afmelding,
    ...('taakToken' in found && found.taakToken !== undefined ? { taakToken: found.taakToken } : {}),
  };
}

function repeat(
  deps: SignOffDeps,
  found: Aanmelding,
  { ingangsdatum, per }: { readonly ingangsdatum: Datum; readonly per: Datum | undefined },
): Promise<SignOffOutcome> | SignOffOutcome {
  if (per !== undefined && per !== ingangsdatum && found.status === 'gerealiseerd') {
    return { uitkomst: 'andere-datum', ingangsdatum, isDoorAsr: found.afmelding?.doorAsr !== undefined };
  }
  return start(deps, found, ingangsdatum);
}

/** When the machine cannot be started now, the nazorg starts it or raises the alarm: what is stored, was taken in. */
async function start({ verloop }: SignOffDeps, aanmelding: Aanmelding, ingangsdatum: Datum): Promise<SignOffOutcome> {
  if (aanmelding.status !== 'afgemeld') {
    await verloop.startAfmelding(aanmelding.aanmeldingId, verloopOf(aanmelding)).catch(leaveForLater);
  }
  return { uitkomst: 'ontvangen', aanmelding, ingangsdatum };
}

/** By which moment its execution is named, when not by the aanmelding alone. */
const verloopOf = (aanmelding: Aanmelding): Tijdstip | undefined =>
  aanmelding.status === 'gerealiseerd' && aanmelding.afmelding !== undefined
    ? verloopVan(aanmelding.afmelding, aanmelding.ingetrokken)
    : undefined;
