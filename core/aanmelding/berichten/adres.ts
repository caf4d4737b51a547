import { alinea, type Bericht, type Blok } from '../../berichten/bericht.ts';
import { metKenmerk } from '../../berichten/onderwerp.ts';
import type { AanmeldingId } from '../../ids.ts';
import { longDate } from '../../kalender/nederlands.ts';
import { addDays, dateInAmsterdam } from '../../kalender/tijd.ts';
import { HERSTEL_DAGEN, maskAdres, type Terugdraaibaar } from '../adreswijziging.ts';

// To an address that is no longer, or perhaps never was, that of the office: a fixed text, and nothing that anybody typed.

const vast = (
  { aan, aanmeldingId }: { readonly aan: string; readonly aanmeldingId: AanmeldingId },
  onderwerp: string,
  blokken: readonly Blok[],
): Bericht => ({
  aan,
  onderwerp: metKenmerk(onderwerp, aanmeldingId),
  blokken: [
    alinea('Geachte heer, mevrouw,'),
    ...blokken,
    { soort: 'gegevens', rijen: [['Kenmerk aanmelding', aanmeldingId]] },
    alinea('Met vriendelijke groet, a.s.r. Salariskoppeling'),
  ],
});

/** To the address before: that another one took its place, and how that is undone. The code is added when it is sent. */
export const adresGewijzigd = (aanmeldingId: AanmeldingId, { op, vorig }: Terugdraaibaar, nieuw: string): Bericht =>
  vast({ aan: vorig, aanmeldingId }, 'Salariskoppeling: uw e-mailadres is gewijzigd', [
    alinea(
      `Bij een aanmelding voor de salariskoppeling stond dit e-mailadres. Het is vervangen door ${maskAdres(nieuw)}. Wij mailen nu naar dat adres.`,
    ),
    alinea('Hebt u dit zelf gedaan, of uw kantoor? Dan hoeft u niets te doen.'),
    alinea(
      `Wist u hier niet van? Draai de wijziging dan terug met de code in deze e-mail, tot en met ${longDate(addDays(dateInAmsterdam(op), HERSTEL_DAGEN - 1))}. Uw adres staat er dan weer, u krijgt een nieuwe toegangscode, en wat het andere adres van ons kreeg, opent niets meer.`,
    ),
  ]);

/** To the address before, which a.s.r. changed at the request of the office: it cannot put itself back. */
export const adresDoorAsr = (
  aanmeldingId: AanmeldingId,
  { vorig, nieuw }: { readonly vorig: string; readonly nieuw: string },
): Bericht =>
  vast({ aan: vorig, aanmeldingId }, 'Salariskoppeling: uw e-mailadres is gewijzigd door a.s.r.', [
    alinea(
      `Bij een aanmelding voor de salariskoppeling stond dit e-mailadres. a.s.r. heeft het op verzoek van uw kantoor vervangen door ${maskAdres(nieuw)}. Wat u eerder van ons kreeg, opent niets meer.`,
    ),
    alinea('Wist uw kantoor hier niet van? Neem dan meteen contact op met a.s.r.'),
  ]);

/** To the address that gave way: no more than that. */
export const adresHersteld = (aanmeldingId: AanmeldingId, aan: string): Bericht =>
  vast({ aan, aanmeldingId }, 'Salariskoppeling: e-mailadres teruggezet', [
    alinea(
      'Bij een aanmelding voor de salariskoppeling is het vorige e-mailadres teruggezet. Dit adres krijgt daarover geen e-mail meer van ons.',
    ),
  ]);
