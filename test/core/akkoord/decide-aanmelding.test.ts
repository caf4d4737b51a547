import { describe, expect, it } from 'vitest';
import type { BesluitFormulier } from '../../../core/aanmelding/besluit.ts';
import { askAkkoord } from '../../../core/akkoord/ask-akkoord.ts';
import { decideAanmelding } from '../../../core/akkoord/decide-aanmelding.ts';
import { recheckAanmelding } from '../../../core/controle/recheck-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { crashEverywhere, cuttable, Killed } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  afwijzen,
  auditOf,
  goedkeuren,
  realised,
  submitted,
  token,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const decide = (world: World, formulier: BesluitFormulier, beoordelaar = 'beoordelaar-1') =>
  decideAanmelding(world, { aanmeldingId: ID, formulier, beoordelaar });

async function waiting(): Promise<World> {
  const world = createWorld();
  await waitingForAkkoord(world);
  return world;
}

describe('an approval', () => {
  it('is stored with who and when, and lets the machine go on', async () => {
    const world = await waiting();
    const outcome = await decide(world, goedkeuren('verzuim', true));
    expect(outcome).toEqual({
      uitkomst: 'besloten',
      status: 'goedgekeurd',
      eersteUitwisseling: { tijdvak: expect.objectContaining({ tijdvakId: '2026-M11' }), datum: '2026-12-10' },
    });
    expect((await aanmeldingIn(world, ID, 'goedgekeurd')).besluit).toEqual({
      besluit: 'goedkeuren',
      dekkingsprofiel: 'verzuim',
      huidigTijdvakMeenemen: true,
      beoordelaar: 'beoordelaar-1',
      besloten: world.klok.now(),
    });
    expect(world.verloop.hervat.get(token('akkoord'))).toEqual({ uitkomst: 'goedgekeurd' });
    const audit = await world.registratie.listAudit(ID);
    expect(audit.at(-1)).toMatchObject({ wie: 'beoordelaar:beoordelaar-1', wat: 'besluit.goedgekeurd' });
  });

  it('without the current period gives the date of the next one', async () => {
    const outcome = await decide(await waiting(), goedkeuren('verzuim', false));
    expect(outcome).toMatchObject({ eersteUitwisseling: { datum: '2027-01-11' } });
  });

  it('counts on the Dutch date, also just after midnight', async () => {
    const world = await waiting();
    world.klok.set('2026-11-30T23:30:00.000Z');
    expect(await decide(world, goedkeuren('verzuim', true))).toMatchObject({
      eersteUitwisseling: { tijdvak: { tijdvakId: '2026-M12' } },
    });
  });

  it('sent again is answered the same, and decides nothing twice', async () => {
    const world = await waiting();
    const first = await decide(world, goedkeuren('verzuim'));
    world.klok.advance(86_400_000 * 10);
    expect(await decide(world, goedkeuren('verzuim'), 'beoordelaar-2')).toEqual(first);
    expect((await auditOf(world, ID)).filter((wat) => wat === 'besluit.goedgekeurd')).toHaveLength(1);
  });

  it('sent again after the realisatie is answered with the planned date', async () => {
    const world = createWorld();
    await realised(world, goedkeuren('verzuim'));
    expect(await decide(world, goedkeuren('verzuim'))).toMatchObject({
      status: 'goedgekeurd',
      eersteUitwisseling: { datum: '2026-12-10' },
    });
  });
});

describe('a rejection', () => {
  it('is stored with its reason, and frees the number for a new sign-up', async () => {
    const world = await waiting();
    expect(await decide(world, afwijzen('Verkeerd contract.'))).toEqual({ uitkomst: 'besloten', status: 'afgewezen' });
    expect((await aanmeldingIn(world, ID, 'afgewezen')).besluit.reden).toBe('Verkeerd contract.');
    expect(world.verloop.hervat.get(token('akkoord'))).toEqual({ uitkomst: 'afgewezen' });
    await expect(submitted(world)).resolves.not.toBe(ID);
  });

  it('sent again with the same reason is answered the same', async () => {
    const world = await waiting();
    const first = await decide(world, afwijzen());
    expect(await decide(world, afwijzen())).toEqual(first);
  });
});

