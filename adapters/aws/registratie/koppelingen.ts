import type { AanmeldingMetGegevens } from '../../../core/aanmelding/aanmelding.ts';
import type { WriteOutcome } from '../../../core/assert-stored.ts';
import type { AuditRegel } from '../../../core/audit/audit.ts';
import { Defect } from '../../../core/errors.ts';
import type { KoppelingId } from '../../../core/ids.ts';
import { GewisteKoppeling, Koppeling } from '../../../core/koppeling/koppeling.ts';
import type { InloggegevensRef } from '../../../core/nmbrs/inloggegevens.ts';
import { toStore } from '../../../core/stored.ts';
import { claimOfAnother, judge, replacement } from './aanmeldingen.ts';
import { accountHeld, accountIsFree, joinAccount, leaveAccount } from './accounts.ts';
import { transactWithAudit } from './audit.ts';
import { joinBedrijf, keepInBedrijf } from './bedrijven.ts';
import { confirmClaim } from './claims.ts';
import { ABSENT, type Item, koppelingSleutel, parseItem, putWhen, readItem, type Tabel } from './tabel.ts';
import { judgeReplacement, replaces } from './vervanging.ts';

type Opgeslagen = Koppeling | GewisteKoppeling;

const itemOf = (koppeling: Opgeslagen) => ({
  ...koppelingSleutel(koppeling.koppelingId),
  ...(koppeling.status === 'gewist' ? toStore(GewisteKoppeling, koppeling) : toStore(Koppeling, koppeling)),
});

function parseKoppeling(item: Item | undefined): Opgeslagen | undefined {
  if (item === undefined) return undefined;
  return item.status === 'gewist' ? parseItem(GewisteKoppeling, item) : parseItem(Koppeling, item);
}

export async function registerKoppeling(
  tabel: Tabel,
  koppeling: Koppeling,
  aanmelding: AanmeldingMetGegevens,
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const acties = [
    replacement(tabel, aanmelding),
    putWhen(tabel, itemOf(koppeling), ABSENT),
    accountIsFree(tabel, koppeling, regel.op),
    joinAccount(tabel, koppeling),
    confirmClaim(tabel, aanmelding),
    ...joinBedrijf(tabel, aanmelding),
  ];
  const outcome = await transactWithAudit(tabel, 'registratie.registerKoppeling', acties, regel);
  if (outcome.ok) return 'opgeslagen';
  if (outcome.uitslagen[0]?.failed === true) return judge(outcome.uitslagen[0], aanmelding);
  if (outcome.uitslagen[4]?.failed === true) throw claimOfAnother(aanmelding.aanmeldingId);
  if (outcome.uitslagen[1]?.failed !== true) throw accountHeld();
  throw new Defect({
    code: 'registratie.koppeling-bestaat-al',
    message: `${koppeling.koppelingId} exists although its aanmelding is not realised`,
  });
}

export async function findKoppeling(tabel: Tabel, koppelingId: KoppelingId): Promise<Opgeslagen | undefined> {
  return parseKoppeling(await readItem(tabel, 'registratie.findKoppeling', koppelingSleutel(koppelingId)));
}

export async function replaceKoppeling(tabel: Tabel, koppeling: Opgeslagen, regel: AuditRegel): Promise<WriteOutcome> {
  const { koppelingId, status, versie } = koppeling;
  const left = status === 'gestopt' ? [leaveAccount(tabel, koppeling.nmbrs.inloggegevensRef, koppelingId)] : [];
  const kept = status === 'gestopt' || status === 'gewist' ? [] : [keepInBedrijf(tabel, koppeling)];
  const acties = [putWhen(tabel, itemOf(koppeling), replaces(versie)), ...left, ...kept];
  const outcome = await transactWithAudit(tabel, 'registratie.replaceKoppeling', acties, regel);
  if (outcome.ok) return 'opgeslagen';
  return judgeReplacement(parseKoppeling(outcome.uitslagen[0]?.item), koppeling);
}

export async function moveKoppeling(
  tabel: Tabel,
  koppeling: Koppeling,
  vorige: InloggegevensRef,
  aanmelding: AanmeldingMetGegevens,
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const acties = [
    putWhen(tabel, itemOf(koppeling), replaces(koppeling.versie)),
    replacement(tabel, aanmelding),
    accountIsFree(tabel, koppeling, regel.op),
    joinAccount(tabel, koppeling),
    leaveAccount(tabel, vorige, koppeling.koppelingId),
  ];
  const outcome = await transactWithAudit(tabel, 'registratie.moveKoppeling', acties, regel);
  if (outcome.ok) return 'opgeslagen';
  const [own, other] = outcome.uitslagen;
  if (own?.failed === true) return judgeReplacement(parseKoppeling(own.item), koppeling);
  if (other?.failed === true) return judge(other, aanmelding);
  throw accountHeld();
}

export async function replaceTogether(
  tabel: Tabel,
  koppeling: Koppeling,
  aanmelding: AanmeldingMetGegevens,
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const acties = [putWhen(tabel, itemOf(koppeling), replaces(koppeling.versie)), replacement(tabel, aanmelding)];
  const outcome = await transactWithAudit(tabel, 'registratie.replaceTogether', acties, regel);
  if (outcome.ok) return 'opgeslagen';
  const [own, other] = outcome.uitslagen;
  return own?.failed === true ? judgeReplacement(parseKoppeling(own.item), koppeling) : judge(other, aanmelding);
}
