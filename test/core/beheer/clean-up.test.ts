import { describe, expect, it } from 'vitest';
import { cleanUp } from '../../../core/beheer/clean-up.ts';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { GOOD_FORM, withField } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { afwijzen, decided, waitingForAkkoord } from '../way.ts';
import { createWorld, inloggegevens, type World } from '../world.ts';

const DAY_MS = 86_400_000;
const PERSONAL = /Zonnedauw|Duinzicht|123456782|RC-/i;

/** One that was rejected and one that lapsed, on the same day; the machine of neither erased its login. */
async function twoEnded(world: World) {
  const ids = [];
  for (const nummer of ['RC-30001', 'RC-30002']) {
    ids.push(await waitingForAkkoord(world, withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', nummer)));
  }
  const [rejected, lapsed] = ids;
  if (rejected === undefined || lapsed === undefined) throw new Error('no aanmeldingen');
  await decided(world, rejected, afwijzen());
  await expireAanmelding(world, lapsed);
  return ids;
}

const statusesOf = async ({ registratie }: World, ids: Awaited<ReturnType<typeof twoEnded>>) =>
  Promise.all(ids.map(async (id) => (await registratie.findAanmelding(id))?.status));

describe('what ended without a koppeling', () => {
  it('is kept for 90 days, and then loses everything that names someone', async () => {
    const world = createWorld();
    const ids = await twoEnded(world);
    world.klok.advance(90 * DAY_MS - 1);
    expect(await cleanUp(world)).toMatchObject({ uitkomst: 'klaar', gewist: 0 });
    expect(await statusesOf(world, ids)).toEqual(['afgewezen', 'vervallen']);
    world.klok.advance(1);
    expect(await cleanUp(world)).toMatchObject({ uitkomst: 'klaar', gewist: 2 });
    expect(await statusesOf(world, ids)).toEqual(['afgemeld', 'afgemeld']);
    for (const id of ids) {
      const { registratie } = world;
      const left = [
        await registratie.findAanmelding(id),
        await registratie.listAudit(id),
        await registratie.listBerichten(id),
      ];
      expect(JSON.stringify(left)).not.toMatch(PERSONAL);
    }
    expect(world.kluis.geheimen.size).toBe(0);
    expect(await cleanUp(world)).toMatchObject({ uitkomst: 'klaar', gewist: 0 });
  });

  it('loses its login the day after, when the step that had to erase it died', async () => {
    const world = createWorld();
    await twoEnded(world);
    await cleanUp(world);
    expect(world.kluis.geheimen.size).toBe(2);
    world.klok.advance(DAY_MS + 1);
    await cleanUp(world);
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it('is erased a hundred at a time', async () => {
    const world = createWorld();
    for (let nummer = 0; nummer < 101; nummer += 1) {
      const form = withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', `RC-${40_000 + nummer}`);
      await expireAanmelding(world, await waitingForAkkoord(world, form));
    }
    world.klok.advance(91 * DAY_MS);
    expect(await cleanUp(world)).toMatchObject({ uitkomst: 'verder', gewist: 100 });
    expect(await cleanUp(world)).toMatchObject({ uitkomst: 'klaar', gewist: 1 });
  });

  it('ends the same after a crash anywhere', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await twoEnded(world);
        world.klok.advance(91 * DAY_MS);
        return world;
      },
      step: (world: World) => cleanUp(world),
      endState: async (world) => [
        world.kluis.geheimen.size,
        (await world.registratie.listAanmeldingen({ status: 'afgemeld', aantal: 9 })).aanmeldingen.map(
          ({ aanmeldingId }) => aanmeldingId,
        ),
      ],
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

it('leaves alone what is live', async () => {
  const world = createWorld();
  const id = await waitingForAkkoord(world);
  await world.kluis.storeCandidate(id, inloggegevens());
  world.klok.advance(400 * DAY_MS);
  expect(await cleanUp(world)).toMatchObject({ uitkomst: 'klaar', gewist: 0 });
  expect(world.kluis.geheimen.size).toBe(1);
});

describe('what was written of a set that was never delivered', () => {
  const bytes = new TextEncoder().encode('x');
  const setOf = (nummer: number) => `leveringen/kop-${String(nummer).padStart(4, '0')}/2026-M11/v1/`;
  const keysOf = ({ opslag }: World) => [...opslag.objecten.keys()];

  it('goes after 40 days; a delivered set stays, however old', async () => {
    const world = createWorld();
    for (const naam of ['mutaties.ndjson', 'werknemers.ndjson']) {
      for (const nummer of [1, 2]) await world.opslag.putOnce(`${setOf(nummer)}${naam}`, bytes);
    }
    await world.opslag.putOnce(`${setOf(2)}manifest.json`, bytes);
    world.klok.advance(40 * DAY_MS - 1);
    await world.opslag.putOnce(`${setOf(3)}mutaties.ndjson`, bytes);
    expect(await cleanUp(world)).toMatchObject({ uitkomst: 'klaar', verwijderd: 0 });
    world.klok.advance(1);
    expect(await cleanUp(world)).toMatchObject({ uitkomst: 'klaar', verwijderd: 1 });
    expect(keysOf(world).map((key) => key.slice(0, setOf(1).length))).toEqual([
      ...Array.from({ length: 3 }, () => setOf(2)),
      setOf(3),
    ]);
  });

  it('is looked for page by page, and never half a set at a time', async () => {
    const world = createWorld();
    for (let nummer = 0; nummer < 401; nummer += 1) {
      for (const naam of ['mutaties.ndjson', 'vragen.json', 'werknemers.csv']) {
        await world.opslag.putOnce(`${setOf(nummer)}${naam}`, bytes);
      }
    }
    world.klok.advance(41 * DAY_MS);
    // 1,000 keys are 333 sets and a third of the next one.
    const first = await cleanUp(world);
    expect(first).toMatchObject({ uitkomst: 'verder', verwijderd: 333, leveringenNa: `${setOf(332)}werknemers.csv` });
    expect(await cleanUp(world, first.leveringenNa)).toEqual({ uitkomst: 'klaar', gewist: 0, verwijderd: 68 });
    expect(keysOf(world)).toEqual([]);
  });
});
