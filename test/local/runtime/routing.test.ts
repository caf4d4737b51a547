import { describe, expect, test } from 'vitest';
import { matchRoute } from '../../../local/runtime/http/routing.ts';

const KEYS = [
  'POST /aanmeldingen',
  'GET /aanmeldingen/{id}',
  'GET /aanmeldingen/nieuw',
  'ANY /aanmeldingen/{id}/besluit',
  'GET /bestanden/{pad+}',
];
const routes = KEYS.map((key) => ({ key, functionArn: key, authorizer: undefined, scopes: [] }));
const match = (method: string, path: string) => {
  const found = matchRoute(routes, method, path);
  return found && [found.route.key, found.pathParameters];
};

describe('matching a route', () => {
  test.each([
    ['GET', '/', '$default'],
    ['DELETE', '/aanmeldingen', '$default'],
    ['POST', '/aanmeldingen', 'POST /aanmeldingen'],
    ['DELETE', '/aanmeldingen/aan-1/besluit', 'ANY /aanmeldingen/{id}/besluit'],
  ])('%s %s goes to $default only when no other route takes it', (method, path, key) => {
    const all = [{ key: '$default', functionArn: 'x', authorizer: undefined, scopes: [] }, ...routes];
    expect(matchRoute(all, method, path)?.route.key).toBe(key);
  });

  test.each([
    ['POST', '/aanmeldingen', ['POST /aanmeldingen', {}]],
    ['GET', '/aanmeldingen/aan-1', ['GET /aanmeldingen/{id}', { id: 'aan-1' }]],
    ['GET', '/aanmeldingen/een%20twee', ['GET /aanmeldingen/{id}', { id: 'een twee' }]],
    ['GET', '/aanmeldingen/nieuw', ['GET /aanmeldingen/nieuw', {}]],
    ['PATCH', '/aanmeldingen/aan-1/besluit', ['ANY /aanmeldingen/{id}/besluit', { id: 'aan-1' }]],
    ['GET', '/bestanden/a/b.json', ['GET /bestanden/{pad+}', { pad: 'a/b.json' }]],
  ])('%s %s', (method, path, expected) => {
    expect(match(method, path)).toEqual(expected);
  });

  test.each([
    ['DELETE', '/aanmeldingen'],
    ['GET', '/aanmeldingen/'],
    ['GET', '/aanmeldingen/aan-1/meer'],
    ['GET', '/'],
  ])('%s %s has none', (method, path) => {
    expect(match(method, path)).toBeUndefined();
  });
});
