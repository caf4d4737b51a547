import { describe, expect, it } from 'vitest';
import { renderAgenda } from '../../../adapters/calendar/ics.ts';
import type { Agendapunt } from '../../../core/domain/bericht.ts';
import { Datum, Tijdstip } from '../../../core/domain/tijd.ts';

const PUNT: Agendapunt = {
  kenmerk: 'aan-00000000-0000-4000-8000-000000000001',
  gemaakt: Tijdstip.parse('2026-11-24T09:00:00.000Z'),
  datum: Datum.parse('2026-12-31'),
  titel: 'Eerste uitwisseling',
  omschrijving: 'Vergrendel de run.',
};

const lines = (over: Partial<Agendapunt> = {}) => renderAgenda({ ...PUNT, ...over }).split('\r\n');
/** A folded line continues on the next with a blank. */
const unfolded = (over: Partial<Agendapunt> = {}) =>
  renderAgenda({ ...PUNT, ...over })
    .replaceAll('\r\n ', '')
    .split('\r\n');

describe('the day for the calendar', () => {
  it('is a whole day, over at the next one, that keeps nobody busy', () => {
    expect(lines()).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//a.s.r.//salariskoppeling//NL',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:aan-00000000-0000-4000-8000-000000000001@salariskoppeling',
      'DTSTAMP:20261124T090000Z',
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'SUMMARY:Eerste uitwisseling',
      'DESCRIPTION:Vergrendel de run.',
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('lets no name begin a line of its own', () => {
    const titel = 'Bakker\r\nATTENDEE:mailto:x@elders.example\nBEGIN:VALARM\rX';
    const made = unfolded({ titel });
    expect(made).toHaveLength(16);
    expect(made[10]).toBe('SUMMARY:Bakker\\nATTENDEE:mailto:x@elders.example\\nBEGIN:VALARM\\nX');
  });

  it('writes the signs of the format as text', () => {
    expect(unfolded({ titel: 'Jansen; Zn, \\ B.V.' })[10]).toBe('SUMMARY:Jansen\\; Zn\\, \\\\ B.V.');
  });

  it('has no line of more than 75 octets, and breaks no character', () => {
    const titel = 'Bäckerij 🥐 Zonnedauw '.repeat(20);
    const made = lines({ titel });
    expect(made.length).toBeGreaterThan(20);
    expect(made.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(unfolded({ titel })[10]).toBe(`SUMMARY:${titel}`);
  });
});
