import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { Defect } from '../errors.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { toJson } from '../invoer/read-json.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Hasher } from '../toegang/ports/identiteit.ts';
import { leveringPrefix, manifestKey } from '../uitwisseling/levering.ts';
import type { Loaded } from '../uitwisseling/load-uitwisseling.ts';
import type { LopendeUitwisseling } from '../uitwisseling/uitwisseling.ts';
import {
  type Bestandsbewijs,
  type GeleverdeWerkgever,
  LEVERINGSBESTANDEN,
  type Leveringsbestand,
  type Manifest,
} from '../vergelijking/manifest.ts';
import { vergelijkingKey } from '../vergelijking/vingerafdruk.ts';

export interface DeliverDeps {
  readonly opslag: Opslag;
  readonly identiteit: Hasher;
  readonly registratie: Aanmeldregister;
}

/** A data set that is complete and of which nothing was written yet. Each file is taken once, so that it can be let go. */
export interface Gegevensset {
  readonly bestanden: Readonly<Record<Leveringsbestand, { readonly regels: number; readonly take: () => Uint8Array }>>;
  readonly vingerafdrukken: () => Uint8Array;
  readonly tellingen: Pick<Manifest, 'werknemers' | 'inDienst' | 'vragen' | 'peil' | 'mutaties'>;
  readonly vorige: Manifest['vorige'];
  /** Of the company. */
  readonly bedrijfGuid: Koppeling['nmbrs']['bedrijfGuid'];
}

/**
 * Writes the files, what the next set compares with, and last the manifest: whoever sees a manifest sees all of it. An object
 * that is there from an earlier run stays; it has the same bytes, or something is badly wrong.
 */
export async function deliverGegevensset(
  deps: DeliverDeps,
  { uitwisseling, koppeling }: Loaded<LopendeUitwisseling>,
  { bestanden, vingerafdrukken, tellingen, vorige, bedrijfGuid }: Gegevensset,
): Promise<void> {
  const prefix = leveringPrefix(uitwisseling);
  const bewijzen: Bestandsbewijs[] = [];
  for (const naam of LEVERINGSBESTANDEN) {
    const { regels, take } = bestanden[naam];
    const body = take();
    await putSame(deps, `${prefix}${naam}`, body);
    bewijzen.push({ naam, regels, bytes: body.byteLength, sha256: deps.identiteit.digest(body) });
  }
  await putSame(deps, vergelijkingKey(uitwisseling), vingerafdrukken());
  const langer = langereRuns(uitwisseling);
  const overgeslagen = overgeslagenSinds(koppeling, uitwisseling, vorige);
  const manifest: Manifest = {
    schemaVersie: 4,
    uitwisselingId: uitwisseling.uitwisselingId,
    koppelingId: koppeling.koppelingId,
    werkgever: await werkgeverVan(deps, koppeling, bedrijfGuid),
    datasetVersie: uitwisseling.datasetVersie,
    tijdvak: tijdvakById(uitwisseling.tijdvakId),
    ...(vorige === undefined ? {} : { vorige }),
    runIds: uitwisseling.runIds,
    ...(langer.length === 0 ? {} : { langereRuns: langer }),
    ...(overgeslagen.length === 0 ? {} : { overgeslagen }),
    dekkingsprofiel: koppeling.dekkingsprofiel,
    dertiendeMaand: koppeling.dertiendeMaand,
    aangemaaktOp: uitwisseling.gestartOp,
    ...tellingen,
    bestanden: bewijzen,
  };
  await putSame(deps, manifestKey(uitwisseling), toJson(manifest));
}

const langereRuns = ({ runs = [] }: LopendeUitwisseling) =>
  runs.flatMap(({ runId, tijdvakVan, tijdvakTot }) =>
    tijdvakVan === undefined || tijdvakTot === undefined ? [] : [{ runId, tijdvakVan, tijdvakTot }],
  );

/** Those before this period and after that of the set that is compared with. */
function overgeslagenSinds(
  { overgeslagen = [] }: Koppeling,
  { tijdvakId }: LopendeUitwisseling,
  vorige: Gegevensset['vorige'],
) {
  const from = vorige === undefined ? '' : tijdvakById(vorige.tijdvakId).eind;
  const { begin } = tijdvakById(tijdvakId);
  return overgeslagen.filter((one) => {
    const own = tijdvakById(one.tijdvakId);
    return own.begin > from && own.begin < begin;
  });
}

/** A koppeling of before its policy was kept with it has it in its aanmelding, for as long as it is exchanged. */
async function werkgeverVan(
  { registratie }: DeliverDeps,
  koppeling: Koppeling,
  bedrijfGuid: Gegevensset['bedrijfGuid'],
): Promise<GeleverdeWerkgever> {
  const { aanmeldingId, nmbrs, werkgever } = koppeling;
  const known = {
    bedrijfsnaam: werkgever.bedrijfsnaam,
    nmbrsDomein: nmbrs.domein,
    nmbrsBedrijfId: nmbrs.bedrijfId,
    ...(bedrijfGuid === undefined ? {} : { nmbrsBedrijfGuid: bedrijfGuid }),
  };
  const { raamwerkcontractnummer, loonheffingenreferentie } = werkgever;
  if (raamwerkcontractnummer !== undefined) {
    return { raamwerkcontractnummer, ...known, ...(loonheffingenreferentie && { loonheffingenreferentie }) };
  }
  const aanmelding = await registratie.findAanmelding(aanmeldingId);
  if (aanmelding === undefined || aanmelding.status === 'afgemeld') {
    throw new Defect({ code: 'koppeling-onbekend', message: 'nothing tells to which policy the koppeling belongs' });
  }
  return { raamwerkcontractnummer: aanmelding.gegevens.werkgever.raamwerkcontractnummer, ...known };
}

async function putSame({ opslag, identiteit }: DeliverDeps, key: string, body: Uint8Array): Promise<void> {
  if ((await opslag.putOnce(key, body)) === 'geschreven') return;
  const existing = await opslag.get(key);
  if (existing !== undefined && identiteit.digest(existing) === identiteit.digest(body)) return;
  throw new Defect({ code: 'levering-wijkt-af', message: `${key} exists with other bytes` });
}
