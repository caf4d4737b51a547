import { createHash } from 'node:crypto';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { TOEGANG_DAGEN } from '../../core/toegang/toegangscode.ts';
import { createHandler } from '../../functions/show-aanmeldpagina/handler.ts';
import { httpEvent } from '../adapters/lambda/http-event.ts';

const ID = 'aan-00000000-0000-4000-8000-000000000001';
const answerTo = (...request: Parameters<typeof httpEvent>) =>
  createHandler({ logboek: createMemoryLogboek() })(httpEvent(...request));
const htmlOf = async () => (await answerTo({ aanmeldingId: ID })).body ?? '';

/** By the HTML standard, and by what WCAG asks that can be seen without a browser. */
const judge = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    'doctype-style': ['error', { style: 'uppercase' }],
    'heading-level': 'error',
    'void-style': ['error', { style: 'omit' }],
  },
});
const faultsOf = async (html: string) =>
  (await judge.validateString(html)).results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${line} ${ruleId}: ${message}`),
  );

describe('GET /aanmelding/{id}', () => {
  it('is valid and accessible HTML', async () => {
    expect(await faultsOf(await htmlOf())).toEqual([]);
  });

  it.each([
    ['a language', ' lang="nl"', '', 'element-required-attributes'],
    ['a title', /<title>.*<\/title>\n/, '', 'element-required-content'],
    ['the end of its list', '</main>', '', 'close-order'],
    ['its headings in order', /<(\/?)h2>/g, '<$1h3>', 'heading-level'],
    ['a link that says something', />[^<]*<\/a>/, '></a>', 'wcag/h30'],
  ])('would be found without %s', async (_name, from, to, rule) => {
    const html = await htmlOf();
    const worse = html.replace(from, to);
    expect(worse).not.toBe(html);
    expect((await faultsOf(worse)).join('\n')).toContain(rule);
  });

  it('is in Dutch, with one title, one main part and one first heading', async () => {
    const html = await htmlOf();
    expect(html).toMatch(/^<!DOCTYPE html>\n<html lang="nl">/);
    for (const part of ['<title>', '<main>', '<h1>']) expect(html.split(part), part).toHaveLength(2);
  });

  it('says what the code is for, to a clerk and to a programmer', async () => {
    const text = (await htmlOf()).replace(/<[^>]*>/g, '');
    for (const said of [
      `De code werkt ${TOEGANG_DAGEN} dagen`,
      'Die zijn er nog niet',
      'a.s.r. helpt u verder en vraagt nooit om de code',
      'GET /aanmeldingen/{kenmerk}\nAuthorization: Bearer {toegangscode}',
      'POST /aanmeldingen/{kenmerk}/bevestiging\n{"code": "{bevestigingscode}"}',
      'POST /aanmeldingen/{kenmerk}/toegang',
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/curl/i);
  });

  it('runs nothing, loads nothing and sends nothing: there is nothing to do it with', async () => {
    const html = await htmlOf();
    const elements = new Set([...html.matchAll(/<([a-z]+[1-6]?)/g)].map(([, name]) => name));
    const allowed = [
      'html',
      'head',
      'meta',
      'title',
      'style',
      'body',
      'main',
      'h1',
      'h2',
      'p',
      'pre',
      'code',
      'strong',
      'a',
    ];
    expect([...elements].filter((name) => !allowed.includes(name ?? ''))).toEqual([]);
    expect(html).not.toMatch(/\son[a-z]+=|\sstyle=|\ssrc=|url\(|@import|http-equiv|https?:/);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['/openapi.json']);
  });

  it('forbids the same to the browser, but for the one style that it brings', async () => {
    const { headers = {}, cookies, body = '' } = await answerTo({ aanmeldingId: ID });
    const style = /<style>([^<]*)<\/style>/.exec(body)?.[1] ?? '';
    expect(style.length).toBeGreaterThan(10);
    expect(headers).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'api-version': '1.0.0',
      'content-security-policy': [
        "default-src 'none'",
        `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'cache-control': 'no-store',
    });
    expect(cookies).toBeUndefined();
  });

  it('is the same for every id, code and header', async () => {
    const one = await answerTo({ aanmeldingId: ID });
    for (const request of [
      { aanmeldingId: 'aan-00000000-0000-4000-8000-999999999999' },
      { aanmeldingId: '"><script>alert(1)</script>' },
      { aanmeldingId: ID, headers: { authorization: 'Bearer 8TK2M-Z0QX4-C7RNA-1HV9E', 'if-none-match': '*' } },
      { aanmeldingId: ID, query: { x: '<b>' } },
      {},
    ])
      expect(await answerTo(request)).toEqual(one);
  });

  it('logs that it answered, and not for which aanmelding', async () => {
    const logboek = createMemoryLogboek();
    await createHandler({ logboek })(httpEvent({ aanmeldingId: ID }));
    expect(logboek.lines).toHaveLength(1);
    expect(JSON.stringify(logboek.lines)).not.toContain(ID);
  });
});
