import { describe, expect, it } from 'vitest';
import { sha256 } from '../../adapters/node/sha256.ts';
import type { Registratie } from '../../adapters/registratie.ts';
import { IngehaaldeAanmelding, type WachtendeAanmelding } from '../../core/aanmelding/aanmelding.ts';
import { verifyKeten } from '../../core/audit/audit.ts';
import { CapabilityHash } from '../../core/ids.ts';
import {
  auditRegel,
  gecontroleerd,
  ingenomen,
  NU,
  newAanmeldingId,
  newContractnummer,
  ontvangenAanmelding,
  wachtend,
  wachtOpAkkoord,
} from './voorbeelden.ts';

const CODE = CapabilityHash.parse('c0de'.repeat(16));

async function waiting(registratie: Registratie, contractnummer = newContractnummer()) {
  const aanmelding = wachtend(contractnummer);
  await registratie.registerWachtende(aanmelding, auditRegel(aanmelding.aanmeldingId, 'aanmelding.ontvangen'));
  return { aanmelding, contractnummer, regel: auditRegel(aanmelding.aanmeldingId, 'adres.bevestigd') };
}

/** Another of the same numbers, whose controle passes: what became of it. */
async function holder(registratie: Registratie, contractnummer: string) {
  const aanmelding = ontvangenAanmelding(contractnummer);
  const regel = auditRegel(aanmelding.aanmeldingId);
  await registratie.registerAanmelding(aanmelding, regel);
  return registratie.passAanmelding(wachtOpAkkoord(aanmelding), regel);
}

const mailOf = ({ aanmeldingId: onderwerp }: WachtendeAanmelding) =>
  ({ onderwerp, soort: 'bevestig-adres', gelegenheid: '1' }) as const;

/** What is known of it: what is stored, how long its trail is, how many mails, and whether the code of one of them is still known. */
async function leftOf(registratie: Registratie, aanmelding: WachtendeAanmelding) {
  const { aanmeldingId } = aanmelding;
  const found = await registratie.findAanmelding(aanmeldingId);
  const [trail, mails] = [await registratie.listAudit(aanmeldingId), await registratie.listBerichten(aanmeldingId)];
  const mail = await registratie.mailMetCode(aanmeldingId, CODE, NU);
  return [found?.status, trail.length, mails.length, mail !== undefined];
}
const NOTHING = [undefined, 0, 0, false];

