import type { Klok } from '../../core/kalender/ports/klok.ts';
import { tijdstipAt } from '../../core/kalender/tijd.ts';

/** The clock of the machine. */
export const createSystemKlok = (): Klok => ({ now: () => tijdstipAt(Date.now()) });
