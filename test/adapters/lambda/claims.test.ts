import { describe, expect, it } from 'vitest';
import { claimsOf, hasRole } from '../../../adapters/lambda/claims.ts';
import { httpEvent } from './http-event.ts';

const isBeoordelaar = (rollen: unknown): boolean => {
  const claims = claimsOf(httpEvent({ claims: { sub: 'b1', rollen } }));
  return claims !== undefined && hasRole(claims, 'rollen', 'beoordelaar');
};

describe('a role', () => {
  it.each([
    ['a list', ['lezer', 'beoordelaar']],
    ['a list of one', ['beoordelaar']],
    ['a text', 'beoordelaar'],
    ['a list of one as API Gateway writes it', '[beoordelaar]'],
  ])('is found in %s', (_name, claim) => {
    expect(isBeoordelaar(claim)).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['an empty list', []],
    ['part of a word', ['hoofdbeoordelaar', 'beoordelaars']],
    ['a role of several words', ['geen beoordelaar']],
    ['one with a comma', ['geen,beoordelaar']],
    ['a text of several words', 'geen beoordelaar'],
    ['a text that may be a list', '[geen beoordelaar]'],
    ['other capitals', ['Beoordelaar']],
    ['a number', 1],
    ['an object', { beoordelaar: true }],
    ['a list in a list', [['beoordelaar']]],
    ['a text with a hyphen', 'niet-beoordelaar'],
  ])('is not found in %s', (_name, claim) => {
    expect(isBeoordelaar(claim)).toBe(false);
  });

  it('is looked for in its claim only', () => {
    expect(hasRole({ name: 'beoordelaar' }, 'rollen', 'beoordelaar')).toBe(false);
  });
});

describe('claims', () => {
  it('are those that the authorizer verified', () => {
    expect(claimsOf(httpEvent({ claims: { sub: 'b1' } }))).toEqual({ sub: 'b1' });
  });

  it('are none without an authorizer, whatever the header says', () => {
    expect(claimsOf(httpEvent({ headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' } }))).toBeUndefined();
  });

  it('are no more than those: what only the header says is not there', () => {
    const { headers } = httpEvent({ claims: { sub: 'b1', rollen: ['beoordelaar'] } });
    const event = { ...httpEvent({ claims: { sub: 'b1', rollen: '[lezer]' } }), headers };
    expect(claimsOf({ ...event, requestContext: httpEvent({ claims: { sub: 'b1' } }).requestContext })).toEqual({
      sub: 'b1',
    });
  });

  it.each(['', 'Bearer', 'Bearer a.b', 'Bearer a.!.c', 'Bearer a.bm8.c', 'Basic a.e30.c'])(
    'are as API Gateway wrote them when the header is «%s»',
    (authorization) => {
      const event = httpEvent({ claims: { sub: 'b1', rollen: ['a', 'b'] }, headers: { authorization } });
      expect(claimsOf(event)).toEqual({ sub: 'b1', rollen: '[a b]' });
    },
  );
});
