import type { Tijdvak, Verloning } from './tijdvak.ts';

/** The period in which a 13e maand is paid. INFERRED: December, or the last four weeks of the year. */
const UITBETAALD_IN: Readonly<Record<Verloning, number>> = { maandelijks: 12, vierwekelijks: 13 };

/** Whether the 13e maand is paid in this period, so that a jump in the wage is expected. */
export const isUitbetaaltijdvak = ({ verloning, nummer }: Tijdvak): boolean => nummer === UITBETAALD_IN[verloning];
