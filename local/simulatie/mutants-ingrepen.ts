import type { Aanmelding } from '../../core/aanmelding/aanmelding.ts';
import { bound, type Mutant, only, withRegistratie } from './mutant.ts';
import { ANDERE_LOGIN } from './office.ts';
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

/** What a request stores about an aanmelding is made otherwise, also where its koppeling is written along. */
const storingAs = (
  ports: Ports,
  change: (next: Aanmelding, stored: Aanmelding | undefined) => Promise<Aanmelding> | Aanmelding,
): Ports => {
  const changed = async <T extends Aanmelding>(next: T): Promise<T> => {
    const stored = await ports.registratie.findAanmelding(next.aanmeldingId);
    return { ...next, ...(await change(next, stored)) };
  };
  return withRegistratie(ports, {
    replaceAanmelding: async (next, regel) => ports.registratie.replaceAanmelding(await changed(next), regel),
    replaceTogether: async (koppeling, next, regel) =>
      ports.registratie.replaceTogether(koppeling, await changed(next), regel),
  });
};

/** Faults in what a.s.r. does to koppelingen, and in how an office comes in. */
export const MUTANTS_INGREPEN: readonly Mutant[] = [
  {
    name: 'beeindigt-zonder-bedenktijd',
    fout: 'wat a.s.r. per vandaag beëindigt wordt niet eerst een dag bewaard',
    laatstGezien: 34,
    between: only(['sign-off-koppeling'], (ports) =>
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
    laatstGezien: 15,
    between: only(['sign-off-koppeling'], (ports) =>
      withRegistratie(ports, { replaceAanmelding: async () => 'opgeslagen' }),
    ),
  },
  {
    name: 'verzwijgt-wie-beeindigde',
    fout: 'het kantoor leest niet waarom a.s.r. de koppeling beëindigt',
    laatstGezien: 15,
    between: only(['end-koppeling'], (ports) =>
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
    between: only(['start-uitwisseling', 'check-run', 'complete-uitwisseling', 'reconcile-koppelingen'], (ports) =>
      readingAs({ ...ports, agenda: bound(ports.agenda, { cancel: nothing }) }, (found) =>
        found.status === 'gerealiseerd' ? { ...found, afmelding: undefined } : found,
      ),
    ),
  },
  {
    name: 'draait-terug-op-papier',
    fout: 'a.s.r. leest dat de beëindiging is teruggedraaid, en de koppeling eindigt toch',
    laatstGezien: 22,
    between: only(['withdraw-beeindiging'], (ports) =>
      withRegistratie(ports, { replaceTogether: async () => 'opgeslagen' }),
    ),
  },
  {
    name: 'plant-niets-na-terugdraaien',
    fout: 'een koppeling die toch doorgaat krijgt haar volgende uitwisseling niet terug in de agenda',
    laatstGezien: 99,
    between: only(['withdraw-beeindiging'], (ports) => ({
      ...ports,
      agenda: bound(ports.agenda, { plan: nothing }),
    })),
  },
  {
    name: 'oude-toegang-blijft',
    fout: 'na een nieuwe toegangscode van a.s.r. opent de oude nog steeds',
    laatstGezien: 281,
    between: only(['reissue-access'], (ports) =>
      storingAs(ports, (next, stored) => ({
        ...next,
        ...(stored === undefined ? {} : { capabilityHash: stored.capabilityHash }),
        toegangVanaf: undefined,
      })),
    ),
  },
  {
    name: 'nieuwe-code-opent-niets',
    fout: 'de toegangscode die a.s.r. laat mailen opent niets',
    laatstGezien: 10,
    between: only(['reissue-access'], (ports) =>
      withRegistratie(ports, { claimBericht: (sleutel, nu) => ports.registratie.claimBericht(sleutel, nu) }),
    ),
  },
  {
    name: 'herstel-sluit-niemand-buiten',
    fout: 'wat naar het andere adres is gemaild opent nog als het vorige is teruggezet',
    laatstGezien: 52,
    between: only(['restore-adres'], (ports) => storingAs(ports, (next) => ({ ...next, toegangVanaf: undefined }))),
  },
  {
    name: 'koppeling-houdt-het-andere-adres',
    fout: 'e-mails over uitwisselingen gaan naar een adres dat is teruggezet',
    laatstGezien: 12,
    between: only(['restore-adres'], (ports) =>
      withRegistratie(ports, {
        async replaceTogether(koppeling, next, regel) {
          const stored = await ports.registratie.findKoppeling(koppeling.koppelingId);
          const kept = stored === undefined || stored.status === 'gewist' ? koppeling : stored;
          const { salarisverwerker } = kept;
          return ports.registratie.replaceTogether({ ...koppeling, salarisverwerker }, next, regel);
        },
      }),
    ),
  },
  {
    name: 'mailt-de-stand-niet',
    fout: 'a.s.r. leest dat de stand van zaken is gemaild, en dat is niet zo',
    laatstGezien: 3,
    between: only(['mail-stand'], (ports) => ({ ...ports, post: { send: nothing } })),
  },
  {
    name: 'mailt-een-andere-stand',
    fout: 'de gemailde stand van zaken is niet die van de koppeling',
    laatstGezien: 3,
    between: only(['mail-stand'], (ports) => withRegistratie(ports, { findKoppeling: async () => undefined })),
  },
  {
    name: 'wist-op-papier',
    fout: 'a.s.r. leest dat een aanmelding gewist is, en zij staat er nog',
    laatstGezien: 1,
    between: only(['erase-aanmelding'], (ports) =>
      withRegistratie(ports, { eraseAanmelding: async () => 'opgeslagen' }),
    ),
  },
  {
    name: 'noemt-wie-gewist-is',
    fout: 'het auditspoor van een gewiste aanmelding noemt de werkgever',
    laatstGezien: 1,
    between: only(['erase-aanmelding'], (ports) =>
      withRegistratie(ports, {
        eraseAanmelding: (aanmelding, werkgever, regel) =>
          ports.registratie.eraseAanmelding(aanmelding, werkgever, { ...regel, waarom: 'Werkgever 1 vroeg het' }),
      }),
    ),
  },
  {
    name: 'wijzigt-alleen-de-aanmelding',
    fout: 'wat a.s.r. van een koppeling wijzigt staat in de aanmelding, en in geen levering',
    laatstGezien: 22,
    between: only(['change-koppeling'], (ports) =>
      withRegistratie(ports, {
        async replaceTogether(koppeling, next, regel) {
          const stored = await ports.registratie.findKoppeling(koppeling.koppelingId);
          const kept = stored === undefined || stored.status === 'gewist' ? koppeling : stored;
          return ports.registratie.replaceTogether({ ...kept, versie: koppeling.versie }, next, regel);
        },
      }),
    ),
  },
  {
    name: 'levert-een-13e-maand-van-niemand',
    fout: 'een levering noemt een 13e maand die niemand heeft opgegeven',
    laatstGezien: 1,
    between: only(['assemble-gegevensset'], (ports) =>
      withRegistratie(ports, {
        async findKoppeling(id) {
          const found = await ports.registratie.findKoppeling(id);
          return found === undefined || found.status === 'gewist' ? found : { ...found, dertiendeMaand: true };
        },
      }),
    ),
  },
  {
    name: 'deelt-een-andere-login',
    fout: 'een werkgever erbij krijgt een andere login dan die waarmee hij is aangemeld',
    laatstGezien: 202,
    between: only(['add-werkgever'], (ports) => ({
      ...ports,
      kluis: bound(ports.kluis, {
        storeCandidate: (id) => ports.kluis.storeCandidate(id, ANDERE_LOGIN),
      }),
    })),
  },
  {
    name: 'verzwijgt-wiens-login',
    fout: 'van een werkgever erbij zegt het auditspoor niet wiens login het was',
    laatstGezien: 29,
    between: only(['add-werkgever'], (ports) =>
      withRegistratie(ports, {
        registerAanmelding: (next, { waarom: _none, ...regel }) => ports.registratie.registerAanmelding(next, regel),
      }),
    ),
  },
];
