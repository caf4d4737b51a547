import type { WriteOutcome } from '../../core/assert-stored.ts';
import type { AuditRegel } from '../../core/audit/audit.ts';
import { Defect } from '../../core/errors.ts';
import type { DeelStand } from '../../core/uitwisseling/ports/deelregister.ts';
import { Deel, LopendeUitwisseling, type Uitwisseling } from '../../core/uitwisseling/uitwisseling.ts';
import type { Registratie } from '../registratie.ts';
import { frozen, type Kept } from './kept.ts';

/** What the parts share with the rest of the registry. */
export interface DelenContext {
  readonly kept: Kept;
  readonly uitwisselingen: Map<string, Uitwisseling>;
  note(regel: AuditRegel): void;
  judge(next: Uitwisseling): WriteOutcome | 'volgende';
}

type DelenMethods = Pick<
  Registratie,
  | 'storeDelen'
  | 'findDeel'
  | 'listDelen'
  | 'completeDeel'
  | 'replaceDeel'
  | 'eraseDelen'
  | 'noteDeelFout'
  | 'rememberVerdeelTaak'
>;

const running = (uitwisseling: Uitwisseling | undefined): LopendeUitwisseling | undefined =>
  uitwisseling?.status === 'loopt' ? uitwisseling : undefined;

export interface MemoryDelen {
  readonly methods: DelenMethods;
  /** The parts of all exchanges. */
  delen(): readonly DeelStand[];
}

export function createMemoryDelen({ kept, uitwisselingen, note, judge }: DelenContext): MemoryDelen {
  const delenOf = new Map<string, ReadonlyMap<number, DeelStand>>();
  const keepDone = (stored: DeelStand | undefined, deel: Deel): DeelStand =>
    stored?.gedaan === true ? stored : { deel: kept(Deel, deel), gedaan: false };
  const keep = (next: LopendeUitwisseling): LopendeUitwisseling => {
    uitwisselingen.set(next.uitwisselingId, frozen(next));
    return next;
  };

  const methods: DelenMethods = {
    async storeDelen(uitwisseling, delen, regel) {
      const stored = delenOf.get(uitwisseling.uitwisselingId) ?? new Map<number, DeelStand>();
      const planned = delen.map((deel) => keepDone(stored.get(deel.nummer), deel));
      const gedaan = planned.filter((one) => one.gedaan).length;
      const counts = { delen: delen.length, resterend: delen.length - gedaan };
      const next = kept(LopendeUitwisseling, { ...uitwisseling, ...counts });
      const judgement = judge(next);
      if (judgement !== 'volgende') return judgement;
      const leftDone = [...stored.values()].filter((one) => one.gedaan);
      delenOf.set(next.uitwisselingId, new Map([...leftDone, ...planned].map((one) => [one.deel.nummer, one])));
      keep(next);
      note(regel);
      return 'opgeslagen';
    },
    async findDeel(id, nummer) {
      return delenOf.get(id)?.get(nummer);
    },
    async listDelen(id) {
      const all = [...(delenOf.get(id)?.values() ?? [])];
      return all.sort((a, b) => a.deel.nummer - b.deel.nummer);
    },
    async completeDeel(id, nummer) {
      const uitwisseling = running(uitwisselingen.get(id));
      if (uitwisseling === undefined) return undefined;
      const delen = delenOf.get(id);
      const stored = delen?.get(nummer);
      if (stored?.gedaan === true) return uitwisseling;
      if (delen === undefined || stored === undefined || uitwisseling.resterend === 0) {
        throw new Defect({ code: 'registratie.deel-telt-niet-mee', message: `part ${nummer} does not count` });
      }
      delenOf.set(id, new Map([...delen, [nummer, { deel: stored.deel, gedaan: true }]]));
      const { versie, resterend } = uitwisseling;
      return keep({ ...uitwisseling, versie: versie + 1, resterend: resterend - 1 });
    },
    async replaceDeel(id, nummer, stukken, regel) {
      const uitwisseling = running(uitwisselingen.get(id));
      if (uitwisseling === undefined) return undefined;
      const delen = delenOf.get(id);
      const stored = delen?.get(nummer);
      if (delen === undefined || stored === undefined) {
        throw new Defect({ code: 'registratie.deel-telt-niet-mee', message: `part ${nummer} does not exist` });
      }
      if (stored.gedaan) return stored;
      const added = stukken.map((werk, index) => ({ ...werk, nummer: uitwisseling.delen + 1 + index }));
      const deel: Deel = { nummer, soort: 'vervangen', door: added.map((one) => one.nummer) };
      const open = added.map((one): [number, DeelStand] => [one.nummer, { deel: one, gedaan: false }]);
      delenOf.set(id, structuredClone(new Map([...delen, [nummer, { deel, gedaan: true }], ...open])));
      const { versie, resterend } = uitwisseling;
      const counts = { delen: uitwisseling.delen + added.length, resterend: resterend - 1 + added.length };
      keep({ ...uitwisseling, versie: versie + 1, ...counts });
      note(regel);
      return { deel, gedaan: true };
    },
    async eraseDelen(id) {
      delenOf.delete(id);
    },
    async noteDeelFout(id, nummer, fout) {
      const delen = delenOf.get(id);
      const stored = delen?.get(nummer);
      if (delen === undefined || stored === undefined || stored.gedaan) return;
      delenOf.set(id, new Map([...delen, [nummer, { ...stored, fout }]]));
    },
    async rememberVerdeelTaak(id, taakToken) {
      const uitwisseling = running(uitwisselingen.get(id));
      if (uitwisseling === undefined) return undefined;
      return keep({ ...uitwisseling, versie: uitwisseling.versie + 1, taakToken });
    },
  };
  return { methods, delen: () => [...delenOf.values()].flatMap((delen) => [...delen.values()]) };
}
