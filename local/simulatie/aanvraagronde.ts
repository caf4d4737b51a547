import { tijdstipAt } from '../../core/kalender/tijd.ts';
import type { Dice } from './dice.ts';
import type { Lambda } from './lambda.ts';
import type { Loop } from './loop.ts';
import { HOUR_MS } from './lots.ts';
import type { Plot } from './plot.ts';
import type { Ports } from './ports.ts';
import type { Fate } from './weather.ts';

export interface AanvraagrondeParts {
  readonly loop: Loop;
  readonly dice: Dice;
  readonly fate: Fate;
  readonly plot: Plot;
  readonly invoke: Lambda['invoke'];
  /** How often Lambda tries a round again. */
  readonly retries: number;
  readonly plain: () => Ports;
}

const MINUTE_MS = 60_000;
/** As it is deployed: a quarter past. */
const QUARTER_MS = 15 * MINUTE_MS;
const OPEN = ['onbevestigd', 'token-te-wissen', 'token-gewist', 'te-wissen', 'bevestigd'] as const;

/** The schedule of the round over unconfirmed sign-ups; a round that would find nothing is not played. One that failed is made up for by the next. */
export function startAanvraagronde({ loop, dice, fate, plot, invoke, retries, plain }: AanvraagrondeParts): void {
  if (plot.lots.every(({ intrede, toegang }) => intrede === undefined && toegang?.adres === undefined)) return;
  const waits = async (): Promise<boolean> => {
    const tot = tijdstipAt(loop.now());
    for (const status of OPEN)
      if ((await plain().registratie.listAanvragen({ status, tot, aantal: 1 })).length > 0) return true;
    return false;
  };
  const call = async (work: string): Promise<void> => {
    for (let tries = 0; tries <= retries; tries += 1) {
      if (tries > 0) await loop.sleep(tries * MINUTE_MS);
      if ((await invoke('sweep-aanvragen', {}, work)).ok) return;
    }
  };
  const round = async (): Promise<void> => {
    if (!(await waits())) return;
    const work = `sweep-aanvragen ${tijdstipAt(loop.now())}`;
    void call(work);
    if (fate.comesTwice(loop.now())) loop.at(loop.now() + dice.between(0, 10 * MINUTE_MS), () => void call(work));
  };
  const every = (ms: number): void => {
    if (ms > plot.end) return;
    loop.at(ms, () => {
      void round();
      every(ms + HOUR_MS);
    });
  };
  every(Math.ceil(plot.start / HOUR_MS) * HOUR_MS + QUARTER_MS);
}
