import { type Dekkingsprofiel, groepenFor } from './dekkingsprofiel.ts';
import type { Dienstverband, SalarisRegel, Vraag, Werknemer } from './gegevensset.ts';
import { oldestFirst } from './historie.ts';
import { gewoneStappen, isSprong, stapVan } from './loonsprong.ts';
import { Mutatie } from './mutatie.ts';
import { salarisOn } from './salaris.ts';
import { addDays, type Datum } from './tijd.ts';
import type { Tijdvak } from './tijdvak.ts';
import { correctieOf, twkOf } from './twk.ts';
import type { WerknemerId } from './uitwisseling.ts';
import {
  groepOf,
  loonTekst,
  salarisTekst,
  tekstOf,
  uitDienstTekst,
  VELD_SOORTEN,
  type VeldSoort,
  type Vinger,
  type Vingerafdruk,
  veldTekst,
  vergelijkbareVelden,
} from './vingerafdruk.ts';

/** With what the employees of a set are compared. */
export interface Vergelijking {
  readonly vinger: Vinger;
  /** The profile of the previous set, and of this one. */
  readonly profielen: readonly Dekkingsprofiel[];
  /** The periods that were delivered before this one, the earliest first; the last one is that of the previous set. */
  readonly geleverd: readonly Tijdvak[];
  /** Of what a jump is expected, because the 13e maand is paid in this period, or (in the wage of the run) was in the last. */
  readonly sprongVerwacht: readonly ('salaris' | 'loon')[];
}

export interface Wijzigingen {
  readonly mutaties: readonly Mutatie[];
  readonly vragen: readonly Vraag[];
}

/** An employee of this set, with all that is known of the salary. */
interface Nu {
  readonly werknemer: Werknemer;
  readonly salarissen: readonly SalarisRegel[];
}

/** What differs from the previous set for somebody who is in this one; `vorige` absent: who was not in that one. */
export function wijzigingenVan(nu: Nu, vorige: Vingerafdruk | undefined, met: Vergelijking): Wijzigingen {
  if (vorige === undefined) return { mutaties: nieuw(nu.werknemer, met), vragen: [] };
  const { werknemer, salarissen } = nu;
  const velden = VELD_SOORTEN.flatMap((soort) => gewijzigd(werknemer, soort, { vorige, ...met }));
  const dienst = dienstMutaties(werknemer, { vorige, ...met });
  const isRoosterNieuw = velden.some(({ soort }) => soort === 'uren');
  const rooster = isRoosterNieuw ? werknemer.rooster?.ingangsdatum : undefined;
  const twk = [
    ...salarisTwk(werknemer.werknemerId, salarissen, { vorige, ...met }),
    ...(rooster === undefined ? [] : twkOf(werknemer.werknemerId, { oorzaak: 'uren', vanaf: rooster }, met.geleverd)),
    ...datedTwk(werknemer.werknemerId, [...dienst, ...velden], met.geleverd),
  ];
  return { mutaties: [...dienst, ...velden, ...twk], vragen: sprongVraag(nu, { vorige, ...met }) };
}

/**
 * Who was in the previous set and is in this one no more. Somebody whose employments had all ended by then was reported, and
 * is left out by right; anybody else is gone from Nmbrs without a last day.
 */
export function wijzigingenVanVerdwenen(
  { werknemerId, uitDienst }: Vingerafdruk,
  { vinger }: Vergelijking,
): Wijzigingen {
  if (uitDienst === vinger(werknemerId, uitDienstTekst(true))) return { mutaties: [], vragen: [] };
  const tekst =
    'Deze werknemer zat in de vorige levering en is nu niet meer in Nmbrs te vinden, zonder datum uit dienst.';
  return {
    mutaties: [{ soort: 'uit-dienst', werknemerId }],
    vragen: [{ code: 'uit-dienst-zonder-datum', werknemerId, tekst }],
  };
}

type Met = Vergelijking & { readonly vorige: Vingerafdruk };

