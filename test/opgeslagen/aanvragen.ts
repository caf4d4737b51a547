import { Aanmeldformulier } from '../../core/aanmelding/aanmeldgegevens.ts';
import { Bulkaccount } from '../../core/aanmelding/bulk.ts';
import { confirmAanvraag } from '../../core/aanvraag/confirm-aanvraag.ts';
import { listKantoor } from '../../core/aanvraag/list-kantoor.ts';
import { mailKantoorcode } from '../../core/aanvraag/mail-kantoorcode.ts';
import { submitAanmelding } from '../../core/aanvraag/submit-aanmelding.ts';
import { submitBulk } from '../../core/aanvraag/submit-bulk.ts';
import { sweepAanvragen } from '../../core/aanvraag/sweep-aanvragen.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { addMs, DAY_MS } from '../../core/kalender/tijd.ts';
import { ApiToken } from '../../core/nmbrs/inloggegevens.ts';
import { kantoorIdOf } from '../../core/toegang/identify-kantoor.ts';
import { Toegangscode } from '../../core/toegang/toegangscode.ts';
import { GOOD_FORM, TOKEN, withField } from '../core/aanmeldformulier.ts';
import { ACCOUNT, bulkwerkgever } from '../core/bulk.ts';
import { inloggegevens, type World } from '../core/world.ts';

const aanmelding = (nummer: number) =>
  AanmeldingId.parse(`aan-00000000-0000-4000-8000-${String(nummer).padStart(12, '0')}`);
const EERSTE = aanmelding(1);
/** Of a bulk of two, after its rows. */
const BULK = aanmelding(3);

const ADRES = 'nieuw@kantoor.example';
const FORM = Aanmeldformulier.parse(withField(GOOD_FORM, 'salarisverwerker.email', ADRES));
const ALWAYS = () => true;
/** The twin of the identiteit counts them. */
const code = (nummer: number) => Toegangscode.parse(String(nummer).padStart(20, '0'));

async function later(world: World, days: number): Promise<void> {
  world.klok.set(addMs(world.klok.now(), days * DAY_MS + 60_000));
  await sweepAanvragen(world, ALWAYS);
}

const waiting = (world: World) => submitAanmelding(world, FORM);
const confirmed = (world: World, apiToken?: ApiToken) =>
  confirmAanvraag(world, { aanmeldingId: EERSTE, code: code(1), apiToken }, ALWAYS);

async function erasedHalfway(world: World): Promise<void> {
  await waiting(world);
  await later(world, 1);
  const found = await world.registratie.findAanvraag(EERSTE);
  if (found === undefined) throw new Error('there is no request');
  await world.registratie.replaceAanvraag({ ...found, versie: found.versie + 1, status: 'te-wissen' });
}

/** The round was cut off before the token was gone. */
async function tokenErasedHalfway(world: World): Promise<void> {
  await waiting(world);
  world.klok.set(addMs(world.klok.now(), DAY_MS + 60_000));
  const found = await world.registratie.findAanvraag(EERSTE);
  if (found === undefined) throw new Error('there is no request');
  await world.registratie.replaceAanvraag({ ...found, versie: found.versie + 1, status: 'token-te-wissen' });
}

/** The first row of two is taken in; then the time was up. */
async function releasedHalfway(world: World): Promise<void> {
  const account = Bulkaccount.parse({ ...ACCOUNT, salarisverwerker: FORM.salarisverwerker });
  await submitBulk(world, { account, rijen: [1, 2].map((rij) => ({ rij, invoer: bulkwerkgever(rij) })) }, ALWAYS);
  let left = 1;
  const once = () => {
    left -= 1;
    return left >= 0;
  };
  await confirmAanvraag(world, { aanmeldingId: EERSTE, code: code(1) }, once);
}

async function listed(world: World): Promise<void> {
  await waiting(world);
  await confirmed(world);
  await mailKantoorcode(world, kantoorIdOf(world.identiteit, ADRES));
}

/** Each state of a request, and of what is known of its office. */
export const AANVRAAG_MOMENTS: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  'wacht-op-bevestiging': waiting,
  'token-te-wissen': tokenErasedHalfway,
  async 'token-gewist'(world) {
    await waiting(world);
    await later(world, 1);
  },
  'aanvraag-te-wissen': erasedHalfway,
  'aanvraag-bevestigd': releasedHalfway,
  'aanvraag-klaar': listed,
};

/** The kluis is not frozen: what the rows share lies in it. */
async function releasedWhole(world: World): Promise<void> {
  await world.kluis.storeCandidate(BULK, inloggegevens());
  world.klok.advance(3_600_000);
  await sweepAanvragen(world, ALWAYS);
  const found = await world.registratie.findAanvraag(BULK);
  const states = found?.aanmeldingen.map(async (id) => (await world.registratie.findAanmelding(id))?.status);
  const ended = [found?.status, ...(await Promise.all(states ?? []))];
  if (ended.join() !== 'klaar,ontvangen,ontvangen') throw new Error(`the bulk is ${ended.join()}`);
}

async function listedAgain(world: World): Promise<void> {
  const list = await listKantoor(world, code(2));
  if (list?.aanmeldingen.length !== 1) throw new Error('the list is not there');
}

/** How each goes on, and to which states it comes. */
export const AANVRAAG_FURTHER: readonly (readonly [
  naam: string,
  go: (world: World) => Promise<unknown>,
  to: readonly string[],
])[] = [
  ['wacht-op-bevestiging', (world) => confirmed(world), ['ontvangen']],
  ['wacht-op-bevestiging', (world) => later(world, 1), ['wacht-op-bevestiging']],
  ['token-te-wissen', (world) => later(world, 0), ['wacht-op-bevestiging']],
  ['token-te-wissen', (world) => confirmed(world, ApiToken.parse(TOKEN)), ['ontvangen']],
  ['token-gewist', (world) => confirmed(world, ApiToken.parse(TOKEN)), ['ontvangen']],
  ['token-gewist', (world) => later(world, 7), []],
  ['aanvraag-te-wissen', (world) => later(world, 0), []],
  ['aanvraag-bevestigd', releasedWhole, ['ontvangen']],
  ['aanvraag-klaar', listedAgain, ['ontvangen']],
];
