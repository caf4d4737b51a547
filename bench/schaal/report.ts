import { type MorningFigures, measureSchaal, type SchaalFigures, targetsOf } from './bench.ts';

/** Plays mornings with many employers in virtual time. */
export async function measure(only?: string) {
  const figures = await measureSchaal(only);
  return { figures, targets: targetsOf(figures), text: textOf(figures) };
}

const HEADS = [
  'employees',
  'calls',
  'half, h',
  '95 %, h',
  'last, h',
  'wait, h',
  'waiting',
  'twice',
  'no place',
  'Lambdas',
];
const HOUR_MS = 3_600_000;

export const textOf = ({ mornings }: SchaalFigures): string =>
  [
    'A model in virtual time: places, queue and retries are those of the template, starts and parts those of core; hours from the first start.',
    `${''.padEnd(28)}${HEADS.map((head) => head.padStart(11)).join('')}`,
    ...mornings.map(rowOf),
  ].join('\n');

function rowOf(figures: MorningFigures): string {
  const { naam, werknemers, calls, medianMs, p95Ms, lastMs, longestWaitMs } = figures;
  const hours = (ms: number) => (ms / HOUR_MS).toFixed(2);
  const columns = [
    ...[werknemers, calls].map(String),
    ...[medianMs, p95Ms, lastMs, longestWaitMs].map(hours),
    ...[figures.mostWaiting, figures.duplicates, figures.noPlace, figures.mostAtOnce].map(String),
  ];
  return `${naam.padEnd(28)}${columns.map((column) => column.padStart(11)).join('')}`;
}
