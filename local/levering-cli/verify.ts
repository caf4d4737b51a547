import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { sha256 } from '../../adapters/node/sha256.ts';
import { uitwisselingIdOf } from '../../core/ids.ts';
import { longDate } from '../../core/kalender/nederlands.ts';
import { dateInAmsterdam } from '../../core/kalender/tijd.ts';
import { tijdvakById } from '../../core/kalender/tijdvak.ts';
import { onlyAllowed } from '../../core/levering/samenstelling.ts';
import { blijftNa } from '../../core/nmbrs/bezetting.ts';
import { Vraag, Werknemer } from '../../core/nmbrs/gegevensset.ts';
import { csvRegel, kopregel } from '../../core/nmbrs/werknemerslijst.ts';
import {
  countPeilen,
  type Gewist,
  LEVERINGSBESTANDEN,
  type Leveringsbestand,
  Manifest,
} from '../../core/vergelijking/manifest.ts';
import { Mutatie, MutatieSoort } from '../../core/vergelijking/mutatie.ts';

/** What is wrong with a delivery, in sentences that name no person; nothing wrong: what is in it. */
export interface Oordeel {
  readonly fouten: readonly string[];
  readonly samenvatting: string;
}

/** So many sentences about one file are enough to know that it is no good. */
const MAX_FOUTEN_PER_BESTAND = 10;

/** Checks the folder of one delivery; `undefined` when there is no such folder. */
export async function verifyFolder(folder: string): Promise<Oordeel | undefined> {
  const names = await namesIn(folder);
  if (names === undefined) return undefined;
  if (!names.includes('manifest.json')) {
    return broken(['manifest.json ontbreekt: dit is geen levering, of zij is nog niet compleet.']);
  }
  const manifest = readManifest(await read(folder, 'manifest.json'));
  if (Array.isArray(manifest)) return broken(manifest);
  const bodies = new Map<Leveringsbestand, Buffer>();
  for (const naam of LEVERINGSBESTANDEN) if (names.includes(naam)) bodies.set(naam, await read(folder, naam));
  const fouten = [
    ...strangersIn(names),
    ...aboutItself(manifest),
    ...proofs(manifest, bodies),
    ...contents(manifest, bodies),
  ];
  const { werknemers, vragen, tijdvak, datasetVersie, mutaties, gewist = [] } = manifest;
  const mutatieCount = Object.values(mutaties).reduce((sum, count) => sum + count, 0);
  return {
    fouten,
    samenvatting: `${tijdvak.tijdvakId} versie ${datasetVersie}, ${werknemers} werknemers, ${mutatieCount} mutaties, ${vragen} vragen${gewist.map(overGewist).join('')}`,
  };
}

/** The set is not as it was delivered, and that is in order. */
const overGewist = ({ verzoekId, op, werknemers }: Gewist): string =>
  `; op verzoek ${verzoekId} ${werknemers === 1 ? 'is één werknemer' : `zijn ${werknemers} werknemers`} gewist op ${longDate(dateInAmsterdam(op))}`;

const broken = (fouten: readonly string[]): Oordeel => ({ fouten, samenvatting: '' });

const namesIn = (folder: string): Promise<string[] | undefined> =>
  readdir(folder).then(
    (names) => names.sort(),
    () => undefined,
  );

/** What cannot be read (a folder by that name) is empty, and does not fit its proof. */
const read = (folder: string, naam: string): Promise<Buffer> =>
  readFile(join(folder, naam)).catch(() => Buffer.alloc(0));

function readManifest(body: Buffer): Manifest | string[] {
  const json = jsonOf(body);
  if (json === undefined) return ['manifest.json is geen JSON in UTF-8.'];
  const versie = z.object({ schemaVersie: z.unknown() }).safeParse(json);
  const known = Manifest.shape.schemaVersie.value;
  if (versie.success && versie.data.schemaVersie !== known) {
    return [`manifest.json heeft een onbekende schemaVersie; dit programma kent versie ${known}.`];
  }
  const parsed = Manifest.safeParse(json);
  return parsed.success
    ? parsed.data
    : placesOf(parsed.error).map((plaats) => `manifest.json: ${plaats} klopt niet met het schema.`);
}

const strangersIn = (names: readonly string[]): string[] =>
  names
    .filter((naam) => naam !== 'manifest.json' && !LEVERINGSBESTANDEN.some((known) => known === naam))
    .map((naam) => `${JSON.stringify(naam)} hoort niet in een levering.`);

