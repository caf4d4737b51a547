import aslValidator from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { DEFECT, REFUSED, TRANSIENT, UNCLEAR } from '../../../core/errors.ts';
import { NMBRS_BUDGET } from '../../../lib/nmbrs-budget.ts';
import { functionsOf } from '../functions.ts';
import { callsOf, type Machine, machineNamed, waitFor } from '../machines.ts';
import { allResources } from '../templates.ts';

const resources = allResources();
const functions = functionsOf(resources);
const all: readonly (readonly [string, Machine])[] = [
  ['realisatie', machineNamed(resources, 'salariskoppeling-realisatie')],
  ['uitwisseling', machineNamed(resources, 'salariskoppeling-uitwisseling')],
  ['afmelding', machineNamed(resources, 'salariskoppeling-afmelding')],
  ['naloop', machineNamed(resources, 'salariskoppeling-naloop')],
  ['verzoek', machineNamed(resources, 'salariskoppeling-verzoek')],
];

describe.each(all)('the machine %s', (_name, machine) => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = aslValidator(machine.json, { checkArn: true, checkPaths: true });
    expect(isValid ? '' : errorsText()).toBe('');
  });

  it('logs every step without its data, and is traced', () => {
    expect(machine.properties.LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
    expect(machine.properties.TracingConfiguration).toEqual({ Enabled: true });
    expect(machine.properties.StateMachineType).toBe('STANDARD');
  });

  it('tries again only errors that it names, and never what a person must mend', () => {
    const retried = Object.values(machine.definition.States).flatMap(({ Retry }) =>
      Retry.flatMap(({ ErrorEquals }) => ErrorEquals),
    );
    expect(retried).toContain(TRANSIENT);
    expect(retried).not.toContain(REFUSED);
    expect(retried).not.toContain(DEFECT);
    expect(retried).not.toContain('States.ALL');
    expect(retried).not.toContain('States.TaskFailed');
  });

  it('gives every task a second chance when Lambda fails', () => {
    const tasks = Object.keys(callsOf(machine, functions));
    expect(tasks.length).toBeGreaterThan(0);
    expect(tasks.filter((task) => waitFor(machine, task, 'Lambda.ServiceException') !== 126)).toEqual([]);
  });
});

it('asks Nmbrs again for 85 minutes when an answer makes no sense, in every step that calls it and no other', () => {
  // The daily round goes on with the next koppeling, and comes back tomorrow.
  const callers = Object.keys(NMBRS_BUDGET).filter((name) => name !== 'reconcile-koppelingen');
  const waits = all.flatMap(([, machine]) =>
    Object.entries(callsOf(machine, functions)).map(([state, name = '']) => ({
      state,
      expected: callers.includes(name) ? 85 * 60 : 0,
      seconds: waitFor(machine, state, UNCLEAR),
    })),
  );
  expect(waits.filter(({ expected }) => expected > 0).length).toBeGreaterThanOrEqual(5);
  expect(waits.filter(({ expected, seconds }) => seconds !== expected)).toEqual([]);
});
