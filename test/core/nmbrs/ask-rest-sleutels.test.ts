import { describe, expect, it } from 'vitest';
import { Aanmeldformulier, splitToken } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { checkAtPayroll } from '../../../core/controle/check-at-payroll.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import type { Payroll } from '../../../core/nmbrs/ports/payroll.ts';
import { presentControle } from '../../../core/weergave/present-controle.ts';
import { GOOD_FORM } from '../aanmeldformulier.ts';
import { nextDelivered, setOf } from '../deliveries.ts';
import { approved, fetched, koppelingOf } from '../way.ts';
import { company, createWorld, inloggegevens, type World, werknemer } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const CONVERTER = 'Converter_GetByCompany_IntToGuid';
const guidOf = (nummer: number): string => `00000000-0000-4000-8000-${nummer.toString(16).padStart(12, '0')}`;
const COMPANY = guidOf(4411);

const asked = ({ gateway }: World): number => gateway.calls.filter((call) => call === CONVERTER).length;

async function delivered(world: World) {
  const id = await fetched(world);
  await assembleGegevensset(world, id);
  const { werknemers, manifest } = await setOf(world, id);
  await completeUitwisseling(world, id);
  return { id, werkgever: manifest.werkgever, guids: werknemers.map(({ guid }) => guid) };
}

describe('the GUIDs of the API that replaces this one', () => {
  it('are asked for at realisatie, and kept beside the number of the company', async () => {
    const world = createWorld({ restSleutels: true });
    await approved(world);
    const before = asked(world);
    await realiseKoppeling(world, ID);
    expect((await koppelingOf(world, ID)).nmbrs).toMatchObject({ bedrijfId: 4411, bedrijfGuid: COMPANY });
    expect(asked(world) - before).toBe(1);
  });

  it('are delivered, of the company and of each employee', async () => {
    const world = createWorld({ restSleutels: true });
    const { werkgever, guids } = await delivered(world);
    expect(werkgever).toMatchObject({ nmbrsBedrijfId: 4411, nmbrsBedrijfGuid: COMPANY });
    expect(guids).toEqual([1001, 1002, 1007].map(guidOf));
  });

  it('are asked for once: for an employee who is new once more, and for nobody else', async () => {
    const world = createWorld({ restSleutels: true });
    const { id } = await delivered(world);
    // By the controle, by realisatie, and by the first exchange.
    expect(asked(world)).toBe(3);
    const staff = [1, 2, 7].map((one) => werknemer(one));
    const second = await nextDelivered(world, id, staff);
    expect(asked(world)).toBe(3);
    const third = await nextDelivered(world, second, [...staff, werknemer(8)]);
    expect(asked(world)).toBe(4);
    const { werknemers } = await setOf(world, third);
    expect(werknemers.map(({ guid }) => guid)).toEqual([1001, 1002, 1007, 1008].map(guidOf));
  });

  it('are kept when the call is not active any more', async () => {
    const world = createWorld({ restSleutels: true });
    const { id } = await delivered(world);
    world.nmbrs.restSleutels = false;
    const { werknemers, manifest } = await setOf(
      world,
      await nextDelivered(
        world,
        id,
        [1, 2, 7].map((one) => werknemer(one)),
      ),
    );
    expect(werknemers.map(({ guid }) => guid)).toEqual([1001, 1002, 1007].map(guidOf));
    expect(manifest.werkgever.nmbrsBedrijfGuid).toBe(COMPANY);
  });

  it('are asked for by the next exchange of a koppeling that has none, and kept from then on', async () => {
    const world = createWorld();
    const { id, werkgever, guids } = await delivered(world);
    expect([werkgever.nmbrsBedrijfGuid, guids]).toEqual([undefined, [undefined, undefined, undefined]]);
    world.nmbrs.restSleutels = true;
    const staff = [1, 2, 7].map((one) => werknemer(one));
    const { manifest, werknemers, mutaties } = await setOf(world, await nextDelivered(world, id, staff));
    expect([manifest.werkgever.nmbrsBedrijfGuid, werknemers.at(-1)?.guid]).toEqual([COMPANY, guidOf(1007)]);
    expect(mutaties).toEqual([]);
    expect((await koppelingOf(world, ID)).nmbrs.bedrijfGuid).toBe(COMPANY);
  });

  it.each([
    ['a hold-up', new Transient({ code: 'nmbrs-timeout', message: 'no answer' })],
    ['an answer without sense', new Defect({ code: 'nmbrs-unreadable', message: 'not XML' })],
    ['no time left', new Transient({ code: 'tijd-bijna-op', message: 'out of time' })],
  ])('stop nothing: %s', async (_name, error) => {
    const world = createWorld({ bedrijven: [company()] });
    const open: World['gateway']['open'] = (login) => ({
      ...world.gateway.open(login),
      listRestSleutels: () => Promise.reject(error),
    });
    const { guids } = await delivered({ ...world, gateway: { ...world.gateway, open } });
    expect(guids).toEqual([undefined, undefined, undefined]);
  });

  it('stop a step on what is of our own, as any other call would', async () => {
    const world = createWorld();
    await approved(world);
    const druk = new Transient({ code: 'nmbrs-druk', message: 'too many' });
    const open: World['gateway']['open'] = (login) => ({
      ...world.gateway.open(login),
      listRestSleutels: () => Promise.reject(druk),
    });
    await expect(realiseKoppeling({ ...world, gateway: { ...world.gateway, open } }, ID)).rejects.toBe(druk);
    expect(await realiseKoppeling(world, ID)).toBe('gerealiseerd');
  });
});

