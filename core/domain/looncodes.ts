/**
 * The wage codes that are kept per run: the call that the handleiding activates takes one code at a time, and of a report of
 * all codes no more is kept.
 * INFERRED: a company's own wage model decides its codes and no public list exists, so these stand for the common ones
 * (salaris, vakantiegeld, 13e maand, loon SV). A code that the run does not have costs one call and gives no lines.
 */
export const RAPPORT_LOONCODES: readonly number[] = [1000, 2200, 2300, 8100];
