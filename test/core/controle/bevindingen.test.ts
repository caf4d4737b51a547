import { describe, expect, it } from 'vitest';
import { Dga } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { Bevinding } from '../../../core/aanmelding/controle.ts';
import * as bevinding from '../../../core/controle/bevindingen.ts';
import { RECHTEN_PER_SERVICE, Recht, serviceOf } from '../../../core/nmbrs/rechten.ts';

const dga = Dga.parse({ naam: 'Wolkje Zonnedauw', medewerkersnummer: '7' });

describe('what the payroll office reads', () => {
  it.each([
    ['inloggegevens-ongeldig', bevinding.inloggegevensOngeldig()],
    ['geen-abonnement', bevinding.geenAbonnement()],
    ['domein-onbekend', bevinding.domeinOnbekend()],
    ['bedrijfsnaam-wijkt-af', bevinding.bedrijfsnaamWijktAf('Dauw', ['Dauw.'])],
    ['bedrijfsnaam-lijkt-op', bevinding.bedrijfsnaamMetTypfout('Duaw', ['Dauw', 'Daauw'])],
    ['bedrijf-niet-zichtbaar', bevinding.bedrijfNietZichtbaar('overkoepelend', 'Dauw')],
    ['bedrijf-niet-zichtbaar', bevinding.bedrijfNietZichtbaar('per-debiteur', 'Dauw')],
    ['bedrijfsnaam-niet-uniek', bevinding.bedrijfsnaamNietUniek('Dauw')],
    ['verloning-wijkt-af', bevinding.verloningWijktAf('maandelijks', 'vierwekelijks')],
    ['rechten-ontbreken', bevinding.rechtenOntbreken(['List_GetAll'])],
    ['dga-onbekend', bevinding.dgaOnbekend(dga, 0)],
    ['dga-naam-wijkt-af', bevinding.dgaNaamWijktAf(dga, 0)],
  ])('%s: a sentence, and what to do step by step', (code, found) => {
    expect(Bevinding.parse(found).code).toBe(code);
    expect(found.tekst).toMatch(/^[A-ZÉ].+[.?]$/u);
    expect(found.stappen.length).toBeGreaterThan(0);
    for (const stap of found.stappen) expect(stap).toMatch(/^[A-Z].+[.?]$/);
  });

  it('explains wrong credentials by e-mail, token and domain', () => {
    const tekst = bevinding.inloggegevensOngeldig().stappen.join(' ');
    expect(tekst).toContain('e-mailadres');
    expect(tekst).toContain('poppetje rechtsboven > Gebruiker profiel > API-Token');
    expect(tekst).toContain('reset');
    expect(tekst).toContain('.nmbrs.nl');
  });

  it('explains both halves of the tag to an overkoepelend account', () => {
    const { stappen } = bevinding.bedrijfNietZichtbaar('overkoepelend', 'Dauw');
    expect(stappen[0]).toContain('Instellingen > Beheer > Debiteur beheer > Tag toevoegen');
    expect(stappen[1]).toContain('Accountant login');
    expect(stappen[1]).toContain('filter');
  });

  it('names a client login without a filter of its own as the third cause, and only to an overkoepelend account', () => {
    const third = /klantlogin.*eigen filter/;
    for (const { tekst, stappen } of [
      bevinding.bedrijfNietZichtbaar('overkoepelend', 'Dauw'),
      atTheEnd('geen-toegang'),
    ]) {
      expect(tekst).toMatch(third);
      expect(stappen[2]).toMatch(third);
    }
    for (const found of [
      bevinding.bedrijfNietZichtbaar('per-debiteur', 'Dauw'),
      atTheEnd('geen-toegang', 'per-debiteur'),
    ])
      expect(JSON.stringify(found)).not.toContain('klantlogin');
  });

  it('says nothing of a tag to an account per debiteur, but that the login may be another one’s', () => {
    const { tekst, stappen } = bevinding.bedrijfNietZichtbaar('per-debiteur', 'Dauw');
    expect([tekst, ...stappen].join(' ')).not.toMatch(/\btag\b/i);
    expect(stappen[0]).toContain('horen bij deze werkgever');
  });

  it('gives the literal names that nearly fit', () => {
    expect(bevinding.bedrijfsnaamWijktAf('dauw', ['Dauw.', 'DAUW']).tekst).toContain('Bedoelt u «Dauw.» of «DAUW»?');
  });

  it('shows both periods', () => {
    const { tekst } = bevinding.verloningWijktAf('maandelijks', 'vierwekelijks');
    expect(tekst).toContain('maandelijks');
    expect(tekst).toContain('vierwekelijks');
    expect(tekst).toContain('Welke van de twee is juist?');
  });

  it('does not give away whose number it is', () => {
    expect(JSON.stringify([bevinding.dgaOnbekend(dga, 0), bevinding.dgaNaamWijktAf(dga, 0)])).not.toContain(
      'Zonnedauw',
    );
  });
});

