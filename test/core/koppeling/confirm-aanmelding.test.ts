import { describe, expect, it } from 'vitest';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { confirmAanmelding } from '../../../core/koppeling/confirm-aanmelding.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { afwijzen, approved, overtaken, realised, submitted, waitingForAkkoord } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

const rejected = (world: World) => approved(world, afwijzen('Het contract is beëindigd.'));
async function lapsed(world: World): Promise<void> {
  await waitingForAkkoord(world);
  await expireAanmelding(world, ID);
}

const mailsOf = ({ post }: World) => post.verzonden.map((mail) => JSON.stringify(mail));

describe('the last word about an aanmelding', () => {
  it('says that it is realised, and on which date the first exchange takes place', async () => {
    const world = createWorld();
    await realised(world);
    expect(await confirmAanmelding(world, ID)).toBe('verzonden');
    const [mail] = world.post.verzonden;
    expect(mail?.aan).toBe('salaris@duinzicht.example');
    expect(mail?.onderwerp).toMatch(/^Salariskoppeling gerealiseerd – kenmerk [0-9a-f]{8}$/);
    const text = JSON.stringify(mail);
    expect(text).toContain('is op 24 november 2026 gerealiseerd');
    expect(text).toContain('De eerste uitwisseling van gegevens vindt plaats op donderdag 10 december 2026.');
    expect(text).toContain('november 2026');
  });

  it('gives the reason of a rejection, after the token was erased', async () => {
    const world = createWorld();
    await rejected(world);
    await confirmAanmelding(world, ID);
    expect(mailsOf(world)[0]).toContain('Het contract is beëindigd.');
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it('says that it has lapsed, after the token was erased', async () => {
    const world = createWorld();
    await lapsed(world);
    await confirmAanmelding(world, ID);
    expect(mailsOf(world)[0]).toContain('Uw aanmelding is vervallen');
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it('says that another aanmelding went ahead and not whose, after the token was erased', async () => {
    const world = createWorld();
    const { first, second } = await overtaken(world);
    expect(world.kluis.geheimen.size).toBe(2);
    expect(await confirmAanmelding(world, first)).toBe('verzonden');
    expect(await confirmAanmelding(world, first)).toBe('was-verzonden');
    const [mail, ...more] = mailsOf(world);
    expect(mail).toContain('een andere aanmelding voor deze werkgever eerder door de controle bij Nmbrs kwam');
    expect(mail).toContain('Klopt het niet, neem dan contact op met a.s.r.');
    expect([mail?.includes(second), more]).toEqual([false, []]);
    expect(await world.kluis.readCandidate(first)).toBeUndefined();
    expect(await world.kluis.readCandidate(second)).toBeDefined();
  });

  it.each([
    ['realised', realised],
    ['rejected', rejected],
    ['lapsed', lapsed],
    ['overtaken', overtaken],
  ] as const)('shows no token and no whole number when it is %s', async (_name, step) => {
    const world = createWorld();
    await step(world);
    await confirmAanmelding(world, ID);
    const [mail] = mailsOf(world);
    expect(mail).toContain('12******L01');
    for (const canary of [TOKEN, '123456782', 'capability-', 'Zonnedauw, W.']) expect(mail).not.toContain(canary);
  });

  it('is said once', async () => {
    const world = createWorld();
    await realised(world);
    await confirmAanmelding(world, ID);
    expect(await confirmAanmelding(world, ID)).toBe('was-verzonden');
    expect(world.post.verzonden).toHaveLength(1);
  });

  it('is said after a hold-up of the mail service, and the token is gone meanwhile', async () => {
    const world = createWorld();
    await rejected(world);
    world.post.failNext(new Transient({ code: 'post.wacht', message: 'throttled' }));
    await expect(confirmAanmelding(world, ID)).rejects.toBeInstanceOf(Transient);
    expect(world.kluis.geheimen.size).toBe(0);
    expect(await confirmAanmelding(world, ID)).toBe('verzonden');
  });

  it('cannot be said of an aanmelding that has not ended', async () => {
    const world = createWorld();
    await submitted(world);
    await expect(confirmAanmelding(world, ID)).rejects.toMatchObject({ name: 'Defect', code: 'geen-uitkomst' });
    expect(world.kluis.geheimen.size).toBe(1);
  });

  it.each([
    ['realised', realised],
    ['rejected', rejected],
  ] as const)('ends the same after a crash anywhere, and is said at most once: %s', async (_name, step) => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await step(world);
        return world;
      },
      step: (world) => confirmAanmelding(world, ID),
      endState: (world) => {
        expect(world.post.verzonden.length).toBeLessThanOrEqual(1);
        return endState(world, ID);
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
