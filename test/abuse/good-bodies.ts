import { HUIDIGE_TEKSTVERSIE } from '../../core/aanmelding/machtiging.ts';
import { GOOD_FORM, withField } from '../core/aanmeldformulier.ts';
import { MARKUP } from './characters.ts';

/** A body of `POST /aanmeldingen` that must be taken, however odd it looks. */
export interface GoodBody {
  readonly name: string;
  readonly form: unknown;
}

const NAMES = ['salarisverwerker.bedrijfsnaam', 'werkgever.bedrijfsnaam', 'nmbrs.bedrijfsnaam', 'dga.0.naam'];
const EMAILS = ['salarisverwerker.email', 'nmbrs.gebruikersnaam'];

const ODD_NAMES: readonly string[] = [
  'X',
  'n'.repeat(200),
  "Bakkerij 't Hoekje",
  'Jansen & Zn. B.V.',
  'V.O.F. De Drie Gezusters (in liquidatie)',
  'Café Één, Twee; Drie!',
  '100% Fris @ Werk #1',
  'Ørsted Wąż Ñandú Ğüneş',
  'Ελληνικό Μαγαζί',
  'Товарищество «Луна»',
  'שלום בעמ',
  'شركة القمر',
  '株式会社ほし',
  'Sterre\u0301n e\u0301n Manen',
  'Bloem 🌷 en Zoon',
  'null',
  'undefined',
  '0',
  ...MARKUP,
];
/** The name in Nmbrs is kept byte for byte, also where it was typed carelessly. */
const LITERAL_NAMES = [
  ' Zonnedauw',
  'Zonnedauw ',
  'Zonnedauw  B.V.',
  'Zonnedauw\u00a0B.V.',
  'ZONNEDAUW b.v.',
  'Zon\u200bnedauw',
];

const ADDRESSES = [
  'a@b.nl',
  'voor.naam@kantoor.example',
  'naam+salaris@kantoor.example',
  "o'naam@kantoor.example",
  'jansen&zn@kantoor.example',
  'loon/hr@kantoor.example',
  'a#b@kantoor.example',
  'naam_achter-naam@sub.kantoor.example',
  'NAAM@KANTOOR.EXAMPLE',
  '123@kantoor.example',
  ' naam@kantoor.example ',
  `${'e'.repeat(60)}@kantoor.example`,
];
const DOMAINS = [
  'k',
  '1',
  'kantoor',
  'KANTOOR',
  ' kantoor ',
  'kantoor-jansen-2',
  'd'.repeat(63),
  'kantoor.nmbrs.nl',
  'https://kantoor.nmbrs.nl',
  'http://kantoor.nmbrs.nl/',
  'HTTPS://Kantoor.NMBRS.nl/applications/Common/Login.aspx?a=b#c',
  'https://kantoor.nmbrs.nl:443/',
];
const TOKENS = [
  '12345678',
  't'.repeat(256),
  '0123456789abcdef0123456789ABCDEF',
  '01234567-89ab-cdef-0123-456789abcdef',
  ' token-met-blanco-eromheen ',
  '!"#$%&()*+,-./:;<=>?@[]^_`{|}~',
  'eyJhbGciOiJub25lIn0.e30.',
];
const CONTRACTS = ['RC-1', '1234', 'abcd', 'A B/C.D-E', ' rc-20001 ', 'R'.repeat(20), 'POL 2026/000.1-A'];

/** Valid ones: nine digits that pass the elfproef, the first eight chosen. */
export function loonheffingennummerOf(firstEight: number, sub = '01'): string | undefined {
  const digits = String(firstEight).padStart(8, '0');
  const check = [...digits].reduce((sum, digit, index) => sum + (9 - index) * Number(digit), 0) % 11;
  return check === 10 ? undefined : `${digits}${check}L${sub}`;
}
const NUMBERS = Array.from({ length: 40 }, (_, index) => loonheffingennummerOf(10_000_019 + index * 1_234_567)).filter(
  (nummer) => nummer !== undefined,
);
const WRITTEN = [
  '123456782l01',
  ' 123456782L01 ',
  '123 456 782 L 01',
  '123456782L99',
  '001234560L01',
  '12345\t6782L01',
  '1234.56.782.L.01',
  '123456782-L-01',
];

const dgas = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ naam: `Wolkje ${index}`, medewerkersnummer: String(index + 1) }));
const LISTS: readonly unknown[] = [
  [],
  dgas(1),
  dgas(20),
  [{ naam: 'Wolkje', medewerkersnummer: 7 }],
  [{ naam: 'Wolkje', medewerkersnummer: '000000007' }],
  [{ naam: 'Wolkje', medewerkersnummer: 2_147_483_647 }],
  [{ naam: 'Wolkje', medewerkersnummer: ' 7 ' }],
];

const declaredBy = (namens: string) => ({ tekstversie: HUIDIGE_TEKSTVERSIE, namens });

const good = (path: string, value: unknown): GoodBody => ({
  name: `${path}: ${JSON.stringify(value).slice(0, 60)}`,
  form: withField(GOOD_FORM, path, value),
});
const each = (paths: readonly string[], values: readonly unknown[]): GoodBody[] =>
  paths.flatMap((path) => values.map((value) => good(path, value)));

const choices = ['overkoepelend', 'per-debiteur'].flatMap((accountSoort) =>
  ['maandelijks', 'vierwekelijks'].flatMap((verloning) =>
    [true, false].map((dertiendeMaand) => ({
      name: `${accountSoort}, ${verloning}, ${dertiendeMaand}`,
      form: { ...GOOD_FORM, accountSoort, verloning, dertiendeMaand },
    })),
  ),
);

export const GOOD_BODIES: readonly GoodBody[] = [
  ...each(NAMES, ODD_NAMES),
  ...each(['nmbrs.bedrijfsnaam'], LITERAL_NAMES),
  ...each(EMAILS, ADDRESSES),
  ...each(['nmbrs.domein'], DOMAINS),
  ...each(['nmbrs.apiToken'], TOKENS),
  ...each(['nmbrs.bedrijfsnummer'], ['1', 1, '000000001', 2_147_483_647]),
  ...each(['werkgever.raamwerkcontractnummer'], CONTRACTS),
  ...each(['werkgever.loonheffingennummer'], [...NUMBERS, ...WRITTEN]),
  ...each(['dga'], LISTS),
  ...each(['machtiging'], [{ tekstversie: HUIDIGE_TEKSTVERSIE }, ...ODD_NAMES.map(declaredBy)]),
  ...choices,
];
