import aslValidator from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { DEFECT, REFUSED, TRANSIENT } from '../../../core/errors.ts';
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
