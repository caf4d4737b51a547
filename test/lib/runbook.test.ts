import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { REDEN_VAN_CODE, REDEN_VAN_FAMILIE } from '../../core/nmbrs/mislukt.ts';
import { allResources, ofType, type TemplateResource } from './templates.ts';

const RUNBOOK = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
/** About the runbook itself and the shell of whoever reads it, and what begins with a letter: no alarm leads there. */
const WITHOUT_ALARM = [
  ...['Before you start', 'An employee asks for access or erasure', 'An office lost its code'],
  ...['An office does not answer', 'A policy ends, or an office will not leave a wrong aanmelding'],
  ...['An office says that somebody else has its code', 'An office says that the wrong aanmelding went ahead'],
];

/** The text of each section by its heading. */
const sections = new Map(
  RUNBOOK.split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading, lines.join('\n')] as const;
    }),
);
// With everything on that a setting can turn on.
const resources = allResources({ ontvangstBinnenUren: '24' });
const alarms = ofType(resources, 'AWS::CloudWatch::Alarm');

/** The heading that the description of an alarm ends with; empty when it names none. */
const headingOf = ({ Properties }: TemplateResource): string =>
  /Runbook: (.+)\.$/.exec(z.string().parse(Properties.AlarmDescription))?.[1] ?? '';
const byHeading = new Map(alarms.map((alarm) => [headingOf(alarm), alarm]));

/** The headings of the alarms that watch this resource. */
const sectionsAbout = ({ logicalId }: TemplateResource): readonly string[] =>
  alarms
    .filter(
      ({ Properties }) =>
        JSON.stringify(Properties).includes(`"${logicalId}"`) ||
        JSON.stringify(Properties).includes(`["${logicalId}",`),
    )
    .map(headingOf);

/** What the shell functions of the runbook take: the beginning of a logical id of this type. */
const TYPE_OF: Readonly<Record<string, string>> = {
  failed: 'AWS::StepFunctions::StateMachine',
  machine: 'AWS::StepFunctions::StateMachine',
  look: 'AWS::SQS::Queue',
  drop: 'AWS::SQS::Queue',
  move: 'AWS::SQS::Queue',
  log: 'AWS::Logs::LogGroup',
};

function namesInCommands(): readonly (readonly [command: string, prefix: string])[] {
  const command = new RegExp(`(?:^|[\\x60( ])(${Object.keys(TYPE_OF).join('|')}) ([A-Z]\\w+)(?: ([A-Z]\\w+))?`, 'gm');
  const found = [...[...sections.values()].join('\n').matchAll(command)].flatMap(([, name = '', ...prefixes]) =>
    prefixes.flatMap((prefix) => (/[a-z]/.test(prefix ?? '') ? [[name, prefix ?? ''] as const] : [])),
  );
  return [...new Map(found.map((pair) => [pair.join(' '), pair])).values()];
}

describe('the runbook', () => {
  it.each(alarms.map((alarm) => [alarm.logicalId, headingOf(alarm)]))(
    'has the section that alarm %s names: %s',
    (_alarm, heading) => {
      const section = sections.get(heading);
      expect(section).toContain('*Impact:*');
      expect(section).toMatch(/^1\. /m);
      expect(section).toMatch(/^\*Tried:\* \S/m);
    },
  );

  it('has a section of its own for each alarm, and none for what does not exist', () => {
    expect(byHeading.size).toBe(alarms.length);
    expect([...sections.keys()].sort()).toEqual([...WITHOUT_ALARM, ...byHeading.keys()].sort());
  });

  it.each(
    ofType(resources, 'AWS::SQS::Queue')
      .filter(({ Properties }) => !('RedrivePolicy' in Properties))
      .map((queue) => [queue.logicalId, sectionsAbout(queue)]),
  )('has one section about dead letter queue %s: %s', (_queue, headings) => {
    expect(headings).toEqual([expect.stringMatching(/^Dead letters: /)]);
  });

  it.each(
    ofType(resources, 'AWS::StepFunctions::StateMachine').map((machine) => [
      z.string().parse(machine.Properties.StateMachineName).replace('salariskoppeling-', ''),
      sectionsAbout(machine),
    ]),
  )('has a section about a failed execution of %s', (name, headings) => {
    expect(headings).toContain(`A state machine failed: ${name}`);
  });

  it.each([
    ...Object.keys(REDEN_VAN_CODE),
    ...REDEN_VAN_FAMILIE.map(({ begin }) => `${begin}…`),
    'recht-niet-actief.…',
  ])('says what to do about an exchange that ended with %s', (code) => {
    const lines = sections.get('A state machine failed: uitwisseling')?.split('\n') ?? [];
    const rows = lines.filter((line) => line.trimStart().startsWith('|') && line.includes(`\`${code}\``));
    expect(rows.map((row) => row.split('|').map((cell) => cell.trim()))).toEqual([
      ['', expect.any(String), expect.stringMatching(/\S/), expect.stringMatching(/\S.*[.?]$/), ''],
    ]);
  });

  it('looks for a mail that was not sent in the log of every function that mails, by every code', () => {
    const filters = ofType(resources, 'AWS::Logs::MetricFilter').filter(({ Properties }) =>
      JSON.stringify(Properties.MetricTransformations).includes('"MailNotSent"'),
    );
    const section = sections.get('A mail was not sent') ?? '';
    const listed = (name: string) => new RegExp(`for ${name} in ([^;]+);`).exec(section)?.[1]?.split(' ') ?? [];
    const groups = filters.map(({ Properties }) => z.object({ Ref: z.string() }).parse(Properties.LogGroupName).Ref);
    expect(groups.filter((group) => !listed('group').some((begin) => group.startsWith(begin)))).toEqual([]);
    expect(listed('group').filter((begin) => !groups.some((group) => group.startsWith(begin)))).toEqual([]);
    const patterns = filters.flatMap(({ Properties }) => String(Properties.FilterPattern).match(/bericht\.\w+/g) ?? []);
    expect([...new Set(patterns)].sort()).toEqual(listed('code').sort());
  });

  it.each(namesInCommands())('names by %s %s exactly one resource in its commands', (command, prefix) => {
    const type = TYPE_OF[command];
    const found = resources.filter(({ Type, logicalId }) => Type === type && logicalId.startsWith(prefix));
    expect(found).toHaveLength(1);
  });
});
