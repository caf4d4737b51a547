import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KantoorId } from '../../core/ids.ts';
import { addMs, Tijdstip } from '../../core/kalender/tijd.ts';
import { InloggegevensRef } from '../../core/nmbrs/inloggegevens.ts';
import type { Inlogger, Loginteller, Wachter } from '../../core/toegang/ports/loginteller.ts';
import { newAanmeldingId } from './voorbeelden.ts';

const HOUR_MS = 3_600_000;
const at = (time: string) => Tijdstip.parse(`2026-11-24T${time}.000Z`);
const newAccount = (): InloggegevensRef => InloggegevensRef.parse(`test/account/${randomUUID()}`);
const newKantoor = (): KantoorId => KantoorId.parse(randomBytes(32).toString('hex'));
const newInlogger = (): Inlogger => ({ account: newAccount(), kantoor: newKantoor() });

/** What every loginteller does. Tests share the count of all, so that they look at what one of them adds. */
export function describeLogintellerContract(name: string, open: () => Loginteller): void {
  describe(`loginteller: ${name}`, () => {
    it('counts by account, by office and by hour, and all of them together', async () => {
      const teller = open();
      const [one, other] = [newInlogger(), newInlogger()];
      const before = await teller.read(one, at('09:00:00'));
      expect(before.vanAccount).toBe(0);
      await teller.count(one, at('09:00:00'));
      await teller.count(one, at('09:59:59'));
      await teller.count(other, at('09:30:00'));
      await teller.count(one, at('10:00:00'));
      expect(await teller.read(one, at('09:30:00'))).toEqual({
        ...{ vanAccount: 2, vanKantoor: 2 },
        alle: before.alle + 3,
      });
      expect(await teller.read({ ...other, kantoor: one.kantoor }, at('09:30:00'))).toMatchObject({
        ...{ vanAccount: 1, vanKantoor: 2 },
      });
      expect((await teller.read(other, at('09:30:00'))).vanAccount).toBe(1);
      expect((await teller.read(one, at('10:30:00'))).vanAccount).toBe(1);
      expect((await teller.read(one, at('11:00:00'))).vanAccount).toBe(0);
    });

    it('loses none of those that come at once', async () => {
      const teller = open();
      const inlogger = newInlogger();
      await Promise.all(Array.from({ length: 20 }, () => teller.count(inlogger, at('12:00:00'))));
      expect(await teller.read(inlogger, at('12:00:00'))).toMatchObject({ vanAccount: 20, vanKantoor: 20 });
    });

    describe('who waits', () => {
      const newWachter = (over: Partial<Wachter> = {}): Wachter => ({
        ...{ ...newInlogger(), aanmeldingId: newAanmeldingId(), ingang: 'verzoek' },
        ...over,
      });
      const nu = at('09:00:00');
      const later = (ms: number) => addMs(nu, ms);

      it('waits until what it was told first, whatever it is told later', async () => {
        const [teller, wachter] = [open(), newWachter()];
        expect(await teller.awaitTurn(wachter, later(15_000), nu)).toBe(later(15_000));
        expect(await teller.awaitTurn(wachter, later(900_000), later(10_000))).toBe(later(15_000));
        expect(await teller.awaitTurn(wachter, later(900_000), later(15_000))).toBe(later(15_000));
      });

      it('waits anew once it had its turn', async () => {
        const [teller, wachter] = [open(), newWachter()];
        await teller.awaitTurn(wachter, later(15_000), nu);
        await teller.endTurn(wachter);
        await teller.endTurn(wachter);
        expect(await teller.awaitTurn(wachter, later(50_000), later(20_000))).toBe(later(50_000));
      });

      it('waits anew when it let its turn pass for more than an hour', async () => {
        const [teller, wachter] = [open(), newWachter()];
        await teller.awaitTurn(wachter, later(15_000), nu);
        const last = later(15_000 + HOUR_MS);
        expect(await teller.awaitTurn(wachter, addMs(last, 15_000), last)).toBe(later(15_000));
        const over = addMs(last, 1);
        expect(await teller.awaitTurn(wachter, addMs(over, 15_000), over)).toBe(addMs(over, 15_000));
      });

      it('waits by itself: another aanmelding, another account and another way each have a turn of their own', async () => {
        const [teller, wachter] = [open(), newWachter()];
        await teller.awaitTurn(wachter, later(15_000), nu);
        for (const over of [
          { aanmeldingId: newAanmeldingId() },
          { account: newAccount() },
          { ingang: 'controle' },
        ] as const) {
          expect(await teller.awaitTurn({ ...wachter, ...over }, later(30_000), nu)).toBe(later(30_000));
        }
      });
    });
  });
}
