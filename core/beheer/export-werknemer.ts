import * as z from 'zod';
import { NAGALM_DAGEN } from '../aanmelding/afmelding.ts';
import { KoppelingId, VerzoekId, WerknemerId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { readJson, toJson } from '../invoer/read-json.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import { addDays, Datum, dateInAmsterdam, Tijdstip } from '../kalender/tijd.ts';
import { toStore, versioned } from '../stored.ts';
import { inzageKey, type LopendVerzoek, stukkenPrefix } from '../verzoek/verzoek.ts';
import type { Registervondst } from './find-in-register.ts';
import { GevondenRegel, type Plaats, Vondst } from './find-werknemer.ts';

export interface ExportDeps {
  readonly opslag: Opslag;
  readonly klok: Klok;
}

/** Everything that is kept of one person: where it stands, until when, and what it says, as it stands there. */
export const Inzage = z.strictObject({
  verzoekId: VerzoekId,
  koppelingId: KoppelingId,
  werknemerId: WerknemerId,
  opgemaaktOp: Tijdstip,
  /** Delivered sets, fingerprints and working files: by file, each line of this person. */
  bestanden: z.array(Vondst),
  /** `bewaardTot` in words: items go by what happens. */
  register: z.array(z.strictObject({ plaats: z.string(), bewaardTot: z.string(), inhoud: GevondenRegel })),
  /** Until when what was removed from the registry or overwritten before can still be had back by who looks after the system. */
  reservekopieen: z.strictObject({ database: Datum, bestanden: Datum }),
});
export type Inzage = z.infer<typeof Inzage>;

/** Puts aside what was found in one place, until all is there. */
export async function collectPiece(
  { opslag }: ExportDeps,
  verzoekId: VerzoekId,
  { key, vondst }: Pick<Plaats, 'key'> & { readonly vondst: Vondst },
): Promise<void> {
  const piece = `${stukkenPrefix(verzoekId)}${key.replaceAll('/', '_')}.json`;
  await opslag.put(piece, toJson(versioned(toStore(Vondst, vondst))));
}

/** Makes one document of the pieces and takes them away. Run again it is made again of what is left, or stands there already. */
export async function writeInzage(
  deps: ExportDeps,
  { verzoekId, koppelingId, werknemerId }: LopendVerzoek,
  found: readonly Registervondst[],
): Promise<void> {
  const { opslag, klok } = deps;
  const key = inzageKey(verzoekId);
  if ((await opslag.get(key)) === undefined) {
    const bestanden: Vondst[] = [];
    for (const piece of await opslag.list(stukkenPrefix(verzoekId))) {
      const vondst = await readJson(opslag, piece, Vondst);
      if (vondst !== undefined) bestanden.push(vondst);
    }
    const nu = klok.now();
    const vandaag = dateInAmsterdam(nu);
    const { tabel, bestanden: dagen } = NAGALM_DAGEN;
    const inzage: Inzage = {
      ...{ verzoekId, koppelingId, werknemerId, opgemaaktOp: nu, bestanden },
      register: found.map(({ inhoud, ...one }) => ({ ...one, inhoud: GevondenRegel.parse(inhoud) })),
      reservekopieen: { database: addDays(vandaag, tabel), bestanden: addDays(vandaag, dagen) },
    };
    // Once: who read the pieces while another run took them away has less of them.
    await opslag.putOnce(key, toJson(versioned(toStore(Inzage, inzage))));
  }
  await opslag.removeAll(stukkenPrefix(verzoekId));
}
