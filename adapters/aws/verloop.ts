import { SendTaskSuccessCommand, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Verloop } from '../../core/ports/verloop.ts';
import { settled } from './errors.ts';

export interface VerloopConfig {
  readonly client: SFNClient;
  /** The machine of `startRealisatie`; leave it out in a function that never starts one. */
  readonly realisatieMachineArn?: string;
  /** The machine of `startAfmelding`; leave it out in a function that never starts one. */
  readonly afmeldingMachineArn?: string;
  /** The machine of `startUitwisseling`; leave it out in a function that never starts one. */
  readonly uitwisselingMachineArn?: string;
}

/**
 * The state machines in Step Functions. A name is taken for as long as its execution runs and 90 days after it: a second
 * start answers ExecutionAlreadyExists, or the running execution itself.
 */
export function createVerloop({ client, ...machines }: VerloopConfig): Verloop {
  const { realisatieMachineArn, afmeldingMachineArn, uitwisselingMachineArn } = machines;
  return {
    startRealisatie: (aanmeldingId) => start(client, realisatieMachineArn, aanmeldingId, { aanmeldingId }),
    startAfmelding: (aanmeldingId) => start(client, afmeldingMachineArn, aanmeldingId, { aanmeldingId }),
    startUitwisseling: (uitwisselingId) => start(client, uitwisselingMachineArn, uitwisselingId, { uitwisselingId }),
    async resume(taakToken, uitkomst) {
      const command = new SendTaskSuccessCommand({ taskToken: taakToken, output: JSON.stringify(uitkomst) });
      const gone = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];
      const outcome = await settled('verloop.resume', gone, () => client.send(command));
      return outcome.ok ? 'hervat' : 'verlopen';
    },
  };
}

async function start(
  client: SFNClient,
  stateMachineArn: string | undefined,
  name: string,
  input: Readonly<Record<string, string>>,
): Promise<void> {
  const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
  await settled('verloop.start', ['ExecutionAlreadyExists'], () => client.send(command));
}
