import { Aanmelding } from '../../core/aanmelding/aanmelding.ts';
import type { WriteOutcome } from '../../core/assert-stored.ts';
import type { AuditRegel } from '../../core/audit/audit.ts';
import { Defect, Transient } from '../../core/errors.ts';
import { type Accountgebruik, GewisteKoppeling, Koppeling } from '../../core/koppeling/koppeling.ts';
import type { InloggegevensRef } from '../../core/nmbrs/inloggegevens.ts';
import type { Registratie } from '../registratie.ts';
import type { Kept } from './kept.ts';

type Judgement = WriteOutcome | 'volgende';

/** What the koppelingen share with the rest of the registry. */
export interface KoppelingenContext {
  readonly kept: Kept;
  readonly koppelingen: Map<string, Koppeling | GewisteKoppeling>;
  note(regel: AuditRegel): void;
  judge<T extends { readonly versie: number }>(stored: T | undefined, next: T): Judgement;
  judgeAanmelding(next: Aanmelding): Judgement;
  keepAanmelding(next: Aanmelding): void;
  /** Its claim is its own for good. */
  fixClaim(next: Aanmelding): void;
}

type KoppelingMethods = Pick<
  Registratie,
  | 'registerKoppeling'
  | 'findKoppeling'
  | 'replaceKoppeling'
  | 'moveKoppeling'
  | 'replaceTogether'
  | 'listKoppelingenVan'
  | 'holdAccount'
  | 'releaseAccount'
>;

interface Account {
  readonly gebruik: Map<string, Accountgebruik>;
  readonly houders: Set<string>;
  /** Until when the last of the houders holds. */
  vastTot: string;
}

export interface MemoryKoppelingen {
  readonly methods: KoppelingMethods;
  /** The accounts that somebody uses, and those that are held: by whom, and until when. */
  accounts(): readonly unknown[];
}

export function createMemoryKoppelingen(context: KoppelingenContext): MemoryKoppelingen {
  const { kept, koppelingen, note, judge, judgeAanmelding, keepAanmelding, fixClaim } = context;
  const accounts = new Map<InloggegevensRef, Account>();
  const accountOf = (ref: InloggegevensRef): Account => {
    const known = accounts.get(ref) ?? { gebruik: new Map(), houders: new Set(), vastTot: '' };
    accounts.set(ref, known);
    return known;
  };
  const join = ({ koppelingId, nmbrs }: Koppeling) => {
    accountOf(nmbrs.inloggegevensRef).gebruik.set(koppelingId, { koppelingId, bedrijfId: nmbrs.bedrijfId });
  };
  const assertNotHeld = ({ nmbrs }: Koppeling, { op }: AuditRegel) => {
    const { houders, vastTot } = accountOf(nmbrs.inloggegevensRef);
    if (houders.size === 0 || vastTot <= op) return;
    throw new Transient({ code: 'registratie.account-vastgehouden', message: 'the account is held' });
  };

  const methods: KoppelingMethods = {
    async registerKoppeling(koppeling, aanmelding, regel) {
      const next = kept(Aanmelding, aanmelding);
      const judgement = judgeAanmelding(next);
      if (judgement !== 'volgende') return judgement;
      if (koppelingen.has(koppeling.koppelingId)) {
        throw new Defect({ code: 'registratie.koppeling-bestaat-al', message: 'the koppeling exists already' });
      }
      assertNotHeld(koppeling, regel);
      koppelingen.set(koppeling.koppelingId, kept(Koppeling, koppeling));
      join(koppeling);
      keepAanmelding(next);
      fixClaim(next);
      note(regel);
      return 'opgeslagen';
    },
    async findKoppeling(id) {
      return koppelingen.get(id);
    },
    async replaceKoppeling(koppeling, regel) {
      const next = koppeling.status === 'gewist' ? kept(GewisteKoppeling, koppeling) : kept(Koppeling, koppeling);
      const judgement = judge(koppelingen.get(next.koppelingId), next);
      if (judgement !== 'volgende') return judgement;
      koppelingen.set(next.koppelingId, next);
      if (next.status === 'gestopt') accountOf(next.nmbrs.inloggegevensRef).gebruik.delete(next.koppelingId);
      note(regel);
      return 'opgeslagen';
    },
    async moveKoppeling(koppeling, vorige, aanmelding, regel) {
      const [next, nextAanmelding] = [kept(Koppeling, koppeling), kept(Aanmelding, aanmelding)];
      const judgements = [judge(koppelingen.get(next.koppelingId), next), judgeAanmelding(nextAanmelding)];
      if (judgements.some((one) => one !== 'volgende')) {
        return judgements.every((one) => one === 'opgeslagen') ? 'opgeslagen' : 'verouderd';
      }
      assertNotHeld(next, regel);
      koppelingen.set(next.koppelingId, next);
      accountOf(vorige).gebruik.delete(next.koppelingId);
      join(next);
      keepAanmelding(nextAanmelding);
      note(regel);
      return 'opgeslagen';
    },
    async replaceTogether(koppeling, aanmelding, regel) {
      const [next, nextAanmelding] = [kept(Koppeling, koppeling), kept(Aanmelding, aanmelding)];
      const judgements = [judge(koppelingen.get(next.koppelingId), next), judgeAanmelding(nextAanmelding)];
      if (judgements.some((one) => one !== 'volgende')) {
        return judgements.every((one) => one === 'opgeslagen') ? 'opgeslagen' : 'verouderd';
      }
      koppelingen.set(next.koppelingId, next);
      keepAanmelding(nextAanmelding);
      note(regel);
      return 'opgeslagen';
    },
    async listKoppelingenVan(ref) {
      const all = [...accountOf(ref).gebruik.values()];
      return all.sort((a, b) => (a.koppelingId < b.koppelingId ? -1 : 1));
    },
    async holdAccount(ref, houder, tot) {
      accountOf(ref).houders.add(houder);
      accountOf(ref).vastTot = tot;
    },
    async releaseAccount(ref, houder) {
      accountOf(ref).houders.delete(houder);
    },
  };
  return {
    methods,
    accounts: () =>
      [...accounts.values()].flatMap(({ gebruik, houders, vastTot }) => [
        ...gebruik.values(),
        ...(houders.size === 0 ? [] : [{ houders: [...houders], vastTot }]),
      ]),
  };
}
