import { describe, expect, it } from 'vitest';
import { wachtVoorLogin } from '../../../core/toegang/loginrem.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

describe('the wait before a login is tried', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 15 * SECOND_MS],
    [6, 30 * SECOND_MS],
    [7, MINUTE_MS],
    [10, 8 * MINUTE_MS],
    [11, 15 * MINUTE_MS],
    [1_000_000, 15 * MINUTE_MS],
  ])('after %s refused ones of the account is %s ms, and twice that in a controle', (vanAccount, ms) => {
    expect(wachtVoorLogin({ vanAccount, alle: vanAccount === 1_000_000 ? 99 : 0 }, 'verzoek')).toBe(ms);
    expect(wachtVoorLogin({ vanAccount, alle: 0 }, 'controle')).toBe(2 * ms);
  });

  it.each([
    [99, 0],
    [100, 15 * SECOND_MS],
    [119, 15 * SECOND_MS],
    [120, 30 * SECOND_MS],
    [1_000_000, 15 * MINUTE_MS],
  ])('after %s refused ones of all is %s ms', (alle, ms) => {
    expect(wachtVoorLogin({ vanAccount: 0, alle }, 'verzoek')).toBe(ms);
  });

  it('is the longer of the two', () => {
    expect(wachtVoorLogin({ vanAccount: 6, alle: 100 }, 'verzoek')).toBe(30 * SECOND_MS);
    expect(wachtVoorLogin({ vanAccount: 5, alle: 120 }, 'verzoek')).toBe(30 * SECOND_MS);
  });
});
