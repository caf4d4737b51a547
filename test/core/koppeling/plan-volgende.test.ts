import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { planVolgende } from '../../../core/koppeling/plan-volgende.ts';
import { koppelingOf, realised } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

async function realisedWorld(): Promise<{ world: World; koppeling: Koppeling }> {
  const world = createWorld();
  return { world, koppeling: await realised(world) };
}

const datesOf = ({ agenda }: World) => [...agenda.afspraken.values()].map(({ datum }) => datum);

describe('the agenda of a koppeling', () => {
  it('holds its next exchange', async () => {
    const { world, koppeling } = await realisedWorld();
    await world.agenda.cancel(koppeling.koppelingId);
    await planVolgende(world, koppeling.koppelingId);
    expect(datesOf(world)).toEqual(['2026-12-10']);
  });

  it.each(['onderbroken', 'gepauzeerd', 'gestopt'] as const)('is empty while it is %s', async (status) => {
    const { world, koppeling } = await realisedWorld();
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
    await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, status }, regel);
    await planVolgende(world, koppeling.koppelingId);
    expect(datesOf(world)).toEqual([]);
  });

  it.each([
    ['2026-12-09', []],
    ['2026-12-10', ['2026-12-10']],
  ] as const)('of one that ends on %s holds %j', async (per, dates) => {
    const { world, koppeling } = await realisedWorld();
    await signOffAanmelding(world, ID, { per: Datum.parse(per), direct: true });
    await planVolgende(world, koppeling.koppelingId);
    expect(datesOf(world)).toEqual(dates);
  });

  it('stays empty when the koppeling ends between the look and the plan', async () => {
    const { world, koppeling } = await realisedWorld();
    const agenda = {
      ...world.agenda,
      plan: async (afspraak: Parameters<typeof world.agenda.plan>[0]) => {
        await signOffAanmelding(world, ID, { direct: true });
        await endKoppeling(world, ID);
        await world.agenda.plan(afspraak);
      },
    };
    expect((await koppelingOf(world, ID)).status).toBe('actief');
    await planVolgende({ ...world, agenda }, koppeling.koppelingId);
    expect(datesOf(world)).toEqual([]);
  });
});
