import * as z from 'zod';
import { AanmeldingId } from '../../core/ids.ts';
import { type Bevestiger, createBevestiger } from './bevestigen.ts';
import type { Dice } from './dice.ts';
import { ADRES_MET_TIKFOUT, bulkOf, formulierOf, rijOf, VREEMDE_SLEUTEL, vreemdFormulierOf } from './formulieren.ts';
import type { Loop } from './loop.ts';
import { HOUR_MS, type Intrede, type Lot } from './lots.ts';
import type { Ending } from './machine.ts';
import { ANDERE_GEBRUIKERSNAAM, KANARIES, type Office } from './office.ts';
import type { Plot } from './plot.ts';
import { type Answer, answerOf, eventOf, type Request } from './requests.ts';
import type { Tally } from './tally.ts';
import { createToegangen, type Toegangen } from './toegangen.ts';

/** The office, as far as it sends requests: what does not succeed it sends again. */
export interface Kantoor {
  /** Signs the werkgever of a lot up, by its place. */
  signUp(lot: number): void;
  /** Somebody else signs that werkgever up, and is not heard of again. */
  signUpAsStranger(lot: number): void;
  /** All that come in one file. */
  signUpInBulk(lots: readonly number[]): void;
  /** It is asked to put something right. */
  mend(aanmeldingId: AanmeldingId): void;
  /** It reads that its werkgever was signed off. */
  react(aanmeldingId: AanmeldingId, code: string | undefined): void;
  /** Gives the token that works now until one of its aanmeldingen takes it. */
  renewToken(): Promise<void>;
  /** Goes over to its other login. */
  changeLogin(): void;
  /** Somebody who has the code of a lot gives another address. */
  changeAddress(lot: number): void;
  /** It looks whether it still comes in. */
  look(lot: number): void;
  /** It has the capability of an aanmelding; when the time comes it signs off with it. */
  admit(aanmeldingId: AanmeldingId, toegang: Toegang): void;
  /** A mail went out that asks for a confirmation. */
  readonly asked: Bevestiger['asked'];
  /** What it was told of each aanmelding that it confirmed. */
  readonly bevestigd: Bevestiger['bevestigd'];
  /** What it was told to wait for its confirmation, until it confirmed it. */
  readonly onbevestigd: ReadonlySet<AanmeldingId>;
  /** How it comes in, and which is its address. */
  readonly toegangen: Toegangen;
  /** What it signed up with the login of another aanmelding, and of which. */
  readonly erbij: ReadonlyMap<AanmeldingId, AanmeldingId>;
  /** What it was told to be taken in, or to wait; of one that it never heard of it has no capability. */
  readonly toegang: ReadonlyMap<AanmeldingId, Toegang>;
}

export interface Toegang {
  readonly capability: string;
  /** The place of the lot. */
  readonly lot: number;
}

export interface KantoorParts {
  readonly loop: Loop;
  readonly dice: Dice;
  readonly plot: Plot;
  readonly office: Office;
  readonly tally: Tally;
  readonly note: (line: () => string) => void;
  readonly send: (functionName: string, event: object, work: string) => Promise<Ending>;
}

const WAIT = 'wacht-op-bevestiging';
const Ontvangen = z.object({ aanmeldingId: AanmeldingId, capability: z.string() });
const Bulkantwoord = z.object({ rijen: z.array(z.object({ rij: z.int(), uitkomst: z.string() }).loose()) });
const Status = z.object({ status: z.string() });

/** So often it tries again after ten minutes; from then on every hour. */
const PATIENT = 6;
/** After so often putting right what does not help it gives up. */
const MENDS = 10;
/** So often it tries to sign up a werkgever that is said to be signed up already, once in half a day. */
const STUBBORN = 10;

/** So often with the login of another aanmelding, before it gives one itself. */
const DEELT = 4;

