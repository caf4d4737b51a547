import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import { Aanvraag, type OpenAanvraagStatus, withCode } from '../../core/aanmelding/aanvraag.ts';
import { CapabilityHash } from '../../core/ids.ts';
import { type Tijdstip, tijdstipAt } from '../../core/kalender/tijd.ts';
import { NU, newAanmeldingId } from './voorbeelden.ts';

const HASH = CapabilityHash.parse('c0'.repeat(32));

const aanvraagOp = (ontvangenOp: Tijdstip, over: Partial<Aanvraag> = {}): Aanvraag => {
  const aanvraagId = newAanmeldingId();
  return Aanvraag.parse({
    ...{ aanvraagId, versie: 0, status: 'onbevestigd', ontvangenOp, email: 'salaris@duinzicht.example' },
    ...{ aanmeldingen: [aanvraagId], adrescorrecties: 0, codes: [], ...over },
  });
};
const newAanvraag = (over?: Partial<Aanvraag>): Aanvraag => aanvraagOp(NU, over);
const moved = (aanvraag: Aanvraag, status: Aanvraag['status']): Aanvraag => ({
  ...aanvraag,
  ...{ versie: aanvraag.versie + 1, status },
});

/** Tests share a table: each has a day of its own, one before that of the test before it, and looks no further than its end. */
let day = 0;
function newDay(): number {
  day += 1;
  return Date.UTC(1990, 0, -day);
}

async function stored(registratie: Registratie, aanvraag = newAanvraag()): Promise<Aanvraag> {
  return registratie.ensureAanvraag(aanvraag);
}

/** All until then, page by page. */
async function pagesOf(
  registratie: Registratie,
  vraag: { readonly status: OpenAanvraagStatus; readonly tot: Tijdstip; readonly aantal: number },
): Promise<readonly (readonly Aanvraag[])[]> {
  const pages: (readonly Aanvraag[])[] = [];
  let na: Aanvraag | undefined;
  for (;;) {
    const page = await registratie.listAanvragen({ ...vraag, na });
    na = page.at(-1);
    if (na === undefined) return pages;
    pages.push(page);
  }
}

