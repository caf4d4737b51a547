import { afterAll, beforeAll } from 'vitest';
import { createSfnClient } from '../../adapters/aws/clients.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { createMemoryVerloop } from '../../adapters/memory/verloop.ts';
import { TaakToken } from '../../core/ids.ts';
import { type EmulatedServices, machineArn, startEmulatedServices } from '../adapters/aws/emulated-services.ts';
import { describeVerloopContract, type VerloopSubject } from './verloop.contract.ts';

let services: EmulatedServices;
beforeAll(async () => {
  services = await startEmulatedServices();
});
afterAll(() => services.stop());

function stepFunctions(): VerloopSubject {
  const { tokens } = services.engine;
  const resumed = new Map<TaakToken, Promise<string>>();
  return {
    verloop: createVerloop({
      client: createSfnClient(services.config),
      realisatieMachineArn: machineArn('realisatie'),
      afmeldingMachineArn: machineArn('afmelding'),
      uitwisselingMachineArn: machineArn('uitwisseling'),
      verzoekMachineArn: machineArn('verzoek'),
    }),
    started: (machine) =>
      services.engine
        .executions()
        .filter((execution) => execution.machine.arn === machineArn(machine))
        .map(({ name }) => name),
    end(uitwisselingId) {
      const found = services.engine.executions().find(({ name }) => name === uitwisselingId);
      found?.finish({ status: 'FAILED' });
    },
    waitingToken() {
      const token = TaakToken.parse(tokens.create());
      resumed.set(
        token,
        tokens.wait(token, () => undefined),
      );
      return token;
    },
    expire: (token) => tokens.close(token),
    async resumedWith(token) {
      return JSON.parse((await resumed.get(token)) ?? 'null');
    },
  };
}

function memory(): VerloopSubject {
  const verloop = createMemoryVerloop();
  let tokens = 0;
  return {
    verloop,
    started: (machine) => [
      ...{
        realisatie: verloop.realisaties,
        afmelding: verloop.afmeldingen,
        uitwisseling: verloop.uitwisselingen,
        verzoek: verloop.verzoeken,
      }[machine],
    ],
    end: (uitwisselingId) => verloop.end(uitwisselingId),
    waitingToken() {
      tokens += 1;
      const token = TaakToken.parse(`token-${tokens}`);
      verloop.wait(token);
      return token;
    },
    expire: (token) => verloop.expire(token),
    resumedWith: async (token) => verloop.hervat.get(token),
  };
}

describeVerloopContract('memory', memory);
describeVerloopContract('Step Functions', stepFunctions);
