import { tijdstipAt } from '../../core/domain/tijd.ts';
import type { Klok } from '../../core/ports/klok.ts';

/** The clock of the machine. */
export const createSystemKlok = (): Klok => ({ now: () => tijdstipAt(Date.now()) });
