import { type Aanmelding, type AfgemeldeAanmelding, isLive, sindsOf } from '../../core/aanmelding/aanmelding.ts';
import { type AanmeldingId, koppelingIdOf, type TijdvakId } from '../../core/ids.ts';
import { DAY_MS, type Datum, epochMs } from '../../core/kalender/tijd.ts';
import { type Tijdvak, tijdvakById } from '../../core/kalender/tijdvak.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import type { InloggegevensRef } from '../../core/nmbrs/inloggegevens.ts';
import { isOpen, type Uitwisseling } from '../../core/uitwisseling/uitwisseling.ts';
import { werkPrefixOf } from '../../core/uitwisseling/werkplan.ts';
import { vergelijkingPrefix } from '../../core/vergelijking/vingerafdruk.ts';
import { judgeAanvragen } from './judge-aanvragen.ts';
import { nummersOf } from './koppelingen.ts';
import type { Lot } from './lots.ts';
import type { World } from './world.ts';

/** Where an aanmelding may be when nothing more happens by itself. */
const RESTING: readonly Aanmelding['status'][] = ['gerealiseerd', 'afgewezen', 'vervallen', 'ingehaald', 'afgemeld'];

/** What must hold of sign-ups and afmeldingen once all has come to rest. */
export async function judgeAanmeldingen(world: World): Promise<void> {
  const { kantoor, aangemeld, plain, koppelingen, executions, nazorgrij, notebook } = world;
  const { violate } = notebook;
  for (const aanmeldingId of new Set([...kantoor.toegang.keys(), ...aangemeld])) {
    const found = await plain.registratie.findAanmelding(aanmeldingId);
    if (found === undefined) {
      // Of what was not confirmed nothing stays.
      if (!kantoor.onbevestigd.has(aanmeldingId) || aangemeld.includes(aanmeldingId))
        violate('aanmelding-lost', aanmeldingId);
      continue;
    }
    const koppeling = koppelingen.find((one) => one.aanmeldingId === aanmeldingId);
    if (!RESTING.includes(found.status)) violate('aanmelding-stuck', `${aanmeldingId} is ${found.status}`);
    if (await wasOvertaken(world, aanmeldingId)) await judgeOvertaken(world, found, koppeling);
    else judgeCalm(world, found, koppeling);
    if (found.status === 'afgemeld') await judgeAfgemeld(world, found, koppeling);
    else judgeUnended(world, found);
  }
  for (const { machine, name, state, end } of executions.all()) {
    if (machine !== 'realisatie' && machine !== 'afmelding') continue;
    if (end === undefined) violate('machine-stuck', `${machine} ${name} is at ${state}`);
    else if (end.error !== undefined && machine === 'realisatie') violate('machine-failed', `${name} at ${state}`);
  }
  await judgeAanvragen(world);
  const left = nazorgrij.open().length + nazorgrij.deadLetters().length;
  if (left > 0) violate('nazorg-left', `${left} messages`);
  await judgeKluis(world);
  await judgeClaims(world);
}

export const wasOvertaken = async ({ plain }: World, aanmeldingId: AanmeldingId): Promise<boolean> =>
  (await plain.registratie.listAudit(aanmeldingId)).some(({ wat }) => wat === 'aanmelding.ingehaald');

/** It became no koppeling, and its office was told, unless that or a.s.r. erased it before. */
async function judgeOvertaken(
  { plain, people, notebook }: World,
  { aanmeldingId }: Aanmelding,
  koppeling: Koppeling | undefined,
): Promise<void> {
  if (koppeling !== undefined) notebook.violate('overtaken-and-coupled', aanmeldingId);
  const audit = await plain.registratie.listAudit(aanmeldingId);
  const isErasedByPeople = audit.some(({ wat, wie }) => wat === 'aanmelding.gewist' && wie !== 'systeem');
  if (!isErasedByPeople && !people.wasToldOf(aanmeldingId, 'ingehaald'))
    notebook.violate('overtaken-untold', aanmeldingId);
}

/** Two reminders are the longest that anybody is waited for. */
const MONTH_MS = 31 * DAY_MS;

