import { type AanmeldenFigures, type BundleFigures, measureAanmelden, targetsOf } from './bench.ts';

/** Measures the intake: its requests, and what each function weighs. */
export async function measure() {
  const figures = await measureAanmelden();
  return { figures, targets: targetsOf(figures), text: textOf(figures) };
}

export function textOf({ intake, functions, naive }: AanmeldenFigures): string {
  const row = (name: string, { bytes, importMs, cpuMs }: BundleFigures) =>
    name.padEnd(28) +
    (bytes / 1000).toFixed(0).padStart(10) +
    importMs.toFixed(1).padStart(12) +
    cpuMs.toFixed(1).padStart(12);
  const { requestsPerSecond, p50Ms, p95Ms, p99Ms } = intake;
  return [
    `POST /aanmeldingen: ${requestsPerSecond.toFixed(0)} a second; ` +
      `p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`,
    `${'function'.padEnd(28)}${'KB'.padStart(10)}${'import, ms'.padStart(12)}${'CPU, ms'.padStart(12)}`,
    ...Object.entries(functions).map(([name, figures]) => row(name, figures)),
    row('submit-aanmelding, naively', naive),
  ].join('\n');
}
