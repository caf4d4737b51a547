import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import type { WachtOpAkkoordAanmelding } from '../../core/aanmelding/aanmelding.ts';
import { DEFECT } from '../../core/errors.ts';
import { TaakToken } from '../../core/ids.ts';
import { registered } from './registratie-aanmeldingen.contract.ts';
import {
  afgewezen,
  auditRegel,
  eindigend,
  gecontroleerd,
  gerealiseerd,
  goedgekeurd,
  herstelNodig,
  ingehaald,
  koppelingOf,
  newContractnummer,
  ontvangenAanmelding,
  vervallen,
  wachtOpAkkoord,
} from './voorbeelden.ts';

const pass = (registratie: Registratie, next: WachtOpAkkoordAanmelding) =>
  registratie.passAanmelding(next, auditRegel(next.aanmeldingId, 'controle.geslaagd'));

/** One whose claim is `vast`. */
async function passed(registratie: Registratie, contractnummer = newContractnummer()) {
  const { aanmelding, regel } = await registered(registratie, contractnummer);
  const next = wachtOpAkkoord(aanmelding);
  expect(await pass(registratie, next)).toBe('opgeslagen');
  return { aanmelding, next, contractnummer, regel, werkgever: aanmelding.gegevens.werkgever };
}

/** One that holds the numbers weakly, and one that contends for them. */
async function contending(registratie: Registratie) {
  const { aanmelding: holder, contractnummer } = await registered(registratie);
  const { aanmelding: contender, regel } = await registered(registratie, contractnummer);
  const regels = {
    eigen: auditRegel(contender.aanmeldingId, 'controle.geslaagd'),
    wijkt: auditRegel(holder.aanmeldingId, 'aanmelding.ingehaald'),
  };
  return { holder, contender, contractnummer, regel, regels, werkgever: holder.gegevens.werkgever };
}

