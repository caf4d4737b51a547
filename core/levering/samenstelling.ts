import type { Datum } from '../kalender/tijd.ts';
import { type Dekkingsprofiel, type Gegevensgroep, groepenFor, needsLooncodes } from '../nmbrs/dekkingsprofiel.ts';
import {
  Gegevensveld,
  type LooncodeRegel,
  type OpgehaaldeGegevens,
  type Peilen,
  type Rooster,
  type SalarisRegel,
  type Werknemer,
  type WerknemerGegevens,
  withoutAanschrijving,
} from '../nmbrs/gegevensset.ts';
import { nuVan, type Peil } from '../nmbrs/peil.ts';
import { salarisOn } from '../nmbrs/salaris.ts';
import type { GeplandeWerknemer } from '../uitwisseling/werkplan.ts';
import { roosterOp } from '../vergelijking/vingerafdruk.ts';

/** What was fetched of one employee. */
export interface Opgehaald {
  readonly gegevens: OpgehaaldeGegevens;
  readonly peil: Peilen;
  /** All rows of the salary, history included. */
  readonly salarissen: readonly SalarisRegel[];
  readonly looncodes: readonly LooncodeRegel[];
}

interface Kader {
  readonly dekkingsprofiel: Dekkingsprofiel;
  /** The last day of the period. */
  readonly peildatum: Datum;
}

/** One line of the data set: only what the profile allows, whatever was fetched. */
export function composeWerknemer(
  { werknemerId, guid, personeelsnummer, dga, dienstverbanden }: GeplandeWerknemer,
  { gegevens: { roosters, ...gegevens }, peil, salarissen, looncodes }: Opgehaald,
  { dekkingsprofiel, peildatum }: Kader,
): Werknemer {
  const salaris = salarisOn(salarissen, peildatum);
  const rooster = roosterVan(roosters, { peil, peildatum });
  const line = {
    ...{ werknemerId, dga, dienstverbanden },
    ...(guid === undefined ? {} : { guid }),
    ...(personeelsnummer === undefined ? {} : { personeelsnummer }),
    ...gegevens,
    ...(rooster === undefined ? {} : { rooster }),
    ...(salaris === undefined ? {} : { salaris }),
    looncodes: [...looncodes],
    peil,
  };
  return onlyAllowed(line, dekkingsprofiel);
}

/** Of the schedules the one of the period's last day; the one that Nmbrs has now when that is all that it would tell. */
function roosterVan(
  roosters: OpgehaaldeGegevens['roosters'],
  { peil, peildatum }: { readonly peil: Peilen; readonly peildatum: Datum },
): Rooster | undefined {
  if (roosters === undefined) return undefined;
  if (peil.rooster === 'tijdvak') return roosterOp(roosters.regels, peildatum);
  const [now] = roosters.regels.slice(-1).map(({ aangemaaktOp: _entered, ...rooster }) => rooster);
  return now;
}

/** Which group of the profile a field belongs to. */
const GROEP: Readonly<Record<Gegevensveld, Gegevensgroep>> = {
  persoon: 'persoon',
  bsn: 'bsn',
  contracten: 'contract',
  rooster: 'rooster',
  adressen: 'adres',
  verzekering: 'verzekering',
  partner: 'partner',
  kinderen: 'kinderen',
  vasteLooncomponenten: 'looncomponenten',
  variabeleLooncomponenten: 'looncomponenten',
  vasteUren: 'uren',
  variabeleUren: 'uren',
  bankrekeningen: 'bankrekening',
};

/** The fields that this profile allows. */
export const veldenFor = (dekkingsprofiel: Dekkingsprofiel): readonly Gegevensveld[] => {
  const groepen = groepenFor(dekkingsprofiel);
  return Gegevensveld.options.filter((veld) => groepen.includes(GROEP[veld]));
};

/**
 * The line without what the profile does not allow; the same when there is nothing of the kind. The second lock: the adapter did
 * not fetch what the profile lacks, and here it could not pass either.
 */
