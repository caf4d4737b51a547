import type { Registratie } from '../../adapters/registratie.ts';
import {
  type Aanmelding,
  type AanmeldingMetGegevens,
  isLive,
  type OntvangenAanmelding,
} from '../../core/aanmelding/aanmelding.ts';
import { numbersInOne } from '../../core/aanmelding/werkgevernummers.ts';
import type { BerichtSoort } from '../../core/berichten/bericht.ts';
import type { BerichtSleutel } from '../../core/berichten/ports/berichtenboek.ts';
import type { AanmeldingId } from '../../core/ids.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import type { Kluis } from '../../core/nmbrs/ports/kluis.ts';
import type { Ports } from './ports.ts';

export interface AanmeldwachtParts {
  readonly violate: (code: string, what: string) => void;
  /** An aanmelding was stored, whether or not its office heard of it. */
  readonly registered: (aanmeldingId: AanmeldingId) => void;
  readonly realised: (koppeling: Koppeling) => void;
  /** An aanmelding ended because another one of its numbers passed first. */
  readonly overtaken: () => void;
  /** Whether a login lies in the kluis as the candidate of the aanmelding. */
  readonly hasCandidate: (aanmeldingId: AanmeldingId) => boolean;
}

type Status = Aanmelding['status'];
type Guarded = Pick<
  Registratie,
  'registerAanmelding' | 'takeIn' | 'replaceAanmelding' | 'passAanmelding' | 'overtakeAanmelding' | 'registerKoppeling'
>;

/** What each state may become; staying what it is may each. */
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  'wacht-op-bevestiging': ['ontvangen', 'ingehaald'],
  ontvangen: ['wordt-gecontroleerd', 'herstel-nodig', 'afgewezen', 'ingehaald', 'wordt-afgemeld'],
  'wordt-gecontroleerd': ['herstel-nodig', 'wacht-op-akkoord', 'afgewezen', 'ingehaald', 'wordt-afgemeld'],
  'herstel-nodig': ['wordt-gecontroleerd', 'afgewezen', 'vervallen', 'ingehaald', 'wordt-afgemeld'],
  'wacht-op-akkoord': ['goedgekeurd', 'afgewezen', 'wordt-gecontroleerd', 'vervallen', 'wordt-afgemeld'],
  goedgekeurd: ['herstel-nodig', 'afgewezen', 'wordt-afgemeld'],
  gerealiseerd: ['wordt-afgemeld'],
  afgewezen: [],
  vervallen: [],
  ingehaald: [],
  'wordt-afgemeld': [],
  afgemeld: [],
};

/** Looks at every write about an aanmelding as it comes about. */
export function watchAanmeldingen({ registratie }: Ports, parts: AanmeldwachtParts): Guarded {
  const passers = createPassers(registratie);
  const coupled: Koppeling[] = [];
  /** None is taken in where another one of its numbers has passed and lives. */
  const claimed = (aanmelding: OntvangenAanmelding, other: Aanmelding | undefined): void => {
    parts.registered(aanmelding.aanmeldingId);
    if (other !== undefined) parts.violate('claim-twice', `${aanmelding.aanmeldingId} and ${other.aanmeldingId}`);
  };
  return {
    async registerAanmelding(aanmelding, regel) {
      const known = await registratie.findAanmelding(aanmelding.aanmeldingId);
      const other = known ?? (await passers.liveOther(aanmelding));
      const outcome = await registratie.registerAanmelding(aanmelding, regel);
      if (outcome === 'bezet') return outcome;
      claimed(aanmelding, known === undefined ? other : undefined);
      return outcome;
    },
    async takeIn(next, regel) {
      const stored = await registratie.findAanmelding(next.aanmeldingId);
      const other = await passers.liveOther(next);
      const outcome = await registratie.takeIn(next, regel);
      if (outcome !== 'opgeslagen') return outcome;
      if (stored?.status === 'wacht-op-bevestiging') claimed(next, other);
      // The same write once more is none.
      else if (stored?.versie !== next.versie)
        parts.violate('taken-in-twice', `${next.aanmeldingId} is ${stored?.status}`);
      return outcome;
    },
    async passAanmelding(next, regel) {
      const outcome = await registratie.passAanmelding(next, regel);
      if (outcome !== 'opgeslagen') return outcome;
      const other = await passers.liveOther(next);
      if (other !== undefined) parts.violate('claim-twice', `${next.aanmeldingId} and ${other.aanmeldingId}`);
      passers.add(next);
      return outcome;
    },
    async overtakeAanmelding(next, wijkt, regels) {
      const outcome = await registratie.overtakeAanmelding(next, wijkt, regels);
      if (outcome !== 'opgeslagen') return outcome;
      const other = passers.has(wijkt.aanmeldingId) ? wijkt : await passers.liveOther(next);
      if (other !== undefined) parts.violate('claim-twice', `${next.aanmeldingId} and ${other.aanmeldingId}`);
      passers.add(next);
      parts.overtaken();
      return outcome;
    },
    async replaceAanmelding(next, regel) {
      const stored = await registratie.findAanmelding(next.aanmeldingId);
      const outcome = await registratie.replaceAanmelding(next, regel);
      if (outcome !== 'opgeslagen' || stored === undefined || stored.versie === next.versie) return outcome;
      if (stored.status !== next.status && !NEXT[stored.status].includes(next.status))
        parts.violate('write-lost', `${next.aanmeldingId} from ${stored.status} to ${next.status}`);
      if (next.status === 'ingehaald' && stored.status !== 'ingehaald') {
        parts.overtaken();
        if ((await passers.liveOther(next)) === undefined) parts.violate('overtaken-by-nobody', next.aanmeldingId);
      }
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

/** Whose controle passed, by their numbers. */
function createPassers(registratie: Ports['registratie']) {
  const byNumbers = new Map<string, Set<AanmeldingId>>();
  return {
    has: (aanmeldingId: AanmeldingId): boolean => [...byNumbers.values()].some((ids) => ids.has(aanmeldingId)),
    add({ aanmeldingId, gegevens }: AanmeldingMetGegevens): void {
      const numbers = numbersInOne(gegevens.werkgever);
      byNumbers.set(numbers, (byNumbers.get(numbers) ?? new Set()).add(aanmeldingId));
    },
    /** Another one of the same numbers that passed and has not ended. */
    async liveOther({ aanmeldingId, gegevens }: AanmeldingMetGegevens): Promise<Aanmelding | undefined> {
      for (const id of byNumbers.get(numbersInOne(gegevens.werkgever)) ?? []) {
        const found = id === aanmeldingId ? undefined : await registratie.findAanmelding(id);
        if (found !== undefined && isLive(found.status)) return found;
      }
      return undefined;
    },
  };
}

/** Of these an office hears once its aanmelding is over, or a koppeling: it has no login of its own then. */
const OVER: readonly string[] = [
  'gerealiseerd',
  'afgewezen',
  'vervallen',
  'ingehaald',
  'afgemeld',
] satisfies BerichtSoort[];

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
