import { upcomingDate } from '../domain/eerste-uitwisseling.ts';
import type { Koppeling } from '../domain/koppeling.ts';
import { startTimeOf } from '../domain/starttijd.ts';
import { dateInAmsterdam } from '../domain/tijd.ts';
import type { Agenda } from '../ports/agenda.ts';
import type { Klok } from '../ports/klok.ts';

/** Puts the next exchange of a koppeling in the agenda; a date that has passed meanwhile becomes the next working day. */
export async function planVolgende(
  { agenda, klok }: { readonly agenda: Agenda; readonly klok: Klok },
  { koppelingId, volgende }: Koppeling,
): Promise<void> {
  const datum = upcomingDate(volgende.datum, dateInAmsterdam(klok.now()));
  await agenda.plan({ koppelingId, tijdvakId: volgende.tijdvakId, datum, tijd: startTimeOf(koppelingId) });
}