/** The last employment comes first in the eye of a reader, but all that are new to us count. */
function nieuw({ werknemerId, dienstverbanden, persoon }: Werknemer, { geleverd }: Vergelijking): Mutatie[] {
  const last = dienstverbanden.toSorted((a, b) => oldestFirst(a.begin, b.begin)).at(-1);
  const ended = last?.eind;
  const overleden = persoon?.overlijdensdatum;
  return [
    dated('in-dienst', werknemerId, last?.begin),
    ...(ended === undefined ? [] : [dated('uit-dienst', werknemerId, ended)]),
    ...(overleden === undefined ? [] : [dated('overlijden', werknemerId, overleden)]),
    ...(last?.begin === undefined
      ? []
      : twkOf(werknemerId, { oorzaak: 'dienstverband', vanaf: last.begin, tot: ended }, geleverd)),
  ];
}

const dated = (
  soort: 'in-dienst' | 'uit-dienst' | 'overlijden',
  werknemerId: WerknemerId,
  ingangsdatum: Datum | undefined,
): Mutatie => ({ soort, werknemerId, ...(ingangsdatum === undefined ? {} : { ingangsdatum }) });

/** In and out of service. A first or last day that is gone without another in its place is a change of the employment. */
function dienstMutaties({ werknemerId, dienstverbanden }: Werknemer, { vorige, vinger }: Met): Mutatie[] {
  const differences = (wat: 'begin' | 'eind') => {
    const now = dienstverbanden
      .filter((one) => wat === 'begin' || one.eind !== undefined)
      .map((one) => ({ datum: one[wat], hash: vinger(werknemerId, tekstOf(wat, one[wat])) }));
    const before = new Set(vorige[wat]);
    const hashes = new Set(now.map(({ hash }) => hash));
    return {
      fresh: now.filter(({ hash }) => !before.has(hash)).map(({ datum }) => datum),
      gone: [...before].filter((hash) => !hashes.has(hash)).length,
    };
  };
  const [begin, eind] = [differences('begin'), differences('eind')];
  const changed = (veld: 'begin' | 'eind', ingangsdatum: Datum | undefined): Mutatie => ({
    soort: 'dienstverband',
    werknemerId,
    ...(ingangsdatum === undefined ? {} : { ingangsdatum }),
    velden: [veld],
  });
  return [
    ...begin.fresh.map((datum) => (begin.gone > 0 ? changed('begin', datum) : dated('in-dienst', werknemerId, datum))),
    ...(begin.fresh.length === 0 && begin.gone > 0 ? [changed('begin', undefined)] : []),
    ...eind.fresh.map((datum) => dated('uit-dienst', werknemerId, datum)),
    ...(eind.fresh.length === 0 && eind.gone > 0 ? [changed('eind', undefined)] : []),
  ];
}

/** From which day the new value of a kind holds, where Nmbrs says so. */
const INGANGSDATUM: Readonly<Partial<Record<VeldSoort, (werknemer: Werknemer) => Datum | undefined>>> = {
  salaris: ({ salaris }) => salaris?.ingangsdatum,
  uren: ({ rooster }) => rooster?.ingangsdatum,
  partner: ({ partner }) => partner?.begin,
  contract: ({ contracten = [] }) =>
    contracten
      .flatMap(({ begin }) => begin ?? [])
      .sort()
      .at(-1),
};

function gewijzigd(werknemer: Werknemer, soort: VeldSoort, { vorige, vinger, profielen }: Met): Mutatie[] {
  const { werknemerId } = werknemer;
  const now = new Map(
    vergelijkbareVelden(werknemer, soort).map(([veld, tekst]) => [
      veld,
      vinger(werknemerId, veldTekst(soort, veld, tekst)),
    ]),
  );
  const before = vorige.velden[soort] ?? {};
  const velden = [...new Set([...now.keys(), ...Object.keys(before)])].filter(
    (veld) => now.get(veld) !== before[veld] && isInBoth(profielen, soort, veld),
  );
  const overleden = werknemer.persoon?.overlijdensdatum;
  if (soort === 'persoon' && overleden !== undefined && velden.includes('overlijdensdatum')) {
    const others = velden.filter((veld) => veld !== 'overlijdensdatum');
    return [dated('overlijden', werknemerId, overleden), ...fieldsOf(werknemer, soort, others)];
  }
  return fieldsOf(werknemer, soort, velden);
}