/** Aanmeldingen whose address is not confirmed yet. */
export function describeWachtende(registratieOf: () => Registratie): void {
  describe('an aanmelding that waits for a confirmation', () => {
    it('is found as it was stored, with one line in its trail; stored again nothing changes', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await waiting(registratie);
      await registratie.registerWachtende({ ...aanmelding, capabilityHash: CODE }, regel);
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(aanmelding);
      expect(await registratie.listAudit(aanmelding.aanmeldingId)).toMatchObject([{ wat: 'aanmelding.ontvangen' }]);
    });

    it('of a bulk knows its request', async () => {
      const registratie = registratieOf();
      const aanmelding = { ...wachtend(), aanvraagId: newAanmeldingId() };
      await registratie.registerWachtende(aanmelding, auditRegel(aanmelding.aanmeldingId));
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(aanmelding);
    });

    it('claims nothing: others of the same numbers wait beside it, and one goes ahead of it', async () => {
      const registratie = registratieOf();
      const { aanmelding, contractnummer } = await waiting(registratie);
      const second = await waiting(registratie, contractnummer);
      expect(await registratie.findClaim(aanmelding.gegevens.werkgever)).toBeUndefined();
      expect(await holder(registratie, contractnummer)).toBe('opgeslagen');
      for (const one of [aanmelding, second.aanmelding]) {
        expect(await registratie.findAanmelding(one.aanmeldingId)).toEqual(one);
      }
    });

    it('gets another address, and ends as overtaken, without touching the claim of another', async () => {
      const registratie = registratieOf();
      const { aanmelding, contractnummer, regel } = await waiting(registratie);
      await holder(registratie, contractnummer);
      const { gegevens } = wachtend(contractnummer);
      const corrected = { ...aanmelding, versie: 1, gegevens };
      expect(await registratie.replaceAanmelding(corrected, regel)).toBe('opgeslagen');
      expect(await registratie.replaceAanmelding(corrected, regel)).toBe('opgeslagen');
      const over = IngehaaldeAanmelding.parse({ ...corrected, status: 'ingehaald', versie: 2, ingehaaldOp: NU });
      expect(await registratie.replaceAanmelding(over, regel)).toBe('opgeslagen');
      expect(await registratie.replaceAanmelding(corrected, regel)).toBe('verouderd');
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(over);
      expect(await registratie.listAudit(aanmelding.aanmeldingId)).toHaveLength(3);
      expect(await registratie.isBezet(aanmelding.gegevens.werkgever)).toBe(true);
    });
  });

  describe('taking an aanmelding in', () => {
    it('stores it with its claim and a line; the very same again counts as stored, and is told once', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await waiting(registratie);
      const next = ingenomen(aanmelding);
      expect(await registratie.takeIn(next, regel)).toBe('opgeslagen');
      expect(await registratie.takeIn(next, regel)).toBe('opgeslagen');
      expect(await registratie.findAanmelding(next.aanmeldingId)).toEqual(next);
      const { aanmeldingId } = next;
      const claim = { aanmeldingId, vast: false, anderen: 0 };
      expect(await registratie.findClaim(next.gegevens.werkgever)).toEqual(claim);
      const keten = await registratie.listAudit(next.aanmeldingId);
      expect(keten.map(({ wat }) => wat)).toEqual(['aanmelding.ontvangen', 'adres.bevestigd']);
      expect(verifyKeten({ aanmeldingId: next.aanmeldingId, regels: [...keten] }, sha256)).toMatchObject({
        ongebroken: true,
      });
    });

    it('leaves the claim with it, as that of any other', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await waiting(registratie);
      const next = ingenomen(aanmelding);
      await registratie.takeIn(next, regel);
      const checked = gecontroleerd(next);
      expect(await registratie.replaceAanmelding(checked, regel)).toBe('opgeslagen');
      const passed = { ...wachtOpAkkoord(next), versie: checked.versie + 1 };
      expect(await registratie.passAanmelding(passed, regel)).toBe('opgeslagen');
      expect(await registratie.isBezet(next.gegevens.werkgever)).toBe(true);
    });

    it('finds the numbers taken, and stores nothing', async () => {
      const registratie = registratieOf();
      const { aanmelding, contractnummer, regel } = await waiting(registratie);
      await holder(registratie, contractnummer);
      expect(await registratie.takeIn(ingenomen(aanmelding), regel)).toBe('bezet');
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(aanmelding);
      expect(await registratie.listAudit(aanmelding.aanmeldingId)).toHaveLength(1);
    });

    it('takes in whoever contends for numbers that are held weakly, and counts it', async () => {
      const registratie = registratieOf();
      const first = await waiting(registratie);
      const second = await waiting(registratie, first.contractnummer);
      for (const { aanmelding, regel } of [first, second]) {
        expect(await registratie.takeIn(ingenomen(aanmelding), regel)).toBe('opgeslagen');
        expect(await registratie.takeIn(ingenomen(aanmelding), regel)).toBe('opgeslagen');
      }
      const { aanmeldingId, gegevens } = first.aanmelding;
      expect(await registratie.findClaim(gegevens.werkgever)).toEqual({ aanmeldingId, vast: false, anderen: 1 });
    });

    it('lets exactly one of two with the same numbers have them, when both come at once', async () => {
      const registratie = registratieOf();
      const first = await waiting(registratie);
      const second = await waiting(registratie, first.contractnummer);
      const outcomes = await Promise.all(
        [first, second].map(({ aanmelding, regel }) => registratie.takeIn(ingenomen(aanmelding), regel)),
      );
      expect(outcomes).toEqual(['opgeslagen', 'opgeslagen']);
      const claim = await registratie.findClaim(first.aanmelding.gegevens.werkgever);
      expect(claim).toMatchObject({ vast: false, anderen: 1 });
    });

    it('is outdated when it was corrected meanwhile, when it does not wait any more, and when there is none', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await waiting(registratie);
      const corrected = {
        ...aanmelding,
        versie: 1,
        gegevens: wachtend(aanmelding.gegevens.werkgever.raamwerkcontractnummer).gegevens,
      };
      await registratie.replaceAanmelding(corrected, regel);
      expect(await registratie.takeIn(ingenomen(aanmelding), regel)).toBe('verouderd');
      expect(await registratie.findClaim(aanmelding.gegevens.werkgever)).toBeUndefined();
      const over = IngehaaldeAanmelding.parse({ ...corrected, status: 'ingehaald', versie: 2, ingehaaldOp: NU });
      await registratie.replaceAanmelding(over, regel);
      expect(await registratie.takeIn({ ...ingenomen(aanmelding), versie: 3 }, regel)).toBe('verouderd');
      expect(await registratie.findAanmelding(aanmelding.aanmeldingId)).toEqual(over);
      const unknown = ingenomen(wachtend());
      expect(await registratie.takeIn(unknown, auditRegel(unknown.aanmeldingId))).toBe('verouderd');
      expect(await registratie.findClaim(unknown.gegevens.werkgever)).toBeUndefined();
    });
  });

  describe('erasing an aanmelding that waits', () => {
    it('leaves nothing of it, its trail and its mails, whatever there was of them; once more is fine', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await waiting(registratie);
      for (let versie = 1; versie <= 3; versie += 1) {
        await registratie.replaceAanmelding({ ...aanmelding, versie }, regel);
        await registratie.claimBericht({ ...mailOf(aanmelding), gelegenheid: String(versie) }, NU, CODE);
      }
      expect(await leftOf(registratie, aanmelding)).toEqual(['wacht-op-bevestiging', 4, 3, true]);
      await registratie.eraseWachtende(aanmelding.aanmeldingId);
      expect(await leftOf(registratie, aanmelding)).toEqual(NOTHING);
      await registratie.eraseWachtende(aanmelding.aanmeldingId);
      expect(await leftOf(registratie, aanmelding)).toEqual(NOTHING);
    });

    it('leaves those of others', async () => {
      const registratie = registratieOf();
      const { aanmelding } = await waiting(registratie);
      const other = await waiting(registratie);
      await registratie.claimBericht(mailOf(other.aanmelding), NU, CODE);
      await registratie.eraseWachtende(aanmelding.aanmeldingId);
      expect(await leftOf(registratie, other.aanmelding)).toEqual(['wacht-op-bevestiging', 1, 1, true]);
    });

    it('leaves one that moved on, with its trail, its mails and its claim', async () => {
      const registratie = registratieOf();
      const { aanmelding, regel } = await waiting(registratie);
      await registratie.claimBericht(mailOf(aanmelding), NU, CODE);
      await registratie.takeIn(ingenomen(aanmelding), regel);
      await registratie.eraseWachtende(aanmelding.aanmeldingId);
      expect(await leftOf(registratie, aanmelding)).toEqual(['ontvangen', 2, 1, true]);
      expect(await registratie.findClaim(aanmelding.gegevens.werkgever)).toMatchObject({ vast: false });
    });

    it('goes on with one of which only the mails are left', async () => {
      const registratie = registratieOf();
      const aanmelding = wachtend();
      await registratie.claimBericht(mailOf(aanmelding), NU, CODE);
      await registratie.markBerichtSent(mailOf(aanmelding), NU);
      await registratie.eraseWachtende(aanmelding.aanmeldingId);
      expect(await leftOf(registratie, aanmelding)).toEqual(NOTHING);
      expect(await registratie.claimBericht(mailOf(aanmelding), NU)).toBe('nieuw');
    });
  });
}