export function onlyAllowed(werknemer: Werknemer, dekkingsprofiel: Dekkingsprofiel): Werknemer {
  const { werknemerId, guid, personeelsnummer, dga, dienstverbanden, salaris, looncodes, peil, ...gegevens } =
    werknemer;
  const velden = veldenFor(dekkingsprofiel);
  const { persoon } = gegevens;
  const isAangeschreven = persoon === undefined || groepenFor(dekkingsprofiel).includes('adres');
  return {
    werknemerId,
    ...(guid === undefined ? {} : { guid }),
    ...(personeelsnummer === undefined ? {} : { personeelsnummer }),
    dga,
    dienstverbanden,
    ...restrict(isAangeschreven ? gegevens : { ...gegevens, persoon: withoutAanschrijving(persoon) }, new Set(velden)),
    ...(salaris === undefined ? {} : { salaris }),
    ...(needsLooncodes(dekkingsprofiel) && looncodes !== undefined ? { looncodes } : {}),
    peil: peilenVan(peil, velden),
  };
}

function restrict(gegevens: WerknemerGegevens, velden: ReadonlySet<Gegevensveld>): WerknemerGegevens {
  const { persoon, bsn, contracten, rooster, adressen, verzekering, partner, kinderen } = gegevens;
  const { vasteLooncomponenten, variabeleLooncomponenten, vasteUren, variabeleUren, bankrekeningen } = gegevens;
  const has = <T>(veld: Gegevensveld, value: T | undefined): value is T => velden.has(veld) && value !== undefined;
  return {
    ...(has('persoon', persoon) ? { persoon } : {}),
    ...(has('bsn', bsn) ? { bsn } : {}),
    ...(has('contracten', contracten) ? { contracten } : {}),
    ...(has('rooster', rooster) ? { rooster } : {}),
    ...(has('adressen', adressen) ? { adressen } : {}),
    ...(has('verzekering', verzekering) ? { verzekering } : {}),
    ...(has('partner', partner) ? { partner } : {}),
    ...(has('kinderen', kinderen) ? { kinderen } : {}),
    ...(has('vasteLooncomponenten', vasteLooncomponenten) ? { vasteLooncomponenten } : {}),
    ...(has('variabeleLooncomponenten', variabeleLooncomponenten) ? { variabeleLooncomponenten } : {}),
    ...(has('vasteUren', vasteUren) ? { vasteUren } : {}),
    ...(has('variabeleUren', variabeleUren) ? { variabeleUren } : {}),
    ...(has('bankrekeningen', bankrekeningen) ? { bankrekeningen } : {}),
  };
}

/** In the order of the groups, whatever the order in which they came. */
function peilenVan(peil: Peilen, velden: readonly Gegevensveld[]): Peilen {
  const own: Peilen = {};
  for (const veld of velden) if (peil[veld] !== undefined) own[veld] = peil[veld];
  return own;
}

interface Eerder {
  readonly eerder: Werknemer;
  /** Of the set in which the earlier line stands. */
  readonly versie: number;
  readonly dekkingsprofiel: Dekkingsprofiel;
}

/**
 * The line of a new version of a set, in which no group of the period gives way to one that Nmbrs tells as of now, or does not tell
 * any more: then what the earlier version told stays. `velden`: those for which that was so.
 */
export function keepOfTijdvak(
  werknemer: Werknemer,
  { eerder, versie, dekkingsprofiel }: Eerder,
): { readonly werknemer: Werknemer; readonly velden: readonly Gegevensveld[] } {
  const velden = veldenFor(dekkingsprofiel).filter(
    (veld) => isOfTijdvak(eerder.peil[veld]) && !isOfTijdvak(werknemer.peil[veld]),
  );
  if (velden.length === 0) return { werknemer, velden };
  const kept = new Set(velden);
  const peil: Peilen = { ...werknemer.peil };
  for (const veld of velden) {
    const was = eerder.peil[veld];
    peil[veld] = was === undefined || was === 'tijdvak' ? { versie } : was;
  }
  const fresh = new Set(Gegevensveld.options.filter((veld) => !kept.has(veld)));
  const line = { ...withoutGegevens(werknemer), ...restrict(werknemer, fresh), ...restrict(eerder, kept), peil };
  return { werknemer: onlyAllowed(line, dekkingsprofiel), velden };
}

const isOfTijdvak = (peil: Peil | undefined): boolean => peil !== undefined && nuVan(peil) === undefined;

const withoutGegevens = ({
  werknemerId,
  guid,
  personeelsnummer,
  dga,
  dienstverbanden,
  salaris,
  looncodes,
  peil,
}: Werknemer) => ({
  ...{ werknemerId, dga, dienstverbanden, peil },
  ...(guid === undefined ? {} : { guid }),
  ...(personeelsnummer === undefined ? {} : { personeelsnummer }),
  ...(salaris === undefined ? {} : { salaris }),
  ...(looncodes === undefined ? {} : { looncodes }),
});
