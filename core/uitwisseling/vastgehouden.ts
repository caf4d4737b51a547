import { vergelekenName } from '../kalender/nederlands.ts';
import type { Vasthoudreden } from '../nmbrs/bezetting.ts';
import type { VastgehoudenUitwisseling } from './uitwisseling.ts';

/** For so long a data set waits for a person; then it is fetched again, and asked about again. */
export const VRIJGAVE_DAGEN = 30;

type Vastgehouden = Pick<VastgehoudenUitwisseling, 'tijdvakId' | 'reden' | 'bezetting' | 'vorige'>;

const people = (count: number): string => `${count} ${count === 1 ? 'werknemer' : 'werknemers'}`;

const WAAROM: Readonly<Record<Vasthoudreden, (held: Vastgehouden) => string>> = {
  'veel-minder': () => 'Meer dan een vijfde is weg zonder dat er een laatste dag van is gemeld.',
  'veel-uit-dienst': ({ bezetting: { gemeld } }) =>
    `Van ${people(gemeld)} is nu een laatste dag gemeld: een vijfde of meer van wie in dienst was.`,
  spoorloos: ({ bezetting: { spoorloos } }) =>
    `${people(spoorloos)} ${spoorloos === 1 ? 'ontbreekt' : 'ontbreken'} zonder laatste dag.`,
};

/** Why a data set waits for a person of a.s.r., in Dutch sentences; counts only. */
export const waaromVastgehouden = (held: Vastgehouden): string =>
  `Aan het eind van dit tijdvak ${held.bezetting.nu === 1 ? 'is' : 'zijn'} er ${people(held.bezetting.nu)} in dienst; in ${vergelekenName(held.tijdvakId, held.vorige.tijdvakId)} waren dat er ${held.vorige.inDienst}. ${WAAROM[held.reden](held)}`;
