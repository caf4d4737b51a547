import { describe, expect, it } from 'vitest';
import { Bulkaccount } from '../../../core/aanmelding/bulk.ts';
import { confirmAanvraag } from '../../../core/aanvraag/confirm-aanvraag.ts';
import { listKantoor } from '../../../core/aanvraag/list-kantoor.ts';
import { submitBulk } from '../../../core/aanvraag/submit-bulk.ts';
import { askAkkoord } from '../../../core/akkoord/ask-akkoord.ts';
import { remindPeople } from '../../../core/akkoord/remind-people.ts';
import type { Bericht } from '../../../core/berichten/bericht.ts';
import { askHerstel } from '../../../core/controle/ask-herstel.ts';
import { recheckAanmelding } from '../../../core/controle/recheck-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import type { AanmeldingId } from '../../../core/ids.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { replaceToken, Tokenformulier } from '../../../core/koppeling/replace-token.ts';
import { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import { Toegangscode } from '../../../core/toegang/toegangscode.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { ACCOUNT, bulkwerkgever } from '../bulk.ts';
import { NEW_TOKEN, reset } from '../office.ts';
import { aanmeldingIn, bulkSubmitted, decided, goedkeuren, token } from '../way.ts';
import { ASSESSORS, company, createWorld, ESCALATIE, inloggegevens, type World } from '../world.ts';

const OFFICE = ACCOUNT.salarisverwerker.email;

const verify = async (world: World, ids: readonly AanmeldingId[]): Promise<void> => {
  for (const id of ids) await verifyAanmelding(world, id);
};

const askedToMend = async (world: World, ids: readonly AanmeldingId[]): Promise<void> => {
  for (const id of ids) await askHerstel(world, id, { taakToken: token(`herstel-${id}`) });
};

const askedToDecide = async (world: World, ids: readonly AanmeldingId[]): Promise<void> => {
  for (const id of ids) await askAkkoord(world, id, { taakToken: token(`akkoord-${id}`) });
};

/** Of each mail that went out to whom, and which of these werkgevers stand in it. */
const told = (world: World, ids: readonly AanmeldingId[]) =>
  world.post.verzonden.map((bericht) => [bericht.aan, ids.filter((id) => JSON.stringify(bericht).includes(id))]);

const fieldIn = ({ blokken }: Bericht, label: string): string | undefined =>
  blokken.flatMap((blok) => (blok.soort === 'gegevens' ? blok.rijen : [])).find(([name]) => name === label)?.[1];

describe('a bulk of which Nmbrs refuses the login', () => {
  async function refused() {
    const world = createWorld();
    const ids = await bulkSubmitted(world, 3);
    reset(world);
    return { world, ids };
  }

  it('is told of once, with all its werkgevers, as soon as the first controle finds it', async () => {
    const { world, ids } = await refused();
    for (const id of ids) {
      await verify(world, [id]);
      await askedToMend(world, [id]);
    }
    expect(told(world, ids)).toEqual([[OFFICE, ids]]);
    const [mail] = world.post.verzonden;
    const text = JSON.stringify(mail);
    for (const phrase of ['3 werkgevers', 'als een nieuwe aanvraag', 'API-Token', '24 december 2026'])
      expect(text).toContain(phrase);
    for (const canary of ['123456782', TOKEN, 'capability-']) expect(text).not.toContain(canary);
    expect(mail?.onderwerp).not.toContain('Duinzicht');
  });

  it('is told of with a code that opens the list of the office, and not one aanmelding', async () => {
    const { world, ids } = await refused();
    await verify(world, ids);
    await askedToMend(world, ids);
    const [mail] = world.post.verzonden;
    const code = Toegangscode.parse(mail && fieldIn(mail, 'Kantoorcode'));
    const list = await listKantoor(world, code);
    expect(list).toMatchObject({ aanmeldingen: [{}, {}, {}] });
    const hash = world.identiteit.hash(code);
    for (const id of ids) expect(await world.registratie.hasToegang(id, hash, world.klok.now())).toBe(false);
  });

  it('is told of with those that are still being taken in', async () => {
    const world = createWorld();
    const rijen = [1, 2, 3].map((rij) => ({ rij, invoer: bulkwerkgever(rij) }));
    const rows = await submitBulk(world, { account: Bulkaccount.parse(ACCOUNT), rijen }, () => true);
    if (typeof rows === 'string') throw new Error(rows);
    const ids = rows.flatMap((row) => ('aanmeldingId' in row ? [row.aanmeldingId] : []));
    const [first] = ids;
    const [asked] = world.post.verzonden;
    if (first === undefined || asked === undefined) throw new Error('nobody');
    const code = Toegangscode.parse(fieldIn(asked, 'Bevestigingscode'));
    let turns = 1;
    await confirmAanvraag(world, { aanmeldingId: first, code }, () => {
      turns -= 1;
      return turns >= 0;
    });
    world.post.forget();
    reset(world);
    await verify(world, [first]);
    await askedToMend(world, [first]);
    expect(told(world, ids)).toEqual([[OFFICE, ids]]);
  });

  it('is told of on another day without the one that is being checked again', async () => {
    const { world, ids } = await refused();
    const [first, ...others] = ids;
    if (first === undefined) throw new Error('nobody');
    await verify(world, [first]);
    world.verloop.wait(token(`herstel-${first}`));
    await askedToMend(world, [first]);
    world.post.forget();
    expect(await recheckAanmelding(world, first)).toBe('gestart');
    world.klok.set('2026-11-25T09:00:00.000Z');
    await verify(world, others);
    await askedToMend(world, others);
    expect(told(world, ids)).toEqual([[OFFICE, others]]);
  });

  it('is reminded of once per round, with those that still wait', async () => {
    const { world, ids } = await refused();
    await verify(world, ids);
    await askedToMend(world, ids);
    world.post.forget();
    const [first, ...others] = ids;
    if (first === undefined) throw new Error('nobody');
    world.nmbrs.inloggegevens = inloggegevens();
    await recheckAanmelding(world, first);
    await verify(world, [first]);
    await aanmeldingIn(world, first, 'wacht-op-akkoord');
    for (const ronde of ['herinnerd', 'aangedrongen'] as const) {
      for (const id of others) await remindPeople(world, id, ronde);
    }
    expect(told(world, ids)).toEqual([
      [OFFICE, others],
      [OFFICE, others],
    ]);
    const [herinnering, laatste] = world.post.verzonden;
    expect([herinnering?.onderwerp, laatste?.onderwerp]).toEqual([
      expect.stringContaining('Herinnering'),
      expect.stringContaining('Laatste herinnering'),
    ]);
  });

  it('is told of the one that was checked again by a mail of its own', async () => {
    const { world, ids } = await refused();
    await verify(world, ids);
    await askedToMend(world, ids);
    world.post.forget();
    const [first] = ids;
    if (first === undefined) throw new Error('nobody');
    await recheckAanmelding(world, first);
    await verify(world, [first]);
    await askedToMend(world, [first]);
    expect(told(world, ids)).toEqual([[OFFICE, [first]]]);
    expect(JSON.stringify(world.post.verzonden)).toContain('Geef ons de nieuwe token op de pagina van uw aanmelding');
  });

  it('is told of by the mail that another werkgever is sending, which is waited for', async () => {
    const { world, ids } = await refused();
    await verify(world, ids);
    const [first, second] = ids;
    if (first === undefined || second === undefined) throw new Error('nobody');
    world.post.failNext(new Defect({ code: 'post.onzeker', message: 'cut off' }));
    expect(await askHerstel(world, first, { taakToken: token('een') })).toBe('onzeker');
    await expect(askHerstel(world, second, { taakToken: token('twee') })).rejects.toMatchObject({
      code: 'bericht-bezig',
    });
    world.klok.advance(60_000);
    expect(await askHerstel(world, second, { taakToken: token('drie') })).toBe('onzeker');
    expect(world.post.verzonden).toEqual([]);
  });

  it('at the realisatie is told of with all that have the same login and are not realised', async () => {
    const world = createWorld();
    const ids = await bulkSubmitted(world, 3);
    const [first, second, third] = ids;
    if (first === undefined || second === undefined || third === undefined) throw new Error('nobody');
    await verify(world, ids);
    await askedToDecide(world, ids);
    for (const id of [first, second]) await decided(world, id, goedkeuren());
    world.post.forget();
    reset(world);
    for (const id of [first, second]) {
      expect(await realiseKoppeling(world, id)).toBe('herstel-nodig');
      await askedToMend(world, [id]);
    }
    expect(told(world, ids)).toEqual([[OFFICE, ids]]);
  });

  it('and that has another login by now is told of by itself, and the others without it', async () => {
    const { world, ids } = await refused();
    const [first, ...others] = ids;
    if (first === undefined) throw new Error('nobody');
    const login = Inloggegevens.parse({ ...inloggegevens(NEW_TOKEN), gebruikersnaam: 'ander@duinzicht.example' });
    world.nmbrs.inloggegevens = login;
    const { apiToken, gebruikersnaam } = login;
    expect(await replaceToken(world, first, Tokenformulier.parse({ apiToken, gebruikersnaam }))).toMatchObject({
      uitkomst: 'vervangen',
    });
    reset(world, inloggegevens('nog-een-andere-token'));
    await verify(world, ids);
    await askedToMend(world, ids);
    expect(told(world, ids)).toEqual([
      [OFFICE, [first]],
      [OFFICE, others],
    ]);
    const [mail] = world.post.verzonden;
    expect(JSON.stringify(mail)).toContain(gebruikersnaam);
  });

  it('is told of by the next when its werkgevers could not be read', async () => {
    const { world, ids } = await refused();
    await verify(world, ids);
    const [first, second, third] = ids;
    if (first === undefined || second === undefined) throw new Error('nobody');
    const findAanmelding: World['registratie']['findAanmelding'] = (id) =>
      id === third
        ? Promise.reject(new Transient({ code: 'weg', message: 'throttled' }))
        : world.registratie.findAanmelding(id);
    const heldUp = { ...world, registratie: { ...world.registratie, findAanmelding } };
    await expect(askHerstel(heldUp, first, { taakToken: token('een') })).rejects.toBeInstanceOf(Transient);
    expect(await askHerstel(world, second, { taakToken: token('twee') })).toBe('verzonden');
    expect(told(world, ids)).toEqual([[OFFICE, ids]]);
  });
});

describe('a bulk that is still being stored', () => {
  it('is told of when all its werkgevers are there, or after a minute', async () => {
    for (const seconds of [30, 60]) {
      const world = createWorld();
      const ids = await bulkSubmitted(world, 3);
      reset(world);
      await verify(world, ids);
      const [first, ...others] = ids;
      if (first === undefined) throw new Error('nobody');
      const findAanmelding: World['registratie']['findAanmelding'] = async (id) =>
        others.includes(id) ? undefined : world.registratie.findAanmelding(id);
      const halfway = { ...world, registratie: { ...world.registratie, findAanmelding } };
      world.klok.advance(seconds * 1000);
      const asked = askHerstel(halfway, first, { taakToken: token('een') });
      if (seconds === 60) {
        expect(await asked).toBe('verzonden');
        expect(told(world, ids)).toEqual([[OFFICE, [first]]]);
        expect(JSON.stringify(world.post.verzonden)).toContain('2 werkgevers nog niet verwerkt');
        continue;
      }
      await expect(asked).rejects.toBeInstanceOf(Transient);
      expect(await askHerstel(world, first, { taakToken: token('twee') })).toBe('verzonden');
      expect(told(world, ids)).toEqual([[OFFICE, ids]]);
    }
  });
});

describe('a bulk of which each werkgever needs something else', () => {
  it('gets a mail for each, with what that one needs and its own code', async () => {
    const world = createWorld();
    const ids = await bulkSubmitted(world, 3);
    world.nmbrs.weigeringen = { Children_Get: { reden: 'recht-niet-actief', code: '1002' } };
    await verify(world, ids);
    await askedToMend(world, ids);
    expect(told(world, ids)).toEqual(ids.map((id) => [OFFICE, [id]]));
    for (const mail of world.post.verzonden) expect(JSON.stringify(mail)).toContain('Toegangscode');
  });
});

describe('a bulk that waits for an akkoord', () => {
  it('is told to the assessors once a day, with those that passed and a word on those that come yet', async () => {
    const world = createWorld();
    const ids = await bulkSubmitted(world, 3);
    const [first, second, third] = ids;
    if (first === undefined || second === undefined || third === undefined) throw new Error('nobody');
    await verify(world, [first, second]);
    await askedToDecide(world, [second, first]);
    const [mail] = world.post.verzonden;
    expect(told(world, ids)).toEqual([[ASSESSORS, ids]]);
    const lijsten = mail?.blokken.flatMap((blok) => (blok.soort === 'lijst' ? [blok.regels] : []));
    expect(lijsten).toEqual([
      [expect.stringContaining(first), expect.stringContaining(second)],
      [expect.stringContaining(third)],
    ]);
    await verify(world, [third]);
    await askedToDecide(world, [third]);
    expect(world.post.verzonden).toHaveLength(1);
  });

  it('is told again about those that pass on another day', async () => {
    const world = createWorld();
    const ids = await bulkSubmitted(world, 3);
    const [first, ...others] = ids;
    if (first === undefined) throw new Error('nobody');
    await verify(world, [first]);
    await askedToDecide(world, [first]);
    world.klok.set('2026-11-25T09:00:00.000Z');
    await verify(world, others);
    await askedToDecide(world, others);
    expect(told(world, ids)).toEqual([
      [ASSESSORS, ids],
      [ASSESSORS, others],
    ]);
  });

  it('is reminded of, and escalated, once with those that still wait', async () => {
    const world = createWorld();
    const ids = await bulkSubmitted(world, 3);
    await verify(world, ids);
    await askedToDecide(world, ids);
    const [first, ...others] = ids;
    if (first === undefined) throw new Error('nobody');
    await decided(world, first, goedkeuren());
    world.post.forget();
    world.klok.set('2026-11-27T08:00:00.000Z');
    for (const ronde of ['herinnerd', 'aangedrongen'] as const) {
      for (const id of others) expect(await remindPeople(world, id, ronde)).toMatchObject({ uitkomst: 'herinnerd' });
    }
    expect(told(world, ids)).toEqual([
      [ASSESSORS, others],
      [ESCALATIE, others],
    ]);
  });

  it('says of whom nobody is in service', async () => {
    const world = createWorld({ bedrijven: [company({ werknemers: [] })] });
    const ids = await bulkSubmitted(world, 2, []);
    await verify(world, ids);
    await askedToDecide(world, ids);
    expect(JSON.stringify(world.post.verzonden)).toContain('volgens Nmbrs is nu niemand in dienst');
  });
});

describe('a bulk of one', () => {
  it('gets the mails of an aanmelding that came in by itself', async () => {
    const world = createWorld();
    const ids = await bulkSubmitted(world, 1);
    await verify(world, ids);
    await askedToDecide(world, ids);
    expect(JSON.stringify(world.post.verzonden)).toContain('Bekijk de aanmelding in de werkvoorraad');
  });
});
