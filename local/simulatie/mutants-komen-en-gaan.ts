import { MemoryClaims } from '../../adapters/memory/registratie-claims.ts';
import { Raamwerkcontractnummer } from '../../core/aanmelding/aanmeldgegevens.ts';
import type { OntvangenAanmelding } from '../../core/aanmelding/aanmelding.ts';
import type { Kluis } from '../../core/nmbrs/ports/kluis.ts';
import { bound, type Mutant, only, withOpslag, withRegistratie } from './mutant.ts';
import type { Ports } from './ports.ts';

const withKluis = (ports: Ports, over: Partial<Kluis>): Ports => ({ ...ports, kluis: bound(ports.kluis, over) });
class Ongetoetst extends MemoryClaims {
  override isFor(): boolean {
    return true;
  }
}
const nothing = async (): Promise<void> => undefined;

const SIGNING_UP = ['submit-aanmelding', 'submit-bulk'];

/** The same werkgever under another contract. */
function underOther(aanmelding: OntvangenAanmelding): OntvangenAanmelding {
  const { gegevens } = aanmelding;
  const raamwerkcontractnummer = Raamwerkcontractnummer.parse(`DUBBEL-${gegevens.werkgever.bedrijfsnaam}`);
  return { ...aanmelding, gegevens: { ...gegevens, werkgever: { ...gegevens.werkgever, raamwerkcontractnummer } } };
}

/** Faults in how a werkgever comes and goes. */
export const MUTANTS_KOMEN_EN_GAAN: readonly Mutant[] = [
  {
    name: 'zegt-ja-tegen-bezet',
    fout: 'een aanmelding die er niet bij kan wordt als ontvangen beantwoord',
    between: only([...SIGNING_UP, 'confirm-aanvraag'], (ports) =>
      withRegistratie(ports, {
        isBezet: async () => false,
        async registerAanmelding(aanmelding, regel) {
          await ports.registratie.registerAanmelding(aanmelding, regel);
          return 'opgeslagen';
        },
        async takeIn(aanmelding, regel) {
          await ports.registratie.takeIn(aanmelding, regel);
          return 'opgeslagen';
        },
      }),
    ),
  },
  {
    name: 'meldt-dubbel-aan',
    fout: 'dezelfde werkgever kan twee keer worden aangemeld',
    between: only([...SIGNING_UP, 'confirm-aanvraag'], (ports) =>
      withRegistratie(ports, {
        isBezet: async () => false,
        async registerAanmelding(aanmelding, regel) {
          const outcome = await ports.registratie.registerAanmelding(aanmelding, regel);
          return outcome === 'bezet' ? ports.registratie.registerAanmelding(underOther(aanmelding), regel) : outcome;
        },
        async takeIn(aanmelding, regel) {
          const outcome = await ports.registratie.takeIn(aanmelding, regel);
          return outcome === 'bezet' ? ports.registratie.takeIn(underOther(aanmelding), regel) : outcome;
        },
      }),
    ),
  },
  {
    name: 'toetst-de-claim-niet',
    fout: 'wie door de controle komt krijgt de nummers, ook als een ander ze heeft',
    laatstGezien: 587,
    between: () => (ports) => ports,
    claims: () => new Ongetoetst(),
  },
  {
    name: 'geeft-de-claim-niet-vrij',
    fout: 'na het afmelden blijft de werkgever bezet',
    between: only(['end-koppeling'], (ports) =>
      withRegistratie(ports, {
        eraseAanmelding: (aanmelding, _werkgever, regel) =>
          ports.registratie.eraseAanmelding(aanmelding, undefined, regel),
      }),
    ),
  },
  {
    name: 'vergeet-de-kandidaat',
    fout: 'de token van een aanmelding blijft liggen als zij een koppeling is',
    between: only(['realise-koppeling'], (ports) => withKluis(ports, { eraseCandidate: nothing })),
  },
  {
    name: 'wist-niets-bij-afwijzing',
    fout: 'de token van een aanmelding blijft liggen als zij eindigt zonder koppeling',
    between: only(['confirm-aanmelding', 'sign-off-aanmelding', 'clean-up', 'settle-aanmelding'], (ports) =>
      withKluis(ports, { eraseCandidate: nothing }),
    ),
  },
  {
    name: 'nooit-een-nazorg',
    fout: 'niemand kijkt na wat een aanvraag die afbrak achterliet',
    laatstGezien: 244,
    between: only(['settle-aanmelding'], (ports) => ({
      ...withKluis(ports, { eraseCandidate: nothing, eraseAccount: nothing }),
      verloop: bound(ports.verloop, { startRealisatie: nothing, startAfmelding: nothing }),
    })),
  },
  {
    name: 'realiseert-zonder-afspraak',
    fout: 'na de realisatie staat de eerste uitwisseling niet in de agenda',
    between: only(['realise-koppeling'], (ports) => ({ ...ports, agenda: bound(ports.agenda, { plan: nothing }) })),
  },
  {
    name: 'token-voor-de-koppeling',
    fout: 'de token wordt die van het account zonder dat er een koppeling van is',
    laatstGezien: 9,
    between: only(['verify-aanmelding'], (ports) =>
      withKluis(ports, {
        async read(ref, verwachting) {
          const found = await ports.kluis.read(ref, verwachting);
          if (found !== undefined) await ports.kluis.promote(found);
          return found;
        },
      }),
    ),
  },
  {
    name: 'afmelden-houdt-vingerafdrukken',
    fout: 'na het afmelden blijven de kenmerken van de werknemers staan',
    between: only(['end-koppeling'], (ports) =>
      withOpslag(ports, {
        removeAll: async (prefix) => (prefix.startsWith('vergelijking/') ? undefined : ports.opslag.removeAll(prefix)),
      }),
    ),
  },
  {
    name: 'afmelden-houdt-delen',
    fout: 'na het afmelden staat er nog wie in welk deel zat',
    between: only(['end-koppeling'], (ports) => withRegistratie(ports, { eraseDelen: nothing })),
  },
  {
    name: 'afmelden-houdt-gegevens',
    fout: 'het afmelden zegt dat de gegevens gewist zijn, en zij staan er nog',
    between: only(['end-koppeling'], (ports) => withRegistratie(ports, { eraseAanmelding: async () => 'opgeslagen' })),
  },
  {
    name: 'afmelden-wacht-niet',
    fout: 'de laatste tijdvakken worden na het afmelden niet meer uitgewisseld',
    between: only(['end-koppeling'], (ports) =>
      withRegistratie(ports, {
        async findAanmelding(id) {
          const found = await ports.registratie.findAanmelding(id);
          if (found?.status !== 'gerealiseerd' || found.afmelding === undefined) return found;
          return { ...found, afmelding: { ...found.afmelding, direct: true } };
        },
      }),
    ),
  },
  {
    name: 'afmelden-zonder-bewijs',
    fout: 'het kantoor hoort niet dat er gewist is',
    between: only(['end-koppeling'], (ports) => ({ ...ports, post: { send: nothing } })),
  },
  {
    name: 'wist-de-login-van-anderen',
    fout: 'wie weggaat neemt de login mee waarmee anderen nog worden uitgewisseld',
    between: only(['end-koppeling', 'replace-token'], (ports) =>
      withRegistratie(ports, { listKoppelingenVan: async () => [] }),
    ),
  },
  {
    name: 'houdt-de-oude-login',
    fout: 'de login van voor de overgang naar een andere blijft liggen',
    between: only(['replace-token', 'settle-aanmelding', 'end-koppeling'], (ports) =>
      withKluis(ports, {
        eraseAccount: nothing,
      }),
    ),
  },
];
