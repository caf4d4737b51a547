import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { submitAanmelding } from '../../../core/aanvraag/submit-aanmelding.ts';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { abandonControle } from '../../../core/controle/abandon-controle.ts';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { recheckAanmelding } from '../../../core/controle/recheck-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { TRANSIENT, Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { confirmAanmelding } from '../../../core/koppeling/confirm-aanmelding.ts';
import { replaceToken } from '../../../core/koppeling/replace-token.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import { settleAanmelding } from '../../../core/naloop/settle-aanmelding.ts';
import { presentDossier } from '../../../core/weergave/present-dossier.ts';
import { GOOD_FORM } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { tokenForm } from '../office.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  afwijzen,
  auditOf,
  decided,
  overtaken,
  submitted,
  token,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { createWorld, KANTOORSLEUTEL, type World } from '../world.ts';

const form = Aanmeldformulier.parse(GOOD_FORM);
const FIRST = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const SECOND = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002');
const claimIn = ({ registratie }: World) => registratie.findClaim(form.werkgever);
const statusesOf = async (world: World) => [
  (await aanmeldingOf(world, FIRST)).status,
  (await aanmeldingOf(world, SECOND)).status,
];
const OFF = { Children_Get: { reden: 'recht-niet-actief', code: '1002' } } as const;

/** Two of the same numbers are signed up, and neither was checked. */
async function two(): Promise<World> {
  const world = createWorld();
  await submitted(world);
  await submitted(world);
  return world;
}

