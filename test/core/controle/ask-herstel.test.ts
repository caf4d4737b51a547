import { describe, expect, it } from 'vitest';
import { askHerstel } from '../../../core/controle/ask-herstel.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Refused, Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { aanmeldingIn, token, verified, waitingForAkkoord, waitingForHerstel } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const RIGHT_OFF = { Children_Get: { reden: 'recht-niet-actief', code: '1002' } } as const;

async function inNeedOfHerstel(): Promise<World> {
  const world = createWorld({ weigeringen: RIGHT_OFF });
  await verified(world);
  return world;
}

describe('asking for herstel', () => {
  it('keeps the token and mails what is to be put right', async () => {
    const world = await inNeedOfHerstel();
    expect(await askHerstel(world, ID, { taakToken: token('herstel') })).toBe('verzonden');
    expect((await aanmeldingIn(world, ID, 'herstel-nodig')).taakToken).toBe(token('herstel'));
    const [mail, second] = world.post.verzonden;
    expect(second).toBeUndefined();
    expect(mail?.aan).toBe('salaris@duinzicht.example');
    expect(JSON.stringify(mail)).toContain('Zet bij Employee Services op Active: Children_Get.');
  });

  it('asks for the new token where the token is what is wrong, and for a controle where it is not', async () => {
    const refused = createWorld({ weigeringen: { List_GetAll: { reden: 'inloggegevens-ongeldig', code: '1001' } } });
    await verified(refused);
    await askHerstel(refused, ID, { taakToken: token('herstel') });
    const mail = JSON.stringify(refused.post.verzonden);
    expect(mail).toContain('Geef ons de nieuwe token op de pagina van uw aanmelding');
    expect(mail).not.toContain('hercontrole');
    const rights = await inNeedOfHerstel();
    await askHerstel(rights, ID, { taakToken: token('herstel') });
    expect(JSON.stringify(rights.post.verzonden)).toContain(
      'Vraag dan een nieuwe controle aan op de pagina van uw aanmelding',
    );
  });

  it.each(['herinnerd', 'aangedrongen'] as const)(
    'again when the office was %s mails nothing of its own',
    async (ronde) => {
      const world = await inNeedOfHerstel();
      expect(await askHerstel(world, ID, { taakToken: token('later'), ronde })).toBe('niet-nodig');
      expect(world.post.verzonden).toEqual([]);
      expect((await aanmeldingIn(world, ID, 'herstel-nodig')).taakToken).toBe(token('later'));
      expect((await world.registratie.listAudit(ID)).at(-1)?.wat).toBe(`herstel.${ronde}`);
    },
  );

  it('writes the number masked, and nothing of the token or the capability', async () => {
    const world = await inNeedOfHerstel();
    await askHerstel(world, ID, { taakToken: token('herstel') });
    const mail = JSON.stringify(world.post.verzonden);
    expect(mail).toContain('12******L01');
    for (const canary of ['123456782', TOKEN, 'capability-']) expect(mail).not.toContain(canary);
  });

  it('run again mails no second time', async () => {
    const world = await inNeedOfHerstel();
    await askHerstel(world, ID, { taakToken: token('een') });
    expect(await askHerstel(world, ID, { taakToken: token('twee') })).toBe('was-verzonden');
    expect(world.post.verzonden).toHaveLength(1);
    expect((await aanmeldingIn(world, ID, 'herstel-nodig')).taakToken).toBe(token('twee'));
  });

  it('mails again when a later controle finds it wanting again', async () => {
    const world = createWorld();
    const id = await waitingForHerstel(world);
    world.klok.advance(60_000);
    await verifyAanmelding(world, id);
    expect(await askHerstel(world, id, { taakToken: token('later') })).toBe('verzonden');
    expect(world.post.verzonden).toHaveLength(2);
  });

  it('waits all the same when the mail is refused', async () => {
    const world = await inNeedOfHerstel();
    world.post.failNext(new Refused({ code: 'post.geweigerd', message: 'refused' }));
    expect(await askHerstel(world, ID, { taakToken: token('herstel') })).toBe('geweigerd');
    expect((await aanmeldingIn(world, ID, 'herstel-nodig')).taakToken).toBe(token('herstel'));
  });

  it('is tried again when the mail service has a hold-up, and mails once', async () => {
    const world = await inNeedOfHerstel();
    world.post.failNext(new Transient({ code: 'post.wacht', message: 'throttled' }));
    await expect(askHerstel(world, ID, { taakToken: token('een') })).rejects.toBeInstanceOf(Transient);
    expect(await askHerstel(world, ID, { taakToken: token('twee') })).toBe('verzonden');
    expect(world.post.verzonden).toHaveLength(1);
  });

  it('sends the machine back to the controle when there is nothing to put right any more', async () => {
    const world = createWorld();
    const id = await waitingForAkkoord(world);
    world.verloop.wait(token('herstel'));
    expect(await askHerstel(world, id, { taakToken: token('herstel') })).toBe('niet-nodig');
    expect(world.verloop.hervat.get(token('herstel'))).toEqual({ uitkomst: 'hercontrole' });
    expect(world.post.verzonden).toEqual([]);
  });

  it('after a crash anywhere waits with the new token, and mails at most once', async () => {
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: inNeedOfHerstel,
      step: (world, attempt) => askHerstel(world, ID, { taakToken: token(String(attempt)) }),
      endState: async (world) => {
        expect(world.post.verzonden.length).toBeLessThanOrEqual(1);
        const { aanmelding, ...rest } = await endState(world, ID);
        return { ...rest, status: aanmelding?.status };
      },
    });
    expect(calls).toContain('post.send');
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
