/** Measures: `npm run bench -- nmbrs|aanmelden|levering [--json FILE]`. Ends with 1 when a target is missed. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as aanmelden from './aanmelden/report.ts';
import * as levering from './levering/report.ts';
import * as nmbrs from './nmbrs/report.ts';
import { isMet, type Target } from './target.ts';

interface Measured {
  readonly figures: unknown;
  readonly targets: readonly Target[];
  /** The figures for a person. */
  readonly text: string;
}

const BENCHES = new Map<string, () => Promise<Measured>>([
  ['nmbrs', nmbrs.measure],
  ['aanmelden', aanmelden.measure],
  ['levering', () => levering.measure()],
]);

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
const measure = BENCHES.get(positionals[0] ?? '');
if (measure === undefined) {
  console.error(`npm run bench -- ${[...BENCHES.keys()].join('|')} [--json FILE]`);
  process.exit(2);
}

const { figures, targets, text } = await measure();
const judged = targets.map((target) => ({ ...target, met: isMet(target) }));
console.log(text);
for (const { what, measured, most, met } of judged) {
  console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured.toFixed(2)} (at most ${most})`);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ figures, targets: judged }, null, 2)}\n`);
process.exitCode = judged.every(({ met }) => met) ? 0 : 1;
