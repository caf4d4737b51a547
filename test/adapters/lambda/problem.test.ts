import { describe, expect, it } from 'vitest';
import { jsonAnswer, type Problem, problemAnswer } from '../../../adapters/lambda/problem.ts';
import { PROBLEMEN, problemOf } from '../../../adapters/lambda/problems.ts';
import { notPlainIn } from '../../core/plain-words.ts';

/** What only a program can have done wrong. */
const FOR_PROGRAMS = [
  'verkeerd-soort-inhoud',
  'adres-onbekend',
  'methode-onbekend',
  'geen-json',
  'geen-csv',
  'ongeldige-sleutel',
  'sleutel-hergebruikt',
  'sleutel-vervallen',
  'geen-kantoorcode',
  'geen-toegangscode',
];

describe('the catalogue of problems', () => {
  it('speaks to clerks and assessors in their own words', () => {
    const told = Object.entries(PROBLEMEN).filter(([code]) => !FOR_PROGRAMS.includes(code));
    expect(
      told.flatMap(([code, { title, ...rest }]) =>
        notPlainIn([title, 'detail' in rest ? rest.detail : ''].join(' ')).map((word) => [code, word]),
      ),
    ).toEqual([]);
  });

  it('has these codes, which offices build on', () => {
    expect(Object.entries(PROBLEMEN).map(([code, { status }]) => [code, status])).toEqual([
      ['verkeerd-soort-inhoud', 415],
      ['adres-onbekend', 404],
      ['methode-onbekend', 405],
      ['te-groot', 413],
      ['geen-json', 400],
      ['geen-csv', 400],
      ['ongeldige-gegevens', 400],
      ['ongeldige-vraag', 400],
      ['ongeldige-sleutel', 400],
      ['sleutel-hergebruikt', 422],
      ['sleutel-vervallen', 409],
      ['te-veel-aanvragen', 429],
      ['token-opnieuw-nodig', 409],
      ['eerst-bevestigen', 409],
      ['te-veel-adrescorrecties', 429],
      ['geen-kantoorcode', 401],
      ['geen-toegangscode', 401],
      ['niet-ingelogd', 401],
      ['geen-beoordelaar', 403],
      ['geen-lezer', 403],
      ['niet-gevonden', 404],
      ['al-aangemeld', 409],
      ['toegang-blijft', 409],
      ['geen-adres-meer', 409],
      ['geen-hercontrole-mogelijk', 409],
      ['te-veel-hercontroles', 429],
      ['te-veel-adressen', 429],
      ['code-onbekend', 404],
      ['te-veel-logins', 429],
      ['login-afgeremd', 429],
      ['niet-te-besluiten', 409],
      ['al-besloten', 409],
      ['besluit-wijkt-af', 409],
      ['al-beeindigd', 409],
      ['niet-beeindigd-koppeling', 409],
      ['wijziging-wijkt-af', 409],
      ['door-asr-beeindigd', 409],
      ['niet-meer-te-verbeteren', 409],
      ['niet-beeindigd', 409],
      ['nog-geen-koppeling', 409],
      ['niet-afgemeld', 409],
      ['afmelding-begonnen', 409],
      ['niets-te-bevestigen', 409],
      ['te-vaak-ingetrokken', 429],
      ['al-afgemeld', 409],
      ['token-niet-nodig', 409],
      ['token-geweigerd', 422],
      ['werkgever-niet-zichtbaar', 422],
      ['andere-werkgevers-niet-zichtbaar', 422],
      ['koppeling-onbekend', 404],
      ['uitwisseling-onbekend', 404],
      ['koppeling-gestopt', 409],
      ['koppeling-onderbroken', 409],
      ['koppeling-niet-actief', 409],
      ['uitwisseling-begonnen', 409],
      ['niet-vastgehouden', 409],
      ['niet-geleverd', 409],
      ['ander-manifest', 409],
      ['levering-verwijderd', 409],
      ['geen-levering', 409],
      ['levering-niet-meer', 404],
      ['vrijgave-al-besloten', 409],
      ['verzoek-onbekend', 404],
      ['zelfde-beoordelaar', 409],
      ['verzoek-al-besloten', 409],
      ['inzage-niet-klaar', 409],
      ['inzage-niet-meer', 404],
      ['bedrijf-al-gekoppeld', 409],
      ['geen-login-om-te-delen', 409],
      ['eerst-nieuwe-token', 409],
      ['tijdelijk-niet-beschikbaar', 503],
      ['onverwachte-fout', 500],
    ]);
  });
});

describe('a problem', () => {
  const all: Problem[] = Object.entries(PROBLEMEN).map(([code, facts]) => ({ code, ...facts }));
  it.each(all)('has the fields of RFC 9457: $code', (problem) => {
    const { statusCode, headers, body = '' } = problemAnswer(problem);
    expect(statusCode).toBe(problem.status);
    expect(headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(JSON.parse(body)).toEqual({
      type: `urn:salariskoppeling:probleem:${problem.code}`,
      title: problem.title,
      status: problem.status,
      ...(problem.detail === undefined ? {} : { detail: problem.detail }),
      code: problem.code,
    });
    // One sentence, as RFC 9457 asks: what to do comes after it.
    expect(problem.title.replaceAll('a.s.r.', 'asr')).toMatch(/^[A-Z][^.]+[.>]$/);
    expect(problem.detail ?? 'Zo.').toMatch(/^[A-Z].+\.$/);
  });

  it('has the same title whatever is particular to it', () => {
    const { body = '' } = problemAnswer(problemOf('al-afgemeld', { detail: 'De werkgever is al afgemeld per 1 mei.' }));
    expect(JSON.parse(body)).toMatchObject({
      title: 'De werkgever is al afgemeld, per een andere datum.',
      detail: 'De werkgever is al afgemeld per 1 mei.',
    });
  });

  it('says how to sign in, and when to try again', () => {
    expect(problemAnswer(problemOf('geen-toegangscode')).headers).toMatchObject({ 'www-authenticate': 'Bearer' });
    expect(problemAnswer(problemOf('tijdelijk-niet-beschikbaar')).headers).toMatchObject({ 'retry-after': '30' });
    expect(problemAnswer(problemOf('niet-gevonden')).headers).not.toHaveProperty('retry-after');
    const tomorrow = problemOf('te-veel-hercontroles', { retryAfterSeconds: 3600 });
    expect(problemAnswer(tomorrow).headers).toMatchObject({ 'retry-after': '3600' });
  });

  it('names the faulty fields', () => {
    const fouten = [{ veld: 'nmbrs.domein', code: 'ongeldig', tekst: 'Vul het domein in.' } as const];
    const { body = '' } = problemAnswer(problemOf('ongeldige-gegevens', { fouten }));
    expect(JSON.parse(body)).toMatchObject({ fouten });
  });
});

describe('an answer', () => {
  it('is JSON that nobody keeps', () => {
    expect(jsonAnswer(202, { a: 'é' }, { location: '/x' })).toEqual({
      statusCode: 202,
      headers: {
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-type': 'application/json; charset=utf-8',
        location: '/x',
      },
      body: '{"a":"é"}',
    });
  });
});
