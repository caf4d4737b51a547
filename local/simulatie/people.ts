import type { AanmeldingId } from '../../core/domain/aanmelding.ts';
import type { Dice } from './dice.ts';
import type { Lambda } from './lambda.ts';
import type { Loop } from './loop.ts';
import type { Office } from './office.ts';
import { HOUR_MS, type Plot } from './plot.ts';

/** The office and the operator, as far as they act on what they are told. */
export interface People {
  /** A mail went out, or its loss was noticed and somebody called. */
  mailed(soort: string, gelegenheid: string): void;
  /** An alarm went. */
  alarmed(what: string): void;
  /** Whether a mail of this kind went out about it; an empty occasion is any. */
  wasTold(soort: string, gelegenheid: string): boolean;
  /** The kinds of mail that people got, or were called about, once each. */
  told(): string[];
  readonly alarms: readonly string[];
}

export interface PeopleParts {
  readonly loop: Loop;
  readonly dice: Dice;
  readonly plot: Plot;
  readonly office: Office;
  readonly note: (line: () => string) => void;
  /** What the runbook says: redrive what failed. */
  readonly redrive: () => void;
  /** a.s.r. hears that a set is held. */
  readonly held: (uitwisselingId: string) => void;
  readonly invoke: Lambda['invoke'];
  readonly aanmeldingIds: () => readonly AanmeldingId[];
}

/** So often an office tries again after an hour; from then on twice a day. */
const PATIENT = 12;

export function createPeople(parts: PeopleParts): People {
  const { loop, dice, plot, office, note, redrive } = parts;
  const mails: { readonly soort: string; readonly gelegenheid: string }[] = [];
  const alarms: string[] = [];
  let [isComing, isRenewing, isMending] = [false, false, false];

  const comeAndLook = (): void => {
    isComing = false;
    note(() => 'the operator mends and redrives what failed');
    office.nmbrs.onleesbaar = [];
    redrive();
  };
  const renewToken = async (): Promise<void> => {
    for (let tries = 0; loop.now() < plot.end; tries += 1) {
      for (const aanmeldingId of parts.aanmeldingIds()) {
        const ending = await parts.invoke('vervang-token', { aanmeldingId }, `vervang-token ${aanmeldingId}`);
        if (ending.ok && JSON.stringify(ending.value).includes('"vervangen"')) return;
      }
      await loop.sleep((tries < PATIENT ? 1 : 12) * HOUR_MS);
    }
  };
  const act = (soort: string, gelegenheid: string): void => {
    if (soort === 'levering-vastgehouden') parts.held(gelegenheid);
    const { tokenReset, rightLost } = plot;
    if (soort === 'token-werkt-niet-meer' && tokenReset?.repairMs !== undefined && !isRenewing) {
      isRenewing = true;
      loop.at(loop.now() + tokenReset.repairMs, () => {
        isRenewing = false;
        void renewToken();
      });
    }
    if (soort === 'recht-verdwenen' && rightLost?.repairMs !== undefined && !isMending) {
      isMending = true;
      loop.at(loop.now() + rightLost.repairMs, () => {
        note(() => `the right ${rightLost.recht} is active again`);
        office.nmbrs.weigeringen = {};
      });
    }
  };
  return {
    alarms,
    alarmed(what) {
      alarms.push(what);
      if (isComing) return;
      isComing = true;
      // Somebody comes when the storm is over, or in the middle of it.
      const soon = loop.now() + dice.between(1, 12) * HOUR_MS;
      loop.at(dice.chance(0.8) ? soon : Math.max(soon, plot.weather.clearsAt + HOUR_MS), comeAndLook);
    },
    mailed(soort, gelegenheid) {
      mails.push({ soort, gelegenheid });
      act(soort, gelegenheid);
    },
    told: () => [...new Set(mails.map(({ soort }) => soort))],
    wasTold: (soort, gelegenheid) =>
      mails.some((mail) => mail.soort === soort && mail.gelegenheid.includes(gelegenheid)),
  };
}
