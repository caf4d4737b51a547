import type { Aanmeldgegevens } from '../../../core/aanmelding/aanmeldgegevens.ts';
import {
  Aanmelding,
  type AanmeldingMetGegevens,
  AfgemeldeAanmelding,
  isLive,
  mustHoldClaim,
  type OntvangenAanmelding,
  sindsOf,
} from '../../../core/aanmelding/aanmelding.ts';
import type { WriteOutcome } from '../../../core/assert-stored.ts';
import type { AuditRegel } from '../../../core/audit/audit.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import type { AanmeldingId } from '../../../core/ids.ts';
import { toStore } from '../../../core/stored.ts';
import { sha256 } from '../../node/sha256.ts';
import { ROUNDS } from '../backoff.ts';
import { transactWithAudit } from './audit.ts';
import { bedrijfOf, leaveBedrijf } from './bedrijven.ts';
import { claimFree, claimOf, claimOn, contend, parseClaim, releaseClaim } from './claims.ts';
import {
  ABSENT,
  aanmeldingSleutel,
  type Item,
  parseItem,
  putWhen,
  readItem,
  type Schrijfactie,
  type Tabel,
  type Uitslag,
  type Voorwaarde,
} from './tabel.ts';
import { judgeReplacement, replaces } from './vervanging.ts';

/** By whose address the index of offices lists it; what waits for a confirmation is in nobody's list. */
const kantoorOf = ({ status, gegevens }: AanmeldingMetGegevens) =>
  status === 'wacht-op-bevestiging' ? {} : { kantoor: sha256(gegevens.salarisverwerker.email.toLowerCase()) };

/** The item says since when it is in its state, for the index of the werkvoorraad, of which office it is, and of which company. */
export const unclaimedItemOf = (aanmelding: AanmeldingMetGegevens) => ({
  ...aanmeldingSleutel(aanmelding.aanmeldingId),
  ...kantoorOf(aanmelding),
  ...bedrijfOf(aanmelding),
  sinds: sindsOf(aanmelding),
  ...toStore(Aanmelding, aanmelding),
});

/** It names its claim for as long as it holds one, so that no write can leave the claim behind. */
export const claimedItemOf = (aanmelding: AanmeldingMetGegevens) => ({
  ...unclaimedItemOf(aanmelding),
  ...(isLive(aanmelding.status) ? { claim: claimOf(aanmelding) } : {}),
});

export const parseAanmelding = (item: Item | undefined): Aanmelding | undefined =>
  item === undefined ? undefined : parseItem(Aanmelding, item, ['bedrijf', 'claim', 'kantoor', 'sinds']);

export async function registerAanmelding(
  tabel: Tabel,
  aanmelding: OntvangenAanmelding,
  regel: AuditRegel,
): Promise<'opgeslagen' | 'bezet'> {
  const outcome = await storeWithClaim(tabel, 'registratie.registerAanmelding', { aanmelding, regel, when: ABSENT });
  return outcome === 'bezet' ? 'bezet' : 'opgeslagen';
}

interface Intrede {
  readonly aanmelding: OntvangenAanmelding;
  readonly regel: AuditRegel;
  /** Under which condition the item itself is put. */
  readonly when: Voorwaarde;
}

/**
 * With the claim when it is free, and without it when it is held weakly; it may change hands, or become free, between the two tries. Gives
 * the item that did not meet the condition, when it did not.
 */
export async function storeWithClaim(
  tabel: Tabel,
  operation: string,
  { aanmelding, regel, when }: Intrede,
): Promise<'opgeslagen' | 'bezet' | { readonly stored: Item | undefined }> {
  const [claimed, unclaimed] = [claimedItemOf(aanmelding), unclaimedItemOf(aanmelding)];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const acties of [
      [putWhen(tabel, claimed, when), claimFree(tabel, aanmelding, 'zwak')],
      [putWhen(tabel, unclaimed, when), contend(tabel, aanmelding)],
    ]) {
      const outcome = await transactWithAudit(tabel, operation, acties, regel);
      if (outcome.ok) return 'opgeslagen';
      const [own, claim] = outcome.uitslagen;
      if (own?.failed === true) return { stored: own.item };
      if (parseClaim(claim?.item)?.vast === true) return 'bezet';
    }
  }
  throw new Transient({ code: `aws.${operation}`, message: `${operation} kept finding the claim changed` });
}

export async function findAanmelding(tabel: Tabel, aanmeldingId: AanmeldingId): Promise<Aanmelding | undefined> {
  return parseAanmelding(await readItem(tabel, 'registratie.findAanmelding', aanmeldingSleutel(aanmeldingId)));
}

/**
 * The new version of an aanmelding that holds its claim, for a transaction. After a change of number the new one would be
 * unclaimed, and a claim that was given back may be someone else's by now.
 */
export function replacement(tabel: Tabel, aanmelding: AanmeldingMetGegevens): Schrijfactie {
  return putWhen(tabel, claimedItemOf(aanmelding), replacesClaimed(aanmelding.versie, claimOf(aanmelding)));
}

function replacesClaimed(versie: number, claim: string) {
  const { conditie, waarden } = replaces(versie);
  return { conditie: `${conditie} AND claim = :claim`, waarden: { ...waarden, ':claim': claim } };
}

/** The new version of one that holds none, and holds none afterwards. */
const unclaimedReplacement = (tabel: Tabel, aanmelding: AanmeldingMetGegevens): Schrijfactie =>
  putWhen(tabel, unclaimedItemOf(aanmelding), replacesUnclaimed(aanmelding.versie));

