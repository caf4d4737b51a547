import { describe, expect, it } from 'vitest';
import { renderAgenda } from '../../../adapters/calendar/ics.ts';
import type { Agendapunt } from '../../../core/berichten/bericht.ts';
import { Datum, Tijdstip } from '../../../core/kalender/tijd.ts';

const PUNT: Agendapunt = {
  kenmerk: 'aan-00000000-0000-4000-8000-000000000001',
  gemaakt: Tijdstip.parse('2026-11-24T09:00:00.000Z'),
  datum: Datum.parse('2026-12-31'),
  titel: 'Eerste uitwisseling',
  omschrijving: 'Vergrendel de run.',
};

const ORGANIZER = 'koppeling@asr.example';

const lines = (over: Partial<Agendapunt> = {}) => renderAgenda([{ ...PUNT, ...over }], ORGANIZER).split('\r\n');
/** A folded line continues on the next with a blank. */
const unfolded = (over: Partial<Agendapunt> = {}) =>
  renderAgenda([{ ...PUNT, ...over }], ORGANIZER)
    .replaceAll('\r\n ', '')
    .split('\r\n');

describe('the day for the calendar', () => {
  it('is a whole day, over at the next one, that keeps nobody busy and rings at nine', () => {
    expect(lines()).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//a.s.r.//salariskoppeling//NL',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:aan-00000000-0000-4000-8000-000000000001@salariskoppeling',
      'DTSTAMP:20261124T090000Z',
      'ORGANIZER;CN=a.s.r. Salariskoppeling:mailto:koppeling@asr.example',
      'DTSTART;VALUE=DATE:20261231',
      'DTEND;VALUE=DATE:20270101',
      'SUMMARY:Eerste uitwisseling',
      'DESCRIPTION:Vergrendel de run.',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Eerste uitwisseling',
      'TRIGGER:PT9H',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('can be several in one file, each with an id of its own', () => {
    const other = { ...PUNT, kenmerk: 'aan-2', datum: Datum.parse('2027-01-08') };
    const made = renderAgenda([PUNT, other], ORGANIZER).split('\r\n');
    expect(
      made.filter((line) => line === 'BEGIN:VCALENDAR' || line.startsWith('UID') || line.startsWith('DTSTART')),
    ).toEqual([
      'BEGIN:VCALENDAR',
      'UID:aan-00000000-0000-4000-8000-000000000001@salariskoppeling',
      'DTSTART;VALUE=DATE:20261231',
      'UID:aan-2@salariskoppeling',
      'DTSTART;VALUE=DATE:20270108',
    ]);
  });

  it('lets no name begin a line of its own', () => {
    const titel = 'Bakker\r\nATTENDEE:mailto:x@elders.example\nBEGIN:VALARM\rX';
    const made = unfolded({ titel });
    expect(made).toHaveLength(22);
    expect(made[11]).toBe('SUMMARY:Bakker\\nATTENDEE:mailto:x@elders.example\\nBEGIN:VALARM\\nX');
  });

  it('writes the signs of the format as text', () => {
    expect(unfolded({ titel: 'Jansen; Zn, \\ B.V.' })[11]).toBe('SUMMARY:Jansen\\; Zn\\, \\\\ B.V.');
  });

  it('has no line of more than 75 octets, and breaks no character', () => {
    const titel = 'Bäckerij 🥐 Zonnedauw '.repeat(20);
    const made = lines({ titel });
    expect(made.length).toBeGreaterThan(20);
    expect(made.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(unfolded({ titel })[11]).toBe(`SUMMARY:${titel}`);
  });
});
