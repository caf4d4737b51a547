import type { Aanmeldformulier } from '../aanmelding/aanmeldgegevens.ts';
import { type Aanvraag, isOnbevestigd, nieuweAanvraag } from '../aanmelding/aanvraag.ts';
import { type Bulkaccount, Bulkwerkgever, formulierOf } from '../aanmelding/bulk.ts';
import { askBevestiging, openAanvraag, registerWachtende } from '../aanmelding/open-aanvraag.ts';
import { claimRequest, type Identity, identityOf, type RepeatableRequest } from '../aanmelding/repeat-request.ts';
import { numbersInOne } from '../aanmelding/werkgevernummers.ts';
import { Defect, Transient } from '../errors.ts';
import type { AanmeldingId, Capability } from '../ids.ts';
import type { Logboek } from '../invoer/ports/logboek.ts';
import { checkFields, type Veldfout } from '../invoer/probleem.ts';
import { kantoorIdOf } from '../toegang/identify-kantoor.ts';
import { isProven } from './prove-kantoor.ts';
import { type Meegestuurd, newIdentity, registerAanmelding, type SubmitDeps, secretOf } from './submit-aanmelding.ts';

/** How many rows are handled at once: Secrets Manager takes about 50 new secrets a second, and others sign up meanwhile. */
const AT_ONCE = 8;

/** A row as it came in, with the number by which its sender knows it. */
export interface Bulkrij {
  readonly rij: number;
  readonly invoer: unknown;
  /** What the form of the file makes wrong about it, before its fields are looked at. */
  readonly fouten?: readonly Veldfout[];
}

export interface Bulk extends Meegestuurd {
  readonly account: Bulkaccount;
  readonly rijen: readonly Bulkrij[];
}

/** `niet-verwerkt`: a hold-up, or there was no time left; sending the same again does what is left. */
export type Rijuitkomst = { readonly rij: number } & (
  | {
      readonly uitkomst: 'ontvangen' | 'wacht-op-bevestiging';
      readonly aanmeldingId: AanmeldingId;
      readonly capability: Capability;
    }
  | { readonly uitkomst: 'ongeldig'; readonly fouten: readonly Veldfout[] }
  | { readonly uitkomst: 'al-aangemeld' | 'niet-verwerkt' }
);

export interface SubmitBulkDeps extends SubmitDeps {
  readonly logboek: Logboek;
}

/**
 * Takes in what can be taken in, row by row, and tells of each row what became of it; a faulty row stops no other. Without the office's
 * key all of them wait until its address is confirmed. Sent again with the same key of its own each row has the same answer as the first
 * time; without one a row whose controle passed is `al-aangemeld`, and the others are taken in once more: of each werkgever the one that
 * passes first goes ahead. `hasTime` is asked before each row.
 */