describe('of two aanmeldingen of the same numbers', () => {
  it('the first to pass has them for good, and the other ends at its own controle, unasked at Nmbrs', async () => {
    const world = await two();
    expect(await verifyAanmelding(world, FIRST)).toBe('akkoord-vragen');
    expect(await claimIn(world)).toEqual({ aanmeldingId: FIRST, vast: true, anderen: 1 });
    const gateway = { open: () => expect.unreachable('Nmbrs was asked') };
    expect(await verifyAanmelding({ ...world, gateway }, SECOND)).toBe('gestopt');
    expect(await statusesOf(world)).toEqual(['wacht-op-akkoord', 'ingehaald']);
    expect((await aanmeldingIn(world, SECOND, 'ingehaald')).ingehaaldOp).toBe(world.klok.now());
    expect((await auditOf(world, SECOND)).at(-1)).toBe('aanmelding.ingehaald');
    expect(await verifyAanmelding(world, SECOND)).toBe('gestopt');
  });

  it('the one that came first gives way when the other passes before it', async () => {
    const world = await two();
    expect(await verifyAanmelding(world, SECOND)).toBe('akkoord-vragen');
    expect(await statusesOf(world)).toEqual(['ingehaald', 'wacht-op-akkoord']);
    expect(await claimIn(world)).toEqual({ aanmeldingId: SECOND, vast: true, anderen: 1 });
    expect(await verifyAanmelding(world, FIRST)).toBe('gestopt');
    expect(await submitAanmelding(world, form, { bewijs: KANTOORSLEUTEL })).toEqual({ uitkomst: 'bezet' });
  });

  it('the one that waits for herstel is woken, keeps its controle, and its office hears once', async () => {
    const world = createWorld();
    const { first } = await overtaken(world);
    const left = await aanmeldingIn(world, first, 'ingehaald');
    expect([left.taakToken, left.controle?.uitkomst]).toEqual([token('herstel'), 'herstel-nodig']);
    expect(world.verloop.hervat.get(token('herstel'))).toEqual({ uitkomst: 'hercontrole' });
    expect(await verifyAanmelding(world, first)).toBe('gestopt');
    await confirmAanmelding(world, first);
    await confirmAanmelding(world, first);
    expect(world.post.verzonden).toHaveLength(1);
    expect(await world.kluis.readCandidate(first)).toBeUndefined();
  });

  it('that both pass at the same moment one is told to look again, and ends', async () => {
    const world = await two();
    const outcomes = await Promise.allSettled([verifyAanmelding(world, FIRST), verifyAanmelding(world, SECOND)]);
    const lost = outcomes.filter((one) => one.status === 'rejected').map((one) => one.reason.name);
    expect(lost.every((name) => name === TRANSIENT)).toBe(true);
    expect([await verifyAanmelding(world, FIRST), await verifyAanmelding(world, SECOND)].toSorted()).toEqual([
      'akkoord-vragen',
      'gestopt',
    ]);
    expect((await statusesOf(world)).toSorted()).toEqual(['ingehaald', 'wacht-op-akkoord']);
  });

  it('one that passes after the other did in the meantime ends with its own controle', async () => {
    const world = await two();
    const findClaim: World['registratie']['findClaim'] = async (werkgever) => {
      const seen = await world.registratie.findClaim(werkgever);
      if (seen?.vast === false) await verifyAanmelding(world, FIRST);
      return seen;
    };
    const late = { ...world, registratie: { ...world.registratie, findClaim } };
    expect(await verifyAanmelding(late, SECOND)).toBe('gestopt');
    const left = await aanmeldingIn(world, SECOND, 'ingehaald');
    expect(left.controle?.uitkomst).toBe('geslaagd');
    expect(await claimIn(world)).toMatchObject({ aanmeldingId: FIRST, vast: true });
  });

  it('one that was passed once is not overtaken while it is checked again, or needs herstel', async () => {
    const world = await two();
    await verifyAanmelding(world, FIRST);
    world.nmbrs.weigeringen = OFF;
    expect(await verifyAanmelding(world, FIRST)).toBe('herstel-nodig');
    world.nmbrs.weigeringen = {};
    expect(await verifyAanmelding(world, SECOND)).toBe('gestopt');
    expect(await statusesOf(world)).toEqual(['herstel-nodig', 'ingehaald']);
    expect(await verifyAanmelding(world, FIRST)).toBe('akkoord-vragen');
  });

  it('the second has the numbers when the first lapsed, was rejected or signed off', async () => {
    const ends: readonly ((world: World) => Promise<unknown>)[] = [
      async (world) => expireAanmelding(world, await waitingForHerstel(world)),
      async (world) => decided(world, await waitingForAkkoord(world), afwijzen()),
      async (world) => {
        await signOffAanmelding(world, await submitted(world));
        await endKoppeling(world, FIRST);
      },
    ];
    for (const end of ends) {
      const world = createWorld();
      await end(world);
      world.nmbrs.weigeringen = {};
      expect(await verifyAanmelding(world, await submitted(world))).toBe('akkoord-vragen');
      expect(await claimIn(world)).toMatchObject({ aanmeldingId: SECOND, vast: true });
    }
  });

  it('one that is being signed off gives the numbers up, and ends as it was going to', async () => {
    const world = await two();
    await signOffAanmelding(world, FIRST);
    expect(await verifyAanmelding(world, SECOND)).toBe('akkoord-vragen');
    expect(await statusesOf(world)).toEqual(['wordt-afgemeld', 'wacht-op-akkoord']);
    expect(await endKoppeling(world, FIRST)).toEqual({ uitkomst: 'beeindigd' });
    expect(await claimIn(world)).toMatchObject({ aanmeldingId: SECOND, vast: true });
  });

  it('the one that contends can be signed off, and leaves the claim alone', async () => {
    const world = await two();
    await signOffAanmelding(world, SECOND);
    expect(await endKoppeling(world, SECOND)).toEqual({ uitkomst: 'beeindigd' });
    expect(await claimIn(world)).toMatchObject({ aanmeldingId: FIRST, vast: false });
  });

  it('nobody is lost when the one that gives way cannot be woken now', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    world.nmbrs.weigeringen = {};
    await submitted(world);
    const gone = new Transient({ code: 'aws.verloop.resume', message: 'throttled' });
    const verloop: World['verloop'] = { ...world.verloop, resume: () => Promise.reject(gone) };
    expect(await verifyAanmelding({ ...world, verloop }, SECOND)).toBe('akkoord-vragen');
    world.klok.set(Tijdstip.parse('2026-11-27T03:30:00.000Z'));
    await reconcileKoppelingen(world, Naloop.parse({}));
    expect(world.verloop.hervat.get(token('herstel'))).toEqual({ uitkomst: 'hercontrole' });
  });

  it('the pass ends the same after a crash anywhere', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await waitingForHerstel(world);
        world.nmbrs.weigeringen = {};
        await submitted(world);
        return world;
      },
      step: (world) => verifyAanmelding(world, SECOND),
      endState: async (world) => ({ statuses: await statusesOf(world), claim: await claimIn(world) }),
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
    expect(undisturbed).toMatchObject({ statuses: ['ingehaald', 'wacht-op-akkoord'] });
  });
});

