import * as z from 'zod';
import type { Auditregister } from '../audit/ports/auditregister.ts';
import { Defect } from '../errors.ts';
import { aanmeldingIdOf, type UitwisselingId } from '../ids.ts';
import { pageOf, type Regelplaats } from '../invoer/bladzijde.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { jsonIn } from '../invoer/read-json.ts';
import { regelsOf } from '../invoer/read-regels.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { zonderWaarden } from '../ophalen/vraagsoorten.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';
import { leveringPrefix, manifestKey } from '../uitwisseling/levering.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import type { VoltooideUitwisseling } from '../uitwisseling/uitwisseling.ts';
import { GeleverdManifest, type Leveringsbestand } from '../vergelijking/manifest.ts';
import type { MutatieSoort } from '../vergelijking/mutatie.ts';
import { Leveringdocument, Mutatieregel, Vraagregel } from './levering-document.ts';

export interface ShowLeveringDeps {
  readonly registratie: Pick<Auditregister, 'noteRegel'> & Pick<Uitwisselregister, 'findUitwisseling'>;
  readonly opslag: Pick<Opslag, 'get' | 'getPart'>;
  readonly identiteit: Pick<Identiteit, 'digest'>;
  readonly klok: Klok;
}

/** Which set, and who looks, by the JWT. */
export interface Blik {
  readonly uitwisselingId: UitwisselingId;
  readonly beoordelaar: string;
}

interface Bladzijdevraag {
  readonly aantal: number;
  readonly na?: Regelplaats | undefined;
}

export type LeveringOutcome<T> =
  | { readonly uitkomst: 'gevonden'; readonly gevonden: T }
  | { readonly uitkomst: 'onbekend' }
  | { readonly uitkomst: 'niet-geleverd' }
  /** Its time is over, and it was removed. */
  | { readonly uitkomst: 'niet-meer' }
  /** The page goes on in a file that is another one by now: somebody was taken out of it. */
  | { readonly uitkomst: 'ander-bestand' };

interface Bladzijde<T> {
  readonly rijen: readonly T[];
  readonly volgende: Regelplaats | undefined;
}

/** A manifest with what is shown of it, of whichever version. */
const TeZienManifest = GeleverdManifest.extend({
  vorige: Leveringdocument.shape.vorige,
  bestanden: Leveringdocument.shape.bestanden,
  gewist: z.array(z.object({ werknemers: z.int() })).optional(),
});

interface Geleverd {
  readonly uitwisseling: VoltooideUitwisseling;
  readonly manifest: z.infer<typeof TeZienManifest>;
  readonly manifestSha256: string;
}

/** What was delivered, in counts. That it was looked at stands in the trail; so of the other two. */
export async function showLevering(deps: ShowLeveringDeps, blik: Blik): Promise<LeveringOutcome<Leveringdocument>> {
  const found = await findLevering(deps, blik.uitwisselingId);
  if (found.uitkomst !== 'gevonden') return found;
  const { uitwisseling, manifest, manifestSha256 } = found.gevonden;
  const { uitwisselingId, koppelingId, voltooidOp, ontvangenOp } = uitwisseling;
  const { tijdvak, datasetVersie, dekkingsprofiel, werknemers, inDienst, vragen, mutaties, vorige, bestanden } =
    manifest;
  const gevonden: Leveringdocument = {
    ...{ uitwisselingId, koppelingId, aanmeldingId: aanmeldingIdOf(koppelingId), tijdvak, datasetVersie },
    ...{ dekkingsprofiel, voltooidOp, ...(ontvangenOp === undefined ? {} : { ontvangenOp }), manifestSha256 },
    ...{ werknemers, ...(inDienst === undefined ? {} : { inDienst }), vragen, mutaties },
    ...{ ...(vorige === undefined ? {} : { vorige }), bestanden },
    gewist: (manifest.gewist ?? []).reduce((sum, one) => sum + one.werknemers, 0),
  };
  await note(deps, blik, { ...found.gevonden, wat: 'levering' });
  return { uitkomst: 'gevonden', gevonden };
}

