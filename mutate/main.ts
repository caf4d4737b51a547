/**
 * How many deliberate faults the tests show: `npm run mutate [-- GROUP|FILE …] [--force]`. Ends with 1 when too many do not, or one
 * that is not explained. With `--known` those that once went by unseen are made, and nothing else: each must show.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { asksForHelp } from '../local/help.ts';
import { FAULTS } from './faults.ts';
import { GROUPS, type Group } from './groups.ts';
import { tryFaults } from './known.ts';
import { isGoodEnough, LEAST_PERCENT, reportOf, scoreOf } from './report.ts';
import { type Mutant, runGroup } from './stryker.ts';
import { explain, Survivors } from './survivors.ts';

const USAGE = `Gebruik:
  npm run mutate -- [GROEP|BESTAND …] [--force]   maak opzettelijke fouten en kijk of de tests ze zien; zonder naam alle groepen
  npm run mutate -- --known                       maak alleen de fouten die eens ongezien bleven

GROEP is ${GROUPS.map(({ name }) => name).join(', ')}. Het duurt uren; eindigt met 1 als te veel fouten ongezien blijven.
`;

if (asksForHelp(process.argv.slice(2))) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { force: { type: 'boolean', default: false }, known: { type: 'boolean', default: false } },
});
if (values.known) process.exit((await isKnownShown()) ? 0 : 1);

const wanted = (name: string): (Group & { readonly only: readonly string[] })[] =>
  GROUPS.flatMap((group) => {
    if (group.name === name) return [{ ...group, only: group.mutate }];
    return group.mutate.includes(name) ? [{ ...group, only: [name] }] : [];
  });
const names = positionals.length > 0 ? positionals : GROUPS.map(({ name }) => name);
const unknown = names.filter((name) => wanted(name).length === 0);
if (unknown.length > 0) {
  console.error(
    `unknown: ${unknown.join(', ')}; one of ${GROUPS.map(({ name }) => name).join(', ')}, or a file of theirs`,
  );
  process.exit(2);
}

const survivors = Survivors.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, 'survivors.json'), 'utf8')));
const mutants: Mutant[] = [];
const files: string[] = [];
for (const group of names.flatMap(wanted)) {
  console.log(`== ${group.name}`);
  const made = await runGroup(group, group.only, { concurrency: availableParallelism(), force: values.force });
  const without = group.only.filter((file) => !made.some((mutant) => mutant.file === file));
  if (without.length > 0) throw new Error(`nothing to mutate in ${without.join(', ')}`);
  mutants.push(...made.filter(({ file }) => group.only.includes(file)));
  files.push(...group.only);
}
const explained = explain(mutants, survivors, files);
const isGood = isGoodEnough(scoreOf('all', mutants), explained);
console.log(reportOf(mutants, files, explained));
console.log(isGood ? 'good' : `NOT GOOD: at least ${LEAST_PERCENT} % must show, and the rest must be explained`);
process.exitCode = isGood ? 0 : 1;

async function isKnownShown(): Promise<boolean> {
  let unseen = 0;
  for await (const { fault, by } of tryFaults(FAULTS)) {
    console.log(
      `${by === undefined ? 'UNSEEN' : 'shown '}  ${fault.fault}${by === undefined ? '' : `\n          ${by}`}`,
    );
    if (by === undefined) unseen += 1;
  }
  console.log(`${FAULTS.length - unseen} of ${FAULTS.length} known faults show`);
  return FAULTS.length > 0 && unseen === 0;
}
