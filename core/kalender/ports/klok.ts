import type { Tijdstip } from '../tijd.ts';

/** The only source of the present moment. */
export interface Klok {
  now(): Tijdstip;
}
