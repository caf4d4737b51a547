import type { AanmeldingId } from '../../core/domain/aanmelding.ts';
import type { Koppeling } from '../../core/domain/koppeling.ts';
import type { Lambda } from './lambda.ts';
import type { Loop } from './loop.ts';
import { HOUR_MS, type Lot } from './lots.ts';
import type { Plot } from './plot.ts';
import { answerOf, eventOf } from './requests.ts';

/** The people of a.s.r., as far as they act; what does not succeed they try again. */
export interface Staff {
  pause(): void;
  resume(): void;
  fetchAgain(): void;
  /** Decides about a set that is held. */
  decide(uitwisselingId: string): void;
  /** Decides about an aanmelding. */
  assess(aanmeldingId: AanmeldingId): void;
}

export interface StaffParts {
  readonly loop: Loop;
  readonly plot: Plot;
  readonly invoke: Lambda['invoke'];
  /** Sends a request, whose event is made elsewhere than here. */
  readonly send: Lambda['invoke'];
  readonly koppelingen: () => readonly Koppeling[];
  readonly lotOf: (koppeling: Koppeling) => Lot | undefined;
  /** Absent: the office itself never heard that the aanmelding was taken in. */
  readonly signedUp: (aanmeldingId: AanmeldingId) => Lot | undefined;
}

/** Until a.s.r. reads its mail. */
const UNREAD_MS = HOUR_MS;

const AFWIJZEN = { besluit: 'afwijzen', reden: 'Het kantoor heeft geen toegang tot deze aanmelding.' };

export function createStaff({ loop, plot, invoke, send, koppelingen, lotOf, signedUp }: StaffParts): Staff {
  const decided = new Set<string>();
  const insist = async (functionName: string, event: object, subject: string, until = plot.end): Promise<void> => {
    while (loop.now() < until) {
      if ((await invoke(functionName, event, `${functionName} ${subject}`)).ok) return;
      await loop.sleep(HOUR_MS);
    }
  };
  const beslis = async (aanmeldingId: AanmeldingId, beoordelaar: string, body: object): Promise<void> => {
    const event = eventOf({ aanmeldingId, beoordelaar, body });
    while (loop.now() < plot.end) {
      const answer = answerOf(await send('beslis', event, `beslis ${aanmeldingId} ${beoordelaar}`));
      if (answer !== undefined && answer.statusCode < 500) return;
      await loop.sleep(HOUR_MS);
    }
  };
  const assess = (aanmeldingId: AanmeldingId): void => {
    const lot = signedUp(aanmeldingId);
    const unknown = { soort: 'afwijzen', naMs: [24 * HOUR_MS] } as const;
    const besluit = lot === undefined ? unknown : lot.intrede?.besluit;
    if (besluit === undefined) return;
    const { dekkingsprofiel } = lot ?? {};
    const goedkeuren = { besluit: 'goedkeuren', dekkingsprofiel, huidigTijdvakMeenemen: true };
    for (const [index, ms] of besluit.naMs.entries()) {
      const body = besluit.soort === 'goedkeuren' ? goedkeuren : AFWIJZEN;
      loop.at(loop.now() + ms, () => void beslis(aanmeldingId, `beoordelaar-${index + 1}`, body));
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
      for (const koppeling of koppelingen()) {
        const { koppelingId } = koppeling;
        const van = lotOf(koppeling)?.plans[0]?.tijdvak.tijdvakId;
        void insist('haal-opnieuw', { koppelingId, van }, koppelingId);
      }
    },
    assess: (aanmeldingId) => void loop.at(loop.now() + UNREAD_MS, () => assess(aanmeldingId)),
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
