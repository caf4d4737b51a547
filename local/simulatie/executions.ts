import {
  executionNameOf,
  type Verloop,
  type Verloopblik,
  type Verloopstand,
} from '../../core/aanmelding/ports/verloop.ts';
import { AanmeldingId, type TaakToken, UitwisselingId, VerzoekId } from '../../core/ids.ts';
import { tijdstipAt } from '../../core/kalender/tijd.ts';
import type { Definition } from './definition.ts';
import { type Data, type MachineEnd, type MachineHost, runMachine } from './machine.ts';

/** One execution of a machine. */
export interface Execution {
  readonly machine: string;
  readonly name: string;
  readonly input: Data;
  /** The state in which it is, or came to its end. */
  state: string;
  end: MachineEnd | undefined;
  /** Everything that its history shows to whoever may read it. */
  readonly history: unknown[];
}

export interface Executions {
  readonly verloop: Verloop;
  /** Starts the daily round; what the schedule of the template does. */
  startNaloop(name: string): void;
  all(): readonly Execution[];
  /** That of an exchange. */
  find(uitwisselingId: string): Execution | undefined;
  /** Goes on with an execution that failed, at the state that failed; what a person does after an alarm. */
  redrive(execution: Execution): void;
}

export interface ExecutionsParts extends Omit<MachineHost, 'openToken'> {
  readonly machines: Readonly<Record<string, Definition>>;
  /** An execution failed: the alarm of the machine goes. */
  readonly alarm: (execution: Execution) => void;
  /** A state waited in vain. */
  readonly timedOut: (name: string) => void;
  readonly note: (line: () => string) => void;
}

const keyOf = (machine: string, name: string): string => `${machine} ${name}`;

export function createExecutions(parts: ExecutionsParts): Executions {
  const executions = new Map<string, Execution>();
  const waiting = new Map<string, (output: unknown) => void>();
  let tokens = 0;
  const host: MachineHost = {
    ...parts,
    openToken: () => {
      tokens += 1;
      const token = `taak-${tokens}`;
      const { promise, resolve } = Promise.withResolvers<unknown>();
      waiting.set(token, resolve);
      return { token, answered: promise, close: () => void waiting.delete(token) };
    },
  };

  const go = async (execution: Execution, definition: Definition, from: string, data: Data): Promise<void> => {
    const end = await runMachine(host, {
      definition,
      from,
      data,
      note: (event) => {
        execution.state = event.state;
        execution.history.push(event);
        if (event.error === 'States.Timeout') parts.timedOut(execution.name);
        if (event.what === 'StateEntered') parts.note(() => `${execution.name} enters ${event.state}`);
      },
    });
    execution.end = end;
    const outcome = end.error === undefined ? 'succeeds' : `fails with ${end.error}`;
    parts.note(() => `${execution.name} ${outcome}`);
    if (end.error !== undefined) parts.alarm(execution);
  };

  const start = (machine: string, name: string, input: Data): void => {
    const definition = parts.machines[machine];
    if (definition === undefined) throw new Error(`there is no machine ${machine}`);
    // A name is taken within its machine only.
    if (executions.has(keyOf(machine, name))) return;
    const execution: Execution = { machine, name, input, state: definition.StartAt, end: undefined, history: [input] };
    executions.set(keyOf(machine, name), execution);
    parts.note(() => `${name} is started`);
    void go(execution, definition, definition.StartAt, input);
  };

  return {
    verloop: {
      startRealisatie: async (aanmeldingId, opnieuw) =>
        start('realisatie', executionNameOf(AanmeldingId.parse(aanmeldingId), opnieuw), { aanmeldingId }),
      startAfmelding: async (aanmeldingId, opnieuw) =>
        start('afmelding', executionNameOf(AanmeldingId.parse(aanmeldingId), opnieuw), { aanmeldingId }),
      startUitwisseling: async (uitwisselingId) =>
        start('uitwisseling', UitwisselingId.parse(uitwisselingId), { uitwisselingId }),
      look: async (uitwisselingId) => standOf(executions.get(keyOf('uitwisseling', uitwisselingId))),
      lookAtRealisatie: async (aanmeldingId, opnieuw) =>
        blikOf(executions.get(keyOf('realisatie', executionNameOf(aanmeldingId, opnieuw)))),
      startVerzoek: async (verzoekId, opnieuw) =>
        start('verzoek', executionNameOf(VerzoekId.parse(verzoekId), opnieuw), { verzoekId }),
      async resume(taakToken: TaakToken, uitkomst) {
        const resolve = waiting.get(taakToken);
        if (resolve === undefined) return 'verlopen';
        waiting.delete(taakToken);
        resolve({ ...uitkomst });
        return 'hervat';
      },
    },
    startNaloop: (name) => start('naloop', name, {}),
    all: () => [...executions.values()],
    find: (uitwisselingId) => executions.get(keyOf('uitwisseling', uitwisselingId)),
    redrive(execution) {
      const { end, machine } = execution;
      const definition = parts.machines[machine];
      if (end?.error === undefined || definition === undefined) return;
      execution.end = undefined;
      parts.note(() => `${execution.name} is redriven at ${end.state}`);
      void go(execution, definition, end.state, end.data);
    },
  };
}

/** The round looks at it days later: when it ended is not asked. */
function blikOf(execution: Execution | undefined): Verloopblik {
  const stand = standOf(execution);
  return stand === 'geeindigd' ? { stand, op: tijdstipAt(0) } : { stand };
}

function standOf(execution: Execution | undefined): Verloopstand {
  if (execution === undefined) return 'onbekend';
  return execution.end === undefined ? 'loopt' : 'geeindigd';
}