/** The requests that wait for the confirmation of their address. */
export function describeAanvragen(registratieOf: () => Registratie): void {
  describe('an aanvraag', () => {
    it('is found as it was stored, also one of 500 with all its codes', async () => {
      const registratie = registratieOf();
      const aanmeldingen = Array.from({ length: 500 }, newAanmeldingId);
      let aanvraag = newAanvraag({ aanmeldingen, idempotentie: 'ab'.repeat(32), adrescorrecties: 3 });
      for (let count = 0; count < 12; count += 1) aanvraag = withCode(aanvraag, HASH, NU);
      expect(await registratie.ensureAanvraag(aanvraag)).toEqual(aanvraag);
      expect(await registratie.findAanvraag(aanvraag.aanvraagId)).toEqual(aanvraag);
      expect(aanvraag.codes).toHaveLength(10);
    });

    it('that nobody made is not found', async () => {
      expect(await registratieOf().findAanvraag(newAanmeldingId())).toBeUndefined();
    });

    it('stored twice is the one that was there first, however far that is', async () => {
      const registratie = registratieOf();
      const first = await stored(registratie);
      const next = withCode(first, HASH, NU);
      await registratie.replaceAanvraag(next);
      expect(await registratie.ensureAanvraag({ ...first, email: 'ander@duinzicht.example' })).toEqual(next);
      expect(await registratie.findAanvraag(first.aanvraagId)).toEqual(next);
    });

    it('is that of exactly one of many at the same moment', async () => {
      const registratie = registratieOf();
      const first = newAanvraag();
      const many = Array.from({ length: 5 }, (_, count) => ({ ...first, adrescorrecties: count % 3 }));
      const answers = await Promise.all(many.map((one) => registratie.ensureAanvraag(one)));
      expect(new Set(answers.map((one) => JSON.stringify(Aanvraag.parse(one)))).size).toBe(1);
    });
  });

  describe('replacing an aanvraag', () => {
    it('stores the next version, and counts the very same again as stored', async () => {
      const registratie = registratieOf();
      const next = moved(await stored(registratie), 'bevestigd');
      expect(await registratie.replaceAanvraag(next)).toBe('opgeslagen');
      expect(await registratie.replaceAanvraag(next)).toBe('opgeslagen');
      expect(await registratie.findAanvraag(next.aanvraagId)).toEqual(next);
    });

    it.each([
      ['moved on', 1],
      ['is one version before', 3],
    ])('is outdated when the stored one %s, and changes nothing', async (_why, versie) => {
      const registratie = registratieOf();
      const first = await stored(registratie);
      const next = moved(first, 'bevestigd');
      await registratie.replaceAanvraag(next);
      expect(await registratie.replaceAanvraag({ ...first, versie, status: 'token-gewist' })).toBe('verouderd');
      expect(await registratie.findAanvraag(first.aanvraagId)).toEqual(next);
    });

    it('is outdated when there is none', async () => {
      const registratie = registratieOf();
      const next = moved(newAanvraag(), 'bevestigd');
      expect(await registratie.replaceAanvraag(next)).toBe('verouderd');
      expect(await registratie.findAanvraag(next.aanvraagId)).toBeUndefined();
    });

    it('lets exactly one of two different writers win', async () => {
      const registratie = registratieOf();
      const first = await stored(registratie);
      const both = [moved(first, 'bevestigd'), moved(first, 'token-gewist')];
      const outcomes = await Promise.all(both.map((one) => registratie.replaceAanvraag(one)));
      expect(outcomes.toSorted()).toEqual(['opgeslagen', 'verouderd']);
    });

    it('drops what the new version has no more', async () => {
      const registratie = registratieOf();
      const first = await stored(registratie, newAanvraag({ idempotentie: 'ab'.repeat(32) }));
      const { idempotentie: _gone, ...next } = moved(first, 'bevestigd');
      await registratie.replaceAanvraag(next);
      expect(await registratie.findAanvraag(first.aanvraagId)).toEqual(next);
    });
  });

  describe('the list of aanvragen', () => {
    it('has those of one state that came in by then, the oldest first', async () => {
      const registratie = registratieOf();
      const begin = newDay();
      const at = (ms: number) => stored(registratie, aanvraagOp(tijdstipAt(begin + ms)));
      const [third, first, second, late] = [await at(3_000), await at(1_000), await at(2_000), await at(3_001)];
      const gone = await at(1_500);
      await registratie.replaceAanvraag(moved(gone, 'token-gewist'));
      const vraag = { status: 'onbevestigd', tot: tijdstipAt(begin + 3_000), aantal: 100 } as const;
      expect(await registratie.listAanvragen(vraag)).toEqual([first, second, third]);
      const later = { ...vraag, tot: late.ontvangenOp };
      expect(await registratie.listAanvragen({ ...later, na: third })).toEqual([late]);
      const erased = await registratie.listAanvragen({ ...vraag, status: 'token-gewist' });
      expect(erased).toEqual([moved(gone, 'token-gewist')]);
      for (const one of [first, second, third, late]) await registratie.replaceAanvraag(moved(one, 'klaar'));
      await registratie.replaceAanvraag(moved(moved(gone, 'token-gewist'), 'klaar'));
      expect(await registratie.listAanvragen(later)).toEqual([]);
    });

    it.each([1, 2, 3, 6])('misses none and repeats none with %i on a page, also of one moment', async (aantal) => {
      const registratie = registratieOf();
      const begin = newDay();
      const all: Aanvraag[] = [];
      for (let count = 0; count < 6; count += 1) {
        all.push(await stored(registratie, aanvraagOp(tijdstipAt(begin + (count < 4 ? 5_000 : 6_000)))));
      }
      const vraag = { status: 'onbevestigd', tot: tijdstipAt(begin + 6_000), aantal } as const;
      const pages = await pagesOf(registratie, vraag);
      const listed = pages.flat().map(({ aanvraagId }) => aanvraagId);
      expect(listed.toSorted()).toEqual(all.map(({ aanvraagId }) => aanvraagId).toSorted());
      for (const page of pages) expect(page.length).toBeLessThanOrEqual(aantal);
      for (const one of all) await registratie.replaceAanvraag(moved(one, 'klaar'));
    });

    it('goes on where it was, also when that one has left the state, or is erased', async () => {
      const registratie = registratieOf();
      const begin = newDay();
      const at = (ms: number) => stored(registratie, aanvraagOp(tijdstipAt(begin + ms)));
      const [first, second, third] = [await at(1), await at(2), await at(3)];
      const vraag = { status: 'onbevestigd', tot: tijdstipAt(begin + 3), aantal: 1 } as const;
      await registratie.replaceAanvraag(moved(first, 'bevestigd'));
      expect(await registratie.listAanvragen({ ...vraag, na: first })).toEqual([second]);
      await registratie.eraseAanvraag(second);
      expect(await registratie.listAanvragen({ ...vraag, na: second })).toEqual([third]);
      await registratie.eraseAanvraag(third);
      expect(await registratie.listAanvragen({ ...vraag, na: second })).toEqual([]);
    });

    it.each(['onbevestigd', 'token-te-wissen', 'token-gewist', 'te-wissen', 'bevestigd'] as const)(
      'shows one that is %s',
      async (status) => {
        const registratie = registratieOf();
        const begin = newDay();
        const one = await stored(registratie, aanvraagOp(tijdstipAt(begin), { status }));
        const vraag = { status, tot: tijdstipAt(begin), aantal: 2 };
        expect(await registratie.listAanvragen(vraag)).toEqual([one]);
        expect(await registratie.replaceAanvraag(moved(one, 'klaar'))).toBe('opgeslagen');
        expect(await registratie.listAanvragen(vraag)).toEqual([]);
        expect(await registratie.findAanvraag(one.aanvraagId)).toEqual(moved(one, 'klaar'));
      },
    );
  });

  describe('erasing an aanvraag', () => {
    it('removes it, and once more is fine', async () => {
      const registratie = registratieOf();
      const one = await stored(registratie);
      await registratie.eraseAanvraag(one);
      await registratie.eraseAanvraag(one);
      expect(await registratie.findAanvraag(one.aanvraagId)).toBeUndefined();
    });

    it('leaves one that moved on', async () => {
      const registratie = registratieOf();
      const one = await stored(registratie);
      const next = moved(one, 'bevestigd');
      await registratie.replaceAanvraag(next);
      await registratie.eraseAanvraag(one);
      expect(await registratie.findAanvraag(one.aanvraagId)).toEqual(next);
    });
  });
}
