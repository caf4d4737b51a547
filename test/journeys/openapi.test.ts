import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { type LocalSystem, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem();
});
afterAll(() => system.stop());

describe('someone who knows only openapi.json', () => {
  it('signs up with its example, and sees how it goes', async () => {
    const { status, headers, body: document } = await system.request('GET', '/openapi.json');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    const signUp = document.paths['/aanmeldingen'].post;
    const { value } = signUp.requestBody.content['application/json'].examples.overkoepelend;
    expect(value).toEqual(exampleAanmelding.overkoepelend);

    const taken = await system.request('POST', '/aanmeldingen', { body: value });
    expect(taken.status).toBe(202);
    const promised = document.components.schemas.Aanmeldantwoord.required;
    expect(Object.keys(taken.body).sort()).toEqual([...promised].sort());

    const bearer = await system.confirm(taken.body);
    await system.runtime.settle();
    const url = new URL(taken.body.statusUrl);
    const path = document.paths['/aanmeldingen/{aanmeldingId}'] === undefined ? '' : url.pathname;
    const seen = await system.request('GET', path, { bearer: taken.body.capability });
    expect([seen.status, seen.body.status]).toEqual([200, 'wacht-op-akkoord']);

    const again = await system.request('POST', '/aanmeldingen', { body: value, bearer });
    const conflict = signUp.responses[409].content['application/problem+json'].schema.properties.code.enum;
    expect([again.status, conflict]).toEqual([409, expect.arrayContaining([again.body.code])]);
  });

  it('who mistypes an address or a method is told in Dutch what there is, as on AWS', async () => {
    const ask = async (method: string, path: string) => {
      const response = await fetch(`${system.runtime.url}${path}`, { method });
      const { headers, status } = response;
      const { code, instance } = JSON.parse((await response.text()) || '{}');
      return { status, code, instance, allow: headers.get('allow'), version: headers.get('api-version') };
    };
    const none = { code: undefined, instance: undefined, allow: null };
    const instance = expect.stringMatching(/^urn:salariskoppeling:aanvraag:[\w-]+$/);
    const version = '1.0.0';
    const unknown = { status: 404, code: 'adres-onbekend', instance, allow: null, version };
    expect(await ask('GET', '/')).toEqual(unknown);
    expect(await ask('GET', '/aanmeldingen/')).toEqual(unknown);
    const wrong = { status: 405, code: 'methode-onbekend', instance, version };
    expect(await ask('GET', '/aanmeldingen')).toEqual({ ...wrong, allow: 'POST, OPTIONS' });
    expect(await ask('POST', '/werkvoorraad')).toEqual({ ...wrong, allow: 'GET, OPTIONS' });
    expect(await ask('HEAD', '/openapi.json')).toEqual({ ...none, status: 405, allow: 'GET, OPTIONS', version });
    expect(await ask('OPTIONS', '/openapi.json')).toEqual({ ...none, status: 204, allow: 'GET, OPTIONS', version });
  });

  it('a page of another site reads the document, and nothing else', async () => {
    const allowed = async (path: string, method = 'GET') =>
      (await fetch(`${system.runtime.url}${path}`, { method })).headers.get('access-control-allow-origin');
    expect([await allowed('/openapi.json'), await allowed('/openapi.json', 'OPTIONS')]).toEqual(['*', '*']);
    expect([await allowed('/kantoor'), await allowed('/aanmeldingen', 'OPTIONS')]).toEqual([null, null]);
  });

  it('reads the document again only when it has changed', async () => {
    const url = `${system.runtime.url}/openapi.json`;
    const first = await fetch(url);
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(url, { headers: { 'if-none-match': etag } });
    expect([first.headers.get('cache-control'), again.status, await again.text()]).toEqual([
      'public, max-age=3600',
      304,
      '',
    ]);
  });
});
