import { describe, expect, it } from 'vitest';
import { Dekkingsprofiel, Gegevensgroep, groepenFor } from '../../../core/domain/dekkingsprofiel.ts';
import { LooncodeRegel, SalarisRegel, Werknemer, WerknemerGegevens } from '../../../core/domain/gegevensset.ts';
import { composeWerknemer, type Opgehaald } from '../../../core/domain/samenstelling.ts';
import { Datum } from '../../../core/domain/tijd.ts';
import { WerknemerId } from '../../../core/domain/uitwisseling.ts';
import { GeplandeWerknemer } from '../../../core/domain/werkplan.ts';
import { canariesIn, everything, KANARIES } from '../canaries.ts';

const werknemerId = WerknemerId.parse(7);
const peildatum = Datum.parse('2026-11-30');
const gepland = GeplandeWerknemer.parse({
  werknemerId,
  personeelsnummer: '12',
  dga: true,
  dienstverbanden: [{ begin: '2020-01-01' }],
});

const regel = SalarisRegel.parse({ bedrag: '1000.00', soort: 'bruto-fulltime', ingangsdatum: '2026-01-01' });
const looncode = LooncodeRegel.parse({ runId: 811, code: 774001, omschrijving: 'kanarie-looncode', waarde: '774002' });
const opgehaaldWith = (gegevens: WerknemerGegevens): Opgehaald => ({
  gegevens,
  salarissen: [regel],
  looncodes: [looncode],
});
const compose = (dekkingsprofiel: Dekkingsprofiel, gegevens = everything): Werknemer =>
  composeWerknemer(gepland, opgehaaldWith(gegevens), { dekkingsprofiel, peildatum });

describe.each(Dekkingsprofiel.options)('a line of the data set for %s', (profiel) => {
  it('holds the canaries of its groups, all of them and no other, even when all was fetched', () => {
    const composed = compose(profiel);
    const expected = groepenFor(profiel).flatMap((groep) => canariesIn(KANARIES[groep]));
    const wages = profiel === 'verzuim' ? [] : canariesIn(looncode);
    expect(canariesIn(composed).sort()).toEqual([...expected, ...wages].sort());
    expect(Werknemer.parse(composed)).toEqual(composed);
  });

  it('has the salary, the employments and the mark of the DGA', () => {
    expect(compose(profiel)).toMatchObject({
      werknemerId: 7,
      personeelsnummer: '12',
      dga: true,
      dienstverbanden: [{ begin: '2020-01-01' }],
      salaris: { bedrag: '1000.00', soort: 'bruto-fulltime', ingangsdatum: '2026-01-01' },
    });
  });

  it('is there too for an employee of whom nothing was found', () => {
    const bare = composeWerknemer(
      { werknemerId, dga: false, dienstverbanden: [] },
      { gegevens: {}, salarissen: [], looncodes: [] },
      { dekkingsprofiel: profiel, peildatum },
    );
    expect(Werknemer.parse(bare).werknemerId).toBe(7);
    expect(bare.looncodes).toEqual(profiel === 'verzuim' ? undefined : []);
  });
});

describe('the canaries of this test', () => {
  it('cover every group, each with its own', () => {
    const all = Gegevensgroep.options.flatMap((groep) => canariesIn(KANARIES[groep]));
    for (const groep of Gegevensgroep.options) expect(canariesIn(KANARIES[groep]).length).toBeGreaterThan(0);
    expect(new Set(all).size).toBe(all.length);
    expect(Object.keys(everything).sort()).toEqual(Object.keys(WerknemerGegevens.shape).sort());
  });
});
