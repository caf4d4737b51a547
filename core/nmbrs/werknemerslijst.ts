import { type Dekkingsprofiel, type Gegevensgroep, groepenFor, needsLooncodes } from './dekkingsprofiel.ts';
import type { Adres, Contract, Dienstverband, Looncomponent, Uren, Werknemer } from './gegevensset.ts';
import { nuVan } from './peil.ts';

/** A value of the sheet: a text may be anything that somebody typed; figures and dates are checked and need no guard. */
type Cel = string | undefined | { readonly gecontroleerd: string | undefined };

interface Kolom {
  readonly kop: string;
  readonly cel: (werknemer: Werknemer) => Cel;
}

const komma = (decimaal: string): string => decimaal.replace('.', ',');
const getal = (value: string | number | undefined): Cel => ({
  gecontroleerd: value === undefined ? undefined : komma(String(value)),
});
const datum = (value: string | undefined): Cel => ({ gecontroleerd: value });
const jaNee = (value: boolean | undefined): Cel => (value === undefined ? undefined : value ? 'ja' : 'nee');

/** A BSN is as it is, without an apostrophe; what somebody typed in its place is a text like any other. */
const negenCijfers = (bsn: string | undefined): Cel =>
  bsn !== undefined && /^\d{9}$/.test(bsn) ? { gecontroleerd: bsn } : bsn;

const latest = <T extends Pick<Dienstverband, 'begin'>>(rows: readonly T[] = []): T | undefined =>
  rows.toSorted((a, b) => ((a.begin ?? '') < (b.begin ?? '') ? -1 : 1)).at(-1);
const contractOf = ({ contracten }: Werknemer): Contract | undefined => latest(contracten);
const dienstverbandOf = ({ dienstverbanden }: Werknemer): Dienstverband | undefined => latest(dienstverbanden);
const woonadresOf = ({ adressen }: Werknemer): Adres | undefined =>
  adressen?.find(({ soort }) => soort === 'woonadres') ?? adressen?.[0];

const together = (parts: readonly (string | undefined)[], between: string): string =>
  parts.filter((part) => part !== undefined && part !== '').join(between);
const componenten = (rows: readonly Looncomponent[] = []): Cel => ({
  gecontroleerd: together(
    rows.map(({ code, waarde }) => `${code}=${komma(waarde)}`),
    ' | ',
  ),
});

const uren = (rows: readonly Uren[] = []): Cel => componenten(rows.map(({ code, uren: waarde }) => ({ code, waarde })));

/** The groups that are not of the period of the set, each with the period in which Nmbrs was. */
const vanNu = ({ peil }: Werknemer): string =>
  together(
    Object.entries(peil).flatMap(([veld, one]) => {
      const nu = one === undefined ? undefined : nuVan(one);
      return nu === undefined ? [] : [`${veld} ${nu}`];
    }),
    ' | ',
  );

const VAST: readonly Kolom[] = [
  { kop: 'werknemer-id', cel: ({ werknemerId }) => getal(werknemerId) },
  { kop: 'personeelsnummer', cel: ({ personeelsnummer }) => personeelsnummer },
  { kop: 'dga', cel: ({ dga }) => jaNee(dga) },
  { kop: 'in dienst', cel: (werknemer) => datum(dienstverbandOf(werknemer)?.begin) },
  { kop: 'uit dienst', cel: (werknemer) => datum(dienstverbandOf(werknemer)?.eind) },
  { kop: 'salaris', cel: ({ salaris }) => getal(salaris?.bedrag) },
  { kop: 'soort salaris', cel: ({ salaris }) => salaris?.soort },
  { kop: 'salaris vanaf', cel: ({ salaris }) => datum(salaris?.ingangsdatum) },
];

