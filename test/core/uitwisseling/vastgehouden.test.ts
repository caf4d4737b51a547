import { describe, expect, it } from 'vitest';
import { TijdvakId } from '../../../core/ids.ts';
import type { Bezetting, Vasthoudreden } from '../../../core/nmbrs/bezetting.ts';
import { waaromVastgehouden } from '../../../core/uitwisseling/vastgehouden.ts';

const december = TijdvakId.parse('2026-M12');
const november = TijdvakId.parse('2026-M11');

describe('why a data set waits for a person', () => {
  it.each<readonly [Vasthoudreden, Partial<Bezetting>, number, TijdvakId | undefined, string]>([
    [
      'veel-minder',
      { nu: 3 },
      10,
      november,
      'Aan het eind van dit tijdvak zijn er 3 werknemers in dienst; in november 2026 waren dat er 10. Meer dan een vijfde is weg zonder dat er een laatste dag van is gemeld.',
    ],
    [
      'veel-uit-dienst',
      { nu: 1, gemeld: 9 },
      10,
      november,
      'Aan het eind van dit tijdvak is er 1 werknemer in dienst; in november 2026 waren dat er 10. Van 9 werknemers is nu een laatste dag gemeld: een vijfde of meer van wie in dienst was.',
    ],
    [
      'veel-uit-dienst',
      { nu: 0, gemeld: 1 },
      1,
      december,
      'Aan het eind van dit tijdvak zijn er 0 werknemers in dienst; in de vorige levering van december 2026 waren dat er 1. Van 1 werknemer is nu een laatste dag gemeld: een vijfde of meer van wie in dienst was.',
    ],
    [
      'spoorloos',
      { nu: 8, spoorloos: 2 },
      10,
      undefined,
      'Aan het eind van dit tijdvak zijn er 8 werknemers in dienst; in de controle bij de aanmelding waren dat er 10. 2 werknemers ontbreken zonder laatste dag.',
    ],
    [
      'spoorloos',
      { nu: 2, spoorloos: 1 },
      3,
      undefined,
      'Aan het eind van dit tijdvak zijn er 2 werknemers in dienst; in de controle bij de aanmelding waren dat er 3. 1 werknemer ontbreekt zonder laatste dag.',
    ],
  ])('%s: %j of %i', (reden, over, inDienst, tijdvakId, expected) => {
    const bezetting = { nu: 0, eraf: 0, spoorloos: 0, gemeld: 0, ...over };
    const vorige = { inDienst, ...(tijdvakId === undefined ? {} : { tijdvakId }) };
    expect(waaromVastgehouden({ tijdvakId: december, reden, bezetting, vorige })).toBe(expected);
  });
});
