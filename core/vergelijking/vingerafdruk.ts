import * as z from 'zod';
import { type KoppelingId, TijdvakId, WerknemerId } from '../ids.ts';
import { Guid } from '../invoer/guid.ts';
import { addDays, type Datum } from '../kalender/tijd.ts';
import { blijftNa } from '../nmbrs/bezetting.ts';
import {
  type Bereik,
  type Dagverloop,
  dagverloopVan,
  type Hasher,
  Verloopafdruk,
  verloopafdrukVan,
} from '../nmbrs/dagverloop.ts';
import { Dekkingsprofiel } from '../nmbrs/dekkingsprofiel.ts';
import { type Dienstverband, Peilen, type Roosters, type SalarisRegel, type Werknemer } from '../nmbrs/gegevensset.ts';
import { type HistorieRegel, laatsteIn, touches } from '../nmbrs/historie.ts';
import { salarisOn } from '../nmbrs/salaris.ts';
import type { Uitwisseling } from '../uitwisseling/uitwisseling.ts';
import { stapVan } from './loonsprong.ts';
import { canoniek, VELD_SOORTEN, type VeldSoort, vergelijkbareVelden } from './vergelijkbaar.ts';

/** A keyed hash of a text about one employee: without the key of the koppeling it tells nothing, not even of a guess. */
export type Vinger = (werknemerId: WerknemerId, tekst: string) => string;

const Hash = z.string().min(16);

/** What was told of who is in a set. */
const Inhoud = z.strictObject({
  /** By kind and field, as {@link vergelijkbareVelden} names them. */
  velden: z.record(z.string(), z.record(z.string(), Hash)),
  peil: Peilen,
  salaris: Verloopafdruk,
  rooster: Verloopafdruk,
  leven: Verloopafdruk,
  /** How large the wage of the run was, in steps; see {@link stapVan}. */
  loon: Hash.optional(),
});

/**
 * What is kept of an employee from one exchange to the next: that a field had a value, and a keyed hash of it. What holds from day to
 * day (in service, salary, schedule) is kept as its course over the delivered periods. Who left the sets keeps what was told of the
 * employment, so that no leaver is told twice.
 */
export const Vingerafdruk = z.strictObject({
  werknemerId: WerknemerId,
  /** Kept beside the number, so that it need not be asked for again. */
  guid: Guid.optional(),
  /** The first days and the last days of the employments that were told. */
  begin: z.array(Hash),
  eind: z.array(Hash),
  dienst: Verloopafdruk,
  /** Whether every employment had ended by the end of the period. */
  uitDienst: Hash,
  /** Absent: was in an earlier set, and not in this one. */
  inhoud: Inhoud.optional(),
  /** Was gone from Nmbrs without a last day: should they come back, all of it is told anew. */
  verdwenen: z.literal(true).optional(),
});
export type Vingerafdruk = z.infer<typeof Vingerafdruk>;
/** That of somebody who is in the set. */
export type Aanwezig = Vingerafdruk & { readonly inhoud: z.infer<typeof Inhoud> };

/** How values are spelled before they are hashed; another number means that no hash can be compared. */
export const SPELLING = 1;

/** The first line of the file: for what the rest can be compared. */
export const VingerafdrukKop = z.strictObject({
  schemaVersie: z.literal(2),
  dekkingsprofiel: Dekkingsprofiel,
  spelling: z.int(),
  /** Tells the key of another one, and nothing of the key. */
  sleutelId: Hash,
  /** The first period from which on all that was told is remembered here. */
  sinds: TijdvakId,
});
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

/** An employee with the histories from which the line was made. */
export interface MetHistorie {
  readonly werknemer: Werknemer;
  readonly salarissen: readonly SalarisRegel[];
  /** Those up to the end of the period, when they are of the period. */
  readonly roosters: Roosters | undefined;
}

/** The fingerprint of one line of a data set. `bereik`: from the first delivered period that counts to the end of this one. */
export function vingerafdrukOf(
  { werknemer, salarissen, roosters }: MetHistorie,
  { bereik, vinger }: { readonly bereik: Bereik; readonly vinger: Vinger },
): Aanwezig {
  const { werknemerId, guid, dienstverbanden, looncodes, persoon, peil } = werknemer;
  const hash: Hasher = (tekst) => vinger(werknemerId, tekst);
  const velden = VELD_SOORTEN.flatMap((soort) => {
    const own = vergelijkbareVelden(werknemer, soort);
    if (own.length === 0) return [];
    return [[soort, Object.fromEntries(own.map(({ veld, tekst }) => [veld, hash(veldTekst(soort, veld, tekst))]))]];
  });
  const stap = stapVan(looncodes ?? []);
  return {
    werknemerId,
    ...(guid === undefined ? {} : { guid }),
    ...dagenVan(dienstverbanden, hash),
    dienst: verloopafdrukVan(dienstverloop(dienstverbanden, bereik), 'dienst', hash),
    uitDienst: hash(uitDienstTekst(!blijftNa(dienstverbanden, bereik.eind))),
    inhoud: {
      velden: Object.fromEntries(velden),
      peil,
      salaris: verloopafdrukVan(salarisverloop(salarissen, bereik), 'salaris', hash),
      rooster: verloopafdrukVan(roosterverloop(roosters, bereik), 'rooster', hash),
      leven: verloopafdrukVan(levensloop(persoon?.overlijdensdatum, bereik), 'leven', hash),
      ...(stap === undefined ? {} : { loon: hash(loonTekst(stap)) }),
    },
  };
}

