import type { Aanmeldformulier } from '../domain/aanmeldgegevens.ts';
import type { AanmeldingId, Capability } from '../domain/aanmelding.ts';
import { type Bulkaccount, Bulkwerkgever, formulierOf } from '../domain/bulk.ts';
import type { IdempotentieSleutel } from '../domain/idempotentie.ts';
import { checkFields, type Veldfout } from '../domain/probleem.ts';
import { numbersInOne } from '../domain/werkgevernummers.ts';
import { Defect, Transient } from '../errors.ts';
import type { Logboek } from '../ports/logboek.ts';
import { claimRequest, identityOf, type RepeatableRequest } from './repeatable-request.ts';
import { newIdentity, registerAanmelding, type SubmitDeps } from './submit-aanmelding.ts';

/** How many rows are handled at once: Secrets Manager takes about 50 new secrets a second, and others sign up meanwhile. */
const AT_ONCE = 8;

/** A row as it came in, with the number by which its sender knows it. */
export interface Bulkrij {
  readonly rij: number;
  readonly invoer: unknown;
  /** What the form of the file makes wrong about it, before its fields are looked at. */
  readonly fouten?: readonly Veldfout[];
}

export interface Bulk {
  readonly account: Bulkaccount;
  readonly rijen: readonly Bulkrij[];
  readonly sleutel: IdempotentieSleutel | undefined;
}

/** `niet-verwerkt`: a hold-up, or there was no time left; sending the same again does what is left. */
export type Rijuitkomst = { readonly rij: number } & (
  | { readonly uitkomst: 'ontvangen'; readonly aanmeldingId: AanmeldingId; readonly capability: Capability }
  | { readonly uitkomst: 'ongeldig'; readonly fouten: readonly Veldfout[] }
  | { readonly uitkomst: 'al-aangemeld' | 'niet-verwerkt' }
);

export interface SubmitBulkDeps extends SubmitDeps {
  readonly logboek: Logboek;
}

/**
 * Takes in what can be taken in, row by row, and tells of each row what became of it; a faulty row stops no other. Sent again
 * with the same key each row has the same answer as the first time; without one a row whose controle passed is `al-aangemeld`, and the
 * others are taken in once more: of each werkgever the one that passes first goes ahead. `hasTime` is asked before each row.
 */
export async function submitBulk(
  deps: SubmitBulkDeps,
  { account, rijen, sleutel }: Bulk,
  hasTime: () => boolean,
): Promise<readonly Rijuitkomst[] | 'sleutel-hergebruikt'> {
  const beller = account.salarisverwerker.email;
  const request = sleutel && (await claimRequest(deps, { route: 'bulk', beller, sleutel, inhoud: { account, rijen } }));
  if (request === 'hergebruikt') return 'sleutel-hergebruikt';
  const judged = judgeRows(account, rijen);
  const outcomes = new Map(judged.outcomes.map((one) => [one.rij, one]));
  const defects: Defect[] = [];

  const queue = judged.good.values();
  const worker = async (): Promise<void> => {
    // One iterator for all workers: each takes the next row that nobody has taken.
    for (const row of queue) {
      const outcome = hasTime() ? await handleRow(deps, row, request) : undefined;
      if (outcome instanceof Defect) defects.push(outcome);
      const done = outcome === undefined || outcome instanceof Defect ? NOT_HANDLED : outcome;
      outcomes.set(row.rij, { rij: row.rij, ...done });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  const all = rijen.map(({ rij }) => outcomes.get(rij) ?? { rij, ...NOT_HANDLED });
  const [defect] = defects;
  // As long as a capability is in the answer, the answer must get out; the log tells of the rows that failed.
  if (defect !== undefined && !all.some(({ uitkomst }) => uitkomst === 'ontvangen')) throw defect;
  return all;
}

const NOT_HANDLED = { uitkomst: 'niet-verwerkt' } as const;

interface GoodRow {
  readonly rij: number;
  readonly formulier: Aanmeldformulier;
}

/** Parts the rows into those that can be signed up, and those of which the outcome is known. */
function judgeRows(account: Bulkaccount, rijen: readonly Bulkrij[]): { good: GoodRow[]; outcomes: Rijuitkomst[] } {
  const good = new Map<string, GoodRow>();
  const outcomes: Rijuitkomst[] = [];
  for (const { rij, invoer, fouten } of rijen) {
    const checked = fouten === undefined ? checkFields(Bulkwerkgever, invoer) : ({ ok: false, fouten } as const);
    if (!checked.ok) {
      outcomes.push({ rij, uitkomst: 'ongeldig', fouten: checked.fouten });
      continue;
    }
    const numbers = numbersInOne(checked.value.werkgever);
    if (good.has(numbers)) outcomes.push({ rij, uitkomst: 'al-aangemeld' });
    else good.set(numbers, { rij, formulier: formulierOf(account, checked.value) });
  }
  return { good: [...good.values()], outcomes };
}

async function handleRow(deps: SubmitBulkDeps, { formulier }: GoodRow, request: RepeatableRequest | undefined) {
  const identity = request === undefined ? newIdentity(deps) : identityOf(deps.identiteit, request, formulier);
  try {
    const outcome = await registerAanmelding(deps, formulier, identity);
    return outcome.uitkomst === 'ontvangen' ? outcome : ({ uitkomst: 'al-aangemeld' } as const);
  } catch (error) {
    if (!(error instanceof Transient || error instanceof Defect)) throw error;
    const { aanmeldingId } = identity;
    deps.logboek.error('bulk.rij-mislukt', { aanmeldingId, fout: error.name, foutcode: error.code });
    return error instanceof Defect ? error : NOT_HANDLED;
  }
}
