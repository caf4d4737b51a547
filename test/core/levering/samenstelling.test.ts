import { describe, expect, it } from 'vitest';
import { WerknemerId } from '../../../core/ids.ts';
import { Guid } from '../../../core/invoer/guid.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { composeWerknemer, keepOfTijdvak, type Opgehaald, veldenFor } from '../../../core/levering/samenstelling.ts';
import { Dekkingsprofiel, Gegevensgroep, groepenFor } from '../../../core/nmbrs/dekkingsprofiel.ts';
import {
  Decimaal,
  Gegevensveld,
  LooncodeRegel,
  type Peilen,
  Roosters,
  SalarisRegel,
  Werknemer,
  WerknemerGegevens,
} from '../../../core/nmbrs/gegevensset.ts';
import type { Peil } from '../../../core/nmbrs/peil.ts';
import { GeplandeWerknemer } from '../../../core/uitwisseling/werkplan.ts';
import { canariesIn, everything, KANARIES } from '../canaries.ts';
import { nu } from '../peilen.ts';

const werknemerId = WerknemerId.parse(7);
const peildatum = Datum.parse('2026-11-30');
const gepland = GeplandeWerknemer.parse({
  werknemerId,
  personeelsnummer: '12',
  dga: true,
  dienstverbanden: [{ begin: '2020-01-01' }],
});

const regel = SalarisRegel.parse({ bedrag: '1000.00', soort: 'bruto-fulltime', ingangsdatum: '2026-01-01' });
const looncode = LooncodeRegel.parse({ runId: 811, code: 774001, omschrijving: 'kanarie-looncode', waarde: '774002' });
const ALL_OF_TIJDVAK: Peilen = Object.fromEntries(Gegevensveld.options.map((veld) => [veld, 'tijdvak']));
const opgehaaldWith = ({ rooster, ...gegevens }: WerknemerGegevens): Opgehaald => ({
  gegevens: { ...gegevens, ...(rooster === undefined ? {} : { roosters: { regels: [rooster], volledig: false } }) },
  peil: ALL_OF_TIJDVAK,
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
      { gegevens: {}, peil: {}, salarissen: [], looncodes: [] },
      { dekkingsprofiel: profiel, peildatum },
    );
    expect(Werknemer.parse(bare).werknemerId).toBe(7);
    expect(bare.looncodes).toEqual(profiel === 'verzuim' ? undefined : []);
  });
});

describe('of which period the groups of a line are', () => {
  const now = nu('2026-M12');
  const composeWith = (peil: Peilen, dekkingsprofiel: Dekkingsprofiel = 'volledig', gegevens = everything) =>
    composeWerknemer(gepland, { ...opgehaaldWith(gegevens), peil }, { dekkingsprofiel, peildatum });

  it.each(Dekkingsprofiel.options)('is told for the groups of the profile, and of no other: %s', (profiel) => {
    const all = Object.fromEntries(Gegevensveld.options.map((veld) => [veld, now]));
    expect(composeWith(all, profiel).peil).toEqual(Object.fromEntries(veldenFor(profiel).map((veld) => [veld, now])));
  });

  it('is told in one order, whatever the order in which they came', () => {
    const reversed: Peilen = Object.fromEntries(Gegevensveld.options.toReversed().map((veld) => [veld, 'tijdvak']));
    expect(Object.keys(composeWith(reversed).peil)).toEqual(Gegevensveld.options);
  });

  it('is told too of a group of which there is nothing', () => {
    const line = composeWith({ partner: now, verzekering: 'tijdvak' }, 'volledig', { persoon: { geslacht: 'man' } });
    expect([line.partner, line.verzekering, line.peil]).toEqual([
      undefined,
      undefined,
      { partner: now, verzekering: 'tijdvak' },
    ]);
  });
});

describe('the schedule of a line', () => {
  const regels = [
    { urenPerWeek: '24', ingangsdatum: '2025-01-01' },
    { urenPerWeek: '32', ingangsdatum: '2026-11-30', aangemaaktOp: '2026-11-02T09:00:00' },
    { urenPerWeek: '36', ingangsdatum: '2026-11-30', aangemaaktOp: '2026-12-02T09:00:00' },
    { urenPerWeek: '40', ingangsdatum: '2026-12-01' },
  ];
  const roosterWith = (some: readonly unknown[], rooster: Peil) =>
    composeWerknemer(
      gepland,
      {
        gegevens: { roosters: Roosters.parse({ regels: some, volledig: false }) },
        ...{ peil: { rooster }, salarissen: [], looncodes: [] },
      },
      { dekkingsprofiel: 'verzuim', peildatum },
    ).rooster;

  it('is that of the last day of the period, of two of one day the one that was entered last', () => {
    expect(roosterWith(regels, 'tijdvak')).toEqual({ urenPerWeek: '36', ingangsdatum: '2026-11-30' });
    expect(roosterWith(regels.slice(0, 1), 'tijdvak')).toEqual({ urenPerWeek: '24', ingangsdatum: '2025-01-01' });
  });

  it('is absent when none had begun by then', () => {
    expect(roosterWith(regels.slice(-1), 'tijdvak')).toBeUndefined();
    expect(roosterWith([], 'tijdvak')).toBeUndefined();
  });

  it('is the one that Nmbrs has now where it told no other', () => {
    expect(roosterWith(regels.slice(-1), nu('2026-M12'))).toEqual({ urenPerWeek: '40', ingangsdatum: '2026-12-01' });
  });
});

