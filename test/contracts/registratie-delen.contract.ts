import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import { DEFECT } from '../../core/errors.ts';
import { TaakToken, WerknemerId } from '../../core/ids.ts';
import type { LopendeUitwisseling, WerknemersWerk } from '../../core/uitwisseling/uitwisseling.ts';
import {
  auditRegel,
  delenTot,
  geplandeUitwisseling,
  lopend,
  newAanmeldingId,
  newUitwisselingId,
} from './voorbeelden.ts';

const regel = auditRegel(newAanmeldingId(), 'uitwisseling.verdeeld');

async function started(registratie: Registratie): Promise<LopendeUitwisseling> {
  const planned = geplandeUitwisseling();
  await registratie.ensureUitwisseling(planned, regel);
  const running = lopend(planned);
  await registratie.replaceUitwisseling(running, regel);
  return running;
}

const nextOf = (uitwisseling: LopendeUitwisseling, delen: number): LopendeUitwisseling => ({
  ...uitwisseling,
  versie: uitwisseling.versie + 1,
  delen,
  resterend: delen,
});

async function divided(registratie: Registratie, count: number) {
  const uitwisseling = nextOf(await started(registratie), count);
  await registratie.storeDelen(uitwisseling, delenTot(count), regel);
  return { uitwisseling, id: uitwisseling.uitwisselingId };
}

