import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Geval } from './geval.ts';

export interface Started {
  /** The first line that it printed. */
  readonly line: string;
  stop(): Promise<void>;
}

/** Starts the simulator for a case, and waits until it listens. */
export async function startSimulatorFor(geval: Geval): Promise<Started> {
  const child = node('./simulator-process.ts', [JSON.stringify(geval)]);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the simulator did not start')));
  const [line] = await Promise.race([once(child.stdout ?? child, 'data'), ended]);
  ended.catch(() => undefined);
  return {
    line: String(line).trim(),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** Runs a script of this folder to its end and gives the JSON in the last line that it printed. */
export async function outputOf(script: string, args: readonly string[]): Promise<unknown> {
  const child = node(script, args);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  const lines = Buffer.concat(chunks).toString('utf8').trim().split('\n');
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return JSON.parse(lines.at(-1) ?? '');
}

const node = (script: string, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
