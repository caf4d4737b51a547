import { describe, expect, it } from 'vitest';
import type { Verloop } from '../../core/aanmelding/ports/verloop.ts';
import { type TaakToken, verzoekIdOf } from '../../core/ids.ts';
import { Datum, Tijdstip } from '../../core/kalender/tijd.ts';
import { newAanmeldingId, newKoppelingId, newUitwisselingId } from './voorbeelden.ts';

export interface VerloopSubject {
  readonly verloop: Verloop;
  /** The names of the executions of a machine, in the order of their start. */
  started(machine: 'realisatie' | 'afmelding' | 'uitwisseling' | 'verzoek'): readonly string[];
  /** The execution of this name comes to its end. */
  end(name: string): void;
  /** A state starts to wait, for a token that is new. */
  waitingToken(): TaakToken;
  /** The state that waits for the token runs out of time. */
  expire(taakToken: TaakToken): void;
  /** What the token was resumed with. */
  resumedWith(taakToken: TaakToken): Promise<unknown>;
}

/** What every verloop does. */
export function describeVerloopContract(name: string, subjectOf: () => VerloopSubject): void {
  describe(`verloop: ${name}`, () => {
    it('starts one realisatie per aanmelding, however often it is asked', async () => {
      const { verloop, started } = subjectOf();
      const [one, other] = [newAanmeldingId(), newAanmeldingId()];
      for (const id of [one, one, other]) await verloop.startRealisatie(id);
      expect(started('realisatie').filter((id) => id === one || id === other)).toEqual([one, other]);
    });

    it('starts one afmelding per aanmelding, beside its realisatie', async () => {
      const { verloop, started } = subjectOf();
      const id = newAanmeldingId();
      await verloop.startRealisatie(id);
      await verloop.startAfmelding(id);
      await verloop.startAfmelding(id);
      expect(started('afmelding').filter((one) => one === id)).toEqual([id]);
    });

    it('starts one uitwisseling when two ask at the same moment', async () => {
      const { verloop, started } = subjectOf();
      const id = newUitwisselingId();
      await Promise.all([verloop.startUitwisseling(id), verloop.startUitwisseling(id)]);
      expect(started('uitwisseling').filter((one) => one === id)).toEqual([id]);
      expect(started('realisatie')).not.toContain(id);
    });

    it('tells how it is with the execution of an exchange', async () => {
      const { verloop, end } = subjectOf();
      const [running, ended, never] = [newUitwisselingId(), newUitwisselingId(), newUitwisselingId()];
      for (const id of [running, ended]) await verloop.startUitwisseling(id);
      end(ended);
      const seen = await Promise.all([running, ended, never].map((id) => verloop.look(id)));
      expect(seen).toEqual(['loopt', 'geeindigd', 'onbekend']);
    });

    it('starts a realisatie or an afmelding once more under the name of the day, once', async () => {
      const { verloop, started } = subjectOf();
      const [id, day] = [newAanmeldingId(), Datum.parse('2026-11-27')];
      await verloop.startRealisatie(id);
      for (const _time of [1, 2]) await verloop.startRealisatie(id, day);
      await verloop.startAfmelding(id, day);
      const own = (machine: 'realisatie' | 'afmelding') => started(machine).filter((one) => one.startsWith(id));
      expect(own('realisatie')).toEqual([id, `${id}_2026-11-27`]);
      const moment = Tijdstip.parse('2026-11-27T09:00:00.000Z');
      for (const _time of [1, 2]) await verloop.startAfmelding(id, moment);
      expect(own('afmelding')).toEqual([`${id}_2026-11-27`, `${id}_2026-11-27T090000000Z`]);
    });

    it('starts one execution per verzoek, and once more under the name of the day', async () => {
      const { verloop, started } = subjectOf();
      const [id, day] = [verzoekIdOf(newKoppelingId(), newAanmeldingId()), Datum.parse('2026-11-27')];
      for (const _time of [1, 2]) await verloop.startVerzoek(id);
      for (const _time of [1, 2]) await verloop.startVerzoek(id, day);
      expect(started('verzoek').filter((one) => one.startsWith(id))).toEqual([id, `${id}_2026-11-27`]);
    });

    it('tells how it is with a realisatie, and with the one of a day apart', async () => {
      const { verloop, end } = subjectOf();
      const [id, never, day] = [newAanmeldingId(), newAanmeldingId(), Datum.parse('2026-11-27')];
      await verloop.startRealisatie(id);
      const standOf = async (one: typeof id, opnieuw?: Datum) => (await verloop.lookAtRealisatie(one, opnieuw)).stand;
      expect(await standOf(id)).toBe('loopt');
      expect(await standOf(id, day)).toBe('onbekend');
      end(id);
      await verloop.startRealisatie(id, day);
      expect([await standOf(id), await standOf(id, day)]).toEqual(['geeindigd', 'loopt']);
      end(`${id}_${day}`);
      expect(await verloop.lookAtRealisatie(id, day)).toEqual({ stand: 'geeindigd', op: expect.any(String) });
      expect(await standOf(never)).toBe('onbekend');
    });

    it('lets a waiting state go on with the outcome', async () => {
      const { verloop, waitingToken, resumedWith } = subjectOf();
      const token = waitingToken();
      expect(await verloop.resume(token, { uitkomst: 'goedgekeurd' })).toBe('hervat');
      expect(await resumedWith(token)).toEqual({ uitkomst: 'goedgekeurd' });
    });

    it('resumes a state once: the second outcome comes too late', async () => {
      const { verloop, waitingToken, resumedWith } = subjectOf();
      const token = waitingToken();
      await verloop.resume(token, { uitkomst: 'goedgekeurd' });
      expect(await verloop.resume(token, { uitkomst: 'afgewezen' })).toBe('verlopen');
      expect(await resumedWith(token)).toEqual({ uitkomst: 'goedgekeurd' });
    });

    it('cannot resume a state that ran out of time', async () => {
      const { verloop, waitingToken, expire } = subjectOf();
      const token = waitingToken();
      expire(token);
      expect(await verloop.resume(token, { uitkomst: 'goedgekeurd' })).toBe('verlopen');
    });
  });
}
