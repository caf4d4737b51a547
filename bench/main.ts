/** Measures: `npm run bench -- nmbrs|aanmelden|levering|uitwisseling|schaal [--json FILE] [--only TEXT]`. Ends with 1 when a target is missed. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { asksForHelp } from '../local/help.ts';
import * as aanmelden from './aanmelden/report.ts';
import * as levering from './levering/report.ts';
import * as nmbrs from './nmbrs/report.ts';
import * as schaal from './schaal/report.ts';
import { isMet, type Target } from './target.ts';
import * as uitwisseling from './uitwisseling/report.ts';

interface Measured {
  readonly figures: unknown;
  readonly targets: readonly Target[];
  /** The figures for a person. */
  readonly text: string;
}

/** `only`: a part of the names of the cases that are wanted, where a bench has cases. */
const BENCHES = new Map<string, (only?: string) => Promise<Measured>>([
  ['nmbrs', () => nmbrs.measure()],
  ['aanmelden', () => aanmelden.measure()],
  ['levering', () => levering.measure()],
  ['uitwisseling', uitwisseling.measure],
  ['schaal', schaal.measure],
]);

const USAGE = `Gebruik:
  npm run bench -- ${[...BENCHES.keys()].join('|')} [--json BESTAND] [--only TEKST]

Meet, en eindigt met 1 als een doel niet is gehaald. --only: alleen gevallen met deze tekst in hun naam.
`;

if (asksForHelp(process.argv.slice(2))) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, only: { type: 'string' } },
});
const measure = BENCHES.get(positionals[0] ?? '');
if (measure === undefined) {
  process.stderr.write(USAGE);
  process.exit(2);
}

const { figures, targets, text } = await measure(values.only);
const judged = targets.map((target) => ({ ...target, met: isMet(target) }));
console.log(text);
for (const { what, measured, most, met } of judged) {
  console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured.toFixed(2)} (at most ${most})`);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ figures, targets: judged }, null, 2)}\n`);
process.exitCode = judged.every(({ met }) => met) ? 0 : 1;
