import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { Bulkaccount } from '../../../core/aanmelding/bulk.ts';
import { confirmAanvraag } from '../../../core/aanvraag/confirm-aanvraag.ts';
import { confirmOntvangst } from '../../../core/aanvraag/confirm-ontvangst.ts';
import { submitAanmelding } from '../../../core/aanvraag/submit-aanmelding.ts';
import { submitBulk } from '../../../core/aanvraag/submit-bulk.ts';
import { sweepAanvragen } from '../../../core/aanvraag/sweep-aanvragen.ts';
import { correctAdres } from '../../../core/adres/correct-adres.ts';
import { mailToegang } from '../../../core/adres/mail-toegang.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import type { Bericht } from '../../../core/berichten/bericht.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import type { AanmeldingId } from '../../../core/ids.ts';
import { IdempotentieSleutel } from '../../../core/invoer/idempotentie.ts';
import { confirmAanmelding } from '../../../core/koppeling/confirm-aanmelding.ts';
import { settleAanmelding } from '../../../core/naloop/settle-aanmelding.ts';
import { ApiToken } from '../../../core/nmbrs/inloggegevens.ts';
import { Toegangscode } from '../../../core/toegang/toegangscode.ts';
import { GOOD_FORM, TOKEN, withField } from '../aanmeldformulier.ts';
import { ACCOUNT, bulkwerkgever } from '../bulk.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { aanmeldingIn, aanmeldingOf, auditOf, verified } from '../way.ts';
import { createWorld, inloggegevens, type World } from '../world.ts';

const ADRES = 'nieuw@kantoor.example';
const formOf = (email: string, over: unknown = GOOD_FORM) =>
  Aanmeldformulier.parse(withField(over, 'salarisverwerker.email', email));
const form = formOf(ADRES);
const KEY = IdempotentieSleutel.parse('sleutel-zonder-bewijs-1');
const ALWAYS = () => true;

async function waiting(world: World, formulier = form, sleutel?: IdempotentieSleutel): Promise<AanmeldingId> {
  const outcome = await submitAanmelding(world, formulier, { sleutel });
  if (outcome.uitkomst !== 'wacht-op-bevestiging') throw new Error(`the sign-up is ${outcome.uitkomst}`);
  return outcome.aanmeldingId;
}

const codeIn = ({ blokken }: Bericht) => {
  const rijen = blokken.flatMap((blok) => (blok.soort === 'gegevens' ? blok.rijen : []));
  return rijen.find(([label]) => label === 'Bevestigingscode')?.[1];
};
const codesTo = (world: World, adres = ADRES) =>
  world.post.verzonden
    .filter(({ aan }) => aan === adres)
    .flatMap((bericht) => {
      const code = codeIn(bericht);
      return code === undefined ? [] : [Toegangscode.parse(code)];
    });

function lastCodeTo(world: World, adres = ADRES): Toegangscode {
  const code = codesTo(world, adres).at(-1);
  if (code === undefined) throw new Error(`no code went to ${adres}`);
  return code;
}

async function confirmed(world: World, aanmeldingId: AanmeldingId, code = lastCodeTo(world), apiToken?: ApiToken) {
  const outcome = await confirmAanvraag(world, { aanmeldingId, code, apiToken }, ALWAYS);
  if (outcome.uitkomst !== 'bevestigd') throw new Error(`it is ${outcome.uitkomst}`);
  return outcome;
}

const bulk = (count: number) => ({
  account: Bulkaccount.parse({ ...ACCOUNT, salarisverwerker: { ...ACCOUNT.salarisverwerker, email: ADRES } }),
  rijen: Array.from({ length: count }, (_, index) => ({ rij: index + 1, invoer: bulkwerkgever(index + 1) })),
});

/** What its machine tells the office from its beginning to its end, when there is nothing to check. */
async function told(world: World, aanmeldingId: AanmeldingId) {
  expect(await confirmOntvangst(world, aanmeldingId)).toBe('niet-nodig');
  expect(await verifyAanmelding(world, aanmeldingId)).toBe('gestopt');
  await confirmAanmelding(world, aanmeldingId);
  return (await world.registratie.listBerichten(aanmeldingId)).map(({ soort }) => soort);
}

