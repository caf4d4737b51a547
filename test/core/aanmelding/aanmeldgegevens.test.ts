import { describe, expect, it } from 'vitest';
import { Aanmeldformulier, splitToken, waarschuwingenBij } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { checkFields, type Veldfout } from '../../../core/invoer/probleem.ts';
import { GOOD_FORM, TOKEN, withField } from '../aanmeldformulier.ts';

function faultsOf(form: unknown): readonly Veldfout[] {
  const checked = checkFields(Aanmeldformulier, form);
  return checked.ok ? [] : checked.fouten;
}

const accepted = (path: string, value: unknown) => Aanmeldformulier.parse(withField(GOOD_FORM, path, value));

const LONG_NAME = 'n'.repeat(201);
const LONG_EMAIL = `${'e'.repeat(64)}@${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(60)}.example`;

// A Dutch sentence that belongs to the field: each text must hold this word, whatever its case.
const FOUT: readonly (readonly [path: string, value: unknown, word: string])[] = [
  ['accountSoort', undefined, 'overkoepelend'],
  ['accountSoort', 'Overkoepelend', 'overkoepelend'],
  ['accountSoort', 'per debiteur', 'per-debiteur'],
  ['accountSoort', 1, 'overkoepelend'],
  ['salarisverwerker', 'Kantoor', 'JSON-object'],
  ['salarisverwerker', [], 'JSON-object'],
  ['salarisverwerker.bedrijfsnaam', undefined, 'organisatie'],
  ['salarisverwerker.bedrijfsnaam', '', 'organisatie'],
  ['salarisverwerker.bedrijfsnaam', ' \t ', 'organisatie'],
  ['salarisverwerker.bedrijfsnaam', LONG_NAME, '200'],
  ['salarisverwerker.bedrijfsnaam', 'Kantoor\nDuinzicht', 'zichtbaar'],
  ['salarisverwerker.bedrijfsnaam', 'Kantoor\u0000', 'zichtbaar'],
  ['salarisverwerker.bedrijfsnaam', 'Kantoor \u202Ethcizniud', 'zichtbaar'],
  ['salarisverwerker.bedrijfsnaam', 'Kantoor\u2028Duinzicht', 'zichtbaar'],
  ['salarisverwerker.bedrijfsnaam', 'Kantoor \uD800', 'zichtbaar'],
  ['salarisverwerker.bedrijfsnaam', 12, 'organisatie'],
  ['salarisverwerker.email', undefined, 'e-mailadres'],
  ['salarisverwerker.email', '', 'e-mailadres'],
  ['salarisverwerker.email', 'salaris', 'e-mailadres'],
  ['salarisverwerker.email', 'salaris@duinzicht', 'e-mailadres'],
  ['salarisverwerker.email', '@duinzicht.example', 'e-mailadres'],
  ['salarisverwerker.email', 'a@duinzicht.example, b@duinzicht.example', 'één'],
  ['salarisverwerker.email', 'a@duinzicht.example;b@duinzicht.example', 'één'],
  ['salarisverwerker.email', 'a@duinzicht.example\r\nBcc: b@duinzicht.example', 'één'],
  ['salarisverwerker.email', 'a@duinzicht.example\nb@duinzicht.example', 'één'],
  ['salarisverwerker.email', 'Salaris <salaris@duinzicht.example>', 'één'],
  ['salarisverwerker.email', 'sala ris@duinzicht.example', 'één'],
  ['salarisverwerker.email', 'salaris@duin\u0000zicht.example', 'één'],
  ['salarisverwerker.email', LONG_EMAIL, '254'],
  ['salarisverwerker.email', 'a..b@duinzicht.example', 'één'],
  ['salarisverwerker.email', '.a@duinzicht.example', 'één'],
  ['salarisverwerker.email', 'a@duinzicht.e', 'één'],
  ['salarisverwerker.email', 'a@10.0.0.1', 'één'],
  ['salarisverwerker.email', ['salaris@duinzicht.example'], 'e-mailadres'],
  ['werkgever.bedrijfsnaam', undefined, 'werkgever'],
  ['werkgever.bedrijfsnaam', '', 'werkgever'],
  ['werkgever.bedrijfsnaam', LONG_NAME, '200'],
  ['werkgever.bedrijfsnaam', 'Zon\u2066nedauw', 'zichtbaar'],
  ['werkgever.raamwerkcontractnummer', undefined, 'polis'],
  ['werkgever.raamwerkcontractnummer', '', 'polis'],
  ['werkgever.raamwerkcontractnummer', 'RC1', '4 tot 20'],
  ['werkgever.raamwerkcontractnummer', 'R'.repeat(21), '4 tot 20'],
  ['werkgever.raamwerkcontractnummer', '-RC10001', '4 tot 20'],
  ['werkgever.raamwerkcontractnummer', 'RC_10001', '4 tot 20'],
  ['werkgever.raamwerkcontractnummer', 'RC10001\nX', '4 tot 20'],
  ['werkgever.raamwerkcontractnummer', 'ÉÉN-10001', '4 tot 20'],
  ['werkgever.raamwerkcontractnummer', 10001, 'polis'],
  ['werkgever.loonheffingennummer', undefined, 'ontbreekt'],
  ['werkgever.loonheffingennummer', '123456789L01', 'controlecijfer'],
  ['werkgever.loonheffingennummer', '123456782L00', 'bestaat niet'],
  ['werkgever.loonheffingennummer', '12345678L01', '9 cijfers'],
  ['werkgever.loonheffingennummer', '123456782B01', '9 cijfers'],
  ['werkgever.loonheffingennummer', 123456782, 'aanhalingstekens'],
  ['salarispakket', undefined, 'Nmbrs'],
  ['salarispakket', 'nmbrs', 'Nmbrs'],
  ['salarispakket', 'Exact', 'Nmbrs'],
  ['nmbrs', null, 'JSON-object'],
  ['nmbrs.bedrijfsnaam', undefined, 'letterlijk'],
  ['nmbrs.bedrijfsnaam', '', 'letterlijk'],
  ['nmbrs.bedrijfsnaam', LONG_NAME, '200'],
  ['nmbrs.bedrijfsnaam', 'Zonnedauw\tB.V.', 'zichtbaar'],
  ['nmbrs.bedrijfsnaam', 'Zonnedauw\u200F', 'zichtbaar'],
  ['nmbrs.bedrijfsnaam', '\uDC00Zonnedauw', 'zichtbaar'],
  ['nmbrs.gebruikersnaam', undefined, 'inlogt'],
  ['nmbrs.gebruikersnaam', 'duinzicht', 'e-mailadres'],
  ['nmbrs.apiToken', undefined, 'API-token'],
  ['nmbrs.apiToken', '', '8 tot 256'],
  ['nmbrs.apiToken', 'kort', '8 tot 256'],
  ['nmbrs.apiToken', 't'.repeat(257), '8 tot 256'],
  ['nmbrs.apiToken', 'met een spatie erin', 'zonder spaties'],
  ['nmbrs.apiToken', 'token-\u00e9\u00e9n-twee', '8 tot 256'],
  ['nmbrs.apiToken', 'token\u0000-12345678', '8 tot 256'],
  ['nmbrs.domein', undefined, 'domein'],
  ['nmbrs.domein', '', '.nmbrs.nl'],
  ['nmbrs.domein', 'nmbrs.nl', '.nmbrs.nl'],
  ['nmbrs.domein', 'duin zicht', '.nmbrs.nl'],
  ['nmbrs.domein', '-duinzicht', '.nmbrs.nl'],
  ['nmbrs.domein', 'duinzicht-', '.nmbrs.nl'],
  ['nmbrs.domein', 'd'.repeat(64), '.nmbrs.nl'],
  ['nmbrs.domein', 'duinzicht.example', '.nmbrs.nl'],
  ['nmbrs.domein', 'https://evil.example/duinzicht.nmbrs.nl', '.nmbrs.nl'],
  ['nmbrs.domein', 'https://evil.example#duinzicht.nmbrs.nl', '.nmbrs.nl'],
  ['nmbrs.domein', 'https://jan@duinzicht.nmbrs.nl', '.nmbrs.nl'],
  ['nmbrs.domein', 'duinzicht.nmbrs.nl.evil.example', '.nmbrs.nl'],
  ['nmbrs.domein', 'a.b.nmbrs.nl', '.nmbrs.nl'],
  ['nmbrs.domein', 'ftp://duinzicht.nmbrs.nl', '.nmbrs.nl'],
  ['nmbrs.domein', 'www', 'Nmbrs zelf'],
  ['nmbrs.domein', 'API', 'Nmbrs zelf'],
  ['nmbrs.domein', 'https://api-sandbox.nmbrs.nl/', 'Nmbrs zelf'],
  ['nmbrs.domein', 'support', 'Nmbrs zelf'],
  ['nmbrs.domein', 'appstore.nmbrs.nl', 'Nmbrs zelf'],
  ['dga', undefined, 'lijst'],
  ['dga', {}, 'lijst'],
  ['dga', null, 'lijst'],
  ['dga', Array.from({ length: 21 }, () => ({ naam: 'Wolkje', medewerkersnummer: '7' })), '20'],
  ['dga.0', 'Wolkje', 'JSON-object'],
  ['dga.0.naam', undefined, 'DGA'],
  ['dga.0.naam', '', 'DGA'],
  ['dga.0.naam', 'Wolk\u0007je', 'zichtbaar'],
  ['dga.0.medewerkersnummer', undefined, 'medewerkersnummer'],
  ['dga.0.medewerkersnummer', '', '1 tot 10 cijfers'],
  ['dga.0.medewerkersnummer', '12a', '1 tot 10 cijfers'],
  ['dga.0.medewerkersnummer', '12345678901', '1 tot 10 cijfers'],
  ['dga.0.medewerkersnummer', -7, '1 tot 10 cijfers'],
  ['nmbrs.bedrijfsnummer', '12345678901', '1 tot 10 cijfers'],
  ['dga.0.medewerkersnummer', 7.5, 'medewerkersnummer'],
  ['dga.1.naam', 'Alleen een naam', 'medewerkersnummer'],
  ['verloning', undefined, 'maandelijks'],
  ['verloning', 'Month', 'vierwekelijks'],
  ['verloning', '4-wekelijks', 'vierwekelijks'],
  ['dertiendeMaand', undefined, '13e maand'],
  ['dertiendeMaand', 'ja', 'true of false'],
  ['dertiendeMaand', 1, 'true of false'],
  ['token', 'een-veld-te-veel', 'kennen wij niet'],
  ['nmbrs.token', 'een-veld-te-veel', 'kennen wij niet'],
  ['werkgever.bsn', '999999990', 'kennen wij niet'],
  ['dga.0.bsn', '999999990', 'kennen wij niet'],
];

