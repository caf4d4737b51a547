import { describe, expect, it } from 'vitest';
import type { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import type { Bericht } from '../../../core/domain/bericht.ts';
import { Toegangscode } from '../../../core/domain/toegangscode.ts';
import { Transient } from '../../../core/errors.ts';
import { askAkkoord } from '../../../core/use-cases/ask-akkoord.ts';
import { askHerstel } from '../../../core/use-cases/ask-herstel.ts';
import { listKantoor } from '../../../core/use-cases/list-kantoor.ts';
import { recheckAanmelding } from '../../../core/use-cases/recheck-aanmelding.ts';
import { remindPeople } from '../../../core/use-cases/remind-people.ts';
import { verifyAanmelding } from '../../../core/use-cases/verify-aanmelding.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { ACCOUNT } from '../bulk.ts';
import { reset } from '../office.ts';
import { aanmeldingIn, bulkSubmitted, decided, goedkeuren, token } from '../way.ts';
import { ASSESSORS, company, createWorld, ESCALATIE, inloggegevens, type World } from '../world.ts';

const OFFICE = ACCOUNT.salarisverwerker.email;

const verify = async (world: World, ids: readonly AanmeldingId[]): Promise<void> => {
  for (const id of ids) await verifyAanmelding(world, id);
};

const askedToMend = async (world: World, ids: readonly AanmeldingId[]): Promise<void> => {
  for (const id of ids) await askHerstel(world, id, token(`herstel-${id}`));
};

const askedToDecide = async (world: World, ids: readonly AanmeldingId[]): Promise<void> => {
  for (const id of ids) await askAkkoord(world, id, token(`akkoord-${id}`));
};

/** Of each mail that went out to whom, and which of these werkgevers stand in it. */
const told = (world: World, ids: readonly AanmeldingId[]) =>
  world.post.verzonden.map((bericht) => [bericht.aan, ids.filter((id) => JSON.stringify(bericht).includes(id))]);

const codeIn = ({ blokken }: Bericht): string | undefined =>
  blokken
    .flatMap((blok) => (blok.soort === 'gegevens' ? blok.rijen : []))
    .find(([label]) => label === 'Kantoorcode')?.[1];

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
    for (const phrase of ['3 werkgevers', 'POST /aanmeldingen/bulk', 'API-Token', '24 december 2026'])
      expect(text).toContain(phrase);
    for (const canary of ['123456782', TOKEN, 'capability-']) expect(text).not.toContain(canary);
    expect(mail?.onderwerp).not.toContain('Duinzicht');
  });

  it('is told of with a code that opens the list of the office, and not one aanmelding', async () => {
    const { world, ids } = await refused();
    await verify(world, ids);
    await askedToMend(world, ids);
    const [mail] = world.post.verzonden;
    const code = Toegangscode.parse(mail && codeIn(mail));
    const list = await listKantoor(world, code);
    expect(list).toMatchObject({ aanmeldingen: [{}, {}, {}] });
    const hash = world.identiteit.hash(code);
    for (const id of ids) expect(await world.registratie.hasToegang(id, hash, world.klok.now())).toBe(false);
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
    expect(JSON.stringify(world.post.verzonden)).toContain(`PUT /aanmeldingen/${first}/token`);
  });

  it('is told of by the mail that another werkgever is sending, which is waited for', async () => {
    const { world, ids } = await refused();
    await verify(world, ids);
    const [first, second] = ids;
    if (first === undefined || second === undefined) throw new Error('nobody');
    const { aanvraagId } = await aanmeldingIn(world, first, 'herstel-nodig');
    if (aanvraagId === undefined) throw new Error('not of a bulk');
    const sleutel = { onderwerp: aanvraagId, soort: 'bulk-herstel-nodig', gelegenheid: '2026-11-24' } as const;
    await world.registratie.claimBericht(sleutel, world.klok.now());
    await expect(askHerstel(world, second, token('een'))).rejects.toBeInstanceOf(Transient);
    await world.registratie.markBerichtSent(sleutel, world.klok.now());
    expect(await askHerstel(world, second, token('twee'))).toBe('was-verzonden');
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
    await expect(askHerstel(heldUp, first, token('een'))).rejects.toBeInstanceOf(Transient);
    expect(await askHerstel(world, second, token('twee'))).toBe('verzonden');
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
      const asked = askHerstel(halfway, first, token('een'));
      if (seconds === 60) {
        expect(await asked).toBe('verzonden');
        expect(told(world, ids)).toEqual([[OFFICE, [first]]]);
        continue;
      }
      await expect(asked).rejects.toBeInstanceOf(Transient);
      expect(await askHerstel(world, first, token('twee'))).toBe('verzonden');
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
  it('is told to the assessors once a day, with those that passed and how many come yet', async () => {
    const world = createWorld();
    const ids = await bulkSubmitted(world, 3);
    const [first, second, third] = ids;
    if (first === undefined || second === undefined || third === undefined) throw new Error('nobody');
    await verify(world, [first, second]);
    await askedToDecide(world, [second, first]);
    expect(told(world, ids)).toEqual([[ASSESSORS, [first, second]]]);
    expect(JSON.stringify(world.post.verzonden)).toContain('De controle van nog 1 werkgever van dezelfde aanmelding');
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
      [ASSESSORS, [first]],
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
    const [only] = ids;
    await verify(world, ids);
    await askedToDecide(world, ids);
    expect(JSON.stringify(world.post.verzonden)).toContain(`GET /werkvoorraad/${only}`);
  });
});
