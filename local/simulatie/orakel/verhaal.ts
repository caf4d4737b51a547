import type { Beoordeeld } from './orakel.ts';
import type { Mens, Moment } from './waarheid.ts';

// Tells a person what happened to the people about whom a set says something else than it must.

/** Line by line: what the office changed at Nmbrs before each exchange, and what was told of it. */
export function verhaal(seed: number, beoordeeld: readonly Beoordeeld[]): string[] {
  const last = beoordeeld.at(-1);
  const over = new Set(last?.verschillen.flatMap(({ werknemerId }) => werknemerId ?? []));
  const isMeant = (werknemerId: number): boolean => over.size === 0 || over.has(werknemerId);
  let before: Moment | undefined;
  const lines = [`Werkgever ${seed}: ${beoordeeld.length} uitwisselingen.`];
  for (const { bezoek, levering, verschillen } of beoordeeld) {
    lines.push('', ...headOf(bezoek));
    lines.push(...changesIn(before, bezoek.moment, isMeant));
    for (const mutatie of levering?.mutaties.filter((one) => isMeant(one.werknemerId)) ?? [])
      lines.push(`  verteld over ${mutatie.werknemerId}: ${withoutId(mutatie)}`);
    for (const { soort, werknemerId, verwacht, gekregen } of verschillen) {
      lines.push(`  VERSCHIL ${soort}${werknemerId === undefined ? '' : ` over ${werknemerId}`}`);
      lines.push(`    moet zijn: ${verwacht}`, `    geleverd:  ${gekregen}`);
    }
    before = bezoek.moment;
  }
  return lines;
}

const withoutId = ({ werknemerId: _known, ...rest }: { readonly werknemerId: number }): string => JSON.stringify(rest);

function headOf({ moment, op, mislukt, vergeten, bijPlan }: Beoordeeld['bezoek']): string[] {
  const { tijdvak, versie, nmbrsIn, dekkingsprofiel, bedrijfsbreed, perTijdvak } = moment;
  const { tijdvakId, begin, eind } = tijdvak;
  return [
    `${tijdvakId} v${versie} (${begin} t/m ${eind}), gemaakt op ${op}, Nmbrs staat in ${nmbrsIn.tijdvakId}, profiel ${dekkingsprofiel}`,
    `  bedrijfsbreed: ${bedrijfsbreed.map((aanroep) => aanroep.split('_')[0]).join(', ') || 'geen'}; per tijdvak: ${perTijdvak.join(', ') || 'geen'}`,
    ...(mislukt ? [`  v${versie - 1} werd opgehaald en liep op niets uit`] : []),
    ...(vergeten ? ['  wat er om te vergelijken bewaard was, is net verloren gegaan'] : []),
    ...(bijPlan.nmbrsIn === undefined
      ? []
      : [`  bij het plan stond Nmbrs nog in ${bijPlan.nmbrsIn.tijdvakId}, en waren alle aanroepen actief`]),
  ];
}

/** What Nmbrs holds of somebody otherwise than at the exchange before. */
function changesIn(before: Moment | undefined, now: Moment, isMeant: (id: number) => boolean): string[] {
  const was = new Map(before?.mensen.map((mens) => [mens.werknemerId, membersOf(mens)]));
  const lines: string[] = [];
  for (const mens of now.mensen) {
    const old = was.get(mens.werknemerId);
    was.delete(mens.werknemerId);
    if (!isMeant(mens.werknemerId)) continue;
    const members = membersOf(mens);
    const changed = [...new Set([...members.keys(), ...(old?.keys() ?? [])])].filter(
      (naam) => members.get(naam) !== old?.get(naam),
    );
    for (const naam of changed) lines.push(`  Nmbrs, ${mens.werknemerId}: ${naam} = ${members.get(naam) ?? 'weg'}`);
  }
  for (const werknemerId of was.keys()) if (isMeant(werknemerId)) lines.push(`  Nmbrs, ${werknemerId}: verwijderd`);
  return lines;
}

const membersOf = ({ historie, ...mens }: Mens): ReadonlyMap<string, string> =>
  new Map(
    [...Object.entries(mens), ...Object.entries(historie)].map(([naam, waarde]) => [naam, JSON.stringify(waarde)]),
  );