// Where another field than the changed one must be named.
const NAMED: Readonly<Record<string, string>> = { 'dga.1.naam': 'dga.1.medewerkersnummer' };

describe('a sign-up with one fault', () => {
  it('is held against at least sixty faults, in every field', () => {
    expect(FOUT.length).toBeGreaterThanOrEqual(60);
  });

  it.each(FOUT)('names %s, and says in Dutch what to do: %j', (path, value, word) => {
    const faults = faultsOf(withField(GOOD_FORM, path, value));
    expect(faults.map(({ veld }) => veld)).toEqual([NAMED[path] ?? path]);
    expect(faults[0]?.tekst.toLowerCase()).toContain(word.toLowerCase());
    expect(faults[0]?.tekst).toMatch(/^[A-ZÉ].+[.)]$/u);
  });

  it.each(FOUT)('does not repeat what was filled in: %s %j', (path, value) => {
    if (typeof value !== 'string' || value.length < 10) return;
    expect(JSON.stringify(faultsOf(withField(GOOD_FORM, path, value)))).not.toContain(value);
  });
});

/** One of every kind of fault; the codes never change. */
const CODES: readonly (readonly [path: string, value: unknown, code: string])[] = [
  ['accountSoort', undefined, 'ontbreekt'],
  ['accountSoort', 'Overkoepelend', 'niet-toegestaan'],
  ['accountSoort', '', 'ontbreekt'],
  ['salarisverwerker', 'Kantoor', 'verkeerde-vorm'],
  ['salarisverwerker.bedrijfsnaam', ' ', 'ontbreekt'],
  ['salarisverwerker.bedrijfsnaam', LONG_NAME, 'te-lang'],
  ['salarisverwerker.bedrijfsnaam', 'Kan\u0000toor', 'onzichtbare-tekens'],
  ['salarisverwerker.bedrijfsnaam', 12, 'verkeerde-vorm'],
  ['salarisverwerker.bedrijfsnaam', 'Klik http://kwaad.example/x nu', 'internetadres'],
  ['werkgever.bedrijfsnaam', 'Gefeliciteerd! Ga naar WWW.kwaad.example', 'internetadres'],
  ['werkgever.bedrijfsnaam', 'Ga naar ｗｗｗ．kwaad.example', 'internetadres'],
  ['nmbrs.bedrijfsnaam', 'Bloemen www.kwaad.example', 'internetadres'],
  ['dga.0.naam', 'ftp://kwaad.example', 'internetadres'],
  ['salarisverwerker.email', 'salaris', 'ongeldig'],
  ['salarisverwerker.email', LONG_EMAIL, 'te-lang'],
  ['werkgever.raamwerkcontractnummer', '', 'ontbreekt'],
  ['werkgever.raamwerkcontractnummer', 'RC1', 'ongeldig'],
  ['werkgever.loonheffingennummer', undefined, 'ontbreekt'],
  ['werkgever.loonheffingennummer', '', 'ontbreekt'],
  ['werkgever.loonheffingennummer', 123456782, 'verkeerde-vorm'],
  ['werkgever.loonheffingennummer', '12345678L01', 'ongeldig'],
  ['werkgever.loonheffingennummer', '123456782L00', 'bestaat-niet'],
  ['werkgever.loonheffingennummer', '000123456L01', 'bestaat-niet'],
  ['werkgever.loonheffingennummer', '123456789L01', 'controlecijfer'],
  ['salarispakket', 'Exact', 'niet-toegestaan'],
  ['nmbrs', null, 'verkeerde-vorm'],
  ['nmbrs.apiToken', 'kort', 'ongeldig'],
  ['nmbrs.apiToken', '', 'ontbreekt'],
  ['nmbrs.domein', 'duin zicht', 'ongeldig'],
  ['nmbrs.domein', 'www', 'domein-gereserveerd'],
  ['nmbrs.bedrijfsnummer', true, 'verkeerde-vorm'],
  ['nmbrs.bedrijfsnummer', 'x', 'ongeldig'],
  ['dga', {}, 'verkeerde-vorm'],
  ['dga', Array.from({ length: 21 }, (_, n) => ({ naam: 'Wolkje', medewerkersnummer: String(n) })), 'te-lang'],
  ['dga', [1, 1].map(() => ({ naam: 'Wolkje', medewerkersnummer: '7' })), 'dubbel-medewerkersnummer'],
  ['dga.0.medewerkersnummer', undefined, 'ontbreekt'],
  ['dertiendeMaand', 'ja', 'verkeerde-vorm'],
  ['token', 'x', 'onbekend-veld'],
];

