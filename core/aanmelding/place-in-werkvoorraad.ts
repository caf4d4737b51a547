import { AanmeldingId } from '../ids.ts';
import type { Tijdstip } from '../kalender/tijd.ts';
import { type Aanmelding, sindsOf } from './aanmelding.ts';
import type { WerkvoorraadPlaats } from './ports/aanmeldregister.ts';

const VOOR_ALLE = AanmeldingId.parse('aan-00000000-0000-0000-0000-000000000000');

/** Just before everything of this moment in a list. */
export const placeBefore = (sinds: Tijdstip): WerkvoorraadPlaats => ({ sinds, aanmeldingId: VOOR_ALLE });

/** Just after this one. */
export const placeAfter = (aanmelding: Aanmelding): WerkvoorraadPlaats => ({
  sinds: sindsOf(aanmelding),
  aanmeldingId: aanmelding.aanmeldingId,
});
