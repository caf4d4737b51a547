import { describe, expect, it } from 'vitest';
import { spread } from './spread.ts';

describe('test files that are spread among others', () => {
  it.each([
    { some: 'ab', others: '1234', together: 'a12b34' },
    { some: 'abc', others: '12345', together: 'a12b3c45' },
    { some: 'abc', others: '1', together: 'ab1c' },
    { some: 'a', others: '', together: 'a' },
    { some: '', others: '12', together: '12' },
  ])('$some among $others', ({ some, others, together }) => {
    expect(spread([...some], [...others]).join('')).toBe(together);
  });
});
