import { AanmeldingStap, stepHandler } from '../../adapters/lambda/step-handler.ts';
import { Herinnering } from '../../core/domain/wachtmomenten.ts';
import type { Logboek } from '../../core/ports/logboek.ts';
import { type RemindDeps, remindPeople } from '../../core/use-cases/remind-people.ts';

const HerinnerStap = AanmeldingStap.extend({ ronde: Herinnering });

/** The steps that remind: of an akkoord (`HerinnerAkkoord`, `EscaleerAkkoord`) or of herstel (`HerinnerHerstel…`). */
export const createHandler = (deps: RemindDeps & { readonly logboek: Logboek }) =>
  stepHandler({
    logboek: deps.logboek,
    input: HerinnerStap,
    run: ({ aanmeldingId, ronde }) => remindPeople(deps, aanmeldingId, ronde),
  });
