import * as z from 'zod';
import type { Bericht } from '../../core/berichten/bericht.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { ANDER_ADRES } from './formulieren.ts';
import type { Toegang } from './kantoor.ts';
import { KANTOOR } from './koppelingen.ts';
import type { Loop } from './loop.ts';
import { HOUR_MS } from './lots.ts';
import type { Mail } from './people.ts';
import type { Plot } from './plot.ts';
import type { Answer, Request } from './requests.ts';
import type { Tally } from './tally.ts';

/** Which address an aanmelding has, as its people were told. */
export interface Adres {
  readonly nu: string;
  /** Which it had, until when; they may still be mailed to for a while. */
  readonly vorige: readonly { readonly adres: string; readonly tot: number }[];
  /** Those that were asked for, and may have come about without an answer. */
  readonly gevraagd: readonly string[];
}

type InsistAbout = (functionName: string, id: AanmeldingId, request?: Request) => Promise<Answer | undefined>;

/** How the office comes in, and where it is mailed; the codes that must open nothing any more. */
export interface Toegangen {
  /** Asks for a code by mail and waits for it; `false`: it comes in as it always did. */
  regain(aanmeldingId: AanmeldingId): Promise<boolean>;
  /** A mail went out that asks for a confirmation. */
  asked(aanmeldingId: AanmeldingId, bericht: Bericht): void;
  /** A mail went out. */
  mailed(mail: Mail): void;
  changeAddress(lot: number, insistAbout: InsistAbout): Promise<void>;
  look(lot: number, insistAbout: InsistAbout): Promise<void>;
  /** a.s.r. is about to give a new code, there when an address is given; to be called when it did. */
  asks(aanmeldingId: AanmeldingId, email: string | undefined): () => void;
  idOf(lot: number): AanmeldingId | undefined;
  readonly adressen: ReadonlyMap<AanmeldingId, Adres>;
  readonly dood: ReadonlyMap<AanmeldingId, ReadonlySet<string>>;
  /** What became of the new codes that it was mailed, in their order. */
  readonly ingewisseld: ReadonlyMap<AanmeldingId, readonly Ingewisseld[]>;
  /** From when until when a.s.r. tried to give a new code; of the codes mailed meanwhile the last one opens. */
  readonly uitgiften: ReadonlyMap<AanmeldingId, readonly { readonly van: number; readonly tot: number }[]>;
  /** What it was answered when it looked. */
  readonly binnen: ReadonlyMap<AanmeldingId, number | undefined>;
}

/** A new code, which the office gives for a capability. */
export interface Ingewisseld {
  readonly code: string;
  /** When it was mailed. */
  readonly at: number;
  readonly status: number | undefined;
}

export interface ToegangenParts {
  readonly loop: Loop;
  readonly plot: Plot;
  readonly tally: Tally;
  /** Until there is an answer that trying again would not change. */
  readonly insist: (functionName: string, request: Request, about: string) => Promise<Answer | undefined>;
  readonly toegang: Map<AanmeldingId, Toegang>;
}

const MINUTE_MS = 60_000;
const Capabilityantwoord = z.object({ capability: z.string() });
const Bevestigd = z.object({ aanmeldingen: z.array(z.object({ uitkomst: z.string() }).loose()) });
const rowOf = ({ blokken }: Bericht, wanted: string): string | undefined =>
  blokken.flatMap((blok) => (blok.soort === 'gegevens' ? blok.rijen : [])).find(([label]) => label === wanted)?.[1];

