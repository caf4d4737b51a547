import type { AanmeldingMetGegevens } from '../aanmelding/aanmelding.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import { Defect, Refused } from '../errors.ts';
import type { Inloggegevens, InloggegevensRef } from '../nmbrs/inloggegevens.ts';
import type { Inlogkluis } from '../nmbrs/ports/kluis.ts';
import type { Payroll, PayrollAnswer, PayrollGateway } from '../nmbrs/ports/payroll.ts';
import { rechtNietActief } from '../nmbrs/rechten.ts';

export interface OpenDeps {
  readonly kluis: Inlogkluis;
  readonly gateway: PayrollGateway;
}

/**
 * The inloggegevens of an aanmelding under way. When the office signed off meanwhile, and so erased them, the step is run
 * again to find that out. Throws `Defect` when they are gone otherwise: nothing erases them before its end.
 */
export async function readOwnInloggegevens(
  { kluis, registratie }: { readonly kluis: Inlogkluis; readonly registratie: Aanmeldregister },
  { aanmeldingId, versie, inloggegevensRef }: AanmeldingMetGegevens,
): Promise<Inloggegevens> {
  const inloggegevens = await kluis.read(inloggegevensRef, 'verwacht');
  if (inloggegevens !== undefined) return inloggegevens;
  assertStored((await registratie.findAanmelding(aanmeldingId))?.versie === versie ? 'opgeslagen' : 'verouderd');
  throw new Defect({ code: 'inloggegevens-weg', message: 'the inloggegevens of a live aanmelding are gone' });
}

/** Opens the payroll package with what lies in the kluis. Throws `Refused` when it is gone. */
export async function openPayroll({ kluis, gateway }: OpenDeps, ref: InloggegevensRef): Promise<Payroll> {
  const inloggegevens = await kluis.read(ref, 'verwacht');
  if (inloggegevens !== undefined) return gateway.open(inloggegevens);
  throw new Refused({ code: 'inloggegevens-weg', message: 'the inloggegevens of this account are gone' });
}

/** The value of an answer. During an exchange a refusal stops the work: a person must lift it first. */
export function required<T>(answer: PayrollAnswer<T>): T {
  if (answer.ok) return answer.value;
  const { reden, code, aanroep } = answer.refusal;
  const named = reden === 'recht-niet-actief' ? rechtNietActief(aanroep) : reden;
  throw new Refused({ code: named, message: `${aanroep} was refused (${code})` });
}
