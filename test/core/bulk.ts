import { GOOD_FORM } from './aanmeldformulier.ts';

const { salarisverwerker, nmbrs, werkgever, dga, verloning, dertiendeMaand } = GOOD_FORM;
const { bedrijfsnaam, ...account } = nmbrs;

/** What all werkgevers of the example share. */
export const ACCOUNT = { salarisverwerker, nmbrs: account };

/** The n-th werkgever of the example: another contract each. */
export const bulkwerkgever = (n: number) => ({
  werkgever: { ...werkgever, raamwerkcontractnummer: `RC-${50_000 + n}` },
  nmbrs: { bedrijfsnaam },
  dga,
  verloning,
  dertiendeMaand,
});

/** A body of `POST /aanmeldingen/bulk` in which all is well. */
export const bulkformulier = (count: number) => ({
  account: ACCOUNT,
  werkgevers: Array.from({ length: count }, (_, index) => bulkwerkgever(index + 1)),
});

const HEADER = [
  'salarisverwerker.bedrijfsnaam',
  'salarisverwerker.email',
  'nmbrs.gebruikersnaam',
  'nmbrs.apiToken',
  'nmbrs.domein',
  'werkgever.bedrijfsnaam',
  'werkgever.raamwerkcontractnummer',
  'werkgever.loonheffingennummer',
  'nmbrs.bedrijfsnaam',
  'nmbrs.bedrijfsnummer',
  'dga',
  'verloning',
  'dertiendeMaand',
];

/** As Excel writes a cell. */
const cellOf = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csvOf = (lines: readonly (readonly string[])[]): string =>
  lines.map((line) => `${line.map(cellOf).join(';')}\r\n`).join('');

/** The same as a file of Excel, without its byte order mark. */
export function bulkCsv(count: number): string {
  const accountCells = [
    salarisverwerker.bedrijfsnaam,
    salarisverwerker.email,
    account.gebruikersnaam,
    account.apiToken,
    account.domein,
  ];
  const rows = Array.from({ length: count }, (_, index) => {
    const one = bulkwerkgever(index + 1);
    return [
      ...(index === 0 ? accountCells : ['', '', '', '', '']),
      one.werkgever.bedrijfsnaam,
      one.werkgever.raamwerkcontractnummer,
      one.werkgever.loonheffingennummer,
      one.nmbrs.bedrijfsnaam,
      '',
      one.dga.map(({ naam, medewerkersnummer }) => `${naam}:${medewerkersnummer}`).join('|'),
      one.verloning,
      'nee',
    ];
  });
  return csvOf([HEADER, ...rows]);
}
