import { Aanmelding, type OntvangenAanmelding, type WachtendeAanmelding } from '../../core/aanmelding/aanmelding.ts';
import { Aanvraag } from '../../core/aanmelding/aanvraag.ts';
import type { Aanmeldregister } from '../../core/aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../../core/aanmelding/ports/aanvragen.ts';
import type { WriteOutcome } from '../../core/assert-stored.ts';
import type { AuditRegel } from '../../core/audit/audit.ts';
import type { Postteller } from '../../core/berichten/ports/berichtenboek.ts';
import { type Postgrens, vensterOf } from '../../core/berichten/postgrens.ts';
import type { AanmeldingId } from '../../core/ids.ts';
import { Kantoor, Kantoortoegang } from '../../core/toegang/kantoor.ts';
import type { Kantoorregister } from '../../core/toegang/ports/kantoorregister.ts';
import { sha256 } from '../node/sha256.ts';
import type { Kept } from './kept.ts';

export interface MemoryAanvragenParts {
  readonly kept: Kept;
  readonly aanmeldingen: Map<string, Aanmelding>;
  /** Puts it into the table, and sooner or later into the index. */
  readonly put: (aanmelding: Aanmelding) => void;
  /** As the index shows them. */
  readonly geindexeerd: () => readonly Aanmelding[];
  /** Takes the claim on its numbers; whether it was free. */
  readonly claim: (aanmelding: OntvangenAanmelding) => boolean;
  readonly note: (regel: AuditRegel) => void;
  readonly judge: <T extends { readonly versie: number }>(stored: T | undefined, next: T) => WriteOutcome | 'volgende';
  /** Takes away the trail and the mails. */
  readonly forget: (aanmeldingId: AanmeldingId) => void;
}

export interface Poststand extends Pick<Postgrens, 'wie' | 'wat'> {
  /** `2026-11-24T09` or `2026-11-24`. */
  readonly venster: string;
  readonly aantal: number;
}

export interface MemoryAanvragen {
  readonly methods: Aanvragen & Kantoorregister & Postteller & Pick<Aanmeldregister, 'listVanKantoor'>;
  aanvragen(): Iterable<Aanvraag>;
  kantoren(): readonly Kantoor[];
  toegangen(): readonly Kantoortoegang[];
  /** How many mails were counted, and of which hour or day. */
  tellers(): readonly Poststand[];
}

/** The requests that wait for a confirmation, and the addresses that were confirmed. */
export function createMemoryAanvragen(parts: MemoryAanvragenParts): MemoryAanvragen {
  const { kept, aanmeldingen, put, note, judge } = parts;
  const aanvragen = new Map<string, Aanvraag>();
  const kantoren = new Map<string, Kantoor>();
  const toegangen = new Map<string, Kantoortoegang>();
  const tellers = new Map<string, Poststand>();
  const keepToegang = (toegang: Kantoortoegang) => toegangen.set(toegang.hash, kept(Kantoortoegang, toegang));

  const methods: MemoryAanvragen['methods'] = {
    async ensureAanvraag(aanvraag) {
      const stored = aanvragen.get(aanvraag.aanvraagId);
      if (stored !== undefined) return stored;
      aanvragen.set(aanvraag.aanvraagId, kept(Aanvraag, aanvraag));
      return aanvraag;
    },
    async findAanvraag(id) {
      return aanvragen.get(id);
    },
    async replaceAanvraag(aanvraag) {
      const next = kept(Aanvraag, aanvraag);
      const judgement = judge(aanvragen.get(next.aanvraagId), next);
      if (judgement !== 'volgende') return judgement;
      aanvragen.set(next.aanvraagId, next);
      return 'opgeslagen';
    },
    async listAanvragen({ status, tot, aantal, na }) {
      const placeOf = ({ ontvangenOp, aanvraagId }: Aanvraag) => `${ontvangenOp}|${aanvraagId}`;
      return [...aanvragen.values()]
        .filter((one) => one.status === status && one.ontvangenOp <= tot)
        .filter((one) => na === undefined || placeOf(one) > placeOf(na))
        .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
        .slice(0, aantal);
    },
    async eraseAanvraag({ aanvraagId, versie }) {
      if (aanvragen.get(aanvraagId)?.versie === versie) aanvragen.delete(aanvraagId);
    },

    async registerWachtende(aanmelding: WachtendeAanmelding, regel) {
      if (aanmeldingen.has(aanmelding.aanmeldingId)) return;
      put(kept(Aanmelding, aanmelding));
      note(regel);
    },
    async takeIn(aanmelding, regel) {
      const next = kept(Aanmelding, aanmelding);
      const stored = aanmeldingen.get(aanmelding.aanmeldingId);
      const judgement = judge(stored, next);
      if (judgement !== 'volgende') return judgement;
      if (stored?.status !== 'wacht-op-bevestiging') return 'verouderd';
      if (!parts.claim(aanmelding)) return 'bezet';
      put(next);
      note(regel);
      return 'opgeslagen';
    },
    async eraseWachtende(id) {
      const stored = aanmeldingen.get(id);
      if (stored !== undefined && stored.status !== 'wacht-op-bevestiging') return;
      aanmeldingen.delete(id);
      parts.forget(id);
    },

    async findKantoor(id) {
      return kantoren.get(id);
    },
    async storeKantoor(kantoor) {
      const { kantoorId, sleutelHash: hash, geldigTot } = kantoor;
      kantoren.set(kantoorId, kept(Kantoor, kantoor));
      keepToegang({ hash, soort: 'sleutel', kantoorId, geldigTot });
    },
    async storeKantoortoegang(toegang) {
      keepToegang(toegang);
    },
    async findKantoortoegang(hash) {
      return toegangen.get(hash);
    },
    async listVanKantoor(kantoorId, aantal, na) {
      const isOfKantoor = (one: Aanmelding): boolean =>
        one.status !== 'afgemeld' &&
        one.status !== 'wacht-op-bevestiging' &&
        sha256(one.gegevens.salarisverwerker.email.toLowerCase()) === kantoorId;
      const placeOf = (one: { readonly sinds: string; readonly aanmeldingId: string }) =>
        `${one.sinds}|${one.aanmeldingId}`;
      const all = parts
        .geindexeerd()
        .filter(isOfKantoor)
        .map((one) => ({ one, plaats: placeOf({ sinds: one.ontvangenOp, aanmeldingId: one.aanmeldingId }) }))
        .filter(({ plaats }) => na === undefined || plaats > placeOf(na))
        .sort((a, b) => (a.plaats < b.plaats ? -1 : 1));
      return { aanmeldingen: all.slice(0, aantal).map(({ one }) => one), meer: all.length > aantal };
    },
    async countPost(grens, nu) {
      const { wie, wat } = grens;
      const venster = vensterOf(grens, nu);
      const key = `${wie}|${wat}|${venster}`;
      const count = tellers.get(key)?.aantal ?? 0;
      if (count >= grens.aantal) return false;
      tellers.set(key, { wie, wat, venster, aantal: count + 1 });
      return true;
    },
    async uncountPost(grens, nu) {
      const key = `${grens.wie}|${grens.wat}|${vensterOf(grens, nu)}`;
      const teller = tellers.get(key);
      if (teller !== undefined && teller.aantal > 0) tellers.set(key, { ...teller, aantal: teller.aantal - 1 });
    },
  };
  return {
    methods,
    aanvragen: () => aanvragen.values(),
    kantoren: () => [...kantoren.values()],
    toegangen: () => [...toegangen.values()],
    tellers: () => [...tellers.values()],
  };
}