describe('another besluit', () => {
  it.each([
    ['another profile', goedkeuren('pensioen'), goedkeuren('verzuim')],
    ['another first period', goedkeuren('verzuim', false), goedkeuren('verzuim', true)],
    ['a rejection after an approval', afwijzen(), goedkeuren('verzuim')],
    ['an approval after a rejection', goedkeuren('verzuim'), afwijzen()],
    ['another reason', afwijzen('Iets anders.'), afwijzen()],
  ])('is refused: %s', async (_name, second, first) => {
    const world = await waiting();
    await decide(world, first);
    const before = await aanmeldingOf(world, ID);
    expect(await decide(world, second)).toEqual({ uitkomst: 'al-besloten' });
    expect(await aanmeldingOf(world, ID)).toEqual(before);
  });

  it('is refused after the realisatie', async () => {
    const world = createWorld();
    await realised(world);
    expect(await decide(world, afwijzen())).toEqual({ uitkomst: 'al-besloten' });
  });

  it('at the same moment: exactly one of two wins', async () => {
    const world = await waiting();
    const outcomes = await Promise.all([decide(world, goedkeuren('verzuim')), decide(world, afwijzen())]);
    expect(outcomes.map(({ uitkomst }) => uitkomst).sort()).toEqual(['al-besloten', 'besloten']);
    const audit = await auditOf(world, ID);
    expect(audit.filter((wat) => wat.startsWith('besluit.'))).toHaveLength(1);
  });

  it('at the same moment: the same one by two assessors is one besluit', async () => {
    const world = await waiting();
    const outcomes = await Promise.all([
      decide(world, goedkeuren('verzuim'), 'a'),
      decide(world, goedkeuren('verzuim'), 'b'),
    ]);
    expect(outcomes.map(({ uitkomst }) => uitkomst)).toEqual(['besloten', 'besloten']);
    expect((await auditOf(world, ID)).filter((wat) => wat.startsWith('besluit.'))).toHaveLength(1);
  });
});

describe('a besluit that cannot be taken', () => {
  it('is one on an aanmelding that nobody knows', async () => {
    expect(await decide(createWorld(), goedkeuren('verzuim'))).toEqual({ uitkomst: 'onbekend' });
  });

  it.each([
    ['ontvangen', submitted, 'ontvangen'],
    ['herstel-nodig', waitingForHerstel, 'herstel-nodig'],
  ] as const)('is one on an aanmelding that is %s', async (_name, step, status) => {
    const world = createWorld();
    await step(world);
    expect(await decide(world, goedkeuren('verzuim'))).toEqual({ uitkomst: 'niet-te-besluiten', status });
    expect((await aanmeldingOf(world, ID)).status).toBe(status);
  });
});

describe('a besluit that comes before the machine waits for it', () => {
  it('is taken, and picked up when the machine does', async () => {
    const world = createWorld();
    await verified(world);
    expect(await decide(world, goedkeuren('verzuim'))).toMatchObject({ uitkomst: 'besloten', status: 'goedgekeurd' });
    world.verloop.wait(token('later'));
    await askAkkoord(world, ID, { taakToken: token('later') });
    expect(world.verloop.hervat.get(token('later'))).toEqual({ uitkomst: 'goedgekeurd' });
  });
});

describe('a besluit that is cut off', () => {
  it('anywhere is finished by sending it again', async () => {
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: waiting,
      step: (world) => decide(world, goedkeuren('verzuim')),
      endState: (world) => endState(world, ID),
    });
    expect(calls).toEqual([
      'registratie.findAanmelding',
      'registratie.listVanBedrijf',
      'registratie.replaceAanmelding',
      'verloop.resume',
    ]);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('before the machine was told is picked up when the state is entered anew', async () => {
    const world = await waiting();
    const { ports } = cuttable(world, { call: 3, moment: 'after' });
    await expect(decide(ports, goedkeuren('verzuim'))).rejects.toBeInstanceOf(Killed);
    world.verloop.wait(token('opnieuw'));
    await askAkkoord(world, ID, { taakToken: token('opnieuw') });
    expect(world.verloop.hervat.get(token('opnieuw'))).toEqual({ uitkomst: 'goedgekeurd' });
  });
});

describe('a besluit that crosses a hercontrole', () => {
  it('is refused once a new controle was asked for', async () => {
    const world = await waiting();
    expect(await recheckAanmelding(world, ID)).toBe('gestart');
    expect(await decide(world, goedkeuren('verzuim'))).toMatchObject({ uitkomst: 'niet-te-besluiten' });
    expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
    expect(await approvedAfterwards(world)).toBe('goedgekeurd');
  });

  it('stands when it came just before, and the machine goes on with it', async () => {
    const world = await waiting();
    const resume: typeof world.verloop.resume = async (taakToken, uitkomst) => {
      const resumed = await world.verloop.resume(taakToken, uitkomst);
      await decide(world, goedkeuren('verzuim'));
      return resumed;
    };
    expect(await recheckAanmelding({ ...world, verloop: { ...world.verloop, resume } }, ID)).toBe('gestart');
    expect((await aanmeldingOf(world, ID)).status).toBe('goedgekeurd');
    expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
    world.verloop.wait(token('opnieuw'));
    await askAkkoord(world, ID, { taakToken: token('opnieuw') });
    expect(world.verloop.hervat.get(token('opnieuw'))).toEqual({ uitkomst: 'goedgekeurd' });
  });

  it('can be taken once the new controle is done', async () => {
    const world = await waiting();
    await recheckAanmelding(world, ID);
    await verifyAanmelding(world, ID);
    expect(await approvedAfterwards(world)).toBe('goedgekeurd');
  });
});

async function approvedAfterwards(world: World): Promise<string> {
  world.verloop.wait(token('nieuw'));
  await askAkkoord(world, ID, { taakToken: token('nieuw') });
  await decide(world, goedkeuren('verzuim'));
  return world.verloop.hervat.get(token('nieuw'))?.uitkomst ?? 'nothing';
}
