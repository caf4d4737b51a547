import type { InloggegevensRef } from '../domain/inloggegevens.ts';
import { Refused } from '../errors.ts';
import type { Kluis } from '../ports/kluis.ts';
import type { Payroll, PayrollAnswer, PayrollGateway } from '../ports/payroll.ts';

export interface OpenDeps {
  readonly kluis: Kluis;
  readonly gateway: PayrollGateway;
}

/** Opens the payroll package with what lies in the kluis. Throws `Refused` when it is gone. */
export async function openPayroll({ kluis, gateway }: OpenDeps, ref: InloggegevensRef): Promise<Payroll> {
  const inloggegevens = await kluis.read(ref);
  if (inloggegevens !== undefined) return gateway.open(inloggegevens);
  throw new Refused({ code: 'inloggegevens-weg', message: 'the inloggegevens of this account are gone' });
}

/** The value of an answer. During an exchange a refusal stops the work: a person must lift it first. */
export function required<T>(answer: PayrollAnswer<T>): T {
  if (answer.ok) return answer.value;
  const { reden, code, aanroep } = answer.refusal;
  throw new Refused({ code: reden, message: `${aanroep} was refused (${code})` });
}
