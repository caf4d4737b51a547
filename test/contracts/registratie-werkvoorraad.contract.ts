import { describe, expect, it } from 'vitest';
import type { Registratie } from '../../adapters/registratie.ts';
import {
  type Aanmelding,
  type AanmeldingMetGegevens,
  type AanmeldingStatus,
  sindsOf,
} from '../../core/aanmelding/aanmelding.ts';
import type { WerkvoorraadPlaats } from '../../core/aanmelding/ports/aanmeldregister.ts';
import { type Tijdstip, tijdstipAt } from '../../core/kalender/tijd.ts';
import { afgewezen, auditRegel, geplandeUitwisseling, ontvangenAanmelding, wachtOpAkkoord } from './voorbeelden.ts';

/** Tests share a table: each has a day of its own, long before that of all other examples, and looks at that only. */
let day = 0;
function newDay(): number {
  day += 1;
  return Date.UTC(1990, 0, day);
}

async function waitingSince(registratie: Registratie, sinds: Tijdstip): Promise<AanmeldingMetGegevens> {
  const aanmelding = ontvangenAanmelding();
  const regel = auditRegel(aanmelding.aanmeldingId);
  await registratie.registerAanmelding(aanmelding, regel);
  const waiting = wachtOpAkkoord(aanmelding, sinds);
  await registratie.replaceAanmelding(waiting, regel);
  return waiting;
}

const placeOf = (aanmelding: Aanmelding): WerkvoorraadPlaats => ({
  sinds: sindsOf(aanmelding),
  aanmeldingId: aanmelding.aanmeldingId,
});

/** All of this day, page by page. */
async function pagesOf(registratie: Registratie, begin: number, aantal: number): Promise<Aanmelding[][]> {
  const until = tijdstipAt(begin + 86_400_000);
  const pages: Aanmelding[][] = [];
  let na: WerkvoorraadPlaats | undefined = { ...placeOf(ontvangenAanmelding()), sinds: tijdstipAt(begin - 1) };
  while (na !== undefined) {
    const { aanmeldingen, meer } = await registratie.listAanmeldingen({ status: 'wacht-op-akkoord', aantal, na });
    const last = aanmeldingen.at(-1);
    pages.push(aanmeldingen.filter((one) => sindsOf(one) < until));
    na = meer && last !== undefined && sindsOf(last) < until ? placeOf(last) : undefined;
  }
  return pages;
}

/** Listing by state, oldest first, page by page. */
export function describeWerkvoorraad(registratieOf: () => Registratie): void {
  describe('the werkvoorraad', () => {
    it('lists those in a state, the longest waiting first, whole', async () => {
      const registratie = registratieOf();
      const begin = newDay();
      const third = await waitingSince(registratie, tijdstipAt(begin + 3000));
      const first = await waitingSince(registratie, tijdstipAt(begin + 1000));
      const second = await waitingSince(registratie, tijdstipAt(begin + 2000));
      expect(await pagesOf(registratie, begin, 100)).toEqual([[first, second, third]]);
    });

    it.each([1, 2, 3, 6])('misses none and repeats none with %i on a page, also of one moment', async (aantal) => {
      const registratie = registratieOf();
      const begin = newDay();
      const ids = new Set<string>();
      for (let count = 0; count < 6; count += 1) {
        const { aanmeldingId } = await waitingSince(registratie, tijdstipAt(begin + (count < 4 ? 5000 : 6000)));
        ids.add(aanmeldingId);
      }
      const pages = await pagesOf(registratie, begin, aantal);
      const listed = pages.flat().map(({ aanmeldingId }) => aanmeldingId);
      expect(listed).toHaveLength(6);
      expect(new Set(listed)).toEqual(ids);
      for (const page of pages) expect(page.length).toBeLessThanOrEqual(aantal);
    });

    it('goes on where it was, also when that one has left the state meanwhile', async () => {
      const registratie = registratieOf();
      const begin = newDay();
      const all = [];
      for (let count = 1; count <= 3; count += 1) {
        all.push(await waitingSince(registratie, tijdstipAt(begin + count)));
      }
      const [first, second, third] = all;
      if (first === undefined || second === undefined || third === undefined) throw new Error('three were made');
      const gone = { ...afgewezen(ontvangenAanmelding()), ...onlyBase(first), versie: first.versie + 1 };
      await registratie.replaceAanmelding(gone, auditRegel(first.aanmeldingId));
      const vraag = { status: 'wacht-op-akkoord', aantal: 2 } as const;
      const { aanmeldingen } = await registratie.listAanmeldingen({ ...vraag, na: placeOf(first) });
      expect(aanmeldingen).toEqual([second, third]);
    });

    it('says that there is no more on the last page', async () => {
      const registratie = registratieOf();
      const last = await waitingSince(registratie, tijdstipAt(Date.UTC(2090, 0, 1)));
      const na = { ...placeOf(last), sinds: tijdstipAt(Date.UTC(2089, 0, 1)) };
      const page = await registratie.listAanmeldingen({ status: 'wacht-op-akkoord', aantal: 1, na });
      expect(page).toEqual({ aanmeldingen: [last], meer: false });
    });

    it('holds an aanmelding under its present state only', async () => {
      const registratie = registratieOf();
      const begin = newDay();
      const { aanmeldingId } = await waitingSince(registratie, tijdstipAt(begin));
      const listedAs = async (status: AanmeldingStatus) =>
        (await registratie.listAanmeldingen({ status, aantal: 1000 })).aanmeldingen.some(
          (one) => one.aanmeldingId === aanmeldingId,
        );
      expect([await listedAs('ontvangen'), await listedAs('wacht-op-akkoord')]).toEqual([false, true]);
    });

    it('holds no exchange, whatever its state is called', async () => {
      const registratie = registratieOf();
      const aanmelding = ontvangenAanmelding();
      await registratie.registerAanmelding(aanmelding, auditRegel(aanmelding.aanmeldingId));
      await registratie.ensureUitwisseling(geplandeUitwisseling(), auditRegel(aanmelding.aanmeldingId));
      const { aanmeldingen } = await registratie.listAanmeldingen({ status: 'ontvangen', aantal: 1000 });
      expect(aanmeldingen).toContainEqual(aanmelding);
    });
  });
}

const onlyBase = ({
  aanmeldingId,
  ontvangenOp,
  gegevens,
  inloggegevensRef,
  capabilityHash,
}: AanmeldingMetGegevens) => ({
  ...{ aanmeldingId, ontvangenOp, gegevens, inloggegevensRef, capabilityHash },
});
