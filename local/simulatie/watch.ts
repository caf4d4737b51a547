import type { Bericht } from '../../core/berichten/bericht.ts';
import { type KoppelingId, UitwisselingId } from '../../core/ids.ts';
import { epochMs } from '../../core/kalender/tijd.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import { manifestKey } from '../../core/uitwisseling/levering.ts';
import type { Uitwisseling } from '../../core/uitwisseling/uitwisseling.ts';
import { Manifest } from '../../core/vergelijking/manifest.ts';
import type { Lot } from './lots.ts';
import { truthOf, type Werkgever } from './office.ts';
import type { Mail } from './people.ts';
import type { Ports } from './ports.ts';
import { type AanmeldwachtParts, judgeBericht, watchAanmeldingen, watchKluis } from './watch-aanmeldingen.ts';
import {
  type AanvraagwachtParts,
  judgeWachtend,
  watchAanvragen,
  watchGateway,
  watchVerloop,
} from './watch-aanvragen.ts';
import { judgeVergelijking } from './watch-vergelijking.ts';

export interface WatchParts extends AanmeldwachtParts, AanvraagwachtParts {
  readonly now: () => number;
  readonly werkgeverOf: (koppelingId: string) => Werkgever | undefined;
  readonly lotOf: (koppeling: Koppeling) => Lot | undefined;
  /** When the key of the fingerprints is lost. */
  readonly sleutelWeg: number | undefined;
  /** A set has nothing to compare with, because the key is another one. */
  readonly uncompared: () => void;
  /** A process that its machine had given up wrote about an exchange that had ended by then; what it left is of no use. */
  readonly wroteLate: (uitwisselingId: string) => void;
  /** A set was delivered; `vragen`: the questions in it. */
  readonly delivered: (manifest: Manifest, vragen: string) => void;
  /** A delivery was told of. */
  readonly told: (uitwisselingId: string) => void;
  /** From this moment nothing of a koppeling starts, and it is erased. */
  readonly stopped: (koppelingId: KoppelingId) => void;
  /** A mail went out. */
  readonly mailed: (mail: Mail) => void;
}

/**
 * Stands directly before the stores and looks at every effect as it comes about, whoever caused it. What may not be, even
 * for a moment, is a violation.
 */
export function watched(ports: Ports, parts: WatchParts): Ports {
  const manifests = new Map<string, number>();
  return {
    ...ports,
    registratie: {
      ...watchRegistratie(ports, parts, manifests),
      ...watchAanmeldingen(ports, parts),
      ...watchAanvragen(ports, parts),
    },
    verloop: watchVerloop(ports, parts),
    gateway: watchGateway(ports, parts),
    kluis: watchKluis(ports, parts),
    opslag: watchOpslag(ports, parts, manifests),
    post: watchPost(ports, parts),
    gebeurtenissen: watchGebeurtenissen(ports, parts),
  };
}

function watchPost({ post, registratie }: Ports, parts: WatchParts): Ports['post'] {
  const { violate, mailed } = parts;
  const sent = new Set<string>();
  return {
    async send(bericht, sleutel) {
      await post.send(bericht, sleutel);
      const key = `${sleutel.onderwerp} ${sleutel.soort} ${sleutel.gelegenheid}`;
      if (sent.has(key)) violate('mail-twice', key);
      sent.add(key);
      judgeBericht(sleutel, parts);
      await judgeWachtend(registratie, sleutel, parts);
      if (sleutel.soort === 'bevestig-adres') parts.asked(sleutel.onderwerp, bericht);
      const { soort, gelegenheid, onderwerp: aanmeldingId } = sleutel;
      const { aan, blokken } = bericht;
      mailed({ soort, gelegenheid, aanmeldingId, aan, code: codeIn(bericht), tekst: JSON.stringify(blokken) });
    },
  };
}

/** The code that its reader has from then on. */
const codeIn = ({ blokken }: Bericht): string | undefined =>
  blokken
    .flatMap((blok) => (blok.soort === 'gegevens' ? blok.rijen : []))
    .find(([label]) => label === 'Toegangscode' || label === 'Code')?.[1];

/** Nobody hears of a delivery that is not there, or of an exchange that ended without one. */
function watchGebeurtenissen(
  { gebeurtenissen, registratie, opslag }: Ports,
  { violate, told }: WatchParts,
): Ports['gebeurtenissen'] {
  return {
    async publish(levering) {
      await gebeurtenissen.publish(levering);
      const { uitwisselingId, manifest } = levering;
      const exchange = await registratie.findUitwisseling(uitwisselingId);
      const isOf = exchange?.status === 'loopt' || exchange?.status === 'voltooid';
      if (!isOf || (await opslag.get(manifest.sleutel)) === undefined) violate('told-too-early', uitwisselingId);
      told(uitwisselingId);
    },
  };
}

