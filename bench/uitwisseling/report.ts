import { type GevalFigures, measureUitwisseling, targetsOf, type UitwisselingFigures } from './bench.ts';
import { nameOf } from './geval.ts';
import { totalOf } from './kosten.ts';

/** Measures whole exchanges, beside a naive client. */
export async function measure(only?: string) {
  const figures = await measureUitwisseling(only);
  return { figures, targets: targetsOf(figures), text: textOf(figures) };
}

const HEADS = ['calls', 'fetch, s', '/ bound', 'whole, s', 'naive, s', 'haal MB', 'stel MB', 'USD'];

export function textOf({ machine, gevallen, naive }: UitwisselingFigures): string {
  return [
    machine,
    'All of it on this machine: simulator (50 ms a call, 150 calls/s), emulators and functions share its cores. Medians.',
    `${''.padEnd(30)}${HEADS.map((head) => head.padStart(10)).join('')}`,
    ...gevallen.map(rowOf),
    ...Object.entries(naive).map(
      ([profiel, run]) =>
        `naive client, ${profiel}: measured with ${run.werknemers} employees, ${run.companyCalls} calls in ` +
        `${run.companySeconds.toFixed(1)} s and ${run.employeeCalls} in ${run.employeeSeconds.toFixed(1)} s; the latter scaled linearly`,
    ),
    ...gevallen.map(costLine),
  ].join('\n');
}

function rowOf({
  geval,
  calls,
  fetchSeconds,
  boundSeconds,
  seconds,
  naiveSeconds,
  peakMb,
  cost,
}: GevalFigures): string {
  const columns = [
    String(calls),
    fetchSeconds.toFixed(2),
    (fetchSeconds / boundSeconds).toFixed(2),
    seconds.toFixed(2),
    naiveSeconds?.toFixed(1) ?? '-',
    peakMb['fetch-deel']?.toFixed(0) ?? '-',
    peakMb['assemble-gegevensset']?.toFixed(0) ?? '-',
    totalOf(cost).toFixed(6),
  ];
  return `${nameOf(geval).padEnd(30)}${columns.map((column) => column.padStart(10)).join('')}`;
}

function costLine({ geval, cost, usage }: GevalFigures): string {
  const parts = Object.entries(cost)
    .filter(([, usd]) => usd > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([service, usd]) => `${service} ${usd.toFixed(6)}`);
  const { stateTransitions, invocations, gbSeconds } = usage;
  const counts = `${stateTransitions} transitions, ${invocations} invocations, ${gbSeconds.toFixed(1)} GB-s`;
  return `${nameOf(geval)}: ${parts.join(', ')} (${counts})`;
}