describe('a fault', () => {
  it.each(CODES)('in %s (%j) has the code %s', (path, value, code) => {
    expect(faultsOf(withField(GOOD_FORM, path, value))).toMatchObject([{ veld: path, code }]);
  });
});

describe('a token', () => {
  it.each(['0123456789abcdef0123456789ABCDEF', '01234567-89ab-cdef-0123-456789abcdef'])('may look like %s', (value) => {
    expect(waarschuwingenBij(accepted('nmbrs.apiToken', value).nmbrs.apiToken)).toEqual([]);
  });

  it.each(['0123456789abcdef0123456789abcde', '0123456789abcdef0123456789abcdeg', TOKEN])(
    'that looks like %s is taken, with a warning that does not repeat it',
    (value) => {
      const warnings = waarschuwingenBij(accepted('nmbrs.apiToken', value).nmbrs.apiToken);
      expect(warnings).toMatchObject([{ veld: 'nmbrs.apiToken', code: 'ongebruikelijke-token' }]);
      expect(JSON.stringify(warnings)).not.toContain(value);
    },
  );
});

describe('a sign-up with many faults', () => {
  it('names them all at once', () => {
    const form = withField(withField(withField(GOOD_FORM, 'nmbrs.domein', 'www'), 'verloning', 'Week4'), 'dga', 'x');
    expect(faultsOf(form).map(({ veld }) => veld)).toEqual(['nmbrs.domein', 'dga', 'verloning']);
  });

  it('names at most a hundred', () => {
    const keys = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`veld${index}`, index]));
    expect(faultsOf({ ...GOOD_FORM, ...keys })).toHaveLength(100);
    const rows = Array.from({ length: 20 }, () => ({ naam: 'W', medewerkersnummer: '7', ...keys }));
    expect(faultsOf(withField(GOOD_FORM, 'dga', rows))).toHaveLength(100);
  });

  it('names the fields of a group that was left out', () => {
    const { werkgever: _left, ...form } = GOOD_FORM;
    expect(faultsOf(form).map(({ veld, code }) => `${veld} ${code}`)).toEqual([
      'werkgever.bedrijfsnaam ontbreekt',
      'werkgever.raamwerkcontractnummer ontbreekt',
      'werkgever.loonheffingennummer ontbreekt',
    ]);
  });

  it.each([[null], [[]], ['tekst'], [12], [true]])('is refused as a whole when it is no object: %j', (form) => {
    expect(faultsOf(form)).toEqual([
      { veld: '', code: 'verkeerde-vorm', tekst: 'Hier moet een JSON-object staan: de velden tussen { en }.' },
    ]);
  });

  it('names an unknown field without its unprintable characters', () => {
    const [fault] = faultsOf({ ...GOOD_FORM, 'a\u0000<b>\n': 1 });
    expect(fault?.veld).toBe('a??b??');
  });
});

