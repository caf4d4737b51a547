import { HUIDIGE_TEKSTVERSIE } from '../../core/aanmelding/machtiging.ts';
import { GOOD_FORM, withField } from '../core/aanmeldformulier.ts';
import { LINKS, SHAPELESS, UNPRINTABLE } from './characters.ts';
import { HOST_ESCAPES } from './hosts.ts';

/** The good form, with another loonheffingennummer than the one in our own sentences, so that an echo of it shows. */
export const FORM = withField(GOOD_FORM, 'werkgever.loonheffingennummer', '314159265L01');

/** A body of `POST /aanmeldingen` that must be refused. */
export interface BadBody {
  readonly name: string;
  readonly body: string;
  /** The field that must be named, itself or one below it. */
  readonly veld?: string;
  /** What was filled in and may not come back in the answer. */
  readonly canary?: string;
}

const NAMES = ['salarisverwerker.bedrijfsnaam', 'werkgever.bedrijfsnaam', 'nmbrs.bedrijfsnaam', 'dga.0.naam'];
const EMAILS = ['salarisverwerker.email', 'nmbrs.gebruikersnaam'];
const TEXTS = [
  ...NAMES,
  ...EMAILS,
  'werkgever.raamwerkcontractnummer',
  'werkgever.loonheffingennummer',
  'nmbrs.apiToken',
  'nmbrs.domein',
  'accountSoort',
  'salarispakket',
  'verloning',
];
const OBJECTS = ['salarisverwerker', 'werkgever', 'nmbrs', 'dga.0'];
const REQUIRED = [...TEXTS, ...OBJECTS, 'dga', 'dga.0.medewerkersnummer', 'dertiendeMaand'];
/** A text that may be a number as well. */
const NUMBERS = ['dga.0.medewerkersnummer', 'nmbrs.bedrijfsnummer'];

const LONG_LABEL = 'd'.repeat(60);
const FAULTY: Readonly<Record<string, readonly unknown[]>> = {
  email: [
    '',
    ' ',
    'kanarie-zonder-apenstaart',
    'kanarie@duinzicht',
    '@kanarie.example',
    'kanarie@',
    'kanarie@@duinzicht.example',
    'kanarie@duinzicht..example',
    '.kanarie@duinzicht.example',
    'kanarie.@duinzicht.example',
    'kanarie@-duinzicht.example',
    'kanarie @duinzicht.example',
    'kanarie@duinzicht.example, ander@duinzicht.example',
    'kanarie@duinzicht.example;ander@duinzicht.example',
    'kanarie@duinzicht.example ander@duinzicht.example',
    'Kanarie <kanarie@duinzicht.example>',
    'mailto:kanarie@duinzicht.example',
    '"kanarie"@duinzicht.example',
    'kanarie(opmerking)@duinzicht.example',
    'kanarie@[127.0.0.1]',
    'kan\u00e4rie@duinzicht.example',
    'kanarie@duinzicht.example%0aBcc:ander@duinzicht.example',
    `${'e'.repeat(64)}@${LONG_LABEL}.${LONG_LABEL}.${LONG_LABEL}.example`,
    'e'.repeat(20_000),
  ],
  loonheffingennummer: [
    '',
    '123456789L01',
    '123456782L00',
    '12345678L01',
    '123456782B01',
    '1234567820L01',
    '123456782L1',
    '123456782L001',
    '123456782',
    'L01123456782',
    '000123456L01',
    '000000000L01',
    '000000012L01',
    '999999999L01',
    '-23456782L01',
    '123456782L-1',
    '123.456.782.L01.6110',
    '123,456,782,L01',
    '123456782L01; DROP TABLE',
    '\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff12L01',
    '\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0662L01',
    '1'.repeat(20_000),
  ],
  raamwerkcontractnummer: [
    '',
    'RC1',
    '-RC10001',
    ' / RC',
    'RC_10001',
    'RC#10001',
    'R'.repeat(21),
    '\u00c9\u00c9N10001',
    '<b>RC1</b>',
  ],
  apiToken: [
    '',
    'kort',
    '1234567',
    't'.repeat(257),
    'met een spatie erin',
    'tok\u00e9n-kanarie',
    'token\u00a0kanarie',
    't'.repeat(20_000),
  ],
  medewerkersnummer: [
    '',
    ' ',
    '12a',
    '12345678901',
    '-7',
    '+7',
    '7.0',
    '1e3',
    '0x7',
    '\u0667',
    -7,
    7.5,
    1e21,
    12345678901,
  ],
  label: [
    '',
    ' ',
    '-kantoor',
    'kantoor-',
    'kan toor',
    'kan_toor',
    'kant\u00f6or',
    'd'.repeat(64),
    'www',
    'API',
    ' Support ',
    'appstore',
    'api-sandbox',
    'd'.repeat(20_000),
  ],
  keuze: [
    '',
    'Overkoepelend',
    'nmbrs',
    'Exact',
    'Maandelijks',
    'dagelijks',
    '4-wekelijks',
    'maandelijks ',
    'toString',
    '__proto__',
  ],
};