/** The new version of one that holds none, which takes it in the same transaction. */
export const claimingReplacement = (tabel: Tabel, aanmelding: AanmeldingMetGegevens): Schrijfactie =>
  putWhen(tabel, claimedItemOf(aanmelding), replacesUnclaimed(aanmelding.versie));

function replacesUnclaimed(versie: number) {
  const { conditie, waarden } = replaces(versie);
  return { conditie: `${conditie} AND attribute_not_exists(claim)`, waarden };
}

/** The new version of one whose claim another takes in the same transaction. */
export const yieldingReplacement = (tabel: Tabel, aanmelding: AanmeldingMetGegevens): Schrijfactie =>
  putWhen(tabel, unclaimedItemOf(aanmelding), replacesClaimed(aanmelding.versie, claimOf(aanmelding)));

/** What a failed `replacement` means. */
export function judge(uitslag: Uitslag | undefined, aanmelding: Aanmelding): WriteOutcome {
  const stored = parseAanmelding(uitslag?.item);
  if (stored?.versie !== aanmelding.versie - 1) return judgeReplacement(stored, aanmelding);
  throw new Defect({
    code: 'registratie.claim-onveranderlijk',
    message: `${aanmelding.aanmeldingId} cannot change its claim, take one back that it released, or go on without one`,
  });
}

/** Whether the predecessor is there and lives, of the same numbers, and holds no claim. */
export function isContender({ item }: Uitslag, next: AanmeldingMetGegevens): boolean {
  if (item === undefined || item.claim !== undefined) return false;
  const stored = parseAanmelding(item);
  if (stored === undefined || stored.versie !== next.versie - 1 || stored.status === 'afgemeld') return false;
  return isLive(stored.status) && claimOf(stored) === claimOf(next);
}

/** An aanmelding that is over stays over, and holds no claim: there is nothing to release a second time. */
const isReleasedBefore = ({ item }: Uitslag, { versie, status }: Aanmelding): boolean =>
  !isLive(status) && item?.versie === versie - 1 && item.claim === undefined;

export async function replaceAanmelding(
  tabel: Tabel,
  aanmelding: AanmeldingMetGegevens,
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const operation = 'registratie.replaceAanmelding';
  const left = await leaveBedrijf(tabel, operation, aanmelding);
  const acties = [replacement(tabel, aanmelding), ...left, ...release(tabel, aanmelding)];
  const outcome = await transactWithAudit(tabel, operation, acties, regel);
  if (outcome.ok) return 'opgeslagen';
  const [uitslag] = outcome.uitslagen;
  if (uitslag?.failed !== true) throw claimOfAnother(aanmelding.aanmeldingId);
  const mayLackClaim = isContender(uitslag, aanmelding) && !mustHoldClaim(aanmelding.status);
  if (!mayLackClaim && !isReleasedBefore(uitslag, aanmelding)) return judge(uitslag, aanmelding);
  const again = await transactWithAudit(tabel, operation, [unclaimedReplacement(tabel, aanmelding)], regel);
  return again.ok ? 'opgeslagen' : judgeReplacement(parseAanmelding(again.uitslagen[0]?.item), aanmelding);
}

function release(tabel: Tabel, aanmelding: AanmeldingMetGegevens): readonly Schrijfactie[] {
  return isLive(aanmelding.status) ? [] : [releaseClaim(tabel, claimOf(aanmelding), aanmelding.aanmeldingId)];
}

export async function eraseAanmelding(
  tabel: Tabel,
  aanmelding: AfgemeldeAanmelding,
  werkgever: Aanmeldgegevens['werkgever'] | undefined,
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const operation = 'registratie.eraseAanmelding';
  const { aanmeldingId, versie } = aanmelding;
  const own = toStore(AfgemeldeAanmelding, aanmelding);
  const item = { ...aanmeldingSleutel(aanmeldingId), sinds: sindsOf(aanmelding), ...own };
  if (werkgever !== undefined) {
    const claim = claimOn(werkgever);
    const acties = [putWhen(tabel, item, replacesClaimed(versie, claim)), releaseClaim(tabel, claim, aanmeldingId)];
    const outcome = await transactWithAudit(tabel, operation, acties, regel);
    if (outcome.ok) return 'opgeslagen';
    const [uitslag] = outcome.uitslagen;
    if (uitslag?.failed !== true || isOfAnother(uitslag, versie, claim)) throw claimOfAnother(aanmeldingId);
    if (uitslag.item?.versie !== versie - 1) return judgeReplacement(parseAanmelding(uitslag.item), aanmelding);
  }
  const acties = [putWhen(tabel, item, replacesUnclaimed(versie))];
  const outcome = await transactWithAudit(tabel, operation, acties, regel);
  return outcome.ok ? 'opgeslagen' : judgeReplacement(parseAanmelding(outcome.uitslagen[0]?.item), aanmelding);
}

/** Whether the predecessor holds, or contended for, another claim than this one, or was over and held none. */
function isOfAnother({ item }: Uitslag, versie: number, claim: string): boolean {
  const stored = parseAanmelding(item);
  if (stored === undefined || stored.versie !== versie - 1) return false;
  const isOver = stored.status === 'afgemeld' || !isLive(stored.status);
  return item?.claim !== undefined || isOver || claimOf(stored) !== claim;
}

export const claimOfAnother = (aanmeldingId: AanmeldingId): Defect =>
  new Defect({ code: 'registratie.claim-van-een-ander', message: `the claim of ${aanmeldingId} is not its own` });
