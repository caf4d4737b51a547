import type { UitwisselingId } from '../../core/ids.ts';
import { BulkAanroep } from '../../core/nmbrs/bulk-aanroep.ts';
import {
  Gegevensveld,
  type Peilen,
  RoosterRegel,
  type Werknemer,
  WerknemerGegevens,
} from '../../core/nmbrs/gegevensset.ts';
import { PayrollTijdvak } from '../../core/nmbrs/payroll.ts';
import type { Peil } from '../../core/nmbrs/peil.ts';
import { TijdvakAanroep } from '../../core/nmbrs/tijdvak-aanroep.ts';
import { deelKey, WerknemerRegel } from '../../core/uitwisseling/werkplan.ts';
import { ndjsonOf } from './end-state.ts';
import { nu } from './peilen.ts';
import { company, createWorld, type World, werknemer } from './world.ts';

// People of whom everything is otherwise in every period, so that each value shows of which one it is.

/** `2026-M11` as figures that can stand in any field: 202611. */
const figuresOf = ({ jaar, nummer }: Pick<PayrollTijdvak, 'jaar' | 'nummer'>): string =>
  `${jaar}${String(nummer).padStart(2, '0')}`;

function gegevensIn(tijdvak: Pick<PayrollTijdvak, 'jaar' | 'nummer'>): WerknemerGegevens {
  const figures = figuresOf(tijdvak);
  const naam = `kanarie-${figures}`;
  return WerknemerGegevens.parse({
    persoon: { achternaam: naam, geslacht: 'onbekend', geboortedatum: '1990-01-01' },
    bsn: `9999999${figures.slice(-2)}`,
    contracten: [{ contractId: Number(figures), soort: 'onbepaalde-tijd' }],
    adressen: [{ soort: 'woonadres', plaats: naam }],
    verzekering: { wia: true, ww: true, zw: true, cao: naam },
    partner: { achternaam: naam, geslacht: 'onbekend' },
    kinderen: [{ achternaam: naam, geslacht: 'onbekend' }],
    vasteLooncomponenten: [{ code: 1000, waarde: figures }],
    variabeleLooncomponenten: [{ code: 1400, waarde: figures }],
    vasteUren: [{ code: 2100, uren: figures }],
    variabeleUren: [{ code: 2100, uren: figures }],
    bankrekeningen: [{ soort: 'Standaard', naam }],
  });
}

const roosters = ['2026-10', '2026-11', '2026-12', '2027-01', '2027-02'].map((maand) =>
  RoosterRegel.parse({ urenPerWeek: maand.replace('-', ''), ingangsdatum: `${maand}-01` }),
);

export const changing = (nummer: number) => werknemer(nummer, { gegevensIn, roosters });

/** Nmbrs is in this period from now on. */
export function moveTo(world: World, tijdvak: string): void {
  const [, jaar, letter, nummer] = /^(\d{4})-([MPX])(\d{2})$/.exec(tijdvak) ?? [];
  const verloning = letter === 'M' ? 'maandelijks' : letter === 'P' ? 'vierwekelijks' : undefined;
  const now = PayrollTijdvak.parse({ jaar: Number(jaar), nummer: Number(nummer), ...(verloning && { verloning }) });
  world.nmbrs.bedrijven = world.nmbrs.bedrijven.map((one) => ({ ...one, tijdvak: now }));
}

/** Of which period each value of a line is, as figures; of a BSN there are two. */
export const shownIn = (werknemer: Werknemer): Partial<Record<Gegevensveld, string>> =>
  Object.fromEntries(
    Gegevensveld.options.flatMap((veld) => {
      if (werknemer[veld] === undefined) return [];
      const text = JSON.stringify(werknemer[veld]);
      return [[veld, veld === 'bsn' ? text.slice(-3, -1) : /20\d{4}/.exec(text)?.[0]]];
    }),
  );

/** What the line says of which period each value is: of the exchanged one, or of that in which Nmbrs was. */
export const toldIn = ({ peil }: Werknemer, tijdvak: string): Partial<Record<Gegevensveld, string>> =>
  Object.fromEntries(
    Gegevensveld.options.flatMap((veld) => {
      const own = peil[veld];
      if (own === undefined) return [];
      const figures = (own !== 'tijdvak' && 'nu' in own ? own.nu : tijdvak).replace(/-[MPX]/, '');
      return [[veld, veld === 'bsn' ? figures.slice(-2) : figures]];
    }),
  );

/** The calls that nobody is asked for and that are active. */
export interface Calls {
  readonly bedrijfsbreed: readonly BulkAanroep[];
  readonly perTijdvak: readonly TijdvakAanroep[];
}
export const LISTED: Calls = { bedrijfsbreed: [], perTijdvak: [] };
export const WIDE: Calls = { bedrijfsbreed: BulkAanroep.options, perTijdvak: [] };
export const PER_TIJDVAK: Calls = { bedrijfsbreed: [], perTijdvak: TijdvakAanroep.options };
export const ALL: Calls = { bedrijfsbreed: BulkAanroep.options, perTijdvak: TijdvakAanroep.options };

/** The DGA and so many others. */
export const changingWorld = (calls: Calls, count = 1): World =>
  createWorld({
    ...calls,
    bedrijven: [company({ werknemers: [7, ...Array.from({ length: count }, (_, one) => 11 + one)].map(changing) })],
  });

const UREN = ['vasteUren', 'variabeleUren'] as const;
const OF_COMPANY = ['persoon', 'bsn', 'contracten', 'adressen', 'verzekering'] as const;
const OF_PERIOD = ['vasteLooncomponenten', 'variabeleLooncomponenten', ...UREN, 'bankrekeningen'] as const;
/** These groups, all of one period. */
export const velden = (some: readonly Gegevensveld[], peil: Peil): Peilen =>
  Object.fromEntries(some.map((veld) => [veld, peil]));

/** What these calls give of the period when Nmbrs is in another. */
export function peilenBy(nmbrsIn: string, { bedrijfsbreed, perTijdvak }: Calls): Peilen {
  const asked = Gegevensveld.options.filter((veld) => perTijdvak.length > 0 || !UREN.some((one) => one === veld));
  return {
    ...velden(asked, nu(nmbrsIn)),
    rooster: 'tijdvak',
    ...(bedrijfsbreed.length > 0 ? velden(OF_COMPANY, 'tijdvak') : {}),
    ...(perTijdvak.length > 0 ? velden(OF_PERIOD, 'tijdvak') : {}),
  };
}

/** The lines of the file of a part of employees. */
export const storedIn = ({ opslag }: World, id: UitwisselingId, deel: number): WerknemerRegel[] =>
  WerknemerRegel.array().parse(ndjsonOf(opslag.objecten.get(deelKey(id, deel))));
/** How often a call was made so far. */
export const timesAsked = ({ gateway }: World, name: string): number =>
  gateway.calls.filter((call) => call === name).length;
