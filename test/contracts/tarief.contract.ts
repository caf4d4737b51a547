import { describe, expect, it } from 'vitest';
import { TRANSIENT } from '../../core/errors.ts';
import type { Tarief } from '../../core/nmbrs/ports/tarief.ts';

/** A clock that stands still until it is set, in ms. */
export interface Stilstand {
  nu: number;
}

const BEGIN_MS = Date.parse('2026-11-24T09:00:00.000Z');

/** Three of one rate, at 100 calls a second, as three processes have them; nothing is reserved. Waiting moves the clock. */
export interface TariefSubject {
  readonly klok: Stilstand;
  readonly tarief: Tarief;
  readonly other: Tarief;
  /** Does public work. */
  readonly openbaar: Tarief;
}

/** What every tarief does. */
export function describeTariefContract(name: string, open: (klok: Stilstand) => Promise<TariefSubject>): void {
  describe(`tarief: ${name}`, () => {
    const opened = () => open({ nu: BEGIN_MS });

    it('gives the first who asks the moment itself, and the next ones what follows', async () => {
      const { tarief, other } = await opened();
      expect(await tarief.reserve(3)).toEqual({ eersteMs: BEGIN_MS, afstandMs: 10 });
      expect(await other.reserve(1)).toEqual({ eersteMs: BEGIN_MS + 30, afstandMs: 10 });
      expect(await tarief.reserve(2)).toEqual({ eersteMs: BEGIN_MS + 40, afstandMs: 10 });
    });

    it('saves nothing of a time in which nobody asked', async () => {
      const { klok, tarief, other } = await opened();
      await tarief.reserve(10);
      klok.nu += 5_000;
      expect(await other.reserve(1)).toEqual({ eersteMs: BEGIN_MS + 5_000, afstandMs: 10 });
      expect(await tarief.reserve(1)).toEqual({ eersteMs: BEGIN_MS + 5_010, afstandMs: 10 });
    });

    it('never gives two the same moment, however many ask at once', async () => {
      const { tarief, other } = await opened();
      const given = await Promise.all(Array.from({ length: 40 }, (_, one) => [tarief, other][one % 2]?.reserve(2)));
      const firsts = given.map((one) => one?.eersteMs ?? 0).toSorted((a, b) => a - b);
      expect(firsts).toEqual(Array.from({ length: 40 }, (_, one) => BEGIN_MS + one * 20));
    });

    it('refuses moments that would lie too far ahead, and only while they would', async () => {
      const { klok, tarief } = await opened();
      for (let round = 0; round < 101; round += 1) await tarief.reserve(10);
      await expect(tarief.reserve(1)).rejects.toMatchObject({ name: TRANSIENT, code: 'nmbrs-druk' });
      klok.nu += 200;
      expect(await tarief.reserve(1)).toEqual({ eersteMs: BEGIN_MS + 10_100, afstandMs: 10 });
    });

    it('recovers from a moment that only a wrong clock can have given', async () => {
      const { klok, tarief, other } = await opened();
      klok.nu += 3_600_000;
      await other.reserve(1);
      klok.nu = BEGIN_MS;
      expect(await tarief.reserve(1)).toEqual({ eersteMs: BEGIN_MS, afstandMs: 10 });
    });

    describe('public work', () => {
      it('has the whole rate while no other work was done for two seconds', async () => {
        const { klok, tarief, openbaar } = await opened();
        await tarief.reserve(1);
        klok.nu += 2_000;
        const given = [await openbaar.reserve(10), await openbaar.reserve(10), await openbaar.reserve(10)];
        expect(given.map(({ eersteMs }) => eersteMs - klok.nu)).toEqual([0, 100, 200]);
      });

      it('gets a tenth of it while other work goes on, and stands in the one line', async () => {
        const { klok, tarief, openbaar } = await opened();
        await tarief.reserve(5);
        expect(await openbaar.reserve(2)).toEqual({ eersteMs: BEGIN_MS + 50, afstandMs: 10 });
        const begin = klok.nu;
        const moments: number[] = [];
        for (let n = 0; n < 20; n += 1) {
          await tarief.reserve(1);
          moments.push((await openbaar.reserve(2)).eersteMs);
          // Two calls have a fiftieth of a second of the rate; ten times that is theirs.
          expect(klok.nu).toBe(begin + (n + 1) * 200);
        }
        expect(new Set(moments).size).toBe(20);
      });

      it('that comes back to a share of long ago gets no more than that of now', async () => {
        const { klok, tarief, openbaar } = await opened();
        await tarief.reserve(1);
        await openbaar.reserve(1);
        klok.nu += 60_000;
        await tarief.reserve(1);
        const begin = klok.nu;
        await openbaar.reserve(1);
        expect(klok.nu).toBe(begin);
        await openbaar.reserve(1);
        expect(klok.nu).toBe(begin + 100);
      });

      it('recovers from a share and from own work that only a wrong clock can have given', async () => {
        const { klok, tarief, openbaar } = await opened();
        klok.nu += 3_600_000;
        await tarief.reserve(1);
        await openbaar.reserve(1);
        klok.nu = BEGIN_MS;
        expect(await openbaar.reserve(1)).toEqual({ eersteMs: BEGIN_MS, afstandMs: 10 });
        await tarief.reserve(1);
        await openbaar.reserve(1);
        expect(klok.nu).toBe(BEGIN_MS);
      });

      it('is refused when its share would lie too far ahead', async () => {
        const { tarief, openbaar } = await opened();
        await tarief.reserve(1);
        await openbaar.reserve(101);
        await expect(openbaar.reserve(1)).rejects.toMatchObject({ name: TRANSIENT, code: 'nmbrs-druk' });
      });
    });
  });
}
