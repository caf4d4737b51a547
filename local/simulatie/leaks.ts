import type { Deployment } from './deployment.ts';
import { kanariesIn } from './office.ts';
import type { PortCall } from './ports.ts';
import { simulate } from './simulate.ts';

/** Where a secret or somebody's data was found that may not be there. */
export interface Leak {
  readonly seed: number;
  readonly kanarie: string;
  /** `logregel`, `verloop`, `trace`, or the port whose call carried it. */
  readonly plaats: string;
}

export interface LeakSearch {
  /** Runs in which something went wrong. */
  readonly failing: number;
  /** How many texts were searched. */
  readonly texts: number;
  /** How often the canaries were seen where they belong: a search that finds nothing anywhere proves nothing. */
  readonly atHome: number;
  readonly leaks: readonly Leak[];
}

/** Where the data of employees and the login belong: everything else is searched. */
const HOME: readonly string[] = ['opslag', 'kluis'];

/** Plays seeds until so many runs have failed somewhere, and searches all that came out of them. */
export async function searchLeaks(deployment: Deployment, wanted: number): Promise<LeakSearch> {
  const leaks: Leak[] = [];
  let [failing, texts, atHome] = [0, 0, 0];
  for (let seed = 1; failing < wanted; seed += 1) {
    const found: Omit<Leak, 'seed'>[] = [];
    let seen = 0;
    const search = (plaats: string, text: string): void => {
      seen += 1;
      for (const kanarie of kanariesIn(text)) found.push({ kanarie, plaats });
    };
    const witness = ({ port, method, input }: PortCall): void => {
      const text = textOf(input);
      if (HOME.includes(port)) atHome += kanariesIn(text).length;
      else search(`${port}.${method}`, text);
    };
    const { faults, world } = await simulate({ seed, deployment, trace: true, witness });
    if (faults === 0) continue;
    failing += 1;
    search('trace', world.notebook.lines.join('\n'));
    for (const line of world.loglines) search('logregel', JSON.stringify(line));
    for (const { history } of world.executions.all()) search('verloop', JSON.stringify(history));
    texts += seen;
    leaks.push(...found.map((leak) => ({ seed, ...leak })));
  }
  return { failing, texts, atHome, leaks };
}

const decoder = new TextDecoder();
const textOf = (input: readonly unknown[]): string =>
  input.map((one) => (one instanceof Uint8Array ? decoder.decode(one) : JSON.stringify(one))).join(' ');
