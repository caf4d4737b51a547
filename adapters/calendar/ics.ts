import type { Agendapunt } from '../../core/berichten/bericht.ts';
import { addDays } from '../../core/kalender/tijd.ts';

const LINE_OCTETS = 75;

/** At nine in the morning of a day, by the clock of whoever has it in the calendar. */
const ALARM = 'TRIGGER:PT9H';

/** A calendar file (RFC 5545) of whole days that do not show their reader as busy; each rings at nine. `organizer`: who publishes it. */
export const renderAgenda = (punten: readonly Agendapunt[], organizer: string): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//a.s.r.//salariskoppeling//NL',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...punten.flatMap((punt) => linesOf(punt, organizer)),
    'END:VCALENDAR',
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join('');

const linesOf = ({ kenmerk, gemaakt, datum, titel, omschrijving }: Agendapunt, organizer: string): string[] => [
  'BEGIN:VEVENT',
  `UID:${escapeText(kenmerk)}@salariskoppeling`,
  `DTSTAMP:${gemaakt.slice(0, 19).replace(/[-:]/g, '')}Z`,
  `ORGANIZER;CN=a.s.r. Salariskoppeling:mailto:${organizer}`,
  `DTSTART;VALUE=DATE:${datum.replaceAll('-', '')}`,
  // The day on which it is over: the one after.
  `DTEND;VALUE=DATE:${addDays(datum, 1).replaceAll('-', '')}`,
  `SUMMARY:${escapeText(titel)}`,
  `DESCRIPTION:${escapeText(omschrijving)}`,
  'TRANSP:TRANSPARENT',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escapeText(titel)}`,
  ALARM,
  'END:VALARM',
  'END:VEVENT',
];

/** What comes from outside cannot begin a line of its own. */
const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (char) => `\\${char}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');

/** Breaks a line so that none has more than 75 octets, never within a character. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const char of line) {
    if (Buffer.byteLength(current + char) > LINE_OCTETS) {
      lines.push(current);
      current = ' ';
    }
    current += char;
  }
  return [...lines, current].join('\r\n');
}
