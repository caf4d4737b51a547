import * as z from 'zod';
import { BEWAARDAGEN } from '../aanmelding/afmelding.ts';
import { Defect, Transient } from '../errors.ts';
import type { WerknemerId } from '../ids.ts';
import type { Herschrijving, Omvang, Opslag } from '../invoer/ports/opslag.ts';
import { jsonIn, toJson } from '../invoer/read-json.ts';
import { linesWithout, regelsOf } from '../invoer/read-regels.ts';
import type { Datum } from '../kalender/tijd.ts';
import { vervalKey } from '../levering/remove-vervallen.ts';
import {
  GeteldeMutatie,
  GeteldeRegel,
  type NieuwBestand,
  WisbaarManifest,
  zonderWerknemer,
} from '../ophalen/wissing.ts';
import { type Gewist, LEVERINGSBESTANDEN, type Leveringsbestand } from '../vergelijking/manifest.ts';
import type { LopendVerzoek } from '../verzoek/verzoek.ts';
import { type FindDeps, findInPlaats, keptUntilBy, type Plaats } from './find-werknemer.ts';

export interface EraseDeps extends FindDeps {
  readonly opslag: FindDeps['opslag'] & Herschrijving;
}

/**
 * Takes one person out of one place. Run again after a crash it ends the same: what is left to do shows in what is there. Nothing of
 * what the objects were before is left.
 */
export function eraseFromPlaats(deps: EraseDeps, plaats: Plaats, verzoek: LopendVerzoek): Promise<void> {
  switch (plaats.soort) {
    case 'levering':
      return eraseFromLevering(deps, plaats, verzoek);
    case 'vergelijking':
      return eraseFromVergelijking(deps, plaats, verzoek);
    case 'werkbestanden':
      // Of an exchange that has ended: no other needs them.
      return deps.opslag.removeAll(plaats.key);
    default:
      return plaats.soort satisfies never;
  }
}

async function eraseFromVergelijking(deps: EraseDeps, plaats: Plaats, { werknemerId }: LopendVerzoek): Promise<void> {
  const { opslag } = deps;
  const { key } = plaats;
  if ((await findInPlaats(deps, plaats, werknemerId)) !== undefined) {
    const without = () => linesWithout(opslag, key, { vorm: 'ndjson', werknemerId });
    await markVerval(deps, key, await keptUntilBy(deps, key, BEWAARDAGEN.vergelijking));
    const { sha256 } = await opslag.measure(without());
    await opslag.rewrite(key, without(), sha256);
  }
  await opslag.removeEarlier(key);
}

/**
 * The manifest first: it says what the files will be, so that a run that finds it written knows what is left to do. Until the last file is
 * there a reader sees that a file does not fit its proof, and reads again. Nothing takes the place of a file but what the manifest says: a
 * run that was given up may still be writing the same, under the hands of this one.
 */
async function eraseFromLevering(deps: EraseDeps, plaats: Plaats, verzoek: LopendVerzoek): Promise<void> {
  const { opslag } = deps;
  const { verzoekId, werknemerId } = verzoek;
  const key = `${plaats.key}manifest.json`;
  // Before the manifest is read: of one that says nothing of this erasure yet it is the day on which the delivered set goes.
  const vervaltOp = await keptUntilBy(deps, key, deps.bewaardagen);
  const body = await opslag.get(key);
  if (body === undefined) {
    // Files of a set that was never delivered: nobody can find them.
    await opslag.removeUnfinished(plaats.key);
    return;
  }
  let manifest = jsonIn(key, body, WisbaarManifest);
  if (!isDone(manifest, verzoekId)) {
    const without = await manifestWithout(deps, { plaats, manifest, verzoek, vervaltOp });
    if (without === undefined) return assertNotBegun(opslag, key, verzoekId);
    manifest = without;
    await opslag.put(key, toJson(manifest));
  }
  await markVerval(deps, key, vervalVan(manifest, verzoekId));
  for (const naam of LEVERINGSBESTANDEN) {
    const file = `${plaats.key}${naam}`;
    await opslag.rewrite(file, fileWithout(opslag, { key: file, naam }, werknemerId), bewijsVan(manifest, naam).sha256);
  }
  for (const naam of [...LEVERINGSBESTANDEN, 'manifest.json']) await opslag.removeEarlier(`${plaats.key}${naam}`);
}

/** Who finds nothing where another run just took it out has not seen that one end. */
async function assertNotBegun(opslag: Opslag, key: string, verzoekId: string): Promise<void> {
  const body = await opslag.get(key);
  if (body === undefined || !isDone(jsonIn(key, body, WisbaarManifest), verzoekId)) return;
  throw new Transient({ code: 'levering-wijkt-af', message: `${key} was rewritten meanwhile` });
}

const isDone = ({ gewist = [] }: WisbaarManifest, verzoekId: string): boolean =>
  gewist.some((one) => one.verzoekId === verzoekId);

function vervalVan({ gewist = [] }: WisbaarManifest, verzoekId: string): Datum {
  const own = gewist.find((one) => one.verzoekId === verzoekId);
  if (own !== undefined) return own.vervaltOp;
  throw new Defect({ code: 'niet-gewist', message: 'the manifest does not tell of the erasure' });
}