/** Where nothing worse happens than a retry outlasts, an approval comes to a koppeling. */
function judgeCalm(
  { plot, kantoor, notebook }: World,
  { aanmeldingId, ontvangenOp }: Aanmelding,
  koppeling: Koppeling | undefined,
): void {
  const known = kantoor.toegang.get(aanmeldingId);
  const { intrede, uittrede } = (known && plot.lots[known.lot]) ?? {};
  if (plot.weather.kind === 'storm' || koppeling !== undefined || intrede?.besluit?.soort !== 'goedkeuren') return;
  if (uittrede !== undefined && uittrede.at < epochMs(ontvangenOp) + MONTH_MS) return;
  notebook.violate('never-realised', aanmeldingId);
}

/** What is kept 90 days is erased by the round after it. */
const KEPT_MS = 93 * DAY_MS;

/** Everybody who wanted to go is gone, and what was never realised is erased in its time. */
function judgeUnended({ plot, kantoor, staff, notebook }: World, aanmelding: Aanmelding): void {
  const { aanmeldingId, status } = aanmelding;
  const known = kantoor.toegang.get(aanmeldingId);
  const lot = known && plot.lots[known.lot];
  // a.s.r. takes back whoever asked for it.
  const ended = staff.beeindigingen.afloop.get(koppelingIdOf(aanmeldingId));
  if (lot?.uittrede !== undefined && ended?.ingetrokkenOp === undefined)
    notebook.violate('not-signed-off', `${aanmeldingId} is ${status}`);
  const isKept = status === 'gerealiseerd' || epochMs(sindsOf(aanmelding)) > plot.end - KEPT_MS;
  if (!isKept) notebook.violate('kept-too-long', `${aanmeldingId} is ${status}`);
}

/** What afmelden leaves: the receipt, the exchanges without what was in them, the delivered sets and the trail. */
async function judgeAfgemeld(world: World, left: AfgemeldeAanmelding, koppeling: Koppeling | undefined): Promise<void> {
  const { plain, scheduler, people, late, notebook } = world;
  const { violate } = notebook;
  const koppelingId = koppelingIdOf(left.aanmeldingId);
  const stored = await plain.registratie.findKoppeling(koppelingId);
  if (stored !== undefined && stored.status !== 'gewist') violate('koppeling-left', koppelingId);
  const exchanges = await plain.registratie.listUitwisselingen(koppelingId);
  for (const { uitwisselingId, status } of exchanges) {
    if ((await plain.registratie.listDelen(uitwisselingId)).length > 0) violate('parts-left', uitwisselingId);
    if (exchanges.some(isOpen)) violate('exchange-left', `${uitwisselingId} is ${status}`);
  }
  const isLate = exchanges.some(({ uitwisselingId }) => late.has(uitwisselingId));
  const prefixes = [werkPrefixOf(koppelingId), vergelijkingPrefix(koppelingId)];
  for (const prefix of prefixes) {
    const [key] = await plain.opslag.list(prefix);
    if (key !== undefined && !isLate) violate('files-left', key);
  }
  if (scheduler.of(koppelingId) !== undefined) violate('schedule-left', koppelingId);
  if (koppeling === undefined) return;
  if (!people.wasToldOf(left.aanmeldingId, 'afgemeld')) violate('no-receipt', left.aanmeldingId);
  judgeReceipt(world, { left, koppeling, exchanges });
}

interface Ended {
  readonly left: AfgemeldeAanmelding;
  readonly koppeling: Koppeling;
  readonly exchanges: readonly Uitwisseling[];
}

