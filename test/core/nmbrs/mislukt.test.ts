import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOfFout } from '../../../adapters/lambda/error-name.ts';
import { DEFECT, REFUSED, TRANSIENT, UNCLEAR } from '../../../core/errors.ts';
import {
  bekendeReden,
  getoondeCode,
  ONVERWACHT,
  REDEN_VAN_CODE,
  REDEN_VAN_FAMILIE,
  redenMetCode,
  redenVan,
} from '../../../core/nmbrs/mislukt.ts';
import type { PayrollRefusal } from '../../../core/nmbrs/ports/payroll.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

/** The source files of a folder, by their paths. */
const sourcesOf = (folder: string): readonly (readonly [file: string, text: string])[] =>
  readdirSync(path.join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [path.join(folder, file), readFileSync(path.join(REPOSITORY, folder, file), 'utf8')]);

const WEIGERINGEN = Object.keys({
  'inloggegevens-ongeldig': true,
  'geen-abonnement': true,
  'domein-onbekend': true,
  'recht-niet-actief': true,
  'geen-toegang': true,
  'tijdvak-ongeldig': true,
  'niet-gevonden': true,
} satisfies Record<PayrollRefusal['reden'], true>);

/** Where the code of an error is no text in its place: what it can be. */
const DECIDED_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  // Of a right that is off the call is part of the code.
  'core/controle/open-payroll.ts: named': [
    ...WEIGERINGEN.filter((reden) => reden !== 'recht-niet-actief'),
    'recht-niet-actief.SVW_GetCurrent',
  ],
  'core/assert-stored.ts: code': ['verouderd'],
  'core/levering/read-opgehaald.ts: absent': ['deel-weg', 'rapport-ontbreekt'],
  // The code of a Tekort, which has a place of its own.
  'core/levering/assemble-gegevensset.ts: code': [],
  // What was thrown as another error before.
  'core/koppeling/realise-koppeling.ts: error.code': [],
  'core/ophalen/fetch-gegevens.ts: answer.code': [],
  // The controle, of which the office gets findings.
  'core/controle/check-at-payroll.ts: reden': [],
  'core/controle/gather-signalen.ts: reden': [],
};

/** What is never the end of an exchange: of a sign-up, an afmelding, a request, or of the steps that come after the delivery. */
const OF_NO_EXCHANGE: readonly string[] = [
  'aanmelding-onbekend',
  'al-geleverd',
  'claim-verouderd',
  'geen-uitkomst',
  'koppeling-weg',
  'levering-wordt-afgesloten',
  'niet-afgemeld',
  'bericht-bezig',
  'bulk-komt-nog-binnen',
  'login-afgeremd',
  'niet-geleverd',
  'niet-gewist',
  'niet-goedgekeurd',
  'realisatie-blijft-mislukken',
  'wordt-gerealiseerd',
];

const CONSTRUCTED =
  /new (?:(?:Defect|Unclear|Transient|Refused)\(\{\s*code(?:: (?<member>[^,}]+))?[,\s}]|Tekort\((?<argument>[^)]+)\))/g;

/** What the core gives its errors as a code: the text itself, or `file: expression`. */
const inCore = sourcesOf('core').flatMap(([file, text]) =>
  [...text.matchAll(CONSTRUCTED)].map(({ groups }) => {
    const said = (groups?.member ?? groups?.argument ?? 'code').trim();
    return /^'(.+)'$/.exec(said)?.[1] ?? `${file}: ${said}`;
  }),
);