function fieldsOf(werknemer: Werknemer, soort: VeldSoort, velden: readonly string[]): Mutatie[] {
  if (velden.length === 0) return [];
  const ingangsdatum = INGANGSDATUM[soort]?.(werknemer);
  const { werknemerId } = werknemer;
  return [Mutatie.parse({ soort, werknemerId, ...(ingangsdatum === undefined ? {} : { ingangsdatum }), velden })];
}

function isInBoth(profielen: readonly Dekkingsprofiel[], soort: VeldSoort, veld: string): boolean {
  const groep = groepOf(soort, veld);
  return groep === undefined || profielen.every((profiel) => groepenFor(profiel).includes(groep));
}

/** A row that the previous set did not have, with a first day in a period that was delivered. */
const salarisTwk = (werknemerId: WerknemerId, regels: readonly SalarisRegel[], { vorige, vinger, geleverd }: Met) => {
  const known = new Set(vorige.salarissen);
  return regels
    .filter((regel) => !known.has(vinger(werknemerId, salarisTekst(regel))))
    .flatMap((regel) => correctieOf(regel, regels) ?? [])
    .flatMap((correctie) => twkOf(werknemerId, correctie, geleverd));
};

/** In or out of service, or a death, on a day in a period that was delivered. What ends on a day is other from the next. */
const datedTwk = (werknemerId: WerknemerId, mutaties: readonly Mutatie[], geleverd: readonly Tijdvak[]): Mutatie[] =>
  mutaties.flatMap((mutatie) => {
    if (mutatie.soort === 'twk' || mutatie.ingangsdatum === undefined) return [];
    const { soort, ingangsdatum } = mutatie;
    if (soort === 'uit-dienst')
      return twkOf(werknemerId, { oorzaak: 'dienstverband', vanaf: addDays(ingangsdatum, 1) }, geleverd);
    if (soort === 'in-dienst' || soort === 'dienstverband')
      return twkOf(werknemerId, { oorzaak: 'dienstverband', vanaf: ingangsdatum }, geleverd);
    return soort === 'overlijden' ? twkOf(werknemerId, { oorzaak: 'overlijden', vanaf: ingangsdatum }, geleverd) : [];
  });

/** Only for who was in service in both periods in full: who comes or goes earns part of a wage. */
function sprongVraag({ werknemer, salarissen }: Nu, { vorige, vinger, geleverd, sprongVerwacht }: Met): Vraag[] {
  const last = geleverd.at(-1);
  if (last === undefined) return [];
  const { werknemerId, dienstverbanden, salaris, looncodes } = werknemer;
  const stap = stapVan(looncodes ?? []);
  const isWholePeriod = dienstverbanden.some((one) => holdsFrom(one, last.begin));
  const inRun =
    !sprongVerwacht.includes('loon') &&
    stap !== undefined &&
    vorige.loon !== undefined &&
    isWholePeriod &&
    !gewoneStappen(stap).some((one) => vinger(werknemerId, loonTekst(one)) === vorige.loon);
  const inSalaris = !sprongVerwacht.includes('salaris') && isSprong(salarisOn(salarissen, last.eind), salaris);
  if (!inRun && !inSalaris) return [];
  const tekst = `Het ${inRun ? 'loon in de run' : 'salaris'} van deze werknemer verschilt sterk van het vorige tijdvak.`;
  return [{ code: 'sprong-in-loon', werknemerId, tekst }];
}

const holdsFrom = ({ begin, eind }: Dienstverband, datum: Datum): boolean =>
  (begin === undefined || begin <= datum) && eind === undefined;
