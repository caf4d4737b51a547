import type { MemoryBedrijf, MemoryPayrollWorld, MemoryWerknemer } from '../../adapters/memory/payroll.ts';
import { BedrijfId, RunId } from '../../core/ids.ts';
import { type Datum, dateOf } from '../../core/kalender/tijd.ts';
import { type Tijdvak, tijdvakOf } from '../../core/kalender/tijdvak.ts';
import {
  Decimaal,
  Dienstverband,
  LooncodeRegel,
  SalarisRegel,
  WerknemerGegevens,
} from '../../core/nmbrs/gegevensset.ts';
import { Inloggegevens } from '../../core/nmbrs/inloggegevens.ts';
import { Bedrijf, PayrollTijdvak, Run, WerknemerVermelding } from '../../core/nmbrs/payroll.ts';
import type { Plot } from './plot.ts';

/** What must never leave its place: each of these texts stands in the invented world, and in no log, queue or mail. */
export const KANARIES = {
  token: 'kanarie-token-0123456789abcdef',
  nieuweToken: 'kanarie-token-fedcba9876543210',
  anderToken: 'kanarie-token-anders-0123456789',
  vreemdeToken: 'kanarie-token-vreemd-0123456789',
  bsn: '999999990',
  iban: 'NL00KANA0123456789',
  naam: 'Kanariegeel',
} as const;

/** Which of them stand in a text, by their names. */
export const kanariesIn = (text: string): string[] =>
  Object.entries(KANARIES).flatMap(([naam, kanarie]) => (text.includes(kanarie) ? [naam] : []));

export const DOMEIN = 'duinzicht';
/** The login of the office, and another one that it has. */
export const GEBRUIKERSNAAM = 'api@duinzicht.example';
export const ANDERE_GEBRUIKERSNAAM = 'ander@duinzicht.example';

/** The login of who signs up what is not his. */
export const VREEMDE_GEBRUIKERSNAAM = 'vreemd@elders.example';

export const loginWith = (apiToken: string): Inloggegevens =>
  Inloggegevens.parse({ domein: DOMEIN, gebruikersnaam: GEBRUIKERSNAAM, apiToken });
/** Its token is never reset. */
export const ANDERE_LOGIN = Inloggegevens.parse({
  ...{ domein: DOMEIN, gebruikersnaam: ANDERE_GEBRUIKERSNAAM, apiToken: KANARIES.anderToken },
});

/** Someone at a werkgever, as the simulation itself knows it: what the delivered sets are held against. */
export interface Mens {
  readonly werknemerId: number;
  /** Since when Nmbrs names this person, in virtual milliseconds. */
  readonly since: number;
  /** The last day in service. */
  readonly left?: Datum;
}

/** The payroll of one werkgever at Nmbrs. */
export interface Werkgever {
  readonly bedrijfId: BedrijfId;
  readonly naam: string;
  readonly mensen: Mens[];
  /** Who is on no list any more, and since when, in virtual milliseconds. */
  readonly verdwenen: { readonly werknemerId: number; readonly gone: number }[];
  /** How often somebody changed what stands there. */
  edits: number;
}

/** An office with one login and its werkgevers, at Nmbrs. */
export interface Office {
  readonly nmbrs: MemoryPayrollWorld;
  readonly werkgevers: readonly Werkgever[];
  hire(werkgever: Werkgever, mens: Mens): void;
  /** From this moment half of the people are on no list any more. */
  vanish(werkgever: Werkgever, gone: number): void;
  leave(werkgever: Werkgever, werknemerId: number, left: Datum): void;
  /** Somebody at the office changes what stands in Nmbrs about everyone. */
  edit(werkgever: Werkgever): void;
  /** The run of a period is drawn; from then on Nmbrs is in the next one. */
  addRun(
    werkgever: Werkgever,
    run: { readonly tijdvak: Tijdvak; readonly runId: number; readonly next: Tijdvak },
  ): void;
  lockRun(werkgever: Werkgever, runId: number, vergrendeld: boolean): void;
  /** The run is deleted and drawn anew, under another id. */
  redrawRun(werkgever: Werkgever, runId: number, nextId: number): void;
}

/** Somebody who left so long ago is in no data set. */
const OLD = dateOf(2015, 1, 1);

