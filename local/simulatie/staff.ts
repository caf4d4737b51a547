import { Mailantwoord } from '../../adapters/lambda/answers.ts';
import type { AanmeldingId } from '../../core/ids.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import { type Beeindigingen, createBeeindigingen } from './beeindigingen.ts';
import { createDossiers, type Dossiers } from './dossiers.ts';
import type { Lambda } from './lambda.ts';
import type { Loop } from './loop.ts';
import { andereVerloning, HOUR_MS, type Lot } from './lots.ts';
import type { Plot } from './plot.ts';
import { type Answer, answerOf, eventOf } from './requests.ts';
import { createWijzigingen, type Wijzigingen } from './wijzigingen.ts';

/** The people of a.s.r., as far as they act; what does not succeed they try again. */
export interface Staff {
  pause(): void;
  resume(): void;
  fetchAgain(): void;
  /** Decides about a set that is held. */
  decide(uitwisselingId: string): void;
  /** Passes over the period of an exchange, when no run of it comes. */
  passOver(uitwisselingId: string): void;
  /** Notes that payroll is run otherwise, where it is. */
  changeVerloning(): void;
  /** Decides about an aanmelding. */
  assess(aanmeldingId: AanmeldingId): void;
  /** Gives the office of an aanmelding a new code, perhaps at another address. */
  reissue(aanmeldingId: AanmeldingId, email: string | undefined): void;
  /** What it does about aanmeldingen that is no decision. */
  readonly dossiers: Dossiers;
  readonly wijzigingen: Wijzigingen;
  /** The koppelingen that it ends, some of which it takes back. */
  readonly beeindigingen: Beeindigingen;
}

export interface StaffParts {
  readonly loop: Loop;
  readonly plot: Plot;
  readonly invoke: Lambda['invoke'];
  /** Sends a request, whose event is made elsewhere than here. */
  readonly send: Lambda['invoke'];
  readonly koppelingen: () => readonly Koppeling[];
  readonly lotOf: (koppeling: Koppeling) => Lot | undefined;
  readonly aangemeld: readonly AanmeldingId[];
  /** A new code is about to be given; to be called when it was. */
  readonly reissues: (aanmeldingId: AanmeldingId, email: string | undefined) => () => void;
  /** Absent: the office itself never heard that the aanmelding was taken in. */
  readonly signedUp: (aanmeldingId: AanmeldingId) => Lot | undefined;
}

/** Until a.s.r. reads its mail. */
const UNREAD_MS = HOUR_MS;

const AFWIJZEN = { besluit: 'afwijzen', reden: 'Het kantoor heeft geen toegang tot deze aanmelding.' };

