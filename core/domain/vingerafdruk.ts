import * as z from 'zod';
import { Dekkingsprofiel, type Gegevensgroep } from './dekkingsprofiel.ts';
import { Adres, type SalarisRegel, type Werknemer } from './gegevensset.ts';
import type { KoppelingId } from './koppeling.ts';
import { stapVan } from './loonsprong.ts';
import { GEWIJZIGDE_SOORTEN, type GewijzigdSoort } from './mutatie.ts';
import type { Datum } from './tijd.ts';
import { type Uitwisseling, WerknemerId } from './uitwisseling.ts';

/** A keyed hash of a text about one employee: without the key of the koppeling it tells nothing, not even of a guess. */
export type Vinger = (werknemerId: WerknemerId, tekst: string) => string;

const Hash = z.string().min(16);

/**
 * What is kept of an employee from one exchange to the next: that a field had a value, and a keyed hash of it. Facts of which
 * there are several are kept one by one, so that a new one is told from an old one.
 */
export const Vingerafdruk = z.strictObject({
  werknemerId: WerknemerId,
  /** By kind and field, as {@link vergelijkbareVelden} names them. */
  velden: z.record(z.string(), z.record(z.string(), Hash)),
  /** The first days and the last days of the employments. */
  begin: z.array(Hash),
  eind: z.array(Hash),
  salarissen: z.array(Hash),
  /** Whether every employment had ended by the end of the period. */
  uitDienst: Hash,
  /** How large the wage of the run was, in steps; see {@link stapVan}. */
  loon: Hash.optional(),
});
export type Vingerafdruk = z.infer<typeof Vingerafdruk>;

/** The first line of the file: for what the rest can be compared. */
export const VingerafdrukKop = z.strictObject({ schemaVersie: z.literal(1), dekkingsprofiel: Dekkingsprofiel });
export type VingerafdrukKop = z.infer<typeof VingerafdrukKop>;

/** All fingerprints of a koppeling. */
export const vergelijkingPrefix = (koppelingId: KoppelingId): string => `vergelijking/${koppelingId}/`;
/** Those of one delivered set. */
export const vergelijkingKey = ({
  koppelingId,
  tijdvakId,
  datasetVersie,
}: Pick<Uitwisseling, 'koppelingId' | 'tijdvakId' | 'datasetVersie'>): string =>
  `${vergelijkingPrefix(koppelingId)}${tijdvakId}/v${datasetVersie}.ndjson`;

/** The kinds whose fields are compared one by one; employments are compared as facts with a date. */
export type VeldSoort = Exclude<GewijzigdSoort, 'dienstverband'>;

type Velden = Readonly<Record<string, unknown>>;

const lijst = (values: readonly unknown[] | undefined): readonly string[] | undefined =>
  values?.map((value) => JSON.stringify(value)).sort();

/** The fields of each kind. A list is one field, in an order of its own: Nmbrs may give it in another. */
const VELDEN: Readonly<Record<VeldSoort, (werknemer: Werknemer) => Velden>> = {
  persoon: ({ persoon, bsn, dga }) => ({ ...persoon, bsn, dga }),
  contract: ({ contracten }) => ({ contracten: lijst(contracten) }),
  salaris: ({ salaris }) => ({ ...salaris }),
  uren: ({ rooster }) => ({ ...rooster }),
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

export const VELD_SOORTEN: readonly VeldSoort[] = GEWIJZIGDE_SOORTEN.filter((soort) => soort !== 'dienstverband');

/** Where somebody has two addresses of a kind, a field of that kind has the values of both. */
function adresVelden(soort: Adres['soort'], adressen: readonly Adres[]): [string, unknown][] {
  const own = adressen.filter((adres) => adres.soort === soort);
  const velden = Adres.omit({ soort: true }).keyof().options;
  return velden.flatMap((veld): [string, unknown][] => {
    const values = own.map((adres) => adres[veld] ?? null);
    return values.some((value) => value !== null) ? [[`${soort}.${veld}`, lijst(values)]] : [];
  });
}

/** Without the group in both sets, a difference would only say that the profile is another one. */
const GROEPEN: Readonly<Record<VeldSoort, Gegevensgroep | undefined>> = {
  persoon: 'persoon',
  contract: 'contract',
  salaris: undefined,
  uren: 'rooster',
  adres: 'adres',
  partner: 'partner',
  kinderen: 'kinderen',
  verzekeringsplicht: 'verzekering',
  looncomponenten: 'looncomponenten',
  bankrekening: 'bankrekening',
};
export const groepOf = (soort: VeldSoort, veld: string): Gegevensgroep | undefined =>
  veld === 'bsn' ? 'bsn' : GROEPEN[soort];

/** The fields of one kind that have a value, as texts that are equal when the values are. */
export const vergelijkbareVelden = (werknemer: Werknemer, soort: VeldSoort): readonly (readonly [string, string])[] =>
  Object.entries(VELDEN[soort](werknemer)).flatMap(([veld, value]) =>
    value === undefined ? [] : [[veld, JSON.stringify(value)] as const],
  );

/** The fingerprint of one line of a data set. */
export function vingerafdrukOf(
  werknemer: Werknemer,
  { salarissen, peildatum, vinger }: { salarissen: readonly SalarisRegel[]; peildatum: Datum; vinger: Vinger },
): Vingerafdruk {
  const { werknemerId, dienstverbanden, looncodes } = werknemer;
  const hash = (tekst: string) => vinger(werknemerId, tekst);
  const velden = VELD_SOORTEN.flatMap((soort) => {
    const own = vergelijkbareVelden(werknemer, soort);
    if (own.length === 0) return [];
    return [[soort, Object.fromEntries(own.map(([veld, tekst]) => [veld, hash(veldTekst(soort, veld, tekst))]))]];
  });
  const stap = stapVan(looncodes ?? []);
  return {
    werknemerId,
    velden: Object.fromEntries(velden),
    begin: dienstverbanden.map(({ begin }) => hash(tekstOf('begin', begin))),
    eind: dienstverbanden.flatMap(({ eind }) => (eind === undefined ? [] : [hash(tekstOf('eind', eind))])),
    salarissen: salarissen.map((regel) => hash(salarisTekst(regel))),
    uitDienst: hash(uitDienstTekst(isUitDienst(werknemer, peildatum))),
    ...(stap === undefined ? {} : { loon: hash(loonTekst(stap)) }),
  };
}

/** The texts under which facts are hashed, for who compares. */
export const veldTekst = (soort: VeldSoort, veld: string, tekst: string): string => `${soort}.${veld}=${tekst}`;
export const tekstOf = (wat: 'begin' | 'eind', datum: Datum | undefined): string => `${wat}=${datum ?? ''}`;
export const loonTekst = (stap: number): string => `loon=${stap}`;
export const uitDienstTekst = (uitDienst: boolean): string => `uit-dienst=${uitDienst}`;
export const salarisTekst = ({ bedrag, soort, ingangsdatum, aangemaaktOp }: SalarisRegel): string =>
  `salaris=${JSON.stringify([bedrag, soort, ingangsdatum ?? null, aangemaaktOp ?? null])}`;

const isUitDienst = ({ dienstverbanden }: Werknemer, peildatum: Datum): boolean =>
  dienstverbanden.length > 0 && dienstverbanden.every(({ eind }) => eind !== undefined && eind <= peildatum);