/** The claim on (loonheffingennummer, raamwerkcontractnummer). */
export function describeClaims(registratieOf: () => Registratie): void {
  describe('the claim of an aanmelding', () => {
    it('is weak from the beginning, and for good once its controle passed', async () => {
      const registratie = registratieOf();
      const { werkgever } = ontvangenAanmelding().gegevens;
      expect(await registratie.findClaim(werkgever)).toBeUndefined();
      expect(await registratie.isBezet(werkgever)).toBe(false);
      const { aanmelding } = await registered(registratie, werkgever.raamwerkcontractnummer);
      const { aanmeldingId } = aanmelding;
      expect(await registratie.findClaim(werkgever)).toEqual({ aanmeldingId, vast: false, anderen: 0 });
      expect(await registratie.isBezet(werkgever)).toBe(false);
      expect(await pass(registratie, wachtOpAkkoord(aanmelding))).toBe('opgeslagen');
      expect(await registratie.findClaim(werkgever)).toEqual({ aanmeldingId, vast: true, anderen: 0 });
      expect(await registratie.isBezet(werkgever)).toBe(true);
      expect(await registratie.findAanmelding(aanmeldingId)).toEqual(wachtOpAkkoord(aanmelding));
    });

    it.each([
      ['afgewezen', afgewezen],
      ['vervallen', vervallen],
      ['ingehaald', ingehaald],
    ])('is free again once it is %s', async (_status, end) => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      await registratie.replaceAanmelding(end(aanmelding), regel);
      expect(await registratie.findClaim(aanmelding.gegevens.werkgever)).toBeUndefined();
    });

    it.each([
      ['while herstel is needed again', herstelNodig],
      ['while it is checked again', gecontroleerd],
    ])('that was for good stays so %s', async (_when, back) => {
      const registratie = registratieOf();
      const { aanmelding, werkgever, regel, contractnummer } = await passed(registratie);
      expect(await registratie.replaceAanmelding({ ...back(aanmelding), versie: 2 }, regel)).toBe('opgeslagen');
      expect(await registratie.isBezet(werkgever)).toBe(true);
      const second = ontvangenAanmelding(contractnummer);
      expect(await registratie.registerAanmelding(second, auditRegel(second.aanmeldingId))).toBe('bezet');
      const next = { ...wachtOpAkkoord(aanmelding), versie: 3 };
      expect(await pass(registratie, next)).toBe('opgeslagen');
    });

    it('stays with its new holder when the old aanmelding is written once more', async () => {
      const registratie = registratieOf();
      const { aanmelding, contractnummer, regel } = await registered(registratie);
      const over = { ...afgewezen(aanmelding), taakToken: TaakToken.parse('token-1') };
      await registratie.replaceAanmelding(over, regel);
      const { aanmelding: second } = await registered(registratie, contractnummer);
      const { taakToken: _resumed, ...rest } = over;
      expect(await registratie.replaceAanmelding({ ...rest, versie: 2 }, regel)).toBe('opgeslagen');
      const claim = await registratie.findClaim(second.gegevens.werkgever);
      expect(claim).toEqual({ aanmeldingId: second.aanmeldingId, vast: false, anderen: 0 });
    });

    it('cannot be exchanged for another: the write is a defect and stores nothing', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      const { gegevens } = ontvangenAanmelding();
      const renumbered = { ...gecontroleerd(aanmelding), gegevens };
      await expect(registratie.replaceAanmelding(renumbered, regel)).rejects.toMatchObject({ name: DEFECT });
      const passing = pass(registratie, { ...wachtOpAkkoord(aanmelding), gegevens });
      await expect(passing).rejects.toMatchObject({ name: DEFECT });
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(aanmelding);
      expect(await registratie.findClaim(gegevens.werkgever)).toBeUndefined();
    });

    it('cannot be taken back by an aanmelding that released it', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      await registratie.replaceAanmelding(afgewezen(aanmelding), regel);
      const revived = { ...gecontroleerd(aanmelding), versie: 2 };
      await expect(registratie.replaceAanmelding(revived, regel)).rejects.toMatchObject({ name: DEFECT });
      const passing = pass(registratie, { ...wachtOpAkkoord(aanmelding), versie: 2 });
      await expect(passing).rejects.toMatchObject({ name: DEFECT });
      expect(await registratie.findClaim(aanmelding.gegevens.werkgever)).toBeUndefined();
    });
  });

  describe('a second aanmelding of the same numbers', () => {
    it('is refused once the first one passed, and nothing of it is stored', async () => {
      const registratie = registratieOf();
      const { contractnummer, werkgever } = await passed(registratie);
      const second = ontvangenAanmelding(contractnummer);
      expect(await registratie.registerAanmelding(second, auditRegel(second.aanmeldingId))).toBe('bezet');
      expect(await registratie.findAanmelding(second.aanmeldingId)).toBeUndefined();
      expect(await registratie.listAudit(second.aanmeldingId)).toEqual([]);
      expect(await registratie.findClaim(werkgever)).toMatchObject({ anderen: 0 });
    });

    it('is stored before that, without the claim, and counted once', async () => {
      const registratie = registratieOf();
      const { holder, contender, werkgever, regel } = await contending(registratie);
      expect(await registratie.registerAanmelding(contender, regel)).toBe('opgeslagen');
      expect(await registratie.findAanmelding(contender.aanmeldingId)).toEqual(contender);
      expect(await registratie.listAudit(contender.aanmeldingId)).toHaveLength(1);
      const claim = await registratie.findClaim(werkgever);
      expect(claim).toEqual({ aanmeldingId: holder.aanmeldingId, vast: false, anderen: 1 });
    });

    it('at the same moment is stored beside the first, and one of them holds the numbers', async () => {
      const registratie = registratieOf();
      const contractnummer = newContractnummer();
      const both = [ontvangenAanmelding(contractnummer), ontvangenAanmelding(contractnummer)];
      const register = both.map((one) => registratie.registerAanmelding(one, auditRegel(one.aanmeldingId)));
      expect(await Promise.all(register)).toEqual(['opgeslagen', 'opgeslagen']);
      const claim = await registratie.findClaim(ontvangenAanmelding(contractnummer).gegevens.werkgever);
      expect(claim).toMatchObject({ vast: false, anderen: 1 });
      expect(both.map(({ aanmeldingId }) => aanmeldingId)).toContain(claim?.aanmeldingId);
    });

    it('goes through its states without the claim, up to its end', async () => {
      const registratie = registratieOf();
      const { holder, contender, werkgever, regel } = await contending(registratie);
      const states = [gecontroleerd(contender), herstelNodig(contender), ingehaald(contender)];
      for (const [index, state] of states.entries()) {
        const next = { ...state, versie: index + 1 };
        expect(await registratie.replaceAanmelding(next, regel)).toBe('opgeslagen');
        expect(await registratie.replaceAanmelding(next, regel)).toBe('opgeslagen');
        expect(await registratie.findAanmelding(contender.aanmeldingId)).toEqual(next);
      }
      expect(await registratie.listAudit(contender.aanmeldingId)).toHaveLength(4);
      expect(await registratie.findClaim(werkgever)).toMatchObject({ aanmeldingId: holder.aanmeldingId });
    });

    it.each([
      ['wait for an akkoord', wachtOpAkkoord],
      ['be approved', goedgekeurd],
    ])('cannot %s without the claim', async (_what, state) => {
      const registratie = registratieOf();
      const { contender, regel } = await contending(registratie);
      await expect(registratie.replaceAanmelding(state(contender), regel)).rejects.toMatchObject({ name: DEFECT });
      expect(await registratie.findAanmelding(contender.aanmeldingId)).toEqual(contender);
    });

    it('cannot become a koppeling without the claim', async () => {
      const registratie = registratieOf();
      const { contender, regel } = await contending(registratie);
      const realised = { ...gerealiseerd(goedgekeurd(contender)), versie: 1 };
      const registering = registratie.registerKoppeling(koppelingOf(contender), realised, regel);
      await expect(registering).rejects.toMatchObject({ name: DEFECT });
      expect(await registratie.findKoppeling(koppelingOf(contender).koppelingId)).toBeUndefined();
    });

    it('cannot go over to other numbers', async () => {
      const registratie = registratieOf();
      const { contender, regel } = await contending(registratie);
      const { gegevens } = ontvangenAanmelding();
      const renumbered = { ...gecontroleerd(contender), gegevens };
      await expect(registratie.replaceAanmelding(renumbered, regel)).rejects.toMatchObject({ name: DEFECT });
    });
  });

  describe('passing the controle', () => {
    it('takes the claim when who held it has ended', async () => {
      const registratie = registratieOf();
      const { holder, contender, werkgever, regel } = await contending(registratie);
      await registratie.replaceAanmelding(vervallen(holder), { ...regel, aanmeldingId: holder.aanmeldingId });
      const next = wachtOpAkkoord(contender);
      expect(await pass(registratie, next)).toBe('opgeslagen');
      expect(await pass(registratie, next)).toBe('opgeslagen');
      expect(await registratie.findClaim(werkgever)).toMatchObject({
        aanmeldingId: contender.aanmeldingId,
        vast: true,
      });
      expect(await registratie.listAudit(contender.aanmeldingId)).toHaveLength(2);
    });

    it('is stopped by who holds the claim, weakly or for good, and stores nothing', async () => {
      const registratie = registratieOf();
      const { holder, contender, werkgever } = await contending(registratie);
      expect(await pass(registratie, wachtOpAkkoord(contender))).toBe('bezet');
      await pass(registratie, wachtOpAkkoord(holder));
      expect(await pass(registratie, wachtOpAkkoord(contender))).toBe('bezet');
      expect(await registratie.findAanmelding(contender.aanmeldingId)).toEqual(contender);
      expect(await registratie.findClaim(werkgever)).toMatchObject({ aanmeldingId: holder.aanmeldingId, vast: true });
    });

    it('is outdated when the aanmelding moved on, and told once when it is written again', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await registered(registratie);
      await registratie.replaceAanmelding(gecontroleerd(aanmelding), regel);
      expect(await pass(registratie, wachtOpAkkoord(aanmelding))).toBe('verouderd');
      const next = { ...wachtOpAkkoord(aanmelding), versie: 2 };
      expect(await pass(registratie, next)).toBe('opgeslagen');
      expect(await pass(registratie, next)).toBe('opgeslagen');
      expect(await registratie.listAudit(aanmelding.aanmeldingId)).toHaveLength(3);
    });

    it('overtakes who holds the claim weakly: both are stored and told, and the claim has its new holder', async () => {
      const registratie = registratieOf();
      const { holder, contender, werkgever, regels } = await contending(registratie);
      const [next, over] = [wachtOpAkkoord(contender), ingehaald(holder)];
      expect(await registratie.overtakeAanmelding(next, over, regels)).toBe('opgeslagen');
      expect(await registratie.overtakeAanmelding(next, over, regels)).toBe('opgeslagen');
      expect(await registratie.findAanmelding(next.aanmeldingId)).toEqual(next);
      expect(await registratie.findAanmelding(over.aanmeldingId)).toEqual(over);
      const claim = await registratie.findClaim(werkgever);
      expect(claim).toEqual({ aanmeldingId: next.aanmeldingId, vast: true, anderen: 1 });
      expect((await registratie.listAudit(next.aanmeldingId)).at(-1)).toMatchObject(regels.eigen);
      expect((await registratie.listAudit(over.aanmeldingId)).map(({ wat }) => wat)).toEqual([
        'aanmelding.ontvangen',
        'aanmelding.ingehaald',
      ]);
    });

    it('overtakes who is being signed off, which ends without the claim', async () => {
      const registratie = registratieOf();
      const { holder, contender, werkgever, regels } = await contending(registratie);
      const ending = eindigend(holder);
      await registratie.replaceAanmelding(ending, regels.wijkt);
      const yielded = { ...ending, versie: 2 };
      expect(await registratie.overtakeAanmelding(wachtOpAkkoord(contender), yielded, regels)).toBe('opgeslagen');
      expect(await registratie.replaceAanmelding({ ...ending, versie: 3 }, regels.wijkt)).toBe('opgeslagen');
      expect(await registratie.findClaim(werkgever)).toMatchObject({
        aanmeldingId: contender.aanmeldingId,
        vast: true,
      });
    });

    it('overtakes nobody who passed, who moved on, or who does not hold the claim', async () => {
      const registratie = registratieOf();
      const { holder, contender, contractnummer, werkgever, regels } = await contending(registratie);
      const { aanmelding: third } = await registered(registratie, contractnummer);
      const next = wachtOpAkkoord(contender);
      expect(await registratie.overtakeAanmelding(next, { ...ingehaald(holder), versie: 2 }, regels)).toBe('verouderd');
      expect(await registratie.overtakeAanmelding(next, ingehaald(third), regels)).toBe('verouderd');
      await pass(registratie, wachtOpAkkoord(holder));
      expect(await registratie.overtakeAanmelding(next, { ...ingehaald(holder), versie: 2 }, regels)).toBe('verouderd');
      expect(await registratie.findAanmelding(contender.aanmeldingId)).toEqual(contender);
      expect(await registratie.findAanmelding(third.aanmeldingId)).toEqual(third);
      expect(await registratie.findClaim(werkgever)).toEqual({
        ...{ aanmeldingId: holder.aanmeldingId, vast: true },
        anderen: 2,
      });
    });

    it('of both at the same moment lets exactly one through', async () => {
      const registratie = registratieOf();
      const { holder, contender, werkgever, regels } = await contending(registratie);
      const [own, overtaking] = await Promise.all([
        pass(registratie, wachtOpAkkoord(holder)),
        registratie.overtakeAanmelding(wachtOpAkkoord(contender), ingehaald(holder), regels),
      ]);
      expect([own, overtaking].toSorted()).toEqual(['opgeslagen', 'verouderd']);
      const winner = own === 'opgeslagen' ? holder : contender;
      const claim = await registratie.findClaim(werkgever);
      expect(claim).toEqual({ aanmeldingId: winner.aanmeldingId, vast: true, anderen: 1 });
      const found = await Promise.all([holder, contender].map((one) => registratie.findAanmelding(one.aanmeldingId)));
      expect(found.filter((one) => one?.status === 'wacht-op-akkoord')).toEqual([wachtOpAkkoord(winner)]);
    });
  });
}