/** Whether the manifest agrees with itself. */
function aboutItself(manifest: Manifest): string[] {
  const { uitwisselingId, koppelingId, datasetVersie, tijdvak, bestanden, vorige, mutaties } = manifest;
  const isSame = (say: boolean, fout: string): string[] => (say ? [] : [`manifest.json: ${fout}`]);
  return [
    ...isSame(
      uitwisselingId === uitwisselingIdOf(koppelingId, tijdvak.tijdvakId, datasetVersie),
      'uitwisselingId past niet bij koppeling, tijdvak en versie.',
    ),
    ...isSame(isDeepStrictEqual(tijdvak, tijdvakById(tijdvak.tijdvakId)), 'de dagen van het tijdvak kloppen niet.'),
    ...isSame(
      vorige === undefined || vorige.tijdvakId < tijdvak.tijdvakId,
      'de vorige levering is niet van een eerder tijdvak.',
    ),
    ...isSame(
      vorige !== undefined || Object.values(mutaties).every((count) => count === 0),
      'er zijn mutaties, maar er is geen vorige levering.',
    ),
    ...LEVERINGSBESTANDEN.filter((naam) => bestanden.filter((one) => one.naam === naam).length !== 1).map(
      (naam) => `manifest.json noemt ${naam} niet precies één keer.`,
    ),
  ];
}

/** The files as the manifest proves them: there, with these bytes. */
const proofs = ({ bestanden }: Manifest, bodies: ReadonlyMap<Leveringsbestand, Buffer>): string[] =>
  bestanden.flatMap(({ naam, bytes, sha256: expected }) => {
    const body = bodies.get(naam);
    if (body === undefined) return [`${naam} ontbreekt.`];
    if (body.byteLength !== bytes) return [`${naam} heeft ${body.byteLength} bytes in plaats van ${bytes}.`];
    return sha256(body) === expected ? [] : [`${naam} is gewijzigd: de SHA-256 past niet bij het manifest.`];
  });

function contents(manifest: Manifest, bodies: ReadonlyMap<Leveringsbestand, Buffer>): string[] {
  const bodyOf = (naam: Leveringsbestand) => bodies.get(naam) ?? Buffer.alloc(0);
  const regelsOf = (naam: Leveringsbestand) => manifest.bestanden.find((one) => one.naam === naam)?.regels;
  const werknemers = readLines(bodyOf('werknemers.ndjson'), 'werknemers.ndjson', Werknemer);
  const mutaties = readLines(bodyOf('mutaties.ndjson'), 'mutaties.ndjson', Mutatie);
  const vragen = readVragen(bodyOf('vragen.json'));
  const counted = (naam: Leveringsbestand, found: number, wat: string): string[] =>
    bodies.has(naam) && regelsOf(naam) !== found
      ? [`${naam} heeft ${found} ${wat}; het manifest zegt ${regelsOf(naam)}.`]
      : [];
  return [
    ...werknemers.fouten,
    ...mutaties.fouten,
    ...vragen.fouten,
    ...counted('werknemers.ndjson', werknemers.regels, 'regels'),
    ...counted('mutaties.ndjson', mutaties.regels, 'regels'),
    ...counted('vragen.json', vragen.regels, 'vragen'),
    ...counted('werknemers.csv', csvRegelsIn(bodyOf('werknemers.csv')), 'werknemers'),
    ...totals(manifest, { werknemers: werknemers.regels, vragen: vragen.regels, mutaties: mutaties.waarden }),
    ...inService(werknemers.waarden, manifest),
    ...inOrder(werknemers.waarden),
    ...withinProfile(werknemers.waarden, manifest),
    ...withinTijdvak(werknemers.waarden, manifest),
    ...(isDeepStrictEqual(peilenOf(werknemers.waarden), manifest.peil)
      ? []
      : ['manifest.json telt verkeerd van welk tijdvak de gegevens zijn.']),
    ...(bodies.has('werknemers.csv') ? compareCsv(werknemers.waarden, bodyOf('werknemers.csv'), manifest) : []),
  ];
}

/** The counts at the top of the manifest, against what is in the files. */
function totals(
  manifest: Manifest,
  found: { readonly werknemers: number; readonly vragen: number; readonly mutaties: readonly Mutatie[] },
): string[] {
  const differing = MutatieSoort.options.filter(
    (soort) => manifest.mutaties[soort] !== found.mutaties.filter((mutatie) => mutatie.soort === soort).length,
  );
  return [
    ...(['werknemers', 'vragen'] as const)
      .filter((wat) => manifest[wat] !== found[wat])
      .map((wat) => `manifest.json telt ${manifest[wat]} ${wat}, maar er zijn er ${found[wat]}.`),
    ...differing.map((soort) => `manifest.json telt de mutaties van soort ${soort} verkeerd.`),
  ];
}

/** Who is in service when the period is over, against the lines; and how that came from the set before, added up. */
function inService(werknemers: readonly Werknemer[], { inDienst: { nu, verloop }, tijdvak }: Manifest): string[] {
  const found = werknemers.filter(({ dienstverbanden }) => blijftNa(dienstverbanden, tijdvak.eind)).length;
  const expected = verloop === undefined ? nu : verloop.vorige + verloop.erbij - verloop.eraf - verloop.spoorloos;
  return [
    ...(found === nu ? [] : [`manifest.json telt ${nu} werknemers in dienst, maar het zijn er ${found}.`]),
    ...(expected === nu
      ? []
      : [
          `manifest.json telt niet op: wie er was, met wie erbij kwam en zonder wie wegging, zijn er ${expected}, niet ${nu}.`,
        ]),
  ];
}

