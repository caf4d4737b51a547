import { AanmeldingId } from '../../core/ids.ts';
import type { Dice } from './dice.ts';
import type { Loop } from './loop.ts';
import { DAY_MS, HOUR_MS } from './lots.ts';
import type { Office } from './office.ts';
import type { Plot } from './plot.ts';

/** A mail that went out, or of which somebody called. */
export interface Mail {
  readonly soort: string;
  readonly gelegenheid: string;
  readonly aanmeldingId: string;
  /** To whom; whoever was called about it is not asked for one. */
  readonly aan?: string | undefined;
  /** The code in it; whoever was called about it has none. */
  readonly code?: string | undefined;
  /** What stands in it; whoever was called about it asks about everything. */
  readonly tekst?: string | undefined;
}

/** The office and the operator, as far as they act on what they are told. */
export interface People {
  /** A mail went out, or its loss was noticed and somebody called. */
  mailed(mail: Mail): void;
  /** An alarm went. */
  alarmed(what: string): void;
  /** The daily round mended something that should not have got lost. */
  mended(what: string): void;
  /** Whether a mail of this kind went out about it; an empty occasion is any. */
  wasTold(soort: string, gelegenheid: string): boolean;
  /** Whether a mail of this kind went out about an aanmelding. */
  wasToldOf(aanmeldingId: string, soort: string): boolean;
  /** What stood in the mails of a kind about an aanmelding; of one of which somebody called nothing. */
  textsOf(aanmeldingId: string, soort: string): readonly (string | undefined)[];
  /** The kinds of mail that went out about an aanmelding. */
  toldOf(aanmeldingId: string): string[];
  /** The kinds of mail that people got, or were called about, once each. */
  told(): string[];
  readonly alarms: readonly string[];
  /** What the daily round mended. */
  readonly repairs: readonly string[];
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
  /** The assessors hear of an aanmelding to decide on. */
  readonly assess: (aanmeldingId: AanmeldingId) => void;
  /** The office hears that its aanmelding needs herstel. */
  readonly mend: (aanmeldingId: AanmeldingId) => void;
  /** The office hears that its werkgever was signed off. */
  readonly signedOff: (aanmeldingId: AanmeldingId, code: string | undefined) => void;
  /** a.s.r. hears that no run comes of the period of an exchange. */
  readonly passOver: (uitwisselingId: string) => void;
  /** a.s.r. hears that payroll is run otherwise. */
  readonly changeVerloning: () => void;
  /** The office gives its token. */
  readonly renewToken: () => void;
}

/** Of these the assessors hear, of those the office. */
const TO_ASSESS = ['akkoord-gevraagd', 'akkoord-herinnering', 'akkoord-escalatie'];
const WITHOUT_RUN = ['later-tijdvak-vergrendeld', 'run-over-deadline'];
const TO_MEND = ['herstel-nodig', 'herstel-herinnering', 'herstel-laatste-herinnering'].flatMap((soort) => [
  soort,
  `bulk-${soort}`,
]);

export function createPeople(parts: PeopleParts): People {
  const { loop, dice, plot, office, note, redrive } = parts;
  const mails: Mail[] = [];
  const [alarms, repairs]: [string[], string[]] = [[], []];
  let [isComing, isRenewing, isMending] = [false, false, false];

  const comeAndLook = (): void => {
    isComing = false;
    note(() => 'the operator mends and redrives what failed');
    office.nmbrs.onleesbaar = [];
    redrive();
  };
  const mendRight = (): void => {
    const { rightLost } = plot;
    if (rightLost?.repairMs === undefined || isMending) return;
    isMending = true;
    loop.at(loop.now() + rightLost.repairMs, () => {
      note(() => `the right ${rightLost.recht} is active again`);
      office.nmbrs.weigeringen = {};
      isMending = false;
    });
  };
  const act = ({ soort, gelegenheid, aanmeldingId, code }: Mail): void => {
    if (soort === 'levering-vastgehouden') parts.held(gelegenheid);
    if (TO_ASSESS.includes(soort)) parts.assess(AanmeldingId.parse(aanmeldingId));
    if (TO_MEND.includes(soort)) {
      if (Object.keys(office.nmbrs.weigeringen ?? {}).length > 0) mendRight();
      parts.mend(AanmeldingId.parse(aanmeldingId));
    }
    if (soort === 'afmelding-ontvangen') parts.signedOff(AanmeldingId.parse(aanmeldingId), code);
    if (soort === 'verloning-gewijzigd-asr') parts.changeVerloning();
    if (WITHOUT_RUN.includes(soort)) parts.passOver(gelegenheid);
    const repairMs = plot.tokenReset?.repairMs ?? plot.loginWeg?.repairMs;
    if (soort === 'token-werkt-niet-meer' && repairMs !== undefined && !isRenewing) {
      isRenewing = true;
      loop.at(loop.now() + repairMs, () => {
        isRenewing = false;
        parts.renewToken();
      });
    }
    if (soort === 'recht-verdwenen') mendRight();
  };
  return {
    ...{ alarms, repairs },
    mended: (what) => void repairs.push(what),
    alarmed(what) {
      alarms.push(what);
      if (isComing) return;
      isComing = true;
      // Somebody comes when the storm is over, or in the middle of it; after two weeks at last.
      const soon = loop.now() + dice.between(1, 12) * HOUR_MS;
      const late = Math.min(plot.weather.clearsAt + HOUR_MS, loop.now() + 14 * DAY_MS);
      loop.at(dice.chance(0.8) ? soon : Math.max(soon, late), comeAndLook);
    },
    mailed(mail) {
      mails.push(mail);
      act(mail);
    },
    toldOf: (aanmeldingId) => mails.flatMap((mail) => (mail.aanmeldingId === aanmeldingId ? [mail.soort] : [])),
    textsOf: (aanmeldingId, soort) =>
      mails.flatMap((mail) => (mail.aanmeldingId === aanmeldingId && mail.soort === soort ? [mail.tekst] : [])),
    told: () => [...new Set(mails.map(({ soort }) => soort))],
    wasTold: (soort, gelegenheid) =>
      mails.some((mail) => mail.soort === soort && mail.gelegenheid.includes(gelegenheid)),
    wasToldOf: (aanmeldingId, soort) =>
      mails.some((mail) => mail.aanmeldingId === aanmeldingId && mail.soort === soort),
  };
}