/** Each period up to the last day was delivered, or stands in the receipt as one that was not. */
function judgeReceipt({ plot, lotOf, late, notebook }: World, { left, koppeling, exchanges }: Ended): void {
  const lot: Lot | undefined = lotOf(koppeling);
  const { ingangsdatum, ontvangstbewijs } = left;
  const gemist = lot?.gemist === undefined ? undefined : lot.plans[lot.gemist]?.tijdvak.tijdvakId;
  for (const { tijdvak } of lot?.plans ?? []) {
    const { tijdvakId } = tijdvak;
    if (tijdvakId < koppeling.volgende.tijdvakId) continue;
    const own = exchanges.filter((one) => one.tijdvakId === tijdvakId);
    if (own.some(({ uitwisselingId }) => late.has(uitwisselingId))) continue;
    const isDelivered = own.some(({ status }) => status === 'voltooid');
    const isNamed = ontvangstbewijs.nietGeleverd?.some((one) => isSame(lot, tijdvak, one)) === true;
    const about = `${koppeling.koppelingId} ${tijdvakId}, last day ${ingangsdatum}`;
    if (tijdvak.begin > ingangsdatum) {
      if (isDelivered || isNamed) notebook.violate('delivered-after-end', about);
      continue;
    }
    if (isPlannedAfterEnd(lot, own, ingangsdatum)) notebook.violate('delivered-after-end', about);
    // What was passed over is named by the set after it.
    const isTold =
      tijdvakId === gemist && exchanges.some((one) => one.status === 'voltooid' && one.tijdvakId > tijdvakId);
    if (isTold) continue;
    if (isDelivered === isNamed) notebook.violate(isNamed ? 'told-undelivered' : 'period-lost', about);
    const isDirect = lot?.uittrede?.direct === true || lot?.beeindiging?.direct === true;
    const isOwed = !isDirect && plot.weather.kind === 'calm';
    if (isOwed && !isDelivered) notebook.violate('calm-undelivered', about);
  }
}

/** Nobody waits for the last set, and it comes all the same. */
const isPlannedAfterEnd = (lot: Lot | undefined, own: readonly Uitwisseling[], ingangsdatum: Datum): boolean =>
  lot?.beeindiging?.direct === true &&
  lot.uittrede === undefined &&
  own.some(({ status, aanleiding, gepland }) => status === 'voltooid' && !aanleiding && gepland > ingangsdatum);

/** That payroll is run otherwise since that year a.s.r. may not have heard: then the receipt names the period that it knew. */
function isSame(lot: Lot | undefined, { tijdvakId, jaar, begin, eind }: Tijdvak, named: TijdvakId): boolean {
  if (named === tijdvakId || lot?.jaarwissel?.jaar !== jaar) return named === tijdvakId;
  const other = tijdvakById(named);
  return other.begin <= eind && begin <= other.eind;
}

/** In the kluis lies the login of each account that is exchanged with, and nothing else. */
async function judgeKluis({ plain, plot, people, kantoor, aangemeld, kluis, notebook }: World): Promise<void> {
  const needed = new Set<InloggegevensRef>();
  for (const aanmeldingId of new Set<AanmeldingId>([...kantoor.toegang.keys(), ...aangemeld])) {
    const koppeling = await plain.registratie.findKoppeling(koppelingIdOf(aanmeldingId));
    if (koppeling === undefined || koppeling.status === 'gestopt' || koppeling.status === 'gewist') continue;
    needed.add(koppeling.nmbrs.inloggegevensRef);
  }
  const { geheimen, inBedenktijd } = kluis;
  for (const ref of [...geheimen.keys(), ...inBedenktijd.keys()])
    if (!needed.has(ref)) notebook.violate('secret-left', ref.replace(/[0-9a-f]{20,}$/, '…'));
  // What somebody deleted is missed at the next exchange: then the office is asked for its token.
  const isUnmissed = plot.loginWeg !== undefined && !people.wasTold('token-werkt-niet-meer', '');
  for (const ref of needed)
    if (!geheimen.has(ref) && !(isUnmissed && inBedenktijd.has(ref))) notebook.violate('secret-lost', 'of an account');
}

/** Whose controle passed, or who is coupled, holds its numbers for good; who ended does not. */
async function judgeClaims({ plain: { registratie }, kantoor, aangemeld, plot, notebook }: World): Promise<void> {
  const held = new Set<string>();
  for (const aanmeldingId of new Set([...kantoor.toegang.keys(), ...aangemeld])) {
    const found = await registratie.findAanmelding(aanmeldingId);
    if (found === undefined || found.status === 'afgemeld' || !isLive(found.status)) continue;
    held.add(found.gegevens.werkgever.raamwerkcontractnummer);
  }
  for (const index of plot.lots.keys()) {
    const numbers = nummersOf(index + 1);
    const claim = await registratie.findClaim(numbers);
    if ((claim !== undefined) !== held.has(numbers.raamwerkcontractnummer) || claim?.vast === false)
      notebook.violate('claim-differs', numbers.raamwerkcontractnummer);
  }
}