/** What the adapters give theirs; a part that only a run knows is written as a number. */
const inAdapters = ['adapters/aws', 'adapters/nmbrs']
  .flatMap(sourcesOf)
  .flatMap(([, text]) =>
    [/\bcode: (['`])(.+?)\1/g, /(['`])((?:nmbrs|tijd)-(?:[a-z-]|\$\{\w+\})+)\1/g].flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([, , said = '']) => said.replaceAll(/\$\{\w+\}/g, '503')),
    ),
  );

/** What the machine calls what it finds out itself. */
const inMachine = sourcesOf('lib/workflows').flatMap(([, text]) =>
  [...text.matchAll(/\$\{(?:DEFECT|REFUSED)\}\.([a-z-]+)`/g)].map(([, said = '']) => said),
);

/** Which end a step without a word of the function. */
const OF_THE_PLATFORM = ['States.Timeout', 'States.Runtime', 'Lambda.Unknown', 'Sandbox.Timedout', 'Runtime.ExitError'];

const codes = [
  ...new Set(
    [
      ...inCore.flatMap((one) => DECIDED_ELSEWHERE[one] ?? [one]),
      ...inAdapters,
      ...inMachine,
      ...OF_THE_PLATFORM,
    ].filter((code) => !OF_NO_EXCHANGE.includes(code)),
  ),
].sort();

describe('the codes that can end an exchange', () => {
  it('are looked for where they are made: the search finds every error and knows what each place says', () => {
    const made = sourcesOf('core').flatMap(([, text]) => [
      ...text.matchAll(/new (?:Defect|Unclear|Transient|Refused|Tekort)\(/g),
    ]);
    expect(inCore).toHaveLength(made.length);
    expect(codes.filter((code) => code.includes(': '))).toEqual([]);
    expect(codes).toEqual(
      expect.arrayContaining(['rapport-mislukt', 'nmbrs-http-503', 'nmbrs-unreadable', 'aws.wachtrij.sendDelen']),
    );
    expect(codes).toEqual(expect.arrayContaining(['tijd-bijna-op', 'vrijgave-verlopen', 'onbekende-uitkomst']));
    const unused = OF_NO_EXCHANGE.filter((code) => !inCore.includes(code));
    expect(unused).toEqual([]);
  });

  it.each(codes)('%s has a sentence, and comes through the machine as it is', (code) => {
    expect(bekendeReden(code)).toMatch(/^(?:[a-zé][^.]|Nmbrs |a\.s\.r\. ).+[^.]$/u);
    const name = /^[A-Z]/.test(code) ? code : DEFECT;
    expect(codeOfFout({ Error: name, Cause: JSON.stringify({ errorMessage: code }) })).toBe(code);
  });

  it('have sentences for people: no name of an error, no word of the trade', () => {
    const sentences = [...Object.values(REDEN_VAN_CODE), ...REDEN_VAN_FAMILIE.map(({ reden }) => reden)].join('\n');
    expect(sentences).not.toMatch(/defect|transient|unclear|refused|timeout|exception|lambda|AWS|HTTP|XML/i);
  });
});

describe('why an exchange ended', () => {
  it('is a reason with its code', () => {
    expect(redenMetCode('rapport-mislukt')).toBe(
      'Nmbrs kon het rapport met looncodes twee keer niet maken (rapport-mislukt)',
    );
    expect(redenVan('recht-niet-actief.SVW_GetCurrent')).toContain('het recht SVW_GetCurrent staat in Nmbrs niet op');
    expect(redenMetCode('nmbrs-http-404')).toBe('Nmbrs gaf geen antwoord waar wij iets mee kunnen (nmbrs-http-404)');
  });

  it('that nobody foresaw is told as such, with the code by which it can be found', () => {
    expect(bekendeReden('nooit-van-gehoord')).toBeUndefined();
    expect(redenMetCode('nooit-van-gehoord')).toBe(
      'er ging bij ons iets mis dat wij niet hadden voorzien (nooit-van-gehoord)',
    );
  });

  it.each([TRANSIENT, UNCLEAR, REFUSED, DEFECT])('is never called %s, as in exchanges of before', (name) => {
    expect(getoondeCode(name)).toBe(ONVERWACHT);
    expect(redenVan(name)).toBe('er ging bij ons iets mis dat wij niet hadden voorzien');
    expect(redenMetCode(name)).toBe(`${redenVan(name)} (onverwacht)`);
  });
});
