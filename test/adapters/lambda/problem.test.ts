import { describe, expect, it } from 'vitest';
import {
  jsonAnswer,
  NO_CAPABILITY,
  NOT_FOUND,
  problemAnswer,
  TEMPORARILY_UNAVAILABLE,
  UNEXPECTED,
} from '../../../adapters/lambda/problem.ts';

describe('a problem', () => {
  it.each([NOT_FOUND, NO_CAPABILITY, TEMPORARILY_UNAVAILABLE, UNEXPECTED])(
    'has the fields of RFC 9457: $code',
    (problem) => {
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
        code: problem.code,
      });
      expect(problem.title).toMatch(/^[A-Z].+[.]$/);
    },
  );

  it('says how to sign in, and when to try again', () => {
    expect(problemAnswer(NO_CAPABILITY).headers).toMatchObject({ 'www-authenticate': 'Bearer' });
    expect(problemAnswer(TEMPORARILY_UNAVAILABLE).headers).toMatchObject({ 'retry-after': '30' });
    expect(problemAnswer(NOT_FOUND).headers).not.toHaveProperty('retry-after');
  });

  it('names the faulty fields', () => {
    const fouten = [{ veld: 'nmbrs.domein', code: 'custom', tekst: 'Vul het domein in.' }];
    const { body = '' } = problemAnswer({ status: 400, code: 'ongeldige-gegevens', title: 'Fout.', fouten });
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
