import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { submitAanmelding } from '../../../core/aanvraag/submit-aanmelding.ts';
import { sweepAanvragen } from '../../../core/aanvraag/sweep-aanvragen.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { IdempotentieSleutel } from '../../../core/invoer/idempotentie.ts';
import { GOOD_FORM, withField } from '../aanmeldformulier.ts';
import { createWorld, type World } from '../world.ts';

const ADRES = 'nieuw@kantoor.example';
const form = Aanmeldformulier.parse(withField(GOOD_FORM, 'salarisverwerker.email', ADRES));
const KEY = IdempotentieSleutel.parse('sleutel-zonder-bewijs-1');
const ALWAYS = () => true;

const numbered = (nummer: number) =>
  Aanmeldformulier.parse(
    withField(
      withField(GOOD_FORM, 'salarisverwerker.email', `kantoor-${nummer}@voorbeeld.example`),
      'werkgever.raamwerkcontractnummer',
      `RC-${nummer}`,
    ),
  );

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

describe('a round', () => {
  it.each([
    new Transient({ code: 'aws.kluis.erase', message: 'throttled' }),
    new Defect({ code: 'registratie.onleesbaar', message: 'no aanvraag' }),
  ])('goes on with the next when one fails ($name), names that one, and does it in the next round', async (error) => {
    const world = createWorld();
    for (const nummer of [1, 2, 3]) await submitAanmelding(world, numbered(nummer));
    const [broken] = world.nazorg.gevraagd;
    const { kluis } = world;
    const eraseCandidate: typeof kluis.eraseCandidate = (id) =>
      id === broken ? Promise.reject(error) : kluis.eraseCandidate(id);
    const findAanvraag: typeof world.registratie.findAanvraag = (id) =>
      id === broken ? Promise.reject(error) : world.registratie.findAanvraag(id);
    world.klok.set('2026-11-25T10:15:00.000Z');
    const ill = { ...world, registratie: { ...world.registratie, findAanvraag } };
    expect(await sweepAanvragen(ill, ALWAYS)).toMatchObject({ tokensGewist: 2, mislukt: 2, meer: false });
    expect(world.kluis.geheimen.size).toBe(1);
    expect(world.logboek.lines.filter(({ code }) => code === 'aanvragen.mislukt')).toEqual(
      Array.from({ length: 2 }, () => ({
        ...{ level: 'error', code: 'aanvragen.mislukt', aanvraagId: broken },
        ...{ fout: error.name, foutcode: error.code },
      })),
    );
    expect(await sweepAanvragen(world, ALWAYS)).toMatchObject({ tokensGewist: 1, mislukt: 0 });
    world.klok.set('2026-12-01T10:15:00.000Z');
    const stuck = { ...world, kluis: { ...kluis, eraseCandidate } };
    expect(await sweepAanvragen(stuck, ALWAYS)).toMatchObject({ gewist: 2, mislukt: 1 });
    expect(await sweepAanvragen(world, ALWAYS)).toMatchObject({ gewist: 1, mislukt: 0 });
  });
});
