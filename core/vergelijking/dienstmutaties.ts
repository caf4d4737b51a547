import type { WerknemerId } from '../ids.ts';
import type { Datum } from '../kalender/tijd.ts';
import { type Tijdvak, tijdvakAt } from '../kalender/tijdvak.ts';
import type { Bereik, Hasher } from '../nmbrs/dagverloop.ts';
import type { Dienstverband, Werknemer } from '../nmbrs/gegevensset.ts';
import { oldestFirst } from '../nmbrs/historie.ts';
import type { Mutatie } from './mutatie.ts';
import { tekstOf, type Vingerafdruk } from './vingerafdruk.ts';

type InDienst = Extract<Mutatie, { soort: 'in-dienst' }>;

const inDienst = (
  werknemerId: WerknemerId,
  { begin, gemeldOp }: Pick<Dienstverband, 'begin' | 'gemeldOp'>,
): InDienst => ({
  ...{ soort: 'in-dienst', werknemerId },
  ...(begin === undefined ? {} : { ingangsdatum: begin }),
  ...(gemeldOp === undefined ? {} : { gemeldOp }),
});

const uitDienst = (werknemerId: WerknemerId, eind: Datum): Mutatie => ({
  soort: 'uit-dienst',
  werknemerId,
  ingangsdatum: eind,
});

/**
 * Of somebody who was never told of: each employment that holds on a day of these, in the order of their days; what ended before
 * the first delivered period is no news, unless there is nothing else. A death belongs to it.
 */
export function nieuweDienst({ werknemerId, dienstverbanden, persoon }: Werknemer, bereik: Bereik): Mutatie[] {
  const all = dienstverbanden.toSorted((a, b) => oldestFirst(a.begin, b.begin));
  const current = all.filter(({ eind }) => eind === undefined || eind >= bereik.begin);
  const holding = current.length > 0 ? current : all;
  const overleden = persoon?.overlijdensdatum;
  return [
    ...(holding.length === 0 ? [inDienst(werknemerId, {})] : []),
    ...holding.flatMap((one): Mutatie[] => [
      inDienst(werknemerId, one),
      ...(one.eind === undefined ? [] : [uitDienst(werknemerId, one.eind)]),
    ]),
    ...(overleden === undefined ? [] : [{ soort: 'overlijden' as const, werknemerId, ingangsdatum: overleden }]),
  ];
}

/**
 * In and out of service. A first or last day that is gone without another in its place is a change of the employment; of several
 * first days that are new, the earliest take the place of those that are gone.
 */
export function dienstMutaties(
  { werknemerId, dienstverbanden }: Werknemer,
  vorige: Vingerafdruk,
  hash: Hasher,
): Mutatie[] {
  const [begin, eind] = (['begin', 'eind'] as const).map((wat) => {
    const now = dienstverbanden
      .filter((one) => wat === 'begin' || one.eind !== undefined)
      .map((one) => ({ one, hash: hash(tekstOf(wat, one[wat])) }));
    const before = new Set(vorige[wat]);
    const hashes = new Set(now.map((each) => each.hash));
    const fresh = now.filter((each, index) => now.findIndex(({ hash: same }) => same === each.hash) === index);
    return {
      fresh: fresh.filter((each) => !before.has(each.hash)).map(({ one }) => one),
      gone: [...before].filter((each) => !hashes.has(each)).length,
    };
  });
  const changed = (veld: 'begin' | 'eind', ingangsdatum: Datum | undefined): Mutatie => ({
    ...{ soort: 'dienstverband', werknemerId },
    ...(ingangsdatum === undefined ? {} : { ingangsdatum }),
    velden: [veld],
  });
  const [begun, ended] = [begin ?? NONE, eind ?? NONE];
  return [
    ...begun.fresh
      .toSorted((a, b) => oldestFirst(a.begin, b.begin))
      .map((one, index) => (index < begun.gone ? changed('begin', one.begin) : inDienst(werknemerId, one))),
    ...(begun.gone > begun.fresh.length ? [changed('begin', undefined)] : []),
    ...ended.fresh.flatMap((one) => (one.eind === undefined ? [] : [uitDienst(werknemerId, one.eind)])),
    ...(ended.gone > ended.fresh.length ? [changed('eind', undefined)] : []),
  ];
}

const NONE = { fresh: [], gone: 0 } as const;

/** Entered after the period in which it begins was over; where Nmbrs does not say when, told later than in that period's set. */
export function isLaatGemeld(
  { ingangsdatum, gemeldOp }: InDienst,
  { tijdvak }: { readonly tijdvak: Tijdvak },
): boolean {
  if (ingangsdatum === undefined) return false;
  if (gemeldOp === undefined) return ingangsdatum < tijdvak.begin;
  return gemeldOp > tijdvakAt(tijdvak.verloning, ingangsdatum).eind;
}
