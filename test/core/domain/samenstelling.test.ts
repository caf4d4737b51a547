import { describe, expect, it } from 'vitest';
import { Dekkingsprofiel, Gegevensgroep, groepenFor } from '../../../core/domain/dekkingsprofiel.ts';
import { LooncodeRegel, SalarisRegel, Werknemer, WerknemerGegevens } from '../../../core/domain/gegevensset.ts';
import { composeWerknemer, type Opgehaald } from '../../../core/domain/samenstelling.ts';
import { Datum } from '../../../core/domain/tijd.ts';
import { WerknemerId } from '../../../core/domain/uitwisseling.ts';
import { GeplandeWerknemer } from '../../../core/domain/werkplan.ts';

const werknemerId = WerknemerId.parse(7);
const peildatum = Datum.parse('2026-11-30');
const gepland = GeplandeWerknemer.parse({
  werknemerId,
  personeelsnummer: '12',
  dga: true,
  dienstverbanden: [{ begin: '2020-01-01' }],
});

const dayOf = (number: number) => `1901-01-${String(number).padStart(2, '0')}`;

// A canary in every field of every group: a word, a date or a number that occurs nowhere else.
const KANARIES: Readonly<Record<Gegevensgroep, Partial<WerknemerGegevens>>> = {
  persoon: WerknemerGegevens.parse({
    persoon: {
      voorletters: 'kanarie-persoon-1',
      voorvoegsel: 'kanarie-persoon-2',
      achternaam: 'kanarie-persoon-3',
      geboortedatum: dayOf(1),
      overlijdensdatum: dayOf(8),
      geslacht: 'vrouw',
    },
  }),
  contract: WerknemerGegevens.parse({
    contracten: [
      { contractId: 771001, soort: 'bepaalde-tijd', begin: dayOf(2), eind: dayOf(3), urenPerWeek: '771002' },
    ],
  }),
  rooster: WerknemerGegevens.parse({
    rooster: { urenPerWeek: '772001', deeltijdfactor: '772002', ingangsdatum: dayOf(4) },
  }),
  bsn: WerknemerGegevens.parse({ bsn: '999999990' }),
  adres: WerknemerGegevens.parse({
    adressen: [
      {
        soort: 'woonadres',
        straat: 'kanarie-adres-1',
        huisnummer: 'kanarie-adres-2',
        toevoeging: 'kanarie-adres-3',
        postcode: 'kanarie-adres-4',
        plaats: 'kanarie-adres-5',
        landcode: 'kanarie-adres-6',
      },
    ],
  }),
  verzekering: WerknemerGegevens.parse({
    verzekering: {
      wia: true,
      ww: true,
      zw: true,
      invloedVerzekeringsplicht: 'kanarie-svw-1',
      codeZvw: 'kanarie-svw-2',
      inkomensafhankelijkeBijdrageZvw: 'kanarie-svw-3',
      cao: 'kanarie-svw-4',
      sector: 'kanarie-svw-5',
      risicogroep: 'kanarie-svw-6',
    },
  }),
  partner: WerknemerGegevens.parse({
    partner: {
      achternaam: 'kanarie-partner-1',
      voornaam: 'kanarie-partner-2',
      voorletters: 'kanarie-partner-3',
      geslacht: 'man',
      geboortedatum: dayOf(5),
      begin: dayOf(6),
    },
  }),
  kinderen: WerknemerGegevens.parse({
    kinderen: [
      {
        achternaam: 'kanarie-kind-1',
        voornaam: 'kanarie-kind-2',
        voorletters: 'kanarie-kind-3',
        geslacht: 'onbekend',
        geboortedatum: dayOf(7),
      },
    ],
  }),
  looncomponenten: WerknemerGegevens.parse({
    vasteLooncomponenten: [{ code: 773001, waarde: '773002' }],
    variabeleLooncomponenten: [{ code: 773003, waarde: '773004' }],
  }),
  bankrekening: WerknemerGegevens.parse({
    bankrekeningen: [
      { soort: 'kanarie-bank-1', iban: 'kanarie-bank-2', bic: 'kanarie-bank-3', naam: 'kanarie-bank-4' },
    ],
  }),
};

const everything = WerknemerGegevens.parse(Object.assign({}, ...Object.values(KANARIES)));

/** Every value in it that is a canary: long words, old dates, large numbers. */
function canariesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(canariesIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(canariesIn);
  const text = String(value);
  return /^(kanarie-|1901-|77\d{4}$|9{8})/.test(text) ? [text] : [];
}

const regel = SalarisRegel.parse({ bedrag: '1000.00', soort: 'bruto-fulltime', ingangsdatum: '2026-01-01' });
const looncode = LooncodeRegel.parse({ runId: 811, code: 774001, omschrijving: 'kanarie-looncode', waarde: '774002' });
const opgehaaldWith = (gegevens: WerknemerGegevens): Opgehaald => ({
  gegevens,
  salarissen: [regel],
  looncodes: [looncode],
});
const compose = (dekkingsprofiel: Dekkingsprofiel, gegevens = everything): Werknemer =>
  composeWerknemer(gepland, opgehaaldWith(gegevens), { dekkingsprofiel, peildatum });

describe.each(Dekkingsprofiel.options)('a line of the data set for %s', (profiel) => {
  it('holds the canaries of its groups, all of them and no other, even when all was fetched', () => {
    const composed = compose(profiel);
    const expected = groepenFor(profiel).flatMap((groep) => canariesIn(KANARIES[groep]));
    const wages = profiel === 'verzuim' ? [] : canariesIn(looncode);
    expect(canariesIn(composed).sort()).toEqual([...expected, ...wages].sort());
    expect(Werknemer.parse(composed)).toEqual(composed);
  });

  it('has the salary, the employments and the mark of the DGA', () => {
    expect(compose(profiel)).toMatchObject({
      werknemerId: 7,
      personeelsnummer: '12',
      dga: true,
      dienstverbanden: [{ begin: '2020-01-01' }],
      salaris: { bedrag: '1000.00', soort: 'bruto-fulltime', ingangsdatum: '2026-01-01' },
    });
  });

  it('is there too for an employee of whom nothing was found', () => {
    const bare = composeWerknemer(
      { werknemerId, dga: false, dienstverbanden: [] },
      { gegevens: {}, salarissen: [], looncodes: [] },
      { dekkingsprofiel: profiel, peildatum },
    );
    expect(Werknemer.parse(bare).werknemerId).toBe(7);
    expect(bare.looncodes).toEqual(profiel === 'verzuim' ? undefined : []);
  });
});

describe('the canaries of this test', () => {
  it('cover every group, each with its own', () => {
    const all = Gegevensgroep.options.flatMap((groep) => canariesIn(KANARIES[groep]));
    for (const groep of Gegevensgroep.options) expect(canariesIn(KANARIES[groep]).length).toBeGreaterThan(0);
    expect(new Set(all).size).toBe(all.length);
    expect(Object.keys(everything).sort()).toEqual(Object.keys(WerknemerGegevens.shape).sort());
  });
});
