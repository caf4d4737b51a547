import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import { type RemindDeps, remindPeople } from '../../core/akkoord/remind-people.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { Herinnering } from '../../core/kalender/wachtmomenten.ts';

const HerinnerStap = AanmeldingStap.extend({ ronde: Herinnering });

/** The steps that remind: of an akkoord (`HerinnerAkkoord`, `EscaleerAkkoord`) or of herstel (`HerinnerHerstel…`). */
export const createHandler = (deps: RemindDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: HerinnerStap,
    run: ({ aanmeldingId, ronde }) => remindPeople(deps, aanmeldingId, ronde),
  });
