import { describe, expect, it } from 'vitest';
import type { Wachtrij } from '../../core/ophalen/ports/wachtrij.ts';
import type { DeelBericht } from '../../core/uitwisseling/uitwisseling.ts';
import { newUitwisselingId } from './voorbeelden.ts';

export interface WachtrijSubject {
  readonly wachtrij: Wachtrij;
  /** Takes everything that is on the queue. */
  drain(): Promise<readonly { readonly bericht: unknown; readonly groep: string | undefined }[]>;
}

const berichtenTot = (count: number): readonly DeelBericht[] => {
  const uitwisselingId = newUitwisselingId();
  return Array.from({ length: count }, (_, index) => ({ uitwisselingId, deel: index + 1 }));
};

/** What every wachtrij does. The tests take turns on one queue: each leaves it empty. */
export function describeWachtrijContract(name: string, subjectOf: () => WachtrijSubject): void {
  describe(`wachtrij: ${name}`, () => {
    it.each([1, 10, 23])('delivers each of %i messages, with nothing in it but ids', async (count) => {
      const { wachtrij, drain } = subjectOf();
      const berichten = berichtenTot(count);
      await wachtrij.sendDelen(berichten, 'duinzicht');
      const received = (await drain()).map(({ bericht }) => bericht);
      expect(received).toHaveLength(count);
      expect(received).toEqual(expect.arrayContaining([...berichten]));
    });

    it('marks every message with the group, which keeps a large account from starving the others', async () => {
      const { wachtrij, drain } = subjectOf();
      await wachtrij.sendDelen(berichtenTot(2), 'duinzicht');
      await wachtrij.sendDelen(berichtenTot(1), 'heidezicht');
      const groups = (await drain()).map(({ groep }) => groep);
      expect(groups.toSorted()).toEqual(['duinzicht', 'duinzicht', 'heidezicht']);
    });

    it('delivers a message that is sent twice twice', async () => {
      const { wachtrij, drain } = subjectOf();
      const berichten = berichtenTot(1);
      await wachtrij.sendDelen(berichten, 'duinzicht');
      await wachtrij.sendDelen(berichten, 'duinzicht');
      expect(await drain()).toHaveLength(2);
    });

    it('has nothing to do for no messages', async () => {
      const { wachtrij, drain } = subjectOf();
      await wachtrij.sendDelen([], 'duinzicht');
      expect(await drain()).toEqual([]);
    });
  });
}