/** The first and last days of employments, as they are kept. */
export const dagenVan = (
  dienstverbanden: readonly Dienstverband[],
  hash: Hasher,
): Pick<Vingerafdruk, 'begin' | 'eind'> => ({
  begin: dienstverbanden.map(({ begin }) => hash(tekstOf('begin', begin))),
  eind: dienstverbanden.flatMap(({ eind }) => (eind === undefined ? [] : [hash(tekstOf('eind', eind))])),
});

/** On which days somebody is in service. */
export const dienstverloop = (dienstverbanden: readonly Dienstverband[], bereik: Bereik): Dagverloop =>
  dagverloopVan(
    bereik,
    dienstverbanden.flatMap(({ begin, eind }) => [
      ...(begin === undefined ? [] : [begin]),
      ...(eind === undefined ? [] : [addDays(eind, 1)]),
    ]),
    (dag) => (dienstverbanden.some((one) => touches(one, { begin: dag, eind: dag })) ? 'in' : 'uit'),
  );

/** Which salary holds on which day. All rows are known, so that before the first one there was none. */
export const salarisverloop = (regels: readonly SalarisRegel[], bereik: Bereik): Dagverloop =>
  dagverloopVan(bereik, begins(regels), (dag) => {
    const salaris = salarisOn(regels, dag);
    return salaris === undefined ? GEEN : canoniek({ bedrag: salaris.bedrag, soort: salaris.soort });
  });

/** Which schedule holds on which day; before the first one only when it is certain that there was none. */
export const roosterverloop = (roosters: Roosters | undefined, bereik: Bereik): Dagverloop => {
  const { regels, volledig } = roosters ?? { regels: [], volledig: false };
  return dagverloopVan(bereik, begins(regels), (dag) => {
    const rooster = roosterOp(regels, dag);
    if (rooster === undefined) return volledig ? GEEN : undefined;
    return canoniek({ urenPerWeek: rooster.urenPerWeek, deeltijdfactor: rooster.deeltijdfactor });
  });
};

/** The schedule that holds on a day, by the rule for histories. */
export function roosterOp(regels: Roosters['regels'], dag: Datum) {
  const rows = regels.map(
    ({ aangemaaktOp, ...waarde }): HistorieRegel<typeof waarde> => ({
      begin: waarde.ingangsdatum,
      aangemaaktOp,
      waarde,
    }),
  );
  return laatsteIn(rows, { begin: dag, eind: dag });
}

/** From the day of death on nobody is what was delivered. */
export const levensloop = (overlijdensdatum: Datum | undefined, bereik: Bereik): Dagverloop =>
  dagverloopVan(bereik, overlijdensdatum === undefined ? [] : [overlijdensdatum], (dag) =>
    overlijdensdatum !== undefined && overlijdensdatum <= dag ? 'overleden' : 'levend',
  );

const GEEN = 'geen';

const begins = (regels: readonly { readonly ingangsdatum?: Datum | undefined }[]): Datum[] =>
  regels.flatMap(({ ingangsdatum }) => ingangsdatum ?? []);

/** The texts under which facts are hashed, for who compares. */
const veldTekst = (soort: VeldSoort, veld: string, tekst: string): string => `${soort}.${veld}=${tekst}`;
export const tekstOf = (wat: 'begin' | 'eind', datum: Datum | undefined): string => `${wat}=${datum ?? ''}`;
export const loonTekst = (stap: number): string => `loon=${stap}`;
export const uitDienstTekst = (uitDienst: boolean): string => `uit-dienst=${uitDienst}`;

/**
 * What stays of somebody who is not in the set any more: what was told. They are out of service from `vanaf` on, the day after the
 * period of the set in which they still were: by their own last day, or because they are `verdwenen`. Without a day: they never were
 * in service, because their first day was put off.
 */
export function herinneringAan(
  { werknemerId, guid, begin, eind, dienst, verdwenen: waren }: Vingerafdruk,
  { vanaf, verdwenen, hash }: { readonly vanaf: Datum | undefined; readonly verdwenen: boolean; readonly hash: Hasher },
): Vingerafdruk {
  return {
    werknemerId,
    ...(guid === undefined ? {} : { guid }),
    ...{ begin, eind },
    dienst: vanaf === undefined ? nooitInDienst(hash) : endedOn(dienst, vanaf, hash),
    uitDienst: hash(uitDienstTekst(true)),
    ...(verdwenen || waren === true ? { verdwenen: true as const } : {}),
  };
}

/** The course of somebody who was in service on no day. */
export const nooitInDienst = (hash: Hasher): Verloopafdruk => verloopafdrukVan([{ waarde: 'uit' }], 'dienst', hash);

function endedOn(dienst: Verloopafdruk, vanaf: Datum, hash: Hasher): Verloopafdruk {
  const [gone] = verloopafdrukVan([{ vanaf, waarde: 'uit' }], 'dienst', hash);
  return gone === undefined || dienst.at(-1)?.waarde === gone.waarde ? dienst : [...dienst, gone];
}