describe('one that was overtaken without knowing', () => {
  /** The second came while the first waited for herstel, and fails too; then the first passes. */
  async function waitsInVain(): Promise<World> {
    const world = createWorld();
    await waitingForHerstel(world);
    await verified(world);
    world.nmbrs.weigeringen = {};
    await verifyAanmelding(world, FIRST);
    return world;
  }

  it('ends in the daily round, which is no repair, and not before two days', async () => {
    const world = await waitsInVain();
    expect(await statusesOf(world)).toEqual(['wacht-op-akkoord', 'herstel-nodig']);
    await reconcileKoppelingen(world, Naloop.parse({}));
    expect(await statusesOf(world)).toEqual(['wacht-op-akkoord', 'herstel-nodig']);
    world.klok.set(Tijdstip.parse('2026-11-27T03:30:00.000Z'));
    expect(await reconcileKoppelingen(world, Naloop.parse({}))).toMatchObject({ hersteld: 0, mislukt: 0 });
    expect(await statusesOf(world)).toEqual(['wacht-op-akkoord', 'ingehaald']);
    expect(await claimIn(world)).toMatchObject({ aanmeldingId: FIRST, vast: true });
  });

  it('is woken by the round when it waits', async () => {
    const world = createWorld();
    await submitted(world);
    world.nmbrs.weigeringen = OFF;
    const second = await waitingForHerstel(world);
    world.nmbrs.weigeringen = {};
    await verifyAanmelding(world, FIRST);
    world.klok.set(Tijdstip.parse('2026-11-27T03:30:00.000Z'));
    await reconcileKoppelingen(world, Naloop.parse({}));
    expect((await aanmeldingIn(world, second, 'ingehaald')).taakToken).toBe(token('herstel'));
    expect(world.verloop.hervat.get(token('herstel'))).toEqual({ uitkomst: 'hercontrole' });
  });

  it('can lapse as any other', async () => {
    const world = await waitsInVain();
    expect(await expireAanmelding(world, SECOND)).toBe('vervallen');
    expect(await claimIn(world)).toMatchObject({ aanmeldingId: FIRST, vast: true });
  });
});

describe('an aanmelding that was overtaken', () => {
  async function ended(): Promise<World> {
    const world = createWorld();
    await overtaken(world);
    return world;
  }

  it('is not checked, realised or given a token any more', async () => {
    const world = await ended();
    expect(await recheckAanmelding(world, FIRST)).toBe('niet-nu');
    expect(await replaceToken(world, FIRST, tokenForm())).toEqual({ uitkomst: 'niet-meer-nodig' });
    expect(await abandonControle(world, FIRST, { bij: 'controle', code: 'x' })).toBe('gestopt');
    expect(await expireAanmelding(world, FIRST)).toBe('hercontrole');
    expect((await aanmeldingOf(world, FIRST)).status).toBe('ingehaald');
  });

  it('loses its login in the nazorg, when its machine never began', async () => {
    const world = await ended();
    expect(await settleAanmelding(world, FIRST)).toBe('gewist');
    expect([await world.kluis.readCandidate(FIRST), [...world.kluis.geheimen].length]).toEqual([undefined, 1]);
  });

  it('ends the same when the last word about it is cut off anywhere', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: ended,
      step: (world) => confirmAanmelding(world, FIRST),
      endState: (world) => endState(world, FIRST),
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('what the assessor sees of it', () => {
  const dossierOf = async (world: World, id: AanmeldingId) =>
    presentDossier({
      aanmelding: await aanmeldingOf(world, id),
      koppeling: undefined,
      claim: await claimIn(world),
      audit: await world.registratie.listAudit(id),
      berichten: [],
      nu: world.klok.now(),
    });

  it('is how many others there were of these numbers, and none of them by name', async () => {
    const world = createWorld();
    const { first, second } = await overtaken(world);
    const dossier = await dossierOf(world, second);
    expect(dossier).toMatchObject({ andereAanmeldingen: 1 });
    expect(JSON.stringify(dossier)).not.toContain(first);
    expect(dossier.tijdlijn.at(-1)).toMatchObject({
      wat: 'controle.geslaagd',
      waarom: 'een andere aanmelding van deze nummers is ingehaald',
    });
    expect(await dossierOf(world, first)).toMatchObject({ status: 'ingehaald' });
  });

  it('is nothing where there was no other', async () => {
    const world = createWorld();
    expect(await dossierOf(world, await verified(world))).not.toHaveProperty('andereAanmeldingen');
  });
});
