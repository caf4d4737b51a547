import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { signOffKoppeling } from '../../../core/afmelding/sign-off-koppeling.ts';
import { withdrawAfmelding } from '../../../core/afmelding/withdraw-afmelding.ts';
import { AanmeldingId, koppelingIdOf } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { presentStatus } from '../../../core/weergave/present-status.ts';
import { GOOD_FORM } from '../aanmeldformulier.ts';
import { aanmeldingIn, koppelingOf, realised } from '../way.ts';
import { createWorld, type World } from '../world.ts';

// a.s.r. ends a koppeling because the policy ends. It is 24 November 2026.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const doorAsr = { beoordelaar: 'beoordelaar-1', reden: 'De verzekering eindigt.' };
const end = (world: World, wens: Parameters<typeof signOffKoppeling>[1]['wens'] = {}) =>
  signOffKoppeling(world, { koppelingId: KOPPELING, wens, ...doorAsr });
const per = (datum: string) => ({ per: Datum.parse(datum) });
const afmeldingIn = async (world: World) => (await aanmeldingIn(world, ID, 'gerealiseerd')).afmelding;
const watNu = async (world: World) =>
  presentStatus(await aanmeldingIn(world, ID, 'gerealiseerd'), {
    koppeling: await koppelingOf(world, ID),
    nu: world.klok.now(),
  }).watNu;

async function started(): Promise<World> {
  const world = createWorld();
  await realised(world);
  world.post.forget();
  return world;
}

describe('the end of a koppeling by a.s.r.', () => {
  it('is stored with who, why and when, and carried out by the machine of an afmelding', async () => {
    const world = await started();
    const op = world.klok.now();
    expect(await end(world, per('2026-12-31'))).toMatchObject({ uitkomst: 'beeindigd' });
    expect(await afmeldingIn(world)).toEqual({ aangevraagdOp: op, ingangsdatum: '2026-12-31', doorAsr });
    expect([...world.verloop.afmeldingen]).toEqual([ID]);
    expect((await world.registratie.listAudit(ID)).at(-1)).toMatchObject({
      ...{ wie: 'beoordelaar:beoordelaar-1', wat: 'afmelding.ontvangen' },
      waarom: 'per 2026-12-31: De verzekering eindigt.',
    });
    expect(await watNu(world)).toContain(
      'a.s.r. heeft de salariskoppeling beëindigd (De verzekering eindigt): 31 december 2026 is de laatste dag',
    );
  });

  it('tells the office why, from when, and not how to stop it', async () => {
    const world = await started();
    await end(world, per('2026-12-31'));
    await endKoppeling(world, ID);
    const mail = world.post.verzonden.find(({ aan }) => aan === GOOD_FORM.salarisverwerker.email);
    const text = JSON.stringify(mail);
    expect(mail?.onderwerp).toContain('Salariskoppeling beëindigd door a.s.r.');
    for (const said of ['De verzekering eindigt.', '31 december 2026', 'vrijdag 1 januari 2027'])
      expect(text).toContain(said);
    expect(text).not.toMatch(/DELETE|Trek de afmelding/);
  });

  it('says so and why in the receipt too: the mail before it may not have come', async () => {
    const world = await started();
    await end(world, { ...per('2026-12-31'), direct: true });
    world.klok.set('2027-01-01T06:00:00.000Z');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect(world.post.sleutels.map(({ soort }) => soort)).toEqual(['afgemeld-asr', 'afgemeld']);
    const receipt = JSON.stringify(world.post.verzonden.at(-1));
    expect(receipt).toMatch(
      /a\.s\.r\. heeft de salariskoppeling van [^.]* beëindigd\. De reden: De verzekering eindigt\. 31 december/,
    );
  });

  it('is not hurried by the office, which a.s.r. would lose a period by', async () => {
    const world = await started();
    await end(world, per('2026-12-31'));
    expect(await signOffAanmelding(world, ID, { direct: true })).toEqual({ uitkomst: 'door-asr' });
    expect(await afmeldingIn(world)).not.toHaveProperty('direct');
    expect(await watNu(world)).not.toContain('kies voor direct wissen');
    expect(await end(world, { direct: true })).toMatchObject({ uitkomst: 'beeindigd', afmelding: { direct: true } });
  });

  it('per today erases nothing for a day', async () => {
    const world = await started();
    await end(world);
    expect(await endKoppeling(world, ID)).toMatchObject({ uitkomst: 'wacht', tot: '2026-11-25T09:00:00.000Z' });
    expect(await watNu(world)).toMatch(/^Wij wissen niets vóór woensdag 25 november 2026 om 10:00 uur\. a\.s\.r\./);
  });

  it('is taken back by a.s.r. only, and then the koppeling goes on', async () => {
    const world = await started();
    await end(world, per('2026-12-31'));
    expect(await withdrawAfmelding(world, ID)).toEqual({ uitkomst: 'door-asr' });
    expect(await afmeldingIn(world)).toBeDefined();
    expect(await withdrawAfmelding(world, ID, { beoordelaar: 'beoordelaar-2', reden: 'Vergissing.' })).toMatchObject({
      uitkomst: 'ingetrokken',
    });
    expect(await afmeldingIn(world)).toBeUndefined();
    expect((await world.registratie.listAudit(ID)).at(-1)).toMatchObject({
      ...{ wie: 'beoordelaar:beoordelaar-2', wat: 'afmelding.ingetrokken', waarom: 'Vergissing.' },
    });
  });

  it('moves to another day when it is taken back first, as often as need be', async () => {
    const world = await started();
    for (const datum of ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05']) {
      expect(await end(world, per(datum))).toMatchObject({ uitkomst: 'beeindigd' });
      expect(await end(world, per('2027-01-31'))).toEqual({ uitkomst: 'andere-datum' });
      expect((await afmeldingIn(world))?.ingangsdatum).toBe(datum);
      expect(await withdrawAfmelding(world, ID, doorAsr)).toMatchObject({ uitkomst: 'ingetrokken' });
      world.klok.advance(60_000);
    }
  });

  it('undoes an afmelding of the office as well', async () => {
    const world = await started();
    await signOffAanmelding(world, ID, per('2026-12-31'));
    expect(await withdrawAfmelding(world, ID, doorAsr)).toMatchObject({ uitkomst: 'ingetrokken' });
    expect(await afmeldingIn(world)).toBeUndefined();
  });

  it('is of a day that can be', async () => {
    const world = await started();
    const range = { uitkomst: 'datum-kan-niet', van: '2026-11-24', tot: '2027-08-11' };
    expect(await end(world, per('2026-11-23'))).toEqual(range);
    expect(await end(world, per('2027-08-12'))).toEqual(range);
    expect(await afmeldingIn(world)).toBeUndefined();
  });
});
