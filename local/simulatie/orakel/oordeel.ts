import { geordend } from './tekst.ts';
import type { Verschil } from './uitslag.ts';
import type { Levering } from './uitvoering.ts';
import type { Mutatie, Regel, Verwacht } from './verwachting.ts';
import { BEOORDEELD, verwachteVragen } from './vragen.ts';
import { OOIT } from './waarheid.ts';

// Lays a delivered set beside the one that it must be.

const GEEN = 'niets';

/** JSON in which the order of members does not count, and what is absent is not there. */
const exact = (waarde: unknown): string => JSON.stringify(geordend(waarde, (one) => one));

export function oordeel(levering: Levering, verwacht: Verwacht): Verschil[] {
  return [
    ...overManifest(levering, verwacht),
    ...overRegels(levering.werknemers, verwacht.regels),
    ...overMutaties(levering.mutaties, verwacht),
    ...overVragen(levering.vragen, verwacht),
  ];
}

/** With what it was compared, and what it counts. */
function overManifest({ manifest, mutaties }: Levering, verwacht: Verwacht): Verschil[] {
  const { vorige, regels } = verwacht;
  const { tijdvak, versie } = (vorige?.geheugen && vorige.moment) ?? {};
  const told = Object.entries(manifest.mutaties).filter(([, count]) => count > 0);
  const must = {
    vorige: tijdvak && { tijdvakId: tijdvak.tijdvakId, datasetVersie: versie },
    werknemers: regels.length,
    inDienst: inDienstVan(verwacht),
    mutaties: Object.fromEntries([...Map.groupBy(mutaties, ({ soort }) => soort)].map(([a, b]) => [a, b.length])),
    peil: peilenIn(regels),
  };
  const is = { ...manifest, mutaties: Object.fromEntries(told) };
  return (['vorige', 'werknemers', 'inDienst', 'mutaties', 'peil'] as const).flatMap((veld) => {
    const [a, b] = [exact(must[veld]) ?? GEEN, exact(is[veld]) ?? GEEN];
    return a === b ? [] : [{ soort: `manifest.${veld}`, verwacht: a, gekregen: b }];
  });
}

/** How many are in service at the end, and what became of those who were by the set before. */
function inDienstVan(verwacht: Verwacht) {
  const { vorige, geheugen } = verwacht;
  const blijvers = (one: Verwacht | undefined) =>
    [...(one?.geheugen?.verteld ?? [])].flatMap(([id, { inhoud, alsLeaver }]) => (inhoud && !alsLeaver ? [id] : []));
  const [toen, nu] = [blijvers(vorige), blijvers(verwacht)];
  if (!vorige?.geheugen) return { nu: nu.length };
  const weg = toen.filter((id) => !nu.includes(id));
  const spoorloos = weg.filter((id) => {
    const { inhoud, wegSinds = OOIT } = geheugen?.verteld.get(id) ?? {};
    return !inhoud && wegSinds !== OOIT;
  });
  const erbij = nu.filter((id) => !toen.includes(id)).length;
  const eraf = weg.length - spoorloos.length;
  return { nu: nu.length, verloop: { vorige: toen.length, erbij, eraf, spoorloos: spoorloos.length } };
}

/** Of how many people each group is of which period. */
function peilenIn(regels: readonly Regel[]) {
  const groepen = Map.groupBy(
    regels.flatMap(({ peil }) => Object.entries(peil)),
    ([veld]) => veld,
  );
  return Object.fromEntries(
    [...groepen].map(([veld, all]) => {
      const nu = all.flatMap(([, peil]) => (typeof peil === 'object' && 'nu' in peil ? peil.nu : []));
      const perNu = [...Map.groupBy(nu, (one) => one)].map(([one, same]) => [one, same.length] as const);
      const tijdvak = all.filter(([, peil]) => peil === 'tijdvak').length;
      return [veld, { tijdvak, nu: Object.fromEntries(perNu), eerdereVersie: all.length - tijdvak - nu.length }];
    }),
  );
}

/** The lines of a report come in any order of their codes. */
const inCodeOrder = <T extends Pick<Regel, 'looncodes'>>(regel: T): T =>
  regel.looncodes === undefined
    ? regel
    : { ...regel, looncodes: regel.looncodes.toSorted((a, b) => a.runId - b.runId || a.code - b.code) };

