import { describe, expect, it } from 'vitest';
import { BedrijfId } from '../../../core/ids.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { truthOf, type Werkgever } from '../../../local/simulatie/office.ts';

const werkgever: Werkgever = {
  bedrijfId: BedrijfId.parse(4400),
  naam: 'Werkgever 1',
  mensen: [{ werknemerId: 1, since: 0 }],
  verdwenen: [{ werknemerId: 2, gone: 500 }],
  edits: 0,
};
const truthSince = (startedAt: number) => truthOf(werkgever, tijdvakOf('maandelijks', 2028, 10), startedAt, 1000);

describe('who may be in a data set', () => {
  it('is also who vanished from Nmbrs while it was made', () => {
    expect(truthSince(499)).toEqual({ must: new Set([1]), may: new Set([1, 2]) });
  });

  it('is nobody who had vanished before', () => {
    expect(truthSince(500)).toEqual({ must: new Set([1]), may: new Set([1]) });
  });
});
