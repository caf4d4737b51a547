import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMemoryIdentiteit } from '../../adapters/memory/identiteit.ts';
import type { Registratie } from '../../adapters/registratie.ts';
import type { Aanmelding, OntvangenAanmelding } from '../../core/aanmelding/aanmelding.ts';
import type { WerkvoorraadPlaats } from '../../core/aanmelding/ports/aanmeldregister.ts';
import type { Postgrens } from '../../core/berichten/postgrens.ts';
import { CapabilityHash, KantoorId } from '../../core/ids.ts';
import { Tijdstip, tijdstipAt } from '../../core/kalender/tijd.ts';
import { kantoorIdOf } from '../../core/toegang/identify-kantoor.ts';
import { bevestigdKantoor, gemaildeToegang } from '../../core/toegang/kantoor.ts';
import { afgemeld, auditRegel, eindigend, gecontroleerd, ingenomen, NU, newAdres, wachtend } from './voorbeelden.ts';

const newHash = (): CapabilityHash => CapabilityHash.parse(randomBytes(32).toString('hex'));
const newKantoorId = (): KantoorId => KantoorId.parse(randomBytes(32).toString('hex'));
const LATER = Tijdstip.parse('2026-11-25T09:00:00.000Z');

/** The office of an address as the core knows it: the adapter's index must come to the same. */
const kantoorVan = (adres: string): KantoorId => kantoorIdOf(createMemoryIdentiteit(), adres);

async function takenIn(registratie: Registratie, adres: string, ontvangenOp = NU): Promise<OntvangenAanmelding> {
  const waiting = { ...wachtend(undefined, adres), ontvangenOp };
  const regel = auditRegel(waiting.aanmeldingId);
  await registratie.registerWachtende(waiting, regel);
  await registratie.takeIn(ingenomen(waiting), regel);
  return ingenomen(waiting);
}

const placeOf = ({ ontvangenOp, aanmeldingId }: Aanmelding): WerkvoorraadPlaats => ({
  sinds: ontvangenOp,
  aanmeldingId,
});

async function pagesOf(
  registratie: Registratie,
  kantoorId: KantoorId,
  aantal: number,
): Promise<(readonly Aanmelding[])[]> {
  const pages: (readonly Aanmelding[])[] = [];
  let na: WerkvoorraadPlaats | undefined;
  for (;;) {
    const { aanmeldingen, meer } = await registratie.listVanKantoor(kantoorId, aantal, na);
    pages.push(aanmeldingen);
    const last = aanmeldingen.at(-1);
    if (!meer || last === undefined) return pages;
    na = placeOf(last);
  }
}