describe('the line of a new version', () => {
  const now = nu('2026-M12');
  const lineWith = (over: Partial<Werknemer>): Werknemer => ({ ...LINE, ...over });
  const keep = (nieuw: Partial<Werknemer>, eerder: Partial<Werknemer>, dekkingsprofiel: Dekkingsprofiel = 'volledig') =>
    keepOfTijdvak(lineWith(nieuw), { eerder: lineWith(eerder), versie: 1, dekkingsprofiel });
  const LINE: Werknemer = { werknemerId, dga: false, dienstverbanden: [], peil: {} };
  const [old, fresh] = [100, 200].map((code) => [{ code, waarde: Decimaal.parse(String(code)) }]);
  const bank = (naam: string) => [{ soort: 'Standaard', naam }];

  it('keeps a group of the period where Nmbrs now tells it of another one, with the version that it is of', () => {
    const { werknemer, velden } = keep(
      { vasteLooncomponenten: fresh, peil: { vasteLooncomponenten: now } },
      { vasteLooncomponenten: old, peil: { vasteLooncomponenten: 'tijdvak' } },
    );
    expect(werknemer).toEqual({ ...LINE, vasteLooncomponenten: old, peil: { vasteLooncomponenten: { versie: 1 } } });
    expect(velden).toEqual(['vasteLooncomponenten']);
  });

  it('keeps a group of the period that Nmbrs now does not tell at all', () => {
    const uren = [{ code: 2100, uren: Decimaal.parse('12.5') }];
    const { werknemer } = keep({}, { variabeleUren: uren, peil: { variabeleUren: 'tijdvak' } });
    expect(werknemer).toEqual({ ...LINE, variabeleUren: uren, peil: { variabeleUren: { versie: 1 } } });
  });

  it('keeps that there was nothing of a group in the period', () => {
    const { werknemer, velden } = keep(
      { partner: { achternaam: 'Maanlicht', geslacht: 'man' }, peil: { partner: now } },
      { peil: { partner: 'tijdvak' } },
    );
    expect(werknemer).toEqual({ ...LINE, peil: { partner: { versie: 1 } } });
    expect(velden).toEqual(['partner']);
  });

  it('keeps the version that the earlier one had it from', () => {
    const { werknemer } = keepOfTijdvak(lineWith({ bankrekeningen: bank('nieuw'), peil: { bankrekeningen: now } }), {
      eerder: lineWith({ bankrekeningen: bank('oud'), peil: { bankrekeningen: { versie: 1 } } }),
      ...{ versie: 2, dekkingsprofiel: 'volledig' },
    });
    expect(werknemer).toMatchObject({ bankrekeningen: bank('oud'), peil: { bankrekeningen: { versie: 1 } } });
  });

  it.each([
    ['it tells of the period itself', 'tijdvak', 'tijdvak'],
    ['it tells of the period what the earlier one had from another', 'tijdvak', { versie: 1 }],
    ['the earlier one was not of the period either', now, nu('2026-M12')],
  ] as const)('takes what Nmbrs tells now where %s', (_why, peil, was) => {
    const nieuw = { bankrekeningen: bank('nieuw'), peil: { bankrekeningen: peil } };
    const { werknemer, velden } = keep(nieuw, { bankrekeningen: bank('oud'), peil: { bankrekeningen: was } });
    expect([werknemer, velden]).toEqual([{ ...LINE, ...nieuw }, []]);
  });

  it('takes what Nmbrs tells now of a group that the earlier one did not have', () => {
    const nieuw = { bankrekeningen: bank('nieuw'), peil: { bankrekeningen: now } };
    expect(keep(nieuw, {})).toEqual({ werknemer: { ...LINE, ...nieuw }, velden: [] });
  });

  it('has what the company-wide lists tell now, whatever was kept beside it', () => {
    const salaris = { bedrag: Decimaal.parse('1.00'), soort: 'bruto-fulltime' } as const;
    const looncodes = [looncode];
    const nieuw = { personeelsnummer: '12', dga: true, dienstverbanden: gepland.dienstverbanden, salaris, looncodes };
    const { werknemer } = keep(
      { ...nieuw, peil: { bsn: now } },
      { personeelsnummer: '11', bsn: '999999990', peil: { bsn: 'tijdvak' } },
    );
    expect(werknemer).toEqual({ ...LINE, ...nieuw, bsn: '999999990', peil: { bsn: { versie: 1 } } });
  });

  it.each(Dekkingsprofiel.options)('of a profile that became narrower keeps no group that it lost: %s', (profiel) => {
    const { werknemer, velden } = keepOfTijdvak(lineWith({}), {
      eerder: compose('volledig'),
      ...{ versie: 1, dekkingsprofiel: profiel },
    });
    expect(velden).toEqual(veldenFor(profiel));
    expect(Object.keys(werknemer.peil)).toEqual(veldenFor(profiel));
    const expected = groepenFor(profiel).flatMap((groep) => canariesIn(KANARIES[groep]));
    expect(canariesIn(werknemer).sort()).toEqual(expected.sort());
  });

  it.each(Dekkingsprofiel.options)(
    'in which all is kept has the bytes of the earlier one but for the period: %s',
    (profiel) => {
      const eerder = compose(profiel);
      const nieuw = { ...eerder, ...opgehaaldWith(everything).gegevens };
      const { roosters: _history, ...line } = nieuw;
      const asOfNow: Peilen = Object.fromEntries(veldenFor(profiel).map((veld) => [veld, now]));
      const { werknemer } = keepOfTijdvak({ ...line, peil: asOfNow }, { eerder, versie: 1, dekkingsprofiel: profiel });
      const withoutPeil = ({ peil: _peil, ...values }: Werknemer) => JSON.stringify(values);
      expect(withoutPeil(werknemer)).toBe(withoutPeil(eerder));
    },
  );
});

