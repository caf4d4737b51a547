import * as z from 'zod';
import { Bevestigantwoord } from '../../adapters/lambda/answers.ts';
import type { Bericht } from '../../core/berichten/bericht.ts';
import type { AanmeldingId } from '../../core/ids.ts';
import type { Dice } from './dice.ts';
import { SALARISVERWERKER } from './formulieren.ts';
import { KANTOOR } from './koppelingen.ts';
import type { Loop } from './loop.ts';
import { type Bevestiging, HOUR_MS } from './lots.ts';
import type { Plot } from './plot.ts';
import type { Answer, Request } from './requests.ts';
import type { Tally } from './tally.ts';

/** A request of the office that waits for the confirmation of its address. */
export interface Wachtend {
  /** The one that its mails are about first. */
  readonly ids: readonly [AanmeldingId, ...AanmeldingId[]];
  readonly bevestiging: Bevestiging;
  readonly capability: string;
}

/** The office, as far as it shows that its address is its own. */
export interface Bevestiger {
  /** A mail went out that asks for a confirmation. */
  asked(aanmeldingId: AanmeldingId, bericht: Bericht): void;
  /** The office was answered that this waits. */
  expect(wachtend: Wachtend): void;
  /** The key that it got last. */
  sleutel(): string | undefined;
  /** What it was told of each aanmelding that it confirmed. */
  readonly bevestigd: ReadonlyMap<AanmeldingId, Uitkomst>;
}

type Uitkomst = Bevestigantwoord['aanmeldingen'][number]['uitkomst'];

export interface BevestigerParts {
  readonly loop: Loop;
  readonly dice: Dice;
  readonly plot: Plot;
  readonly tally: Tally;
  /** Until there is an answer that trying again would not change. */
  readonly insist: (functionName: string, request: Request, about: string) => Promise<Answer | undefined>;
  /** The token that works now. */
  readonly tokenNow: () => string;
  readonly confirmed: (aanmeldingId: AanmeldingId) => void;
}

/** What `confirm` makes of an answer: nothing more to do, or how long to wait before the next try, and with which token. */
type Verder = { readonly naMs: number; readonly apiToken?: string } | 'klaar';

/** So often it tries a request that seems to be gone. */
const TRIES = 12;
const MINUTE_MS = 60_000;
const ToldCode = z.string();

export function createBevestiger(parts: BevestigerParts): Bevestiger {
  const { loop, dice, plot, tally, insist } = parts;
  /** By what the mails are about; only those that came to its own address. */
  const codes = new Map<AanmeldingId, string>();
  const bevestigd = new Map<AanmeldingId, Uitkomst>();
  const busy = new Set<AanmeldingId>();
  let sleutel: string | undefined;

  const told = (body: unknown): readonly Uitkomst[] => {
    const { aanmeldingen, kantoorsleutel } = Bevestigantwoord.parse(body);
    sleutel = kantoorsleutel;
    if (aanmeldingen.length > 1) tally.add('bulk-bevestigd');
    for (const { aanmeldingId, uitkomst } of aanmeldingen) {
      bevestigd.set(aanmeldingId, uitkomst);
      parts.confirmed(aanmeldingId);
    }
    return aanmeldingen.map(({ uitkomst }) => uitkomst);
  };
  const askAgain = async (aanmeldingId: AanmeldingId): Promise<Verder> => {
    await insist('mail-toegang', { aanmeldingId }, aanmeldingId);
    tally.add('code-opnieuw-gevraagd');
    return { naMs: dice.between(30, 150) * MINUTE_MS };
  };
  const once = async (aanmeldingId: AanmeldingId, apiToken: string | undefined): Promise<Verder> => {
    const code = codes.get(aanmeldingId);
    if (code === undefined) return askAgain(aanmeldingId);
    const body = apiToken === undefined ? { code } : { code, apiToken };
    const answer = await insist('confirm-aanvraag', { aanmeldingId, body }, aanmeldingId);
    if (answer?.statusCode === 200) {
      if (apiToken !== undefined) tally.add('bevestigd-met-nieuwe-token');
      // What is not taken in yet the office need not look after; now and then it does.
      return told(answer.body).includes('nog-niet') && dice.chance(0.3) ? { naMs: HOUR_MS } : 'klaar';
    }
    if (answer?.code === 'token-opnieuw-nodig')
      return { naMs: dice.between(1, 60) * MINUTE_MS, apiToken: parts.tokenNow() };
    return answer?.statusCode === 404 ? askAgain(aanmeldingId) : 'klaar';
  };
  const confirm = async (aanmeldingId: AanmeldingId): Promise<void> => {
    let apiToken: string | undefined;
    for (let tries = 0; loop.now() < plot.end && tries < TRIES; tries += 1) {
      const next = await once(aanmeldingId, apiToken);
      if (next === 'klaar') return;
      apiToken = next.apiToken ?? apiToken;
      await loop.sleep(next.naMs);
    }
  };
  const begin = async ({ ids: [first], bevestiging, capability }: Wachtend): Promise<void> => {
    const { naMs, zoekgeraakt, verkeerdAdres } = bevestiging;
    if (verkeerdAdres) {
      await loop.sleep(dice.between(10, 20 * 60) * MINUTE_MS);
      const request = { aanmeldingId: first, capability, body: { salarisverwerker: SALARISVERWERKER } };
      const answer = await insist('correct-aanmelding', request, first);
      if (answer?.statusCode === 202) tally.add('adres-verbeterd');
    }
    await loop.sleep(naMs);
    if (zoekgeraakt) await loop.sleep(waitOf(await askAgain(first)));
    await confirm(first);
  };

  return {
    bevestigd,
    sleutel: () => sleutel,
    asked(aanmeldingId, bericht) {
      if (bericht.aan !== KANTOOR) return;
      const rijen = bericht.blokken.flatMap((blok) => (blok.soort === 'gegevens' ? blok.rijen : []));
      codes.set(aanmeldingId, ToldCode.parse(rijen.find(([label]) => label === 'Bevestigingscode')?.[1]));
      if (plot.bevestigtAlles !== true || busy.has(aanmeldingId)) return;
      busy.add(aanmeldingId);
      loop.at(loop.now() + dice.between(0, 45 * 60) * 1000, () => void confirm(aanmeldingId));
    },
    expect(wachtend) {
      void begin(wachtend);
    },
  };
}

const waitOf = (next: Verder): number => (next === 'klaar' ? 0 : next.naMs);