export function createStaff({ loop, plot, invoke, send, koppelingen, lotOf, ...parts }: StaffParts): Staff {
  const decided = new Set<string>();
  const insist = async (functionName: string, event: object, subject: string, until = plot.end): Promise<void> => {
    while (loop.now() < until) {
      if ((await invoke(functionName, event, `${functionName} ${subject}`)).ok) return;
      await loop.sleep(HOUR_MS);
    }
  };
  /** Until there is an answer that trying again would not change. */
  const request = async (functionName: string, event: object, subject: string): Promise<Answer | undefined> => {
    while (loop.now() < plot.end) {
      const answer = answerOf(await send(functionName, event, `${functionName} ${subject}`));
      if (answer !== undefined && answer.statusCode < 500) return answer;
      await loop.sleep(HOUR_MS);
    }
    return undefined;
  };
  const koppelingOf = (lot: Lot) => koppelingen().findLast((one) => lotOf(one) === lot);
  const decideAanmelding = async (aanmeldingId: AanmeldingId, beoordelaar: string, body: object): Promise<void> => {
    await request('decide-aanmelding', eventOf({ aanmeldingId, beoordelaar, body }), `${aanmeldingId} ${beoordelaar}`);
  };
  const assess = (aanmeldingId: AanmeldingId): void => {
    const lot = parts.signedUp(aanmeldingId);
    const unknown = { soort: 'afwijzen', naMs: [24 * HOUR_MS] } as const;
    const besluit = lot === undefined ? unknown : lot.intrede?.besluit;
    if (besluit === undefined) return;
    const { dekkingsprofiel } = lot ?? {};
    const goedkeuren = { besluit: 'goedkeuren', dekkingsprofiel, huidigTijdvakMeenemen: true };
    for (const [index, ms] of besluit.naMs.entries()) {
      const body = besluit.soort === 'goedkeuren' ? goedkeuren : AFWIJZEN;
      loop.at(loop.now() + ms, () => void decideAanmelding(aanmeldingId, `beoordelaar-${index + 1}`, body));
    }
  };
  const reissue = async (aanmeldingId: AanmeldingId, email: string | undefined): Promise<void> => {
    while (loop.now() < plot.end) {
      const given = parts.reissues(aanmeldingId, email);
      const body = { reden: 'De collega is weg.', email };
      const event = eventOf({ aanmeldingId, beoordelaar: 'beoordelaar-1', body });
      const answer = await request('reissue-access', event, aanmeldingId);
      if (answer?.statusCode !== 200) return;
      given();
      if (Mailantwoord.parse(answer.body).gemaild) return;
      await loop.sleep(HOUR_MS);
    }
  };
  const forAll = (functionName: string, until?: number): void => {
    for (const { koppelingId } of koppelingen()) void insist(functionName, { koppelingId }, koppelingId, until);
  };
  return {
    reissue: (aanmeldingId, email) => void reissue(aanmeldingId, email),
    dossiers: createDossiers({ loop, plot, request, aangemeld: parts.aangemeld }),
    wijzigingen: createWijzigingen({ loop, request, koppelingOf }),
    beeindigingen: createBeeindigingen({ loop, plot, request, koppelingOf }),
    // Who has not paused it by then does not want to any more.
    pause: () => forAll('pause-koppeling', plot.pause?.resumeAt),
    resume: () => forAll('resume-koppeling'),
    fetchAgain() {
      for (const koppeling of koppelingen()) {
        const { koppelingId } = koppeling;
        const van = lotOf(koppeling)?.plans[0]?.tijdvak.tijdvakId;
        void insist('fetch-again', { koppelingId, van }, koppelingId);
      }
    },
    assess: (aanmeldingId) => void loop.at(loop.now() + UNREAD_MS, () => assess(aanmeldingId)),
    passOver(uitwisselingId) {
      const [koppelingId, tijdvak] = uitwisselingId.split('_');
      const koppeling = koppelingen().find((one) => one.koppelingId === koppelingId);
      const lot = koppeling && lotOf(koppeling);
      const gemist = lot?.gemist === undefined ? undefined : lot.plans[lot.gemist];
      if (plot.ingreepMs === undefined || koppelingId === undefined || gemist?.tijdvak.tijdvakId !== tijdvak) return;
      const body = { tijdvak, reden: 'Er was geen loon.' };
      const event = eventOf({ koppelingId, beoordelaar: 'beoordelaar-1', body });
      loop.at(loop.now() + plot.ingreepMs, () => void request('skip-tijdvak', event, koppelingId));
    },
    changeVerloning() {
      if (plot.ingreepMs === undefined) return;
      for (const koppeling of koppelingen()) {
        const { jaarwissel, verloning } = lotOf(koppeling) ?? {};
        if (jaarwissel === undefined || verloning === undefined) continue;
        const { koppelingId } = koppeling;
        const body = { verloning: andereVerloning(verloning), vanafJaar: jaarwissel.jaar, reden: 'Op verzoek.' };
        const event = eventOf({ koppelingId, beoordelaar: 'beoordelaar-1', body });
        loop.at(loop.now() + plot.ingreepMs, () => void request('change-verloning', event, koppelingId));
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
        () => void insist('decide-vrijgave', { uitwisselingId, besluit }, uitwisselingId),
      );
    },
  };
}
