import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { executionNameOf, type Verloop, type Verloopblik } from '../../core/aanmelding/ports/verloop.ts';
import { tijdstipAt } from '../../core/kalender/tijd.ts';
import { versioned } from '../../core/stored.ts';
import { settled } from './errors.ts';

export interface VerloopConfig {
  readonly client: SFNClient;
  /** The machine of `startRealisatie` and `lookAtRealisatie`; leave it out in a function that does neither. */
  readonly realisatieMachineArn?: string;
  /** The machine of `startAfmelding`; leave it out in a function that never starts one. */
  readonly afmeldingMachineArn?: string;
  /** The machine of `startUitwisseling` and `look`; leave it out in a function that does neither. */
  readonly uitwisselingMachineArn?: string;
  /** The machine of `startVerzoek`; leave it out in a function that never starts one. */
  readonly verzoekMachineArn?: string;
}

/**
 * The state machines in Step Functions. A name is taken for as long as its execution runs and 90 days after it: a second
 * start answers ExecutionAlreadyExists, or the running execution itself.
 */
export function createVerloop({ client, ...machines }: VerloopConfig): Verloop {
  const { realisatieMachineArn, afmeldingMachineArn, uitwisselingMachineArn, verzoekMachineArn } = machines;
  return {
    startRealisatie: (aanmeldingId, opnieuw) =>
      start(client, realisatieMachineArn, executionNameOf(aanmeldingId, opnieuw), { aanmeldingId }),
    startAfmelding: (aanmeldingId, opnieuw) =>
      start(client, afmeldingMachineArn, executionNameOf(aanmeldingId, opnieuw), { aanmeldingId }),
    startUitwisseling: (uitwisselingId) => start(client, uitwisselingMachineArn, uitwisselingId, { uitwisselingId }),
    look: async (uitwisselingId) => (await look(client, uitwisselingMachineArn, uitwisselingId)).stand,
    lookAtRealisatie: (aanmeldingId, opnieuw) =>
      look(client, realisatieMachineArn, executionNameOf(aanmeldingId, opnieuw)),
    startVerzoek: (verzoekId, opnieuw) =>
      start(client, verzoekMachineArn, executionNameOf(verzoekId, opnieuw), { verzoekId }),
    async resume(taakToken, uitkomst) {
      const command = new SendTaskSuccessCommand({ taskToken: taakToken, output: JSON.stringify(uitkomst) });
      const gone = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];
      const outcome = await settled('verloop.resume', gone, () => client.send(command));
      return outcome.ok ? 'hervat' : 'verlopen';
    },
  };
}

/** A redrive that waits for its turn will go on. */
const UNDER_WAY: readonly string[] = ['RUNNING', 'PENDING_REDRIVE'];

const executionArnOf = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;

async function look(client: SFNClient, stateMachineArn: string | undefined, name: string): Promise<Verloopblik> {
  const executionArn = executionArnOf(stateMachineArn ?? '', name);
  const command = new DescribeExecutionCommand({ executionArn, includedData: 'METADATA_ONLY' });
  const outcome = await settled('verloop.look', ['ExecutionDoesNotExist'], () => client.send(command));
  if (!outcome.ok) return { stand: 'onbekend' };
  const { status = '', stopDate } = outcome.value;
  if (UNDER_WAY.includes(status)) return { stand: 'loopt' };
  // One that ended says when; should it not, it is as if it had ended long ago.
  return { stand: 'geeindigd', op: tijdstipAt(stopDate?.getTime() ?? 0) };
}

async function start(
  client: SFNClient,
  stateMachineArn: string | undefined,
  name: string,
  input: Readonly<Record<string, string>>,
): Promise<void> {
  const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(versioned(input)) });
  await settled('verloop.start', ['ExecutionAlreadyExists'], () => client.send(command));
}
