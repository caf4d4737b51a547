import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { confirmOntvangst } from '../../../core/use-cases/confirm-ontvangst.ts';
import { endKoppeling } from '../../../core/use-cases/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/use-cases/sign-off-aanmelding.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { submitted } from '../way.ts';
import { createWorld } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

describe('the mail that an aanmelding came in', () => {
  it('goes to the office once, with what was understood and without secrets', async () => {
    const world = createWorld();
    const id = await submitted(world);
    expect(await confirmOntvangst(world, id)).toBe('verzonden');
    expect(await confirmOntvangst(world, id)).toBe('was-verzonden');
    const [mail, second] = world.post.verzonden;
    expect(second).toBeUndefined();
    expect(mail?.aan).toBe('salaris@duinzicht.example');
    const text = JSON.stringify(mail);
    for (const phrase of ['duinzicht.nmbrs.nl', 'overkoepelend', '12******L01', id]) expect(text).toContain(phrase);
    for (const canary of ['123456782', TOKEN, 'capability-']) expect(text).not.toContain(canary);
  });

  it('is not sent any more to an office that signed off before', async () => {
    const world = createWorld();
    const id = await submitted(world);
    await signOffAanmelding(world, id, { direct: true });
    expect(await confirmOntvangst(world, id)).toBe('niet-nodig');
    await endKoppeling(world, id);
    expect(await confirmOntvangst(world, id)).toBe('niet-nodig');
    expect(world.post.verzonden.map(({ onderwerp }) => onderwerp)).toEqual([expect.stringContaining('afgemeld')]);
  });

  it('that is held up is tried again with the step', async () => {
    const world = createWorld();
    const id = await submitted(world);
    world.post.failNext(new Transient({ code: 'post.wacht', message: 'throttled' }));
    await expect(confirmOntvangst(world, id)).rejects.toBeInstanceOf(Transient);
    expect(await confirmOntvangst(world, id)).toBe('verzonden');
  });

  it('of an aanmelding that does not exist is a defect', async () => {
    await expect(confirmOntvangst(createWorld(), ID)).rejects.toBeInstanceOf(Defect);
  });
});
