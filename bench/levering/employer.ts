import { createMemoryRegistratie } from '../../adapters/memory/registratie.ts';
import type { Registratie } from '../../adapters/registratie.ts';
import { RunId, TijdvakId, uitwisselingIdOf } from '../../core/ids.ts';
import type { Opslag } from '../../core/invoer/ports/opslag.ts';
import { toJson, toNdjson } from '../../core/invoer/read-json.ts';
import { Datum, Tijdstip } from '../../core/kalender/tijd.ts';
import { nextTijdvak, tijdvakById } from '../../core/kalender/tijdvak.ts';
import { Koppeling } from '../../core/koppeling/koppeling.ts';
import { BulkAanroep } from '../../core/nmbrs/bulk-aanroep.ts';
import type { Gegevensgroep } from '../../core/nmbrs/dekkingsprofiel.ts';
import { type Gegevensveld, OpgehaaldeGegevens, type Peilen } from '../../core/nmbrs/gegevensset.ts';
import { NmbrsTijdvak } from '../../core/nmbrs/peil.ts';
import { TijdvakAanroep } from '../../core/nmbrs/tijdvak-aanroep.ts';
import { STANDAARD_LOONCODES } from '../../core/ophalen/looncodes.ts';
import { type Deel, LopendeUitwisseling, VoltooideUitwisseling } from '../../core/uitwisseling/uitwisseling.ts';
import { deelKey, delenOf, groepenVan, planKey, rapportKey, Werkplan } from '../../core/uitwisseling/werkplan.ts';
import { impossibleBsn } from '../../local/nmbrs-simulator/fantasy.ts';

// An employer with many employees, as the parts of an exchange leave it: invented people, every group filled.

const KOPPELING = Koppeling.parse({
  koppelingId: 'kop-00000000-0000-4000-8000-000000000001',
  aanmeldingId: 'aan-00000000-0000-4000-8000-000000000001',
  versie: 1,
  status: 'actief',
  gerealiseerdOp: '2026-11-01T09:00:00.000Z',
  accountSoort: 'overkoepelend',
  salarisverwerker: { bedrijfsnaam: 'Duinzicht', email: 'post@duinzicht.example' },
  werkgever: { bedrijfsnaam: 'Sterrenstof', raamwerkcontractnummer: 'RC-10001' },
  nmbrs: { bedrijfId: 4411, domein: 'duinzicht', inloggegevensRef: 'voorbeeld/account/1' },
  dekkingsprofiel: 'volledig',
  verloning: 'maandelijks',
  dertiendeMaand: false,
  dga: [],
  volgende: { tijdvakId: '2026-M12', datum: '2027-01-11' },
});

/** The two periods that are exchanged one after the other. */
export const TIJDVAKKEN = ['2026-M10', '2026-M11'] as const;
type Naam = (typeof TIJDVAKKEN)[number];

const LOONCODES = STANDAARD_LOONCODES.volledig;

/** Nmbrs has moved on by one, as it has on the day of each exchange. */
const nmbrsInFor = (naam: Naam): NmbrsTijdvak =>
  NmbrsTijdvak.parse(nextTijdvak(tijdvakById(TijdvakId.parse(naam))).tijdvakId);

export const uitwisselingIdFor = (naam: Naam) => uitwisselingIdOf(KOPPELING.koppelingId, TijdvakId.parse(naam), 1);

function planFor(naam: Naam, werknemers: number): Werkplan {
  return Werkplan.parse({
    werknemers: Array.from({ length: werknemers }, (_, index) => ({
      werknemerId: 1_000_000 + index,
      personeelsnummer: String(index + 1),
      dga: false,
      dienstverbanden: [{ begin: '2019-03-01', eind: '2019-12-31' }, { begin: '2021-05-01' }],
    })),
    vragen: [],
    ...{ bedrijfsbreed: BulkAanroep.options, perTijdvak: TijdvakAanroep.options, nmbrsIn: nmbrsInFor(naam) },
  });
}

