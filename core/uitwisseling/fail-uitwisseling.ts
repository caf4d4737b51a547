import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Verloop } from '../aanmelding/ports/verloop.ts';
import { assertStored } from '../assert-stored.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, sendBericht, sendForAll } from '../berichten/send-bericht.ts';
import { Defect } from '../errors.ts';
import { aanmeldingIdOf, type TijdvakId, type UitwisselingId } from '../ids.ts';
import type { Opslag } from '../invoer/ports/opslag.ts';
import { upcomingDate } from '../kalender/planning.ts';
import { type Datum, dateInAmsterdam } from '../kalender/tijd.ts';
import type { GewisteKoppeling, Koppeling } from '../koppeling/koppeling.ts';
import { planVolgende } from '../koppeling/plan-volgende.ts';
import type { Accountregister } from '../koppeling/ports/accountregister.ts';
import type { Agenda } from '../koppeling/ports/agenda.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { herstelInNmbrs, tokensWerkenNietMeer, tokenWerktNietMeer } from './berichten/uitwisseling.ts';
import { uitwisselingMislukt } from './berichten/uitwisseling-asr.ts';
import { isGeleverd } from './check-geleverd.ts';
import { loadWhateverIsLeft } from './load-uitwisseling.ts';
import type { Uitwisselregister } from './ports/uitwisselregister.ts';
import { startWhenDue } from './start-when-due.ts';
import {
  inTijdvakOrder,
  isOpen,
  type MislukteUitwisseling,
  nextWriteOf,
  TOKEN_CODES,
  type Uitwisseling,
  VERLOOP_GEEINDIGD,
} from './uitwisseling.ts';
import { werkPrefix } from './werkplan.ts';

export interface FailDeps extends PostDeps {
  readonly registratie: Postregister &
    Berichtenboek &
    Aanmeldregister &
    Koppelregister &
    Accountregister &
    Uitwisselregister;
  readonly agenda: Agenda;
  readonly opslag: Opslag;
  readonly verloop: Verloop;
  /** The a.s.r. mailbox that hears of an exchange that stopped. */
  readonly assessors: string;
}

/**
 * Records that an exchange stopped without a delivery, removes its working files, plans the period again for the next working day and tells a.s.r.
 * When it stopped on a call that is not active, on a company that is not visible any more or on a subscription, the office is
 * told too: only it can mend that. When the token no longer works, the koppeling is interrupted instead, and the office is
 * asked for a new one. `fout` is the code of what ended the machine. An exchange that was delivered stays delivered: it throws
 * `Defect`, so that the alarm goes; the daily round closes it.
 */
export async function failUitwisseling(deps: FailDeps, id: UitwisselingId, fout: string): Promise<void> {
  const { uitwisseling, koppeling } = await loadWhateverIsLeft(deps.registratie, id);
  if (uitwisseling.status === 'loopt' && (await isGeleverd(deps.opslag, uitwisseling))) {
    throw new Defect({ code: 'al-geleverd', message: 'the data set was delivered; only closing the exchange is left' });
  }
  // First: whoever runs this step again after the failure was recorded finds the koppeling as it is then, perhaps mended.
  const isTokenGone = isOpen(uitwisseling) && TOKEN_CODES.includes(fout);
  const now = isTokenGone && koppeling.status !== 'gewist' ? await interrupt(deps, koppeling, fout) : koppeling;
  if (now.status === 'onderbroken' && isTokenGone) await interruptOthers(deps, now, fout);
  const stopped = await recordFailure(deps, uitwisseling, fout);
  if (stopped === undefined) await askWhenLapsed(deps, { uitwisseling, koppeling: now, fout });
  if (stopped !== undefined) await deps.opslag.removeAll(werkPrefix(id));
  if (stopped === undefined || koppeling.status === 'gewist' || now.status === 'gewist') return;
  const { tijdvakId, code } = stopped;
  const about = { onderwerp: koppeling.aanmeldingId, gelegenheid: id };
  // Not when it was mended meanwhile, and not when the office has left: then no new token would be taken. Also when the
  // machine ended without a word: it may have interrupted the koppeling and died before it told the office.
  if ((TOKEN_CODES.includes(code) || code === VERLOOP_GEEINDIGD) && now.status === 'onderbroken') {
    await askForToken(deps, now, stopped);
  }
  const opnieuw = await planAgain(deps, now, tijdvakId);
  // What failed waits for its day; another period may have waited for this one.
  await startWhenDue(deps, now.koppelingId);
  const herstel = herstelInNmbrs(koppeling, { tijdvakId, code, opnieuw });
  if (herstel !== undefined) {
    // Once per period, however many days it is tried.
    await sendBericht(deps, { ...about, soort: herstel.soort, gelegenheid: tijdvakId }, herstel.bericht);
  }
  if (!(await isWorthAMail(deps, stopped))) return;
  const bericht = uitwisselingMislukt(now, { tijdvakId, code, opnieuw }, deps.assessors);
  await sendBericht(deps, { ...about, soort: 'uitwisseling-mislukt' }, bericht);
}

/** So often in a row the same end is told each time; then each week, while it is tried every working day. */
const KEREN_ELKE_DAG = 3;
const WERKDAGEN_PER_WEEK = 5;

async function isWorthAMail({ registratie }: FailDeps, stopped: MislukteUitwisseling): Promise<boolean> {
  const all = await registratie.listUitwisselingen(stopped.koppelingId);
  const before = all.filter((one) => one.tijdvakId === stopped.tijdvakId && inTijdvakOrder(one, stopped) <= 0);
  const isSame = (one: Uitwisseling): boolean => 'code' in one && one.code === stopped.code;
  const keren = before.length - 1 - before.findLastIndex((one) => !isSame(one));
  return keren <= KEREN_ELKE_DAG || (keren - KEREN_ELKE_DAG) % WERKDAGEN_PER_WEEK === 0;
}