describe('the canaries of this test', () => {
  it('cover every group, each with its own', () => {
    const all = Gegevensgroep.options.flatMap((groep) => canariesIn(KANARIES[groep]));
    for (const groep of Gegevensgroep.options) expect(canariesIn(KANARIES[groep]).length).toBeGreaterThan(0);
    expect(new Set(all).size).toBe(all.length);
    expect(Object.keys(everything).sort()).toEqual(Object.keys(WerknemerGegevens.shape).sort());
  });
});

describe('what is not known of an employee', () => {
  const bare = { werknemerId, dga: false, dienstverbanden: [] };
  const nothing: Opgehaald = { gegevens: {}, peil: {}, salarissen: [], looncodes: [] };

  it('is not in the line at all', () => {
    const kader = { dekkingsprofiel: 'verzuim', peildatum } as const;
    expect(composeWerknemer(bare, nothing, kader)).toStrictEqual({ ...bare, peil: {} });
  });

  it('is not in the line of a new version either, where something was kept', () => {
    const eerder: Werknemer = { ...bare, peil: { partner: 'tijdvak' } };
    const { werknemer } = keepOfTijdvak(
      { ...bare, peil: { partner: nu('2026-M12'), kinderen: 'tijdvak' } },
      { eerder, versie: 3, dekkingsprofiel: 'volledig' },
    );
    expect(werknemer).toStrictEqual({ ...bare, peil: { partner: { versie: 3 }, kinderen: 'tijdvak' } });
  });

  it('is told beside what was kept: nothing of a group that only the earlier version had of another moment', () => {
    const kinderen = [{ geslacht: 'onbekend' as const }];
    const { werknemer } = keepOfTijdvak(
      { ...bare, kinderen, peil: { partner: nu('2026-M12'), kinderen: 'tijdvak' } },
      { eerder: { ...bare, peil: { partner: 'tijdvak' } }, versie: 3, dekkingsprofiel: 'volledig' },
    );
    expect(werknemer.kinderen).toEqual(kinderen);
  });
});

describe('the GUID of an employee', () => {
  const guid = Guid.parse('00000000-0000-4000-8000-000000000007');

  it('is in the line, and stays there when something is kept of an earlier version', () => {
    const line = composeWerknemer({ ...gepland, guid }, opgehaaldWith({}), { dekkingsprofiel: 'wia', peildatum });
    expect(line.guid).toBe(guid);
    const { werknemer } = keepOfTijdvak(
      { ...line, peil: { partner: nu('2026-M12') } },
      { eerder: { ...line, peil: { partner: 'tijdvak' } }, versie: 1, dekkingsprofiel: 'volledig' },
    );
    expect(werknemer.guid).toBe(guid);
  });
});

describe('the schedules of a line of which Nmbrs told only what it has now', () => {
  it('are the last of the list', () => {
    const regels = ['24', '40'].map((urenPerWeek) => ({ urenPerWeek }));
    const line = composeWerknemer(
      gepland,
      {
        ...opgehaaldWith({}),
        gegevens: { roosters: Roosters.parse({ regels, volledig: false }) },
        peil: { rooster: nu('2026-M12') },
      },
      { dekkingsprofiel: 'verzuim', peildatum },
    );
    expect(line.rooster).toEqual({ urenPerWeek: '40' });
  });
});