const ENDED: readonly Uitwisseling['status'][] = ['voltooid', 'mislukt', 'onvolledig', 'vervallen'];

/**
 * Who marks an exchange as failed has looked whether it was delivered, within a life of five minutes. A manifest that comes
 * between that look and the mark is of a process that was given up: the next version takes its place.
 */
const LOOKED_WITHIN_MS = 5 * 60_000;

function watchRegistratie(
  { registratie, opslag }: Ports,
  parts: WatchParts,
  manifests: ReadonlyMap<string, number>,
): Ports['registratie'] {
  const { violate, now, wroteLate } = parts;
  const failedAfterDelivery = (next: Uitwisseling, about: string): void => {
    const since = manifests.get(manifestKey(next));
    if (since === undefined) return;
    if (now() - since > LOOKED_WITHIN_MS) violate('delivered-but-failed', about);
    else wroteLate(next.uitwisselingId);
  };

  return {
    ...registratie,
    async replaceUitwisseling(next, regel) {
      const stored = await registratie.findUitwisseling(next.uitwisselingId);
      const outcome = await registratie.replaceUitwisseling(next, regel);
      if (outcome !== 'opgeslagen' || stored === undefined || stored.versie === next.versie) return outcome;
      const about = `${next.uitwisselingId} from ${stored.status} to ${next.status}`;
      if (ENDED.includes(stored.status)) violate('ended-exchange-changed', about);
      if (stored.status === 'loopt' && (next.status === 'gepland' || next.status === 'wacht-op-run'))
        violate('write-lost', about);
      if (stored.status === 'loopt' && next.status === 'loopt' && !keepsCount(stored, next))
        violate('write-lost', about);
      if (next.status === 'onvolledig') violate('work-lost', `${about}: ${next.code}`);
      if (next.status === 'voltooid' && (await opslag.get(manifestKey(next))) === undefined)
        violate('closed-undelivered', about);
      if (next.status === 'mislukt') failedAfterDelivery(next, about);
      return outcome;
    },
    async replaceKoppeling(next, regel) {
      const stored = await registratie.findKoppeling(next.koppelingId);
      const outcome = await registratie.replaceKoppeling(next, regel);
      if (outcome !== 'opgeslagen' || stored === undefined || stored.versie === next.versie) return outcome;
      if (stored.status !== 'gestopt' && next.status === 'gestopt') parts.stopped(next.koppelingId);
      if (stored.status === 'gewist' || next.status === 'gewist') return outcome;
      await judgeKoppeling(registratie, { stored, next }, parts);
      return outcome;
    },
    async replaceTogether(next, aanmelding, regel) {
      const stored = await registratie.findKoppeling(next.koppelingId);
      const outcome = await registratie.replaceTogether(next, aanmelding, regel);
      const isStopped = stored?.status === 'gestopt' || stored?.status === 'gewist';
      // What is erased cannot be taken back.
      if (outcome === 'opgeslagen' && isStopped && aanmelding.status === 'gerealiseerd' && !aanmelding.afmelding)
        violate('withdrawn-too-late', next.koppelingId);
      return outcome;
    },
  };
}

const keepsCount = (
  stored: Extract<Uitwisseling, { status: 'loopt' }>,
  next: Extract<Uitwisseling, { status: 'loopt' }>,
): boolean => stored.delen === next.delen && stored.resterend === next.resterend && stored.taakToken === next.taakToken;

async function judgeKoppeling(
  registratie: Ports['registratie'],
  { stored, next }: { readonly stored: Koppeling; readonly next: Koppeling },
  { violate, lotOf }: WatchParts,
): Promise<void> {
  const about = `${next.koppelingId} from ${stored.status} ${stored.volgende.tijdvakId} to ${next.status} ${next.volgende.tijdvakId}`;
  const moves = stored.volgende.tijdvakId !== next.volgende.tijdvakId;
  if (moves && stored.status !== next.status) violate('write-lost', about);
  const lot = lotOf(next);
  if (JSON.stringify(stored.verloningen) !== JSON.stringify(next.verloningen)) {
    if (lot?.jaarwissel === undefined) violate('verloning-changed', about);
    return;
  }
  if (next.volgende.tijdvakId < stored.volgende.tijdvakId) violate('write-lost', about);
  if (next.volgende.tijdvakId <= stored.volgende.tijdvakId) return;
  const exchanges = await registratie.listUitwisselingen(next.koppelingId);
  const isDone = exchanges.some((one) => one.tijdvakId === stored.volgende.tijdvakId && one.status === 'voltooid');
  const isPassedOver =
    next.overgeslagen?.at(-1)?.tijdvakId === stored.volgende.tijdvakId &&
    lot?.gemist !== undefined &&
    lot.plans[lot.gemist]?.tijdvak.tijdvakId === stored.volgende.tijdvakId;
  if (!isDone && !isPassedOver) violate('period-skipped', about);
}

