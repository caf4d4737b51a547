import { measureNmbrs, type NmbrsFigures, targetsOf } from './bench.ts';

/** Measures the Nmbrs client, beside `soap` and `saxes` alone. */
export async function measure() {
  const figures = await measureNmbrs();
  return { figures, targets: targetsOf(figures), text: textOf(figures) };
}

function textOf({ cpuMsPerCall, parseMs, peakMb, export: wall }: NmbrsFigures): string {
  const row = (what: string, { ours, soap, saxes }: NmbrsFigures['peakMb']) =>
    `${what.padEnd(22)}${[ours, soap, saxes].map((figure) => figure.toFixed(2).padStart(10)).join('')}`;
  return [
    `${''.padEnd(22)}${['ours', 'soap', 'saxes'].map((name) => name.padStart(10)).join('')}`,
    row('CPU per call, ms', cpuMsPerCall),
    row('parse 1 KB, ms', parseMs['1KB']),
    row('parse 50 KB, ms', parseMs['50KB']),
    row('parse 5 MB, ms', parseMs['5MB']),
    row('peak memory 5 MB, MB', peakMb),
    `export of ${wall.calls} calls: ${wall.wallSeconds.toFixed(1)} s, bound ${wall.boundSeconds.toFixed(1)} s; ` +
      `busiest second ${wall.highestPerSecond} calls, ${wall.delayed} delayed`,
  ].join('\n');
}
