import type { Aanmelding, AanmeldingMetGegevens } from '../aanmelding/aanmelding.ts';
import { type Aanvraag, komtNogBinnen } from '../aanmelding/aanvraag.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { Bericht } from '../berichten/bericht.ts';
import type { Berichtenboek, BerichtSleutel } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, type SendOutcome, sendForAll } from '../berichten/send-bericht.ts';
import { Transient } from '../errors.ts';
import type { AanmeldingId } from '../ids.ts';

export interface SendOfBulkDeps extends PostDeps {
  readonly registratie: Postregister & Berichtenboek & Aanmeldregister & Aanvragen;
}

/** How many werkgevers of a bulk are looked up at once. */
const AT_ONCE = 8;

/** The werkgevers of a bulk that are there, in its order. */
export async function readAll<T>(
  ids: readonly AanmeldingId[],
  read: (id: AanmeldingId) => Promise<T | undefined>,
): Promise<T[]> {
  const found: T[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = await Promise.all(ids.slice(from, from + AT_ONCE).map(read));
    found.push(...part.filter((one) => one !== undefined));
  }
  return found;
}

/** The bulk that an aanmelding came in with; `undefined` when it came in by itself, or alone in its bulk. */
export async function bulkOf(
  { registratie }: { readonly registratie: Pick<Aanvragen, 'findAanvraag'> },
  { aanvraagId }: AanmeldingMetGegevens,
): Promise<Aanvraag | undefined> {
  if (aanvraagId === undefined) return undefined;
  const bulk = await registratie.findAanvraag(aanvraagId);
  return bulk !== undefined && bulk.aanmeldingen.length > 1 ? bulk : undefined;
}

const VOOR_CONTROLE = ['wacht-op-bevestiging', 'ontvangen', 'wordt-gecontroleerd'] as const;
type VoorControle = Extract<Aanmelding, { status: (typeof VOOR_CONTROLE)[number] }>;
/** Whether its controle has still to end, or to begin: who confirms a bulk has its rows taken in one by one. */
export const isBeforeControle = (one: Aanmelding): one is VoorControle =>
  VOOR_CONTROLE.some((status) => status === one.status);

export interface VanBulk {
  /** Who comes to the occasion: stands in the list as the sender knows it. */
  readonly own: AanmeldingMetGegevens;
  readonly sleutel: Omit<BerichtSleutel, 'onderwerp'>;
  /** Of all werkgevers of the bulk that are there, in its order, and how many are not. */
  readonly write: (all: readonly Aanmelding[], ontbreken: number) => Bericht;
}

/** The step is tried again until all of them are. */
export const nogNietBinnen = (): Transient =>
  new Transient({ code: 'bulk-komt-nog-binnen', message: 'not every werkgever of the bulk is stored yet' });

/**
 * Sends a mail once for all werkgevers of a bulk that come to this occasion; only who sends it looks them up. Throws `Transient` while the
 * bulk is still being stored: nobody should be missing in it.
 */
export const sendOfBulk = (
  deps: SendOfBulkDeps,
  bulk: Aanvraag,
  { own, sleutel, write }: VanBulk,
): Promise<SendOutcome> =>
  sendForAll(deps, { ...sleutel, onderwerp: bulk.aanvraagId }, async () => {
    const { aanmeldingen } = bulk;
    const found = await readAll(
      aanmeldingen,
      async (id): Promise<Aanmelding | undefined> =>
        id === own.aanmeldingId ? own : deps.registratie.findAanmelding(id),
    );
    if (found.length < aanmeldingen.length && komtNogBinnen(bulk, deps.klok.now())) throw nogNietBinnen();
    return write(found, aanmeldingen.length - found.length);
  });
