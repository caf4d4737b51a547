import type { VirtualClock } from './clock.ts';

/** One line that a function or the runtime wrote. */
export interface LogLine {
  /** Virtual moment, ISO 8601. */
  readonly tijd: string;
  /** The function's name, or `runtime`. */
  readonly bron: string;
  readonly regel: string;
}

/** Everything that was logged, in order of arrival. Where AWS would have CloudWatch Logs. */
export interface Logbook {
  write(bron: string, regel: string): void;
  lines(): readonly LogLine[];
}

/** `print` shows each line on the terminal too. */
export function createLogbook(clock: VirtualClock, print: boolean): Logbook {
  const lines: LogLine[] = [];
  return {
    write: (bron, regel) => {
      const line = { tijd: new Date(clock.now()).toISOString(), bron, regel };
      lines.push(line);
      if (print) process.stderr.write(`${line.tijd} ${bron}: ${regel}\n`);
    },
    lines: () => lines,
  };
}
