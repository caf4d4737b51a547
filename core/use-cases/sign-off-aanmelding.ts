import type { Aanmelding, AanmeldingId, EindigendeAanmelding } from '../domain/aanmelding.ts';
import { type Afmelding, MAX_DAGEN_VOORUIT } from '../domain/afmelding.ts';
import { addDays, type Datum, dateInAmsterdam } from '../domain/tijd.ts';
import { Defect, Transient } from '../errors.ts';
import type { Klok } from '../ports/klok.ts';
import type { Kluis } from '../ports/kluis.ts';
import type { Nazorg } from '../ports/nazorg.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';
import { eraseBeeindigde, isBeeindigd } from './erase-beeindigde.ts';

export interface SignOffDeps {
  readonly registratie: Registratie;
  readonly kluis: Kluis;
  readonly nazorg: Nazorg;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

export type SignOffOutcome =
  | { readonly uitkomst: 'ontvangen'; readonly aanmelding: Aanmelding; readonly ingangsdatum: Datum }
  | { readonly uitkomst: 'onbekend' }
  /** It was signed off before, per another date; that stands. */
  | { readonly uitkomst: 'andere-datum'; readonly ingangsdatum: Datum }
  | { readonly uitkomst: 'datum-kan-niet'; readonly van: Datum; readonly tot: Datum };

/**
 * Takes an afmelding in; the machine does the rest. `per` is the last day on which the koppeling counts, today when absent;
 * without a koppeling yet it can only be today, because nothing could be got back later. What was rejected or has lapsed has nothing to
 * end: it is erased here and now. Sent again it is answered the same.
 */
export async function signOffAanmelding(
  deps: SignOffDeps,
  aanmeldingId: AanmeldingId,
  per?: Datum,
): Promise<SignOffOutcome> {
  const found = await deps.registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  if (isBeeindigd(found)) return eraseAtOnce(deps, found, per);
  if (found.status === 'afgemeld') return repeat(deps, found, found.ingangsdatum, per);
  if (found.status === 'wordt-afgemeld') return repeat(deps, found, found.afmelding.ingangsdatum, per);
  if (found.status === 'gerealiseerd' && found.afmelding !== undefined) {
    return repeat(deps, found, found.afmelding.ingangsdatum, per);
  }
  const nu = deps.klok.now();
  const van = dateInAmsterdam(nu);
  const tot = found.status === 'gerealiseerd' ? addDays(van, MAX_DAGEN_VOORUIT) : van;
  if (per !== undefined && (per < van || per > tot)) return { uitkomst: 'datum-kan-niet', van, tot };

  const ingangsdatum = per ?? van;
  const next = signedOff(found, { aangevraagdOp: nu, ingangsdatum });
  await deps.nazorg.schedule(aanmeldingId);
  const stored = await deps.registratie.replaceAanmelding(next, {
    aanmeldingId,
    op: nu,
    wie: 'salarisverwerker',
    wat: 'afmelding.ontvangen',
    waarom: `per ${ingangsdatum}`,
  });
  if (stored === 'verouderd') return signOffAanmelding(deps, aanmeldingId, per);
  return start(deps, next, ingangsdatum);
}

async function eraseAtOnce(
  deps: SignOffDeps,
  found: Parameters<typeof eraseBeeindigde>[1],
  per: Datum | undefined,
): Promise<SignOffOutcome> {
  const vandaag = dateInAmsterdam(deps.klok.now());
  if (per !== undefined && per !== vandaag) return { uitkomst: 'datum-kan-niet', van: vandaag, tot: vandaag };
  const left = await eraseBeeindigde(deps, found, 'salarisverwerker');
  if (left === undefined) return signOffAanmelding(deps, found.aanmeldingId, per);
  return { uitkomst: 'ontvangen', aanmelding: left, ingangsdatum: vandaag };
}

type Open = Exclude<Aanmelding, { status: 'afgewezen' | 'vervallen' | 'wordt-afgemeld' | 'afgemeld' }>;

/** A koppeling goes on until its last day; what is not one yet is taken out of everyone's hands at once. */
function signedOff(
  found: Open,
  afmelding: Afmelding,
): EindigendeAanmelding | Extract<Open, { status: 'gerealiseerd' }> {
  if (found.status === 'gerealiseerd') return { ...found, versie: found.versie + 1, afmelding };
  const { aanmeldingId, versie, ontvangenOp, gegevens, inloggegevensRef, capabilityHash } = found;
  return {
    ...{ aanmeldingId, versie: versie + 1, ontvangenOp, gegevens, inloggegevensRef, capabilityHash },
    status: 'wordt-afgemeld',
    afmelding,
    ...('taakToken' in found && found.taakToken !== undefined ? { taakToken: found.taakToken } : {}),
  };
}

function repeat(
  deps: SignOffDeps,
  found: Aanmelding,
  ingangsdatum: Datum,
  per: Datum | undefined,
): Promise<SignOffOutcome> | SignOffOutcome {
  if (per !== undefined && per !== ingangsdatum && found.status === 'gerealiseerd') {
    return { uitkomst: 'andere-datum', ingangsdatum };
  }
  return start(deps, found, ingangsdatum);
}

/** When the machine cannot be started now, the nazorg starts it or raises the alarm: what is stored, was taken in. */
async function start({ verloop }: SignOffDeps, aanmelding: Aanmelding, ingangsdatum: Datum): Promise<SignOffOutcome> {
  if (aanmelding.status !== 'afgemeld') {
    await verloop.startAfmelding(aanmelding.aanmeldingId).catch((error: unknown) => {
      if (!(error instanceof Transient || error instanceof Defect)) throw error;
    });
  }
  return { uitkomst: 'ontvangen', aanmelding, ingangsdatum };
}
