import { isDeepStrictEqual } from 'node:util';
import { Aanmelding, isLive, mustHoldClaim, sindsOf } from '../../core/aanmelding/aanmelding.ts';
import { numbersInOne } from '../../core/aanmelding/werkgevernummers.ts';
import type { WriteOutcome } from '../../core/assert-stored.ts';
import { AuditRegel, type AuditSchakel, schakelOf } from '../../core/audit/audit.ts';
import { Defect } from '../../core/errors.ts';
import { Idempotentie } from '../../core/invoer/idempotentie.ts';
import type { GewisteKoppeling, Koppeling } from '../../core/koppeling/koppeling.ts';
import { inTijdvakOrder, isOpen, Uitwisseling } from '../../core/uitwisseling/uitwisseling.ts';
import type { Verzoeken } from '../../core/verzoek/ports/verzoeken.ts';
import { sha256 } from '../node/sha256.ts';
import type { Registratie } from '../registratie.ts';
import { frozen, keptAs } from './kept.ts';
import { createMemoryAanvragen } from './registratie-aanvragen.ts';
import { listVanBedrijf } from './registratie-bedrijven.ts';
import { createMemoryBerichten } from './registratie-berichten.ts';
import { MemoryClaims } from './registratie-claims.ts';
import { createMemoryDelen } from './registratie-delen.ts';
import { createMemoryKoppelingen } from './registratie-koppelingen.ts';
import { createMemoryVerzoeken } from './registratie-verzoeken.ts';

/** The claim of an aanmelding that could hold one; of what was erased nobody can tell any more. */
const claimOf = (aanmelding: Aanmelding): string =>
  aanmelding.status === 'afgemeld' ? '' : numbersInOne(aanmelding.gegevens.werkgever);

function judge<T extends { readonly versie: number }>(stored: T | undefined, next: T): WriteOutcome | 'volgende' {
  if (stored?.versie === next.versie - 1) return 'volgende';
  return stored !== undefined && isDeepStrictEqual(stored, next) ? 'opgeslagen' : 'verouderd';
}

export interface MemoryRegistratieOptions {
  /** What is stored of a value, when it is not ours that wrote it (`keptAs`). */
  readonly opgeslagen?: (value: unknown) => unknown;
  /** How the index of aanmeldingen lags and pages; without it it is at one with the table, and a page is as large as was asked. */
  readonly index?: { readonly nuMs: () => number; readonly traagheidMs: number; readonly pagina: number } | undefined;
  /** Others than its own. */
  readonly claims?: MemoryClaims | undefined;
}

/** An item as it is stored: of which kind, and what it says. */
export interface Bewaard {
  readonly soort:
    | 'aanmelding'
    | 'claim'
    | 'idempotentie'
    | 'koppeling'
    | 'account'
    | 'uitwisseling'
    | 'deel'
    | 'bericht'
    | 'verzoek'
    | 'aanvraag'
    | 'kantoor'
    | 'kantoortoegang'
    | 'postteller'
    | 'audit';
  readonly waarde: unknown;
}

export interface MemoryRegistratie extends Registratie, Verzoeken {
  /** Everything that is stored, for a test to look at; what the table removes by itself after a time is there still. */
  inhoud(): readonly Bewaard[];
}

