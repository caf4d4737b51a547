import { describe, expect, it } from 'vitest';
import type { Uitval } from '../../core/ophalen/ports/uitval.ts';
import { newUitwisselingId } from './voorbeelden.ts';

export interface UitvalSubject {
  readonly uitval: Uitval;
  /** Takes everything that lies there. */
  drain(): Promise<readonly { readonly bericht: unknown; readonly groep: unknown; readonly foutcode: unknown }[]>;
}

/** What every uitval does. The tests take turns on one queue: each leaves it empty. */
export function describeUitvalContract(name: string, subjectOf: () => UitvalSubject): void {
  describe(`uitval: ${name}`, () => {
    it('keeps the message as it was on the queue of parts, with its group and the code of what is wrong', async () => {
      const { uitval, drain } = subjectOf();
      const bericht = { uitwisselingId: newUitwisselingId(), deel: 3 };
      await uitval.add(bericht, 'duinzicht', 'nmbrs-unreadable');
      expect(await drain()).toEqual([{ bericht, groep: 'duinzicht', foutcode: 'nmbrs-unreadable' }]);
    });

    it('keeps one that is added twice twice', async () => {
      const { uitval, drain } = subjectOf();
      const bericht = { uitwisselingId: newUitwisselingId(), deel: 3 };
      for (const foutcode of ['geen-toegang', 'nmbrs-2011']) await uitval.add(bericht, 'duinzicht', foutcode);
      expect((await drain()).map(({ foutcode }) => foutcode).toSorted()).toEqual(['geen-toegang', 'nmbrs-2011']);
    });
  });
}
