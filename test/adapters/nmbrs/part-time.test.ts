import { describe, expect, test } from 'vitest';
import { roosterIn } from '../../../adapters/nmbrs/readers/work.ts';
import { parseXml } from '../../../adapters/nmbrs/soap/xml.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const hours = (suffix: string, perDay: number): string =>
  DAYS.map((day) => `<Hours${day}${suffix}>${perDay}</Hours${day}${suffix}>`).join('');
const schedule = (
  parttime: string,
  [first, second]: readonly [number, number] = [1, 0],
): ReturnType<typeof roosterIn> =>
  roosterIn(
    parseXml(
      `<Schedule><StartDate>2020-01-01T00:00:00</StartDate><ParttimePercentage>${parttime}</ParttimePercentage>${hours('', first)}${hours('2', second)}</Schedule>`,
    ),
  );

describe('the part-time figure', () => {
  test.each([
    ['1', '1'],
    ['0.80', '0.8'],
    ['1.5', '1.5'],
    ['1.5001', '0.015001'],
    ['2', '0.02'],
    ['10', '0.1'],
    ['15', '0.15'],
    ['15.01', '0.1501'],
    ['80', '0.8'],
    ['100.00', '1'],
    ['0', '0'],
  ])('%s is a factor of %s', (parttime, factor) => {
    expect(schedule(parttime)?.deeltijdfactor).toBe(factor);
  });
});

describe('the hours of a week', () => {
  test.each([
    [[8, 0], '56'],
    [[8, 4], '42'],
    [[0, 8], '28'],
  ] as const)('of %j a day in two weeks are %s', (perDay, expected) => {
    expect(schedule('1', perDay)?.urenPerWeek).toBe(expected);
  });
});
