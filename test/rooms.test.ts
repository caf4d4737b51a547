import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const REPOSITORY = path.resolve(import.meta.dirname, '..');

/** The rooms of `core/`, from the ground up: each imports only itself and those before it. docs/architecture.md tells what is in each. */
const ROOMS: readonly string[] = [
  ...['kalender', 'invoer', 'audit', 'nmbrs', 'toegang', 'berichten', 'aanmelding', 'controle', 'akkoord', 'koppeling'],
  ...['adres', 'aanvraag', 'verzoek', 'uitwisseling', 'vergelijking', 'ophalen', 'levering', 'afmelding', 'beheer'],
  ...['weergave', 'naloop'],
];

/** How the name of a file begins that does something, on ports; every other one is a concept. */
const VERBS: ReadonlySet<string> = new Set(
  [
    'abandon add ask assemble assert brake carry change check clean compare complete confirm correct count decide deliver distribute',
    'end erase expire export fail fetch find follow gather give hold identify lapse leave list load mail mend miss move notice open',
    'pass pause place plan poll present probe prove put reactivate read realise recheck reconcile reissue release remind remove repeat replace',
    'restart restore resume review search send settle show sign skip start stop store submit sweep take tell verify wait withdraw',
  ].flatMap((line) => line.split(' ')),
);
const isVerb = (file: string): boolean => VERBS.has(path.basename(file, '.ts').split('-', 1)[0] ?? '');
const isPort = (file: string): boolean => file.includes('/ports/');
/** At the root of `core/`: what every room may know. */
const isGround = (file: string): boolean => /^core\/[^/]+$/.test(file);
const roomOf = (file: string): number => ROOMS.indexOf(file.split('/')[1] ?? '');

const MAX_METHODS = 9;
const MAX_FILES = 35;
const MAX_LINES = 300;

/** Which rule each file breaks; `files` has the text of each by its path. */
function brokenBy(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([file, text]) => {
    const imported = importsOf(file, text).filter((one) => one.startsWith('core/'));
    if (!file.startsWith('core/')) return isLib(file) ? imported.filter(isRunning).map(says(file, 'lib')) : [];
    if (isGround(file)) return imported.filter((one) => !isGround(one)).map(says(file, 'ground'));
    const inRooms = imported.filter((one) => !isGround(one));
    return [
      ...inRooms.filter((one) => roomOf(one) > roomOf(file)).map(says(file, 'upward')),
      // What people are shown is shaped of each other's documents.
      ...(isRunning(file) || file.startsWith('core/weergave/')
        ? []
        : inRooms.filter(isRunning).map(says(file, 'concept'))),
      ...(isPort(file)
        ? methodsOf(text)
            .filter(([, count]) => count > MAX_METHODS)
            .map(([name]) => `${file}: port ${name}`)
        : []),
    ];
  });
}

const isLib = (file: string): boolean => file.startsWith('lib/');
const isRunning = (file: string): boolean => isPort(file) || isVerb(file);
const says = (file: string, rule: string) => (one: string) => `${file}: ${rule} ${one}`;

/** What a file imports of ours, as paths from the root. */
const importsOf = (file: string, text: string): string[] =>
  [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '(\.[^']+)'/gms)].map(([, from = '']) =>
    path.posix.join(path.posix.dirname(file), from),
  );

