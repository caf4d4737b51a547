import { describe, expect, it } from 'vitest';
import { changeKoppeling } from '../../../core/beheer/change-koppeling.ts';
import { AanmeldingId, koppelingIdOf } from '../../../core/ids.ts';
import { type Koppelingwijziging, Wijzigingsformulier } from '../../../core/koppeling/koppelingwijziging.ts';
import { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { setOf } from '../deliveries.ts';
import { aanmeldingIn, carriedOut, goedkeuren, koppelingOf, realised, running, started } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const DAY_MS = 86_400_000;

const reden = 'Op verzoek van het kantoor.';
const byAsr = (world: World, wijziging: Koppelingwijziging, beoordelaar = 'beoordelaar-1') =>
  changeKoppeling(world, { koppelingId: KOPPELING, wijziging, doorAsr: { beoordelaar, reden } });
const byOffice = (world: World, wijziging: Koppelingwijziging) =>
  changeKoppeling(world, { koppelingId: KOPPELING, wijziging });
const profiel = (dekkingsprofiel: string) => ({ dekkingsprofiel: Dekkingsprofiel.parse(dekkingsprofiel) });

async function realisedWith(dekkingsprofiel = 'verzuim'): Promise<World> {
  const world = createWorld();
  await realised(world, goedkeuren(Dekkingsprofiel.parse(dekkingsprofiel)));
  world.post.forget();
  return world;
}
const lastRegel = async (world: World) => {
  const { wie, wat, waarom } = (await world.registratie.listAudit(ID)).at(-1) ?? {};
  return [wie, wat, waarom];
};

describe('the DGA’s and the 13e maand', () => {
  const dga = [{ naam: 'W. Maanlicht', medewerkersnummer: '12' }];

  it('are changed at once, of the koppeling and of what the office sees', async () => {
    const world = await realisedWith();
    const outcome = await byAsr(world, { dga, dertiendeMaand: true });
    expect(outcome).toEqual({ uitkomst: 'gewijzigd', velden: ['dga', 'dertiendeMaand'], voorstel: undefined });
    expect(await koppelingOf(world, ID)).toMatchObject({ dga, dertiendeMaand: true });
    expect((await aanmeldingIn(world, ID, 'gerealiseerd')).gegevens).toMatchObject({ dga, dertiendeMaand: true });
    expect(await lastRegel(world)).toEqual([
      ...['beoordelaar:beoordelaar-1', 'koppeling.gegevens-gewijzigd', `dga, dertiendeMaand: ${reden}`],
    ]);
    const [mail, ...more] = world.post.verzonden;
    const text = JSON.stringify(mail?.blokken);
    expect([more, text.includes('a.s.r. heeft gegevens'), text.includes('Wie de DGA is.')]).toEqual([[], true, true]);
    expect([text.includes('Maanlicht'), text.includes('dekkingsprofiel')]).toEqual([false, false]);
  });

  it('are the office’s to change, which is told all the same', async () => {
    const world = await realisedWith();
    expect(await byOffice(world, { dertiendeMaand: true })).toMatchObject({ velden: ['dertiendeMaand'] });
    expect(await lastRegel(world)).toEqual(['salarisverwerker', 'koppeling.gegevens-gewijzigd', 'dertiendeMaand']);
    expect(JSON.stringify(world.post.verzonden)).toContain('Met de toegangscode van uw kantoor');
  });

  it('asked for again change nothing, write nothing and mail nothing', async () => {
    const world = await realisedWith();
    await byAsr(world, { dga });
    const before = [await koppelingOf(world, ID), world.post.verzonden.length];
    expect(await byAsr(world, { dga })).toEqual({ uitkomst: 'gewijzigd', velden: [], voorstel: undefined });
    expect([await koppelingOf(world, ID), world.post.verzonden.length]).toEqual(before);
  });

  it('keep the employee of a DGA who stays, and look for one who is new', async () => {
    const world = await realisedWith();
    const [known] = (await koppelingOf(world, ID)).dga;
    if (known === undefined) throw new Error('the example has a DGA');
    expect(known.werknemerId).toBe(1007);
    const { naam, medewerkersnummer } = known;
    await byAsr(world, { dga: [...dga, { naam, medewerkersnummer }] });
    expect((await koppelingOf(world, ID)).dga).toEqual([...dga, known]);
    await byAsr(world, { dga: [{ naam: 'Iemand Anders', medewerkersnummer }] });
    expect((await koppelingOf(world, ID)).dga).toEqual([{ naam: 'Iemand Anders', medewerkersnummer }]);
  });

  it('count in the next set', async () => {
    const world = createWorld();
    const id = await started(world, goedkeuren('verzuim'));
    await byAsr(world, { dga: [] });
    await carriedOut(world, id);
    expect((await setOf(world, id)).werknemers.filter((one) => one.dga)).toEqual([]);
  });
});

describe('the profile', () => {
  it.each([
    ['volledig', 'verzuim'],
    ['volledig', 'wia'],
    ['pensioen', 'wia'],
    ['wia', 'verzuim'],
  ])('is made smaller by one: from %s to %s', async (van, naar) => {
    const world = await realisedWith(van);
    expect(await byAsr(world, profiel(naar))).toMatchObject({ velden: ['dekkingsprofiel'], voorstel: undefined });
    expect((await koppelingOf(world, ID)).dekkingsprofiel).toBe(naar);
  });

  it.each([
    ['verzuim', 'wia'],
    ['verzuim', 'volledig'],
    ['wia', 'pensioen'],
    ['pensioen', 'volledig'],
  ])('is made larger by two, with the BSN in it: from %s to %s', async (van, naar) => {
    const world = await realisedWith(van);
    const op = world.klok.now();
    const voorstel = { dekkingsprofiel: naar, beoordelaar: 'beoordelaar-1', op };
    expect(await byAsr(world, profiel(naar))).toEqual({ uitkomst: 'gewijzigd', velden: [], voorstel });
    expect(await koppelingOf(world, ID)).toMatchObject({ dekkingsprofiel: van, voorstel });
    expect((await lastRegel(world)).slice(1)).toEqual([
      ...['koppeling.wijziging-voorgesteld', `voorgesteld: dekkingsprofiel ${naar}: ${reden}`],
    ]);
    expect(await byAsr(world, profiel(naar))).toMatchObject({ velden: [], voorstel });
    expect(world.post.verzonden).toEqual([]);
    expect(await byAsr(world, profiel(naar), 'beoordelaar-2')).toMatchObject({ velden: ['dekkingsprofiel'] });
    const koppeling = await koppelingOf(world, ID);
    expect([koppeling.dekkingsprofiel, koppeling.voorstel]).toEqual([naar, undefined]);
    expect(world.post.verzonden).toHaveLength(1);
  });

  it('that a colleague proposed is not replaced by another, and goes when the one that holds is asked for', async () => {
    const world = await realisedWith();
    await byAsr(world, profiel('wia'));
    const before = await koppelingOf(world, ID);
    expect(await byAsr(world, { ...profiel('volledig'), dertiendeMaand: true }, 'beoordelaar-2')).toEqual({
      uitkomst: 'wijkt-af',
    });
    expect(await koppelingOf(world, ID)).toEqual(before);
    expect(await byAsr(world, profiel('pensioen'))).toMatchObject({ voorstel: { dekkingsprofiel: 'pensioen' } });
    expect(await byAsr(world, profiel('verzuim'), 'beoordelaar-2')).toMatchObject({ velden: [], voorstel: undefined });
    expect((await koppelingOf(world, ID)).voorstel).toBeUndefined();
  });

  it('that was proposed longer than thirty days ago is proposed anew', async () => {
    const world = await realisedWith();
    await byAsr(world, profiel('wia'));
    world.klok.advance(30 * DAY_MS + 1);
    expect(await byAsr(world, profiel('wia'), 'beoordelaar-2')).toMatchObject({
      ...{ velden: [], voorstel: { beoordelaar: 'beoordelaar-2', op: world.klok.now() } },
    });
  });

  it('is not the office’s to change', async () => {
    const world = await realisedWith('volledig');
    expect(await byOffice(world, profiel('verzuim'))).toMatchObject({ velden: [] });
    expect((await koppelingOf(world, ID)).dekkingsprofiel).toBe('volledig');
  });

  it('does not change while data is fetched by it', async () => {
    const world = createWorld();
    await running(world, goedkeuren('volledig'));
    expect(await byAsr(world, { ...profiel('verzuim'), dga: [] })).toEqual({ uitkomst: 'begonnen' });
    expect(await koppelingOf(world, ID)).toMatchObject({ dekkingsprofiel: 'volledig', dga: [{ werknemerId: 1007 }] });
    expect(await byAsr(world, { dga: [] })).toMatchObject({ velden: ['dga'] });
  });
});

it('of two changes at the same moment both are made', async () => {
  const world = await realisedWith();
  const outcomes = await Promise.all([byAsr(world, { dga: [] }), byOffice(world, { dertiendeMaand: true })]);
  expect(outcomes.map(({ uitkomst }) => uitkomst)).toEqual(['gewijzigd', 'gewijzigd']);
  expect(await koppelingOf(world, ID)).toMatchObject({ dga: [], dertiendeMaand: true });
});

it.each([
  ['nothing', { reden }, false],
  ['no reason', { dga: [] }, false],
  ['two of one number', { reden, dga: ['a', 'b'].map((naam) => ({ naam, medewerkersnummer: '1' })) }, false],
  ['one field', { reden, dga: [] }, true],
])('the form with %s', (_name, form, expected) => {
  expect(Wijzigingsformulier.safeParse(form).success).toBe(expected);
});
