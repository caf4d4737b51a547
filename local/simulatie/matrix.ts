import type { Deployment } from './deployment.ts';
import { createDice } from './dice.ts';
import type { Fault } from './faults.ts';
import { SCENES, type Scene } from './scenes.ts';
import { exchangesOf, playOut } from './simulate.ts';
import type { Case } from './task.ts';
import { createUitrol, type Uitrol } from './uitrol.ts';
import { createScriptedFate } from './weather.ts';
import type { World } from './world.ts';

/**
 * What happens at the call: the process dies, and its trigger tries it again; or the trigger comes a second time just then,
 * and the first process dies or goes on beside the second.
 */
export const ONGELUKKEN = [
  'dies-before',
  'dies-after',
  'again-dies-before',
  'again-dies-after',
  'again-before',
  'again-after',
] as const satisfies readonly Fault[];

export interface MatrixOptions {
  readonly deployment: Deployment;
  readonly scenes?: readonly Scene[];
}

/** Plays each scene once for each of its calls of a port and each mishap, and holds the end against that of the undisturbed one. */
export async function playMatrix(options: MatrixOptions): Promise<Case[]> {
  const cases: Case[] = [];
  for (const scene of options.scenes ?? SCENES) {
    const calls: string[] = [];
    const undisturbed = await playScene(options, scene, undefined, { seen: (name) => calls.push(name) });
    const wanted = JSON.stringify(await endOf(undisturbed));
    if (undisturbed.notebook.violations.length > 0) {
      cases.push({
        scene: scene.name,
        call: 0,
        name: '',
        fault: 'dies-before',
        violations: undisturbed.notebook.violations,
      });
    }
    for (const [index, name] of calls.entries()) {
      for (const fault of ONGELUKKEN) {
        const world = await playScene(options, scene, { call: index + 1, fault });
        const ended = JSON.stringify(await endOf(world));
        const differs = ended === wanted ? [] : [{ code: 'ends-otherwise', what: `${ended}, not ${wanted}` }];
        const violations = [...world.notebook.violations, ...differs];
        cases.push({ scene: scene.name, call: index + 1, name, fault, violations });
      }
    }
  }
  return cases;
}

/** A moment between two calls of a scene, and what a deployment just then did wrong. */
export type Uitrolgeval = Omit<Case, 'fault'>;

/** Plays each scene once for each moment between two of its calls, with a deployment at that moment: each must end as without one. */
export async function playUitrol(options: MatrixOptions): Promise<Uitrolgeval[]> {
  const cases: Uitrolgeval[] = [];
  for (const scene of options.scenes ?? SCENES) {
    const calls: string[] = [];
    const undisturbed = await playScene(options, scene, undefined, { seen: (name) => calls.push(name) });
    const wanted = JSON.stringify(await endOf(undisturbed));
    for (const [call, name] of calls.entries()) {
      const world = await playScene(options, scene, undefined, { uitrol: createUitrol(call) });
      const ended = JSON.stringify(await endOf(world));
      const differs = ended === wanted ? [] : [{ code: 'ends-otherwise', what: `${ended}, not ${wanted}` }];
      cases.push({ scene: scene.name, call, name, violations: [...world.notebook.violations, ...differs] });
    }
  }
  return cases;
}

interface Over {
  readonly seen?: (name: string) => void;
  readonly uitrol?: Uitrol;
}

const playScene = (
  { deployment }: MatrixOptions,
  { plot }: Scene,
  script: Parameters<typeof createScriptedFate>[0],
  { seen, uitrol }: Over = {},
): Promise<World> =>
  playOut({
    ...{ plot, deployment, uitrol },
    dice: createDice(1),
    fate: createScriptedFate(script),
    witness: ({ port, method }, work) => seen?.(`${work.split(' ')[0]} ${port}.${method}`),
  });

/**
 * What must be the same whatever happened on the way: what was signed up, what was delivered, where the koppelingen stand, what is planned,
 * and what people were told. Not the moments, nor how often something was tried before it succeeded; nor the ids, of which a sign-up that
 * is sent again has others.
 */
async function endOf(world: World) {
  const { plain, koppelingen, aangemeld, scheduler, people } = world;
  const nameOf = (id: string) => `koppeling ${koppelingen.findIndex(({ koppelingId }) => koppelingId === id)}`;
  const exchanges = await exchangesOf(world);
  const found = await Promise.all(koppelingen.map(({ koppelingId }) => plain.registratie.findKoppeling(koppelingId)));
  const aanmeldingen = await Promise.all([...new Set(aangemeld)].map((id) => plain.registratie.findAanmelding(id)));
  return {
    aanmeldingen: aanmeldingen.map((one) => one?.status).toSorted(),
    voltooid: exchanges.flatMap((one) => (one.status === 'voltooid' ? [[one.tijdvakId, one.werknemers]] : [])),
    koppelingen: found.map((one) => (one === undefined || one.status === 'gewist' ? [] : [one.status, one.volgende])),
    // Its time of the day follows from the id.
    afspraken: koppelingen.map(({ koppelingId }) => {
      const afspraak = scheduler.of(koppelingId)?.afspraak;
      return afspraak && [afspraak.tijdvakId, afspraak.datum];
    }),
    leveringen: (await plain.opslag.list('leveringen/')).map((key) =>
      key.replace(/\/v\d+\//, '/').replace(/kop-[0-9a-f-]{36}/, nameOf),
    ),
    verteld: people.told().toSorted(),
  };
}
