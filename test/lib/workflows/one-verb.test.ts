import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../../lib/parts/platform.ts';
import { functionsOf } from '../functions.ts';
import { callsOf, machineNamed } from '../machines.ts';
import { allResources, ofType } from '../templates.ts';

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');

/** Functions without a use case of their name, and why. */
const WITHOUT_USE_CASE: ReadonlyMap<string, string> = new Map([
  ...['aanmelding', 'dossier', 'kalender', 'koppeling', 'uitwisseling', 'verzoek', 'verzoeken', 'voorstel'].map(
    (document) => [`show-${document}`, 'looks it up and has `weergave` present it'] as const,
  ),
  ...['kantoor', 'koppelingen', 'werkvoorraad'].map(
    (list) => [`show-${list}`, `shows a page of \`list-${list}\``] as const,
  ),
  ['show-vragen', 'runs `show-open-vragen`: those of a delivery are shown by `show-levering`'],
  ['show-audit', 'hands the trail on as it stands'],
  ...['aanmeldpagina', 'openapi', 'wegwijzer'].map(
    (page) => [`show-${page}`, 'answers with what it was bundled with'] as const,
  ),
  ['erase-aanmelding', 'runs `erase-at-once`: what the daily round would do 90 days later'],
  ['record-bezorging', 'writes one field, with nothing to decide'],
  ['withdraw-beeindiging', 'runs `withdraw-afmelding`, on behalf of a.s.r.'],
]);

interface Names {
  /** Which function each task of the machines calls. */
  readonly calls: readonly (readonly [state: string, folder: string | undefined])[];
  /** The text of the handler of each function, by its folder. */
  readonly handlers: ReadonlyMap<string, string>;
}

/** Where a state, a folder and a use case do not bear one name. */
function brokenBy({ calls, handlers }: Names): string[] {
  return [
    ...calls
      .filter(([state, folder]) => folder === undefined || !isNamedAfter(state, folder))
      .map(([state, folder]) => `state ${state} calls ${folder}`),
    ...[...handlers]
      .filter(([folder, text]) => usesItsOwn(folder, text) === WITHOUT_USE_CASE.has(folder))
      .map(([folder]) => (WITHOUT_USE_CASE.has(folder) ? `${folder} needs no exception` : `${folder} has no use case`)),
    ...[...WITHOUT_USE_CASE.keys()].filter((folder) => !handlers.has(folder)).map((folder) => `${folder} is gone`),
  ];
}

/** A function that several states call stands in each of their names, before the noun that tells them apart. */
const isNamedAfter = (state: string, folder: string): boolean =>
  state.startsWith(idOf(folder)) && /^(?:[A-Z]|$)/.test(state.slice(idOf(folder).length));

const usesItsOwn = (folder: string, handler: string): boolean =>
  new RegExp(`from '../../core/[a-z]+/${folder}\\.ts'`).test(handler);

const resources = allResources();
const functions = functionsOf(resources);
const deployed: Names = {
  calls: ofType(resources, 'AWS::StepFunctions::StateMachine').flatMap(({ Properties }) =>
    Object.entries(callsOf(machineNamed(resources, String(Properties.StateMachineName)), functions)),
  ),
  handlers: new Map(
    globSync('functions/*/handler.ts', { cwd: REPOSITORY }).map((file) => [
      path.basename(path.dirname(file)),
      readFileSync(path.join(REPOSITORY, file), 'utf8'),
    ]),
  ),
};

describe('a state, its function and its use case', () => {
  it('bear one name', () => {
    expect(deployed.calls.length).toBeGreaterThan(25);
    expect([...deployed.handlers.keys()].sort()).toEqual([...functions.keys()].sort());
    expect(brokenBy(deployed)).toEqual([]);
  });

  const own = "import { checkRun } from '../../core/uitwisseling/check-run.ts';";
  const withHandler = (folder: string, text: string): Names['handlers'] =>
    new Map([...deployed.handlers, [folder, text]]);

  it.each<[string, Partial<Names>, string[]]>([
    ['a state of another name', { calls: [['ControleerRun', 'check-run']] }, ['state ControleerRun calls check-run']],
    ['one that only begins like it', { calls: [['CheckRuns', 'check-run']] }, ['state CheckRuns calls check-run']],
    ['one that calls nothing of ours', { calls: [['CheckRun', undefined]] }, ['state CheckRun calls undefined']],
    ['a function without a use case', { handlers: withHandler('look-run', own) }, ['look-run has no use case']],
    [
      'an exception that is none',
      { handlers: withHandler('show-audit', "from '../../core/weergave/show-audit.ts'") },
      ['show-audit needs no exception'],
    ],
    [
      'an exception for what is gone',
      { handlers: new Map([...deployed.handlers].filter(([folder]) => folder !== 'show-audit')) },
      ['show-audit is gone'],
    ],
  ])('do not pass as %s', (_what, names, expected) => {
    expect(brokenBy({ ...deployed, ...names })).toEqual(expected);
  });

  it('may be called by several states, each with a noun of its own', () => {
    const calls = [
      ['CheckRun', 'check-run'],
      ['CheckRunNaHerinnering', 'check-run'],
    ] as const;
    expect(brokenBy({ ...deployed, calls })).toEqual([]);
  });
});
