import * as z from 'zod';
import { addDays, dateInAmsterdam, epochMs, type Tijdstip } from '../kalender/tijd.ts';
import { type BerichtSoort, type BerichtStand, codeIn, isForOffice } from './bericht.ts';

// A mail that was refused reached nobody: not by the answer of the mail service, nor by what it reported later.

/** Who should have got it. */
export type Lezer = 'kantoor' | 'asr';

/** So many days after it was refused its reader is still to be told. */
const DAGEN = 7;
/** On so many days after those it is said that he was not: a round can be missed. */
const MELDDAGEN = 3;

export interface Weigering {
  readonly soort: BerichtSoort;
  readonly op: Tijdstip;
}

/** By what the daily round makes it good. */
const VAN_DE_RONDE: readonly BerichtSoort[] = [
  'stand-na-weigering',
  'bulk-stand-na-weigering',
  'berichten-geweigerd-asr',
];

/** What tells its reader all that a mail of before it could have told. */
const ANTWOORDEN: Readonly<Record<Lezer, readonly BerichtSoort[]>> = {
  kantoor: [
    ...(['stand-na-weigering', 'bulk-stand-na-weigering', 'stand-van-zaken'] as const),
    ...(['herstel-nodig', 'herstel-herinnering', 'herstel-laatste-herinnering'] as const),
    ...(['gerealiseerd', 'afgewezen', 'vervallen', 'ingehaald'] as const),
  ],
  asr: ['berichten-geweigerd-asr'],
};

/** Absent of a mail that went, or of which nobody knows whether it did. */
export function geweigerdOp({ status, op, bezorging }: BerichtStand): Tijdstip | undefined {
  if (status === 'geweigerd') return op;
  return bezorging?.uitkomst === 'geweigerd' ? bezorging.op : undefined;
}

/**
 * Whom another mail can tell what stood in one of this kind. Nobody, when it was for who is no longer the office's address, or has still to
 * confirm it: that one goes again itself, or its reader asks for it.
 */
function lezerVan(soort: BerichtSoort): Lezer | undefined {
  if (VAN_DE_RONDE.includes(soort)) return undefined;
  if (!isForOffice(soort)) return 'asr';
  return codeIn(soort) === 'aanmelding' || codeIn(soort) === 'kantoor' ? 'kantoor' : undefined;
}

/** Of the mails about one subject: what this reader was not told, and has not been told since; oldest first. */
export function openWeigeringen(mails: readonly BerichtStand[], lezer: Lezer): readonly Weigering[] {
  const antwoorden = mails.filter(
    (mail) => ANTWOORDEN[lezer].includes(mail.soort) && mail.status === 'verzonden' && geweigerdOp(mail) === undefined,
  );
  const verteld = Math.max(...antwoorden.map(({ op }) => epochMs(op)));
  return mails
    .flatMap((mail) => {
      const op = geweigerdOp(mail);
      return op === undefined || lezerVan(mail.soort) !== lezer ? [] : [{ soort: mail.soort, op }];
    })
    .filter(({ op }) => epochMs(op) >= verteld)
    .toSorted((a, b) => epochMs(a.op) - epochMs(b.op));
}

/** `opnieuw`: the reader is told by the next round. `opgeven`: that was tried long enough, and a person must hear so. `klaar`: there is nothing, or nothing more, to do. */
export function watNuMet(weigeringen: readonly Weigering[], nu: Tijdstip): 'opnieuw' | 'opgeven' | 'klaar' {
  const laatste = weigeringen.at(-1);
  if (laatste === undefined) return 'klaar';
  const [dag, vandaag] = [dateInAmsterdam(laatste.op), dateInAmsterdam(nu)];
  if (vandaag <= addDays(dag, DAGEN)) return 'opnieuw';
  return vandaag <= addDays(dag, DAGEN + MELDDAGEN) ? 'opgeven' : 'klaar';
}

/**
 * What comes of a mail that was refused. `opnieuw`: the daily round mails its reader how it is now. `beantwoord`: it did, or another mail
 * said the same. `opgegeven`: it went on being refused, and the round tries no more.
 */
export const Vervolg = z.enum(['opnieuw', 'beantwoord', 'opgegeven']);
export type Vervolg = z.infer<typeof Vervolg>;

/** What is known of a mail, and what comes of it when it was refused. */
export interface Mail extends BerichtStand {
  readonly vervolg?: Vervolg;
}

/** Of one of the mails about a subject; absent when none is to come of it. */
export function vervolgOf(mail: BerichtStand, mails: readonly BerichtStand[], nu: Tijdstip): Vervolg | undefined {
  const [op, lezer] = [geweigerdOp(mail), lezerVan(mail.soort)];
  if (op === undefined || lezer === undefined) return undefined;
  const open = openWeigeringen(mails, lezer);
  if (!open.some((one) => one.op === op)) return 'beantwoord';
  return watNuMet(open, nu) === 'opnieuw' ? 'opnieuw' : 'opgegeven';
}