/** Another process may have seen the koppeling interrupted, and let the exchange lapse, before this one could tell the office. */
async function askWhenLapsed(
  deps: FailDeps,
  {
    uitwisseling,
    koppeling,
    fout,
  }: { uitwisseling: Uitwisseling; koppeling: Koppeling | GewisteKoppeling; fout: string },
): Promise<void> {
  if (uitwisseling.status === 'vervallen' && koppeling.status === 'onderbroken' && TOKEN_CODES.includes(fout)) {
    await askForToken(deps, koppeling, uitwisseling);
  }
}

/**
 * Once a day, account and address, with all that is exchanged by that login and told there: of eighty werkgevers eighty mails would say the
 * same, and who has another address would hear of it on his own day only.
 */
async function askForToken(deps: FailDeps, koppeling: Koppeling, { tijdvakId }: Uitwisseling): Promise<void> {
  const dag = dateInAmsterdam(deps.klok.now());
  const perAdres = Map.groupBy(await ofSameLogin(deps, koppeling), ({ salarisverwerker }) => salarisverwerker.email);
  for (const all of perAdres.values()) {
    const [first = koppeling] = all;
    const over = first.koppelingId === koppeling.koppelingId ? tijdvakId : first.volgende.tijdvakId;
    const sleutel = { onderwerp: first.aanmeldingId, gelegenheid: dag, soort: 'token-werkt-niet-meer' } as const;
    await sendForAll(deps, sleutel, async () =>
      all.length > 1 ? tokensWerkenNietMeer(first, all) : tokenWerktNietMeer(first, over),
    );
  }
}

/** Those that are exchanged with the same login, in an order that is the same for all of them. */
async function ofSameLogin({ registratie }: FailDeps, own: Koppeling): Promise<readonly Koppeling[]> {
  const found: Koppeling[] = [];
  for (const { koppelingId } of await registratie.listKoppelingenVan(own.nmbrs.inloggegevensRef)) {
    const one = koppelingId === own.koppelingId ? own : await registratie.findKoppeling(koppelingId);
    if (one !== undefined && one.status !== 'gewist' && one.status !== 'gestopt') found.push(one);
  }
  return found.toSorted((a, b) => (a.koppelingId < b.koppelingId ? -1 : 1));
}

/**
 * Of the others with this login nobody has to wait for their own day to know it: their status asks for the token at once. One that moved on
 * meanwhile finds out by itself. Whoever gives another token has all of them exchanged again.
 */
async function interruptOthers(deps: FailDeps, own: Koppeling, waarom: string): Promise<void> {
  for (const one of await ofSameLogin(deps, own)) {
    if (one.koppelingId === own.koppelingId || one.status !== 'actief') continue;
    const next = { ...one, versie: one.versie + 1, status: 'onderbroken' } as const;
    const regel = {
      aanmeldingId: one.aanmeldingId,
      op: deps.klok.now(),
      wie: 'systeem',
      wat: 'koppeling.onderbroken',
      waarom,
    };
    await deps.registratie.replaceKoppeling(next, regel);
  }
}

/** No exchange is planned until there is a new token; the period is kept, to be caught up with. */
async function interrupt(deps: FailDeps, koppeling: Koppeling, waarom: string): Promise<Koppeling> {
  if (koppeling.status !== 'actief') return koppeling;
  const next = { ...koppeling, versie: koppeling.versie + 1, status: 'onderbroken' } as const;
  const { aanmeldingId } = koppeling;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'koppeling.onderbroken', waarom };
  assertStored(await deps.registratie.replaceKoppeling(next, regel));
  return next;
}

/** The next working day, on which the period gets its next version; `undefined` when the koppeling is not active. */
async function planAgain(deps: FailDeps, koppeling: Koppeling, tijdvakId: TijdvakId): Promise<Datum | undefined> {
  if (koppeling.status !== 'actief' || koppeling.volgende.tijdvakId !== tijdvakId) return undefined;
  const { aanmeldingId, volgende } = koppeling;
  const nu = deps.klok.now();
  const datum = upcomingDate(volgende.datum, dateInAmsterdam(nu));
  const next = { ...koppeling, versie: koppeling.versie + 1, volgende: { tijdvakId, datum } };
  if (datum !== volgende.datum) {
    const regel = { aanmeldingId, op: nu, wie: 'systeem', wat: 'uitwisseling.opnieuw-gepland', waarom: datum };
    assertStored(await deps.registratie.replaceKoppeling(next, regel));
  }
  await planVolgende(deps, next.koppelingId);
  return datum;
}

async function recordFailure(
  deps: FailDeps,
  uitwisseling: Uitwisseling,
  fout: string,
): Promise<MislukteUitwisseling | undefined> {
  switch (uitwisseling.status) {
    case 'voltooid':
    case 'vervallen':
      return undefined;
    case 'mislukt':
    case 'onvolledig':
      return uitwisseling;
    default: {
      const gestoptOp = deps.klok.now();
      const next: MislukteUitwisseling = { ...nextWriteOf(uitwisseling), status: 'mislukt', code: fout, gestoptOp };
      const aanmeldingId = aanmeldingIdOf(uitwisseling.koppelingId);
      const regel = { aanmeldingId, op: gestoptOp, wie: 'systeem', wat: 'uitwisseling.mislukt', waarom: fout };
      assertStored(await deps.registratie.replaceUitwisseling(next, regel));
      return next;
    }
  }
}
