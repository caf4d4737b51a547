import { CsvError, parse } from 'csv-parse/sync';
import { Bulkaccount, MAX_WERKGEVERS } from '../../core/aanmelding/bulk.ts';
import type { Bulkrij } from '../../core/aanvraag/submit-bulk.ts';
import { checkFields, ONBEKEND_VELD, type Veldfout } from '../../core/invoer/probleem.ts';
import { problemOf } from './problems.ts';
import { invalidFields, type Parsed } from './request.ts';

const ACCOUNT_COLUMNS = [
  'salarisverwerker.bedrijfsnaam',
  'salarisverwerker.email',
  'nmbrs.gebruikersnaam',
  'nmbrs.apiToken',
  'nmbrs.domein',
] as const;
const ROW_COLUMNS = [
  'werkgever.bedrijfsnaam',
  'werkgever.raamwerkcontractnummer',
  'werkgever.loonheffingennummer',
  'nmbrs.bedrijfsnaam',
  'nmbrs.bedrijfsnummer',
  'dga',
  'verloning',
  'dertiendeMaand',
] as const;
/** Of the account too; behind the others, because both may be left out. */
const MACHTIGING_COLUMNS = ['machtiging.tekstversie', 'machtiging.namens'] as const;
/** The columns of a bulk file: the paths of the fields, so that a fault names the column. */
export const BULK_COLUMNS = [...ACCOUNT_COLUMNS, ...ROW_COLUMNS, ...MACHTIGING_COLUMNS];
const OPTIONAL_COLUMNS: readonly Column[] = ['nmbrs.bedrijfsnummer', ...MACHTIGING_COLUMNS];

type Column = (typeof BULK_COLUMNS)[number];
type Cells = ReadonlyMap<Column, string>;

/**
 * Reads a bulk file as Excel writes it: `;`, a comma or a tab between the columns, quotes where needed, a header row, and perhaps the line `sep=;` before
 * it. The account stands in the first row below the header; later rows leave it empty or repeat it. Rows are numbered as in Excel: the header is
 * row 1, and `sep=;` is not shown.
 */
export function parseBulkCsv(file: string): Parsed<{ account: Bulkaccount; rijen: readonly Bulkrij[] }> {
  const { text, separator } = withoutSepLine(file);
  const delimiter = delimiterOf(text, separator);
  if (delimiter === undefined) return faulty([{ veld: '', code: 'ontbreekt', tekst: NO_HEADER }]);
  const records = recordsOf(text, delimiter);
  if (!Array.isArray(records)) return { ok: false, problem: problemOf('geen-csv', records) };
  const [header = [], ...lines] = records;
  const columns = header.map((name) => columnNamed(name));
  const fouten = headerFaults(header, columns);
  if (fouten.length > 0) return faulty(fouten);

  const rows = lines
    .map((line, index) => ({ rij: index + 2, line, cells: cellsOf(columns, line) }))
    .filter(({ line }) => line.some((cell) => cell.trim() !== ''));
  const [first] = rows;
  if (first === undefined || rows.length > MAX_WERKGEVERS) {
    const tekst = `Zet 1 tot ${MAX_WERKGEVERS} werkgevers in het bestand, elk op een eigen regel onder de kolomnamen.`;
    return faulty([{ veld: '', code: first === undefined ? 'te-kort' : 'te-lang', tekst }]);
  }
  const account = checkFields(Bulkaccount, accountOf(first.cells));
  if (!account.ok) return faulty(account.fouten);
  const rijen = rows.map(({ rij, line, cells }): Bulkrij => {
    const wrong = [...differences(first.cells, cells), ...surplus(columns, line)];
    return { rij, invoer: werkgeverOf(cells), ...(wrong.length === 0 ? {} : { fouten: wrong }) };
  });
  return { ok: true, value: { account: account.value, rijen } };
}

const faulty = (fouten: readonly Veldfout[]) => ({ ok: false, problem: invalidFields(fouten) }) as const;

const NO_HEADER = `Op de eerste regel staat geen enkele kolomnaam die wij kennen. Zet daar de kolomnamen, met een puntkomma ertussen: ${BULK_COLUMNS.join(';')}.`;

/** Excel's own first line, which it does not show; other programs fill it up with empty cells. */
function withoutSepLine(file: string): { readonly text: string; readonly separator?: string } {
  const [line, separator] = /^\uFEFF?"?sep=([^\r\n"])"?[;,\t]*(?:\r\n|\n|\r)/i.exec(file) ?? [];
  return line === undefined ? { text: file } : { text: file.slice(line.length), ...(separator && { separator }) };
}

/** What stands between the columns: of what Excel writes, that by which most names of columns are known. `undefined`: by none is any. */
function delimiterOf(text: string, separator: string | undefined): string | undefined {
  const [header = ''] = text.split(/\r\n|\n|\r/, 1);
  const known = (delimiter: string) =>
    header.split(delimiter).filter((cell) => columnNamed(cell.replaceAll('"', '')) !== undefined).length;
  const candidates = [...(separator === undefined ? [] : [separator]), ';', ',', '\t'];
  const most = Math.max(...candidates.map(known));
  return most === 0 ? undefined : candidates.find((delimiter) => known(delimiter) === most);
}

