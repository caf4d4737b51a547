import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { submitAanmelding } from '../../../core/aanvraag/submit-aanmelding.ts';
import { sweepAanvragen } from '../../../core/aanvraag/sweep-aanvragen.ts';
import { correctAdres } from '../../../core/adres/correct-adres.ts';
import { Refused, Transient } from '../../../core/errors.ts';
import { settleAanmelding } from '../../../core/naloop/settle-aanmelding.ts';
import { GOOD_FORM } from '../aanmeldformulier.ts';
import { createWorld, type World } from '../world.ts';

const form = Aanmeldformulier.parse(GOOD_FORM);
const THROTTLED = new Transient({ code: 'post.druk', message: 'throttled' });

async function waiting(world: World) {
  const outcome = await submitAanmelding(world, form);
  if (outcome.uitkomst !== 'wacht-op-bevestiging') throw new Error(`the sign-up is ${outcome.uitkomst}`);
  return outcome.aanmeldingId;
}
const addressees = ({ post }: World) => post.verzonden.map(({ aan }) => aan);
const sweep = async (world: World) => (await sweepAanvragen(world, () => true)).gemaild;

describe('the mail that asks for a confirmation, when the mail service does not take it', () => {
  it('is sent by the nazorg, once', async () => {
    const world = createWorld();
    world.post.failNext(THROTTLED);
    const id = await waiting(world);
    expect(addressees(world)).toEqual([]);
    await settleAanmelding(world, id);
    await settleAanmelding(world, id);
    expect(addressees(world)).toEqual([form.salarisverwerker.email]);
  });

  it('and not when the nazorg looks either, is sent by the round of the hour, once', async () => {
    const world = createWorld();
    world.post.failNext(THROTTLED);
    const id = await waiting(world);
    world.post.failNext(THROTTLED);
    await expect(settleAanmelding(world, id)).rejects.toBe(THROTTLED);
    world.klok.set('2026-11-24T10:15:00.000Z');
    expect([await sweep(world), await sweep(world)]).toEqual([1, 0]);
    expect(addressees(world)).toEqual([form.salarisverwerker.email]);
  });

  it('is sent to an address that was corrected, whatever went to the one before', async () => {
    const world = createWorld();
    const id = await waiting(world);
    world.klok.set('2026-11-24T09:01:00.000Z');
    world.post.failNext(THROTTLED);
    const email = 'goed@duinzicht.example';
    await expect(correctAdres(world, id, { ...form.salarisverwerker, email })).rejects.toBe(THROTTLED);
    world.klok.set('2026-11-24T10:15:00.000Z');
    expect([await sweep(world), await sweep(world)]).toEqual([1, 0]);
    expect(addressees(world)).toEqual([form.salarisverwerker.email, email]);
  });

  it('is not sent again once it was refused: who waits for it asks for another, or corrects the address', async () => {
    const world = createWorld();
    world.post.failNext(new Refused({ code: 'post.geweigerd', message: 'refused' }));
    const id = await waiting(world);
    await settleAanmelding(world, id);
    world.klok.set('2026-11-24T10:15:00.000Z');
    expect(await sweep(world)).toBe(0);
    expect(addressees(world)).toEqual([]);
  });
});
