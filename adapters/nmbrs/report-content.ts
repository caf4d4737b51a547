import type { RunId, WerknemerId } from '../../core/ids.ts';
import { Decimaal, type LooncodeRegel } from '../../core/nmbrs/gegevensset.ts';
import { type Collector, collectorOf } from './collector.ts';
import { toDecimaal } from './decimal.ts';
import { werknemerIdOf } from './readers/owner.ts';
import { intOf, itemsOf, partOf, required, textOf } from './soap/fields.ts';
import { Trouble, unreadable } from './soap/trouble.ts';
import { parseXml, type XmlElement } from './soap/xml.ts';

/** A line of the wage-code report with the employee it belongs to. */
export type RapportRegel = LooncodeRegel & { readonly werknemerId: WerknemerId };

/** Of which run the lines are, and of which wage codes they are kept. */
export interface WantedLines {
  readonly runId: RunId;
  readonly looncodes: readonly number[];
}

/** What a report says: the wanted lines, and which other codes occur. */
export interface Rapportinhoud {
  readonly regels: readonly RapportRegel[];
  readonly overige: readonly number[];
}

/**
 * The wage-code report is an XML document as text inside the answer. It may start with a byte order mark, declare utf-16
 * though it is plain text, be escaped once more, or be empty (no data). Throws `Trouble` when it cannot be read whole.
 */
export function readLooncodeRegels(content: string, wanted: WantedLines): Rapportinhoud {
  const document = withoutMark(content);
  if (document === '') return { regels: [], overige: [] };
  return parseReport(document, wanted);
}

function collectRegels({ runId, looncodes }: WantedLines): Collector<Rapportinhoud> {
  const regels: RapportRegel[] = [];
  const overige = new Set<number>();
  return collectorOf({
    list: 'reports',
    items: ['report'],
    read: (report) => {
      const werknemerId = werknemerIdOf(report, 'employeeid');
      const lines = itemsOf(partOf(report, 'lines'), 'line');
      const kept = lines.filter((line) => looncodes.includes(codeOf(line)));
      for (const line of lines) if (!looncodes.includes(codeOf(line))) overige.add(codeOf(line));
      const own = kept.map((line) => ({ ...readRegel(line, runId), werknemerId }));
      for (const regel of own) regels.push(regel);
      return own;
    },
    result: () => ({ regels, overige: [...overige].sort((a, b) => a - b) }),
  });
}

const codeOf = (line: XmlElement): number => required(intOf(line, 'code'), 'code');

const readRegel = (line: XmlElement, runId: RunId): LooncodeRegel => ({
  runId,
  code: codeOf(line),
  omschrijving: textOf(line, 'description') ?? '',
  waarde: amountOf(textOf(line, 'value')),
});

const NOTHING = Decimaal.parse('0');

/** `12.5`, `12,5`, `1.234,56`; `-` and empty stand for nothing. */
function amountOf(text: string | undefined): Decimaal {
  if (text === undefined || text === '-') return NOTHING;
  const isDutch = /^[+-]?\d{1,3}(?:\.\d{3})*,\d+$/.test(text);
  const amount = toDecimaal(isDutch ? text.replaceAll('.', '').replace(',', '.') : text.replace(',', '.'));
  if (amount === undefined) throw unreadable('value is not an amount');
  return amount;
}

const withoutMark = (text: string): string => text.replace(/^[\s\ufeff]+/, '').trimEnd();

/** Escaped once more: all of it, or only the angle brackets. */
function parseReport(document: string, wanted: WantedLines): Rapportinhoud {
  if (!document.startsWith('&lt;')) return regelsIn(document, wanted);
  const once = withoutMark(unescaped(document, ESCAPES));
  try {
    return regelsIn(once, wanted);
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    return regelsIn(withoutMark(unescaped(document, BRACKETS)), wanted);
  }
}

function regelsIn(document: string, wanted: WantedLines): Rapportinhoud {
  const collector = collectRegels(wanted);
  const reports = parseXml(document, { ...collector, isRoot: true });
  if (reports.name !== 'reports') throw unreadable('the report does not start with reports');
  itemsOf(reports, '');
  return collector.result();
}

const BRACKETS: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
]);
const ESCAPES: ReadonlyMap<string, string> = new Map([...BRACKETS, ['&quot;', '"'], ['&apos;', "'"], ['&amp;', '&']]);

const unescaped = (text: string, escapes: ReadonlyMap<string, string>): string =>
  text.replace(/&(?:lt|gt|quot|apos|amp);/g, (found) => escapes.get(found) ?? found);
