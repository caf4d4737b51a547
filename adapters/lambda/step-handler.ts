import * as z from 'zod';
import { nameOf } from '../../core/errors.ts';
import { AanmeldingId, TaakToken, UitwisselingId, VerzoekId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { Ronde } from '../../core/kalender/wachtmomenten.ts';
import { parseVersioned } from '../../core/stored.ts';
import { type Lifetime, withinTime } from '../node/remaining-time.ts';
import { publicError } from './error-name.ts';

// What the states pass to their functions: ids, and the token of a state that waits. All else is read from the table.
export const AanmeldingStap = z.object({ aanmeldingId: AanmeldingId });
/** `ronde`: how often the people that it waits for were asked. */
export const WachtendeRonde = AanmeldingStap.extend({ taakToken: TaakToken, ronde: Ronde.default('gevraagd') });
export const UitwisselingStap = z.object({ uitwisselingId: UitwisselingId });
export const VerzoekStap = z.object({ verzoekId: VerzoekId });
export const WachtendeUitwisseling = UitwisselingStap.extend({ taakToken: TaakToken });

interface Subject {
  readonly aanmeldingId?: string;
  readonly uitwisselingId?: string;
  readonly verzoekId?: string;
}

/** How a step is made: the shape of its input and what it does with it. */
export interface Step<Input extends Subject, Output> {
  readonly logboek: Logboek;
  readonly input: z.ZodType<Input>;
  readonly run: (input: Input) => Promise<Output>;
}

/** Parses the input, runs the step, logs one line, and lets only public errors out. */
export const stepHandler =
  <Input extends Subject, Output>({ logboek, input, run }: Step<Input, Output>) =>
  async (event: unknown, context?: Lifetime): Promise<Output> => {
    let subject: Subject = {};
    try {
      const parsed = parseVersioned(input, event);
      subject = subjectOf(parsed);
      const output = await withinTime(context, () => run(parsed));
      logboek.info('stap.gedaan', subject);
      return output;
    } catch (error) {
      logboek.error('stap.mislukt', { ...subject, ...nameOf(error) });
      throw publicError(error);
    }
  };

const subjectOf = ({ aanmeldingId, uitwisselingId, verzoekId }: Subject): Subject => ({
  ...(aanmeldingId === undefined ? {} : { aanmeldingId }),
  ...(uitwisselingId === undefined ? {} : { uitwisselingId }),
  ...(verzoekId === undefined ? {} : { verzoekId }),
});