export async function submitBulk(
  deps: SubmitBulkDeps,
  { account, rijen, sleutel, bewijs, beller }: Bulk,
  hasTime: () => boolean,
): Promise<readonly Rijuitkomst[] | 'sleutel-hergebruikt' | 'sleutel-vervallen' | 'te-druk'> {
  const { email } = account.salarisverwerker;
  const request =
    sleutel && (await claimRequest(deps, { route: 'bulk', beller: email, sleutel, inhoud: { account, rijen } }));
  if (request === 'hergebruikt') return 'sleutel-hergebruikt';
  if (request === 'vervallen') return 'sleutel-vervallen';
  const judged = judgeRows(account, rijen);
  const rows = judged.good.map((row): GoodRow & Identified => ({
    ...row,
    identity: request === undefined ? newIdentity(deps) : identityOf(deps.identiteit, request, secretOf(row.formulier)),
  }));
  const opened = await openWhenNeeded(deps, { account, bewijs, beller, request, rows });
  if (opened === 'te-druk') return 'te-druk';
  const outcomes = new Map(judged.outcomes.map((one) => [one.rij, one]));
  const defects: Defect[] = [];

  const queue = rows.values();
  const worker = async (): Promise<void> => {
    // One iterator for all workers: each takes the next row that nobody has taken.
    for (const row of queue) {
      const outcome = hasTime() ? await handleRow(deps, row, opened) : undefined;
      if (outcome instanceof Defect) defects.push(outcome);
      const done = outcome === undefined || outcome instanceof Defect ? NOT_HANDLED : outcome;
      outcomes.set(row.rij, { rij: row.rij, ...done });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (opened !== undefined) await askBevestiging(deps, opened);

  const all = rijen.map(({ rij }) => outcomes.get(rij) ?? { rij, ...NOT_HANDLED });
  const [defect] = defects;
  // As long as a capability is in the answer, the answer must get out; the log tells of the rows that failed.
  if (defect !== undefined && !all.some((one) => 'capability' in one)) throw defect;
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

interface Identified {
  readonly identity: Identity;
}

/** A name by which its id is derived; that of a row is made of digits. */
const DE_AANVRAAG = 'aanvraag';

interface Opening {
  readonly account: Bulkaccount;
  readonly bewijs: string | undefined;
  readonly beller: string | undefined;
  readonly request: RepeatableRequest | undefined;
  readonly rows: readonly (GoodRow & Identified)[];
}

/** The request that all rows are of: that they wait with, or that needs no confirmation. `undefined`: there are none. */
async function openWhenNeeded(
  deps: SubmitBulkDeps,
  { account, bewijs, beller, request, rows }: Opening,
): Promise<Aanvraag | 'te-druk' | undefined> {
  const { identiteit, registratie, klok } = deps;
  const { email } = account.salarisverwerker;
  const aanvraagId =
    request === undefined
      ? identiteit.newAanmeldingId()
      : identiteit.deriveAanmeldingId(request.idempotentie.zout, DE_AANVRAAG);
  if (rows.length === 0) return undefined;
  const aanmeldingen = rows.map(({ identity }) => identity.aanmeldingId);
  const before = request === undefined ? undefined : await registratie.findAanvraag(aanvraagId);
  if (before === undefined && (await isProven(deps, email, bewijs))) {
    const known = nieuweAanvraag({ aanvraagId, aanmeldingen, ontvangenOp: klok.now() });
    return registratie.ensureAanvraag({ ...known, status: 'klaar', kantoorId: kantoorIdOf(identiteit, email) });
  }
  const { domein, gebruikersnaam, apiToken } = account.nmbrs;
  return openAanvraag(deps, {
    ...{ aanvraagId, email, aanmeldingen, inloggegevens: { domein, gebruikersnaam, apiToken } },
    idempotentie: request?.idempotentie.sleutel,
    beller,
  });
}

async function handleRow(
  deps: SubmitBulkDeps,
  { formulier, identity }: GoodRow & Identified,
  opened: Aanvraag | undefined,
) {
  try {
    if (opened !== undefined && opened.status !== 'klaar') return await waitWith(deps, opened, { formulier, identity });
    const of = opened === undefined ? {} : { aanvraagId: opened.aanvraagId };
    const outcome = await registerAanmelding(deps, formulier, { ...identity, ...of });
    return outcome.uitkomst === 'bezet' ? ({ uitkomst: 'al-aangemeld' } as const) : outcome;
  } catch (error) {
    if (!(error instanceof Transient || error instanceof Defect)) throw error;
    const { aanmeldingId } = identity;
    deps.logboek.error('bulk.rij-mislukt', { aanmeldingId, fout: error.name, foutcode: error.code });
    return error instanceof Defect ? error : NOT_HANDLED;
  }
}

/** A row whose request was confirmed before it was stored is taken in with the others, at the latest by the round of every hour. */
async function waitWith(deps: SubmitBulkDeps, opened: Aanvraag, own: Parameters<typeof registerWachtende>[2]) {
  const { aanmeldingId, capability } = own.identity;
  await registerWachtende(deps, opened, own);
  const uitkomst = isOnbevestigd(opened) ? 'wacht-op-bevestiging' : 'ontvangen';
  return { uitkomst, aanmeldingId, capability } as const;
}