describe('a sign-up whose address nobody has confirmed', () => {
  it('waits: one mail, no machine, no claim, and its token in the kluis alone', async () => {
    const world = createWorld();
    const id = await waiting(world);
    expect(await aanmeldingIn(world, id, 'wacht-op-bevestiging')).toMatchObject({ gegevens: { werkgever: {} } });
    expect([...world.verloop.realisaties]).toEqual([]);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([ADRES]);
    expect([...world.kluis.geheimen.values()]).toEqual([inloggegevens()]);
    expect(await world.registratie.findClaim(form.werkgever)).toBeUndefined();
    expect(world.nazorg.gevraagd).toEqual([id]);
  });

  it('is asked by a mail in which nothing stands that was typed', async () => {
    const world = createWorld();
    const typed = withField(
      withField(GOOD_FORM, 'werkgever.bedrijfsnaam', 'Bel 0900'),
      'nmbrs.bedrijfsnaam',
      'Snel rijk',
    );
    await waiting(world, formOf(ADRES, withField(typed, 'salarisverwerker.bedrijfsnaam', 'Gratis geld')));
    const text = JSON.stringify(world.post.verzonden);
    for (const word of ['Bel 0900', 'Snel rijk', 'Gratis geld', TOKEN]) expect(text).not.toContain(word);
  });

  it('goes on once its code comes back, as a sign-up with the key of its office does', async () => {
    const world = createWorld();
    const id = await waiting(world);
    const { rijen, kantoorsleutel } = await confirmed(world, id);
    expect(rijen).toEqual([{ aanmeldingId: id, uitkomst: 'ontvangen' }]);
    expect([...world.verloop.realisaties]).toEqual([id]);
    expect(await auditOf(world, id)).toEqual(['aanmelding.ontvangen', 'adres.bevestigd']);
    expect(await world.registratie.findClaim(form.werkgever)).toMatchObject({ aanmeldingId: id, vast: false });
    const other = formOf(ADRES, withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', 'RC-99'));
    expect((await submitAanmelding(world, other, { bewijs: kantoorsleutel })).uitkomst).toBe('ontvangen');
  });

  it('is confirmed by no other code, by no code of another request, and by none of before a correction', async () => {
    const world = createWorld();
    const id = await waiting(world);
    const other = await waiting(world, formOf('ander@kantoor.example'));
    const confirm = (code: Toegangscode) => confirmAanvraag(world, { aanmeldingId: id, code }, ALWAYS);
    expect(await confirm(Toegangscode.parse('Z'.repeat(20)))).toEqual({ uitkomst: 'onbekend' });
    expect(await confirm(lastCodeTo(world, 'ander@kantoor.example'))).toEqual({ uitkomst: 'onbekend' });
    const early = lastCodeTo(world);
    const salarisverwerker = { ...form.salarisverwerker, email: 'goed@kantoor.example' };
    expect(await correctAdres(world, id, salarisverwerker)).toBe('gemaild');
    expect(await confirm(early)).toEqual({ uitkomst: 'onbekend' });
    await confirmed(world, id, lastCodeTo(world, 'goed@kantoor.example'));
    expect((await aanmeldingOf(world, id)).gegevens.salarisverwerker.email).toBe('goed@kantoor.example');
    expect([...world.verloop.realisaties]).toEqual([id]);
    expect((await world.registratie.findAanmelding(other))?.status).toBe('wacht-op-bevestiging');
  });

  it('has its address corrected three times, and no more', async () => {
    const world = createWorld();
    const id = await waiting(world);
    const correct = (nummer: number) =>
      correctAdres(world, id, { ...form.salarisverwerker, email: `adres-${nummer}@kantoor.example` });
    expect([await correct(1), await correct(2), await correct(3)]).toEqual(['gemaild', 'gemaild', 'gemaild']);
    expect(await correct(4)).toBe('te-vaak');
    expect(await correct(3)).toBe('gemaild');
  });

  it('is told nothing of taken numbers before, and after it that another one holds them', async () => {
    const world = createWorld();
    const holder = await verified(world);
    const id = await waiting(world);
    const { rijen } = await confirmed(world, id);
    expect(rijen).toEqual([{ aanmeldingId: id, uitkomst: 'al-aangemeld' }]);
    await aanmeldingIn(world, id, 'ingehaald');
    expect(await world.kluis.readCandidate(id)).toBeUndefined();
    expect([...world.verloop.realisaties]).toEqual([holder, id]);
    expect(await told(world, id)).toEqual(['bevestig-adres', 'ingehaald']);
    expect((await signOffAanmelding(world, id)).uitkomst).toBe('ontvangen');
    await aanmeldingIn(world, id, 'afgemeld');
  });

  it('loses its token after a day, and is asked for it when it is confirmed later', async () => {
    const world = createWorld();
    const id = await waiting(world);
    world.klok.set('2026-11-25T08:59:00.000Z');
    expect((await sweepAanvragen(world, ALWAYS)).tokensGewist).toBe(0);
    world.klok.set('2026-11-25T09:00:01.000Z');
    expect((await sweepAanvragen(world, ALWAYS)).tokensGewist).toBe(1);
    expect(world.kluis.geheimen.size).toBe(0);
    const code = lastCodeTo(world);
    expect(await confirmAanvraag(world, { aanmeldingId: id, code }, ALWAYS)).toEqual({ uitkomst: 'token-nodig' });
    expect([...world.verloop.realisaties]).toEqual([]);
    await confirmed(world, id, code, ApiToken.parse(TOKEN));
    expect(await world.kluis.readCandidate(id)).toEqual(inloggegevens());
    expect([...world.verloop.realisaties]).toEqual([id]);
  });

  it('is gone whole after a week, and whoever sends it again is told so', async () => {
    const world = createWorld();
    const id = await waiting(world, form, KEY);
    const code = lastCodeTo(world);
    world.klok.set('2026-12-01T08:59:00.000Z');
    await sweepAanvragen(world, ALWAYS);
    expect((await world.registratie.findAanmelding(id))?.status).toBe('wacht-op-bevestiging');
    world.klok.set('2026-12-01T09:00:01.000Z');
    expect((await sweepAanvragen(world, ALWAYS)).gewist).toBe(1);
    expect(await world.registratie.findAanmelding(id)).toBeUndefined();
    expect(await world.registratie.findAanvraag(id)).toBeUndefined();
    expect(await world.registratie.listAudit(id)).toEqual([]);
    expect(await world.registratie.listBerichten(id)).toEqual([]);
    expect(world.kluis.geheimen.size).toBe(0);
    expect(await confirmAanvraag(world, { aanmeldingId: id, code }, ALWAYS)).toEqual({ uitkomst: 'onbekend' });
    expect(await submitAanmelding(world, form, { sleutel: KEY })).toEqual({ uitkomst: 'sleutel-vervallen' });
  });

  it('sent again is the same request: one token, one mail, one answer', async () => {
    const world = createWorld();
    const first = await submitAanmelding(world, form, { sleutel: KEY });
    expect(await submitAanmelding(world, form, { sleutel: KEY })).toEqual(first);
    expect([world.kluis.geheimen.size, codesTo(world).length]).toEqual([1, 1]);
  });

  it('is confirmed twice without harm, and the second key is the one that counts', async () => {
    const world = createWorld();
    const id = await waiting(world);
    const code = lastCodeTo(world);
    const first = await confirmed(world, id, code);
    const second = await confirmed(world, id, code);
    const other = formOf(ADRES, withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', 'RC-99'));
    const submit = (bewijs: string) => submitAanmelding(world, other, { bewijs });
    expect((await submit(first.kantoorsleutel)).uitkomst).toBe('wacht-op-bevestiging');
    expect((await submit(second.kantoorsleutel)).uitkomst).toBe('ontvangen');
    expect(await auditOf(world, id)).toEqual(['aanmelding.ontvangen', 'adres.bevestigd']);
  });

  it('has no key that spares another address, nor one after 180 days', async () => {
    const world = createWorld();
    const { kantoorsleutel: bewijs } = await confirmed(world, await waiting(world));
    const other = withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', 'RC-99');
    const outcome = async (email: string) => (await submitAanmelding(world, formOf(email, other), { bewijs })).uitkomst;
    expect(await outcome('ander@kantoor.example')).toBe('wacht-op-bevestiging');
    world.klok.set('2027-05-23T09:00:00.000Z');
    expect(await outcome(ADRES)).toBe('wacht-op-bevestiging');
  });
});

/** The same, where so many aanmeldingen are stored and no more. */
function storingOnly(world: World, count: number): World {
  let left = count;
  const registerWachtende: World['registratie']['registerWachtende'] = async (...input) => {
    left -= 1;
    if (left < 0) throw new Transient({ code: 'registratie.weg', message: 'unplugged' });
    await world.registratie.registerWachtende(...input);
  };
  return { ...world, registratie: { ...world.registratie, registerWachtende } };
}

describe('a sign-up that broke off before it was stored', () => {
  it('is a mail to nobody, and goes on waiting when it is sent again with the key of the office', async () => {
    const world = createWorld();
    const holder = withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', 'RC-99');
    const { kantoorsleutel: bewijs } = await confirmed(world, await waiting(world, formOf(ADRES, holder)));
    world.post.forget();
    await expect(submitAanmelding(storingOnly(world, 0), form, { sleutel: KEY })).rejects.toThrow('unplugged');
    const asked = world.nazorg.gevraagd.at(-1);
    if (asked === undefined) throw new Error('nobody looks after it');
    await settleAanmelding(world, asked);
    world.klok.set('2026-11-24T10:15:00.000Z');
    expect((await sweepAanvragen(world, ALWAYS)).gemaild).toBe(0);
    expect(codesTo(world)).toEqual([]);

    const again = await submitAanmelding(world, form, { sleutel: KEY, bewijs });
    expect(again).toMatchObject({ uitkomst: 'wacht-op-bevestiging', aanmeldingId: asked });
    await confirmed(world, asked);
    world.klok.set('2026-11-25T10:00:00.000Z');
    await sweepAanvragen(world, ALWAYS);
    expect(await world.kluis.readCandidate(asked)).toEqual(inloggegevens());
  });
});

describe('the codes of one address', () => {
  it('are three an hour, whoever asks, and the others come later', async () => {
    const world = createWorld();
    const ids: AanmeldingId[] = [];
    for (let nummer = 1; nummer <= 5; nummer += 1) {
      const one = withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', `RC-${nummer}`);
      ids.push(await waiting(world, formOf(ADRES, one)));
    }
    for (const id of ids) await mailToegang(world, id);
    expect(codesTo(world)).toHaveLength(3);
    world.klok.set('2026-11-24T10:15:00.000Z');
    expect((await sweepAanvragen(world, ALWAYS)).gemaild).toBe(2);
    expect(codesTo(world)).toHaveLength(5);
  });

  it('are mailed by the look a quarter of an hour later when none could be asked for at once', async () => {
    const world = createWorld();
    const lookNow = () => Promise.reject(new Transient({ code: 'nazorg.weg', message: 'throttled' }));
    const id = await waiting({ ...world, nazorg: { ...world.nazorg, lookNow } });
    expect(codesTo(world)).toHaveLength(0);
    expect(world.nazorg.gevraagd).toEqual([id]);
    await settleAanmelding(world, id);
    await confirmed(world, id);
  });
});

describe('requests that wait', () => {
  it('of one sender are a hundred an hour, and leave the place to others', async () => {
    const world = createWorld();
    const send = async (beller: string, nummer = 0) =>
      (await submitAanmelding(world, formOf(`kantoor-${nummer}@elders.example`), { beller })).uitkomst;
    const outcomes: string[] = [];
    for (let nummer = 0; nummer < 600; nummer += 1) outcomes.push(await send('203.0.113.7', nummer));
    expect(outcomes.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => 'wacht-op-bevestiging'));
    expect(new Set(outcomes.slice(100))).toEqual(new Set(['te-druk']));
    expect(world.kluis.geheimen.size).toBe(100);
    expect(await submitBulk(world, { ...bulk(2), beller: '203.0.113.7' }, ALWAYS)).toBe('te-druk');
    expect(await send('203.0.113.8')).toBe('wacht-op-bevestiging');
    world.klok.set('2026-11-24T10:00:00.000Z');
    expect(await send('203.0.113.7')).toBe('wacht-op-bevestiging');
    expect(world.logboek.lines.some(({ code }) => code === 'aanvragen.te-druk')).toBe(false);
  });
});

describe('a bulk whose address nobody has confirmed', () => {
  it('is one request: one token, one mail, and one code for all its rows', async () => {
    const world = createWorld();
    const rows = await submitBulk(world, bulk(20), ALWAYS);
    if (typeof rows === 'string') throw new Error(rows);
    const ids = rows.flatMap((row) => ('aanmeldingId' in row ? [row.aanmeldingId] : []));
    expect(new Set(rows.map(({ uitkomst }) => uitkomst))).toEqual(new Set(['wacht-op-bevestiging']));
    expect([world.kluis.geheimen.size, world.nazorg.gevraagd.length, codesTo(world).length]).toEqual([1, 1, 1]);
    expect(world.verloop.realisaties.size).toBe(0);
    const [, , third] = ids;
    if (third === undefined) throw new Error('no third row');
    const { rijen } = await confirmed(world, third);
    expect(rijen.map(({ uitkomst }) => uitkomst)).toEqual(ids.map(() => 'ontvangen'));
    expect([world.verloop.realisaties.size, world.kluis.geheimen.size]).toEqual([20, 20]);
    for (const id of ids) expect(await world.kluis.readCandidate(id)).toEqual(inloggegevens());
  });

  it('is told once of all its werkgevers, by the first that goes on', async () => {
    const world = createWorld();
    const rows = await submitBulk(world, bulk(3), ALWAYS);
    if (typeof rows === 'string') throw new Error(rows);
    const ids = rows.flatMap((row) => ('aanmeldingId' in row ? [row.aanmeldingId] : []));
    const [first, second, third] = ids;
    if (first === undefined || second === undefined || third === undefined) throw new Error('a row is missing');
    await confirmed(world, second);
    const before = world.post.verzonden.length;
    expect(await confirmOntvangst(world, third)).toBe('niet-nodig');
    expect(await confirmOntvangst(world, first)).toBe('verzonden');
    expect(await confirmOntvangst(world, second)).toBe('niet-nodig');
    expect(await confirmOntvangst(world, first)).toBe('was-verzonden');
    expect(world.post.verzonden).toHaveLength(before + 1);
    const text = JSON.stringify(world.post.verzonden.at(-1));
    for (const id of ids) expect(text).toContain(id);
    expect(text).not.toContain('Toegangscode');
  });

  it('that brings the key of its office is told of once too, when all its rows are stored', async () => {
    const world = createWorld();
    const { kantoorsleutel: bewijs } = await confirmed(world, await waiting(world));
    const { account, rijen } = bulk(3);
    let left = 2;
    const hasTime = () => {
      left -= 1;
      return left >= 0;
    };
    const rows = await submitBulk(world, { account, rijen, bewijs, sleutel: KEY }, hasTime);
    if (typeof rows === 'string') throw new Error(rows);
    expect(rows.map(({ uitkomst }) => uitkomst)).toEqual(['ontvangen', 'ontvangen', 'niet-verwerkt']);
    const [first] = rows.flatMap((row) => ('aanmeldingId' in row ? [row.aanmeldingId] : []));
    if (first === undefined) throw new Error('no row was taken in');
    await expect(confirmOntvangst(world, first)).rejects.toBeInstanceOf(Transient);
    const again = await submitBulk(world, { account, rijen, bewijs, sleutel: KEY }, ALWAYS);
    if (typeof again === 'string') throw new Error(again);
    expect(again.map(({ uitkomst }) => uitkomst)).toEqual(['ontvangen', 'ontvangen', 'ontvangen']);
    expect(await confirmOntvangst(world, first)).toBe('verzonden');
  });

  it('goes on where the time was up', async () => {
    const world = createWorld();
    await submitBulk(world, bulk(20), ALWAYS);
    const [asked] = world.nazorg.gevraagd;
    if (asked === undefined) throw new Error('nobody looks after it');
    let left = 7;
    const hasTime = () => {
      left -= 1;
      return left >= 0;
    };
    const code = lastCodeTo(world);
    const first = await confirmAanvraag(world, { aanmeldingId: asked, code }, hasTime);
    expect(world.verloop.realisaties.size).toBe(7);
    expect(first).toMatchObject({ uitkomst: 'bevestigd' });
    // Who confirmed it may still be at it.
    expect(await settleAanmelding(world, asked)).toBe('in-orde');
    world.klok.advance(15 * 60_000);
    expect(await settleAanmelding(world, asked)).toBe('gestart');
    expect([world.verloop.realisaties.size, world.kluis.geheimen.size]).toEqual([20, 20]);
    expect((await world.registratie.findAanvraag(asked))?.status).toBe('klaar');
  });
});

describe('a bulk of which not all rows were stored', () => {
  it('takes in what is there, and what is sent again; after a day it is done', async () => {
    const world = createWorld();
    const rows = await submitBulk(storingOnly(world, 2), { ...bulk(4), sleutel: KEY }, ALWAYS);
    if (typeof rows === 'string') throw new Error(rows);
    expect(rows.filter(({ uitkomst }) => uitkomst === 'niet-verwerkt')).toHaveLength(2);
    const [asked] = world.nazorg.gevraagd;
    if (asked === undefined) throw new Error('nobody looks after it');
    expect((await confirmed(world, asked)).rijen.map(({ uitkomst }) => uitkomst)).toEqual(['ontvangen', 'ontvangen']);
    const hour = async (moment: string) => {
      world.klok.set(moment);
      await sweepAanvragen(world, ALWAYS);
      return [(await world.registratie.findAanvraag(asked))?.status, world.verloop.realisaties.size];
    };
    await submitBulk(storingOnly(world, 3), { ...bulk(4), sleutel: KEY }, ALWAYS);
    expect(await hour('2026-11-24T11:15:00.000Z')).toEqual(['bevestigd', 3]);
    expect(world.kluis.geheimen.size).toBe(4);
    expect(await hour('2026-11-25T10:15:00.000Z')).toEqual(['klaar', 3]);
    expect(world.kluis.geheimen.size).toBe(3);
  });
});

describe('two confirmations of one bulk at once', () => {
  it('leave it taken in: the slower one finds nothing in the kluis, and nothing to do', async () => {
    const world = createWorld();
    await submitBulk(world, bulk(3), ALWAYS);
    const [asked] = world.nazorg.gevraagd;
    if (asked === undefined) throw new Error('nobody looks after it');
    const read: World['kluis']['read'] = async (...input) => {
      await confirmed(world, asked);
      return world.kluis.read(...input);
    };
    const { rijen } = await confirmed({ ...world, kluis: { ...world.kluis, read } }, asked);
    expect(rijen.map(({ uitkomst }) => uitkomst)).toEqual(['ontvangen', 'ontvangen', 'ontvangen']);
    expect((await world.registratie.findAanvraag(asked))?.status).toBe('klaar');
  });
});

describe('a crash', () => {
  it('anywhere in a confirmation is healed by confirming again, or by the rounds', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await submitBulk(world, bulk(2), ALWAYS);
        return world;
      },
      step: async (world) => {
        const [asked] = world.nazorg.gevraagd;
        if (asked !== undefined) await confirmAanvraag(world, { aanmeldingId: asked, code: lastCodeTo(world) }, ALWAYS);
      },
      endState: async (world) => {
        const [asked] = world.nazorg.gevraagd;
        if (asked === undefined) throw new Error('nobody looks after it');
        await confirmed(world, asked);
        const aanvraag = await world.registratie.findAanvraag(asked);
        const statuses = await Promise.all(
          (aanvraag?.aanmeldingen ?? []).map(async (id) => (await world.registratie.findAanmelding(id))?.status),
        );
        return [aanvraag?.status, statuses, world.verloop.realisaties.size, world.kluis.geheimen.size];
      },
    });
    expect(undisturbed).toEqual(['klaar', ['ontvangen', 'ontvangen'], 2, 2]);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('anywhere in a sign-up leaves nothing that the rounds do not take away, or that cannot be confirmed', async () => {
    const { afterCrash } = await crashEverywhere({
      prepare: async () => createWorld(),
      step: (world) => submitAanmelding(world, form, { sleutel: KEY }),
      endState: async (world) => {
        for (const id of world.nazorg.gevraagd) await settleAanmelding(world, id);
        for (const day of ['2026-11-25', '2026-12-01']) {
          world.klok.set(`${day}T10:00:00.000Z`);
          await sweepAanvragen(world, ALWAYS);
        }
        const open = await Promise.all(world.nazorg.gevraagd.map((id) => world.registratie.findAanmelding(id)));
        return [world.kluis.geheimen.size, open.filter((one) => one !== undefined).length];
      },
    });
    expect(afterCrash.size).toBeGreaterThan(8);
    for (const [point, state] of afterCrash) expect(state, point).toEqual([0, 0]);
  });
});