interface Gelezen<T> {
  readonly waarden: readonly T[];
  readonly regels: number;
  readonly fouten: readonly string[];
}

function readLines<T>(body: Buffer, naam: string, schema: z.ZodType<T>): Gelezen<T> {
  const waarden: T[] = [];
  const fouten: string[] = [];
  let regels = 0;
  for (let start = 0; start < body.length; ) {
    const end = body.indexOf('\n', start);
    const stop = end === -1 ? body.length : end;
    regels += 1;
    if (end === -1) fouten.push(`${naam}: regel ${regels} is niet afgesloten; het bestand is afgebroken.`);
    const parsed = schema.safeParse(jsonOf(body.subarray(start, stop)));
    if (parsed.success) waarden.push(parsed.data);
    else
      for (const plaats of placesOf(parsed.error))
        fouten.push(`${naam}: regel ${regels}, ${plaats} klopt niet met het schema.`);
    start = stop + 1;
  }
  return { waarden, regels, fouten: fouten.slice(0, MAX_FOUTEN_PER_BESTAND) };
}

function readVragen(body: Buffer): Gelezen<Vraag> {
  const parsed = z.array(Vraag).safeParse(jsonOf(body));
  if (parsed.success) return { waarden: parsed.data, regels: parsed.data.length, fouten: [] };
  const fouten = placesOf(parsed.error).map((plaats) => `vragen.json: ${plaats} klopt niet met het schema.`);
  const list = z.array(z.unknown()).safeParse(jsonOf(body));
  return { waarden: [], regels: list.success ? list.data.length : 0, fouten: fouten.slice(0, MAX_FOUTEN_PER_BESTAND) };
}

const inOrder = (werknemers: readonly Werknemer[]): string[] =>
  werknemers.every((one, index) => index === 0 || one.werknemerId > (werknemers[index - 1]?.werknemerId ?? 0))
    ? []
    : ['werknemers.ndjson staat niet op volgorde van werknemerId, of noemt iemand twee keer.'];

function withinProfile(werknemers: readonly Werknemer[], { dekkingsprofiel }: Manifest): string[] {
  const plaats = werknemers.findIndex((one) => !isDeepStrictEqual(onlyAllowed(one, dekkingsprofiel), one));
  return plaats === -1
    ? []
    : [
        `werknemers.ndjson: regel ${plaats + 1} heeft een gegeven dat het dekkingsprofiel ${dekkingsprofiel} niet toestaat.`,
      ];
}

/** What says that it is of the period, and what always is: nothing of it begins after the period's last day. */
function withinTijdvak(werknemers: readonly Werknemer[], { tijdvak }: Manifest): string[] {
  const plaats = werknemers.findIndex(({ dienstverbanden, salaris, rooster, contracten = [], peil }) =>
    [
      ...dienstverbanden.map(({ begin }) => begin),
      salaris?.ingangsdatum,
      ...(peil.rooster === 'tijdvak' ? [rooster?.ingangsdatum] : []),
      ...(peil.contracten === 'tijdvak' ? contracten.map(({ begin }) => begin) : []),
    ].some((begin) => begin !== undefined && begin > tijdvak.eind),
  );
  return plaats === -1
    ? []
    : [`werknemers.ndjson: regel ${plaats + 1} heeft een gegeven dat pas na ${tijdvak.eind} begint.`];
}

function peilenOf(werknemers: readonly Werknemer[]): Manifest['peil'] {
  const peilen = countPeilen();
  for (const { peil } of werknemers) peilen.add(peil);
  return peilen.counted();
}

/** The csv is what the ndjson gives, byte for byte; so the first difference can be named. */
function compareCsv(werknemers: readonly Werknemer[], body: Buffer, { dekkingsprofiel }: Manifest): string[] {
  const expected = [kopregel(dekkingsprofiel), ...werknemers.map((one) => csvRegel(one, dekkingsprofiel))].map((line) =>
    Buffer.from(line),
  );
  let start = 0;
  for (const [index, line] of expected.entries()) {
    if (!body.subarray(start, start + line.length).equals(line)) {
      const waar = index === 0 ? 'de kopregel' : `werknemer ${index} van boven`;
      return [`werknemers.csv wijkt bij ${waar} af van werknemers.ndjson.`];
    }
    start += line.length;
  }
  return start === body.length ? [] : ['werknemers.csv heeft aan het eind meer dan werknemers.ndjson.'];
}

/** The records of a csv, without its header: the ends of line that are not inside quotes. */
function csvRegelsIn(body: Buffer): number {
  let quotes = 0;
  let records = 0;
  for (const byte of body) {
    if (byte === 34) quotes += 1;
    if (byte === 10 && quotes % 2 === 0) records += 1;
  }
  return Math.max(0, records - 1);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Where it is wrong, never what stands there. */
const placesOf = (error: z.ZodError): string[] => [
  ...new Set(error.issues.map(({ path }) => (path.length === 0 ? 'de regel' : `het veld ${path.join('.')}`))),
];