/** All that Nmbrs knows of one of them; in the second period one in ten has moved and earns more. */
function gegevensOf(index: number, naam: Naam): OpgehaaldeGegevens {
  const moved = naam === TIJDVAKKEN[1] && index % 10 === 0;
  return OpgehaaldeGegevens.parse({
    persoon: {
      voorletters: 'S.T.',
      achternaam: `Sterrenstof-${index}`,
      geboortedatum: '1985-06-07',
      geslacht: 'vrouw',
    },
    bsn: impossibleBsn(index),
    contracten: [
      { contractId: index * 2, soort: 'bepaalde-tijd', begin: '2021-05-01', eind: '2022-04-30', urenPerWeek: '32' },
      { contractId: index * 2 + 1, soort: 'onbepaalde-tijd', begin: '2022-05-01', urenPerWeek: '36' },
    ],
    roosters: {
      regels: [2021, 2022].map((jaar) => ({
        ...{ urenPerWeek: '36', deeltijdfactor: '0.9', ingangsdatum: `${jaar}-05-01` },
        aangemaaktOp: `${jaar}-04-20T10:00:00`,
      })),
      volledig: true,
    },
    adressen: [
      {
        soort: 'woonadres',
        straat: moved ? 'Maanlaan' : 'Melkweg',
        huisnummer: `${index}`,
        postcode: '1234AB',
        plaats: 'Sterrenstad',
        landcode: 'NL',
      },
      {
        soort: 'postadres',
        straat: 'Postbus',
        huisnummer: `${index}`,
        postcode: '1234AC',
        plaats: 'Sterrenstad',
        landcode: 'NL',
      },
    ],
    verzekering: {
      wia: true,
      ww: true,
      zw: true,
      invloedVerzekeringsplicht: 'A',
      codeZvw: 'K',
      inkomensafhankelijkeBijdrageZvw: '2',
      cao: '9999',
      sector: '45',
      risicogroep: '1',
    },
    partner: {
      achternaam: `Maanlicht-${index}`,
      voornaam: 'Luna',
      voorletters: 'L.',
      geslacht: 'man',
      geboortedatum: '1984-01-02',
      begin: '2010-01-01',
    },
    kinderen: [1, 2].map((one) => ({
      achternaam: `Sterrenstof-${index}`,
      voornaam: `Komeet ${one}`,
      voorletters: 'K.',
      geslacht: 'onbekend',
      geboortedatum: '2015-01-02',
    })),
    vasteLooncomponenten: [2100, 2110, 2120].map((code) => ({ code, waarde: '125.50' })),
    variabeleLooncomponenten: [3100, 3110].map((code) => ({ code, waarde: '12.25' })),
    vasteUren: [],
    variabeleUren: [{ code: 2100, uren: '7.5' }],
    bankrekeningen: [
      {
        soort: 'Standaard',
        iban: `NL00STER${String(index).padStart(10, '0')}`,
        bic: 'STERNL2U',
        naam: 'S.T. Sterrenstof',
      },
    ],
  });
}

const VELDEN: Readonly<Record<Gegevensgroep, readonly Gegevensveld[]>> = {
  persoon: ['persoon'],
  bsn: ['bsn'],
  contract: ['contracten'],
  rooster: ['rooster'],
  adres: ['adressen'],
  verzekering: ['verzekering'],
  partner: ['partner'],
  kinderen: ['kinderen'],
  looncomponenten: ['vasteLooncomponenten', 'variabeleLooncomponenten'],
  uren: ['vasteUren', 'variabeleUren'],
  bankrekening: ['bankrekeningen'],
};

/** Writes the working files of one period: seven company-wide parts, and thousands of ten employees each. */
export async function writeWorkingFiles(opslag: Opslag, naam: Naam, werknemers: number): Promise<void> {
  const id = uitwisselingIdFor(naam);
  const plan = planFor(naam, werknemers);
  const ids = plan.werknemers.map(({ werknemerId }) => werknemerId);
  await opslag.put(planKey(id), toJson(plan));
  for (const deel of delenOf(plan, groepenVan('volledig', plan))) {
    await opslag.put(deelKey(id, deel.nummer), toNdjson(rowsOf(deel, naam, ids)));
  }
  for (const looncode of LOONCODES) {
    const regels = ids.map((werknemerId) => ({
      werknemerId,
      runId: 811,
      code: looncode,
      omschrijving: `Looncode ${looncode}`,
      waarde: '3456.78',
    }));
    await opslag.put(rapportKey(id, 811, looncode), toNdjson(regels));
  }
}

