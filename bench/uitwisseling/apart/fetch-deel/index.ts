import { inOwnProcess } from '../own-process.ts';

/** Stands in the place of the function of this name. */
export const handler = inOwnProcess();
