import { describe, expect, it } from 'vitest';
import { type Aanmelding, AanmeldingStatus } from '../../../core/aanmelding/aanmelding.ts';
import type { WerkvoorraadVraag } from '../../../core/aanmelding/ports/aanmeldregister.ts';
import { type Lijstplaats, LOPEND, searchAanmeldingen } from '../../../core/aanmelding/search-aanmeldingen.ts';
import { Zoektekst } from '../../../core/aanmelding/zoeken.ts';
import { tijdstipAt } from '../../../core/kalender/tijd.ts';
import { ontvangenAanmelding, wachtOpAkkoord } from '../../contracts/voorbeelden.ts';

const zoek = Zoektekst.parse('toverdrank');
const named = (aanmelding: Aanmelding, naam: string): Aanmelding =>
  'gegevens' in aanmelding
    ? {
        ...aanmelding,
        gegevens: {
          ...aanmelding.gegevens,
          salarisverwerker: { ...aanmelding.gegevens.salarisverwerker, bedrijfsnaam: naam, email: 'a@b.example' },
        },
      }
    : aanmelding;
const waiting = (naam: string, index: number): Aanmelding =>
  named(wachtOpAkkoord(ontvangenAanmelding(), tijdstipAt(Date.UTC(2026, 0, 1) + index)), naam);

/** A list of which the lines are these, by state; it counts what it is asked for. */
function registryOf(perStatus: Partial<Record<AanmeldingStatus, readonly Aanmelding[]>>) {
  const seen = { asked: 0, lines: 0 };
  const listAanmeldingen = async ({ status, aantal, na }: WerkvoorraadVraag) => {
    const all = perStatus[status] ?? [];
    const from = na === undefined ? 0 : all.findIndex((one) => one.aanmeldingId === na.aanmeldingId) + 1;
    const aanmeldingen = all.slice(from, from + aantal);
    seen.asked += 1;
    seen.lines += aanmeldingen.length;
    return { aanmeldingen, meer: all.length > from + aantal };
  };
  return { registratie: { listAanmeldingen }, seen };
}

async function pagesOf(registratie: ReturnType<typeof registryOf>['registratie'], aantal: number, statussen = LOPEND) {
  const pages: string[][] = [];
  let na: Lijstplaats | undefined;
  do {
    const page = await searchAanmeldingen({ registratie }, { statussen, zoek, aantal, na });
    pages.push(page.aanmeldingen.map((one) => one.aanmeldingId));
    na = page.volgende;
  } while (na !== undefined);
  return pages;
}

describe('looking for aanmeldingen', () => {
  it('looks through every state that goes on', () => {
    const over = AanmeldingStatus.options.filter((status) => !LOPEND.includes(status));
    expect(over.toSorted()).toEqual(['afgemeld', 'afgewezen', 'ingehaald', 'vervallen']);
  });

  it('finds each once, in the order of the states and of the time in them, whatever the size of a page', async () => {
    const received = [0, 1, 2].map(() => named(ontvangenAanmelding(), 'Kantoor Toverdrank'));
    const akkoord = Array.from({ length: 7 }, (_, index) => waiting(index % 2 === 0 ? 'TOVERDRANK' : 'Elders', index));
    const { registratie } = registryOf({ ontvangen: received, 'wacht-op-akkoord': akkoord });
    const expected = [...received, ...akkoord.filter((_one, index) => index % 2 === 0)].map((one) => one.aanmeldingId);
    for (const aantal of [1, 2, 3, 6, 7, 8, 100]) {
      const pages = await pagesOf(registratie, aantal);
      expect(pages.flat(), String(aantal)).toEqual(expected);
      expect(Math.max(...pages.map(({ length }) => length)), String(aantal)).toBeLessThanOrEqual(aantal);
    }
  });

  it('ends a page after five hundred, with a place to go on, though nothing was found', async () => {
    const many = Array.from({ length: 1_201 }, (_, index) => waiting(index === 1_200 ? 'Toverdrank' : 'Elders', index));
    const { registratie, seen } = registryOf({ 'wacht-op-akkoord': many });
    const first = await searchAanmeldingen({ registratie }, { statussen: LOPEND, zoek, aantal: 25 });
    expect([first.aanmeldingen, first.volgende?.aanmeldingId]).toEqual([[], many[499]?.aanmeldingId]);
    expect(seen.lines).toBe(500);
    expect(await pagesOf(registratie, 25)).toEqual([[], [], [many[1_200]?.aanmeldingId]]);
  });

  it('asks no further state than those it is told', async () => {
    const one = waiting('Toverdrank', 1);
    const { registratie, seen } = registryOf({ 'wacht-op-akkoord': [one] });
    expect(await pagesOf(registratie, 25, ['ontvangen'])).toEqual([[]]);
    expect(seen.asked).toBe(1);
    expect(await pagesOf(registratie, 25, ['wacht-op-akkoord'])).toEqual([[one.aanmeldingId]]);
  });
});
