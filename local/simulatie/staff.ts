import type { Koppeling } from '../../core/domain/koppeling.ts';
import type { Lambda } from './lambda.ts';
import type { Loop } from './loop.ts';
import { HOUR_MS, type Plot } from './plot.ts';

/** The people of a.s.r., as far as they act; what does not succeed they try again. */
export interface Staff {
  pause(): void;
  resume(): void;
  fetchAgain(): void;
  /** Decides about a set that is held. */
  decide(uitwisselingId: string): void;
}

export interface StaffParts {
  readonly loop: Loop;
  readonly plot: Plot;
  readonly invoke: Lambda['invoke'];
  readonly koppelingen: () => readonly Koppeling[];
}

export function createStaff({ loop, plot, invoke, koppelingen }: StaffParts): Staff {
  const decided = new Set<string>();
  const insist = async (functionName: string, event: object, subject: string, until = plot.end): Promise<void> => {
    while (loop.now() < until) {
      if ((await invoke(functionName, event, `${functionName} ${subject}`)).ok) return;
      await loop.sleep(HOUR_MS);
    }
  };
  const forAll = (functionName: string, until?: number): void => {
    for (const { koppelingId } of koppelingen()) void insist(functionName, { koppelingId }, koppelingId, until);
  };
  return {
    // Who has not paused it by then does not want to any more.
    pause: () => forAll('pauzeer-koppeling', plot.pause?.resumeAt),
    resume: () => forAll('hervat-koppeling'),
    fetchAgain() {
      for (const [index, { koppelingId }] of koppelingen().entries()) {
        const van = plot.lots[index]?.plans[0]?.tijdvak.tijdvakId;
        void insist('haal-opnieuw', { koppelingId, van }, koppelingId);
      }
    },
    decide(uitwisselingId) {
      const { decision } = plot;
      if (decision === undefined || decided.has(uitwisselingId)) return;
      // Who rejected a set once lets the next one of the period pass.
      const besluit = decided.size === 0 ? decision.besluit : 'leveren';
      decided.add(uitwisselingId);
      loop.at(
        loop.now() + decision.afterMs,
        () => void insist('geef-vrij', { uitwisselingId, besluit }, uitwisselingId),
      );
    },
  };
}
