import type { Logboek, LogCode, LogFields } from '../../core/invoer/ports/logboek.ts';

export interface LogLine extends LogFields {
  readonly level: 'info' | 'error';
  readonly code: LogCode;
}

export interface MemoryLogboek extends Logboek {
  readonly lines: readonly LogLine[];
}

/** A log whose lines a test can look at. */
export function createMemoryLogboek(): MemoryLogboek {
  const lines: LogLine[] = [];
  return {
    lines,
    info: (code, fields = {}) => lines.push({ level: 'info', code, ...fields }),
    error: (code, fields = {}) => lines.push({ level: 'error', code, ...fields }),
  };
}