/** The cells of the file, or what is wrong with it as a whole; the parser's own message quotes the file. */
function recordsOf(text: string, delimiter: string): string[][] | { detail?: string } {
  try {
    return parse(text, { delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (typeof error.lines !== 'number') return {};
    return { detail: `Het bestand is geen geldige CSV: bij regel ${error.lines} staat een aanhalingsteken verkeerd.` };
  }
}

const columnNamed = (name: string): Column | undefined =>
  BULK_COLUMNS.find((column) => column.toLowerCase() === name.trim().toLowerCase());

function headerFaults(header: readonly string[], columns: readonly (Column | undefined)[]): Veldfout[] {
  const missing = BULK_COLUMNS.filter((column) => !OPTIONAL_COLUMNS.includes(column) && !columns.includes(column));
  return [
    ...header.flatMap((name, index): Veldfout[] => {
      const column = columns[index];
      const veld = column ?? `kolom ${index + 1}`;
      if (column === undefined)
        return name.trim() === '' ? [] : [{ veld, code: 'onbekend-veld', tekst: unknownColumn(name.trim()) }];
      if (columns.indexOf(column) === index) return [];
      return [{ veld, code: 'dubbel-veld', tekst: 'Deze kolom staat er meer dan één keer in. Laat er één staan.' }];
    }),
    ...missing.map(
      (veld): Veldfout => ({
        veld,
        code: 'ontbreekt',
        tekst: 'Deze kolom ontbreekt. Zet de kolomnamen op de eerste regel, met ; ertussen.',
      }),
    ),
  ];
}

/** By its name, when it looks like one: a cell of a row that slipped into the header may be a token or a number of somebody. */
const unknownColumn = (name: string): string =>
  /^\p{L}[\p{L}\p{N} ._-]{0,39}$/u.test(name) && name.replace(/\P{N}/gu, '').length < 4
    ? `De kolom «${name}» kennen wij niet. Controleer de spelling of laat de kolom weg.`
    : ONBEKEND_VELD;

const cellsOf = (columns: readonly (Column | undefined)[], line: readonly string[]): Cells =>
  new Map(
    columns.flatMap((column, index): [Column, string][] => (column === undefined ? [] : [[column, line[index] ?? '']])),
  );

/** What a later row says otherwise about the account. */
const differences = (first: Cells, cells: Cells): Veldfout[] =>
  [...ACCOUNT_COLUMNS, ...MACHTIGING_COLUMNS]
    .filter((column) => !['', first.get(column)?.trim()].includes(cells.get(column)?.trim()))
    .map((veld) => ({
      veld,
      code: 'ongeldig',
      tekst: 'Dit is anders dan op de eerste regel. Eén bestand heeft één account; laat het hier leeg.',
    }));

/** Cells without a column: a `;` too many, and nobody knows which. */
const surplus = (columns: readonly unknown[], line: readonly string[]): Veldfout[] =>
  line.flatMap((cell, index) =>
    columns[index] !== undefined || cell.trim() === ''
      ? []
      : [
          {
            veld: `kolom ${index + 1}`,
            code: 'onbekend-veld',
            tekst: 'Deze regel heeft meer kolommen dan de eerste regel.',
          },
        ],
  );

const accountOf = (cells: Cells) => ({
  salarisverwerker: {
    bedrijfsnaam: cells.get('salarisverwerker.bedrijfsnaam'),
    email: cells.get('salarisverwerker.email'),
  },
  nmbrs: {
    gebruikersnaam: cells.get('nmbrs.gebruikersnaam'),
    apiToken: cells.get('nmbrs.apiToken'),
    domein: cells.get('nmbrs.domein'),
  },
  ...machtigingOf(cells),
});

/** Two empty cells are a machtiging that is left out. */
function machtigingOf(cells: Cells) {
  const [tekstversie, namens] = MACHTIGING_COLUMNS.map((column) => cells.get(column)?.trim() || undefined);
  if (tekstversie === undefined && namens === undefined) return {};
  return { machtiging: { tekstversie, ...(namens === undefined ? {} : { namens }) } };
}

function werkgeverOf(cells: Cells) {
  const bedrijfsnummer = cells.get('nmbrs.bedrijfsnummer')?.trim() || undefined;
  return {
    werkgever: {
      bedrijfsnaam: cells.get('werkgever.bedrijfsnaam'),
      raamwerkcontractnummer: cells.get('werkgever.raamwerkcontractnummer'),
      loonheffingennummer: cells.get('werkgever.loonheffingennummer'),
    },
    nmbrs: { bedrijfsnaam: cells.get('nmbrs.bedrijfsnaam'), bedrijfsnummer },
    dga: dgaOf(cells.get('dga') ?? ''),
    verloning: cells.get('verloning')?.trim().toLowerCase(),
    dertiendeMaand: yesOrNo(cells.get('dertiendeMaand') ?? ''),
  };
}

/** `naam:nummer|naam:nummer`; nothing for no DGA. */
const dgaOf = (cell: string) =>
  cell.trim() === ''
    ? []
    : cell.split('|').map((part) => {
        const colon = part.lastIndexOf(':');
        return colon < 0 ? { naam: part } : { naam: part.slice(0, colon), medewerkersnummer: part.slice(colon + 1) };
      });

// Excel turns TRUE and FALSE into the words of its own language.
const WORDS = new Map([
  ['ja', true],
  ['true', true],
  ['waar', true],
  ['nee', false],
  ['false', false],
  ['onwaar', false],
]);
const yesOrNo = (cell: string): boolean | string => WORDS.get(cell.trim().toLowerCase()) ?? cell;
