import { describe, expect, it } from 'vitest';
import { BULK_COLUMNS, parseBulkCsv } from '../../../adapters/lambda/bulk-csv.ts';
import { Bulkwerkgever } from '../../../core/aanmelding/bulk.ts';
import { HUIDIGE_TEKSTVERSIE } from '../../../core/aanmelding/machtiging.ts';
import { TOKEN } from '../../core/aanmeldformulier.ts';
import { ACCOUNT, bulkCsv, bulkwerkgever } from '../../core/bulk.ts';

function readOf(text: string) {
  const parsed = parseBulkCsv(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.value;
}

function problemOf(text: string) {
  const parsed = parseBulkCsv(text);
  if (parsed.ok) throw new Error('the file was accepted');
  return parsed.problem;
}

const HEADER = BULK_COLUMNS.join(';');
const ACCOUNT_CELLS = `Kantoor Duinzicht;salaris@duinzicht.example;api@duinzicht.example;${TOKEN};duinzicht`;
const ROW = 'Bakkerij Zonnedauw;RC-50001;123456782L01;Bakkerij  Zonnedauw B.V.;;;maandelijks;nee';
const file = (...rows: readonly string[]) => [HEADER, ...rows, ''].join('\r\n');
const first = (row: string) => readOf(file(`${ACCOUNT_CELLS};${row}`)).rijen[0];
const werkgeverOf = (row: string) => Bulkwerkgever.parse(first(row)?.invoer);

describe('a bulk file', () => {
  it('has the columns that the documentation names', () => {
    expect(HEADER).toBe(
      'salarisverwerker.bedrijfsnaam;salarisverwerker.email;nmbrs.gebruikersnaam;nmbrs.apiToken;nmbrs.domein;werkgever.bedrijfsnaam;werkgever.raamwerkcontractnummer;werkgever.loonheffingennummer;nmbrs.bedrijfsnaam;nmbrs.bedrijfsnummer;dga;verloning;dertiendeMaand;machtiging.tekstversie;machtiging.namens',
    );
  });

  it('is the same as the JSON of these werkgevers', () => {
    const { account, rijen } = readOf(bulkCsv(3));
    expect(account).toEqual(ACCOUNT);
    expect(rijen.map(({ rij }) => rij)).toEqual([2, 3, 4]);
    expect(rijen.map(({ invoer }) => Bulkwerkgever.parse(invoer))).toEqual([1, 2, 3].map(bulkwerkgever));
  });

  it.each([
    ['line feeds only', (text: string) => text.replaceAll('\r\n', '\n')],
    ['carriage returns only', (text: string) => text.replaceAll('\r\n', '\r')],
    ['no end to its last line', (text: string) => text.trimEnd()],
    ['capitals in its header', (text: string) => text.replace('dertiendeMaand', 'DERTIENDEMAAND')],
    ['every cell in quotes', (text: string) => text.replace(/[^;\r\n]+/g, '"$&"')],
    ['the account on every row', (text: string) => text.replace(/^;;;;;/gm, `${ACCOUNT_CELLS};`)],
    ['empty columns behind', (text: string) => text.replaceAll('\r\n', ';;\r\n')],
    ['commas between its columns', (text: string) => text.replaceAll(';', ',')],
    ['tabs between its columns', (text: string) => text.replaceAll(';', '\t')],
    ['the first line sep=;', (text: string) => `sep=;\r\n${text}`],
    ['the first line SEP=; of another program', (text: string) => `"SEP=;";;;;;\n${text}`],
    ['a first line sep= that says otherwise', (text: string) => `sep=,\r\n${text}`],
    ['sep=, and commas', (text: string) => `sep=,\r\n${text.replaceAll(';', ',')}`],
    ['sep=| and what it says', (text: string) => `sep=|\r${text.replaceAll(';', '|')}`],
  ])('may have %s', (_name, change) => {
    expect(readOf(change(bulkCsv(3)))).toEqual(readOf(bulkCsv(3)));
  });

  it('may have its columns in any order, and leave out the company number', () => {
    const shuffled = `dertiendeMaand;${BULK_COLUMNS.filter((one) => !['dertiendeMaand', 'nmbrs.bedrijfsnummer'].includes(one)).join(';')}`;
    const row = `ja;${ACCOUNT_CELLS};Bakkerij Zonnedauw;RC-50001;123456782L01;Bakkerij;;maandelijks`;
    expect(readOf(`${shuffled}\n${row}`).rijen[0]?.invoer).toMatchObject({ dertiendeMaand: true, dga: [] });
  });

  it('numbers its rows as Excel does, which does not show sep=', () => {
    const { rijen } = readOf(`sep=;\r\n${file(`${ACCOUNT_CELLS};${ROW}`, `;;;;;${ROW}`)}`);
    expect(rijen.map(({ rij }) => rij)).toEqual([2, 3]);
  });

  it('keeps what stands in quotes, also the sign that parts the columns', () => {
    const row = 'Zon,RC-50001,123456782L01,"Zon, Maan; en Ster",,,maandelijks,nee';
    const { rijen } = readOf(`${HEADER.replaceAll(';', ',')}\n${ACCOUNT_CELLS.replaceAll(';', ',')},${row}`);
    expect(Bulkwerkgever.parse(rijen[0]?.invoer).nmbrs.bedrijfsnaam).toBe('Zon, Maan; en Ster');
  });

  it('numbers its rows as Excel does, past rows that are empty', () => {
    const { rijen } = readOf(file(`${ACCOUNT_CELLS};${ROW}`, ';;;;;;;;;;;;', '', `;;;;;${ROW}`));
    expect(rijen.map(({ rij }) => rij)).toEqual([2, 5]);
  });

  it('keeps the name in Nmbrs byte for byte, with what Excel puts in quotes', () => {
    const row = 'Zon;RC-50001;123456782L01;" Jansen; ""De Zon"" ,B.V. ";;;maandelijks;nee';
    expect(werkgeverOf(row).nmbrs.bedrijfsnaam).toBe(' Jansen; "De Zon" ,B.V. ');
  });

  it('reads DGAs as name and number', () => {
    const row = 'Zon;RC-50001;123456782L01;Zon;;Wolkje Zonnedauw:7|van der Ster: Luna : 0012;vierwekelijks;ja';
    expect(werkgeverOf(row).dga).toEqual([
      { naam: 'Wolkje Zonnedauw', medewerkersnummer: '7' },
      { naam: 'van der Ster: Luna', medewerkersnummer: '0012' },
    ]);
  });

  it.each([
    ['ja', true],
    ['WAAR', true],
    [' True ', true],
    ['nee', false],
    ['ONWAAR', false],
    ['false', false],
  ])('reads %s as %s', (word, expected) => {
    expect(werkgeverOf(ROW.replace(/nee$/, word)).dertiendeMaand).toBe(expected);
  });

  it('leaves what is no answer for the row to be refused', () => {
    expect(Bulkwerkgever.safeParse(first(ROW.replace(/nee$/, 'misschien'))?.invoer).success).toBe(false);
  });
});

describe('the machtiging of a bulk file', () => {
  const declared = (cells: string) => readOf(file(`${ACCOUNT_CELLS};${ROW};${cells}`)).account.machtiging;

  it.each([
    ['the version alone', `${HUIDIGE_TEKSTVERSIE};`, { tekstversie: HUIDIGE_TEKSTVERSIE }],
    [
      'the version and who declares it',
      ` ${HUIDIGE_TEKSTVERSIE} ; Luna Ster `,
      { tekstversie: HUIDIGE_TEKSTVERSIE, namens: 'Luna Ster' },
    ],
    ['nothing', ';', undefined],
  ])('is that of its account: %s', (_name, cells, machtiging) => {
    expect(declared(cells)).toEqual(machtiging);
  });

  it('is left out with its columns by a file as it always was', () => {
    expect(bulkCsv(1)).not.toContain('machtiging');
    expect(readOf(bulkCsv(1)).account).not.toHaveProperty('machtiging');
  });

  it.each([
    ['another version than there is', '2020-01-01;', 'niet-toegestaan'],
    ['a name and no version', ';Luna Ster', 'ontbreekt'],
  ])('names its column: %s', (_name, cells, code) => {
    const problem = problemOf(file(`${ACCOUNT_CELLS};${ROW};${cells}`));
    expect(problem.fouten).toMatchObject([
      { veld: 'machtiging.tekstversie', code, tekst: expect.stringContaining(HUIDIGE_TEKSTVERSIE) },
    ]);
  });

  it('is one for all rows: a row with another is refused on its own', () => {
    const cells = `${HUIDIGE_TEKSTVERSIE};Luna Ster`;
    const { rijen } = readOf(file(`${ACCOUNT_CELLS};${ROW};${cells}`, `;;;;;${ROW};;Wolkje`, `;;;;;${ROW};${cells}`));
    expect(rijen.map(({ fouten }) => fouten?.map(({ veld, code }) => [veld, code]))).toEqual([
      undefined,
      [['machtiging.namens', 'ongeldig']],
      undefined,
    ]);
  });
});

describe('a bulk file that cannot be read', () => {
  it.each([
    ['a column that is missing', HEADER.replace(';dga', ''), [['dga', 'ontbreekt']]],
    ['a column that nobody knows', `${HEADER};bsn`, [['kolom 16', 'onbekend-veld']]],
    ['a column twice', `${HEADER};dga`, [['dga', 'dubbel-veld']]],
  ])('has %s', (_name, header, faults) => {
    const problem = problemOf(`${header}\n${ACCOUNT_CELLS};${ROW}`);
    expect(problem).toMatchObject({ status: 400, code: 'ongeldige-gegevens' });
    expect(problem.fouten?.map(({ veld, code }) => [veld, code])).toEqual(faults);
  });

  it.each([
    ['no header', `${ACCOUNT_CELLS};${ROW}`],
    ['names between which nothing stands', HEADER.replaceAll(';', ' ')],
    ['a letter instead of a table', 'Beste a.s.r.,\r\nHierbij onze werkgevers.'],
    ['nothing at all', ''],
    ['sep=; and no more', 'sep=;\r\n'],
  ])('is told in one sentence that it has %s', (_name, text) => {
    const problem = problemOf(text);
    expect(problem.fouten).toMatchObject([{ veld: '', code: 'ontbreekt', tekst: expect.stringContaining(HEADER) }]);
    expect(JSON.stringify(problem)).not.toMatch(new RegExp(`${TOKEN}|Duinzicht`));
  });

  it.each([
    ['bsn', 'De kolom «bsn» kennen wij niet. Controleer de spelling of laat de kolom weg.'],
    [
      'werkgever.loonheffingsnr',
      'De kolom «werkgever.loonheffingsnr» kennen wij niet. Controleer de spelling of laat de kolom weg.',
    ],
    [' E-mail 2 ', 'De kolom «E-mail 2» kennen wij niet. Controleer de spelling of laat de kolom weg.'],
    [TOKEN, 'Dit veld kennen wij niet. Controleer de spelling of laat het weg.'],
    ['a999999990', 'Dit veld kennen wij niet. Controleer de spelling of laat het weg.'],
    ['<b>', 'Dit veld kennen wij niet. Controleer de spelling of laat het weg.'],
  ])('names the column that nobody knows, when it is the name of one: %s', (column, tekst) => {
    const problem = problemOf(`${HEADER};${column}\n${ACCOUNT_CELLS};${ROW}`);
    expect(problem.fouten).toEqual([{ veld: 'kolom 16', code: 'onbekend-veld', tekst }]);
  });

  it('has one column misspelt: it is named, and the one that is missing', () => {
    const problem = problemOf(`${HEADER.replace('verloning', 'verlonning')}\n${ACCOUNT_CELLS};${ROW}`);
    expect(problem.fouten).toMatchObject([
      { veld: 'kolom 12', tekst: expect.stringContaining('«verlonning»') },
      { veld: 'verloning', code: 'ontbreekt' },
    ]);
  });

  it.each([
    ['no rows', file(), 'te-kort'],
    ['no rows but empty ones', file(';;;;', ''), 'te-kort'],
    ['more than 500 rows', file(`${ACCOUNT_CELLS};${ROW}`, ...Array(500).fill(`;;;;;${ROW}`)), 'te-lang'],
  ])('has %s', (_name, text, code) => {
    expect(problemOf(text).fouten).toMatchObject([{ veld: '', code }]);
  });

  it('has a fault in its account', () => {
    const text = file(`${ACCOUNT_CELLS.replace('duinzicht.example', '')};${ROW}`);
    expect(problemOf(text).fouten).toMatchObject([{ veld: 'salarisverwerker.email', code: 'ongeldig' }]);
  });

  it.each([
    ['a quote that is never closed', file(`"${ACCOUNT_CELLS};${ROW}`)],
    ['a quote in the middle', file(`${ACCOUNT_CELLS};${ROW}`, `;;;;;Zon"${TOKEN};${ROW}`)],
  ])('has %s, and its content is not repeated', (_name, text) => {
    const problem = problemOf(text);
    expect(problem).toMatchObject({ status: 400, code: 'geen-csv', detail: expect.stringMatching(/regel \d+/) });
    expect(JSON.stringify(problem)).not.toMatch(new RegExp(`${TOKEN}|Duinzicht`));
  });
});

describe('a row of a bulk file', () => {
  it('that names another account is refused on its own', () => {
    const { rijen } = readOf(file(`${ACCOUNT_CELLS};${ROW}`, `;;;;een-ander;${ROW}`, `;;;;duinzicht;${ROW}`));
    expect(rijen.map(({ fouten }) => fouten?.map(({ veld, code }) => [veld, code]))).toEqual([
      undefined,
      [['nmbrs.domein', 'ongeldig']],
      undefined,
    ]);
  });

  it('with a cell too many is refused, because the cells may have moved', () => {
    expect(readOf(file(`${ACCOUNT_CELLS};${ROW};;;nog iets`)).rijen[0]?.fouten).toMatchObject([
      { veld: 'kolom 16', code: 'onbekend-veld' },
    ]);
  });

  it('that ends early lacks its last fields', () => {
    const { rijen } = readOf(file(`${ACCOUNT_CELLS};Bakkerij Zonnedauw;RC-50001`));
    expect(Bulkwerkgever.safeParse(rijen[0]?.invoer).success).toBe(false);
  });
});
