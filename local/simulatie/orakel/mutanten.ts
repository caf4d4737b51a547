import { addDays } from '../../../core/kalender/tijd.ts';
import { nextTijdvak, tijdvakById } from '../../../core/kalender/tijdvak.ts';
import type { Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import type { BulkVraag, Payroll, WerknemerAntwoord, WerknemerVraag } from '../../../core/nmbrs/ports/payroll.ts';
import type { Mutatie } from '../../../core/vergelijking/mutatie.ts';
import { previousTijdvak } from './dagen.ts';
import type { Levering, World } from './uitvoering.ts';
import type { Moment } from './waarheid.ts';

// Deliberate faults: each is what a mistake in a rule would come to, made around the real use cases or in what they delivered.

export interface Mutant {
  readonly name: string;
  /** What it does wrong, for people. */
  readonly fout: string;
  /** Stands between the use cases and their world; called for each werkgever. */
  readonly ports?: (world: World) => World;
  /** What is delivered in place of the set. */
  readonly alter?: (levering: Levering, moment: Moment) => Levering;
}

const withPayroll = (world: World, over: (payroll: Payroll) => Partial<Payroll>): World => ({
  ...world,
  gateway: {
    open(inloggegevens) {
      const payroll = world.gateway.open(inloggegevens);
      return { ...payroll, ...over(payroll) };
    },
  },
});

/** Every call about people is asked by another question. */
const asking = (change: <V extends BulkVraag | WerknemerVraag>(vraag: V) => V) => (world: World) =>
  withPayroll(world, (payroll) => ({
    fetchWerknemer: (vraag) => payroll.fetchWerknemer(change(vraag)),
    fetchBedrijfsbreed: (vraag) => payroll.fetchBedrijfsbreed(change(vraag)),
  }));

/** Every answer about one employee is another. */
const answering = (change: (antwoord: WerknemerAntwoord) => WerknemerAntwoord) => (world: World) =>
  withPayroll(world, (payroll) => ({
    async fetchWerknemer(vraag) {
      const answer = await payroll.fetchWerknemer(vraag);
      return answer.ok ? { ok: true, value: change(answer.value) } : answer;
    },
  }));

/** What is read of one kind of objects is other than was written. */
const reading =
  (prefix: string, change: (text: string, key: string) => string | undefined) =>
  (world: World): World => ({
    ...world,
    opslag: {
      ...world.opslag,
      async getPart(key, vanaf, aantal) {
        const body = await world.opslag.get(key);
        if (body === undefined || !key.startsWith(prefix)) return world.opslag.getPart(key, vanaf, aantal);
        const text = change(new TextDecoder().decode(body), key);
        return text === undefined ? undefined : new TextEncoder().encode(text).slice(vanaf, vanaf + aantal);
      },
    },
  });

const eachLine = (text: string, change: (line: string) => string | undefined): string =>
  text
    .split('\n')
    .flatMap((line) => change(line) ?? [])
    .join('\n');

const werknemers = (change: (werknemer: Werknemer, moment: Moment) => Werknemer | undefined) =>
  ((levering, moment) => ({
    ...levering,
    werknemers: levering.werknemers.flatMap((werknemer) => change(werknemer, moment) ?? []),
  })) satisfies Mutant['alter'];

const mutaties = (change: (mutatie: Mutatie, moment: Moment) => Mutatie | undefined) =>
  ((levering, moment) => ({
    ...levering,
    mutaties: levering.mutaties.flatMap((mutatie) => change(mutatie, moment) ?? []),
  })) satisfies Mutant['alter'];

export const MUTANTEN: readonly Mutant[] = [
  {
    name: 'dag-te-laat',
    fout: 'uit dienst is een dag later dan de laatste dag',
    alter: mutaties((mutatie) =>
      mutatie.soort === 'uit-dienst' && mutatie.ingangsdatum !== undefined
        ? { ...mutatie, ingangsdatum: addDays(mutatie.ingangsdatum, 1) }
        : mutatie,
    ),
  },
  {
    name: 'laatste-dag-telt-niet',
    fout: 'wie op de eerste dag van het tijdvak zijn laatste dag heeft is er niet bij (< in plaats van <=)',
    alter: werknemers((werknemer, { tijdvak }) =>
      werknemer.dienstverbanden.some(({ eind }) => eind === tijdvak.begin) &&
      werknemer.dienstverbanden.every(({ eind }) => eind !== undefined && eind <= tijdvak.begin)
        ? undefined
        : werknemer,
    ),
  },
  {
    name: 'salaris-van-de-eerste-dag',
    fout: 'het salaris is dat van de eerste dag van het tijdvak',
    alter: werknemers((werknemer, moment) => {
      const { salaris: _last, ...rest } = werknemer;
      const begun = mensOf(werknemer, moment)?.salarissen.filter(
        ({ ingangsdatum = '' }) => ingangsdatum <= moment.tijdvak.begin,
      );
      const [salaris] = (begun ?? [])
        .map(({ aangemaaktOp: _entered, ...row }) => row)
        .sort(byIngangsdatum)
        .slice(-1);
      return salaris === undefined ? rest : { ...rest, salaris };
    }),
  },
  {
    name: 'ook-wat-nog-begint',
    fout: 'een dienstverband dat na het tijdvak begint staat erbij',
    alter: werknemers((werknemer, moment) => ({
      ...werknemer,
      dienstverbanden: [...(mensOf(werknemer, moment)?.dienstverbanden ?? [])],
    })),
  },
  {
    name: 'vergelijkt-met-het-laatste',
    fout: 'een nieuwe versie wordt vergeleken met wat het laatst geleverd is, ook met haar eigen voorganger',
    ports(world) {
      let last = '';
      return {
        ...world,
        opslag: {
          ...world.opslag,
          async putOnce(key, body) {
            if (isVergelijking(key)) last = key;
            return world.opslag.putOnce(key, body);
          },
          getPart: (key, vanaf, aantal) => world.opslag.getPart(isVergelijking(key) ? last : key, vanaf, aantal),
        },
      };
    },
  },
  {
    name: 'vergelijkt-met-de-eerste-versie',
    fout: 'er wordt vergeleken met de eerste versie van het vorige tijdvak, niet met de laatste',
    ports: (world) => ({
      ...world,
      opslag: {
        ...world.opslag,
        getPart: (key, vanaf, aantal) =>
          world.opslag.getPart(isVergelijking(key) ? key.replace(/v\d+(?=\.ndjson)/, 'v1') : key, vanaf, aantal),
      },
    }),
  },
  {
    name: 'nu-als-tijdvak',
    fout: 'wat van nu was wordt vergeleken alsof het van het tijdvak was',
    ports: reading('vergelijking/', (text) => text.replace(/\{"nu":"[^"]*"\}/g, '"tijdvak"')),
  },
  {
    name: 'peil-verzwegen',
    fout: 'wat Nmbrs van nu vertelt heet van het tijdvak',
    ports: answering(({ gegevens, peil }) => ({
      gegevens,
      peil: Object.fromEntries(Object.keys(peil).map((veld) => [veld, 'tijdvak' as const])),
    })),
  },
  {
    name: 'leaver-twee-keer',
    fout: 'wie al uit dienst gemeld is wordt vergeten, en opnieuw gemeld',
    ports: reading('vergelijking/', (text) =>
      eachLine(text, (line) =>
        line.includes('"schemaVersie"') || line.includes('"inhoud"') || line === '' ? line : undefined,
      ),
    ),
  },
  {
    name: 'twk-een-tijdvak-verder',
    fout: 'een correctie noemt het tijdvak na het geraakte',
    alter: mutaties((mutatie) =>
      mutatie.soort === 'twk'
        ? { ...mutatie, tijdvakId: nextTijdvak(tijdvakById(mutatie.tijdvakId)).tijdvakId }
        : mutatie,
    ),
  },
  {
    name: 'twk-zonder-het-eerste-tijdvak',
    fout: 'alleen het vorige tijdvak telt als geleverd',
    ports: reading('vergelijking/', (text, key) =>
      text.replace(/"sinds":"[^"]*"/, `"sinds":"${key.split('/').at(-2)}"`),
    ),
  },
  {
    name: 'ikv-genegeerd',
    fout: 'een ander nummer van de inkomstenverhouding is geen mutatie',
    alter: mutaties((mutatie) => {
      if (mutatie.soort !== 'contract') return mutatie;
      const velden = mutatie.velden.filter((veld) => veld !== 'ikv');
      return velden.length === 0 ? undefined : { ...mutatie, velden };
    }),
  },
  {
    name: 'tussen-verzwegen',
    fout: 'een mutatie tussen twee standen van nu noemt niet welke',
    alter: mutaties((mutatie) => {
      if (!('tussen' in mutatie)) return mutatie;
      const { tussen: _untold, ...rest } = mutatie;
      return rest;
    }),
  },
  {
    name: 'gemeld-op-kwijt',
    fout: 'in dienst zegt niet wanneer het gemeld is',
    alter: mutaties((mutatie) => {
      if (mutatie.soort !== 'in-dienst') return mutatie;
      const { gemeldOp: _untold, ...rest } = mutatie;
      return rest;
    }),
  },
  {
    name: 'nieuwe-versie-vergeet-de-oude',
    fout: 'een nieuwe versie geeft wat van het tijdvak was op voor wat van nu is',
    ports: reading('leveringen/', () => undefined),
  },
  {
    name: 'vorig-tijdvak-gevraagd',
    fout: 'Nmbrs wordt naar het tijdvak ervoor gevraagd',
    ports: asking((vraag) => ({ ...vraag, tijdvak: previousTijdvak(vraag.tijdvak) })),
  },
  {
    name: 'alleen-het-laatste-rooster',
    fout: 'van de roosters wordt alleen het laatste bewaard',
    ports: answering(({ gegevens, peil }) => ({
      gegevens:
        gegevens.roosters === undefined
          ? gegevens
          : { ...gegevens, roosters: { ...gegevens.roosters, regels: gegevens.roosters.regels.slice(-1) } },
      peil,
    })),
  },
  {
    name: 'onbekend-is-geen',
    fout: 'van voor het eerste rooster heet het dat er geen was, ook waar dat niet bekend is',
    ports: answering(({ gegevens, peil }) => ({
      gegevens:
        gegevens.roosters === undefined
          ? gegevens
          : { ...gegevens, roosters: { ...gegevens.roosters, volledig: true } },
      peil,
    })),
  },
  {
    name: 'sleutel-kwijt',
    fout: 'er wordt elke keer met een andere sleutel vergeleken',
    ports(world) {
      let count = 0;
      const ensureSleutel = async () => {
        count += 1;
        return `sleutel-${count}`;
      };
      return { ...world, kluis: { ...world.kluis, ensureSleutel } };
    },
  },
  {
    name: 'verdwenen-zonder-woord',
    fout: 'wie zonder laatste dag uit Nmbrs verdwijnt wordt niet gemeld',
    alter: mutaties((mutatie) =>
      mutatie.soort === 'uit-dienst' && mutatie.ingangsdatum === undefined ? undefined : mutatie,
    ),
  },
  {
    name: 'niet-vergeleken-verzwegen',
    fout: 'dat iets niet vergeleken kon worden wordt niet gezegd',
    alter: (levering) => ({ ...levering, vragen: levering.vragen.filter(({ code }) => code !== 'niet-vergeleken') }),
  },
  {
    name: 'laat-gemeld-verzwegen',
    fout: 'dat iemand te laat gemeld is wordt niet gevraagd',
    alter: (levering) => ({ ...levering, vragen: levering.vragen.filter(({ code }) => code !== 'laat-gemeld') }),
  },
];

const isVergelijking = (key: string): boolean => key.startsWith('vergelijking/');
const mensOf = ({ werknemerId }: Werknemer, { mensen }: Moment) =>
  mensen.find((mens) => mens.werknemerId === werknemerId);
const byIngangsdatum = (a: { ingangsdatum?: string | undefined }, b: { ingangsdatum?: string | undefined }): number =>
  (a.ingangsdatum ?? '') < (b.ingangsdatum ?? '') ? -1 : 1;