describe('the rights that are off', () => {
  it('are listed per service, exactly those, in the order of the screen', () => {
    const { tekst, stappen } = bevinding.rechtenOntbreken([
      'Reports_BackgroundTask_Result',
      'SVW_GetCurrent',
      'Run_GetList',
      'Address_GetListCurrent',
    ]);
    expect(tekst).toBe('4 rechten staan in Nmbrs niet op Active.');
    expect(stappen).toEqual([
      expect.stringContaining('Instellingen > Gebruikers > Template Users'),
      'Zet bij Company Services op Active: Run_GetList.',
      'Zet bij Employee Services op Active: Address_GetListCurrent, SVW_GetCurrent.',
      'Zet bij Report Services op Active: Reports_BackgroundTask_Result.',
    ]);
    expect(stappen[0]).toContain('API-icoon');
  });

  it('are counted in words that fit one', () => {
    const { tekst, stappen } = bevinding.rechtenOntbreken(['Children_Get']);
    expect(tekst).toBe('Eén recht staat in Nmbrs niet op Active.');
    expect(stappen).toHaveLength(2);
  });

  it('are all nineteen when all are off', () => {
    const { tekst, stappen } = bevinding.rechtenOntbreken(Recht.options);
    expect(tekst).toContain('19 rechten');
    for (const recht of Recht.options) expect(stappen.join(' ')).toContain(recht);
  });

  it('belong to a service each, the services in the order of the screen', () => {
    expect(Recht.options).toHaveLength(19);
    expect(new Set(Recht.options).size).toBe(19);
    for (const recht of RECHTEN_PER_SERVICE.ReportService) expect(serviceOf(recht)).toBe('ReportService');
    const sorted = [...Recht.options].reverse().sort(bevinding.byService).map(serviceOf);
    expect([...new Set(sorted)]).toEqual(['CompanyService', 'EmployeeService', 'ReportService']);
  });
});

/** What the office reads when an exchange ended with this code. */
function atTheEnd(code: string, accountSoort: 'overkoepelend' | 'per-debiteur' = 'overkoepelend'): Bevinding {
  const found = bevinding.bevindingBijEinde(code, accountSoort);
  if (found === undefined) throw new Error(`nothing about ${code}`);
  return found;
}

describe('a company that is not visible any more', () => {
  it.each(['geen-toegang', 'niet-gevonden'])('(%s) is explained by both halves of the tag', (code) => {
    const { tekst, stappen } = atTheEnd(code);
    expect(tekst).toContain('Beide zijn nodig.');
    expect(stappen.slice(0, 2)).toEqual(bevinding.TAG_STAPPEN);
    expect(stappen.join(' ')).not.toMatch(/nieuwe controle|aanmelding/);
  });

  it('says nothing of a tag to an account per debiteur, but of access and of another user', () => {
    const { tekst, stappen } = atTheEnd('geen-toegang', 'per-debiteur');
    expect([tekst, ...stappen].join(' ')).not.toMatch(/\btag\b/i);
    expect(stappen[0]).toContain('toegang heeft tot de debiteur en het bedrijf');
  });
});

describe('the end of an exchange', () => {
  it('is for the office where only the office can mend it', () => {
    expect(atTheEnd('geen-abonnement').stappen).toEqual([
      'Neem contact op met Nmbrs over het abonnement van uw omgeving.',
    ]);
    for (const code of ['nmbrs-unreadable', 'inloggegevens-ongeldig', 'States.Timeout', undefined])
      expect(bevinding.bevindingBijEinde(code, 'overkoepelend')).toBeUndefined();
  });

  it.each(['geen-toegang', 'geen-abonnement', 'recht-niet-actief.SVW_GetCurrent'])(
    '%s: a sentence, and what to do step by step',
    (code) => {
      for (const { tekst, stappen } of [atTheEnd(code), atTheEnd(code, 'per-debiteur')]) {
        expect(tekst).toMatch(/^[A-ZÉ].+[.?]$/u);
        expect(stappen.length).toBeGreaterThan(0);
        for (const stap of stappen) expect(stap).toMatch(/^[A-Z].+[.?]$/);
      }
    },
  );
});

describe('a right on which an exchange stopped', () => {
  it('is named in its tab, and the others are to be looked at', () => {
    const { tekst, stappen } = atTheEnd('recht-niet-actief.SVW_GetCurrent');
    expect(tekst).toBe('Eén recht staat in Nmbrs niet op Active.');
    expect(stappen).toContain('Zet bij Employee Services op Active: SVW_GetCurrent.');
  });

  it('that the handleiding does not list is not named: the office would look for it in vain', () => {
    const { tekst, stappen } = atTheEnd('recht-niet-actief.SVW_GetAll_AllEmployeesByCompany');
    expect(tekst + stappen.join(' ')).not.toContain('SVW_');
    expect(stappen.at(-1)).toBe('Zet alle rechten uit de handleiding op Active.');
  });
});
