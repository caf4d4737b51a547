import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import { AanmeldingId, koppelingIdOf, verzoekIdOf } from '../../core/ids.ts';
import { Tijdstip } from '../../core/kalender/tijd.ts';
import type { Verzoeken } from '../../core/verzoek/ports/verzoeken.ts';
import { basisVan, LopendVerzoek, WachtendVerzoek } from '../../core/verzoek/verzoek.ts';
import { NU } from './voorbeelden.ts';

const newAanmeldingId = () => AanmeldingId.parse(`aan-${randomUUID()}`);
const LATER = Tijdstip.parse('2026-11-24T09:20:00.000Z');
const AFTER = Tijdstip.parse('2026-11-24T09:20:00.001Z');

const newVerzoek = (aanmeldingId = newAanmeldingId(), gevraagdOp = NU): WachtendVerzoek => {
  const koppelingId = koppelingIdOf(aanmeldingId);
  return WachtendVerzoek.parse({
    ...{ verzoekId: verzoekIdOf(koppelingId, newAanmeldingId()), koppelingId, aanmeldingId, versie: 0 },
    ...{ soort: 'wissen', gevraagdOp, gevraagdDoor: 'b-1', status: 'wacht-op-akkoord', werknemerId: 1001 },
  });
};
const lopend = (verzoek: WachtendVerzoek): LopendVerzoek =>
  LopendVerzoek.parse({
    ...{ ...basisVan(verzoek), status: 'loopt', akkoordOp: NU, akkoordDoor: 'b-2', werknemerId: verzoek.werknemerId },
    ...{ fase: 'zoeken', tellingen: { leveringen: 0, vergelijkingen: 0, items: 0, regels: 0 } },
  });
const regel = ({ aanmeldingId }: WachtendVerzoek, wat: string) => ({
  aanmeldingId,
  op: NU,
  wie: 'beoordelaar:b-1',
  wat,
});

/** The requests about one employee, and the hold on a koppeling. */
export function describeVerzoeken(registratieOf: () => Registratie & Verzoeken): void {
  describe('a verzoek', () => {
    it('is stored with its audit line, once', async () => {
      const registratie = registratieOf();
      const verzoek = newVerzoek();
      expect(await registratie.findVerzoek(verzoek.verzoekId)).toBeUndefined();
      expect(await registratie.registerVerzoek(verzoek, regel(verzoek, 'verzoek.gevraagd'))).toBe('opgeslagen');
      expect(await registratie.registerVerzoek(verzoek, regel(verzoek, 'verzoek.gevraagd'))).toBe('opgeslagen');
      expect(await registratie.findVerzoek(verzoek.verzoekId)).toEqual(verzoek);
      expect((await registratie.listAudit(verzoek.aanmeldingId)).map(({ wat }) => wat)).toEqual(['verzoek.gevraagd']);
    });

    it('is replaced by its next version only, and by that twice without harm', async () => {
      const registratie = registratieOf();
      const verzoek = newVerzoek();
      await registratie.registerVerzoek(verzoek, regel(verzoek, 'verzoek.gevraagd'));
      const next = lopend(verzoek);
      expect(await registratie.replaceVerzoek(next, regel(verzoek, 'verzoek.akkoord'))).toBe('opgeslagen');
      expect(await registratie.replaceVerzoek(next, regel(verzoek, 'verzoek.akkoord'))).toBe('opgeslagen');
      const other = { ...next, akkoordDoor: 'b-3' };
      expect(await registratie.replaceVerzoek(other, regel(verzoek, 'verzoek.akkoord'))).toBe('verouderd');
      const further = { ...next, versie: next.versie + 1, na: 'leveringen/' };
      expect(await registratie.noteVoortgang(further)).toBe('opgeslagen');
      expect(await registratie.noteVoortgang({ ...further, na: 'werk/' })).toBe('verouderd');
      expect(await registratie.findVerzoek(verzoek.verzoekId)).toEqual(further);
      expect((await registratie.listAudit(verzoek.aanmeldingId)).map(({ wat }) => wat)).toEqual([
        'verzoek.gevraagd',
        'verzoek.akkoord',
      ]);
    });

    it('stands among those of its koppeling, the oldest first', async () => {
      const registratie = registratieOf();
      const id = newAanmeldingId();
      const [second, first, stranger] = [newVerzoek(id, LATER), newVerzoek(id), newVerzoek()];
      for (const one of [second, first, stranger])
        await registratie.registerVerzoek(one, regel(one, 'verzoek.gevraagd'));
      expect(await registratie.listVerzoeken(koppelingIdOf(id))).toEqual([first, second]);
    });

    it('can be seen by somebody, which is written down', async () => {
      const registratie = registratieOf();
      const verzoek = newVerzoek();
      await registratie.noteRegel(regel(verzoek, 'verzoek.opgehaald'));
      await registratie.noteRegel(regel(verzoek, 'verzoek.opgehaald'));
      expect(await registratie.listAudit(verzoek.aanmeldingId)).toMatchObject([{ nummer: 1 }, { nummer: 2 }]);
    });
  });

  describe('the hold on a koppeling', () => {
    it('is of one verzoek, which renews it, until it lets go', async () => {
      const registratie = registratieOf();
      const id = newAanmeldingId();
      const [own, other] = [newVerzoek(id), newVerzoek(id)];
      const koppelingId = koppelingIdOf(id);
      expect(await registratie.findHold(koppelingId, NU)).toBeUndefined();
      expect(await registratie.holdKoppeling(own.verzoekId, LATER, NU)).toBe('vast');
      expect(await registratie.holdKoppeling(own.verzoekId, AFTER, NU)).toBe('vast');
      expect(await registratie.holdKoppeling(other.verzoekId, AFTER, NU)).toBe('bezet');
      await registratie.releaseKoppeling(other.verzoekId);
      expect(await registratie.findHold(koppelingId, NU)).toBe(AFTER);
      await registratie.releaseKoppeling(own.verzoekId);
      await registratie.releaseKoppeling(own.verzoekId);
      expect(await registratie.findHold(koppelingId, NU)).toBeUndefined();
      expect(await registratie.holdKoppeling(other.verzoekId, LATER, NU)).toBe('vast');
    });

    it('ends by itself: who left it behind holds nobody up', async () => {
      const registratie = registratieOf();
      const id = newAanmeldingId();
      const [own, other] = [newVerzoek(id), newVerzoek(id)];
      await registratie.holdKoppeling(own.verzoekId, LATER, NU);
      expect(await registratie.findHold(koppelingIdOf(id), LATER)).toBeUndefined();
      expect(await registratie.holdKoppeling(other.verzoekId, AFTER, LATER)).toBe('vast');
      await registratie.releaseKoppeling(own.verzoekId);
      expect(await registratie.findHold(koppelingIdOf(id), LATER)).toBe(AFTER);
    });
  });
}
