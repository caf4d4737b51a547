import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { AanmeldingId, Capability } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Identiteit } from '../toegang/ports/identiteit.ts';

export interface ReplaceCapabilityDeps {
  readonly registratie: Aanmeldregister;
  readonly identiteit: Identiteit;
  readonly klok: Klok;
}

/** `afgemeld`: only the receipt is left, and its capability stays. */
export type ReplaceCapabilityOutcome =
  | { readonly uitkomst: 'vervangen'; readonly capability: Capability }
  | { readonly uitkomst: 'afgemeld' | 'onbekend' };

/** Gives the aanmelding another capability: the one of before opens nothing any more. */
export async function replaceCapability(
  deps: ReplaceCapabilityDeps,
  aanmeldingId: AanmeldingId,
): Promise<ReplaceCapabilityOutcome> {
  const { registratie, identiteit, klok } = deps;
  const found = await registratie.findAanmelding(aanmeldingId);
  if (found === undefined) return { uitkomst: 'onbekend' };
  if (found.status === 'afgemeld') return { uitkomst: 'afgemeld' };
  const capability = identiteit.newCapability();
  const stored = await registratie.replaceAanmelding(
    { ...found, versie: found.versie + 1, capabilityHash: identiteit.hash(capability) },
    { aanmeldingId, op: klok.now(), wie: 'salarisverwerker', wat: 'toegang.vervangen' },
  );
  return stored === 'verouderd' ? replaceCapability(deps, aanmeldingId) : { uitkomst: 'vervangen', capability };
}