/** The addresses that were confirmed, what opens their lists, and how many mails go to them. */
export function describeKantoren(registratieOf: () => Registratie): void {
  describe('a kantoor', () => {
    it('is found with its last key; the one of before is known still, and is not its key any more', async () => {
      const registratie = registratieOf();
      const [kantoorId, first, second] = [newKantoorId(), newHash(), newHash()];
      expect(await registratie.findKantoor(kantoorId)).toBeUndefined();
      await registratie.storeKantoor(bevestigdKantoor(kantoorId, first, NU));
      await registratie.storeKantoor(bevestigdKantoor(kantoorId, second, LATER));
      await registratie.storeKantoor(bevestigdKantoor(kantoorId, second, LATER));
      expect(await registratie.findKantoor(kantoorId)).toEqual(bevestigdKantoor(kantoorId, second, LATER));
      const soort = 'sleutel';
      const [a, b] = [bevestigdKantoor(kantoorId, first, NU), bevestigdKantoor(kantoorId, second, LATER)];
      expect(await registratie.findKantoortoegang(first)).toEqual({
        hash: first,
        soort,
        kantoorId,
        geldigTot: a.geldigTot,
      });
      expect(await registratie.findKantoortoegang(second)).toEqual({
        hash: second,
        soort,
        kantoorId,
        geldigTot: b.geldigTot,
      });
    });

    it('is opened by each code that was mailed, and by no other', async () => {
      const registratie = registratieOf();
      const kantoorId = newKantoorId();
      const codes = [
        gemaildeToegang('code', { kantoorId, hash: newHash() }, NU),
        gemaildeToegang('code', { kantoorId, hash: newHash() }, LATER),
      ];
      for (const code of codes) await registratie.storeKantoortoegang(code);
      for (const code of codes) expect(await registratie.findKantoortoegang(code.hash)).toEqual(code);
      expect(await registratie.findKantoortoegang(newHash())).toBeUndefined();
      expect(await registratie.findKantoor(kantoorId)).toBeUndefined();
    });
  });

  describe('the list of a kantoor', () => {
    it('has what was signed up with its address, however that was typed, by when it came in', async () => {
      const registratie = registratieOf();
      const adres = newAdres();
      const second = await takenIn(registratie, adres.toUpperCase(), tijdstipAt(2_000));
      const first = await takenIn(registratie, adres.toLowerCase(), tijdstipAt(1_000));
      await takenIn(registratie, newAdres());
      const third = { ...wachtend(undefined, adres), ontvangenOp: tijdstipAt(3_000) };
      const direct: OntvangenAanmelding = { ...third, status: 'ontvangen' };
      await registratie.registerAanmelding(direct, auditRegel(third.aanmeldingId));
      const list = { aanmeldingen: [first, second, direct], meer: false };
      expect(await registratie.listVanKantoor(kantoorVan(adres), 3)).toEqual(list);
      expect(await registratie.listVanKantoor(newKantoorId(), 3)).toEqual({ aanmeldingen: [], meer: false });
    });

    it.each([1, 2, 3, 6])('misses none and repeats none with %i on a page, also of one moment', async (aantal) => {
      const registratie = registratieOf();
      const adres = newAdres();
      const ids: string[] = [];
      for (let count = 0; count < 6; count += 1) {
        ids.push((await takenIn(registratie, adres, tijdstipAt(count < 4 ? 5_000 : 6_000))).aanmeldingId);
      }
      const pages = await pagesOf(registratie, kantoorVan(adres), aantal);
      expect(
        pages
          .flat()
          .map(({ aanmeldingId }) => aanmeldingId)
          .toSorted(),
      ).toEqual(ids.toSorted());
      expect(pages).toHaveLength(6 / aantal);
    });

    it('shows each as it is now, and moves it with its address', async () => {
      const registratie = registratieOf();
      const [old, other] = [newAdres(), newAdres()];
      const stays = await takenIn(registratie, old);
      const moves = await takenIn(registratie, old);
      const { gegevens } = moves;
      const salarisverwerker = { ...gegevens.salarisverwerker, email: other };
      const next = { ...gecontroleerd(moves), gegevens: { ...gegevens, salarisverwerker } };
      await registratie.replaceAanmelding(next, auditRegel(moves.aanmeldingId));
      expect((await registratie.listVanKantoor(kantoorVan(old), 5)).aanmeldingen).toEqual([stays]);
      expect((await registratie.listVanKantoor(kantoorVan(other), 5)).aanmeldingen).toEqual([next]);
    });

    it('has nothing that waits for a confirmation, and nothing whose gegevens were erased', async () => {
      const registratie = registratieOf();
      const adres = newAdres();
      const waiting = wachtend(undefined, adres);
      await registratie.registerWachtende(waiting, auditRegel(waiting.aanmeldingId));
      const gone = await takenIn(registratie, adres);
      const regel = auditRegel(gone.aanmeldingId);
      const last = eindigend(gone);
      await registratie.replaceAanmelding(last, regel);
      expect((await registratie.listVanKantoor(kantoorVan(adres), 5)).aanmeldingen).toEqual([last]);
      await registratie.eraseAanmelding(afgemeld(last), gone.gegevens.werkgever, regel);
      expect(await registratie.listVanKantoor(kantoorVan(adres), 5)).toEqual({ aanmeldingen: [], meer: false });
    });
  });

  describe('a limit of mails', () => {
    const grensOf = (over: Partial<Postgrens> = {}): Postgrens => ({
      ...{ wie: newKantoorId(), wat: 'bevestiging', per: 'uur', aantal: 3, ...over },
    });
    const counted = async (registratie: Registratie, grens: Postgrens, nu: Tijdstip, times: number) => {
      const answers: boolean[] = [];
      for (let time = 0; time < times; time += 1) answers.push(await registratie.countPost(grens, nu));
      return answers.filter(Boolean).length;
    };
    const at = (text: string) => Tijdstip.parse(text);

    it('of an hour holds until the clock begins another', async () => {
      const registratie = registratieOf();
      const grens = grensOf();
      expect(await counted(registratie, grens, at('2026-11-24T09:00:00.000Z'), 2)).toBe(2);
      expect(await counted(registratie, grens, at('2026-11-24T09:59:59.999Z'), 3)).toBe(1);
      expect(await counted(registratie, grens, at('2026-11-24T10:00:00.000Z'), 5)).toBe(3);
      expect(await counted(registratie, grens, at('2026-11-25T09:00:00.000Z'), 5)).toBe(3);
    });

    it('of a day holds until the day is over', async () => {
      const registratie = registratieOf();
      const grens = grensOf({ per: 'dag', wat: 'onbevestigd', aantal: 10 });
      expect(await counted(registratie, grens, at('2026-11-24T00:00:00.000Z'), 6)).toBe(6);
      expect(await counted(registratie, grens, at('2026-11-24T23:59:59.999Z'), 6)).toBe(4);
      expect(await counted(registratie, grens, at('2026-11-25T00:00:00.000Z'), 11)).toBe(10);
    });

    it('is that of one address, one kind of mail and one span', async () => {
      const registratie = registratieOf();
      const grens = grensOf({ aantal: 1 });
      expect(await counted(registratie, grens, NU, 2)).toBe(1);
      const others: Partial<Postgrens>[] = [{ wie: newKantoorId() }, { wat: 'wachtend' }, { per: 'dag' }];
      for (const other of others) expect(await counted(registratie, { ...grens, ...other }, NU, 2)).toBe(1);
    });

    it('counts one less that was not sent, of its own span only, and never less than none', async () => {
      const registratie = registratieOf();
      const grens = grensOf();
      const earlier = at('2026-11-24T08:59:59.999Z');
      await registratie.uncountPost(grens, NU);
      expect(await counted(registratie, grens, NU, 4)).toBe(3);
      await registratie.uncountPost(grens, earlier);
      expect(await registratie.countPost(grens, NU)).toBe(false);
      await registratie.uncountPost(grens, NU);
      expect(await counted(registratie, grens, NU, 2)).toBe(1);
      for (let time = 0; time < 5; time += 1) await registratie.uncountPost(grens, NU);
      expect(await counted(registratie, grens, NU, 5)).toBe(3);
      expect(await counted(registratie, grens, earlier, 5)).toBe(3);
    });

    it('lets exactly so many of many at the same moment through', async () => {
      const registratie = registratieOf();
      const grens = grensOf();
      const answers = await Promise.all(Array.from({ length: 20 }, () => registratie.countPost(grens, NU)));
      expect(answers.filter(Boolean)).toHaveLength(3);
    });

    it('may be that of everybody', async () => {
      const registratie = registratieOf();
      const grens = grensOf({ wie: 'iedereen', aantal: 1 });
      const nu = at('1999-01-01T00:00:00.000Z');
      expect(await counted(registratie, grens, nu, 2)).toBeLessThanOrEqual(1);
      expect(await registratie.countPost(grens, nu)).toBe(false);
    });
  });
}
