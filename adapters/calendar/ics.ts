import type { Agendapunt } from '../../core/domain/bericht.ts';
import { addDays } from '../../core/domain/tijd.ts';

const LINE_OCTETS = 75;

/** A calendar file (RFC 5545) with one whole day in it, that does not show its reader as busy. */
export const renderAgenda = ({ kenmerk, gemaakt, datum, titel, omschrijving }: Agendapunt): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//a.s.r.//salariskoppeling//NL',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escapeText(kenmerk)}@salariskoppeling`,
    `DTSTAMP:${gemaakt.slice(0, 19).replace(/[-:]/g, '')}Z`,
    `DTSTART;VALUE=DATE:${datum.replaceAll('-', '')}`,
    // The day on which it is over: the one after.
    `DTEND;VALUE=DATE:${addDays(datum, 1).replaceAll('-', '')}`,
    `SUMMARY:${escapeText(titel)}`,
    `DESCRIPTION:${escapeText(omschrijving)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join('');

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
