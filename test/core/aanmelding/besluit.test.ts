import { describe, expect, it } from 'vitest';
import { BesluitFormulier } from '../../../core/aanmelding/besluit.ts';
import { checkFields } from '../../../core/invoer/probleem.ts';

function faultsOf(form: unknown): (readonly [veld: string, tekst: string])[] {
  const checked = checkFields(BesluitFormulier, form);
  return checked.ok ? [] : checked.fouten.map(({ veld, tekst }) => [veld, tekst]);
}

const goedkeuren = { besluit: 'goedkeuren', dekkingsprofiel: 'wia', huidigTijdvakMeenemen: true };

describe('a besluit', () => {
  it.each([
    [goedkeuren, goedkeuren],
    [
      { besluit: 'afwijzen', reden: '  Het contract is beëindigd. ' },
      { besluit: 'afwijzen', reden: 'Het contract is beëindigd.' },
    ],
    [
      { ...goedkeuren, toelichting: ' Polis gezien. ', afwijkendeDatum: { datum: '2026-12-15', reden: 'Later. ' } },
      { ...goedkeuren, toelichting: 'Polis gezien.', afwijkendeDatum: { datum: '2026-12-15', reden: 'Later.' } },
    ],
    [
      { ...goedkeuren, zelfdeBedrijf: { reden: ' Twee nummers, één bedrijf. ' } },
      { ...goedkeuren, zelfdeBedrijf: { reden: 'Twee nummers, één bedrijf.' } },
    ],
  ])('is taken: %j', (form, expected) => {
    expect(BesluitFormulier.parse(form)).toEqual(expected);
  });

  it.each([
    ['nothing', {}, 'besluit', 'goedkeuren of afwijzen'],
    ['another word', { ...goedkeuren, besluit: 'ja' }, 'besluit', 'goedkeuren of afwijzen'],
    ['no profile', { besluit: 'goedkeuren', huidigTijdvakMeenemen: true }, 'dekkingsprofiel', 'dekkingsprofiel'],
    ['another profile', { ...goedkeuren, dekkingsprofiel: 'alles' }, 'dekkingsprofiel', 'volledig'],
    ['no choice of period', { besluit: 'goedkeuren', dekkingsprofiel: 'wia' }, 'huidigTijdvakMeenemen', 'tijdvak'],
    ['a text for a boolean', { ...goedkeuren, huidigTijdvakMeenemen: 'true' }, 'huidigTijdvakMeenemen', 'tijdvak'],
    ['an assessor of one’s own', { ...goedkeuren, beoordelaar: 'ik' }, 'beoordelaar', 'kennen wij niet'],
    ['a reason with an approval', { ...goedkeuren, reden: 'omdat' }, 'reden', 'kennen wij niet'],
    ['no reason', { besluit: 'afwijzen' }, 'reden', 'reden'],
    ['an empty reason', { besluit: 'afwijzen', reden: '  ' }, 'reden', 'reden'],
    ['a long reason', { besluit: 'afwijzen', reden: 'r'.repeat(1001) }, 'reden', '1000'],
    ['a control character', { besluit: 'afwijzen', reden: 'van\u0000wege' }, 'reden', 'zichtbaar'],
    ['text that reads backwards', { besluit: 'afwijzen', reden: 'van\u202Ewege' }, 'reden', 'zichtbaar'],
    ['half a character', { besluit: 'afwijzen', reden: 'van\uD800wege' }, 'reden', 'zichtbaar'],
    ['an empty note', { ...goedkeuren, toelichting: ' ' }, 'toelichting', 'laat dit veld weg'],
    ['a long note', { ...goedkeuren, toelichting: 't'.repeat(1001) }, 'toelichting', '1000'],
    ['a line end in a note', { ...goedkeuren, toelichting: 'een\r\ntwee' }, 'toelichting', 'zichtbaar'],
    ['a BSN in a note', { ...goedkeuren, toelichting: 'Van 999999990.' }, 'toelichting', 'burgerservicenummer'],
    ['a BSN in groups', { besluit: 'afwijzen', reden: 'Zie 9999.99.990' }, 'reden', 'burgerservicenummer'],
    ['a whole loonheffingennummer', { besluit: 'afwijzen', reden: '123456782L01' }, 'reden', 'burgerservicenummer'],
    [
      'a company without reason',
      { ...goedkeuren, zelfdeBedrijf: {} },
      'zelfdeBedrijf.reden',
      'twee loonheffingennummers',
    ],
    ['a BSN as that reason', { ...goedkeuren, zelfdeBedrijf: { reden: '999999990' } }, 'zelfdeBedrijf.reden', 'burger'],
    [
      'a date without reason',
      { ...goedkeuren, afwijkendeDatum: { datum: '2026-12-15' } },
      'afwijkendeDatum.reden',
      'reden',
    ],
    [
      'a reason without date',
      { ...goedkeuren, afwijkendeDatum: { reden: 'r' } },
      'afwijkendeDatum.datum',
      'JJJJ-MM-DD',
    ],
    [
      'a moment',
      { ...goedkeuren, afwijkendeDatum: { datum: '2026-12-15T00:00:00Z', reden: 'r' } },
      'afwijkendeDatum.datum',
      'JJJJ-MM-DD',
    ],
    [
      'a day that is none',
      { ...goedkeuren, afwijkendeDatum: { datum: '2026-02-30', reden: 'r' } },
      'afwijkendeDatum.datum',
      'JJJJ-MM-DD',
    ],
    [
      'a date with a rejection',
      { besluit: 'afwijzen', reden: 'r', afwijkendeDatum: {} },
      'afwijkendeDatum',
      'kennen wij niet',
    ],
  ])('with %s is refused by field', (_name, form, veld, word) => {
    expect(faultsOf(form)).toEqual([[veld, expect.stringContaining(word)]]);
  });
});

describe('a text with nine digits', () => {
  it.each(['Polis 123456789', 'Tel. 0201234567', 'RC-12345678', '2026-12-15', '1234567890123'])(
    'is taken: %s',
    (reden) => {
      expect(faultsOf({ besluit: 'afwijzen', reden })).toEqual([]);
    },
  );
});
