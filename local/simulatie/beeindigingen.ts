import * as z from 'zod';
import type { KoppelingId } from '../../core/ids.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import type { Loop } from './loop.ts';
import { type Beeindiging, HOUR_MS, type Lot } from './lots.ts';
import type { Plot } from './plot.ts';
import { type Answer, eventOf } from './requests.ts';

/** Nobody else gives this one. */
export const REDEN_VAN_HET_EINDE = 'De polis is beëindigd.';

/** What a.s.r. was answered last about the end of a koppeling. */
export interface Afloop {
  /** Before this moment nothing is erased. */
  readonly begintOp: number;
  /** When a.s.r. read that it goes on; absent: it ends. */
  readonly ingetrokkenOp: number | undefined;
}

/** a.s.r., as far as it ends koppelingen. */
export interface Beeindigingen {
  /** Ends the koppeling of a lot. */
  end(lot: Lot): void;
  readonly afloop: ReadonlyMap<KoppelingId, Afloop>;
}

export interface BeeindigingenParts {
  readonly loop: Loop;
  readonly plot: Plot;
  /** Sends it until there is an answer that trying again would not change. */
  readonly request: (functionName: string, event: object, subject: string) => Promise<Answer | undefined>;
  /** `undefined`: there is none yet. */
  readonly koppelingOf: (lot: Lot) => Koppeling | undefined;
}

const Beeindigd = z.object({ begintOp: z.iso.datetime() });

export function createBeeindigingen({ loop, plot, request, koppelingOf }: BeeindigingenParts): Beeindigingen {
  const afloop = new Map<KoppelingId, Afloop>();
  const ask = (functionName: string, koppelingId: KoppelingId, body: object) =>
    request(functionName, eventOf({ koppelingId, beoordelaar: 'beoordelaar-1', body }), koppelingId);
  const send = async (koppelingId: KoppelingId, { per, direct }: Beeindiging): Promise<void> => {
    const body = { reden: REDEN_VAN_HET_EINDE, ...(direct ? { direct } : {}) };
    const first = await ask('sign-off-koppeling', koppelingId, { ...body, per });
    // Too late for the day: then today.
    const answer = first?.code === 'ongeldige-gegevens' ? await ask('sign-off-koppeling', koppelingId, body) : first;
    if (answer?.statusCode !== 202) return;
    afloop.set(koppelingId, { begintOp: Date.parse(Beeindigd.parse(answer.body).begintOp), ingetrokkenOp: undefined });
  };
  const takeBack = async (koppelingId: KoppelingId): Promise<void> => {
    const ended = afloop.get(koppelingId);
    if (ended === undefined) return;
    const answer = await ask('withdraw-beeindiging', koppelingId, { reden: 'De polis loopt door.' });
    // Taken back days ago without an answer: then there is nothing left to take back.
    if (answer?.statusCode === 200 || answer?.code === 'niet-beeindigd-koppeling')
      afloop.set(koppelingId, { ...ended, ingetrokkenOp: loop.now() });
  };
  const end = async (lot: Lot, beeindiging: Beeindiging): Promise<void> => {
    let koppeling = koppelingOf(lot);
    for (; koppeling === undefined && loop.now() < plot.end; koppeling = koppelingOf(lot))
      await loop.sleep(12 * HOUR_MS);
    if (koppeling === undefined) return;
    const { koppelingId } = koppeling;
    const { dubbelNaMs, intrekkingNaMs } = beeindiging;
    const colleague = async (naMs: number) => {
      await loop.sleep(naMs);
      await send(koppelingId, beeindiging);
    };
    await Promise.all([send(koppelingId, beeindiging), ...(dubbelNaMs === undefined ? [] : [colleague(dubbelNaMs)])]);
    if (intrekkingNaMs === undefined) return;
    await loop.sleep(intrekkingNaMs);
    await takeBack(koppelingId);
  };
  return {
    afloop,
    end(lot) {
      if (lot.beeindiging !== undefined) void end(lot, lot.beeindiging);
    },
  };
}
