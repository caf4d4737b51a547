import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import { Idempotentie, verlooptOp, vervallen } from '../../core/invoer/idempotentie.ts';
import { Tijdstip } from '../../core/kalender/tijd.ts';
import { NU } from './voorbeelden.ts';

const hex = () => randomBytes(32).toString('hex');
const newIdempotentie = (sleutel = hex(), nu = NU): Idempotentie =>
  Idempotentie.parse({ sleutel, zout: hex(), inhoud: hex(), verlooptOp: verlooptOp(nu) });

/** What is kept of a request that can be sent again. */
export function describeIdempotenties(registratieOf: () => Registratie): void {
  describe('the record of a key', () => {
    it('is stored once; who comes later gets the first', async () => {
      const registratie = registratieOf();
      const first = newIdempotentie();
      expect(await registratie.claimIdempotentie(first, NU)).toEqual(first);
      expect(await registratie.claimIdempotentie(newIdempotentie(first.sleutel), NU)).toEqual(first);
    });

    it('is that of exactly one of many at the same moment', async () => {
      const registratie = registratieOf();
      const sleutel = hex();
      const many = Array.from({ length: 5 }, () => registratie.claimIdempotentie(newIdempotentie(sleutel), NU));
      expect(new Set((await Promise.all(many)).map(({ zout }) => zout)).size).toBe(1);
    });

    it('does not stand in the way of another key', async () => {
      const registratie = registratieOf();
      await registratie.claimIdempotentie(newIdempotentie(), NU);
      const other = newIdempotentie();
      expect(await registratie.claimIdempotentie(other, NU)).toEqual(other);
    });

    it('counts for 24 hours, also while it still lies there', async () => {
      const registratie = registratieOf();
      const first = newIdempotentie();
      await registratie.claimIdempotentie(first, NU);
      const justBefore = Tijdstip.parse('2026-11-25T08:59:59.999Z');
      const next = newIdempotentie(first.sleutel, justBefore);
      expect(await registratie.claimIdempotentie(next, justBefore)).toEqual(first);
      const after = Tijdstip.parse('2026-11-25T09:00:00.000Z');
      const anew = newIdempotentie(first.sleutel, after);
      expect(await registratie.claimIdempotentie(anew, after)).toEqual(anew);
      expect(await registratie.claimIdempotentie(next, after)).toEqual(anew);
    });

    it('remembers that the numbers were taken', async () => {
      const registratie = registratieOf();
      const first = newIdempotentie();
      await registratie.claimIdempotentie(first, NU);
      await registratie.markIdempotentieBezet(first);
      await registratie.markIdempotentieBezet(first);
      const again = await registratie.claimIdempotentie(newIdempotentie(first.sleutel), NU);
      expect(again).toEqual({ ...first, uitkomst: 'bezet' });
    });

    it('of a request that is over takes the place of one that expired, and counts for its own time', async () => {
      const registratie = registratieOf();
      const before = Tijdstip.parse('2026-11-23T09:00:00.000Z');
      const first = newIdempotentie(hex(), before);
      await registratie.claimIdempotentie(first, before);
      const over = vervallen(first.sleutel, hex(), NU);
      expect(await registratie.claimIdempotentie(over, NU)).toEqual(over);
      const justBefore = Tijdstip.parse('2026-12-24T08:59:59.999Z');
      const next = newIdempotentie(first.sleutel, justBefore);
      expect(await registratie.claimIdempotentie(next, justBefore)).toEqual(over);
      const after = Tijdstip.parse('2026-12-24T09:00:00.000Z');
      expect(await registratie.claimIdempotentie(next, after)).toEqual(next);
    });

    it('is left alone by who held the key before, and by who never held it', async () => {
      const registratie = registratieOf();
      const first = newIdempotentie();
      await registratie.markIdempotentieBezet(first);
      const second = newIdempotentie(first.sleutel);
      expect(await registratie.claimIdempotentie(second, NU)).toEqual(second);
      await registratie.markIdempotentieBezet(first);
      expect(await registratie.claimIdempotentie(first, NU)).toEqual(second);
    });
  });
}
