import { Defect, Transient } from '../../core/errors.ts';
import { epochMs } from '../../core/kalender/tijd.ts';
import type { GewisteKoppeling, Koppeling } from '../../core/koppeling/koppeling.ts';
import type { Uitwisseling } from '../../core/uitwisseling/uitwisseling.ts';
import { bound, type Mutant, only, withOpslag, withRegistratie } from './mutant.ts';

/** Faults in how the stores are dealt with where they lag, collide, page, or hold what a newer version wrote. */
export const MUTANTS_WEER: readonly Mutant[] = [
  {
    name: 'kijkt-een-keer-in-de-kluis',
    fout: 'wat net in de kluis is gelegd en nog niet te zien is geldt als weg',
    between: () => (ports) => ({
      ...ports,
      kluis: bound(ports.kluis, { read: (ref) => ports.kluis.read(ref) }),
    }),
  },
  {
    name: 'wist-alleen-wat-te-lezen-is',
    fout: 'een login die iemand heeft verwijderd en nog terug te halen is blijft na het afmelden liggen',
    laatstGezien: 857,
    between: only(['end-koppeling', 'replace-token', 'settle-aanmelding'], (ports) => ({
      ...ports,
      kluis: bound(ports.kluis, {
        async eraseAccount(ref) {
          if ((await ports.kluis.read(ref)) !== undefined) await ports.kluis.eraseAccount(ref);
        },
      }),
    })),
  },
  {
    name: 'houdt-een-botsing-voor-geschreven',
    fout: 'een wijziging die met een andere botste geldt als opgeslagen',
    laatstGezien: 16,
    between: () => (ports) =>
      withRegistratie(ports, {
        replaceUitwisseling: (...input) => orWritten(ports.registratie.replaceUitwisseling(...input)),
        replaceKoppeling: (...input) => orWritten(ports.registratie.replaceKoppeling(...input)),
        replaceAanmelding: (...input) => orWritten(ports.registratie.replaceAanmelding(...input)),
        storeDelen: (...input) => orWritten(ports.registratie.storeDelen(...input)),
      }),
  },
  {
    name: 'leest-alleen-de-eerste-bladzijde',
    fout: 'van een lijst die niet op één bladzijde past wordt de rest niet gezien',
    laatstGezien: 639,
    between: only(['clean-up', 'reconcile-koppelingen'], (ports) =>
      withOpslag(
        withRegistratie(ports, {
          listAanmeldingen: async (vraag) => ({ ...(await ports.registratie.listAanmeldingen(vraag)), meer: false }),
        }),
        { listPart: async (prefix, na) => ({ ...(await ports.opslag.listPart(prefix, na)), meer: false }) },
      ),
    ),
  },
  {
    name: 'leest-niet-consistent',
    fout: 'wie iets leest dat een seconde geleden is geschreven krijgt het zoals het daarvoor was',
    between: () => {
      const [uitwisselingen, koppelingen] = [
        createVorige<Uitwisseling>(),
        createVorige<Koppeling | GewisteKoppeling>(),
      ];
      return (ports) => {
        const { registratie, klok } = ports;
        const nu = () => epochMs(klok.now());
        return withRegistratie(ports, {
          async replaceUitwisseling(next, regel) {
            const stored = await registratie.findUitwisseling(next.uitwisselingId);
            const outcome = await registratie.replaceUitwisseling(next, regel);
            if (outcome === 'opgeslagen') uitwisselingen.keep(next.uitwisselingId, stored, nu());
            return outcome;
          },
          async replaceKoppeling(next, regel) {
            const stored = await registratie.findKoppeling(next.koppelingId);
            const outcome = await registratie.replaceKoppeling(next, regel);
            if (outcome === 'opgeslagen') koppelingen.keep(next.koppelingId, stored, nu());
            return outcome;
          },
          findUitwisseling: async (id) => uitwisselingen.find(id, nu()) ?? registratie.findUitwisseling(id),
          findKoppeling: async (id) => koppelingen.find(id, nu()) ?? registratie.findKoppeling(id),
        });
      };
    },
  },
  {
    name: 'weigert-wat-nieuwer-is',
    fout: 'een tussenbestand met een veld dat deze versie niet kent wordt geweigerd',
    laatstGezien: 19,
    between: () => (ports) =>
      withOpslag(ports, {
        get: async (key) => known(await ports.opslag.get(key)),
        getPart: async (...input) => known(await ports.opslag.getPart(...input)),
      }),
  },
];

const STALE_MS = 1000;

/** What items were before they were written, for as long as a read may show that. */
function createVorige<T>() {
  const vorige = new Map<string, { readonly value: T | undefined; readonly at: number }>();
  return {
    keep: (id: string, value: T | undefined, at: number): void => void vorige.set(id, { value, at }),
    find(id: string, nu: number): T | undefined {
      const found = vorige.get(id);
      return found !== undefined && nu < found.at + STALE_MS ? found.value : undefined;
    },
  };
}

async function orWritten<T>(write: Promise<T>): Promise<T | 'opgeslagen'> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Transient && error.code === 'registratie.botsing') return 'opgeslagen';
    throw error;
  }
}

function known(bytes: Uint8Array | undefined): Uint8Array | undefined {
  if (bytes === undefined || !new TextDecoder().decode(bytes).includes('"vanLater"')) return bytes;
  throw new Defect({ code: 'opslag.onbekend-veld', message: 'a field of a later version' });
}
