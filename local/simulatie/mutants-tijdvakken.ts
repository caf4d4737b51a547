import { skipTijdvak } from '../../core/uitwisseling/skip-tijdvak.ts';
import { bound, type Mutant, only, withRegistratie } from './mutant.ts';

/** Faults about periods without a run, years that begin otherwise, and keys and logins that somebody lost. */
export const MUTANTS_TIJDVAKKEN: readonly Mutant[] = [
  {
    name: 'slaat-stil-over',
    fout: 'een tijdvak waarvan de run nog open is wordt vanzelf overgeslagen',
    between: only(['check-run'], (ports) =>
      withRegistratie(ports, {
        async replaceUitwisseling(next, regel) {
          const outcome = await ports.registratie.replaceUitwisseling(next, regel);
          const { koppelingId, tijdvakId, status } = next;
          if (status !== 'wacht-op-run') return outcome;
          await skipTijdvak(ports, { koppelingId, tijdvakId, beoordelaar: 'niemand', reden: 'geen run' });
          return outcome;
        },
      }),
    ),
  },
  {
    name: 'verzwijgt-overslag',
    fout: 'de levering na een overgeslagen tijdvak noemt het niet',
    laatstGezien: 25,
    between: only(['assemble-gegevensset'], (ports) =>
      withRegistratie(ports, {
        async findKoppeling(id) {
          const found = await ports.registratie.findKoppeling(id);
          return found === undefined || found.status === 'gewist' ? found : { ...found, overgeslagen: undefined };
        },
      }),
    ),
  },
  {
    name: 'houdt-de-oude-verloning',
    fout: 'na een wijziging van de verloning blijft het volgende tijdvak het oude',
    between: only(['change-verloning'], (ports) =>
      withRegistratie(ports, {
        async replaceKoppeling(next, regel) {
          const stored = await ports.registratie.findKoppeling(next.koppelingId);
          if (stored === undefined || stored.status === 'gewist' || next.status === 'gewist')
            return ports.registratie.replaceKoppeling(next, regel);
          return ports.registratie.replaceKoppeling({ ...next, volgende: stored.volgende }, regel);
        },
      }),
    ),
  },
  {
    name: 'vergelijkt-met-een-verloren-sleutel',
    fout: 'er wordt vergeleken alsof de sleutel nog dezelfde was',
    laatstGezien: 38,
    between: () => {
      let first: string | undefined;
      return (ports) => ({
        ...ports,
        kluis: bound(ports.kluis, {
          async ensureSleutel(doel, voorstel) {
            const sleutel = await ports.kluis.ensureSleutel(doel, voorstel);
            if (doel === 'vingerafdruk') first ??= sleutel;
            return doel === 'vingerafdruk' ? (first ?? sleutel) : sleutel;
          },
        }),
      });
    },
  },
  {
    name: 'vergelijkt-nooit',
    fout: 'elke levering krijgt een nieuwe sleutel, zodat er niets te vergelijken is',
    between: () => (ports) => ({
      ...ports,
      kluis: bound(ports.kluis, { ensureSleutel: async (_doel, voorstel) => `${ports.klok.now()}${voorstel}` }),
    }),
  },
  {
    name: 'legt-niets-terug',
    fout: 'een login die iemand heeft verwijderd komt niet terug met de nieuwe token',
    laatstGezien: 29,
    between: only(['replace-token'], (ports) => ({
      ...ports,
      kluis: bound(ports.kluis, {
        async promote(inloggegevens) {
          const ref = ports.kluis.accountRef(inloggegevens);
          const found = await ports.kluis.read(ref, 'verwacht');
          return found === undefined ? ref : ports.kluis.promote(inloggegevens);
        },
      }),
    })),
  },
];
