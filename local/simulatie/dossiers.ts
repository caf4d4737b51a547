import { Mailantwoord, Wisantwoord } from '../../adapters/lambda/answers.ts';
import type { AanmeldingId } from '../../core/ids.ts';
import type { Loop } from './loop.ts';
import { DAY_MS, HOUR_MS } from './lots.ts';
import type { Plot } from './plot.ts';
import { type Answer, eventOf } from './requests.ts';

/** a.s.r., as far as it mails an office how its aanmelding is, and erases what ended. */
export interface Dossiers {
  mailStand(aanmeldingId: AanmeldingId): void;
  /** Every three days it tries to erase whatever was signed up, of which some has ended. */
  erase(): void;
  /** How often it was answered that a mail went out. */
  readonly gemaild: ReadonlyMap<AanmeldingId, number>;
  /** The receipts that it was answered. */
  readonly gewist: ReadonlyMap<AanmeldingId, readonly string[]>;
}

export interface DossiersParts {
  readonly loop: Loop;
  readonly plot: Plot;
  /** Sends it until there is an answer that trying again would not change. */
  readonly request: (functionName: string, event: object, subject: string) => Promise<Answer | undefined>;
  readonly aangemeld: readonly AanmeldingId[];
}

/** So often it looks. */
const LOOKS = 20;
/** A receipt is the same whenever it is asked for. */
const TWICE = 2;

export function createDossiers({ loop, plot, request, aangemeld }: DossiersParts): Dossiers {
  const gemaild = new Map<AanmeldingId, number>();
  const gewist = new Map<AanmeldingId, string[]>();
  const ask = (functionName: string, aanmeldingId: AanmeldingId, reden: string) =>
    request(functionName, eventOf({ aanmeldingId, beoordelaar: 'beoordelaar-2', body: { reden } }), aanmeldingId);
  const mailStand = async (aanmeldingId: AanmeldingId): Promise<void> => {
    while (loop.now() < plot.end) {
      const answer = await ask('mail-stand', aanmeldingId, 'De e-mail kwam terug.');
      if (answer?.statusCode !== 200) return;
      if (Mailantwoord.parse(answer.body).gemaild) {
        gemaild.set(aanmeldingId, (gemaild.get(aanmeldingId) ?? 0) + 1);
        return;
      }
      await loop.sleep(HOUR_MS);
    }
  };
  const erase = async (): Promise<void> => {
    for (let look = 0; look < LOOKS && loop.now() < plot.end; look += 1) {
      for (const aanmeldingId of new Set(aangemeld)) {
        const known = gewist.get(aanmeldingId) ?? [];
        if (known.length >= TWICE) continue;
        const answer = await ask('erase-aanmelding', aanmeldingId, 'Op verzoek van de werkgever.');
        if (answer?.statusCode !== 200) continue;
        gewist.set(aanmeldingId, [...known, JSON.stringify(Wisantwoord.parse(answer.body).ontvangstbewijs)]);
      }
      await loop.sleep(3 * DAY_MS);
    }
  };
  return { gemaild, gewist, mailStand: (id) => void mailStand(id), erase: () => void erase() };
}