/** What differs from the set before, line by line and without values: of one kind, or of all. */
export async function listMutaties(
  deps: ShowLeveringDeps,
  blik: Blik,
  { soort, aantal, na }: Bladzijdevraag & { readonly soort?: MutatieSoort | undefined },
): Promise<LeveringOutcome<Bladzijde<Mutatieregel>>> {
  const found = await findLevering(deps, blik.uitwisselingId);
  if (found.uitkomst !== 'gevonden') return found;
  const sha256 = hashIn(found.gevonden, 'mutaties.ndjson');
  if (na !== undefined && na.sha256 !== sha256) return { uitkomst: 'ander-bestand' };
  const key = `${leveringPrefix(found.gevonden.uitwisseling)}mutaties.ndjson`;
  const { rijen, volgende } = await pageOf(regelsOf(deps.opslag, key, 'ndjson'), {
    ...{ na: na?.regel ?? 0, aantal },
    read: (line) => {
      const row = jsonIn(key, line, Mutatieregel);
      return soort === undefined || row.soort === soort ? row : undefined;
    },
  });
  await note(deps, blik, { ...found.gevonden, wat: 'mutaties' });
  return { uitkomst: 'gevonden', gevonden: { rijen, volgende: placeIn(volgende, sha256) } };
}

/** What a person should look at in the set, without values. */
export async function listVragen(
  deps: ShowLeveringDeps,
  blik: Blik,
  { aantal, na }: Bladzijdevraag,
): Promise<LeveringOutcome<Bladzijde<Vraagregel>>> {
  const found = await findLevering(deps, blik.uitwisselingId);
  if (found.uitkomst !== 'gevonden') return found;
  const sha256 = hashIn(found.gevonden, 'vragen.json');
  if (na !== undefined && na.sha256 !== sha256) return { uitkomst: 'ander-bestand' };
  const key = `${leveringPrefix(found.gevonden.uitwisseling)}vragen.json`;
  const bytes = await deps.opslag.get(key);
  const all = bytes === undefined ? [] : jsonIn(key, bytes, z.array(Vraagregel));
  const { rijen, volgende } = await pageOf(all, { na: na?.regel ?? 0, aantal, read: zonderWaarden });
  await note(deps, blik, { ...found.gevonden, wat: 'vragen' });
  return { uitkomst: 'gevonden', gevonden: { rijen, volgende: placeIn(volgende, sha256) } };
}

const placeIn = (regel: number | undefined, sha256: string): Regelplaats | undefined =>
  regel === undefined ? undefined : { regel, sha256 };

async function findLevering(
  { registratie, opslag, identiteit }: ShowLeveringDeps,
  id: UitwisselingId,
): Promise<LeveringOutcome<Geleverd>> {
  const uitwisseling = await registratie.findUitwisseling(id);
  if (uitwisseling === undefined) return { uitkomst: 'onbekend' };
  if (uitwisseling.status !== 'voltooid') return { uitkomst: 'niet-geleverd' };
  const key = manifestKey(uitwisseling);
  const bytes = await opslag.get(key);
  if (bytes === undefined) return { uitkomst: 'niet-meer' };
  const manifest = jsonIn(key, bytes, TeZienManifest);
  return { uitkomst: 'gevonden', gevonden: { uitwisseling, manifest, manifestSha256: identiteit.digest(bytes) } };
}

function hashIn({ manifest, uitwisseling }: Geleverd, naam: Leveringsbestand): string {
  const found = manifest.bestanden.find((one) => one.naam === naam);
  if (found !== undefined) return found.sha256;
  throw new Defect({ code: 'object-onleesbaar', message: `${manifestKey(uitwisseling)} says nothing of ${naam}` });
}

const note = (
  { registratie, klok }: ShowLeveringDeps,
  { uitwisselingId, beoordelaar }: Blik,
  { uitwisseling, wat }: Pick<Geleverd, 'uitwisseling'> & { readonly wat: 'levering' | 'mutaties' | 'vragen' },
): Promise<void> =>
  registratie.noteRegel({
    aanmeldingId: aanmeldingIdOf(uitwisseling.koppelingId),
    op: klok.now(),
    wie: `beoordelaar:${beoordelaar}`,
    wat: 'levering.bekeken',
    waarom: `${uitwisselingId} ${wat}`,
  });