/** The interfaces of a file, and how many methods each has itself. */
const methodsOf = (text: string): [name: string, count: number][] =>
  [...text.matchAll(/^export interface (\w+)[^{]*\{\n(.*?)^\}/gms)].map(([, name = '', body = '']) => [
    name,
    [...body.matchAll(/^ {2}(?:readonly )?\w+\??(?:: )?(?:<[^>]*>)?\(/gm)].length,
  ]);

/** How many files lie in each folder. */
const crowded = (files: readonly string[]): string[] =>
  [...Map.groupBy(files, (file) => path.posix.dirname(file))]
    .filter(([, inside]) => inside.length > MAX_FILES)
    .map(([folder]) => folder);

const sources = new Map(
  globSync('{core,lib}/**/*.ts', { cwd: REPOSITORY }).map((file) => [
    file,
    readFileSync(path.join(REPOSITORY, file), 'utf8'),
  ]),
);
const inCore = [...sources.keys()].filter((file) => file.startsWith('core/'));

/** Which files go on for too long. */
const long = (files: ReadonlyMap<string, string>): string[] =>
  [...files].filter(([, text]) => text.trimEnd().split('\n').length > MAX_LINES).map(([file]) => file);

describe('the rooms of the core', () => {
  it('are the folders that are there, each of them told of', () => {
    expect(ROOMS.toSorted()).toEqual(
      [...new Set(inCore.filter((file) => !isGround(file)).map((file) => file.split('/')[1]))].sort(),
    );
    const told = readFileSync(path.join(REPOSITORY, 'docs/architecture.md'), 'utf8');
    expect(
      [...told.matchAll(/^\| `([a-z]+)` \| /gm)].map(([, room]) => room).filter((room) => room !== 'local'),
    ).toEqual(ROOMS);
  });

  it('import themselves and those below; concepts know no port and nothing that runs; no port is wide; lib takes concepts', () => {
    expect(inCore.length).toBeGreaterThan(300);
    expect(brokenBy(sources)).toEqual([]);
  });

  it('have room', () => {
    expect(crowded(inCore)).toEqual([]);
    expect(long(new Map([...sources].filter(([file]) => file.startsWith('core/'))))).toEqual([]);
  });

  it.each([
    ['core/errors.ts', "import { a } from './kalender/tijd.ts';", 'core/errors.ts: ground core/kalender/tijd.ts'],
    [
      'core/audit/x.ts',
      "import type {\n  A,\n} from '../levering/mutatie.ts';",
      'core/audit/x.ts: upward core/levering/mutatie.ts',
    ],
    ['core/audit/x.ts', "export { a } from '../beheer/acties.ts';", 'core/audit/x.ts: upward core/beheer/acties.ts'],
    [
      'core/levering/x.ts',
      "import { a } from '../nmbrs/ports/kluis.ts';",
      'core/levering/x.ts: concept core/nmbrs/ports/kluis.ts',
    ],
    [
      'core/levering/x.ts',
      "import { a } from './hold-uitwisseling.ts';",
      'core/levering/x.ts: concept core/levering/hold-uitwisseling.ts',
    ],
    [
      'lib/x.ts',
      "import { a } from '../core/levering/hold-uitwisseling.ts';",
      'lib/x.ts: lib core/levering/hold-uitwisseling.ts',
    ],
    ['core/audit/ports/x.ts', `export interface X {\n${'  a(): void;\n'.repeat(10)}}`, 'core/audit/ports/x.ts: port X'],
    [
      'core/audit/ports/x.ts',
      `export interface X {\n${'  readonly a: () => void;\n'.repeat(10)}}`,
      'core/audit/ports/x.ts: port X',
    ],
  ])('refuse what breaks a rule: %s, %s', (file, text, expected) => {
    expect(brokenBy(new Map([[file, text]]))).toEqual([expected]);
  });

  it('refuse a file that goes on and on', () => {
    const text = 'export {};\n'.repeat(MAX_LINES);
    expect(
      long(
        new Map([
          ['a.ts', text],
          ['b.ts', `${text}export {};\n`],
        ]),
      ),
    ).toEqual(['b.ts']);
  });

  it('refuse a crowd', () => {
    const many = Array.from({ length: MAX_FILES + 1 }, (_, index) => `core/audit/x${index}.ts`);
    expect([crowded(many), crowded(many.slice(1))]).toEqual([['core/audit'], []]);
  });

  it('allow what they are for', () => {
    const text =
      "import { a } from '../kalender/tijd.ts';\nimport { b } from '../../core/errors.ts';\nimport type { Kluis } from '../nmbrs/ports/kluis.ts';";
    expect(brokenBy(new Map([['core/levering/hold-x.ts', text]]))).toEqual([]);
  });
});
