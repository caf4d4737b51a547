import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Verloop } from '../../core/aanmelding/ports/verloop.ts';
import { signOffAanmelding } from '../../core/afmelding/sign-off-aanmelding.ts';
import { decideAanmelding } from '../../core/akkoord/decide-aanmelding.ts';
import { tijdstipAt } from '../../core/kalender/tijd.ts';
import { createHandler as askAkkoord } from '../../functions/ask-akkoord/handler.ts';
import { createHandler as askHerstel } from '../../functions/ask-herstel/handler.ts';
import { createHandler as confirmAanmelding } from '../../functions/confirm-aanmelding/handler.ts';
import { createHandler as confirmOntvangst } from '../../functions/confirm-ontvangst/handler.ts';
import { createHandler as endKoppeling } from '../../functions/end-koppeling/handler.ts';
import { createHandler as expireAanmelding } from '../../functions/expire-aanmelding/handler.ts';
import { createHandler as realiseKoppeling } from '../../functions/realise-koppeling/handler.ts';
import { createHandler as remindPeople } from '../../functions/remind-people/handler.ts';
import { createHandler as verifyAanmelding } from '../../functions/verify-aanmelding/handler.ts';
import { Deployment, readDeployment } from '../../local/simulatie/deployment.ts';
import { createDice } from '../../local/simulatie/dice.ts';
import { createExecutions } from '../../local/simulatie/executions.ts';
import { createLoop } from '../../local/simulatie/loop.ts';
import { playUitrol } from '../../local/simulatie/matrix.ts';
import { SCENES } from '../../local/simulatie/scenes.ts';
import { simulate } from '../../local/simulatie/simulate.ts';
import { goedkeuren, submitted } from '../core/way.ts';
import { createWorld, type World } from '../core/world.ts';

const FOLDER = new URL('../fixtures/machines/', import.meta.url);
const machinesOf = (file: string) =>
  Deployment.shape.machines.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
const DAY_MS = 86_400_000;

let deployment: Deployment;
beforeAll(async () => {
  deployment = await readDeployment();
}, 60_000);

/** The whole of a sign-up in virtual time, by machines that began before the functions of today were there. */
function signUpWorld(machines: Deployment['machines']) {
  const world = createWorld();
  const loop = createLoop(Date.parse(world.klok.now()));
  const failed: string[] = [];
  const executions = createExecutions({
    ...{ loop, machines, dice: createDice(1), note: () => undefined, timedOut: () => undefined },
    alarm: ({ name, end }) => void failed.push(`${name} ${end?.error}`),
    async invoke(name, payload) {
      world.klok.set(tijdstipAt(loop.now()));
      const handler = HANDLERS[name]?.(ports);
      if (handler === undefined) throw new Error(`no handler ${name}`);
      return { ok: true, value: await handler(payload) };
    },
  });
  const ports = { ...world, verloop: executions.verloop };
  const until = async (days: number) => {
    await loop.run(loop.now() + days * DAY_MS);
    world.klok.set(tijdstipAt(loop.now()));
  };
  return { world, ports, executions, failed, until };
}

type Ports = Omit<World, 'verloop'> & { readonly verloop: Verloop };
const HANDLERS: Readonly<Record<string, (ports: Ports) => (event: unknown) => Promise<unknown>>> = {
  'confirm-ontvangst': confirmOntvangst,
  'verify-aanmelding': verifyAanmelding,
  'ask-akkoord': askAkkoord,
  'ask-herstel': askHerstel,
  'remind-people': remindPeople,
  'realise-koppeling': realiseKoppeling,
  'expire-aanmelding': expireAanmelding,
  'confirm-aanmelding': confirmAanmelding,
  'end-koppeling': endKoppeling,
};

describe.each(readdirSync(FOLDER))('the machines of %s', (file) => {
  const machines = machinesOf(file);

  it('call functions that are still there, by the same names', () => {
    const called = JSON.stringify(machines).match(/:function:[\w-]+/g) ?? [];
    expect(called.length).toBeGreaterThan(20);
    expect(called.filter((name) => deployment.timeouts[name.slice(':function:'.length)] === undefined)).toEqual([]);
  });

  it('bring their exchanges to an end with the functions of today', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const { violations } = await simulate({ seed, deployment: { ...deployment, machines } });
      expect({ seed, violations }).toEqual({ seed, violations: [] });
    }
  });

  it('bring a sign-up from its receipt to its koppeling, and to its end, with the functions of today', async () => {
    const { world, ports, executions, failed, until } = signUpWorld(machines);
    const aanmeldingId = await submitted(world);
    await executions.verloop.startRealisatie(aanmeldingId);
    await until(5);
    for (const beoordelaar of ['beoordelaar-1', 'beoordelaar-2']) {
      await decideAanmelding(ports, { aanmeldingId, formulier: goedkeuren(), beoordelaar });
    }
    await until(1);
    expect(await world.registratie.findAanmelding(aanmeldingId)).toMatchObject({ status: 'gerealiseerd' });
    await signOffAanmelding(ports, aanmeldingId, { direct: true });
    await executions.verloop.startAfmelding(aanmeldingId);
    await until(1);
    expect(await world.registratie.findAanmelding(aanmeldingId)).toMatchObject({ status: 'afgemeld' });
    expect(failed).toEqual([]);
  });

  it('let a sign-up lapse on which nobody acts', async () => {
    const { world, executions, failed, until } = signUpWorld(machines);
    const aanmeldingId = await submitted(world);
    await executions.verloop.startRealisatie(aanmeldingId);
    await until(40);
    expect(await world.registratie.findAanmelding(aanmeldingId)).toMatchObject({ status: 'vervallen' });
    expect(failed).toEqual([]);
  });
});

describe('a deployment between two steps', () => {
  it('changes nothing of what an exchange comes to, wherever it comes', { timeout: 300_000 }, async () => {
    const scenes = SCENES.filter(({ name }) =>
      ['eerste-uitwisseling', 'tweede-tijdvak', 'run-nog-open'].includes(name),
    );
    const cases = await playUitrol({ deployment, scenes });
    expect(cases.length).toBeGreaterThan(150);
    expect(cases.filter(({ violations }) => violations.length > 0)).toEqual([]);
  });
});
