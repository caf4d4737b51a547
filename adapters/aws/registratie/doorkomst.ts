import type { WachtOpAkkoordAanmelding } from '../../../core/aanmelding/aanmelding.ts';
import type { Inhaalregels, Wijkende } from '../../../core/aanmelding/ports/claims.ts';
import type { WriteOutcome } from '../../../core/assert-stored.ts';
import type { AuditRegel } from '../../../core/audit/audit.ts';
import {
  claimingReplacement,
  claimOfAnother,
  isContender,
  judge,
  parseAanmelding,
  replacement,
  yieldingReplacement,
} from './aanmeldingen.ts';
import { transactWithAudit } from './audit.ts';
import { joinBedrijf } from './bedrijven.ts';
import { claimFree, confirmClaim, takeOver } from './claims.ts';
import type { Tabel } from './tabel.ts';
import { judgeReplacement } from './vervanging.ts';

/** First as the one that holds the claim, which most are; then as one that held none. */
export async function passAanmelding(
  tabel: Tabel,
  aanmelding: WachtOpAkkoordAanmelding,
  regel: AuditRegel,
): Promise<WriteOutcome | 'bezet'> {
  const operation = 'registratie.passAanmelding';
  const joined = joinBedrijf(tabel, aanmelding);
  const holding = [replacement(tabel, aanmelding), confirmClaim(tabel, aanmelding), ...joined];
  const held = await transactWithAudit(tabel, operation, holding, regel);
  if (held.ok) return 'opgeslagen';
  const [stored] = held.uitslagen;
  if (stored?.failed !== true) throw claimOfAnother(aanmelding.aanmeldingId);
  if (!isContender(stored, aanmelding)) return judge(stored, aanmelding);
  const taking = [claimingReplacement(tabel, aanmelding), claimFree(tabel, aanmelding, 'vast'), ...joined];
  const taken = await transactWithAudit(tabel, operation, taking, regel);
  if (taken.ok) return 'opgeslagen';
  const [own] = taken.uitslagen;
  return own?.failed === true ? judgeReplacement(parseAanmelding(own.item), aanmelding) : 'bezet';
}

export async function overtakeAanmelding(
  tabel: Tabel,
  aanmelding: WachtOpAkkoordAanmelding,
  wijkt: Wijkende,
  regels: Inhaalregels,
): Promise<WriteOutcome> {
  const acties = [
    claimingReplacement(tabel, aanmelding),
    yieldingReplacement(tabel, wijkt),
    takeOver(tabel, aanmelding, wijkt.aanmeldingId),
    ...joinBedrijf(tabel, aanmelding),
  ];
  const operation = 'registratie.overtakeAanmelding';
  const outcome = await transactWithAudit(tabel, operation, acties, regels.eigen, regels.wijkt);
  if (outcome.ok) return 'opgeslagen';
  const [own] = outcome.uitslagen;
  return own?.failed === true ? judgeReplacement(parseAanmelding(own.item), aanmelding) : 'verouderd';
}
