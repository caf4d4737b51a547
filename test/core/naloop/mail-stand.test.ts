import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { Refused } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { mailStand } from '../../../core/naloop/mail-stand.ts';
import { WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { presentStatus } from '../../../core/weergave/present-status.ts';
import { signOffNow } from '../office.ts';
import { aanmeldingOf, auditOf, completed, koppelingOf, realised, waitingForHerstel } from '../way.ts';
import { company, createWorld, type World, werknemer } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const reden = 'De e-mail kwam terug; het postvak was vol.';
const ask = (world: World) => mailStand(world, { aanmeldingId: ID, reden, beoordelaar: 'beoordelaar-1' });
const textOf = ({ post }: World): string => JSON.stringify(post.verzonden.at(-1)?.blokken);

async function worldAfter(step: (world: World) => Promise<unknown>): Promise<World> {
  const world = createWorld();
  await step(world);
  world.post.forget();
  return world;
}

describe('what is mailed once more', () => {
  it('is what is needed now, with the steps and the code that opens it', async () => {
    const world = await worldAfter(waitingForHerstel);
    expect(await ask(world)).toMatchObject({ uitkomst: 'gemaild' });
    expect(world.post.verzonden).toHaveLength(1);
    expect(textOf(world)).toContain('Zet bij Employee Services op Active: Children_Get.');
    expect(textOf(world)).toContain('Vraag daarna een nieuwe controle aan.');
    expect(textOf(world)).toContain('U kunt dit doen tot en met donderdag 24 december 2026.');
    expect(textOf(world)).toMatch(/[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/);
  });

  it.each([
    ['before the first exchange', realised, 'De eerste uitwisseling is op donderdag 10 december 2026'],
    ['after it', completed, 'de volgende is op maandag 11 januari 2027'],
  ] as const)('is never what was so before: %s', async (_when, step, tekst) => {
    const world = await worldAfter(step);
    await ask(world);
    const status = presentStatus(await aanmeldingOf(world, ID), {
      koppeling: await koppelingOf(world, ID),
      regels: await world.registratie.listAudit(ID),
      nu: world.klok.now(),
    });
    expect(status.watNu).toContain(tekst);
    expect(textOf(world)).toContain(status.watNu);
  });

  it('is also what comes next, when the last set left questions', async () => {
    const homeless = werknemer(2, { gegevens: WerknemerGegevens.parse({ ...werknemer(2).gegevens, adressen: [] }) });
    const world = createWorld({ bedrijven: [company({ werknemers: [werknemer(1), homeless, werknemer(7)] })] });
    await completed(world);
    world.post.forget();
    await ask(world);
    expect(textOf(world)).toContain('Vergrendel de run van december 2026 in Nmbrs uiterlijk vrijdag 8 januari 2027.');
    expect(textOf(world)).toContain('Over de gegevens van november 2026 hebben wij één vraag aan u.');
    expect(textOf(world)).not.toContain('niets te doen');
  });

  it('is written down, by whom and why, and mailed again when it is asked again', async () => {
    const world = await worldAfter(realised);
    await ask(world);
    world.klok.advance(1000);
    await ask(world);
    expect(world.post.verzonden).toHaveLength(2);
    const each = ['stand.gevraagd', 'stand.gemaild'];
    expect((await auditOf(world, ID)).slice(-4)).toEqual([...each, ...each]);
    expect((await world.registratie.listAudit(ID)).at(-1)).toMatchObject({
      ...{ wie: 'beoordelaar:beoordelaar-1', waarom: reden },
    });
  });

  it('says when it did not go', async () => {
    const world = await worldAfter(realised);
    world.post.failNext(new Refused({ code: 'post.geweigerd', message: 'no' }));
    expect(await ask(world)).toMatchObject({ uitkomst: 'niet-gemaild' });
    expect((await auditOf(world, ID)).at(-1)).toBe('stand.gevraagd');
    world.klok.advance(1000);
    expect(await ask(world)).toMatchObject({ uitkomst: 'gemaild' });
  });

  it('goes to nobody of whom no address is left, or who still has to confirm it', async () => {
    const world = await worldAfter(realised);
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(world, ID);
    world.post.forget();
    expect(await ask(world)).toEqual({ uitkomst: 'afgemeld' });
    expect(await ask(createWorld())).toEqual({ uitkomst: 'onbekend' });
    expect(world.post.verzonden).toEqual([]);
  });
});
