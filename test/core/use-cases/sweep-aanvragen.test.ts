import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/domain/aanmeldgegevens.ts';
import { IdempotentieSleutel } from '../../../core/domain/idempotentie.ts';
import { submitAanmelding } from '../../../core/use-cases/submit-aanmelding.ts';
import { sweepAanvragen } from '../../../core/use-cases/sweep-aanvragen.ts';
import { GOOD_FORM, withField } from '../aanmeldformulier.ts';
import { createWorld, type World } from '../world.ts';

const ADRES = 'nieuw@kantoor.example';
const form = Aanmeldformulier.parse(withField(GOOD_FORM, 'salarisverwerker.email', ADRES));
const KEY = IdempotentieSleutel.parse('sleutel-zonder-bewijs-1');
const ALWAYS = () => true;

const submit = (world: World) => submitAanmelding(world, form, { sleutel: KEY });
async function sweepAt(world: World, nu: string) {
  world.klok.set(nu);
  return sweepAanvragen(world, ALWAYS);
}

describe('erasing a request that nobody confirmed', () => {
  it('leaves a later one of the same Idempotency-Key its answer', async () => {
    const world = createWorld();
    const first = await submit(world);
    await sweepAt(world, '2026-11-25T10:15:00.000Z');
    world.klok.set('2026-12-01T06:00:00.000Z');
    const second = await submit(world);
    expect(second).toMatchObject({ uitkomst: 'wacht-op-bevestiging' });
    expect(second).not.toEqual(first);
    expect((await sweepAt(world, '2026-12-01T09:15:00.000Z')).gewist).toBe(1);
    expect(await submit(world)).toEqual(second);
  });

  it('says of its key that it is over, once the day of the key is over too', async () => {
    const world = createWorld();
    await submit(world);
    await sweepAt(world, '2026-11-25T10:15:00.000Z');
    await sweepAt(world, '2026-12-01T09:15:00.000Z');
    expect(await submit(world)).toEqual({ uitkomst: 'sleutel-vervallen' });
  });
});
