import type { Auditregister } from '../audit/ports/auditregister.ts';
import type { VerzoekId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { readJson } from '../invoer/read-json.ts';
import type { VerzoekDeps } from '../verzoek/ask-verzoek.ts';
import { beschikbaarTot, inzageKey } from '../verzoek/verzoek.ts';
import { Inzage } from './export-werknemer.ts';

export interface FetchInzageDeps extends VerzoekDeps {
  readonly registratie: VerzoekDeps['registratie'] & Auditregister;
  readonly opslag: Opslag;
}

export type FetchInzageOutcome =
  | { readonly uitkomst: 'gevonden'; readonly inzage: Inzage }
  | { readonly uitkomst: 'onbekend' }
  /** It is an erasure, waits, or is not ready yet. */
  | { readonly uitkomst: 'niet-klaar' }
  /** It was there for two weeks, or the person was erased since. */
  | { readonly uitkomst: 'niet-meer' };

/** What was exported, for who hands it to the employee; the trail says who took it. */
export async function fetchInzage(
  { registratie, klok, opslag }: FetchInzageDeps,
  { verzoekId, beoordelaar }: { readonly verzoekId: VerzoekId; readonly beoordelaar: string },
): Promise<FetchInzageOutcome> {
  const verzoek = await registratie.findVerzoek(verzoekId);
  if (verzoek === undefined) return { uitkomst: 'onbekend' };
  if (verzoek.soort !== 'inzage' || verzoek.status !== 'uitgevoerd') return { uitkomst: 'niet-klaar' };
  const nu = klok.now();
  if (beschikbaarTot(verzoek) <= nu) return { uitkomst: 'niet-meer' };
  const inzage = await readJson(opslag, inzageKey(verzoekId), Inzage);
  if (inzage === undefined) return { uitkomst: 'niet-meer' };
  const { aanmeldingId } = verzoek;
  const wie = `beoordelaar:${beoordelaar}`;
  await registratie.noteRegel({ aanmeldingId, op: nu, wie, wat: 'verzoek.opgehaald', waarom: verzoekId });
  return { uitkomst: 'gevonden', inzage };
}