describe('a good sign-up', () => {
  it('is taken as it is', () => {
    expect(Aanmeldformulier.parse(GOOD_FORM)).toEqual(GOOD_FORM);
  });

  it.each([
    ['salarisverwerker.bedrijfsnaam', '  Kantoor Duinzicht\n', 'Kantoor Duinzicht'],
    ['salarisverwerker.email', ' salaris@duinzicht.example\r\n', 'salaris@duinzicht.example'],
    ['werkgever.bedrijfsnaam', 'n'.repeat(200), 'n'.repeat(200)],
    ['werkgever.bedrijfsnaam', 'Café ’t Wólkje & Zn. 😀', 'Café ’t Wólkje & Zn. 😀'],
    ['werkgever.raamwerkcontractnummer', ' rc-10001 ', 'RC-10001'],
    ['werkgever.raamwerkcontractnummer', '12 34/5.6-A', '12 34/5.6-A'],
    ['werkgever.loonheffingennummer', ' 123456782 l 01 ', '123456782L01'],
    ['nmbrs.apiToken', ' 0123456789abcdef0123456789abcdef\n', '0123456789abcdef0123456789abcdef'],
    ['nmbrs.apiToken', '12345678', '12345678'],
    ['nmbrs.apiToken', '!'.repeat(256), '!'.repeat(256)],
    ['nmbrs.domein', 'Duinzicht', 'duinzicht'],
    ['nmbrs.domein', ' duinzicht.nmbrs.nl ', 'duinzicht'],
    ['nmbrs.domein', 'https://duinzicht.nmbrs.nl/applications/Common/Login.aspx?a=b#c', 'duinzicht'],
    ['nmbrs.domein', 'HTTPS://Duinzicht.Nmbrs.NL:443', 'duinzicht'],
    ['nmbrs.domein', 'kantoor-jansen-2', 'kantoor-jansen-2'],
    ['nmbrs.domein', 'd', 'd'],
    ['dga', [], []],
    ['dga.0.medewerkersnummer', 7, '7'],
    ['dga.0.medewerkersnummer', ' 0007 ', '0007'],
    ['dga.0.medewerkersnummer', '2147483647', '2147483647'],
    ['nmbrs.bedrijfsnummer', 1_234_567_890, '1234567890'],
    ['werkgever.loonheffingennummer', '1234.56.782.L.01', '123456782L01'],
    [
      'salarisverwerker.email',
      "Jansen&Zn/loon#1!$%*=?^_`{|}~'+-@kantoor.example",
      "Jansen&Zn/loon#1!$%*=?^_`{|}~'+-@kantoor.example",
    ],
    ['nmbrs.gebruikersnaam', 'o&leary@kantoor.example', 'o&leary@kantoor.example'],
    ['nmbrs.gebruikersnaam', `${'e'.repeat(64)}@b.xn--p1ai`, `${'e'.repeat(64)}@b.xn--p1ai`],
    ['dga.0.naam', ' Wolkje ', 'Wolkje'],
  ])('has its field %s in one form: %j', (path, value, expected) => {
    expect(accepted(path, value)).toEqual(withField(GOOD_FORM, path, expected));
  });

  it.each([' Zonnedauw ', 'zonnedauw  b.v.', 'Zonnedauw\u00a0B.V.', 'Caf\u0065\u0301', 'Café', '.', 'Ⅳ ﬁ'])(
    'keeps the name in Nmbrs byte for byte: %j',
    (naam) => {
      expect(accepted('nmbrs.bedrijfsnaam', naam).nmbrs.bedrijfsnaam).toBe(naam);
    },
  );

  it('can name twenty DGAs', () => {
    const rows = Array.from({ length: 20 }, (_, index) => ({ naam: 'Wolkje', medewerkersnummer: String(index) }));
    expect(accepted('dga', rows).dga).toHaveLength(20);
  });

  it('is parted from its token', () => {
    const { gegevens, apiToken } = splitToken(Aanmeldformulier.parse(GOOD_FORM));
    expect(apiToken).toBe(TOKEN);
    expect(JSON.stringify(gegevens)).not.toContain(TOKEN);
    expect(gegevens).toEqual(withField(GOOD_FORM, 'nmbrs.apiToken', undefined));
  });
});
