import type { GerealiseerdeAanmelding } from '../aanmelding/aanmelding.ts';
import type { DoorAsr } from '../aanmelding/afmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { AuditRegel } from '../audit/audit.ts';
import { doorWie } from '../audit/beheer.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht } from '../berichten/send-bericht.ts';
import type { KoppelingId } from '../ids.ts';
import { gegevensGewijzigd } from '../koppeling/berichten/wijziging.ts';
import type { Koppeling, Profielvoorstel } from '../koppeling/koppeling.ts';
import {
  dgaNa,
  gewijzigdeVelden,
  type Koppelingwijziging,
  type Profielgevolg,
  profielNa,
  type Wijzigveld,
} from '../koppeling/koppelingwijziging.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { openUitwisselingen } from '../uitwisseling/list-recente-uitwisselingen.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { isBegun } from '../uitwisseling/uitwisseling.ts';

export interface ChangeKoppelingDeps extends PostDeps {
  readonly registratie: Postregister & Aanmeldregister & Koppelregister & Uitwisselregister;
}

export interface ChangeRequest {
  readonly koppelingId: KoppelingId;
  readonly wijziging: Koppelingwijziging;
  /** Absent: the office, which has no say in the profile. */
  readonly doorAsr?: (DoorAsr & { readonly beoordelaarNaam?: string | undefined }) | undefined;
}

export type ChangeOutcome =
  | {
      readonly uitkomst: 'gewijzigd';
      /** What became otherwise; nothing when it was so already. */
      readonly velden: readonly Wijzigveld[];
      /** The profile that waits until a colleague asks for the same. */
      readonly voorstel: Profielvoorstel | undefined;
    }
  /** A colleague proposed another profile; nothing was changed. */
  | { readonly uitkomst: 'wijkt-af' }
  /** The profile cannot change while data is fetched by the one that holds; nothing was changed. */
  | { readonly uitkomst: 'begonnen' }
  | { readonly uitkomst: 'gestopt' | 'onbekend' };

/**
 * Changes by what a koppeling is exchanged, from its next data set on. A profile by which a BSN leaves Nmbrs, and more than before, waits
 * until a colleague asks for the same, thirty days at most. The office is told of what became otherwise, whoever did it. Asked again it
 * changes nothing twice.
 */
export async function changeKoppeling(deps: ChangeKoppelingDeps, request: ChangeRequest): Promise<ChangeOutcome> {
  const { registratie, klok } = deps;
  const found = await registratie.findKoppeling(request.koppelingId);
  if (found === undefined || found.status === 'gewist') return { uitkomst: 'onbekend' };
  const aanmelding = await registratie.findAanmelding(found.aanmeldingId);
  if (found.status === 'gestopt' || aanmelding?.status !== 'gerealiseerd') return { uitkomst: 'gestopt' };
  const op = klok.now();
  const profiel = profielNa(found, askedProfiel(request), op);
  if (profiel.gevolg === 'wijkt-af') return { uitkomst: 'wijkt-af' };
  const next = changed(found, request.wijziging, profiel);
  const velden = gewijzigdeVelden(found, next);
  const isFetching = async () => (await openUitwisselingen(deps, found.koppelingId)).some(isBegun);
  if (velden.includes('dekkingsprofiel') && (await isFetching())) return { uitkomst: 'begonnen' };
  const outcome = { uitkomst: 'gewijzigd', velden, voorstel: next.voorstel } as const;
  if (velden.length === 0 && JSON.stringify(next.voorstel) === JSON.stringify(found.voorstel)) return outcome;

  const gegevens = { ...aanmelding.gegevens, ...sentBy(request.wijziging) };
  const told = { ...aanmelding, versie: aanmelding.versie + 1, gegevens };
  const stored = await registratie.replaceTogether(next, told, {
    ...regelOf(request, velden, profiel),
    ...{ aanmeldingId: found.aanmeldingId, op },
  });
  if (stored === 'verouderd') return changeKoppeling(deps, request);
  if (velden.length > 0) await tell(deps, told, { velden, op, isDoorAsr: request.doorAsr !== undefined });
  return outcome;
}

function askedProfiel({ wijziging: { dekkingsprofiel }, doorAsr }: ChangeRequest) {
  if (dekkingsprofiel === undefined || doorAsr === undefined) return undefined;
  const { beoordelaar, beoordelaarNaam } = doorAsr;
  return { dekkingsprofiel, beoordelaar, beoordelaarNaam };
}

function changed(
  { voorstel, ...found }: Koppeling,
  { dga, dertiendeMaand }: Koppelingwijziging,
  profiel: Exclude<Profielgevolg, { gevolg: 'wijkt-af' }>,
): Koppeling {
  const stays = profiel.gevolg === 'blijft' ? voorstel : 'voorstel' in profiel ? profiel.voorstel : undefined;
  return {
    ...{ ...found, versie: found.versie + 1 },
    ...(dga === undefined ? {} : { dga: [...dgaNa(dga, found.dga)] }),
    ...(dertiendeMaand === undefined ? {} : { dertiendeMaand }),
    ...(profiel.gevolg === 'geldt' ? { dekkingsprofiel: profiel.dekkingsprofiel } : {}),
    ...(stays === undefined ? {} : { voorstel: stays }),
  };
}

/** As the office sees it in its status. */
const sentBy = ({ dga, dertiendeMaand }: Koppelingwijziging) => ({
  ...(dga === undefined ? {} : { dga }),
  ...(dertiendeMaand === undefined ? {} : { dertiendeMaand }),
});

/** What was changed and proposed, and why; never a value of a DGA. */
function regelOf(
  { doorAsr, wijziging }: ChangeRequest,
  velden: readonly Wijzigveld[],
  profiel: Profielgevolg,
): Omit<AuditRegel, 'op' | 'aanmeldingId'> {
  const what = [
    ...velden.map((veld) => (veld === 'dekkingsprofiel' ? `dekkingsprofiel ${wijziging.dekkingsprofiel}` : veld)),
    ...(profiel.gevolg === 'voorgesteld' ? [`voorgesteld: dekkingsprofiel ${profiel.voorstel.dekkingsprofiel}`] : []),
  ].join(', ');
  const wat = velden.length === 0 ? 'koppeling.wijziging-voorgesteld' : 'koppeling.gegevens-gewijzigd';
  return { ...doorWie(doorAsr, what), wat };
}

async function tell(
  deps: ChangeKoppelingDeps,
  aanmelding: GerealiseerdeAanmelding,
  change: Parameters<typeof gegevensGewijzigd>[1] & { readonly op: string },
): Promise<void> {
  const { aanmeldingId: onderwerp } = aanmelding;
  const sleutel = { onderwerp, soort: 'gegevens-gewijzigd', gelegenheid: change.op } as const;
  await sendBericht(deps, sleutel, gegevensGewijzigd(aanmelding, change));
}
