import type { Aanmelding } from '../../../core/domain/aanmelding.ts';
import type { AuditRegel } from '../../../core/domain/audit.ts';
import { Koppeling, type KoppelingId } from '../../../core/domain/koppeling.ts';
import { Defect } from '../../../core/errors.ts';
import type { WriteOutcome } from '../../../core/ports/registratie.ts';
import { judge, replacement } from './aanmeldingen.ts';
import { transactWithAudit } from './audit.ts';
import { ABSENT, type Item, koppelingSleutel, parseItem, putWhen, readItem, type Tabel } from './tabel.ts';
import { judgeReplacement, replaces } from './vervanging.ts';

const itemOf = (koppeling: Koppeling) => ({ ...koppelingSleutel(koppeling.koppelingId), ...koppeling });

const parseKoppeling = (item: Item | undefined): Koppeling | undefined =>
  item === undefined ? undefined : parseItem(Koppeling, item);

export async function registerKoppeling(
  tabel: Tabel,
  koppeling: Koppeling,
  aanmelding: Aanmelding,
  regel: AuditRegel,
): Promise<WriteOutcome> {
  const acties = [replacement(tabel, aanmelding), putWhen(tabel, itemOf(koppeling), ABSENT)];
  const outcome = await transactWithAudit(tabel, 'registratie.registerKoppeling', acties, regel);
  if (outcome.ok) return 'opgeslagen';
  if (outcome.uitslagen[0]?.failed === true) return judge(outcome.uitslagen[0], aanmelding);
  throw new Defect({
    code: 'registratie.koppeling-bestaat-al',
    message: `${koppeling.koppelingId} exists although its aanmelding is not realised`,
  });
}

export async function findKoppeling(tabel: Tabel, koppelingId: KoppelingId): Promise<Koppeling | undefined> {
  return parseKoppeling(await readItem(tabel, 'registratie.findKoppeling', koppelingSleutel(koppelingId)));
}

export async function replaceKoppeling(tabel: Tabel, koppeling: Koppeling, regel: AuditRegel): Promise<WriteOutcome> {
  const acties = [putWhen(tabel, itemOf(koppeling), replaces(koppeling.versie))];
  const outcome = await transactWithAudit(tabel, 'registratie.replaceKoppeling', acties, regel);
  if (outcome.ok) return 'opgeslagen';
  return judgeReplacement(parseKoppeling(outcome.uitslagen[0]?.item), koppeling);
}
