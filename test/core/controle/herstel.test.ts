import { describe, expect, it } from 'vitest';
import { Dga } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { Bevinding } from '../../../core/aanmelding/controle.ts';
import { AANDACHT } from '../../../core/beheer/aandacht.ts';
import * as bevinding from '../../../core/controle/bevindingen.ts';
import { hoeOpnieuw } from '../../../core/controle/herstel.ts';
import { DEFECT, REFUSED, TRANSIENT, UNCLEAR } from '../../../core/errors.ts';
import { REDEN_VAN_CODE, REDEN_VAN_FAMILIE, redenVan } from '../../../core/nmbrs/mislukt.ts';
import { PayrollTijdvak } from '../../../core/nmbrs/payroll.ts';
import { notPlainIn } from '../plain-words.ts';

const dga = Dga.parse({ naam: 'Wolkje Zonnedauw', medewerkersnummer: '7' });
const ALL: readonly Bevinding[] = [
  bevinding.inloggegevensOngeldig(),
  bevinding.geenAbonnement(),
  bevinding.domeinOnbekend(),
  bevinding.bedrijfsnaamWijktAf('Dauw', ['Dauw.', 'Da\u00a0uw']),
  bevinding.bedrijfsnaamMetTypfout('Duaw', ['Dauw', 'Daauw']),
  bevinding.bedrijfNietZichtbaar('overkoepelend', 'Dauw'),
  bevinding.bedrijfNietZichtbaar('per-debiteur', 'Dauw'),
  bevinding.bedrijfsnaamNietUniek('Dauw'),
  bevinding.verloningWijktAf('maandelijks', 'vierwekelijks'),
  bevinding.andereVerloning('maandelijks', PayrollTijdvak.parse({ jaar: 2026, nummer: 48 })),
  bevinding.rechtenOntbreken(['List_GetAll']),
  bevinding.dgaOnbekend(dga, 0),
  bevinding.dgaNaamWijktAf(dga, 0),
  bevinding.controleNietGelukt('nmbrs-9999'),
  bevinding.andereWerkgeversNietZichtbaar(2),
];
const about = (...codes: readonly Bevinding['code'][]) => ALL.filter(({ code }) => codes.includes(code));

describe('how a new controle comes about', () => {
  it('is known for everything that can be found', () => {
    expect(new Set(ALL.map(({ code }) => code))).toEqual(new Set(Bevinding.shape.code.options));
    for (const one of ALL) expect(hoeOpnieuw([one])).toMatch(/^[A-Z].+\.$/);
  });

  it.each([
    ['dga-onbekend', 'dga-naam-wijkt-af', 'domein-onbekend'],
    ['dga-onbekend', 'dga-onbekend', 'dga-onbekend'],
  ] as const)('is by the correction alone: %s, %s, %s', (...codes) => {
    expect(hoeOpnieuw(about(...codes))).toBe('Verbetert u uw aanmelding, dan controleren wij meteen opnieuw.');
  });

  it.each(['rechten-ontbreken', 'bedrijf-niet-zichtbaar', 'geen-abonnement'] as const)(
    'is asked for after a repair in Nmbrs: %s',
    (code) => {
      expect(hoeOpnieuw(about(code))).toBe('Vraag daarna een nieuwe controle aan.');
    },
  );

  it.each(['verloning-wijkt-af', 'bedrijfsnaam-wijkt-af', 'bedrijfsnaam-lijkt-op', 'bedrijfsnaam-niet-uniek'] as const)(
    'depends on where it is repaired: %s',
    (code) => {
      expect(hoeOpnieuw(about(code))).toMatch(
        /^Verbetert u uw aanmelding, dan controleren wij meteen opnieuw\. Past u/,
      );
    },
  );

  it('is one for what is wrong in both: first Nmbrs, and the correction brings it', () => {
    expect(hoeOpnieuw(about('rechten-ontbreken', 'dga-onbekend'))).toMatch(/^Herstel eerst .+ meteen opnieuw; hoeft/);
  });

  it('is by a new token when there is one to give, whatever else', () => {
    expect(hoeOpnieuw(about('inloggegevens-ongeldig', 'rechten-ontbreken'))).toBe(
      'Met een nieuwe token controleren wij meteen opnieuw.',
    );
  });
});

describe('the words for people', () => {
  it.each(ALL.map((one) => [one.code, one] as const))('of %s are plain', (_code, { tekst, stappen }) => {
    expect([tekst, ...stappen].flatMap(notPlainIn)).toEqual([]);
  });

  it('are plain for whatever is the matter with a koppeling, and for why an exchange stopped', () => {
    const sentences = [
      ...Object.values(AANDACHT),
      ...Object.values(REDEN_VAN_CODE),
      ...REDEN_VAN_FAMILIE.map(({ reden }) => reden),
      ...[TRANSIENT, UNCLEAR, REFUSED, DEFECT].map(redenVan),
    ];
    expect(sentences.length).toBeGreaterThan(50);
    expect(sentences.flatMap(notPlainIn)).toEqual([]);
  });

  it.each([
    'gestopt: Transient',
    'verbeter dat (PATCH /aanmeldingen/aan-1)',
    'meld af met direct=ja',
    'http://127.0.0.1:4310',
    'bij {aanmeldingId}',
  ])('are told from others: %s', (text) => {
    expect(notPlainIn(text)).not.toEqual([]);
  });
});