/** The registry in Maps, with the conditions of the table. Nothing waits inside a method, so each is a transaction. */
export function createMemoryRegistratie({
  opgeslagen,
  index,
  claims = new MemoryClaims(),
}: MemoryRegistratieOptions = {}): MemoryRegistratie {
  const kept = keptAs(opgeslagen);
  const aanmeldingen = new Map<string, Aanmelding>();
  /** What the index shows until then in the place of what was written last. */
  const verouderd = new Map<string, { readonly totMs: number; readonly aanmelding: Aanmelding | undefined }>();
  const idempotenties = new Map<string, Idempotentie>();
  const koppelingen = new Map<string, Koppeling | GewisteKoppeling>();
  const uitwisselingen = new Map<string, Uitwisseling>();
  const audit: AuditSchakel[] = [];

  function note(regel: AuditRegel): void {
    const laatste = audit.findLast(({ aanmeldingId }) => aanmeldingId === regel.aanmeldingId);
    audit.push(frozen(schakelOf(kept(AuditRegel, regel), laatste, sha256)));
  }

  function judgeAanmelding(next: Aanmelding): WriteOutcome | 'volgende' {
    const stored = aanmeldingen.get(next.aanmeldingId);
    const judgement = judge(stored, next);
    if (stored === undefined || judgement !== 'volgende') return judgement;
    if (!isLive(stored.status) && !isLive(next.status)) return judgement;
    const isSame = isLive(stored.status) && claimOf(stored) === claimOf(next);
    const mayLack = !mustHoldClaim(next.status);
    if (isSame && (mayLack || claims.holds(claimOf(next), next.aanmeldingId))) return judgement;
    throw new Defect({
      code: 'registratie.claim-onveranderlijk',
      message: 'an aanmelding cannot change its claim or go on without',
    });
  }

  /** Of one whose controle passed: whether it holds the claim is asked apart. */
  function judgePassing(next: Aanmelding): WriteOutcome | 'volgende' {
    const stored = aanmeldingen.get(next.aanmeldingId);
    const judgement = judge(stored, next);
    if (stored === undefined || judgement !== 'volgende') return judgement;
    if (isLive(stored.status) && claimOf(stored) === claimOf(next)) return judgement;
    throw new Defect({ code: 'registratie.claim-onveranderlijk', message: 'an aanmelding cannot change its claim' });
  }

  function put(next: Aanmelding): void {
    const id = next.aanmeldingId;
    if (index !== undefined) {
      verouderd.set(id, { totMs: index.nuMs() + index.traagheidMs, aanmelding: aanmeldingen.get(id) });
    }
    aanmeldingen.set(id, next);
  }

  /** As the index shows them. */
  function geindexeerd(): Aanmelding[] {
    if (index === undefined) return [...aanmeldingen.values()];
    const nuMs = index.nuMs();
    return [...aanmeldingen.values()].flatMap((aanmelding) => {
      const oud = verouderd.get(aanmelding.aanmeldingId);
      const shown = oud !== undefined && nuMs < oud.totMs ? oud.aanmelding : aanmelding;
      return shown === undefined ? [] : [shown];
    });
  }

  function keepAanmelding(next: Aanmelding): void {
    put(next);
    if (!isLive(next.status)) claims.release(claimOf(next), next.aanmeldingId);
  }

  const koppelingregister = createMemoryKoppelingen({
    kept,
    koppelingen,
    note,
    judge,
    judgeAanmelding,
    keepAanmelding,
    fixClaim: (next) => claims.fix(claimOf(next), next.aanmeldingId),
  });
  const delen = createMemoryDelen({
    ...{ kept, uitwisselingen, note },
    judge: (next) => judge(uitwisselingen.get(next.uitwisselingId), next),
  });
  const berichten = createMemoryBerichten();
  const verzoeken = createMemoryVerzoeken({ kept, note, judge });
  const aanvragen = createMemoryAanvragen({
    ...{ kept, aanmeldingen, put, geindexeerd, note, judge },
    claim: (aanmelding) => {
      if (claims.find(claimOf(aanmelding))?.vast === true) return false;
      claims.register(claimOf(aanmelding), aanmelding.aanmeldingId);
      return true;
    },
    forget: (id) => {
      audit.splice(0, audit.length, ...audit.filter(({ aanmeldingId }) => aanmeldingId !== id));
      berichten.forget(id);
    },
  });
  const all = (soort: Bewaard['soort'], values: Iterable<unknown>): Bewaard[] =>
    [...values].map((waarde) => ({ soort, waarde }));

  return {
    inhoud: () => [
      ...all('aanmelding', aanmeldingen.values()),
      ...all('claim', claims.all()),
      ...all('idempotentie', idempotenties.values()),
      ...all('koppeling', koppelingen.values()),
      ...all('account', koppelingregister.accounts()),
      ...all('uitwisseling', uitwisselingen.values()),
      ...all('deel', delen.delen()),
      ...all('bericht', berichten.standen()),
      ...all('verzoek', verzoeken.verzoeken()),
      ...all('aanvraag', aanvragen.aanvragen()),
      ...all('kantoor', aanvragen.kantoren()),
      ...all('kantoortoegang', aanvragen.toegangen()),
      ...all('postteller', aanvragen.tellers()),
      ...all('audit', audit),
    ],

    async registerAanmelding(aanmelding, regel) {
      if (aanmeldingen.has(aanmelding.aanmeldingId)) return 'opgeslagen';
      if (claims.find(claimOf(aanmelding))?.vast === true) return 'bezet';
      claims.register(claimOf(aanmelding), aanmelding.aanmeldingId);
      put(kept(Aanmelding, aanmelding));
      note(regel);
      return 'opgeslagen';
    },
    async findAanmelding(id) {
      return aanmeldingen.get(id);
    },
    async isBezet(werkgever) {
      return claims.find(numbersInOne(werkgever))?.vast === true;
    },
    async findClaim(werkgever) {
      return claims.find(numbersInOne(werkgever));
    },
    async passAanmelding(aanmelding, regel) {
      const next = kept(Aanmelding, aanmelding);
      const judgement = judgePassing(next);
      if (judgement !== 'volgende') return judgement;
      if (!claims.isFor(claimOf(next), next.aanmeldingId)) return 'bezet';
      claims.fix(claimOf(next), next.aanmeldingId);
      put(next);
      note(regel);
      return 'opgeslagen';
    },
    async overtakeAanmelding(aanmelding, wijkt, regels) {
      const [next, other] = [kept(Aanmelding, aanmelding), kept(Aanmelding, wijkt)];
      const judgement = judgePassing(next);
      if (judgement !== 'volgende') return judgement;
      const claim = claims.find(claimOf(next));
      const isWeaklyHeld = claim?.vast === false && claim.aanmeldingId === other.aanmeldingId;
      if (!isWeaklyHeld || judge(aanmeldingen.get(other.aanmeldingId), other) !== 'volgende') return 'verouderd';
      claims.fix(claimOf(next), next.aanmeldingId);
      put(next);
      put(other);
      note(regels.eigen);
      note(regels.wijkt);
      return 'opgeslagen';
    },
    listVanBedrijf: async (bedrijf) => listVanBedrijf(aanmeldingen.values(), bedrijf),
    async replaceAanmelding(aanmelding, regel) {
      const next = kept(Aanmelding, aanmelding);
      const judgement = judgeAanmelding(next);
      if (judgement !== 'volgende') return judgement;
      keepAanmelding(next);
      note(regel);
      return 'opgeslagen';
    },

    async listAanmeldingen({ status, aantal, na }) {
      const places = geindexeerd()
        .filter((aanmelding) => aanmelding.status === status)
        .map((aanmelding) => ({ aanmelding, plaats: `${sindsOf(aanmelding)}|${aanmelding.aanmeldingId}` }))
        .sort((a, b) => (a.plaats < b.plaats ? -1 : 1));
      const after =
        na === undefined ? places : places.filter(({ plaats }) => plaats > `${na.sinds}|${na.aanmeldingId}`);
      const size = Math.min(aantal, index?.pagina ?? aantal);
      const page = after.slice(0, size).map(({ aanmelding }) => aanmelding);
      return { aanmeldingen: page, meer: after.length > size };
    },

    async claimIdempotentie(idempotentie, nu) {
      const stored = idempotenties.get(idempotentie.sleutel);
      if (stored !== undefined && stored.verlooptOp > nu) return { ...stored };
      idempotenties.set(idempotentie.sleutel, kept(Idempotentie, idempotentie));
      return idempotentie;
    },
    async markIdempotentieBezet({ sleutel, zout }) {
      const stored = idempotenties.get(sleutel);
      if (stored?.zout === zout) idempotenties.set(sleutel, { ...stored, uitkomst: 'bezet' });
    },

    async eraseAanmelding(aanmelding, werkgever, regel) {
      const next = kept(Aanmelding, aanmelding);
      const stored = aanmeldingen.get(next.aanmeldingId);
      const judgement = judge(stored, next);
      if (stored === undefined || judgement !== 'volgende') return judgement === 'volgende' ? 'verouderd' : judgement;
      const claim = werkgever === undefined ? undefined : numbersInOne(werkgever);
      if (isLive(stored.status) ? claimOf(stored) !== claim : claim !== undefined) {
        throw new Defect({ code: 'registratie.claim-van-een-ander', message: 'the claim is not of this aanmelding' });
      }
      put(next);
      if (claim !== undefined) claims.release(claim, next.aanmeldingId);
      note(regel);
      return 'opgeslagen';
    },

    ...koppelingregister.methods,

    async ensureUitwisseling(uitwisseling, regel) {
      const stored = uitwisselingen.get(uitwisseling.uitwisselingId);
      if (stored !== undefined) return stored;
      uitwisselingen.set(uitwisseling.uitwisselingId, kept(Uitwisseling, uitwisseling));
      note(regel);
      return uitwisseling;
    },
    async findUitwisseling(id) {
      return uitwisselingen.get(id);
    },
    async listUitwisselingen(koppelingId, vanaf = 0) {
      const own = [...uitwisselingen.values()].filter((one) => one.koppelingId === koppelingId);
      return own.filter((one) => Number(one.tijdvakId.slice(0, 4)) >= vanaf || isOpen(one)).sort(inTijdvakOrder);
    },
    async replaceUitwisseling(uitwisseling, regel) {
      const next = kept(Uitwisseling, uitwisseling);
      const judgement = judge(uitwisselingen.get(next.uitwisselingId), next);
      if (judgement !== 'volgende') return judgement;
      uitwisselingen.set(next.uitwisselingId, next);
      note(regel);
      return 'opgeslagen';
    },
    ...delen.methods,

    ...verzoeken.methods,
    ...aanvragen.methods,
    ...berichten.methods,

    noteRegel: async (regel) => note(regel),
    async listAudit(id, laatste) {
      const all = audit.filter((regel) => regel.aanmeldingId === id);
      return laatste === undefined ? all : all.slice(-laatste);
    },
  };
}
