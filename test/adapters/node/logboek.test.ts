import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogboek } from '../../../adapters/node/logboek.ts';

let written: string[] = [];

beforeEach(() => {
  written = [];
  vi.useFakeTimers({ now: new Date('2027-01-04T09:30:00.000Z') });
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('an entry is one line: its level, sentence, moment, function and code, and what it carries', () => {
  createLogboek('submit-aanmelding').info('http.beantwoord', { statusCode: 202 });
  expect(written).toEqual([
    '{"level":"INFO","message":"An HTTP request was answered","timestamp":"2027-01-04T09:30:00.000Z",' +
      '"service":"submit-aanmelding","code":"http.beantwoord","statusCode":202}\n',
  ]);
});

test('an error differs by its level, and carries nothing that was not given', () => {
  createLogboek('fetch-deel').error('deel.mislukt');
  expect(written.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'ERROR',
      message: 'A part of an exchange failed',
      timestamp: '2027-01-04T09:30:00.000Z',
      service: 'fetch-deel',
      code: 'deel.mislukt',
    },
  ]);
});

test('a line break in a field does not end the line', () => {
  createLogboek('submit-aanmelding').info('http.beantwoord', { uitkomst: 'een\ntwee' });
  expect(written.join('').split('\n')).toHaveLength(2);
});