describe('the controle', () => {
  const CONTROLE = { aanroep: CONVERTER, uitkomst: 'actief' };
  const controleAt = async (world: World, over: Partial<Payroll> = {}) =>
    checkAtPayroll(
      { ...world.gateway.open(inloggegevens()), ...over },
      splitToken(Aanmeldformulier.parse(GOOD_FORM)).gegevens,
      world.klok,
    );

  it('notes whether the call is active, and nothing of the answer', async () => {
    expect((await controleAt(createWorld({ restSleutels: true }))).guids).toEqual(CONTROLE);
  });

  it('is not failed by a call that is off, and asks the office to activate it, at the service where it stands', async () => {
    const controle = await controleAt(createWorld());
    expect(controle.guids).toEqual({ ...CONTROLE, uitkomst: 'niet-actief', code: '1002' });
    expect(controle.uitkomst).toBe('geslaagd');
    const { gegevens } = splitToken(Aanmeldformulier.parse(GOOD_FORM));
    const { aanroepen = [], stappen = [] } = presentControle(controle, gegevens).aanbevolen ?? {};
    expect(aanroepen.at(-1)).toMatchObject({ aanroep: CONVERTER, reden: expect.stringContaining('nieuwe API') });
    expect(stappen.filter((stap) => stap.includes(CONVERTER))).toEqual([expect.stringContaining('Company Services')]);
    expect(stappen.some((stap) => stap.includes('Employee Services'))).toBe(true);
    const only = presentControle({ ...controle, bedrijfsbreed: [], perTijdvak: [] }, gegevens).aanbevolen;
    expect(only?.stappen.some((stap) => stap.includes('Employee Services'))).toBe(false);
  });

  it('goes on without an answer, but not with a login that was shut meanwhile', async () => {
    const world = createWorld();
    const held = await controleAt(world, {
      listRestSleutels: () => Promise.reject(new Transient({ code: 'nmbrs-timeout', message: 'no answer' })),
    });
    expect([held.uitkomst, held.guids]).toEqual(['geslaagd', undefined]);
    const shut = await controleAt(world, {
      listRestSleutels: async () => ({
        ok: false,
        refusal: { reden: 'inloggegevens-ongeldig', code: '1001', aanroep: CONVERTER },
      }),
    });
    expect(shut.bevindingen.map(({ code }) => code)).toEqual(['inloggegevens-ongeldig']);
  });
});