/** Shorter ones can stand in our own sentences, `.nmbrs.nl` for example. */
const MIN_CANARY_CHARS = 13;
const canaryOf = (value: unknown): { canary?: string } =>
  typeof value === 'string' && value.length >= MIN_CANARY_CHARS ? { canary: value } : {};

const bad = (path: string, what: string, value: unknown): BadBody => ({
  name: `${path}: ${what}`,
  veld: path,
  body: JSON.stringify(withField(FORM, path, value)),
  ...canaryOf(value),
});

const each = (paths: readonly string[], values: readonly unknown[]): BadBody[] =>
  paths.flatMap((path) => values.map((value) => bad(path, JSON.stringify(value)?.slice(0, 60) ?? 'left out', value)));

const inside = (paths: readonly string[], characters: Readonly<Record<string, string>>): BadBody[] =>
  paths.flatMap((path) =>
    Object.entries(characters).map(([name, character]) => bad(path, `${name} inside`, `kanarie${character}kanarie`)),
  );

/** The same in an e-mail address, where only the character is wrong. */
const insideEmail = (characters: Readonly<Record<string, string>>): BadBody[] =>
  EMAILS.flatMap((path) =>
    Object.entries(characters).map(([name, character]) =>
      bad(path, `${name} inside`, `kana${character}rie@duinzicht.example`),
    ),
  );

const WRONG_TYPES: readonly unknown[] = [null, [], {}, [['x']], { toString: 'x' }];
const NOT_TEXT: readonly unknown[] = [
  0,
  12,
  -1,
  1.5,
  true,
  false,
  ['kanarie-in-een-lijst'],
  { tekst: 'kanarie-in-een-object' },
];
const NOT_OBJECTS: readonly unknown[] = ['kanarie-tekst', 1, true, [], [GOOD_FORM.nmbrs]];

/** Fields that exist in some other system, or that someone hopes for. */
const UNKNOWN = ['extra', 'isAdmin', 'status', 'aanmeldingId', 'bsn', 'toString', 'constructor', 'hasOwnProperty'];
const unknownFields = ['', 'salarisverwerker.', 'werkgever.', 'nmbrs.', 'dga.0.'].flatMap((where) =>
  UNKNOWN.map((name) => bad(`${where}${name}`, 'unknown', 'kanarie-onbekend')),
);

const one = { naam: 'Wolkje Zonnedauw', medewerkersnummer: '7' };
const lists = [
  ...each(
    ['dga'],
    ['geen', 0, true, {}, [null], [[]], ['Wolkje'], [one, one], [one, { ...one, medewerkersnummer: '007' }]],
  ),
  bad(
    'dga',
    '21 of them',
    Array.from({ length: 21 }, (_, index) => ({ ...one, medewerkersnummer: String(index) })),
  ),
  bad(
    'dga',
    '1,000 of them',
    Array.from({ length: 1_000 }, () => one),
  ),
];

const GOOD = JSON.stringify(FORM);
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const keys = (count: number): string =>
  `{${Array.from({ length: count }, (_, index) => `"${index.toString(36)}":0`).join(',')}}`;
const raw = (name: string, body: string): BadBody => ({ name: `the body: ${name}`, body });

