import { describe, expect, it } from 'vitest';
import { BesluitFormulier } from '../../../core/domain/besluit.ts';
import { defaultTekst, veldfoutenOf } from '../../../core/domain/probleem.ts';

function faultsOf(form: unknown): (readonly [veld: string, tekst: string])[] {
  const parsed = BesluitFormulier.safeParse(form, { error: defaultTekst });
  return parsed.success ? [] : veldfoutenOf(parsed.error).map(({ veld, tekst }) => [veld, tekst]);
}

const goedkeuren = { besluit: 'goedkeuren', dekkingsprofiel: 'wia', huidigTijdvakMeenemen: true };

describe('a besluit', () => {
  it.each([
    [goedkeuren, goedkeuren],
    [
      { besluit: 'afwijzen', reden: '  Het contract is beëindigd. ' },
      { besluit: 'afwijzen', reden: 'Het contract is beëindigd.' },
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
  ])('with %s is refused by field', (_name, form, veld, word) => {
    expect(faultsOf(form)).toEqual([[veld, expect.stringContaining(word)]]);
  });
});