export function createKantoor(parts: KantoorParts): Kantoor {
  const { loop, plot, office, note } = parts;
  const toegang = new Map<AanmeldingId, Toegang>();
  const busy = new Set<string>();
  const mended = new Map<string, number>();
  const reacted = new Set<string>();
  const erbij = new Map<AanmeldingId, AanmeldingId>();

  const wait = (tries: number): Promise<void> => loop.sleep(tries < PATIENT ? HOUR_MS / 6 : HOUR_MS);
  const once = async (functionName: string, request: Request, about: string): Promise<Answer | undefined> =>
    answerOf(await parts.send(functionName, eventOf(request), `${functionName} ${about}`));
  /** Until there is an answer that trying again would not change. */
  const insist = async (functionName: string, request: Request, about: string): Promise<Answer | undefined> => {
    for (let tries = 0; loop.now() < plot.end; tries += 1) {
      const answer = await once(functionName, request, about);
      if (answer !== undefined && answer.statusCode < 500) return answer;
      await wait(tries);
    }
    return undefined;
  };
  const about = (aanmeldingId: AanmeldingId, request: Request = {}): Request => ({
    ...request,
    aanmeldingId,
    capability: toegang.get(aanmeldingId)?.capability,
  });

  const toegangen = createToegangen({ ...parts, insist, toegang });
  /** With the capability of that moment. */
  const insistAbout = async (functionName: string, id: AanmeldingId, request: Request = {}) => {
    for (;;) {
      const answer = await insist(functionName, about(id, request), id);
      if (answer?.statusCode !== 404 || !(await toegangen.regain(id))) return answer;
    }
  };

  const onbevestigd = new Set<AanmeldingId>();
  const bevestiger = createBevestiger({
    ...parts,
    insist,
    tokenNow: () => office.nmbrs.inloggegevens?.apiToken ?? '',
    confirmed: (aanmeldingId) => {
      const access = toegang.get(aanmeldingId);
      if (access !== undefined && onbevestigd.delete(aanmeldingId)) admit(aanmeldingId, access);
    },
  });

  const takenIn = (lot: number, body: unknown): void => {
    const { aanmeldingId, capability } = Ontvangen.parse(body);
    if (toegang.has(aanmeldingId)) return;
    note(() => `${aanmeldingId} of lot ${lot} is taken in`);
    admit(aanmeldingId, { capability, lot });
  };
  /** What came in one request waits together. */
  const waits = (rows: readonly { readonly lot: number; readonly body: unknown }[]): void => {
    const known = rows.map(({ lot, body }) => ({ lot, ...Ontvangen.parse(body) }));
    const [first, ...others] = known;
    const bevestiging = plot.lots[first?.lot ?? -1]?.intrede?.bevestiging;
    if (first === undefined || bevestiging === undefined || toegang.has(first.aanmeldingId)) return;
    for (const { aanmeldingId, capability, lot } of known) {
      note(() => `${aanmeldingId} of lot ${lot} waits to be confirmed`);
      toegang.set(aanmeldingId, { capability, lot });
      onbevestigd.add(aanmeldingId);
    }
    const { aanmeldingId, capability } = first;
    const ids = [aanmeldingId, ...others.map((one) => one.aanmeldingId)] as const;
    bevestiger.expect({ ids, bevestiging, capability });
  };
  const withKey = ({ bevestiging }: Intrede): Pick<Request, 'capability'> =>
    bevestiging.metSleutel ? { capability: bevestiger.sleutel() } : {};
  const addressOf = ({ bevestiging }: Intrede): string | undefined =>
    bevestiging.verkeerdAdres ? ADRES_MET_TIKFOUT : undefined;
  const admit = (aanmeldingId: AanmeldingId, access: Toegang): void => {
    toegang.set(aanmeldingId, access);
    const { uittrede } = plot.lots[access.lot] ?? {};
    if (uittrede !== undefined) loop.at(uittrede.at, () => void signOff(aanmeldingId, uittrede));
  };
  const submit = async (index: number, lot: Lot, dubbel: boolean): Promise<void> => {
    const { intrede } = lot;
    const werkgever = office.werkgevers[index];
    if (intrede === undefined || werkgever === undefined) return;
    const login = loginNow(intrede.andereLogin);
    const body = formulierOf({ lot, werkgever, nummer: index + 1, login, email: addressOf(intrede) });
    for (let day = 0; day < STUBBORN && loop.now() < plot.end; day += 1) {
      const sleutel = intrede.herhaalbaar && !dubbel ? `sleutel-van-lot-${index}-${day}` : undefined;
      const van = day < DEELT && !dubbel ? toegangen.idOf(intrede.metLoginVan ?? -1) : undefined;
      if (van !== undefined) {
        const rij = rijOf({ lot, werkgever, nummer: index + 1 });
        const added = await insistAbout('add-werkgever', van, { body: rij, sleutel });
        if (added?.statusCode === 202) {
          erbij.set(Ontvangen.parse(added.body).aanmeldingId, van);
          return takenIn(index, added.body);
        }
      }
      const answer = await insist('submit-aanmelding', { body, sleutel, ...withKey(intrede) }, `lot ${index}`);
      if (answer?.statusCode === 202) {
        if (Status.parse(answer.body).status === WAIT) return waits([{ lot: index, body: answer.body }]);
        parts.tally.add('aangemeld-met-sleutel');
        return takenIn(index, answer.body);
      }
      // One of its own people was faster.
      if ([...toegang.values()].some(({ lot: known }) => known === index)) return;
      await loop.sleep(12 * HOUR_MS);
    }
  };
  const submitBulk = async (indexes: readonly number[]): Promise<void> => {
    const places = indexes.flatMap((index) => {
      const [lot, werkgever] = [plot.lots[index], office.werkgevers[index]];
      return lot === undefined || werkgever === undefined ? [] : [{ index, lot, werkgever }];
    });
    const [first] = places;
    const intrede = first?.lot.intrede;
    if (first === undefined || intrede === undefined) return;
    const body = bulkOf(
      loginNow(intrede.andereLogin),
      places.map(({ index, ...one }) => rijOf({ ...one, nummer: index + 1 })),
      addressOf(intrede),
    );
    const sleutel = intrede.herhaalbaar ? `sleutel-van-bulk-${first.index}` : undefined;
    for (let tries = 0; loop.now() < plot.end && tries < PATIENT * STUBBORN; tries += 1) {
      const answer = await insist('submit-bulk', { body, sleutel, ...withKey(intrede) }, `lot ${indexes.join(' ')}`);
      const rijen = answer?.statusCode === 200 ? Bulkantwoord.parse(answer.body).rijen : [];
      // Of rows that wait all must be there: their mail is about the first, and the next try may be another request.
      const waiting = rijen.filter(({ uitkomst }) => uitkomst === WAIT);
      if (waiting.length === places.length)
        waits(waiting.flatMap((body) => ({ lot: places[body.rij - 1]?.index ?? -1, body })));
      for (const rij of rijen) {
        const place = places[rij.rij - 1];
        if (rij.uitkomst === 'ontvangen' && place !== undefined) takenIn(place.index, rij);
      }
      const known = new Set([...toegang.values()].map(({ lot }) => lot));
      if (indexes.every((index) => known.has(index))) return;
      await wait(tries);
    }
  };
  const loginNow = (andere: boolean) =>
    andere
      ? { gebruikersnaam: ANDERE_GEBRUIKERSNAAM, apiToken: KANARIES.anderToken }
      : {
          gebruikersnaam: office.nmbrs.inloggegevens?.gebruikersnaam ?? '',
          apiToken: office.nmbrs.inloggegevens?.apiToken ?? '',
        };

  const signOff = async (aanmeldingId: AanmeldingId, uittrede: NonNullable<Lot['uittrede']>): Promise<void> => {
    const direct: Record<string, string> = uittrede.direct ? { direct: 'ja' } : {};
    const per: Record<string, string> = uittrede.per === undefined ? {} : { per: uittrede.per };
    const answer = await insistAbout('sign-off-aanmelding', aanmeldingId, { query: { ...direct, ...per } });
    // Not realised yet, or too late for the day: then today.
    if (answer?.statusCode === 400 || answer?.statusCode === 422)
      await insistAbout('sign-off-aanmelding', aanmeldingId, { query: direct });
  };

  /** Each once: what it signs off again it leaves alone. */
  const react = async (aanmeldingId: AanmeldingId, code: string | undefined): Promise<void> => {
    const { uittrede } = plot.lots[toegang.get(aanmeldingId)?.lot ?? -1] ?? {};
    if (uittrede?.reactie === undefined || reacted.has(aanmeldingId)) return;
    reacted.add(aanmeldingId);
    await loop.sleep(2 * HOUR_MS);
    if (uittrede.reactie === 'bevestigt') {
      if (code !== undefined) await insist('confirm-afmelding', { aanmeldingId, body: { code } }, aanmeldingId);
      return;
    }
    const answer = await insistAbout('withdraw-afmelding', aanmeldingId);
    // Withdrawn days ago without an answer: then there is nothing left to withdraw.
    if (answer?.statusCode !== 200 && answer?.statusCode !== 409) return;
    await loop.sleep(3 * HOUR_MS);
    await signOff(aanmeldingId, uittrede);
  };

  const mend = async (aanmeldingId: AanmeldingId): Promise<void> => {
    const known = toegang.get(aanmeldingId);
    const lot = known && plot.lots[known.lot];
    if (known === undefined || lot?.intrede === undefined || busy.has(aanmeldingId)) return;
    const asked = mended.get(aanmeldingId) ?? 0;
    if (asked >= MENDS) return;
    mended.set(aanmeldingId, asked + 1);
    busy.add(aanmeldingId);
    await loop.sleep(parts.dice.between(1, 48) * HOUR_MS);
    busy.delete(aanmeldingId);
    const naam = office.werkgevers[known.lot]?.naam;
    const { apiToken } = loginNow(lot.intrede.andereLogin);
    if (lot.intrede.verkeerdeNaam) {
      const body = { nmbrs: { bedrijfsnaam: naam, apiToken } };
      const answer = await insistAbout('correct-aanmelding', aanmeldingId, { body });
      if (answer?.statusCode === 202) return;
    }
    await insistAbout('replace-token', aanmeldingId, { body: { apiToken } });
    await insistAbout('recheck-aanmelding', aanmeldingId);
  };

  return {
    ...{ toegang, toegangen, erbij, admit, onbevestigd, bevestigd: bevestiger.bevestigd },
    asked(aanmeldingId, bericht) {
      bevestiger.asked(aanmeldingId, bericht);
      toegangen.asked(aanmeldingId, bericht);
    },
    changeAddress: (lot) => void toegangen.changeAddress(lot, insistAbout),
    look: (lot) => void toegangen.look(lot, insistAbout),
    signUpInBulk: (indexes) => void submitBulk(indexes),
    signUpAsStranger(index) {
      const [lot, werkgever] = [plot.lots[index], office.werkgevers[index]];
      if (lot === undefined || werkgever === undefined) return;
      const body = vreemdFormulierOf({ lot, werkgever, nummer: index + 1, login: loginNow(false) });
      const request = { body, sleutel: `sleutel-van-een-ander-${index}`, capability: VREEMDE_SLEUTEL };
      void insist('submit-aanmelding', request, `somebody else's lot ${index}`);
    },
    signUp(index) {
      const lot = plot.lots[index];
      if (lot === undefined) return;
      void submit(index, lot, false);
      // A colleague does the same.
      const { dubbelNaMs } = lot.intrede ?? {};
      if (dubbelNaMs !== undefined) loop.at(loop.now() + dubbelNaMs, () => void submit(index, lot, true));
    },
    mend: (aanmeldingId) => void mend(aanmeldingId),
    react: (aanmeldingId, code) => void react(aanmeldingId, code),
    async renewToken() {
      for (let tries = 0; loop.now() < plot.end; tries += 1) {
        // Of whichever of its two logins.
        const tokens = [loginNow(false), loginNow(true)].map(({ apiToken }) => ({ apiToken }));
        for (const aanmeldingId of toegang.keys()) {
          for (const body of tokens) {
            const answer = await once('replace-token', about(aanmeldingId, { body }), aanmeldingId);
            if (answer?.statusCode === 200) return;
            if (answer?.statusCode === 404) await toegangen.regain(aanmeldingId);
          }
        }
        await loop.sleep((tries < 2 * PATIENT ? 1 : 12) * HOUR_MS);
      }
    },
    changeLogin() {
      const body = { apiToken: KANARIES.anderToken, gebruikersnaam: ANDERE_GEBRUIKERSNAAM };
      for (const aanmeldingId of [...toegang.keys()].slice(0, 1))
        void insistAbout('replace-token', aanmeldingId, { body });
    },
  };
}
