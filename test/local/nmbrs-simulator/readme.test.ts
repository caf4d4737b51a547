import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { operationNames } from '../../../local/nmbrs-simulator/soap.ts';
import { InjectedFault, RateLimit, ReportBehaviour, Switches } from '../../../local/nmbrs-simulator/switches.ts';
import { startExample } from './asking.ts';

const readme = readFileSync('local/nmbrs-simulator/README.md', 'utf8');
/** `{Address,Contract}_GetAll` is short for two names. */
const written = readme.replace(/\{([A-Za-z,]+)\}(\w+)/g, (_, names: string, rest: string) =>
  names
    .split(',')
    .map((name) => `\`${name}${rest}\``)
    .join(' '),
);

test.each([
  ['operation', operationNames().map((name) => name.split('.')[1] ?? '')],
  ['switch', Object.keys(Switches.shape)],
  ['setting of the report', Object.keys(ReportBehaviour.shape)],
  ['setting of the rate limit', Object.keys(RateLimit.shape)],
  ['kind of trouble', InjectedFault.options.flatMap(({ shape }) => [...shape.kind.values])],
])('the README names every %s', (_what, names) => {
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !written.includes(`\`${name}\``))).toEqual([]);
});

test('the README counts the operations', () => {
  expect(readme).toContain(`, ${operationNames().length} operations:`);
});

test('the changes in the README are changes', async () => {
  const { simulator } = await startExample();
  const changes = [...readme.matchAll(/^ {4}wijzig '([^']+)'$/gm)].map(([, json = '']) => json);
  expect(changes.length).toBeGreaterThan(5);
  for (const json of changes) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${simulator.url}/simulator/wijzig`, { method: 'POST', headers, body: json });
    expect([answer.status, json]).toEqual([200, json]);
  }
  await simulator.stop();
});
