/** Measures: `npm run bench -- nmbrs [--json FILE]`. Ends with 1 when a target is missed. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureNmbrs, type NmbrsFigures, targetsOf } from './nmbrs/bench.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
if (positionals[0] !== 'nmbrs') {
  console.error('npm run bench -- nmbrs [--json FILE]');
  process.exit(2);
}

const figures = await measureNmbrs();
const targets = targetsOf(figures).map((target) => ({ ...target, met: target.measured <= target.most }));
printFigures(figures);
for (const { what, measured, most, met } of targets) {
  console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${measured.toFixed(2)} (at most ${most})`);
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ figures, targets }, null, 2)}\n`);
process.exitCode = targets.every(({ met }) => met) ? 0 : 1;

function printFigures({ cpuMsPerCall, parseMs, peakMb, export: wall }: NmbrsFigures): void {
  const row = (what: string, { ours, soap, saxes }: NmbrsFigures['peakMb']) =>
    console.log(`${what.padEnd(22)}${[ours, soap, saxes].map((figure) => figure.toFixed(2).padStart(10)).join('')}`);
  console.log(`${''.padEnd(22)}${['ours', 'soap', 'saxes'].map((name) => name.padStart(10)).join('')}`);
  row('CPU per call, ms', cpuMsPerCall);
  row('parse 1 KB, ms', parseMs['1KB']);
  row('parse 50 KB, ms', parseMs['50KB']);
  row('parse 5 MB, ms', parseMs['5MB']);
  row('peak memory 5 MB, MB', peakMb);
  console.log(
    `export of ${wall.calls} calls: ${wall.wallSeconds.toFixed(1)} s, bound ${wall.boundSeconds.toFixed(1)} s; ` +
      `busiest second ${wall.highestPerSecond} calls, ${wall.delayed} delayed`,
  );
}
