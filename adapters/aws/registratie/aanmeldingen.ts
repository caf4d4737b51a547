import type { Aanmeldgegevens } from '../../../core/domain/aanmeldgegevens.ts';
import {
  Aanmelding,
  type AanmeldingId,
  type AanmeldingMetGegevens,
  AfgemeldeAanmelding,
  isLive,
  type OntvangenAanmelding,
  sindsOf,
} from '../../../core/domain/aanmelding.ts';
import type { AuditRegel } from '../../../core/domain/audit.ts';
import { numbersInOne, type Werkgevernummers } from '../../../core/domain/werkgevernummers.ts';
import { Defect } from '../../../core/errors.ts';
import type { WriteOutcome } from '../../../core/ports/registratie.ts';
import { toStore } from '../../../core/stored.ts';
import { sha256 } from '../../node/sha256.ts';
import { transactWithAudit } from './audit.ts';
import {
  ABSENT,
  aanmeldingSleutel,
  claimSleutel,
  deleteWhen,
  type Item,
  parseItem,
  putWhen,
  readItem,
  type Schrijfactie,
  type Tabel,
  type Uitslag,
} from './tabel.ts';
import { judgeReplacement, replaces } from './vervanging.ts';

/** The loonheffingennummer may hold a BSN: only its hash, together with the contract number, is part of a key. */
const claimOn = (nummers: Werkgevernummers): string => sha256(numbersInOne(nummers));
const claimOf = ({ gegevens }: AanmeldingMetGegevens): string => claimOn(gegevens.werkgever);

/**
 * The item names its claim for as long as it holds one, so that no write can leave the claim behind, and since when it is
 * in its state, for the index of the werkvoorraad.
 */
function itemOf(aanmelding: AanmeldingMetGegevens) {
  const claim = isLive(aanmelding.status) ? { claim: claimOf(aanmelding) } : {};
  return {
    ...aanmeldingSleutel(aanmelding.aanmeldingId),
    ...claim,
    sinds: sindsOf(aanmelding),
    ...toStore(Aanmelding, aanmelding),
  };
}

export const parseAanmelding = (item: Item | undefined): Aanmelding | undefined =>
  item === undefined ? undefined : parseItem(Aanmelding, item, ['claim', 'sinds']);

export async function registerAanmelding(
  tabel: Tabel,
  aanmelding: OntvangenAanmelding,
  regel: AuditRegel,
): Promise<'opgeslagen' | 'bezet'> {
  const claim = { ...claimSleutel(claimOf(aanmelding)), aanmeldingId: aanmelding.aanmeldingId };
  const acties = [putWhen(tabel, itemOf(aanmelding), ABSENT), putWhen(tabel, claim, ABSENT)];
  const outcome = await transactWithAudit(tabel, 'registratie.registerAanmelding', acties, regel);
  if (outcome.ok || outcome.uitslagen[0]?.failed === true) return 'opgeslagen';
  return 'bezet';
}

export async function findAanmelding(tabel: Tabel, aanmeldingId: AanmeldingId): Promise<Aanmelding | undefined> {
  return parseAanmelding(await readItem(tabel, 'registratie.findAanmelding', aanmeldingSleutel(aanmeldingId)));
}

export const isBezet = async (tabel: Tabel, werkgever: Werkgevernummers): Promise<boolean> =>
  (await readItem(tabel, 'registratie.isBezet', claimSleutel(claimOn(werkgever)))) !== undefined;

/**
 * The new version of an aanmelding, for a transaction. The stored one must hold the claim that belongs to it: after a
 * change of number the new one would be unclaimed, and a claim that was given back may be someone else's by now.
 */
export function replacement(tabel: Tabel, aanmelding: AanmeldingMetGegevens): Schrijfactie {
  const { conditie, waarden } = replaces(aanmelding.versie);
  return putWhen(tabel, itemOf(aanmelding), {
    conditie: `${conditie} AND claim = :claim`,
    waarden: { ...waarden, ':claim': claimOf(aanmelding) },
  });
}

