import { describe, expect, it } from 'vitest';
import type { BerichtSleutel, Registratie } from '../../core/ports/registratie.ts';
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
  });
}