/** The columns of a group; where there are several of something, the sheet shows the last one and counts or joins. */
const PER_GROEP: Readonly<Record<Gegevensgroep, readonly Kolom[]>> = {
  persoon: [
    { kop: 'voorletters', cel: ({ persoon }) => persoon?.voorletters },
    { kop: 'voorvoegsel', cel: ({ persoon }) => persoon?.voorvoegsel },
    { kop: 'achternaam', cel: ({ persoon }) => persoon?.achternaam },
    { kop: 'geboortedatum', cel: ({ persoon }) => datum(persoon?.geboortedatum) },
    { kop: 'geslacht', cel: ({ persoon }) => persoon?.geslacht },
    { kop: 'overleden op', cel: ({ persoon }) => datum(persoon?.overlijdensdatum) },
  ],
  contract: [
    { kop: 'soort contract', cel: (werknemer) => contractOf(werknemer)?.soort },
    { kop: 'contract vanaf', cel: (werknemer) => datum(contractOf(werknemer)?.begin) },
    { kop: 'contract tot en met', cel: (werknemer) => datum(contractOf(werknemer)?.eind) },
    { kop: 'contracturen per week', cel: (werknemer) => getal(contractOf(werknemer)?.urenPerWeek) },
    { kop: 'ikv', cel: (werknemer) => getal(contractOf(werknemer)?.ikv) },
  ],
  rooster: [
    { kop: 'uren per week', cel: ({ rooster }) => getal(rooster?.urenPerWeek) },
    { kop: 'deeltijdfactor', cel: ({ rooster }) => getal(rooster?.deeltijdfactor) },
    { kop: 'rooster vanaf', cel: ({ rooster }) => datum(rooster?.ingangsdatum) },
  ],
  uren: [
    { kop: 'vaste uren', cel: ({ vasteUren }) => uren(vasteUren) },
    { kop: 'variabele uren', cel: ({ variabeleUren }) => uren(variabeleUren) },
  ],
  bsn: [{ kop: 'bsn', cel: ({ bsn }) => negenCijfers(bsn) }],
  adres: [
    {
      // In one cell: Excel would read a house number such as 1-3 as a date.
      kop: 'adres',
      cel: (werknemer) => {
        const { straat, huisnummer, toevoeging } = woonadresOf(werknemer) ?? {};
        return together([straat, huisnummer, toevoeging], ' ');
      },
    },
    { kop: 'postcode', cel: (werknemer) => woonadresOf(werknemer)?.postcode },
    { kop: 'plaats', cel: (werknemer) => woonadresOf(werknemer)?.plaats },
    { kop: 'provincie', cel: (werknemer) => woonadresOf(werknemer)?.provincie },
    { kop: 'land', cel: (werknemer) => woonadresOf(werknemer)?.landcode },
    { kop: 'naamgebruik', cel: ({ persoon }) => persoon?.naamgebruik },
    { kop: 'voorvoegsel partner', cel: ({ persoon }) => persoon?.voorvoegselPartner },
    { kop: 'achternaam partner', cel: ({ persoon }) => persoon?.achternaamPartner },
  ],
  verzekering: [
    { kop: 'wia', cel: ({ verzekering }) => jaNee(verzekering?.wia) },
    { kop: 'ww', cel: ({ verzekering }) => jaNee(verzekering?.ww) },
    { kop: 'zw', cel: ({ verzekering }) => jaNee(verzekering?.zw) },
    { kop: 'code zvw', cel: ({ verzekering }) => verzekering?.codeZvw },
    { kop: 'cao', cel: ({ verzekering }) => verzekering?.cao },
    { kop: 'sector', cel: ({ verzekering }) => verzekering?.sector },
    { kop: 'risicogroep', cel: ({ verzekering }) => verzekering?.risicogroep },
  ],
  partner: [
    { kop: 'partner voorletters', cel: ({ partner }) => partner?.voorletters },
    { kop: 'partner achternaam', cel: ({ partner }) => partner?.achternaam },
    { kop: 'partner geboortedatum', cel: ({ partner }) => datum(partner?.geboortedatum) },
    { kop: 'partner sinds', cel: ({ partner }) => datum(partner?.begin) },
  ],
  kinderen: [
    { kop: 'aantal kinderen', cel: ({ kinderen }) => getal(kinderen?.length) },
    {
      kop: 'kinderen geboren op',
      cel: ({ kinderen = [] }) =>
        datum(
          together(
            kinderen.map(({ geboortedatum }) => geboortedatum),
            ' | ',
          ),
        ),
    },
  ],
  looncomponenten: [
    { kop: 'vaste looncomponenten', cel: ({ vasteLooncomponenten }) => componenten(vasteLooncomponenten) },
    { kop: 'variabele looncomponenten', cel: ({ variabeleLooncomponenten }) => componenten(variabeleLooncomponenten) },
  ],
  bankrekening: [
    {
      kop: 'iban',
      cel: ({ bankrekeningen = [] }) =>
        together(
          bankrekeningen.map(({ iban }) => iban),
          ' | ',
        ),
    },
  ],
};

const PEIL: Kolom = { kop: 'niet van dit tijdvak', cel: vanNu };
const LOONCODES: Kolom = { kop: 'looncodes', cel: ({ looncodes = [] }) => componenten(looncodes) };

const kolommenFor = (profiel: Dekkingsprofiel): readonly Kolom[] => [
  ...VAST,
  ...groepenFor(profiel).flatMap((groep) => PER_GROEP[groep]),
  ...(needsLooncodes(profiel) ? [LOONCODES] : []),
  PEIL,
];

/** The columns of a profile, by their heads. */
export const kolomkoppen = (profiel: Dekkingsprofiel): readonly string[] => kolommenFor(profiel).map(({ kop }) => kop);

/** What Dutch Excel needs to open the sheet by a double click: a byte order mark, semicolons, and lines that end in CRLF. */
const BOM = '\uFEFF';

/** The first line of `werknemers.csv`: the columns of the profile, always the same. */
export const kopregel = (profiel: Dekkingsprofiel): string => BOM + regel(kolomkoppen(profiel));

/** The line of one employee: for the eye; `werknemers.ndjson` is the data. */
export const csvRegel = (werknemer: Werknemer, profiel: Dekkingsprofiel): string =>
  regel(kolommenFor(profiel).map(({ cel }) => textOf(cel(werknemer))));

const regel = (cellen: readonly string[]): string => `${cellen.map(quoted).join(';')}\r\n`;

function textOf(cel: Cel): string {
  if (cel === undefined) return '';
  return typeof cel === 'string' ? guarded(cel) : (cel.gecontroleerd ?? '');
}

/** What a spreadsheet takes for a formula, also after blanks and in its wide forms. */
const FORMULE = /^[\t\r\n]|^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;
/** What it would turn into a date or another number: 1-3, 1E5, and a zero in front. */
const CIJFERS = /^\d[\d.,:/\s+eE-]*$/;
const GEWOON_GETAL = /^(0|[1-9]\d{0,14})$/;

/** An apostrophe in front makes it text, whatever it looks like. */
const guarded = (text: string): string =>
  FORMULE.test(text) || (CIJFERS.test(text) && !GEWOON_GETAL.test(text)) ? `'${text}` : text;

const quoted = (text: string): string => (/[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
