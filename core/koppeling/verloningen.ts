import { nextTijdvak, type Tijdvak, tijdvakOf, type Verloning } from '../kalender/tijdvak.ts';
import type { Koppeling } from './koppeling.ts';

type MetVerloning = Pick<Koppeling, 'verloning' | 'verloningen'>;

/** How often payroll is run in a year: it can become another on 1 January only (Wet LB). */
export const verloningIn = ({ verloning, verloningen = [] }: MetVerloning, jaar: number): Verloning =>
  verloningen.filter(({ vanafJaar }) => vanafJaar <= jaar).at(-1)?.verloning ?? verloning;

/** The period after this one, which is of another kind when the verloning changes with the year. */
export function tijdvakNa(koppeling: MetVerloning, tijdvak: Tijdvak): Tijdvak {
  const next = nextTijdvak(tijdvak);
  return next.jaar === tijdvak.jaar ? next : tijdvakOf(verloningIn(koppeling, next.jaar), next.jaar, 1);
}

/** The same koppeling with this verloning from 1 January of a year on. */
export const withVerloning = (koppeling: Koppeling, vanafJaar: number, verloning: Verloning): Koppeling => ({
  ...koppeling,
  verloningen: [...(koppeling.verloningen ?? []).filter((one) => one.vanafJaar < vanafJaar), { vanafJaar, verloning }],
});