function rowsOf(deel: Deel, naam: Naam, ids: Werkplan['werknemers'][number]['werknemerId'][]): unknown[] {
  if (deel.soort === 'vervangen') return [];
  if (deel.soort === 'salarissen')
    return ids.map((werknemerId, index) => ({ werknemerId, salarissen: salarissenOf(index, naam) }));
  const own = deel.soort === 'werknemers' ? deel.werknemerIds : ids;
  const velden = (deel.groepen ?? []).flatMap((groep) => VELDEN[groep]);
  const peil = peilVan(velden, naam);
  return own.map((werknemerId) => ({ werknemerId, ...only(velden, gegevensOf(werknemerId - 1_000_000, naam)), peil }));
}

/** Of these groups; the history of schedules stands for the one of the period. */
function only(velden: readonly Gegevensveld[], gegevens: OpgehaaldeGegevens) {
  const wanted = new Set<string>(velden.map((veld) => (veld === 'rooster' ? 'roosters' : veld)));
  return Object.fromEntries(Object.entries(gegevens).filter(([veld]) => wanted.has(veld)));
}

/** All of the period but what Nmbrs keeps no history of. */
function peilVan(velden: readonly Gegevensveld[], naam: Naam): Peilen {
  const ofNow = { nu: nmbrsInFor(naam) };
  return Object.fromEntries(
    velden.map((veld) => [veld, veld === 'partner' || veld === 'kinderen' ? ofNow : 'tijdvak']),
  );
}

const salarissenOf = (index: number, naam: Naam): unknown[] => [
  ...[2021, 2022, 2023, 2024, 2025].map((jaar) => ({
    bedrag: `${jaar}.00`,
    soort: 'bruto-fulltime',
    ingangsdatum: `${jaar}-05-01`,
    aangemaaktOp: `${jaar}-04-20T10:00:00`,
  })),
  ...(naam === TIJDVAKKEN[1] && index % 10 === 0
    ? [{ bedrag: '2125.00', soort: 'bruto-fulltime', ingangsdatum: '2026-09-01', aangemaaktOp: '2026-11-20T10:00:00' }]
    : []),
];

/** The registry as it is when this period is assembled: all parts are done, and earlier periods were delivered. */
export function registratieAt(naam: Naam, werknemers: number): Registratie {
  const plan = planFor(naam, werknemers);
  const delen = delenOf(plan, groepenVan('volledig', plan));
  const all = TIJDVAKKEN.slice(0, TIJDVAKKEN.indexOf(naam) + 1).map((one) =>
    uitwisselingFor(one, one === naam, delen.length, werknemers),
  );
  return {
    ...createMemoryRegistratie(),
    findUitwisseling: async (id) => all.find(({ uitwisselingId }) => uitwisselingId === id),
    findKoppeling: async () => KOPPELING,
    listUitwisselingen: async () => all,
    listDelen: async () => delen.map((deel) => ({ deel, gedaan: true })),
  };
}

function uitwisselingFor(naam: Naam, isRunning: boolean, delen: number, werknemers: number) {
  const { tijdvakId, eind } = tijdvakById(TijdvakId.parse(naam));
  const basis = {
    uitwisselingId: uitwisselingIdFor(naam),
    koppelingId: KOPPELING.koppelingId,
    tijdvakId,
    datasetVersie: 1,
    versie: 3,
    gepland: Datum.parse(eind),
    deadline: Datum.parse(eind),
    runIds: [RunId.parse(811)],
    gestartOp: Tijdstip.parse('2026-12-10T05:00:00.000Z'),
  };
  const taken = LOONCODES.map((looncode) => ({ runId: 811, looncode, taakId: 'taak', klaar: true }));
  return isRunning
    ? LopendeUitwisseling.parse({
        ...basis,
        status: 'loopt',
        delen,
        resterend: 0,
        rapport: { gestartOp: basis.gestartOp, pogingen: 1, peilingen: 0, taken },
      })
    : VoltooideUitwisseling.parse({ ...basis, status: 'voltooid', voltooidOp: basis.gestartOp, werknemers, vragen: 0 });
}