function bewijsVan({ bestanden }: WisbaarManifest, naam: Leveringsbestand): WisbaarManifest['bestanden'][number] {
  const found = bestanden.find((one) => one.naam === naam);
  if (found !== undefined) return found;
  throw new Defect({ code: 'object-onleesbaar', message: `the manifest says nothing of ${naam}` });
}

interface Werk {
  readonly plaats: Plaats;
  readonly manifest: WisbaarManifest;
  readonly verzoek: LopendVerzoek;
  /** Of a set out of which nobody was taken before. */
  readonly vervaltOp: Datum;
}

/** `undefined`: the person is not in this set. */
async function manifestWithout(
  deps: EraseDeps,
  { plaats, manifest, verzoek, vervaltOp }: Werk,
): Promise<WisbaarManifest | undefined> {
  const { opslag } = deps;
  const { verzoekId, werknemerId, akkoordOp } = verzoek;
  const found = (await findInPlaats(deps, plaats, werknemerId))?.bestanden ?? {};
  const inOthers = await isNamedInQuestions(opslag, `${plaats.key}vragen.json`, werknemerId);
  if (Object.keys(found).length === 0 && !inOthers) return undefined;
  const bestanden = new Map<Leveringsbestand, NieuwBestand>();
  for (const naam of LEVERINGSBESTANDEN) {
    const file = `${plaats.key}${naam}`;
    const { regels, sha256 } = bewijsVan(manifest, naam);
    const omvang = await opslag.measure(fileWithout(opslag, { key: file, naam }, werknemerId));
    // After it, so that what was measured was the file of this manifest too.
    assertFits(file, await opslag.measure(regelsOf(opslag, file, 'ndjson')), sha256);
    bestanden.set(naam, { ...omvang, regels: regels - (found[naam]?.length ?? 0) });
  }
  const [werknemer] = found['werknemers.ndjson'] ?? [];
  const gewist: Gewist = {
    verzoekId,
    op: akkoordOp,
    werknemers: 1,
    vervaltOp: manifest.gewist?.[0]?.vervaltOp ?? vervaltOp,
  };
  return zonderWerknemer(
    manifest,
    {
      werknemer: werknemer === undefined ? undefined : GeteldeRegel.parse(werknemer),
      mutaties: z.array(GeteldeMutatie).parse(found['mutaties.ndjson'] ?? []),
      vragen: found['vragen.json']?.length ?? 0,
    },
    { bestanden, gewist },
  );
}

/**
 * A set of which a file is not what its manifest says is left alone, or its new manifest would say that it is in order. Somebody is
 * writing it, which is over the next time; or a person must look.
 */
function assertFits(file: string, { sha256 }: Omvang, expected: string): void {
  if (sha256 === expected) return;
  throw new Transient({ code: 'levering-wijkt-af', message: `${file} does not fit its manifest` });
}

function fileWithout(
  opslag: Opslag,
  { key, naam }: { readonly key: string; readonly naam: Leveringsbestand },
  werknemerId: WerknemerId,
): AsyncIterable<Uint8Array> {
  if (naam === 'vragen.json') return questionsWithout(opslag, key, werknemerId);
  return linesWithout(opslag, key, { vorm: naam.endsWith('.csv') ? 'csv' : 'ndjson', werknemerId });
}

const Vragen = z.array(z.record(z.string(), z.unknown()));
type Vraag = z.infer<typeof Vragen>[number];

const readVragen = async (opslag: Opslag, key: string): Promise<readonly Vraag[]> =>
  jsonIn(key, (await opslag.get(key)) ?? toJson([]), Vragen);

/** Of a BSN that several have, the question about one names the others. */
function withoutNummer(vraag: Vraag, werknemerId: WerknemerId): Vraag {
  if (vraag.code !== 'bsn-dubbel' || typeof vraag.tekst !== 'string') return vraag;
  const tekst = vraag.tekst.replaceAll(new RegExp(`\\b${werknemerId}\\b`, 'g'), '(op verzoek gewist)');
  return tekst === vraag.tekst ? vraag : { ...vraag, tekst };
}

async function isNamedInQuestions(opslag: Opslag, key: string, werknemerId: WerknemerId): Promise<boolean> {
  const vragen = await readVragen(opslag, key);
  return vragen.some((vraag) => withoutNummer(vraag, werknemerId) !== vraag);
}

async function* questionsWithout(opslag: Opslag, key: string, werknemerId: WerknemerId): AsyncGenerator<Uint8Array> {
  const others = (await readVragen(opslag, key)).filter((vraag) => vraag.werknemerId !== werknemerId);
  yield toJson(others.map((vraag) => withoutNummer(vraag, werknemerId)));
}

/**
 * A rewritten object is new to the store, which would keep it as long again: this marks the day on which it goes all the same. Of several
 * marks the earliest counts.
 */
const markVerval = ({ opslag }: EraseDeps, key: string, vervaltOp: Datum): Promise<void> =>
  opslag.put(vervalKey(vervaltOp, key), new Uint8Array());
