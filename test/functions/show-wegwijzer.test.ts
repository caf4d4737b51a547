import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../adapters/lambda/openapi/document.ts';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { createHandler } from '../../functions/show-wegwijzer/handler.ts';
import { httpEvent } from '../adapters/lambda/http-event.ts';

const ID = 'aan-00000000-0000-4000-8000-000000000001';

async function ask(method: string, rawPath: string) {
  const logboek = createMemoryLogboek();
  const { statusCode, headers = {}, body } = await createHandler({ logboek })({ ...httpEvent({ method }), rawPath });
  return { statusCode, headers, body: body === undefined ? undefined : JSON.parse(body), lines: logboek.lines };
}

describe('a method that an address does not take', () => {
  it.each([
    ['GET', '/aanmeldingen', 'POST, OPTIONS'],
    ['PUT', `/aanmeldingen/${ID}`, 'DELETE, GET, PATCH, OPTIONS'],
    ['PUT', '/aanmeldingen/bulk', 'POST, OPTIONS'],
    ['POST', `/aanmeldingen/${ID}/token`, 'PUT, OPTIONS'],
    ['DELETE', '/werkvoorraad', 'GET, OPTIONS'],
    ['POST', '/openapi.json', 'GET, OPTIONS'],
    ['TRACE', '/kantoor', 'GET, OPTIONS'],
  ])('is 405 with what it does take: %s %s', async (method, path, allow) => {
    const { statusCode, headers, body, lines } = await ask(method, path);
    expect([statusCode, headers]).toMatchObject([
      405,
      { allow, 'api-version': '1.0.0', 'content-type': 'application/problem+json; charset=utf-8' },
    ]);
    expect(body).toEqual({
      type: 'urn:salariskoppeling:probleem:methode-onbekend',
      title: 'Dit kan niet op dit adres.',
      status: 405,
      detail: 'Wat er wel kan, staat in de header Allow en in /openapi.json.',
      code: 'methode-onbekend',
      instance: 'urn:salariskoppeling:aanvraag:request-1',
    });
    expect(lines).toEqual([{ level: 'info', code: 'http.beantwoord', statusCode: 405 }]);
  });

  it.each(ROUTES.map(({ method, path }) => ({ method: method.toUpperCase(), path })))(
    'is allowed where it is a route: $method $path',
    async ({ method, path }) => {
      const { statusCode, headers } = await ask('TRACE', path.replaceAll(/\{\w+\}/g, 'x'));
      expect([statusCode, String(headers.allow).split(', ')]).toEqual([405, expect.arrayContaining([method])]);
    },
  );

  it('has no body where that is HEAD', async () => {
    const { statusCode, headers, body } = await ask('HEAD', '/kantoor');
    expect([statusCode, headers.allow, body]).toEqual([405, 'GET, OPTIONS', undefined]);
    expect(await ask('HEAD', '/elders')).toMatchObject({ statusCode: 404, body: undefined });
  });
});

describe('an address that is not there', () => {
  it.each([
    ['GET', '/'],
    ['GET', ''],
    ['POST', '/aanmelding'],
    ['GET', '/aanmeldingen/'],
    ['GET', `/aanmeldingen/${ID}/meer`],
    ['GET', `/aanmeldingen//token`],
    ['GET', '/openapiXjson'],
    ['GET', '/Kantoor'],
    ['OPTIONS', '/elders'],
  ])('is 404 in Dutch, with where the description is: %s %s', async (method, path) => {
    const { statusCode, headers, body } = await ask(method, path);
    expect([statusCode, headers.allow, body.code, body.title]).toEqual([
      404,
      undefined,
      'adres-onbekend',
      'Dit adres bestaat niet in deze API.',
    ]);
    expect(body.detail).toContain('/openapi.json');
  });

  it('is not repeated: a code may stand in it', async () => {
    expect(JSON.stringify(await ask('GET', '/aanmeldingen/8TK2M-Z0QX4/x'))).not.toContain('8TK2M');
  });
});

describe('OPTIONS', () => {
  it('tells what an address takes, and lets no other site in', async () => {
    expect(await ask('OPTIONS', `/aanmeldingen/${ID}`)).toMatchObject({
      statusCode: 204,
      headers: { allow: 'DELETE, GET, PATCH, OPTIONS', 'api-version': '1.0.0' },
      body: undefined,
    });
    for (const { path } of ROUTES) {
      const { headers } = await ask('OPTIONS', path);
      expect('access-control-allow-origin' in headers, path).toBe(path === '/openapi.json');
    }
  });

  it('lets a page of any site read the description', async () => {
    expect((await ask('OPTIONS', '/openapi.json')).headers).toMatchObject({
      allow: 'GET, OPTIONS',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'If-None-Match',
    });
  });
});