export function createToegangen({ loop, plot, tally, insist, toegang }: ToegangenParts): Toegangen {
  const adressen = new Map<AanmeldingId, Adres>();
  const dood = new Map<AanmeldingId, Set<string>>();
  const uitgiften = new Map<AanmeldingId, { readonly van: number; readonly tot: number }[]>();
  const ingewisseld = new Map<AanmeldingId, Ingewisseld[]>();
  const binnen = new Map<AanmeldingId, number | undefined>();
  const codes = new Map<AanmeldingId, { readonly code: string; readonly at: number }[]>();
  /** The one thing after the other. */
  const busy = new Map<AanmeldingId, Promise<void>>();

  const lotOf = (id: AanmeldingId) => plot.lots[toegang.get(id)?.lot ?? -1];
  const idOf = (lot: number) => [...toegang].findLast(([, known]) => known.lot === lot)?.[0];
  const adresVan = (id: AanmeldingId): Adres => adressen.get(id) ?? { nu: KANTOOR, vorige: [], gevraagd: [] };
  const asks = (id: AanmeldingId, email: string): void => {
    const known = adresVan(id);
    adressen.set(id, { ...known, gevraagd: [...known.gevraagd, email] });
  };
  const refused = (id: AanmeldingId, email: string): void => {
    const known = adresVan(id);
    adressen.set(id, { ...known, gevraagd: known.gevraagd.filter((one) => one !== email) });
  };
  const has = (id: AanmeldingId, email: string): void => {
    const { nu, vorige } = adresVan(id);
    if (nu !== email) tally.add('adres-gewijzigd');
    adressen.set(id, { nu: email, vorige: [...vorige, { adres: nu, tot: loop.now() }], gevraagd: [] });
  };
  /** Whatever opened before that moment. */
  const kill = (id: AanmeldingId, sinds: number): void => {
    const dead = dood.get(id) ?? new Set();
    for (const { code, at } of codes.get(id) ?? []) if (at < sinds) dead.add(code);
    dood.set(id, dead);
  };
  const killCapability = (id: AanmeldingId, capability = toegang.get(id)?.capability): void => {
    if (capability !== undefined) dood.set(id, (dood.get(id) ?? new Set()).add(capability));
  };
  const then = (id: AanmeldingId, work: () => Promise<void>): void => {
    const before = busy.get(id) ?? Promise.resolve();
    // Whoever was given up is through with it by then.
    busy.set(id, before.then(() => loop.sleep(MINUTE_MS)).then(work));
  };
  const holds = (id: AanmeldingId, body: unknown): void => {
    const known = toegang.get(id);
    if (known === undefined) return;
    killCapability(id);
    toegang.set(id, { ...known, capability: Capabilityantwoord.parse(body).capability });
  };
  const exchange = async (id: AanmeldingId, code: string, at: number): Promise<void> => {
    const answer = await insist('replace-capability', { aanmeldingId: id, capability: code }, id);
    ingewisseld.set(id, [...(ingewisseld.get(id) ?? []), { code, at, status: answer?.statusCode }]);
    if (answer?.statusCode === 200) holds(id, answer.body);
  };
  /** Who reads the mail about it is the address before. */
  const restore = async (id: AanmeldingId, code: string, adres: string): Promise<void> => {
    const sinds = loop.now();
    asks(id, adres);
    const answer = await insist('restore-adres', { aanmeldingId: id, body: { code } }, id);
    if (answer?.statusCode !== 200) return refused(id, adres);
    kill(id, sinds);
    holds(id, answer.body);
    has(id, adres);
  };

  return {
    ...{ adressen, dood, binnen, ingewisseld, uitgiften, idOf },
    async regain(id) {
      if (lotOf(id)?.toegang === undefined || loop.now() >= plot.end) return false;
      await insist('mail-toegang', { aanmeldingId: id }, id);
      await loop.sleep(2 * HOUR_MS);
      return loop.now() < plot.end;
    },
    asked(id, bericht) {
      const adres = lotOf(id)?.toegang?.adres;
      const [code, kenmerk] = [rowOf(bericht, 'Bevestigingscode'), rowOf(bericht, 'Kenmerk')];
      if (bericht.aan !== ANDER_ADRES || adres === undefined) return;
      const confirm = async (): Promise<void> => {
        const request = { aanmeldingId: AanmeldingId.parse(kenmerk), body: { code } };
        const answer = await insist('confirm-aanvraag', request, id);
        const rows = answer?.statusCode === 200 ? Bevestigd.parse(answer.body).aanmeldingen : [];
        const isSo = (wanted: string) => rows.some(({ uitkomst }) => uitkomst === wanted);
        if (isSo('nog-niet')) loop.at(loop.now() + HOUR_MS, () => void confirm());
        else if (isSo('adres-gewijzigd')) {
          has(id, ANDER_ADRES);
          await insist('mail-toegang', { aanmeldingId: id }, id);
        } else refused(id, ANDER_ADRES);
      };
      loop.at(loop.now() + adres.bevestigNaMs, () => void confirm());
    },
    mailed({ soort, aanmeldingId, code, aan }) {
      const id = [...toegang.keys()].find((one) => one === aanmeldingId);
      const lot = id && lotOf(id);
      if (id === undefined || lot?.toegang === undefined || code === undefined) return;
      codes.set(id, [...(codes.get(id) ?? []), { code, at: loop.now() }]);
      const herstelNaMs = lot.toegang.adres?.herstelNaMs;
      if (soort === 'adres-gewijzigd' && herstelNaMs !== undefined)
        loop.at(loop.now() + herstelNaMs, () => then(id, () => restore(id, code, aan ?? KANTOOR)));
      const at = loop.now();
      if (soort === 'toegang') then(id, () => exchange(id, code, at));
    },
    async changeAddress(lot, insistAbout) {
      const id = idOf(lot);
      if (id === undefined) return;
      asks(id, ANDER_ADRES);
      await insistAbout('correct-aanmelding', id, { body: { salarisverwerker: { email: ANDER_ADRES } } });
    },
    async look(lot, insistAbout) {
      const id = idOf(lot);
      if (id !== undefined) binnen.set(id, (await insistAbout('show-aanmelding', id))?.statusCode);
    },
    asks(id, email) {
      const [sinds, capability] = [loop.now(), toegang.get(id)?.capability];
      if (email !== undefined) asks(id, email);
      return () => {
        const before = uitgiften.get(id) ?? [];
        uitgiften.set(id, [...before, { van: sinds, tot: loop.now() }]);
        kill(id, sinds);
        killCapability(id, capability);
        if (email !== undefined) has(id, email);
      };
    },
  };
}
