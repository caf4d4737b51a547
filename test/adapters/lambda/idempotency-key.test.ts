import { describe, expect, it } from 'vitest';
import { idempotencyKeyOf } from '../../../adapters/lambda/idempotency-key.ts';
import { httpEvent } from './http-event.ts';

const keyIn = (header: string) => idempotencyKeyOf(httpEvent({ headers: { 'idempotency-key': header } }));
const REFUSED = { ok: false, problem: { code: 'ongeldige-sleutel' } };

describe('the header Idempotency-Key', () => {
  it('need not be there', () => {
    expect(idempotencyKeyOf(httpEvent({}))).toEqual({ ok: true, value: undefined });
  });

  it.each([16, 17, 255])('may have %i characters', (length) => {
    const key = 'k'.repeat(length);
    expect(keyIn(key)).toEqual({ ok: true, value: key });
  });

  it.each([0, 1, 15, 256])('may not have %i', (length) => {
    expect(keyIn('k'.repeat(length))).toMatchObject(REFUSED);
  });

  it.each(['!'.repeat(16), '~'.repeat(16)])('may have every visible character of ASCII: %s', (key) => {
    expect(keyIn(key)).toEqual({ ok: true, value: key });
  });

  it.each([' ', '\u007f', '\u00e9', '\n'])('may have no other: %j', (one) => {
    expect(keyIn(`${'k'.repeat(15)}${one}`)).toMatchObject(REFUSED);
    expect(keyIn(`${'k'.repeat(16)}${one}`)).toMatchObject(REFUSED);
  });
});
