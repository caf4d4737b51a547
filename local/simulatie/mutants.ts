import type { DeelBericht, Uitwisseling } from '../../core/uitwisseling/uitwisseling.ts';
import { bound, type Mutant, withOpslag, withRegistratie } from './mutant.ts';
import { MUTANTS_BEVESTIGEN } from './mutants-bevestigen.ts';
import { MUTANTS_INGREPEN } from './mutants-ingrepen.ts';
import { MUTANTS_KOMEN_EN_GAAN } from './mutants-komen-en-gaan.ts';
import { MUTANTS_TIJDVAKKEN } from './mutants-tijdvakken.ts';
import { MUTANTS_WEER } from './mutants-weer.ts';
import type { Ports } from './ports.ts';

const isManifest = (key: string): boolean => key.endsWith('/manifest.json');
const isDeel = (key: string): boolean => /^werk\/[^/]+\/deel/.test(key);

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'telt-voor-het-bestand',
    fout: 'een deel telt als gedaan voordat zijn bestand er staat',
    laatstGezien: 10,
    between: () => (ports) => {
      const later: (() => Promise<unknown>)[] = [];
      const counting = withRegistratie(ports, {
        async completeDeel(id, nummer) {
          const after = await ports.registratie.completeDeel(id, nummer);
          for (const write of later.splice(0)) await write();
          return after;
        },
      });
      return withOpslag(counting, {
        async putOnce(key, body) {
          if (!isDeel(key)) return ports.opslag.putOnce(key, body);
          later.push(() => ports.opslag.putOnce(key, body));
          return 'geschreven';
        },
      });
    },
  },
  {
    name: 'manifest-eerst',
    fout: 'het manifest staat er eerder dan de bestanden die het noemt',
    between: () => (ports) => {
      const files: (() => Promise<unknown>)[] = [];
      return withOpslag(ports, {
        async putOnce(key, body) {
          if (!key.startsWith('leveringen/')) return ports.opslag.putOnce(key, body);
          if (!isManifest(key)) {
            files.push(() => ports.opslag.putOnce(key, body));
            return 'geschreven';
          }
          const outcome = await ports.opslag.putOnce(key, body);
          for (const write of files.splice(0)) await write();
          return outcome;
        },
      });
    },
  },
  {
    name: 'vergeet-het-bericht-te-vroeg',
    fout: 'de wachtrij vergeet een bericht voordat zijn werk gedaan is',
    between: () => (ports) => ports,
    forgetsEarly: true,
  },
  {
    name: 'schrijft-zonder-voorwaarde',
    fout: 'wie later schrijft wint, ook met wat hij lang geleden las',
    laatstGezien: 14,
    between: () => (ports) =>
      withRegistratie(ports, {
        async replaceUitwisseling(next, regel) {
          const stored = await ports.registratie.findUitwisseling(next.uitwisselingId);
          return ports.registratie.replaceUitwisseling({ ...next, versie: (stored?.versie ?? -1) + 1 }, regel);
        },
        async replaceKoppeling(next, regel) {
          const stored = await ports.registratie.findKoppeling(next.koppelingId);
          return ports.registratie.replaceKoppeling({ ...next, versie: (stored?.versie ?? -1) + 1 }, regel);
        },
      }),
  },
  {
    name: 'mailt-zonder-claim',
    fout: 'een mail gaat uit zonder dat iemand bijhoudt dat hij al uitging',
    between: () => (ports) => withRegistratie(ports, { claimBericht: async () => 'nieuw' }),
  },
  {
    name: 'overschrijft-bestanden',
    fout: 'een bestand dat er al staat wordt overschreven',
    laatstGezien: 267,
    between: () => (ports) =>
      withOpslag(ports, {
        async putOnce(key, body) {
          await ports.opslag.put(key, body);
          return 'geschreven';
        },
      }),
  },
  {
    name: 'afspraak-na-mail',
    fout: 'de volgende afspraak wordt pas gemaakt als de mail uit is',
    between: () => (ports) => {
      const later: (() => Promise<void>)[] = [];
      const flush = async (): Promise<void> => {
        for (const plan of later.splice(0)) await plan();
      };
      const planning: Ports = {
        ...ports,
        agenda: bound(ports.agenda, { plan: async (afspraak) => void later.push(() => ports.agenda.plan(afspraak)) }),
      };
      return withRegistratie(planning, {
        async markBerichtSent(sleutel, nu) {
          await ports.registratie.markBerichtSent(sleutel, nu);
          await flush();
        },
      });
    },
  },
  {
    name: 'rondt-af-zonder-manifest',
    fout: 'een uitwisseling is voltooid voordat het manifest er staat',
    between: () => {
      const held = new Map<string, Uint8Array>();
      return (ports) =>
        withOpslag(ports, {
          async putOnce(key, body) {
            if (!isManifest(key)) return ports.opslag.putOnce(key, body);
            held.set(key, body);
            return 'geschreven';
          },
          get: async (key) => held.get(key) ?? ports.opslag.get(key),
          async removeAll(prefix) {
            for (const [key, body] of held) await ports.opslag.putOnce(key, body);
            await ports.opslag.removeAll(prefix);
          },
        });
    },
  },
  {
    name: 'telt-dubbel',
    fout: 'een deel dat twee keer wordt gedaan telt twee keer',
    laatstGezien: 16,
    between: () => (ports) =>
      withRegistratie(ports, {
        async completeDeel(id, nummer) {
          const before = await ports.registratie.findDeel(id, nummer);
          const after = await ports.registratie.completeDeel(id, nummer);
          if (before?.gedaan !== true || after === undefined || after.resterend === 0) return after;
          return { ...after, resterend: after.resterend - 1 };
        },
        // The worker that looks first would not come as far as counting.
        async findDeel(id, nummer) {
          const found = await ports.registratie.findDeel(id, nummer);
          return found === undefined ? undefined : { ...found, gedaan: false };
        },
      }),
  },
  {
    name: 'verstuurt-nooit-opnieuw',
    fout: 'een deel dat ooit verstuurd is wordt niet nog eens verstuurd',
    laatstGezien: 135,
    between: () => {
      const sent = new Set<string>();
      return (ports) => ({
        ...ports,
        wachtrij: bound(ports.wachtrij, {
          async sendDelen(berichten, groep) {
            const fresh = berichten.filter((bericht) => !sent.has(nameOf(bericht)));
            for (const bericht of fresh) sent.add(nameOf(bericht));
            await ports.wachtrij.sendDelen(fresh, groep);
          },
        }),
      });
    },
  },
  {
    name: 'kijkt-voor-het-token',
    fout: 'er wordt gekeken hoeveel delen er nog zijn voordat het token bewaard is',
    laatstGezien: 2252,
    between: () => (ports) => {
      let seen: number | undefined;
      return withRegistratie(ports, {
        async findUitwisseling(id) {
          const found = await ports.registratie.findUitwisseling(id);
          if (found?.status === 'loopt') seen = found.resterend;
          return found;
        },
        async rememberVerdeelTaak(id, taakToken) {
          const after = await ports.registratie.rememberVerdeelTaak(id, taakToken);
          return after === undefined ? undefined : { ...after, resterend: seen ?? after.resterend };
        },
      });
    },
  },
  {
    name: 'begint-opnieuw',
    fout: 'een tijdvak dat al loopt begint bij een tweede aanleiding nog eens',
    laatstGezien: 8,
    between: () => (ports, functionName) =>
      functionName !== 'start-uitwisseling'
        ? ports
        : withRegistratie(ports, {
            listUitwisselingen: async (id) => (await ports.registratie.listUitwisselingen(id)).map(lapsed),
          }),
  },
  {
    name: 'mislukt-na-levering',
    fout: 'een uitwisseling die geleverd is kan nog als mislukt worden genoteerd',
    laatstGezien: 13,
    between: () => (ports, functionName) =>
      functionName !== 'fail-uitwisseling'
        ? ports
        : withOpslag(ports, { get: async (key) => (isManifest(key) ? undefined : ports.opslag.get(key)) }),
  },
  {
    name: 'mislukt-zonder-vervolg',
    fout: 'na een mislukte uitwisseling wordt het tijdvak niet opnieuw gepland',
    laatstGezien: 169,
    between: () => (ports, functionName) =>
      functionName !== 'fail-uitwisseling'
        ? ports
        : { ...ports, agenda: bound(ports.agenda, { plan: async () => undefined }) },
  },
  {
    name: 'nooit-een-naloop',
    fout: 'niemand loopt na wat er verloren ging',
    between: () => (ports) => ports,
    withoutNaloop: true,
  },
  ...MUTANTS_BEVESTIGEN,
  ...MUTANTS_KOMEN_EN_GAAN,
  ...MUTANTS_TIJDVAKKEN,
  ...MUTANTS_WEER,
  ...MUTANTS_INGREPEN,
];

const nameOf = ({ uitwisselingId, deel }: DeelBericht): string => `${uitwisselingId}/${deel}`;

function lapsed({
  uitwisselingId,
  koppelingId,
  tijdvakId,
  datasetVersie,
  versie,
  gepland,
  deadline,
}: Uitwisseling): Uitwisseling {
  const basis = { uitwisselingId, koppelingId, tijdvakId, datasetVersie, versie, gepland, deadline };
  return { ...basis, status: 'vervallen', code: 'mutant' };
}
