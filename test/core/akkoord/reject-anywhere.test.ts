import { describe, expect, it } from 'vitest';
import { askAkkoord } from '../../../core/akkoord/ask-akkoord.ts';
import { decideAanmelding } from '../../../core/akkoord/decide-aanmelding.ts';
import { abandonControle } from '../../../core/controle/abandon-controle.ts';
import { askHerstel } from '../../../core/controle/ask-herstel.ts';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import type { AanmeldingId } from '../../../core/ids.ts';
import { confirmAanmelding } from '../../../core/koppeling/confirm-aanmelding.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { mendAanmelding } from '../../../core/naloop/mend-aanmelding.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  afwijzen,
  approved,
  auditOf,
  goedkeuren,
  submitted,
  token,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { createWorld, type World } from '../world.ts';

// a.s.r. rejects what never became a koppeling, wherever it stands: the way out for who is held up by it.

const HOUR_MS = 3_600_000;
const reject = (world: World, aanmeldingId: AanmeldingId, formulier = afwijzen()) =>
  decideAanmelding(world, { aanmeldingId, formulier, beoordelaar: 'beoordelaar-1' });

/** Its controle began, and comes to no end. */
async function checking(world: World): Promise<AanmeldingId> {
  const id = await submitted(world);
  world.nmbrs.haperingen = { List_GetAll: 1 };
  await expect(verifyAanmelding(world, id)).rejects.toMatchObject({ name: 'Transient' });
  return id;
}

/** It was approved, and its realisatie came to nothing for a while. */
async function stuck(world: World): Promise<AanmeldingId> {
  const id = await approved(world);
  world.klok.advance(HOUR_MS + 1);
  return id;
}

const WAYS = [
  ['ontvangen', submitted],
  ['wordt-gecontroleerd', checking],
  ['herstel-nodig', waitingForHerstel],
  ['wacht-op-akkoord', waitingForAkkoord],
  ['goedgekeurd', stuck],
] as const;

describe.each(WAYS)('an aanmelding that is %s', (status, way) => {
  it('is rejected with its reason, who and when, and holds its numbers no more', async () => {
    const world = createWorld();
    const id = await way(world);
    expect(await aanmeldingOf(world, id)).toMatchObject({ status });
    expect(await reject(world, id)).toEqual({ uitkomst: 'besloten', status: 'afgewezen' });
    expect((await aanmeldingIn(world, id, 'afgewezen')).besluit).toEqual({
      ...{ besluit: 'afwijzen', reden: 'Het contract is beëindigd.' },
      ...{ beoordelaar: 'beoordelaar-1', besloten: world.klok.now() },
    });
    expect((await auditOf(world, id)).at(-1)).toBe('besluit.afgewezen');
    const another = await submitted(world);
    expect(another).not.toBe(id);
    expect((await aanmeldingOf(world, another)).status).toBe('ontvangen');
  });

  it('stays rejected whichever step of its machine comes next, and its office is told once', async () => {
    const world = createWorld();
    const id = await way(world);
    await reject(world, id);
    world.post.forget();
    expect(await verifyAanmelding(world, id)).toBe('akkoord-vragen');
    world.verloop.wait(token('next'));
    await askAkkoord(world, id, { taakToken: token('next') });
    expect(world.verloop.hervat.get(token('next'))).toEqual({ uitkomst: 'afgewezen' });
    world.verloop.wait(token('repair'));
    await askHerstel(world, id, { taakToken: token('repair') });
    expect(world.verloop.hervat.get(token('repair'))).toEqual({ uitkomst: 'hercontrole' });
    expect(await realiseKoppeling(world, id)).toBe('afgewezen');
    expect(await expireAanmelding(world, id)).toBe('afgewezen');
    expect(await abandonControle(world, id, { bij: 'controle', code: 'Transient' })).toBe('akkoord-vragen');
    expect(world.post.verzonden).toEqual([]);
    await confirmAanmelding(world, id);
    await confirmAanmelding(world, id);
    expect(world.post.verzonden.map((one) => JSON.stringify(one).includes('Het contract is beëindigd.'))).toEqual([
      true,
    ]);
    expect(world.kluis.geheimen.size).toBe(0);
  });
});

it('the machine that waits for the office hears of it, also from the daily round', async () => {
  const world = createWorld();
  const id = await waitingForHerstel(world);
  const deaf = { ...world, verloop: { ...world.verloop, resume: () => Promise.reject(new Error('crash')) } };
  await expect(
    decideAanmelding(deaf, { aanmeldingId: id, formulier: afwijzen(), beoordelaar: 'b-1' }),
  ).rejects.toThrow();
  world.klok.advance(48 * HOUR_MS);
  expect(await mendAanmelding(world, await aanmeldingOf(world, id))).toBe('besluit-doorgegeven');
  expect(world.verloop.hervat.get(token('herstel'))).toEqual({ uitkomst: 'afgewezen' });
});

describe('what is not rejected', () => {
  it('is an aanmelding that was approved within the hour: its realisatie is under way', async () => {
    const world = createWorld();
    const id = await approved(world);
    world.klok.advance(HOUR_MS);
    expect(await reject(world, id)).toEqual({ uitkomst: 'al-besloten' });
    expect((await aanmeldingOf(world, id)).status).toBe('goedgekeurd');
  });

  it('is approved in no other state than wacht-op-akkoord', async () => {
    const world = createWorld();
    const id = await waitingForHerstel(world);
    expect(await reject(world, id, goedkeuren())).toEqual({ uitkomst: 'niet-te-besluiten', status: 'herstel-nodig' });
  });
});
