import * as z from 'zod';
import type { WerknemerId } from '../ids.ts';
import { Datum, dateInAmsterdam } from '../kalender/tijd.ts';
import { blijftNa } from '../nmbrs/bezetting.ts';
import { Dienstverband, Peilen } from '../nmbrs/gegevensset.ts';
import { countPeilen, type Gewist, InDienstTelling, PeilTellingen } from '../vergelijking/manifest.ts';
import type { Vinger } from '../vergelijking/vingerafdruk.ts';
import { GEWIST, type Verzoek } from '../verzoek/verzoek.ts';

const aantal = z.int().nonnegative();

/**
 * What is needed of a manifest to take somebody out of its set, of each version that there was; what is not named here stays as it is. One
 * of a later version may count something that would not fit any more.
 */
export const WisbaarManifest = z.looseObject({
  schemaVersie: z.int().min(2).max(4),
  tijdvak: z.looseObject({ eind: Datum }),
  werknemers: aantal,
  inDienst: InDienstTelling.optional(),
  vragen: aantal,
  peil: PeilTellingen.optional(),
  mutaties: z.record(z.string(), aantal),
  bestanden: z.array(z.looseObject({ naam: z.string(), regels: aantal, bytes: aantal, sha256: z.string() })),
  gewist: z.array(z.looseObject({ verzoekId: z.string(), vervaltOp: Datum })).optional(),
});
export type WisbaarManifest = z.infer<typeof WisbaarManifest>;

/** Of a line of employees what the counts go by, of whichever version. */
export const GeteldeRegel = z.object({ dienstverbanden: z.array(Dienstverband), peil: Peilen.default({}) });
/** The same of a mutatie. */
export const GeteldeMutatie = z.object({ soort: z.string() });

/** Everything of one person in a set. */
export interface Weggehaald {
  readonly werknemer: z.infer<typeof GeteldeRegel> | undefined;
  readonly mutaties: readonly z.infer<typeof GeteldeMutatie>[];
  readonly vragen: number;
}

/** A file of the set without the person. */
export interface NieuwBestand {
  readonly regels: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The manifest of the set without the person: its counts and proofs are of what is left. */
export function zonderWerknemer(
  manifest: WisbaarManifest,
  { werknemer, mutaties, vragen }: Weggehaald,
  { bestanden, gewist }: { readonly bestanden: ReadonlyMap<string, NieuwBestand>; readonly gewist: Gewist },
): WisbaarManifest {
  const perSoort = { ...manifest.mutaties };
  for (const { soort } of mutaties) perSoort[soort] = Math.max(0, (perSoort[soort] ?? 0) - 1);
  return {
    ...manifest,
    werknemers: manifest.werknemers - (werknemer === undefined ? 0 : 1),
    ...(manifest.inDienst === undefined
      ? {}
      : { inDienst: inDienstZonder(manifest.inDienst, { werknemer, mutaties, eind: manifest.tijdvak.eind }) }),
    vragen: manifest.vragen - vragen,
    ...(manifest.peil === undefined || werknemer === undefined
      ? {}
      : { peil: peilZonder(manifest.peil, werknemer.peil) }),
    mutaties: perSoort,
    bestanden: manifest.bestanden.map((one) => ({ ...one, ...bestanden.get(one.naam) })),
    gewist: [...(manifest.gewist ?? []), gewist],
  };
}

/**
 * `vorige + erbij - eraf - spoorloos = nu` goes on to hold. Whether the person was in service before follows from what the set told of
 * comings and goings.
 */
function inDienstZonder(
  { nu, verloop }: InDienstTelling,
  { werknemer, mutaties, eind }: Pick<Weggehaald, 'werknemer' | 'mutaties'> & { readonly eind: Datum },
): InDienstTelling {
  const is = werknemer !== undefined && blijftNa(werknemer.dienstverbanden, eind);
  const left = is ? nu - 1 : nu;
  if (verloop === undefined) return { nu: left };
  const count = (soort: string) => mutaties.filter((one) => one.soort === soort).length;
  if (werknemer === undefined) {
    if (mutaties.length === 0) return { nu: left, verloop };
    const hoe = count('uit-dienst') > 0 ? 'spoorloos' : 'eraf';
    return { nu: left, verloop: { ...verloop, vorige: verloop.vorige - 1, [hoe]: verloop[hoe] - 1 } };
  }
  const net = (is ? 1 : 0) - count('in-dienst') + count('uit-dienst');
  const was = net > 0 || (is && verloop.erbij === 0);
  if (was && is) return { nu: left, verloop: { ...verloop, vorige: verloop.vorige - 1 } };
  if (is) return { nu: left, verloop: { ...verloop, erbij: verloop.erbij - 1 } };
  if (was && verloop.eraf > 0) {
    return { nu: left, verloop: { ...verloop, vorige: verloop.vorige - 1, eraf: verloop.eraf - 1 } };
  }
  return { nu: left, verloop };
}

/** A group that nobody is left with is not counted at all, as in a set that never had it. */
function peilZonder(tellingen: PeilTellingen, own: z.infer<typeof Peilen>): PeilTellingen {
  const counting = countPeilen();
  counting.add(own);
  const minus = counting.counted();
  return PeilTellingen.parse(
    Object.fromEntries(
      Object.entries(tellingen).flatMap(([veld, telling]) => {
        const one = Object.entries(minus).find(([name]) => name === veld)?.[1];
        if (one === undefined) return [[veld, telling]];
        const nu = Object.entries(telling.nu).map(([tijdvak, count]) => [
          tijdvak,
          (count ?? 0) - nuIn(one.nu, tijdvak),
        ]);
        const left = {
          tijdvak: telling.tijdvak - one.tijdvak,
          nu: Object.fromEntries(nu.filter(([, count]) => count !== 0)),
          eerdereVersie: telling.eerdereVersie - one.eerdereVersie,
        };
        const isNobody = left.tijdvak === 0 && left.eerdereVersie === 0 && Object.keys(left.nu).length === 0;
        return isNobody ? [] : [[veld, left]];
      }),
    ),
  );
}

const nuIn = (nu: Readonly<Record<string, number | undefined>>, tijdvak: string): number => nu[tijdvak] ?? 0;

/** Whether this person was erased at their own request and is not in service since: then no set is about them any more. */
export type IsGewist = (werknemerId: WerknemerId, dienstverbanden: readonly Dienstverband[]) => boolean;

/**
 * Who was erased is known by a keyed hash only. Somebody who was in service on or after the day of the erasure is in the sets again: there
 * is a new ground then. Of who has no employment at all nothing tells that it is over.
 */
export function gewistenIn(verzoeken: readonly Verzoek[], vinger: Vinger): IsGewist {
  const sinds = new Map<string, Datum>();
  for (const verzoek of verzoeken) {
    if (verzoek.soort !== 'wissen') continue;
    if (verzoek.status === 'uitgevoerd') sinds.set(verzoek.werknemer, dateInAmsterdam(verzoek.akkoordOp));
    if (verzoek.status === 'loopt') {
      sinds.set(vinger(verzoek.werknemerId, GEWIST), dateInAmsterdam(verzoek.akkoordOp));
    }
  }
  if (sinds.size === 0) return () => false;
  return (werknemerId, dienstverbanden) => {
    const dag = sinds.get(vinger(werknemerId, GEWIST));
    if (dag === undefined || dienstverbanden.length === 0) return false;
    return dienstverbanden.every(({ eind }) => eind !== undefined && eind < dag);
  };
}
