import { kortsteSpelling } from '../invoer/decimaal.ts';
import { Adres, type Contract, type Gegevensveld, type Werknemer } from '../nmbrs/gegevensset.ts';
import { GEWIJZIGDE_SOORTEN, type GewijzigdSoort } from './mutatie.ts';

// Which fields of a line are compared with those of the previous set, and how their values are spelled for that: a number, a date or
// a list that is merely written otherwise is no change.

/** The kinds whose fields are compared one by one; employments are compared as facts with a date. */
export type VeldSoort = Exclude<GewijzigdSoort, 'dienstverband'>;

export const VELD_SOORTEN: readonly VeldSoort[] = GEWIJZIGDE_SOORTEN.filter((soort) => soort !== 'dienstverband');

/** A field that has a value. */
export interface VergelijkbaarVeld {
  readonly veld: string;
  /** Equal when the values are. */
  readonly tekst: string;
}

type Velden = Readonly<Record<string, unknown>>;

/** Fields that hold an exact decimal. */
const DECIMALEN: ReadonlySet<string> = new Set(['bedrag', 'urenPerWeek', 'deeltijdfactor', 'waarde', 'uren']);

/**
 * JSON of one spelling: members in the order of their names, none that is absent or null, decimals without zeros that say nothing,
 * texts in Unicode's composed form.
 */
export const canoniek = (value: unknown): string => JSON.stringify(spelled(value));

function spelled(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return DECIMALEN.has(name) ? kortsteSpelling(value) : value.normalize('NFC');
  if (Array.isArray(value)) return value.map((one) => spelled(one));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, spelled(member, key)]),
  );
}

/** A list is one field, in an order of its own: Nmbrs may give it in another. */
const lijst = (values: readonly unknown[] | undefined): readonly string[] | undefined => values?.map(canoniek).sort();

/** Which inkomstenverhouding belongs to which contract; nothing when Nmbrs tells none. */
function ikvVan(contracten: readonly Contract[] | undefined): readonly string[] | undefined {
  const known = contracten?.filter(({ ikv }) => ikv !== undefined) ?? [];
  return known.length === 0 ? undefined : lijst(known.map(({ contractId, ikv }) => ({ contractId, ikv })));
}

const VELDEN: Readonly<Record<VeldSoort, (werknemer: Werknemer) => Velden>> = {
  persoon: ({ persoon, bsn, dga, personeelsnummer }) => ({ ...persoon, bsn, dga, personeelsnummer }),
  contract: ({ contracten }) => ({
    contracten: lijst(contracten?.map(({ ikv: _apart, ...contract }) => contract)),
    ikv: ikvVan(contracten),
  }),
  salaris: ({ salaris }) => ({ ...salaris }),
  uren: ({ rooster, vasteUren, variabeleUren }) => ({
    ...rooster,
    vasteUren: lijst(vasteUren),
    variabeleUren: lijst(variabeleUren),
  }),
  adres: ({ adressen = [] }) =>
    Object.fromEntries(Adres.shape.soort.options.flatMap((soort) => adresVelden(soort, adressen))),
  partner: ({ partner }) => ({ ...partner }),
  kinderen: ({ kinderen }) => ({ kinderen: lijst(kinderen) }),
  verzekeringsplicht: ({ verzekering }) => ({ ...verzekering }),
  looncomponenten: ({ vasteLooncomponenten, variabeleLooncomponenten }) => ({
    vasteLooncomponenten: lijst(vasteLooncomponenten),
    variabeleLooncomponenten: lijst(variabeleLooncomponenten),
  }),
  bankrekening: ({ bankrekeningen }) => ({ bankrekeningen: lijst(bankrekeningen) }),
};

const ADRESVELDEN = Adres.omit({ soort: true }).keyof().options;

/** Where somebody has two addresses of a kind, a field of that kind has the values of both, in an order of the addresses. */
function adresVelden(soort: Adres['soort'], adressen: readonly Adres[]): [string, unknown][] {
  const own = adressen.filter((adres) => adres.soort === soort).sort((a, b) => (canoniek(a) < canoniek(b) ? -1 : 1));
  return ADRESVELDEN.flatMap((veld): [string, unknown][] => {
    const values = own.map((adres) => adres[veld] ?? null);
    return values.some((value) => value !== null) ? [[`${soort}.${veld}`, values.map(canoniek)]] : [];
  });
}

/** The fields of one kind that have a value. */
export const vergelijkbareVelden = (werknemer: Werknemer, soort: VeldSoort): readonly VergelijkbaarVeld[] =>
  Object.entries(VELDEN[soort](werknemer)).flatMap(([veld, value]) =>
    value === undefined ? [] : [{ veld, tekst: canoniek({ [veld]: value }) }],
  );

const GEGEVENSVELD: Readonly<Record<VeldSoort, Gegevensveld | undefined>> = {
  persoon: 'persoon',
  contract: 'contracten',
  salaris: undefined,
  uren: 'rooster',
  adres: 'adressen',
  partner: 'partner',
  kinderen: 'kinderen',
  verzekeringsplicht: 'verzekering',
  looncomponenten: undefined,
  bankrekening: 'bankrekeningen',
};

/** Fields that are of another group than the others of their kind. */
const EIGEN: ReadonlyMap<string, Gegevensveld> = new Map<Gegevensveld, Gegevensveld>([
  ['bsn', 'bsn'],
  ['vasteUren', 'vasteUren'],
  ['variabeleUren', 'variabeleUren'],
  ['vasteLooncomponenten', 'vasteLooncomponenten'],
  ['variabeleLooncomponenten', 'variabeleLooncomponenten'],
]);

/** Fields that the company-wide lists tell, whatever was fetched of the employee. */
const ALTIJD: ReadonlySet<string> = new Set(['dga', 'personeelsnummer']);

/** To which group a field belongs, and so of which period it is; nothing for what is always of the period. */
export function gegevensveldOf(soort: VeldSoort, veld: string): Gegevensveld | undefined {
  if (ALTIJD.has(veld)) return undefined;
  return EIGEN.get(veld) ?? GEGEVENSVELD[soort];
}