/** What a failed `replacement` means. */
export function judge(uitslag: Uitslag | undefined, aanmelding: Aanmelding): WriteOutcome {
  const stored = parseAanmelding(uitslag?.item);
  if (stored?.versie !== aanmelding.versie - 1) return judgeReplacement(stored, aanmelding);
  throw new Defect({
    code: 'registratie.claim-onveranderlijk',
    message: `${aanmelding.aanmeldingId} cannot change its claim, nor take one back that it released`,
  });
}

export async function replaceAanmelding(
  tabel: Tabel,
  aanmelding: AanmeldingMetGegevens,
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const operation = 'registratie.replaceAanmelding';
  const acties = [replacement(tabel, aanmelding), ...release(tabel, aanmelding)];
  const outcome = await transactWithAudit(tabel, operation, acties, regel);
  if (outcome.ok) return 'opgeslagen';
  const [uitslag] = outcome.uitslagen;
  if (uitslag?.failed !== true) {
    throw new Defect({
      code: 'registratie.claim-van-een-ander',
      message: `the claim of ${aanmelding.aanmeldingId} is not its own`,
    });
  }
  if (!isReleasedBefore(uitslag, aanmelding)) return judge(uitslag, aanmelding);
  const again = await transactWithAudit(tabel, operation, [releasedReplacement(tabel, aanmelding)], regel);
  return again.ok ? 'opgeslagen' : judgeReplacement(parseAanmelding(again.uitslagen[0]?.item), aanmelding);
}

function release(tabel: Tabel, aanmelding: AanmeldingMetGegevens): readonly Schrijfactie[] {
  return isLive(aanmelding.status) ? [] : [releaseClaim(tabel, claimOf(aanmelding), aanmelding.aanmeldingId)];
}

function releaseClaim(tabel: Tabel, claim: string, aanmeldingId: AanmeldingId): Schrijfactie {
  const eigen = { conditie: 'aanmeldingId = :id', waarden: { ':id': aanmeldingId } };
  return deleteWhen(tabel, claimSleutel(claim), eigen);
}

export async function eraseAanmelding(
  tabel: Tabel,
  aanmelding: AfgemeldeAanmelding,
  werkgever: Aanmeldgegevens['werkgever'] | undefined,
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const { aanmeldingId, versie } = aanmelding;
  const own = toStore(AfgemeldeAanmelding, aanmelding);
  const item = { ...aanmeldingSleutel(aanmeldingId), sinds: sindsOf(aanmelding), ...own };
  const acties =
    werkgever === undefined
      ? [putWhen(tabel, item, replacesUnclaimed(versie))]
      : [putWhen(tabel, item, replaces(versie)), releaseClaim(tabel, claimOn(werkgever), aanmeldingId)];
  const outcome = await transactWithAudit(tabel, 'registratie.eraseAanmelding', acties, regel);
  if (outcome.ok) return 'opgeslagen';
  const [uitslag] = outcome.uitslagen;
  if (uitslag?.failed === true) return judgeReplacement(parseAanmelding(uitslag.item), aanmelding);
  throw new Defect({
    code: 'registratie.claim-van-een-ander',
    message: `the claim of ${aanmeldingId} is not its own`,
  });
}

/** An aanmelding that is over stays over, and holds no claim: there is nothing to release a second time. */
const isReleasedBefore = ({ item }: Uitslag, { versie, status }: Aanmelding): boolean =>
  !isLive(status) && item?.versie === versie - 1 && item.claim === undefined;

const releasedReplacement = (tabel: Tabel, aanmelding: AanmeldingMetGegevens): Schrijfactie =>
  putWhen(tabel, itemOf(aanmelding), replacesUnclaimed(aanmelding.versie));

function replacesUnclaimed(versie: number) {
  const { conditie, waarden } = replaces(versie);
  return { conditie: `${conditie} AND attribute_not_exists(claim)`, waarden };
}
