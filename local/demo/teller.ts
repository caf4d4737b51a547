import { styleText } from 'node:util';

/** Tells the story line by line, each with the seconds since the start; in colour on a terminal only. */
export interface Teller {
  /** A step of the story. */
  tell(text: string): void;
  /** What belongs to the step above. */
  detail(text: string): void;
  good(text: string): void;
  bad(text: string): void;
}

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export function createTeller(output: Output): Teller {
  const begin = performance.now();
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    output.isTTY === true ? styleText(format, text, { validateStream: false }) : text;
  const seconds = () => `${((performance.now() - begin) / 1000).toFixed(1).padStart(5)} s`;
  const line = (text: string) => output.write(`${paint('dim', seconds())}  ${text}\n`);
  return {
    tell: (text) => void line(paint('bold', text)),
    detail: (text) => void output.write(`         ${text}\n`),
    good: (text) => void line(paint(['bold', 'green'], text)),
    bad: (text) => void line(paint(['bold', 'red'], text)),
  };
}