/** Written once by whoever comes first: whoever reads them later must find the same. */
const WRITTEN_ONCE = /^werk\/[^/]+\/(plan|deel)/;

function watchOpslag(
  { opslag, identiteit, registratie }: Ports,
  parts: WatchParts,
  manifests: Map<string, number>,
): Ports['opslag'] {
  const { violate } = parts;
  const isSame = (a: Uint8Array, b: Uint8Array) => identiteit.digest(a) === identiteit.digest(b);
  const notOverwritten = async (key: string, body: Uint8Array): Promise<void> => {
    if (!key.startsWith('leveringen/') && !WRITTEN_ONCE.test(key)) return;
    const existing = await opslag.get(key);
    if (existing !== undefined && !isSame(existing, body)) violate('object-overwritten', key);
  };
  const isNew = async (key: string): Promise<void> => {
    const manifest = key.replace(/[^/]+$/, 'manifest.json');
    if (!key.startsWith('leveringen/') || key === manifest) return;
    if ((await opslag.get(manifest)) !== undefined) violate('file-after-manifest', key);
  };
  const after = async (key: string): Promise<void> => {
    const id = UitwisselingId.safeParse(key.replace(/^leveringen\/([^/]+)\/([^/]+)\/v/, 'werk/$1_$2_v').split('/')[1]);
    const exchange = id.success ? await registratie.findUitwisseling(id.data) : undefined;
    if (exchange !== undefined && ENDED.includes(exchange.status)) parts.wroteLate(exchange.uitwisselingId);
    if (!/^leveringen\/.*\/manifest\.json$/.test(key)) return;
    manifests.set(key, parts.now());
    const manifest = await judgeDelivery({ opslag, identiteit }, key, parts);
    const vragen = await opslag.get(key.replace(/[^/]+$/, 'vragen.json'));
    if (manifest !== undefined && vragen !== undefined) parts.delivered(manifest, new TextDecoder().decode(vragen));
    if (manifest !== undefined) await judgeVergelijking(registratie, manifest, { ...parts, manifests });
  };
  return {
    ...opslag,
    async put(key, body) {
      if ((await opslag.get(key)) === undefined) await isNew(key);
      else await notOverwritten(key, body);
      await opslag.put(key, body);
      await after(key);
    },
    async putOnce(key, body) {
      const outcome = await opslag.putOnce(key, body);
      if (outcome === 'bestaat-al') return outcome;
      await isNew(key);
      await after(key);
      return outcome;
    },
  };
}

/** A manifest says that all is there: every file that it names, with its bytes, and everyone who must be in it. */
async function judgeDelivery(
  { opslag, identiteit }: Pick<Ports, 'opslag' | 'identiteit'>,
  key: string,
  { violate, werkgeverOf, now }: WatchParts,
): Promise<Manifest | undefined> {
  const bytes = await opslag.get(key);
  if (bytes === undefined) return undefined;
  const manifest = Manifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const prefix = key.replace(/[^/]+$/, '');
  for (const { naam, sha256 } of manifest.bestanden) {
    const body = await opslag.get(`${prefix}${naam}`);
    if (body === undefined || identiteit.digest(body) !== sha256) violate('delivery-incomplete', `${prefix}${naam}`);
  }
  const werkgever = werkgeverOf(manifest.koppelingId);
  const lines = await opslag.get(`${prefix}werknemers.ndjson`);
  if (werkgever === undefined || lines === undefined) return manifest;
  const { must, may } = truthOf(werkgever, manifest.tijdvak, epochMs(manifest.aangemaaktOp), now());
  const present = idsIn(lines);
  const missing = [...must].filter((id) => !present.has(id)).length;
  const strange = [...present].filter((id) => !may.has(id)).length;
  if (missing + strange > 0) violate('delivery-wrong-people', `${prefix}: ${missing} missing, ${strange} too many`);
  return manifest;
}

function idsIn(lines: Uint8Array): ReadonlySet<number> {
  const rows = new TextDecoder()
    .decode(lines)
    .split('\n')
    .filter((line) => line !== '');
  return new Set(rows.map((line): number => Number(/"werknemerId":(\d+)/.exec(line)?.[1])));
}