const bodies: readonly BadBody[] = [
  raw('empty', ''),
  raw('blank', ' \n '),
  ...['null', '[]', '{}', '"tekst"', '12', 'true', '[{}]', `[${GOOD}]`].map((body) => raw(body.slice(0, 20), body)),
  raw('cut off', GOOD.slice(0, -1)),
  raw('twice', `${GOOD}${GOOD}`),
  raw('with a comment', `/* */${GOOD}`),
  raw('with a comma too many', GOOD.replace(/}$/, ',}')),
  raw('in single quotes', GOOD.replaceAll('"', "'")),
  raw('a form', 'accountSoort=overkoepelend&verloning=maandelijks'),
  raw('XML', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  raw('NaN', GOOD.replace('false', 'NaN')),
  raw('over 64 KB', `${GOOD}${' '.repeat(64 * 1024)}`),
  raw('over 64 KB in one name', JSON.stringify(withField(FORM, 'nmbrs.bedrijfsnaam', 'n'.repeat(70_000)))),
  raw('10,000 keys', keys(10_000)),
  raw('as many keys as 64 KB hold', keys(7_000)),
  raw('5,000 lists deep', nested(5_000)),
  raw('5,000 objects deep', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
  raw('5,000 deep in a field', GOOD.replace(/"dga":\[.*?\]/, `"dga":${nested(5_000)}`)),
  raw('__proto__', `{"__proto__":{"vervuild":true},${GOOD.slice(1)}`),
  raw('__proto__ below', GOOD.replace('"nmbrs":{', '"nmbrs":{"__proto__":{"vervuild":true},')),
  raw('__proto__ for a field', GOOD.replace('"nmbrs":', '"__proto__":')),
  raw('constructor', `{"constructor":{"prototype":{"vervuild":true}},${GOOD.slice(1)}`),
  raw('__proto__, escaped', `{"\\u005f_proto__":{"vervuild":true},${GOOD.slice(1)}`),
];

const tekstversie = HUIDIGE_TEKSTVERSIE;
const MACHTIGINGEN: readonly unknown[] = [
  ...['ja', 12, true, null, [], {}, { namens: 'Luna' }, { tekstversie, extra: 1 }],
  ...['', ' ', '1', '2020-01-01', ` ${tekstversie}`, `${tekstversie}T00:00:00Z`, 20_261_101, null, [tekstversie]].map(
    (version) => ({ tekstversie: version }),
  ),
  ...['', 'n'.repeat(201), '\u00a0', 12, {}, ...LINKS].map((namens) => ({ tekstversie, namens })),
];

// A table of field x mutation: every body differs from the good form in one thing.
const TABLE: readonly BadBody[] = [
  ...REQUIRED.map((path) => bad(path, 'left out', undefined)),
  ...each(
    REQUIRED.filter((path) => path !== 'dga'),
    WRONG_TYPES.slice(0, 2),
  ),
  ...each(TEXTS, [...WRONG_TYPES.slice(2), ...NOT_TEXT]),
  ...each(OBJECTS, NOT_OBJECTS),
  ...each(NAMES, LINKS),
  ...each(NAMES, ['', 'n'.repeat(201), 'n'.repeat(20_000), ' '.repeat(3), '\u00a0', '\u3164', '\u0301']),
  ...inside([...NAMES, 'werkgever.raamwerkcontractnummer', 'nmbrs.apiToken', 'nmbrs.domein'], UNPRINTABLE),
  ...inside([...NAMES.filter((path) => path !== 'nmbrs.bedrijfsnaam'), 'nmbrs.apiToken', 'nmbrs.domein'], SHAPELESS),
  ...insideEmail({ ...UNPRINTABLE, ...SHAPELESS }),
  ...each(EMAILS, FAULTY.email ?? []),
  ...each(['werkgever.loonheffingennummer'], FAULTY.loonheffingennummer ?? []),
  ...each(['werkgever.raamwerkcontractnummer'], FAULTY.raamwerkcontractnummer ?? []),
  ...each(['nmbrs.apiToken'], FAULTY.apiToken ?? []),
  ...each(['nmbrs.domein'], [...(FAULTY.label ?? []), ...HOST_ESCAPES]),
  ...each(NUMBERS, [...(FAULTY.medewerkersnummer ?? []), null, [], {}, true]),
  ...each(
    ['accountSoort', 'salarispakket', 'verloning'],
    (FAULTY.keuze ?? []).filter((value) => value !== ''),
  ),
  ...each(
    ['dertiendeMaand'],
    ['ja', 'true', 'false', 0, 1, '', []].filter((value) => !Array.isArray(value)),
  ),
  ...each(['machtiging'], MACHTIGINGEN),
  ...unknownFields,
  ...lists,
  ...bodies,
];

/** Where two rows of the table come to the same body, one of them. */
export const BAD_BODIES: readonly BadBody[] = [...new Map(TABLE.map((bad) => [bad.body, bad])).values()];
