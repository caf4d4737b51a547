import { afterEach, describe, expect, it, vi } from 'vitest';
import { createIdentiteit } from '../../../adapters/node/identiteit.ts';
import { createSystemKlok } from '../../../adapters/node/klok.ts';

describe('the system klok', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('tells the time of the machine to the millisecond', () => {
    vi.useFakeTimers({ now: Date.parse('2026-12-10T04:42:07.089Z') });
    expect(createSystemKlok().now()).toBe('2026-12-10T04:42:07.089Z');
  });
});

describe('the system identiteit', () => {
  it('gives capabilities of 256 bits', () => {
    expect(Buffer.from(createIdentiteit().newCapability(), 'base64url')).toHaveLength(32);
  });
});