function overRegels(gekregen: Levering['werknemers'], verwacht: readonly Regel[]): Verschil[] {
  const told = new Map(gekregen.map((regel) => [Number(regel.werknemerId), inCodeOrder(regel)]));
  const must = new Map(verwacht.map((regel) => [regel.werknemerId, inCodeOrder(regel)]));
  const isOrdered = gekregen.every(({ werknemerId }, index) => werknemerId > (gekregen[index - 1]?.werknemerId ?? 0));
  const found: Verschil[] = isOrdered ? [] : [{ soort: 'volgorde', verwacht: 'op werknemerId', gekregen: 'anders' }];
  for (const werknemerId of new Set([...told.keys(), ...must.keys()])) {
    const [a, b] = [must.get(werknemerId), told.get(werknemerId)];
    if (a === undefined || b === undefined) {
      const [waar, nergens] = [`in de levering`, 'niet in de levering'];
      found.push({ soort: 'lid', werknemerId, verwacht: a ? waar : nergens, gekregen: b ? waar : nergens });
      continue;
    }
    if (exact(a) === exact(b)) continue;
    const [x, y] = [new Map<string, unknown>(Object.entries(a)), new Map<string, unknown>(Object.entries(b))];
    for (const naam of new Set([...x.keys(), ...y.keys()])) {
      const [een, ander] = [exact(x.get(naam)), exact(y.get(naam))];
      if (een !== ander)
        found.push({ soort: `regel.${naam}`, werknemerId, verwacht: een ?? GEEN, gekregen: ander ?? GEEN });
    }
  }
  return found;
}

const sorted = ({ velden, ...mutatie }: Mutatie): string =>
  exact(velden === undefined ? mutatie : { ...mutatie, velden: velden.toSorted() });

/** Each as often as it must be told. When a salary was entered is told too, and held against the row of that day. */
function overMutaties(gekregen: Levering['mutaties'], { moment, mutaties }: Verwacht): Verschil[] {
  const found: Verschil[] = [];
  const over = new Map<string, number>();
  for (const mutatie of mutaties) over.set(sorted(mutatie), (over.get(sorted(mutatie)) ?? 0) + 1);
  for (const mutatie of gekregen) {
    const { aangemaaktOp, ...plain } = { aangemaaktOp: undefined, ...mutatie };
    const key = sorted(plain);
    const left = over.get(key) ?? 0;
    if (left > 0) over.set(key, left - 1);
    else found.push({ soort: `mutatie.${plain.soort}`, werknemerId: plain.werknemerId, verwacht: GEEN, gekregen: key });
    const rows = moment.mensen.find(({ werknemerId }) => werknemerId === plain.werknemerId)?.salarissen ?? [];
    const ofThatDay = rows.filter(({ ingangsdatum }) => ingangsdatum === plain.ingangsdatum);
    if (aangemaaktOp !== undefined && !ofThatDay.some((row) => row.aangemaaktOp === aangemaaktOp))
      found.push({ soort: 'twk.aangemaaktOp', werknemerId: plain.werknemerId, verwacht: GEEN, gekregen: aangemaaktOp });
  }
  for (const mutatie of mutaties) {
    const left = over.get(sorted(mutatie)) ?? 0;
    if (left === 0) continue;
    over.set(sorted(mutatie), left - 1);
    found.push({
      ...{ soort: `mutatie.${mutatie.soort}`, werknemerId: mutatie.werknemerId },
      ...{ verwacht: sorted(mutatie), gekregen: GEEN },
    });
  }
  return found;
}

function overVragen(gekregen: Levering['vragen'], verwacht: Verwacht): Verschil[] {
  const { moet, mag, nietVergeleken, eerdereVersie } = verwachteVragen(verwacht);
  const asked = gekregen
    .filter(({ code }) => BEOORDEELD.has(code))
    .map((one) => `${one.code} ${one.werknemerId ?? ''}`);
  const about = (vraag: string) => {
    const [code, werknemerId] = vraag.split(' ');
    return { soort: `vraag.${code}`, werknemerId: werknemerId ? Number(werknemerId) : undefined };
  };
  const count = (wanted: string) => gekregen.filter(({ code }) => code === wanted).length;
  const told = count('niet-vergeleken');
  const { minstens, hoogstens } = nietVergeleken;
  return [
    ...asked
      .filter((vraag) => !moet.has(vraag) && !mag.has(vraag))
      .map((vraag) => ({ ...about(vraag), verwacht: GEEN, gekregen: vraag })),
    ...asked
      .filter((vraag, index) => asked.indexOf(vraag) < index)
      .map((vraag) => ({ ...about(vraag), verwacht: 'één keer', gekregen: 'vaker' })),
    ...[...moet]
      .filter((vraag) => !asked.includes(vraag))
      .map((vraag) => ({ ...about(vraag), verwacht: vraag, gekregen: GEEN })),
    ...(told < minstens || told > hoogstens
      ? [{ soort: 'vraag.niet-vergeleken', verwacht: `${minstens}-${hoogstens}`, gekregen: String(told) }]
      : []),
    ...(count('eerdere-versie') === eerdereVersie
      ? []
      : [
          { soort: 'vraag.eerdere-versie', verwacht: String(eerdereVersie), gekregen: String(count('eerdere-versie')) },
        ]),
  ];
}
