import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { confirmOntvangst } from '../../../core/aanvraag/confirm-ontvangst.ts';
import { submitAanmelding } from '../../../core/aanvraag/submit-aanmelding.ts';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { askAkkoord } from '../../../core/akkoord/ask-akkoord.ts';
import { decideAanmelding } from '../../../core/akkoord/decide-aanmelding.ts';
import { remindPeople } from '../../../core/akkoord/remind-people.ts';
import type { BerichtSoort } from '../../../core/berichten/bericht.ts';
import { sendBericht } from '../../../core/berichten/send-bericht.ts';
import { askHerstel } from '../../../core/controle/ask-herstel.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { confirmAanmelding } from '../../../core/koppeling/confirm-aanmelding.ts';
import { mailStand } from '../../../core/naloop/mail-stand.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import { tellRefused } from '../../../core/naloop/tell-refused.ts';
import { Toegangscode } from '../../../core/toegang/toegangscode.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { GOOD_FORM } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { changeAddress, signOffNow } from '../office.ts';
import { refusing } from '../refusing.ts';
import {
  aanmeldingOf,
  afwijzen,
  approved,
  bulkSubmitted,
  realised,
  started,
  token,
  verified,
  waitingForHerstel,
} from '../way.ts';
import { ASSESSORS, company, createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const OFFICE = 'salaris@duinzicht.example';

/** The round of 04:30 on this day; what happened before it happened on 24 November 2026. */
async function round(world: World, day: string) {
  world.klok.set(Tijdstip.parse(`${day}T03:30:00.000Z`));
  return reconcileKoppelingen(world, Naloop.parse({}));
}

/** The mail service refuses all that goes on this way. */
async function refusedOn(way: (world: World) => Promise<unknown>): Promise<World> {
  const world = createWorld();
  await way(refusing(world));
  return world;
}

const told = ({ post }: World): readonly [BerichtSoort | undefined, string][] =>
  post.verzonden.map(({ aan }, index) => [post.sleutels[index]?.soort, aan]);
const lastText = ({ post }: World): string => JSON.stringify(post.verzonden.at(-1)?.blokken);
const given = ({ logboek }: World) => logboek.lines.filter(({ code }) => code === 'bericht.opgegeven');
const TO_OFFICE = ['stand-na-weigering', OFFICE];
const TO_ASR = ['berichten-geweigerd-asr', ASSESSORS];

/** A kind that nothing else sends here, refused to the office of a koppeling. */
const refuse = (world: World, soort: BerichtSoort = 'gegevens-gewijzigd', gelegenheid = 'een') =>
  sendBericht(refusing(world), { onderwerp: ID, soort, gelegenheid }, { aan: OFFICE, onderwerp: 'Iets', blokken: [] });

async function withRefused(soort?: BerichtSoort): Promise<World> {
  const world = createWorld();
  await realised(world);
  world.post.forget();
  await refuse(world, soort);
  return world;
}

describe('an office whose mail was refused', () => {
  it('is mailed by the next round how its aanmelding is then, with a code that opens it, and once', async () => {
    const world = await refusedOn(waitingForHerstel);
    expect(await round(world, '2026-11-25')).toMatchObject({ uitkomst: 'klaar', mislukt: 0, hersteld: 0 });
    expect(told(world)).toEqual([TO_OFFICE]);
    expect(lastText(world)).toContain('Zet bij Employee Services op Active: Children_Get.');
    const [code] = /[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/.exec(lastText(world)) ?? [];
    const hash = world.identiteit.hash(Toegangscode.parse(code));
    expect(await world.registratie.hasToegang(ID, hash, Tijdstip.parse('2026-11-25T00:00:00Z'))).toBe(true);
    expect(world.logboek.lines.at(-1)).toMatchObject({ level: 'info', code: 'bericht.alsnog', aanmeldingId: ID });
    await round(world, '2026-11-25');
    await round(world, '2026-11-26');
    expect(told(world)).toEqual([TO_OFFICE]);
  });

  it('is never told what was so when it was refused', async () => {
    const world = await refusedOn(waitingForHerstel);
    world.nmbrs.weigeringen = {};
    await verifyAanmelding(world, ID);
    await round(world, '2026-11-25');
    expect(lastText(world)).toContain('a.s.r. beoordeelt uw aanmelding. U hoeft nu niets te doen.');
    expect(lastText(world)).not.toContain('Children_Get');
  });

  it('is told once of all that was refused, and once more of what is refused after that', async () => {
    const world = await withRefused();
    await refuse(world, 'nieuwe-vragen');
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([TO_OFFICE]);
    await refuse(world, 'nieuwe-vragen', 'twee');
    await round(world, '2026-11-25');
    expect(told(world)).toHaveLength(1);
    await round(world, '2026-11-26');
    expect(told(world)).toEqual([TO_OFFICE, TO_OFFICE]);
  });

  it('is told of what was taken by the service, and refused by it after all', async () => {
    const world = createWorld();
    await realised(world);
    await confirmAanmelding(world, ID);
    world.post.forget();
    const sleutel = { onderwerp: ID, soort: 'gerealiseerd', gelegenheid: 'eenmalig' } as const;
    const op = Tijdstip.parse('2026-11-24T09:00:05Z');
    await world.registratie.markBezorging(sleutel, { uitkomst: 'teruggekomen', op });
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([]);
    await world.registratie.markBezorging(sleutel, { uitkomst: 'geweigerd', op });
    await round(world, '2026-11-26');
    await round(world, '2026-11-27');
    expect(told(world)).toEqual([TO_OFFICE]);
  });

  it('is told again when this mail was refused by the service after it was taken', async () => {
    const world = await withRefused();
    await round(world, '2026-11-25');
    const sleutel = { onderwerp: ID, soort: 'stand-na-weigering', gelegenheid: '2026-11-25' } as const;
    await world.registratie.markBezorging(sleutel, {
      uitkomst: 'geweigerd',
      op: Tijdstip.parse('2026-11-25T03:31:00Z'),
    });
    await round(world, '2026-11-26');
    expect(told(world)).toEqual([TO_OFFICE, TO_OFFICE]);
  });

  it('is not told when that very mail has gone since', async () => {
    const world = await withRefused();
    const sleutel = { onderwerp: ID, soort: 'gegevens-gewijzigd', gelegenheid: 'een' } as const;
    await sendBericht(world, sleutel, { aan: OFFICE, onderwerp: 'Iets', blokken: [] });
    world.post.forget();
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([]);
  });

  it.each([
    [
      'a colleague of a.s.r. had it mailed',
      (world: World) => mailStand(world, { aanmeldingId: ID, reden: 'Kapot.', beoordelaar: 'een' }),
    ],
    ['it was told that it is realised', (world: World) => confirmAanmelding(world, ID)],
  ])('is not told when %s since', async (_what, since) => {
    const world = await withRefused();
    world.klok.advance(1);
    await since(world);
    world.post.forget();
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([]);
  });

  it('is not told that its aanmelding came in when it was asked to mend something since', async () => {
    const world = createWorld();
    world.nmbrs.weigeringen = { Children_Get: { reden: 'recht-niet-actief', code: '1002' } };
    await confirmOntvangst(refusing(world), await verified(world));
    world.klok.advance(1);
    await askHerstel(world, ID, { taakToken: token('herstel') });
    world.post.forget();
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([]);
  });

  it('is told when it was told how it is at the very moment of the refusal, or before', async () => {
    const world = createWorld();
    await realised(world);
    await confirmAanmelding(world, ID);
    await refuse(world);
    world.post.forget();
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([TO_OFFICE]);
  });

  it.each([['rejected', afwijzen(), 'a.s.r. heeft uw aanmelding afgewezen. De reden: Het contract is beëindigd.']])(
    'is told that it is %s, and its mail is not sent beside that',
    async (_what, formulier, text) => {
      const world = createWorld();
      await approved(world, formulier);
      await confirmAanmelding(refusing(world), ID);
      world.verloop.end(ID);
      await round(world, '2026-11-25');
      await round(world, '2026-11-28');
      expect(told(world)).toEqual([TO_OFFICE]);
      expect(lastText(world)).toContain(text);
    },
  );

  it('is told through the mail that refused it the whole week, and not a day longer', async () => {
    const world = await withRefused();
    const days = Array.from({ length: 7 }, (_, index) => String(25 + index).padStart(2, '0'));
    for (const day of days.slice(0, 6)) {
      await round(refusing(world), `2026-11-${day}`);
      expect(world.logboek.lines.at(-1)).toMatchObject({ code: 'bericht.geweigerd', stap: 'stand-na-weigering' });
    }
    expect(given(world)).toEqual([]);
    await round(world, '2026-12-01');
    expect(told(world)).toEqual([TO_OFFICE]);
  });

  it('has seven days from the newest refusal, also when that is of the mail that was sent first', async () => {
    const world = await withRefused();
    await confirmAanmelding(world, ID);
    world.klok.set('2026-11-25T09:00:00.000Z');
    await refuse(world, 'nieuwe-vragen', 'twee');
    const sleutel = { onderwerp: ID, soort: 'gerealiseerd', gelegenheid: 'eenmalig' } as const;
    const op = Tijdstip.parse('2026-11-26T09:00:00Z');
    await world.registratie.markBezorging(sleutel, { uitkomst: 'geweigerd', op });
    world.post.forget();
    await round(world, '2026-12-03');
    expect(told(world)).toEqual([TO_OFFICE]);
  });

  it('is given up on the eighth day, which the log says on three mornings', async () => {
    const world = await withRefused();
    await round(refusing(world), '2026-12-01');
    expect(given(world)).toEqual([]);
    for (const day of ['02', '03', '04', '05']) await round(world, `2026-12-${day}`);
    expect(told(world)).toEqual([]);
    expect(given(world)).toEqual(
      Array.from({ length: 3 }, () => ({
        ...{ level: 'error', code: 'bericht.opgegeven', aanmeldingId: ID, stap: 'gegevens-gewijzigd' },
      })),
    );
  });

  it('is told all the same when another mail is refused after that', async () => {
    const world = await withRefused();
    world.klok.set('2026-12-20T12:00:00.000Z');
    await refuse(world, 'nieuwe-vragen', 'twee');
    await round(world, '2026-12-21');
    expect(told(world)).toContainEqual(TO_OFFICE);
  });

  it('is told by a second round of the same day when the first was refused', async () => {
    const world = await withRefused();
    await round(refusing(world), '2026-11-25');
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([TO_OFFICE]);
  });

  it('is told the next day when nobody knows whether it was told', async () => {
    const world = await withRefused();
    world.post.failNext(new Defect({ code: 'post.onzeker', message: 'no answer' }));
    await round(world, '2026-11-25');
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([]);
    await round(world, '2026-11-26');
    await round(world, '2026-11-27');
    expect(told(world)).toEqual([TO_OFFICE]);
  });

  it('is told wherever the round dies', async () => {
    const { undisturbed, afterCrash, calls } = await crashEverywhere({
      prepare: async () => {
        const world = await withRefused();
        world.klok.set('2026-11-25T03:30:00.000Z');
        return world;
      },
      step: async (world) => tellRefused(world, await aanmeldingOf(world, ID)),
      endState: async (world) => {
        await round(world, '2026-11-26');
        return new Set(told(world).map(String)).size;
      },
    });
    expect(calls).toContain('post.send');
    expect(undisturbed).toBe(1);
    for (const [point, state] of afterCrash) expect(state, point).toBe(1);
  });

  it('is told tomorrow when the mail is out of reach; what was to be mended is mended', async () => {
    const world = await withRefused();
    await world.agenda.cancel(koppelingIdOf(ID));
    world.post.failNext(new Transient({ code: 'aws.post.send', message: 'throttled' }));
    expect(await round(world, '2026-11-25')).toMatchObject({
      uitkomst: 'klaar',
      hersteld: 1,
      nietBekeken: 1,
      mislukt: 0,
    });
    expect(await round(world, '2026-11-26')).toMatchObject({ nietBekeken: 0 });
    expect(told(world)).toEqual([TO_OFFICE]);
  });

  it('is a failure of the round, and of nothing else in it, when what is known of its mails cannot be read', async () => {
    const world = await withRefused();
    const listBerichten = () => Promise.reject(new Defect({ code: 'registratie.onleesbaar', message: 'unreadable' }));
    const broken = { ...world, registratie: { ...world.registratie, listBerichten } };
    expect(await round(broken, '2026-12-20')).toMatchObject({ uitkomst: 'met-fouten', bekeken: 1, mislukt: 1 });
    expect(world.logboek.lines.at(-1)).toMatchObject({ code: 'naloop.mislukt', foutcode: 'registratie.onleesbaar' });
  });

  it('is not told once it is signed off', async () => {
    const world = await withRefused();
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(refusing(world), ID);
    world.post.forget();
    await round(world, '2026-11-27');
    const left = await world.registratie.findAanmelding(ID);
    expect(left?.status).toBe('afgemeld');
    if (left !== undefined) await tellRefused(world, left);
    expect(told(world)).toEqual([]);
  });

  it('is not told before its address is confirmed: it asks for another code itself', async () => {
    const world = createWorld();
    await submitAanmelding(world, Aanmeldformulier.parse(GOOD_FORM));
    world.post.forget();
    await refuse(world);
    world.klok.set('2026-11-25T03:30:00.000Z');
    const waiting = await aanmeldingOf(world, ID);
    expect(waiting.status).toBe('wacht-op-bevestiging');
    await tellRefused(world, waiting);
    expect(told(world)).toEqual([]);
  });

  it('is not told of an aanmelding that ended more than ten days ago', async () => {
    const world = createWorld();
    await approved(world, afwijzen());
    await confirmAanmelding(world, ID);
    world.post.forget();
    world.klok.set('2026-12-04T08:00:00.000Z');
    await refuse(world);
    world.klok.set('2026-12-04T09:00:00.001Z');
    await tellRefused(world, await aanmeldingOf(world, ID));
    expect(told(world)).toEqual([]);
    world.klok.set('2026-12-04T09:00:00.000Z');
    await tellRefused(world, await aanmeldingOf(world, ID));
    expect(told(world)).toEqual([TO_OFFICE]);
  });

  it.each(['adres-hersteld', 'adres-door-asr', 'bevestig-adres'] as const)(
    'is not told of %s, which was for another address',
    async (soort) => {
      const world = await withRefused(soort);
      await round(world, '2026-11-25');
      expect(told(world)).toEqual([]);
    },
  );

  it('whose address changed is told of that by the very mail, where it was', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const { send } = world.post;
    const onlyOthers: typeof send = (bericht, sleutel) =>
      sleutel.soort === 'adres-gewijzigd' ? refusing(world).post.send(bericht, sleutel) : send(bericht, sleutel);
    Object.assign(world.post, { send: onlyOthers });
    await changeAddress(world, ID, 'nieuw@duinzicht.example');
    expect(world.logboek.lines.at(-1)).toMatchObject({ code: 'bericht.geweigerd', stap: 'adres-gewijzigd' });
    Object.assign(world.post, { send });
    world.post.forget();
    await round(world, '2026-11-25');
    await round(world, '2026-11-26');
    expect(told(world)).toEqual([['adres-gewijzigd', OFFICE]]);
  });
});

describe('a.s.r., when a mail to it was refused', () => {
  it('is told which, of when, about whom, and what is open now', async () => {
    const world = createWorld();
    const id = await verified(world);
    world.verloop.wait(token('akkoord'));
    await askAkkoord(refusing(world), id, { taakToken: token('akkoord') });
    await remindPeople(refusing(world), id, 'herinnerd');
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([TO_ASR]);
    for (const text of [
      'de vraag om een besluit, geweigerd op dinsdag 24 november 2026',
      'de herinnering aan het besluit, geweigerd op dinsdag 24 november 2026',
      'De aanmelding wacht op een besluit van a.s.r., tot en met donderdag 24 december 2026.',
      'RC-10001',
      OFFICE,
    ])
      expect(lastText(world)).toContain(text);
    await round(world, '2026-11-26');
    expect(told(world)).toEqual([TO_ASR]);
  });

  it('reads what is the matter with the koppeling', async () => {
    const world = createWorld();
    const id = await started(world);
    world.nmbrs.bedrijven = [company({ runs: [] })];
    world.klok.set('2026-12-31T06:00:00.000Z');
    await checkRun(refusing(world), id);
    await round(world, '2027-01-01');
    expect(told(world)).toContainEqual(TO_ASR);
    const mail = world.post.verzonden.find(
      (_, index) => world.post.sleutels[index]?.soort === 'berichten-geweigerd-asr',
    );
    const text = JSON.stringify(mail);
    expect(text).toContain('de melding dat de run na de uiterste aangiftedatum nog niet is vergrendeld');
    expect(text).toContain('De aanmelding is gerealiseerd.');
    expect(text).toContain('de uiterste aangiftedatum (31 december 2026) is voorbij');
  });

  it('reads that it was signed off', async () => {
    const world = await withRefused('afmelding-ontvangen-asr');
    await signOffNow(world, ID, {});
    await round(world, '2026-11-25');
    expect(JSON.stringify(world.post.verzonden)).toContain(
      'De aanmelding is gerealiseerd en afgemeld; 24 november 2026 is de laatste dag.',
    );
  });

  it('and one to the office are two mails, each given up by itself', async () => {
    const world = await withRefused('uitwisseling-mislukt');
    world.klok.set('2026-11-25T12:00:00.000Z');
    await refuse(world);
    await round(refusing(world), '2026-12-02');
    expect(given(world).map(({ stap }) => stap)).toEqual(['uitwisseling-mislukt']);
    await round(world, '2026-12-02');
    expect(told(world)).toEqual([TO_OFFICE]);
  });
});

const ELSEWHERE = 'ander@elders.example';

/** The aanmelding has another address from now on. */
async function moveAway(world: World, aanmeldingId: AanmeldingId): Promise<void> {
  const seen = await aanmeldingOf(world, aanmeldingId);
  const { gegevens } = seen;
  const salarisverwerker = { ...gegevens.salarisverwerker, email: ELSEWHERE };
  const regel = { aanmeldingId, op: world.klok.now(), wie: 'salarisverwerker', wat: 'gegevens.gewijzigd' };
  await world.registratie.replaceAanmelding(
    { ...seen, versie: seen.versie + 1, gegevens: { ...gegevens, salarisverwerker } },
    regel,
  );
}

describe('a bulk of which a mail was refused', () => {
  async function bulk(way: (world: World, ids: readonly AanmeldingId[]) => Promise<unknown>) {
    const world = createWorld();
    const ids = await bulkSubmitted(world, 3);
    await way(refusing(world), ids);
    world.post.forget();
    return { world, ids };
  }
  const receipts = async (world: World, ids: readonly AanmeldingId[]) => {
    for (const id of ids) await confirmOntvangst(world, id);
  };

  it('is told of once, with how each of its werkgevers is, and a code that opens them all', async () => {
    const { world, ids } = await bulk(receipts);
    world.nmbrs.weigeringen = { Children_Get: { reden: 'recht-niet-actief', code: '1002' } };
    const [, second] = ids;
    if (second === undefined) throw new Error('nobody');
    await verifyAanmelding(world, second);
    await askHerstel(world, second, { taakToken: token('herstel') });
    world.post.forget();
    await round(world, '2026-11-25');
    await round(world, '2026-11-26');
    expect(told(world)).toEqual([['bulk-stand-na-weigering', OFFICE]]);
    const text = lastText(world);
    for (const id of ids) expect(text).toContain(id);
    expect(text.indexOf('Hiervoor is nog iets van u nodig')).toBeLessThan(
      text.indexOf('Deze worden bij Nmbrs gecontroleerd'),
    );
    expect(text).toContain('Kantoorcode');
  });

  it('that is refused again is tried once a day, and given up once', async () => {
    const { world } = await bulk(receipts);
    await round(refusing(world), '2026-11-25');
    await round(refusing(world), '2026-11-26');
    expect(world.logboek.lines.filter(({ stap }) => stap === 'bulk-stand-na-weigering')).toHaveLength(2);
    await round(world, '2026-12-02');
    expect(given(world)).toHaveLength(1);
    expect(told(world)).toEqual([]);
  });

  it('is spoken for by the first of which the round still comes by', async () => {
    const { world, ids } = await bulk(async () => undefined);
    const [first, second] = ids;
    if (first === undefined || second === undefined) throw new Error('nobody');
    await decideAanmelding(world, { aanmeldingId: first, formulier: afwijzen(), beoordelaar: 'een' });
    world.klok.set('2026-12-10T09:00:00.000Z');
    await confirmOntvangst(refusing(world), first);
    world.post.forget();
    await round(world, '2026-12-11');
    expect(told(world)).toEqual([['bulk-stand-na-weigering', OFFICE]]);
    expect(lastText(world)).not.toContain(first);
    expect(lastText(world)).toContain(second);
  });

  it('names nobody whose address is another by now', async () => {
    const { world, ids } = await bulk(receipts);
    const [, second, third] = ids;
    if (second === undefined || third === undefined) throw new Error('nobody');
    await moveAway(world, second);
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([['bulk-stand-na-weigering', OFFICE]]);
    expect(lastText(world)).not.toContain(second);
    expect(lastText(world)).toContain(third);
  });

  it('is told to the office that signed it up, also when the first has another address by now', async () => {
    const { world, ids } = await bulk(receipts);
    const [first, second, third] = ids;
    if (first === undefined || second === undefined || third === undefined) throw new Error('nobody');
    await moveAway(world, first);
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([['bulk-stand-na-weigering', OFFICE]]);
    const text = lastText(world);
    expect([first, second, third].map((id) => text.includes(id))).toEqual([false, true, true]);
  });

  it('is told to the address that the first has when none has that of the bulk', async () => {
    const { world, ids } = await bulk(receipts);
    for (const id of ids) await moveAway(world, id);
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([['bulk-stand-na-weigering', ELSEWHERE]]);
    for (const id of ids) expect(lastText(world)).toContain(id);
  });

  it('is given up at once when nobody knows any more who was in it', async () => {
    const { world } = await bulk(receipts);
    const registratie = { ...world.registratie, findAanvraag: async () => undefined };
    await round({ ...world, registratie }, '2026-11-25');
    expect(told(world)).toEqual([]);
    expect(given(world).length).toBeGreaterThan(0);
  });

  it('asks a.s.r. once, with those that wait for a besluit first', async () => {
    const { world, ids } = await bulk(async (refused, all) => {
      const [first] = all;
      if (first === undefined) throw new Error('nobody');
      await verifyAanmelding(refused, first);
      await askAkkoord(refused, first, { taakToken: token('akkoord') });
    });
    await round(world, '2026-11-25');
    expect(told(world)).toEqual([TO_ASR]);
    const text = lastText(world);
    expect(text).toContain('de vraag om een besluit, geweigerd op dinsdag 24 november 2026');
    expect(text.indexOf('Wacht op een besluit van a.s.r.')).toBeLessThan(text.indexOf('Wordt bij Nmbrs gecontroleerd'));
    for (const id of ids) expect(text).toContain(id);
    await round(world, '2026-11-26');
    expect(told(world)).toEqual([TO_ASR]);
  });
});
