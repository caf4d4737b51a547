import type { Aanmeldgegevens } from './aanmeldgegevens.ts';

/** The numbers by which an aanmelding is the only one: of those whose controle passed, no two have both in common. */
export type Werkgevernummers = Pick<Aanmeldgegevens['werkgever'], 'loonheffingennummer' | 'raamwerkcontractnummer'>;

/** Both in one text, to compare by. Holds the whole loonheffingennummer: hash it before it is stored. */
export const numbersInOne = ({ loonheffingennummer, raamwerkcontractnummer }: Werkgevernummers): string =>
  `${loonheffingennummer}|${raamwerkcontractnummer}`;
