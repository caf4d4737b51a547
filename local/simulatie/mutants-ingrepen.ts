import type { Aanmelding } from '../../core/domain/aanmelding.ts';
import { bound, type Mutant, only, withRegistratie } from './mutant.ts';
import type { Ports } from './ports.ts';

const nothing = async (): Promise<void> => undefined;

/** The aanmelding is read as this makes of it. */
const readingAs = (ports: Ports, change: (found: Aanmelding) => Aanmelding): Ports =>
  withRegistratie(ports, {
    async findAanmelding(id) {
      const found = await ports.registratie.findAanmelding(id);
      return found && change(found);
    },
  });

/** Faults in what a.s.r. does to koppelingen. */
export const MUTANTS_INGREPEN: readonly Mutant[] = [
  {
    name: 'beeindigt-zonder-bedenktijd',
    fout: 'wat a.s.r. per vandaag beëindigt wordt niet eerst een dag bewaard',
    laatstGezien: 27,
    between: only(['beeindig-koppeling'], (ports) =>
      withRegistratie(ports, {
        async replaceAanmelding(next, regel) {
          if (next.status !== 'gerealiseerd' || next.afmelding === undefined)
            return ports.registratie.replaceAanmelding(next, regel);
          const { bedenktijd: _none, ...afmelding } = next.afmelding;
          return ports.registratie.replaceAanmelding({ ...next, afmelding }, regel);
        },
      }),
    ),
  },
  {
    name: 'beeindigt-op-papier',
    fout: 'a.s.r. leest dat de koppeling eindigt, en zij gaat door',
    laatstGezien: 20,
    between: only(['beeindig-koppeling'], (ports) =>
      withRegistratie(ports, { replaceAanmelding: async () => 'opgeslagen' }),
    ),
  },
  {
    name: 'verzwijgt-wie-beeindigde',
    fout: 'het kantoor leest niet waarom a.s.r. de koppeling beëindigt',
    laatstGezien: 20,
    between: only(['beeindig'], (ports) =>
      readingAs(ports, (found) => {
        if (found.status !== 'gerealiseerd' || found.afmelding === undefined) return found;
        const { doorAsr: _none, ...afmelding } = found.afmelding;
        return { ...found, afmelding };
      }),
    ),
  },
  {
    name: 'levert-na-de-laatste-dag',
    fout: 'een koppeling die eindigt wordt ook na haar laatste dag uitgewisseld',
    laatstGezien: 734,
    between: only(['start-uitwisseling', 'controleer-run', 'rond-af', 'loop-na'], (ports) =>
      readingAs({ ...ports, agenda: bound(ports.agenda, { cancel: nothing }) }, (found) =>
        found.status === 'gerealiseerd' ? { ...found, afmelding: undefined } : found,
      ),
    ),
  },
  {
    name: 'draait-terug-op-papier',
    fout: 'a.s.r. leest dat de beëindiging is teruggedraaid, en de koppeling eindigt toch',
    between: only(['trek-beeindiging-in'], (ports) =>
      withRegistratie(ports, { replaceTogether: async () => 'opgeslagen' }),
    ),
  },
  {
    name: 'plant-niets-na-terugdraaien',
    fout: 'een koppeling die toch doorgaat krijgt haar volgende uitwisseling niet terug in de agenda',
    laatstGezien: 99,
    between: only(['trek-beeindiging-in'], (ports) => ({
      ...ports,
      agenda: bound(ports.agenda, { plan: nothing }),
    })),
  },
];
