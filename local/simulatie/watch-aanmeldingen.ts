import { type Aanmelding, type AanmeldingId, isLive } from '../../core/domain/aanmelding.ts';
import type { BerichtSoort } from '../../core/domain/bericht.ts';
import type { Koppeling } from '../../core/domain/koppeling.ts';
import { numbersInOne } from '../../core/domain/werkgevernummers.ts';
import type { Kluis } from '../../core/ports/kluis.ts';
import type { BerichtSleutel, Registratie } from '../../core/ports/registratie.ts';
import type { Ports } from './ports.ts';

export interface AanmeldwachtParts {
  readonly violate: (code: string, what: string) => void;
  /** An aanmelding was stored, whether or not its office heard of it. */
  readonly registered: (aanmeldingId: AanmeldingId) => void;
  readonly realised: (koppeling: Koppeling) => void;
  /** Whether a login lies in the kluis as the candidate of the aanmelding. */
  readonly hasCandidate: (aanmeldingId: AanmeldingId) => boolean;
}

type Status = Aanmelding['status'];
type Guarded = Pick<Registratie, 'registerAanmelding' | 'replaceAanmelding' | 'registerKoppeling'>;

/** What each state may become; staying what it is may each. */
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  ontvangen: ['wordt-gecontroleerd', 'herstel-nodig', 'wordt-afgemeld'],
  'wordt-gecontroleerd': ['herstel-nodig', 'wacht-op-akkoord', 'wordt-afgemeld'],
  'herstel-nodig': ['wordt-gecontroleerd', 'vervallen', 'wordt-afgemeld'],
  'wacht-op-akkoord': ['goedgekeurd', 'afgewezen', 'wordt-gecontroleerd', 'vervallen', 'wordt-afgemeld'],
  goedgekeurd: ['herstel-nodig', 'wordt-afgemeld'],
  gerealiseerd: ['wordt-afgemeld'],
  afgewezen: [],
  vervallen: [],
  'wordt-afgemeld': [],
  afgemeld: [],
};

/** Looks at every write about an aanmelding as it comes about. */
export function watchAanmeldingen({ registratie }: Ports, parts: AanmeldwachtParts): Guarded {
  const holders = new Map<string, AanmeldingId[]>();
  const coupled: Koppeling[] = [];
  return {
    async registerAanmelding(aanmelding, regel) {
      const { aanmeldingId, gegevens } = aanmelding;
      const outcome = await registratie.registerAanmelding(aanmelding, regel);
      if (outcome === 'bezet') return outcome;
      parts.registered(aanmeldingId);
      const claim = numbersInOne(gegevens.werkgever);
      const others = (holders.get(claim) ?? []).filter((one) => one !== aanmeldingId);
      holders.set(claim, [...others, aanmeldingId]);
      for (const other of others) {
        const found = await registratie.findAanmelding(other);
        if (found !== undefined && isLive(found.status)) parts.violate('claim-twice', `${aanmeldingId} and ${other}`);
      }
      return outcome;
    },
    async replaceAanmelding(next, regel) {
      const stored = await registratie.findAanmelding(next.aanmeldingId);
      const outcome = await registratie.replaceAanmelding(next, regel);
      if (outcome !== 'opgeslagen' || stored === undefined || stored.versie === next.versie) return outcome;
      if (stored.status !== next.status && !NEXT[stored.status].includes(next.status))
        parts.violate('write-lost', `${next.aanmeldingId} from ${stored.status} to ${next.status}`);
      return outcome;
    },
    async registerKoppeling(koppeling, aanmelding, regel) {
      const known = await registratie.findKoppeling(koppeling.koppelingId);
      const outcome = await registratie.registerKoppeling(koppeling, aanmelding, regel);
      if (outcome !== 'opgeslagen' || known !== undefined) return outcome;
      for (const { koppelingId } of coupled.filter(({ nmbrs }) => nmbrs.bedrijfId === koppeling.nmbrs.bedrijfId)) {
        const other = await registratie.findKoppeling(koppelingId);
        const isLive = other?.status !== 'gestopt' && other?.status !== 'gewist';
        if (isLive) parts.violate('coupled-twice', `${koppeling.koppelingId} and ${koppelingId}`);
      }
      coupled.push(koppeling);
      parts.realised(koppeling);
      return outcome;
    },
  };
}

/** Of these an office hears once its aanmelding is over, or a koppeling: it has no login of its own then. */
const OVER: readonly string[] = ['gerealiseerd', 'afgewezen', 'vervallen', 'afgemeld'] satisfies BerichtSoort[];

/** What an office is told must be so. */
export function judgeBericht(
  { soort, onderwerp }: BerichtSleutel,
  { violate, hasCandidate }: Pick<AanmeldwachtParts, 'violate' | 'hasCandidate'>,
): void {
  if (OVER.includes(soort) && hasCandidate(onderwerp))
    violate('candidate-left', `${onderwerp} hears that it is ${soort}`);
}

/** Of whom the login is a candidate still. */
const UNREALISED: readonly Status[] = [
  ...['ontvangen', 'wordt-gecontroleerd', 'herstel-nodig', 'wacht-op-akkoord', 'goedgekeurd'],
] as const satisfies readonly Status[];

/** No login is erased that somebody needs. */
export function watchKluis({ kluis, registratie }: Ports, { violate }: Pick<AanmeldwachtParts, 'violate'>): Kluis {
  return {
    ...kluis,
    async eraseCandidate(aanmeldingId) {
      const found = await registratie.findAanmelding(aanmeldingId);
      if (found !== undefined && UNREALISED.includes(found.status))
        violate('candidate-lost', `${aanmeldingId} is ${found.status}`);
      await kluis.eraseCandidate(aanmeldingId);
    },
    async eraseAccount(ref) {
      const [user] = await registratie.listKoppelingenVan(ref);
      if (user !== undefined) violate('login-lost', `${user.koppelingId} is exchanged with it`);
      await kluis.eraseAccount(ref);
    },
  };
}
