import type {
  Aanmelding,
  AanmeldingId,
  AfgewezenAanmelding,
  EersteUitwisseling,
  GoedgekeurdeAanmelding,
  WachtOpAkkoordAanmelding,
} from '../domain/aanmelding.ts';
import type { BesluitFormulier } from '../domain/besluit.ts';
import { firstPlan } from '../domain/eerste-uitwisseling.ts';
import { dateInAmsterdam } from '../domain/tijd.ts';
import type { Klok } from '../ports/klok.ts';
import type { Registratie } from '../ports/registratie.ts';
import type { Verloop } from '../ports/verloop.ts';

export interface DecideDeps {
  readonly registratie: Registratie;
  readonly verloop: Verloop;
  readonly klok: Klok;
}

export interface Decision {
  readonly aanmeldingId: AanmeldingId;
  readonly formulier: BesluitFormulier;
  /** The subject of the assessor's JWT; never a field of the request. */
  readonly beoordelaar: string;
}

export type DecideOutcome =
  | {
      readonly uitkomst: 'besloten';
      readonly status: 'goedgekeurd' | 'afgewezen';
      readonly eersteUitwisseling?: EersteUitwisseling;
    }
  | { readonly uitkomst: 'onbekend' }
  /** The aanmelding is not waiting for an akkoord (yet, or any more). */
  | { readonly uitkomst: 'niet-te-besluiten'; readonly status: Aanmelding['status'] }
  /** Another besluit was taken before. */
  | { readonly uitkomst: 'al-besloten' };

/**
 * Records an assessor's besluit and lets the machine go on; a besluit that comes before the machine waits for it is picked
 * up when it does. The same besluit sent again is answered the same, and
 * resumes a machine that a crash left waiting; of two different ones at the same moment exactly one wins.
 */
export async function decideAanmelding(deps: DecideDeps, decision: Decision): Promise<DecideOutcome> {
  const found = await deps.registratie.findAanmelding(decision.aanmeldingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  if (found.status === 'goedgekeurd' || found.status === 'afgewezen' || found.status === 'gerealiseerd') {
    return repeat(deps, found, decision);
  }
  if (found.status !== 'wacht-op-akkoord') {
    return { uitkomst: 'niet-te-besluiten', status: found.status };
  }
  const decided = decide(deps, found, decision);
  const stored = await deps.registratie.replaceAanmelding(decided, {
    aanmeldingId: found.aanmeldingId,
    op: decided.besluit.besloten,
    wie: `beoordelaar:${decision.beoordelaar}`,
    wat: `besluit.${decided.status}`,
  });
  if (stored === 'verouderd') return decideAanmelding(deps, decision);
  return resume(deps, decided);
}

function decide(
  deps: DecideDeps,
  found: WachtOpAkkoordAanmelding,
  { formulier, beoordelaar }: Decision,
): GoedgekeurdeAanmelding | AfgewezenAanmelding {
  const door = { beoordelaar, besloten: deps.klok.now() };
  const base = { ...found, versie: found.versie + 1 };
  return formulier.besluit === 'goedkeuren'
    ? { ...base, status: 'goedgekeurd', besluit: { ...door, ...formulier } }
    : { ...base, status: 'afgewezen', besluit: { ...door, ...formulier } };
}

async function resume(deps: DecideDeps, decided: GoedgekeurdeAanmelding | AfgewezenAanmelding): Promise<DecideOutcome> {
  if (decided.taakToken !== undefined) await deps.verloop.resume(decided.taakToken, { uitkomst: decided.status });
  if (decided.status === 'afgewezen') return { uitkomst: 'besloten', status: 'afgewezen' };
  const { tijdvak, datum } = firstPlan({
    akkoord: dateInAmsterdam(decided.besluit.besloten),
    verloning: decided.gegevens.verloning,
    huidigTijdvakMeenemen: decided.besluit.huidigTijdvakMeenemen,
  });
  return { uitkomst: 'besloten', status: 'goedgekeurd', eersteUitwisseling: { tijdvak, datum } };
}

type Decided = Extract<Aanmelding, { status: 'goedgekeurd' | 'afgewezen' | 'gerealiseerd' }>;

async function repeat(deps: DecideDeps, found: Decided, { formulier }: Decision): Promise<DecideOutcome> {
  const { besluit } = found;
  const same =
    besluit.besluit === 'goedkeuren'
      ? formulier.besluit === 'goedkeuren' &&
        formulier.dekkingsprofiel === besluit.dekkingsprofiel &&
        formulier.huidigTijdvakMeenemen === besluit.huidigTijdvakMeenemen
      : formulier.besluit === 'afwijzen' && formulier.reden === besluit.reden;
  if (!same) return { uitkomst: 'al-besloten' };
  if (found.status !== 'gerealiseerd') return resume(deps, found);
  return { uitkomst: 'besloten', status: 'goedgekeurd', eersteUitwisseling: found.eersteUitwisseling };
}
