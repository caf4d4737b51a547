import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import { type RemindDeps, remindPeople } from '../../core/akkoord/remind-people.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { Herinnering } from '../../core/kalender/wachtmomenten.ts';

const RemindStap = AanmeldingStap.extend({ ronde: Herinnering });

/** The steps that remind: of an akkoord (`RemindPeopleAkkoord`, `RemindPeopleEscalatie`) or of herstel (`RemindPeopleHerstel…`). */
export const createHandler = (deps: RemindDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: RemindStap,
    run: ({ aanmeldingId, ronde }) => remindPeople(deps, aanmeldingId, ronde),
  });