export function createOffice({ lots, start, bulk, rapportRondes }: Plot): Office {
  const werkgevers = lots.map(({ headcount, hasOldLeaver }, index): Werkgever => {
    const first = 1000 * (index + 1);
    const mensen: Mens[] = Array.from({ length: headcount }, (_, place) => ({
      werknemerId: first + place,
      since: start,
    }));
    if (hasOldLeaver) mensen.push({ werknemerId: first + 900, since: start, left: OLD });
    return {
      bedrijfId: BedrijfId.parse(4400 + index),
      naam: `Werkgever ${index + 1}`,
      mensen,
      verdwenen: [],
      edits: 0,
    };
  });
  const nmbrs: MemoryPayrollWorld = {
    bedrijven: werkgevers.map((werkgever, index) => bedrijfOf(werkgever, lots[index]?.plans[0]?.tijdvak)),
    inloggegevens: loginWith(KANARIES.token),
    ookInloggegevens: [ANDERE_LOGIN],
    bedrijfsbreed: bulk,
    rapportRondes,
  };
  const change = ({ bedrijfId }: Werkgever, next: (bedrijf: MemoryBedrijf) => MemoryBedrijf): void => {
    nmbrs.bedrijven = nmbrs.bedrijven.map((one) => (one.bedrijf.bedrijfId === bedrijfId ? next(one) : one));
  };
  const showPeople = (werkgever: Werkgever): void =>
    change(werkgever, (bedrijf) => ({ ...bedrijf, werknemers: peopleOf(werkgever) }));
  return {
    nmbrs,
    werkgevers,
    hire(werkgever, mens) {
      werkgever.mensen.push(mens);
      showPeople(werkgever);
    },
    leave(werkgever, werknemerId, left) {
      const index = werkgever.mensen.findIndex((mens) => mens.werknemerId === werknemerId);
      const mens = werkgever.mensen[index];
      if (mens !== undefined) werkgever.mensen[index] = { ...mens, left };
      showPeople(werkgever);
    },
    edit(werkgever) {
      werkgever.edits += 1;
      showPeople(werkgever);
    },
    addRun: (werkgever, { tijdvak, runId, next }) =>
      change(werkgever, (bedrijf) => ({
        ...bedrijf,
        tijdvak: payrollTijdvakOf(next),
        runs: [...bedrijf.runs, runOf(tijdvak, runId)],
      })),
    vanish(werkgever, gone) {
      const left = werkgever.mensen.splice(0, Math.ceil(werkgever.mensen.length / 2));
      werkgever.verdwenen.push(...left.map(({ werknemerId }) => ({ werknemerId, gone })));
      showPeople(werkgever);
    },
    redrawRun: (werkgever, runId, nextId) =>
      change(werkgever, (bedrijf) => ({
        ...bedrijf,
        runs: bedrijf.runs.map((run) =>
          run.runId === runId ? { ...run, runId: RunId.parse(nextId), vergrendeld: false } : run,
        ),
      })),
    lockRun: (werkgever, runId, vergrendeld) =>
      change(werkgever, (bedrijf) => ({
        ...bedrijf,
        runs: bedrijf.runs.map((run) => (run.runId === runId ? { ...run, vergrendeld } : run)),
      })),
  };
}

const bedrijfOf = (werkgever: Werkgever, tijdvak: Tijdvak = tijdvakOf('maandelijks', 2026, 11)): MemoryBedrijf => ({
  bedrijf: Bedrijf.parse({
    ...{ bedrijfId: werkgever.bedrijfId, nummer: 1, naam: werkgever.naam, verloning: tijdvak.verloning },
  }),
  tijdvak: payrollTijdvakOf(tijdvak),
  runs: [],
  werknemers: peopleOf(werkgever),
});

const payrollTijdvakOf = ({ jaar, nummer, verloning }: Tijdvak): PayrollTijdvak =>
  PayrollTijdvak.parse({ jaar, nummer, verloning });

const runOf = ({ jaar, nummer }: Tijdvak, runId: number): Run =>
  Run.parse({ runId, nummer: runId, jaar, tijdvakVan: nummer, tijdvakTot: nummer, vergrendeld: false });

const GEGEVENS = WerknemerGegevens.parse({
  persoon: { achternaam: KANARIES.naam, geslacht: 'onbekend', geboortedatum: '1990-01-01' },
  bsn: KANARIES.bsn,
  contracten: [{ contractId: 1, soort: 'onbepaalde-tijd', begin: '2020-01-01' }],
  adressen: [{ soort: 'woonadres', straat: KANARIES.naam, plaats: 'Sterrenstad' }],
  rooster: { urenPerWeek: '40' },
  partner: { achternaam: KANARIES.naam, geslacht: 'onbekend' },
  kinderen: [{ achternaam: KANARIES.naam, geslacht: 'onbekend' }],
  bankrekeningen: [{ soort: 'salaris', iban: KANARIES.iban, naam: KANARIES.naam }],
});
const SALARIS = [SalarisRegel.parse({ bedrag: '3000.00', soort: 'bruto-fulltime', ingangsdatum: '2020-01-01' })];
const REGEL = { code: 1000, omschrijving: 'Salaris', waarde: '100.00' };

const peopleOf = ({ mensen, edits }: Werkgever): MemoryWerknemer[] => {
  const urenPerWeek = Decimaal.parse(String(20 + (edits % 20)));
  return mensen.map((mens) => werknemerOf(mens, { ...GEGEVENS, rooster: { urenPerWeek } }));
};

const werknemerOf = ({ werknemerId, left }: Mens, gegevens: WerknemerGegevens): MemoryWerknemer => ({
  vermelding: WerknemerVermelding.parse({ werknemerId, personeelsnummer: String(werknemerId), naam: KANARIES.naam }),
  soort: left === undefined ? 'in-dienst' : 'uit-dienst',
  dienstverbanden: [Dienstverband.parse({ begin: '2010-01-01', ...(left === undefined ? {} : { eind: left }) })],
  salarissen: SALARIS,
  gegevens,
  looncodes: [LooncodeRegel.parse({ runId: werknemerId % 7, ...REGEL })],
});

/** Who must be in the data set of a period whose exchange began at this moment, and who may be. */
export function truthOf({ mensen, verdwenen }: Werkgever, tijdvak: Tijdvak, startedAt: number, now: number) {
  const ids = (wanted: (mens: Mens) => boolean) => mensen.filter(wanted).map(({ werknemerId }) => werknemerId);
  // Who went while the set was made may have been fetched before.
  const wentMeanwhile = verdwenen.filter(({ gone }) => gone > startedAt).map(({ werknemerId }) => werknemerId);
  return {
    must: new Set(ids(({ since, left }) => since <= startedAt && (left === undefined || left >= tijdvak.begin))),
    may: new Set([...ids(({ since, left }) => since <= now && left !== OLD), ...wentMeanwhile]),
  };
}