/** The parts of an uitwisseling: storing, counting down, and what a second or a late caller may do. */
export function describeDelen(registratieOf: () => Registratie): void {
  describe('storing parts', () => {
    it('keeps all of them in order of number, open, and sets the counts', async () => {
      const registratie = registratieOf();
      const uitwisseling = nextOf(await started(registratie), 230);
      expect(await registratie.storeDelen(uitwisseling, delenTot(230).toReversed(), regel)).toBe('opgeslagen');
      const stored = await registratie.listDelen(uitwisseling.uitwisselingId);
      expect(stored).toEqual(delenTot(230).map((deel) => ({ deel, gedaan: false })));
      expect(await registratie.findUitwisseling(uitwisseling.uitwisselingId)).toEqual(uitwisseling);
    });

    it('is undone for good when they are erased; erasing nothing is fine', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 120);
      const { id: other } = await divided(registratie, 2);
      await registratie.eraseDelen(id);
      await registratie.eraseDelen(id);
      expect(await registratie.listDelen(id)).toEqual([]);
      expect(await registratie.listDelen(other)).toHaveLength(2);
      expect(await registratie.findUitwisseling(id)).toMatchObject({ status: 'loopt' });
    });

    it('twice counts as stored', async () => {
      const registratie = registratieOf();
      const { uitwisseling } = await divided(registratie, 3);
      expect(await registratie.storeDelen(uitwisseling, delenTot(3), regel)).toBe('opgeslagen');
    });

    it('by two at the same moment stores them once', async () => {
      const registratie = registratieOf();
      const uitwisseling = nextOf(await started(registratie), 3);
      const store = () => registratie.storeDelen(uitwisseling, delenTot(3), regel);
      expect(await Promise.all([store(), store()])).toEqual(['opgeslagen', 'opgeslagen']);
      expect(await registratie.listDelen(uitwisseling.uitwisselingId)).toHaveLength(3);
    });

    it('too late leaves the parts of the running exchange alone', async () => {
      const registratie = registratieOf();
      const { uitwisseling, id } = await divided(registratie, 3);
      await registratie.completeDeel(id, 1);
      expect(await registratie.storeDelen(uitwisseling, delenTot(5, 9000), regel)).toBe('verouderd');
      const numbers = (await registratie.listDelen(id)).map(({ deel, gedaan }) => [deel.nummer, gedaan]);
      expect(numbers).toEqual([
        [1, true],
        [2, false],
        [3, false],
      ]);
      expect((await registratie.findDeel(id, 2))?.deel).toEqual(delenTot(2)[1]);
    });

    it('by a new plan replaces what is open, removes what is planned no more and keeps what is done', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 5);
      const current = await registratie.completeDeel(id, 2);
      if (current === undefined) expect.fail('the exchange runs');
      expect(await registratie.storeDelen(nextOf(current, 3), delenTot(3, 9000), regel)).toBe('opgeslagen');
      expect(await registratie.listDelen(id)).toEqual([
        { deel: delenTot(3)[0], gedaan: false },
        { deel: delenTot(3)[1], gedaan: true },
        { deel: delenTot(3, 9000)[2], gedaan: false },
      ]);
      expect(await registratie.findUitwisseling(id)).toMatchObject({ delen: 3, resterend: 2 });
    });

    it('of an exchange that does not exist is outdated and leaves no parts', async () => {
      const registratie = registratieOf();
      const orphan = nextOf(lopend(geplandeUitwisseling()), 2);
      expect(await registratie.storeDelen(orphan, delenTot(2), regel)).toBe('verouderd');
      expect(await registratie.listDelen(orphan.uitwisselingId)).toEqual([]);
    });
  });

  describe('a part', () => {
    it('is found by its number', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      expect(await registratie.findDeel(id, 2)).toEqual({ deel: delenTot(2)[1], gedaan: false });
      expect(await registratie.findDeel(id, 3)).toBeUndefined();
      expect(await registratie.listDelen(newUitwisselingId())).toEqual([]);
    });

    it('that is done counts down once, whoever says it again', async () => {
      const registratie = registratieOf();
      const { id, uitwisseling } = await divided(registratie, 3);
      const once = await registratie.completeDeel(id, 2);
      expect(once).toEqual({ ...uitwisseling, versie: uitwisseling.versie + 1, resterend: 2 });
      expect(await registratie.completeDeel(id, 2)).toEqual(once);
      expect(await registratie.findDeel(id, 2)).toMatchObject({ gedaan: true });
    });

    it('is counted exactly once by many workers at the same moment', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 8);
      const twice = [...delenTot(8), ...delenTot(8)];
      const answers = await Promise.all(twice.map(({ nummer }) => registratie.completeDeel(id, nummer)));
      expect(answers.map((answer) => answer?.resterend)).toContain(0);
      expect(await registratie.findUitwisseling(id)).toMatchObject({ resterend: 0 });
    });

    it('that does not exist is a defect and counts nothing', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      await expect(registratie.completeDeel(id, 3)).rejects.toMatchObject({ name: DEFECT });
      expect(await registratie.findUitwisseling(id)).toMatchObject({ resterend: 2 });
    });

    it('of an exchange that is over stays open and answers that nothing runs', async () => {
      const registratie = registratieOf();
      const { id, uitwisseling } = await divided(registratie, 2);
      const { koppelingId, tijdvakId, datasetVersie, versie, gepland, deadline, gestartOp } = uitwisseling;
      const basis = { uitwisselingId: id, koppelingId, tijdvakId, datasetVersie, gepland, deadline };
      const failed = { ...basis, versie: versie + 1, status: 'mislukt', code: 'stuk', gestoptOp: gestartOp } as const;
      await registratie.replaceUitwisseling(failed, regel);
      expect(await registratie.completeDeel(id, 1)).toBeUndefined();
      expect(await registratie.findDeel(id, 1)).toMatchObject({ gedaan: false });
      expect(await registratie.rememberVerdeelTaak(id, TaakToken.parse('token-1'))).toBeUndefined();
    });

    it('done in between makes a replacement of the exchange outdated', async () => {
      const registratie = registratieOf();
      const { id, uitwisseling } = await divided(registratie, 2);
      await registratie.completeDeel(id, 1);
      const next = { ...uitwisseling, versie: uitwisseling.versie + 1 };
      expect(await registratie.replaceUitwisseling(next, regel)).toBe('verouderd');
      expect(await registratie.findUitwisseling(id)).toMatchObject({ resterend: 1 });
    });
  });

  describe('a part that is replaced', () => {
    const stukken = (count: number): WerknemersWerk[] =>
      Array.from({ length: count }, (_, index) => ({
        soort: 'werknemers',
        werknemerIds: [WerknemerId.parse(7000 + index)],
        groepen: ['contract'],
      }));

    it('is done without data, and the others come after the last one, open and counted', async () => {
      const registratie = registratieOf();
      const { id, uitwisseling } = await divided(registratie, 3);
      await registratie.completeDeel(id, 3);
      const replaced = { deel: { nummer: 2, soort: 'vervangen', door: [4, 5] }, gedaan: true };
      expect(await registratie.replaceDeel(id, 2, stukken(2), regel)).toEqual(replaced);
      expect(await registratie.listDelen(id)).toEqual([
        { deel: delenTot(3)[0], gedaan: false },
        replaced,
        { deel: delenTot(3)[2], gedaan: true },
        { deel: { nummer: 4, ...stukken(2)[0] }, gedaan: false },
        { deel: { nummer: 5, ...stukken(2)[1] }, gedaan: false },
      ]);
      const counts = { versie: uitwisseling.versie + 2, delen: 5, resterend: 3 };
      expect(await registratie.findUitwisseling(id)).toEqual({ ...uitwisseling, ...counts });
    });

    it('leaves a line in the audit trail', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      const own = auditRegel(newAanmeldingId(), 'uitwisseling.herverdeeld');
      await registratie.replaceDeel(id, 2, stukken(1), own);
      await registratie.replaceDeel(id, 2, stukken(1), own);
      expect((await registratie.listAudit(own.aanmeldingId)).map(({ wat }) => wat)).toEqual([own.wat]);
    });

    it('by as many as are allowed at once is still one write', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      await registratie.replaceDeel(id, 2, stukken(90), regel);
      expect(await registratie.listDelen(id)).toHaveLength(92);
      expect(await registratie.findUitwisseling(id)).toMatchObject({ delen: 92, resterend: 91 });
    });

    it('by two at the same moment is replaced once', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      const replace = () => registratie.replaceDeel(id, 2, stukken(3), regel);
      const [one, other] = await Promise.all([replace(), replace()]);
      expect(one).toEqual(other);
      expect(await registratie.listDelen(id)).toHaveLength(5);
      expect(await registratie.findUitwisseling(id)).toMatchObject({ delen: 5, resterend: 4 });
    });

    it('beside another one at the same moment gives each its own, and so does one that gets done', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 4);
      await Promise.all([
        registratie.replaceDeel(id, 2, stukken(3), regel),
        registratie.replaceDeel(id, 3, stukken(2), regel),
        registratie.completeDeel(id, 4),
      ]);
      const delen = await registratie.listDelen(id);
      const door = delen.flatMap(({ deel }) => (deel.soort === 'vervangen' ? deel.door : []));
      expect(door.toSorted((a, b) => a - b)).toEqual([5, 6, 7, 8, 9]);
      expect(delen).toHaveLength(9);
      expect(await registratie.findUitwisseling(id)).toMatchObject({ delen: 9, resterend: 6 });
    });

    it('after it was done stays as it is', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      await registratie.completeDeel(id, 2);
      expect(await registratie.replaceDeel(id, 2, stukken(3), regel)).toEqual({ deel: delenTot(2)[1], gedaan: true });
      expect(await registratie.findUitwisseling(id)).toMatchObject({ delen: 2, resterend: 1 });
    });

    it('is not counted by who did it all the same', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      await registratie.replaceDeel(id, 2, stukken(2), regel);
      expect(await registratie.completeDeel(id, 2)).toMatchObject({ delen: 4, resterend: 3 });
    });

    it('at the same moment as it gets done is one of both', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      await Promise.all([registratie.replaceDeel(id, 2, stukken(2), regel), registratie.completeDeel(id, 2)]);
      const delen = await registratie.listDelen(id);
      const open = delen.filter(({ gedaan }) => !gedaan).length;
      expect(await registratie.findUitwisseling(id)).toMatchObject({ delen: delen.length, resterend: open });
    });

    it('of an exchange that is over, or a number that it does not have, changes nothing', async () => {
      const registratie = registratieOf();
      const { id, uitwisseling } = await divided(registratie, 2);
      await expect(registratie.replaceDeel(id, 9, stukken(2), regel)).rejects.toMatchObject({ name: DEFECT });
      const { koppelingId, tijdvakId, datasetVersie, versie, gepland, deadline, gestartOp } = uitwisseling;
      const basis = { uitwisselingId: id, koppelingId, tijdvakId, datasetVersie, gepland, deadline };
      const failed = { ...basis, versie: versie + 1, status: 'mislukt', code: 'stuk', gestoptOp: gestartOp } as const;
      await registratie.replaceUitwisseling(failed, regel);
      expect(await registratie.replaceDeel(id, 2, stukken(2), regel)).toBeUndefined();
      expect(await registratie.listDelen(id)).toHaveLength(2);
    });
  });

  describe('what is wrong with a part', () => {
    it('is remembered while it is open, the last of it', async () => {
      const registratie = registratieOf();
      const { id, uitwisseling } = await divided(registratie, 2);
      await registratie.noteDeelFout(id, 2, 'nmbrs-unreadable');
      await registratie.noteDeelFout(id, 2, 'nmbrs-2011');
      expect(await registratie.findDeel(id, 2)).toEqual({ deel: delenTot(2)[1], gedaan: false, fout: 'nmbrs-2011' });
      expect((await registratie.listDelen(id)).map(({ fout }) => fout)).toEqual([undefined, 'nmbrs-2011']);
      expect(await registratie.findUitwisseling(id)).toEqual(uitwisseling);
    });

    it('is gone once the part is done or replaced', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      for (const deel of [1, 2]) await registratie.noteDeelFout(id, deel, 'nmbrs-unreadable');
      await registratie.completeDeel(id, 1);
      await registratie.replaceDeel(id, 2, [{ soort: 'werknemers', werknemerIds: [WerknemerId.parse(1)] }], regel);
      expect(await registratie.findDeel(id, 1)).toEqual({ deel: delenTot(2)[0], gedaan: true });
      expect(await registratie.findDeel(id, 2)).not.toHaveProperty('fout');
    });

    it('is not remembered of one that is done, or that does not exist', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      await registratie.completeDeel(id, 1);
      for (const deel of [1, 9]) await registratie.noteDeelFout(id, deel, 'nmbrs-unreadable');
      expect(await registratie.findDeel(id, 1)).toEqual({ deel: delenTot(2)[0], gedaan: true });
      expect(await registratie.findDeel(id, 9)).toBeUndefined();
    });
  });

  describe('the token that waits for the parts', () => {
    it('is remembered, and the answer tells what remains', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 2);
      await registratie.completeDeel(id, 1);
      const taakToken = TaakToken.parse('token-1');
      const answer = await registratie.rememberVerdeelTaak(id, taakToken);
      expect(answer).toMatchObject({ resterend: 1, taakToken });
      expect(await registratie.findUitwisseling(id)).toEqual(answer);
    });

    it('replaces the one of an earlier attempt', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 1);
      await registratie.rememberVerdeelTaak(id, TaakToken.parse('token-1'));
      await registratie.rememberVerdeelTaak(id, TaakToken.parse('token-2'));
      expect(await registratie.completeDeel(id, 1)).toMatchObject({ resterend: 0, taakToken: 'token-2' });
    });

    it('and the last part never miss each other: one of the two sees both', async () => {
      const registratie = registratieOf();
      const { id } = await divided(registratie, 1);
      const [remembered, completed] = await Promise.all([
        registratie.rememberVerdeelTaak(id, TaakToken.parse('token-1')),
        registratie.completeDeel(id, 1),
      ]);
      const seesBoth = [remembered, completed].filter((one) => one?.resterend === 0 && one.taakToken !== undefined);
      expect(seesBoth).not.toEqual([]);
    });

    it('of an exchange that does not exist is not remembered', async () => {
      const registratie = registratieOf();
      const id = newUitwisselingId();
      expect(await registratie.rememberVerdeelTaak(id, TaakToken.parse('token-1'))).toBeUndefined();
      expect(await registratie.findUitwisseling(id)).toBeUndefined();
    });
  });
}
