import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import type { BerichtSleutel } from '../../core/berichten/ports/berichtenboek.ts';
import { CapabilityHash } from '../../core/ids.ts';
import { Tijdstip } from '../../core/kalender/tijd.ts';
import { NU, newAanmeldingId } from './voorbeelden.ts';

const newSleutel = (): BerichtSleutel => ({
  onderwerp: newAanmeldingId(),
  soort: 'herstel-nodig',
  gelegenheid: '2026-11-24',
});

/** The claim on a mail: one at most per subject, kind and occasion. */
export function describeBerichten(registratieOf: () => Registratie): void {
  describe('a mail', () => {
    it('may be sent by the first who claims it', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      expect(await registratie.claimBericht(sleutel, NU)).toBe('nieuw');
      expect(await registratie.claimBericht(sleutel, NU)).toBe('bezig');
    });

    it('lets who has its code in, as long as it is asked for, and nobody else', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      const toegang = CapabilityHash.parse('a'.repeat(64));
      await registratie.claimBericht({ ...sleutel, gelegenheid: 'zonder' }, NU);
      await registratie.claimBericht(sleutel, NU, toegang);
      const later = Tijdstip.parse('2026-11-25T09:00:00.000Z');
      await registratie.markBerichtSent(sleutel, later);
      expect(await registratie.hasToegang(sleutel.onderwerp, toegang, NU)).toBe(true);
      expect(await registratie.hasToegang(sleutel.onderwerp, toegang, later)).toBe(false);
      expect(await registratie.hasToegang(sleutel.onderwerp, CapabilityHash.parse('b'.repeat(64)), NU)).toBe(false);
      expect(await registratie.hasToegang(newAanmeldingId(), toegang, NU)).toBe(false);
      expect(
        (await registratie.listBerichten(sleutel.onderwerp)).map((one) => Object.keys(one).includes('toegang')),
      ).toEqual([false, false]);
    });

    it('is found by its code; one whose code is for what it is about lets nobody in', async () => {
      const registratie = registratieOf();
      const sleutel: BerichtSleutel = { ...newSleutel(), soort: 'adres-gewijzigd', gelegenheid: NU };
      const code = CapabilityHash.parse('d'.repeat(64));
      await registratie.claimBericht({ ...sleutel, soort: 'herstel-nodig' }, NU, CapabilityHash.parse('e'.repeat(64)));
      await registratie.claimBericht(sleutel, NU, code);
      const { soort, gelegenheid } = sleutel;
      expect(await registratie.mailMetCode(sleutel.onderwerp, code, NU)).toEqual({ soort, gelegenheid });
      expect(await registratie.hasToegang(sleutel.onderwerp, code, NU)).toBe(false);
      const later = Tijdstip.parse('2026-11-25T09:00:00.000Z');
      expect(await registratie.mailMetCode(sleutel.onderwerp, code, later)).toBeUndefined();
      expect(await registratie.mailMetCode(newAanmeldingId(), code, NU)).toBeUndefined();
    });

    it('whose claim was given back lets nobody in', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      const toegang = CapabilityHash.parse('c'.repeat(64));
      await registratie.claimBericht(sleutel, NU, toegang);
      await registratie.releaseBericht(sleutel);
      expect(await registratie.hasToegang(sleutel.onderwerp, toegang, NU)).toBe(false);
    });

    it('may be sent by exactly one of many at the same moment', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      const answers = await Promise.all(Array.from({ length: 5 }, () => registratie.claimBericht(sleutel, NU)));
      expect(answers.toSorted()).toEqual(['bezig', 'bezig', 'bezig', 'bezig', 'nieuw']);
    });

    it('is not sent again once it was sent', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      await registratie.claimBericht(sleutel, NU);
      await registratie.markBerichtSent(sleutel, NU);
      await registratie.markBerichtSent(sleutel, NU);
      expect(await registratie.claimBericht(sleutel, NU)).toBe('verzonden');
    });

    it('may be sent again after its claim was given back', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      await registratie.claimBericht(sleutel, NU);
      await registratie.releaseBericht(sleutel);
      await registratie.releaseBericht(sleutel);
      expect(await registratie.claimBericht(sleutel, NU)).toBe('nieuw');
    });

    it('that was sent is not given back', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      await registratie.claimBericht(sleutel, NU);
      await registratie.markBerichtSent(sleutel, NU);
      await registratie.releaseBericht(sleutel);
      expect(await registratie.claimBericht(sleutel, NU)).toBe('verzonden');
    });

    it('that was refused may be sent again by one, is listed as refused until then, and its code lets nobody in', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      const { onderwerp, soort, gelegenheid } = sleutel;
      const toegang = CapabilityHash.parse('f'.repeat(64));
      const later = Tijdstip.parse('2026-11-24T09:00:01.000Z');
      await registratie.claimBericht(sleutel, NU, toegang);
      await registratie.refuseBericht(sleutel, later);
      await registratie.refuseBericht(sleutel, Tijdstip.parse('2026-11-25T09:00:00.000Z'));
      await registratie.releaseBericht(sleutel);
      expect(await registratie.listBerichten(onderwerp)).toEqual([
        { soort, gelegenheid, status: 'geweigerd', op: later },
      ]);
      expect(await registratie.hasToegang(onderwerp, toegang, NU)).toBe(false);
      const answers = await Promise.all(Array.from({ length: 3 }, () => registratie.claimBericht(sleutel, later)));
      expect(answers.toSorted()).toEqual(['bezig', 'bezig', 'nieuw']);
      expect(await registratie.listBerichten(onderwerp)).toEqual([{ soort, gelegenheid, status: 'bezig', op: later }]);
      await registratie.markBerichtSent(sleutel, later);
      expect(await registratie.claimBericht(sleutel, later)).toBe('verzonden');
    });

    it('that was refused is known as sent when it was all the same', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      const { onderwerp, soort, gelegenheid } = sleutel;
      const later = Tijdstip.parse('2026-11-25T09:00:00.000Z');
      await registratie.claimBericht(sleutel, NU);
      await registratie.refuseBericht(sleutel, NU);
      await registratie.markBerichtSent(sleutel, later);
      expect(await registratie.listBerichten(onderwerp)).toEqual([
        { soort, gelegenheid, status: 'verzonden', op: later },
      ]);
      expect(await registratie.claimBericht(sleutel, later)).toBe('verzonden');
    });

    it('that was sent, or that nobody claimed, is not refused', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      await registratie.refuseBericht(sleutel, NU);
      expect(await registratie.listBerichten(sleutel.onderwerp)).toEqual([]);
      await registratie.claimBericht(sleutel, NU);
      await registratie.markBerichtSent(sleutel, NU);
      await registratie.refuseBericht(sleutel, NU);
      expect(await registratie.claimBericht(sleutel, NU)).toBe('verzonden');
    });

    it('is known as sent, also when the claim is gone', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      await registratie.markBerichtSent(sleutel, NU);
      expect(await registratie.claimBericht(sleutel, NU)).toBe('verzonden');
    });

    it.each([
      ['occasion', { gelegenheid: '2026-11-25' }],
      ['kind', { soort: 'afgewezen' as const }],
      ['subject', { onderwerp: newAanmeldingId() }],
    ])('of another %s is another mail', async (_what, other) => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      await registratie.claimBericht(sleutel, NU);
      expect(await registratie.claimBericht({ ...sleutel, ...other }, NU)).toBe('nieuw');
    });

    it('is listed with when it was sent, and what became of it', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      const { onderwerp } = sleutel;
      const later = Tijdstip.parse('2026-11-27T08:00:00.000Z');
      await registratie.claimBericht({ ...sleutel, soort: 'herstel-herinnering', gelegenheid: 'a#b_c:d.e' }, later);
      await registratie.claimBericht(sleutel, NU);
      await registratie.markBerichtSent(sleutel, NU);
      await registratie.markBerichtSent(sleutel, later);
      expect(await registratie.listBerichten(onderwerp)).toEqual([
        { soort: 'herstel-nodig', gelegenheid: '2026-11-24', status: 'verzonden', op: NU },
        { soort: 'herstel-herinnering', gelegenheid: 'a#b_c:d.e', status: 'bezig', op: later },
      ]);
      const bezorging = { uitkomst: 'teruggekomen', op: later } as const;
      expect(await registratie.markBezorging(sleutel, bezorging)).toBe('genoteerd');
      expect(await registratie.markBezorging(sleutel, bezorging)).toBe('genoteerd');
      expect((await registratie.listBerichten(onderwerp))[0]).toMatchObject({ status: 'verzonden', op: NU, bezorging });
    });

    it('keeps the latest report, in whatever order they come', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      await registratie.claimBericht(sleutel, NU);
      const early = { uitkomst: 'teruggekomen', op: Tijdstip.parse('2026-11-24T09:01:00Z') } as const;
      const late = { uitkomst: 'klacht', op: Tijdstip.parse('2026-11-25T09:01:00Z') } as const;
      expect(await registratie.markBezorging(sleutel, late)).toBe('genoteerd');
      expect(await registratie.markBezorging(sleutel, early)).toBe('genoteerd');
      expect((await registratie.listBerichten(sleutel.onderwerp))[0]?.bezorging).toEqual(late);
    });

    it('with a report on it stays claimed, and is marked as sent after it', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      await registratie.claimBericht(sleutel, NU);
      await registratie.markBezorging(sleutel, { uitkomst: 'geweigerd', op: NU });
      expect(await registratie.claimBericht(sleutel, NU)).toBe('bezig');
      await registratie.markBerichtSent(sleutel, NU);
      expect(await registratie.claimBericht(sleutel, NU)).toBe('verzonden');
      expect((await registratie.listBerichten(sleutel.onderwerp))[0]?.bezorging?.uitkomst).toBe('geweigerd');
    });

    it('that nobody knows takes no report', async () => {
      const registratie = registratieOf();
      const sleutel = newSleutel();
      expect(await registratie.markBezorging(sleutel, { uitkomst: 'klacht', op: NU })).toBe('onbekend');
      expect(await registratie.listBerichten(sleutel.onderwerp)).toEqual([]);
    });

    it('of another aanmelding is not listed', async () => {
      const registratie = registratieOf();
      await registratie.claimBericht(newSleutel(), NU);
      expect(await registratie.listBerichten(newSleutel().onderwerp)).toEqual([]);
    });
  });
}
