import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { doorBeoordelaar } from '../audit/beheer.ts';
import type { VerzoekId } from '../ids.ts';
import { type Datum, dateInAmsterdam, type Tijdstip } from '../kalender/tijd.ts';
import type { VerzoekDeps } from './ask-verzoek.ts';
import {
  basisVan,
  isVerlopen,
  NIETS_GEVONDEN,
  type Verzoek,
  type Verzoekbesluit,
  type WachtendVerzoek,
} from './verzoek.ts';

export interface DecideVerzoekDeps extends VerzoekDeps {
  readonly verloop: Verloop;
}

export interface DecideVerzoekRequest {
  readonly verzoekId: VerzoekId;
  readonly formulier: Verzoekbesluit;
  /** The subject of the JWT; never a field of the request. */
  readonly beoordelaar: string;
  readonly beoordelaarNaam?: string | undefined;
}

export type DecideVerzoekOutcome =
  | { readonly uitkomst: 'besloten'; readonly verzoek: Verzoek }
  | { readonly uitkomst: 'onbekend' }
  /** Who asked agrees: that makes two eyes. */
  | { readonly uitkomst: 'zelfde-beoordelaar' }
  | { readonly uitkomst: 'al-besloten' };

/**
 * The second pair of eyes. An akkoord of somebody else than who asked starts the work; a no, also of who asked, ends it. The same besluit
 * sent again is answered the same, and starts what a crash left unstarted; on a later day also what came to nothing.
 */
export async function decideVerzoek(
  deps: DecideVerzoekDeps,
  request: DecideVerzoekRequest,
): Promise<DecideVerzoekOutcome> {
  const { registratie, klok } = deps;
  const { verzoekId, formulier, beoordelaar } = request;
  const found = await registratie.findVerzoek(verzoekId);
  const nu = klok.now();
  if (found === undefined || isVerlopen(found, nu)) return { uitkomst: 'onbekend' };
  if (found.status !== 'wacht-op-akkoord') return repeat(deps, found, request);
  if (formulier.besluit === 'akkoord' && found.gevraagdDoor === beoordelaar) return { uitkomst: 'zelfde-beoordelaar' };
  const next = decided(found, request, nu);
  const { wie, waarom } = doorBeoordelaar({ beoordelaar, reden: formulier.reden });
  const regel = {
    ...{ aanmeldingId: found.aanmeldingId, op: nu, wie, waarom: `${verzoekId}: ${found.soort}; ${waarom}` },
    wat: formulier.besluit === 'akkoord' ? 'verzoek.akkoord' : 'verzoek.afgewezen',
  };
  if ((await registratie.replaceVerzoek(next, regel)) === 'verouderd') return decideVerzoek(deps, request);
  return start(deps, next);
}

function decided(found: WachtendVerzoek, request: DecideVerzoekRequest, nu: Tijdstip): Verzoek {
  const { formulier, beoordelaar, beoordelaarNaam: naam } = request;
  if (formulier.besluit === 'afwijzen') {
    const door = { afgewezenDoor: beoordelaar, ...(naam && { afgewezenDoorNaam: naam }) };
    return { ...basisVan(found), status: 'afgewezen', afgewezenOp: nu, ...door };
  }
  return {
    ...{ ...basisVan(found), status: 'loopt', akkoordOp: nu, akkoordDoor: beoordelaar },
    ...(naam && { akkoordDoorNaam: naam }),
    ...{ werknemerId: found.werknemerId, fase: 'zoeken', tellingen: NIETS_GEVONDEN },
  };
}

function repeat(
  deps: DecideVerzoekDeps,
  found: Exclude<Verzoek, WachtendVerzoek>,
  { formulier, beoordelaar }: DecideVerzoekRequest,
): Promise<DecideVerzoekOutcome> | DecideVerzoekOutcome {
  const isSame =
    found.status === 'afgewezen'
      ? formulier.besluit === 'afwijzen' && found.afgewezenDoor === beoordelaar
      : formulier.besluit === 'akkoord' && found.akkoordDoor === beoordelaar;
  if (isSame) return start(deps, found, dateInAmsterdam(deps.klok.now()));
  const isOwn = found.gevraagdDoor === beoordelaar && formulier.besluit === 'akkoord';
  return { uitkomst: isOwn ? 'zelfde-beoordelaar' : 'al-besloten' };
}

/** On the day of the akkoord under its own name, which is then taken; two executions of one verzoek do each other no harm. */
async function start({ verloop }: DecideVerzoekDeps, verzoek: Verzoek, vandaag?: Datum): Promise<DecideVerzoekOutcome> {
  if (verzoek.status !== 'loopt') return { uitkomst: 'besloten', verzoek };
  const isLater = vandaag !== undefined && vandaag !== dateInAmsterdam(verzoek.akkoordOp);
  await verloop.startVerzoek(verzoek.verzoekId, isLater ? vandaag : undefined);
  return { uitkomst: 'besloten', verzoek };
}
