import type { Tijdstip } from '../domain/tijd.ts';

/** The only source of the present moment. */
export interface Klok {
  now(): Tijdstip;
}
