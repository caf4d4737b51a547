import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/domain/aanmeldgegevens.ts';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { koppelingIdOf } from '../../../core/domain/koppeling.ts';
import { Datum } from '../../../core/domain/tijd.ts';
import { TijdvakId } from '../../../core/domain/tijdvak.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { checkRun } from '../../../core/use-cases/check-run.ts';
import { completeUitwisseling } from '../../../core/use-cases/complete-uitwisseling.ts';
import { confirmAanmelding } from '../../../core/use-cases/confirm-aanmelding.ts';
import { endKoppeling } from '../../../core/use-cases/end-koppeling.ts';
import { failUitwisseling } from '../../../core/use-cases/fail-uitwisseling.ts';
import { fetchDeel } from '../../../core/use-cases/fetch-deel.ts';
import { realiseKoppeling } from '../../../core/use-cases/realise-koppeling.ts';
import { signOffAanmelding } from '../../../core/use-cases/sign-off-aanmelding.ts';
import { startUitwisseling } from '../../../core/use-cases/start-uitwisseling.ts';
import { submitAanmelding } from '../../../core/use-cases/submit-aanmelding.ts';
import { verifyAanmelding } from '../../../core/use-cases/verify-aanmelding.ts';
import { GOOD_FORM, TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { officeWithOneApproved, officeWithTwo } from '../office.ts';
import {
  aanmeldingIn,
  approved,
  assembled,
  auditOf,
  distributed,
  koppelingOf,
  planned,
  realised,
  submitted,
  token,
  uitwisselingOf,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { BSN, company, createWorld, inloggegevens, run, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const PERSONAL = [TOKEN, BSN, '123456782', 'duinzicht', 'Duinzicht', 'Zonnedauw', 'Wolkje', 'salaris@'];

/** Signed off per today: the machine may begin at once. */
async function signedOff(step: (world: World) => Promise<unknown> = realised): Promise<World> {
  const world = createWorld();
  await step(world);
  await signOffAanmelding(world, ID);
  return world;
}

const storedOf = async ({ registratie }: World) => [
  await registratie.findAanmelding(ID),
  await registratie.findKoppeling(KOPPELING),
  await registratie.listAudit(ID),
];

describe('ending a koppeling', () => {
  it('erases the login, the schedule and all that names someone, and leaves a receipt', async () => {
    const world = await signedOff();
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    const left = await aanmeldingIn(world, ID, 'afgemeld');
    expect(left).toMatchObject({ ingangsdatum: '2026-11-24', afgemeldOp: world.klok.now() });
    expect(left.ontvangstbewijs.regels.map(({ klasse, gevolg }) => [klasse, gevolg])).toEqual([
      ['inloggegevens', 'gewist'],
      ['agenda', 'gewist'],
      ['aanmeldgegevens', 'gewist'],
      ['werkbestanden', 'gewist'],
      ['leveringen', 'bewaard'],
      ['logboek', 'bewaard'],
    ]);
    expect([world.kluis.geheimen.size, world.agenda.afspraken.size]).toEqual([0, 0]);
    expect(await world.registratie.findKoppeling(KOPPELING)).toMatchObject({ status: 'gewist' });
    for (const canary of PERSONAL) expect(JSON.stringify(await storedOf(world))).not.toContain(canary);
    expect((await auditOf(world, ID)).slice(-5)).toEqual([
      'afmelding.ontvangen',
      'koppeling.gestopt',
      'inloggegevens.gewist',
      'koppeling.gewist',
      'afmelding.uitgevoerd',
    ]);
  });

  it('tells the office once, with the receipt', async () => {
    const world = await signedOff();
    await endKoppeling(world, ID);
    await endKoppeling(world, ID);
    const [mail, ...more] = world.post.verzonden;
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ onderwerp: expect.stringContaining('Salariskoppeling afgemeld') });
    const text = JSON.stringify(mail);
    expect(text).toContain('24 november 2026 was de laatste dag');
    for (const canary of [TOKEN, BSN, '123456782']) expect(text).not.toContain(canary);
  });

  it('waits for the end of its last day, in Dutch time', async () => {
    const world = createWorld();
    await realised(world);
    await signOffAanmelding(world, ID, Datum.parse('2026-11-30'));
    const tot = '2026-11-30T23:00:00.000Z';
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot });
    world.klok.set('2026-11-30T22:59:59.000Z');
    const before = await endState(world, ID);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot });
    expect(await endState(world, ID)).toEqual(before);
    world.klok.set(tot);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
  });

  it('keeps the login that another werkgever is exchanged with; the last one takes it along', async () => {
    const { world, first, second } = await officeWithTwo();
    await signOffAanmelding(world, first);
    await endKoppeling(world, first);
    expect([...world.kluis.geheimen.values()]).toEqual([inloggegevens()]);
    const { regels } = (await aanmeldingIn(world, first, 'afgemeld')).ontvangstbewijs;
    expect(regels[0]).toMatchObject({ klasse: 'inloggegevens', gevolg: 'bewaard' });
    expect([...world.agenda.afspraken.keys()]).toEqual([koppelingIdOf(second)]);
    await signOffAanmelding(world, second);
    await endKoppeling(world, second);
    expect([world.kluis.geheimen.size, world.agenda.afspraken.size]).toEqual([0, 0]);
  });

  it('keeps off a werkgever who would join the account while its login is erased', async () => {
    const { world, first, second } = await officeWithOneApproved();
    await signOffAanmelding(world, first);
    const joined: unknown[] = [];
    const kluis = {
      ...world.kluis,
      eraseAccount: async (ref: Parameters<typeof world.kluis.eraseAccount>[0]) => {
        joined.push(await realiseKoppeling(world, second).catch((error: unknown) => error));
        await world.kluis.eraseAccount(ref);
      },
    };
    await endKoppeling({ ...world, kluis }, first);
    expect(joined).toEqual([expect.any(Transient)]);
    expect(await realiseKoppeling(world, second)).toBe('gerealiseerd');
    const { nmbrs } = await koppelingOf(world, second);
    expect(await world.kluis.read(nmbrs.inloggegevensRef)).toEqual(inloggegevens());
  });

  it('leaves room for the werkgever to be signed up anew', async () => {
    const world = await signedOff();
    const again = () => submitAanmelding(world, Aanmeldformulier.parse(GOOD_FORM));
    expect(await again()).toEqual({ uitkomst: 'bezet' });
    await endKoppeling(world, ID);
    expect(await again()).toMatchObject({ uitkomst: 'ontvangen' });
  });

  it('that nobody asked for is a defect', async () => {
    const world = createWorld();
    await expect(endKoppeling(world, ID)).rejects.toBeInstanceOf(Defect);
    await realised(world);
    await expect(endKoppeling(world, ID)).rejects.toMatchObject({ code: 'niet-afgemeld' });
  });
});

describe('ending what is no koppeling yet', () => {
  it.each([
    ['ontvangen', submitted],
    ['checked', verified],
    ['waiting for herstel', waitingForHerstel],
    ['waiting for an akkoord', waitingForAkkoord],
    ['approved', (world: World) => approved(world)],
  ] as const)('erases one that was %s', async (_name, step) => {
    const world = await signedOff(step);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect(world.kluis.geheimen.size).toBe(0);
    for (const canary of PERSONAL) expect(JSON.stringify(await storedOf(world))).not.toContain(canary);
  });

  it.each([
    ['akkoord', waitingForAkkoord],
    ['herstel', waitingForHerstel],
  ] as const)('lets the machine that waits for %s go on, to find that it has stopped', async (name, step) => {
    const world = await signedOff(step);
    await endKoppeling(world, ID);
    expect(world.verloop.hervat.get(token(name))).toEqual({ uitkomst: 'hercontrole' });
    expect(await verifyAanmelding(world, ID)).toBe('gestopt');
  });

  it.each(['wordt-afgemeld', 'afgemeld'])('stops the steps of the realisatie while it is %s', async (status) => {
    const world = await signedOff((one) => approved(one));
    if (status === 'afgemeld') await endKoppeling(world, ID);
    expect(await verifyAanmelding(world, ID)).toBe('gestopt');
    expect(await realiseKoppeling(world, ID)).toBe('gestopt');
    expect(await confirmAanmelding(world, ID)).toBe('niet-nodig');
    expect(world.agenda.afspraken.size).toBe(0);
  });

  it('that is being realised at that moment leaves no login behind', async () => {
    const world = createWorld();
    await approved(world);
    const kluis = {
      ...world.kluis,
      promote: async (secret: Parameters<typeof world.kluis.promote>[0]) => {
        await signOffAanmelding(world, ID);
        await endKoppeling(world, ID);
        return world.kluis.promote(secret);
      },
    };
    await realiseKoppeling({ ...world, kluis }, ID);
    expect([world.kluis.geheimen.size, world.agenda.afspraken.size]).toEqual([0, 0]);
    expect((await world.registratie.findAanmelding(ID))?.status).toBe('afgemeld');
  });

  it('whose check was under way when the token went starts over, to find that it has stopped', async () => {
    const world = createWorld();
    await submitted(world);
    const kluis = {
      ...world.kluis,
      read: async (ref: Parameters<typeof world.kluis.read>[0]) => {
        await signOffAanmelding(world, ID);
        await endKoppeling(world, ID);
        return world.kluis.read(ref);
      },
    };
    await expect(verifyAanmelding({ ...world, kluis }, ID)).rejects.toBeInstanceOf(Transient);
    expect(await verifyAanmelding(world, ID)).toBe('gestopt');
  });
});

describe('ending while an exchange is on its way', () => {
  it('waits for one that runs, a quarter of an hour at a time, and lets it be delivered', async () => {
    const world = createWorld();
    const id = await distributed(world);
    await signOffAanmelding(world, ID);
    const secrets = world.kluis.geheimen.size;
    const outcome = await endKoppeling(world, ID);
    expect(outcome).toEqual({ uitkomst: 'wacht', tot: '2026-12-10T05:15:00.000Z' });
    expect([world.kluis.geheimen.size, world.agenda.afspraken.size]).toEqual([secrets, 0]);
    expect((await uitwisselingOf(world, id)).status).toBe('loopt');
  });

  it('goes on once that was delivered, and nothing new is planned', async () => {
    const world = createWorld();
    const id = await assembled(world);
    await signOffAanmelding(world, ID);
    expect(await endKoppeling(world, ID)).toMatchObject({ uitkomst: 'wacht' });
    await completeUitwisseling(world, id);
    expect(world.agenda.afspraken.size).toBe(0);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    const keys = [...world.opslag.objecten.keys()];
    expect(keys.filter((key) => key.startsWith('werk/'))).toEqual([]);
    expect(keys.some((key) => key.startsWith('leveringen/'))).toBe(true);
  });

  it.each([
    ['2026-12-31', 'geen: de werkgever is dan afgemeld'],
    ['2027-01-11', 'maandag 11 januari 2027'],
  ])('with %s as the last day: the mail about the first one gives the next as %s', async (per, volgende) => {
    const world = createWorld();
    const id = await assembled(world);
    await signOffAanmelding(world, ID, Datum.parse(per));
    await completeUitwisseling(world, id);
    const mail = JSON.stringify(world.post.verzonden.at(-1));
    expect(mail).toContain(JSON.stringify(['Volgende uitwisseling', volgende]));
    expect(mail.includes('11 januari')).toBe(volgende.includes('11 januari'));
  });

  it('stops one that does not come to an end, and removes its working files', async () => {
    const world = createWorld();
    const id = await distributed(world);
    await signOffAanmelding(world, ID);
    world.klok.advance(5 * 3_600_000);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'vervallen', code: 'koppeling-gestopt' });
    expect(world.opslag.objecten.size).toBe(0);
    expect(await fetchDeel(world, { uitwisselingId: id, deel: 1 })).toBe('niet-meer-nodig');
    await failUitwisseling(world, id, 'Refused');
    expect(world.opslag.objecten.size).toBe(0);
  });

  it('lets one that waits for a locked run lapse', async () => {
    const world = createWorld({ bedrijven: [company({ runs: [run(811, { vergrendeld: false })] })] });
    const { koppelingId, volgende } = await realised(world);
    world.klok.set('2026-12-10T05:00:00.000Z');
    await startUitwisseling(world, { koppelingId, tijdvakId: volgende.tijdvakId });
    const [id] = world.verloop.uitwisselingen;
    if (id === undefined) throw new Error('nothing was started');
    await checkRun(world, id);
    await signOffAanmelding(world, ID);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect((await uitwisselingOf(world, id)).status).toBe('vervallen');
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'vervallen' });
  });

  it('removes what an exchange that failed left behind', async () => {
    const world = createWorld();
    const id = await planned(world);
    await failUitwisseling(world, id, 'Refused');
    expect(world.opslag.objecten.size).toBeGreaterThan(0);
    await signOffAanmelding(world, ID);
    await endKoppeling(world, ID);
    expect(world.opslag.objecten.size).toBe(0);
  });

  it('starts none any more, whatever a schedule still asks for', async () => {
    const world = await signedOff();
    await endKoppeling(world, ID);
    const input = { koppelingId: KOPPELING, tijdvakId: TijdvakId.parse('2026-M11') };
    expect(await startUitwisseling(world, input)).toBe('overgeslagen');
  });

  it('closes a delivered one that was left open for too long, without its mail', async () => {
    const world = createWorld();
    const id = await assembled(world);
    await signOffAanmelding(world, ID);
    world.klok.advance(5 * 3_600_000);
    await endKoppeling(world, ID);
    expect((await uitwisselingOf(world, id)).status).toBe('loopt');
    const mails = world.post.verzonden.length;
    await completeUitwisseling(world, id);
    expect((await uitwisselingOf(world, id)).status).toBe('voltooid');
    expect(world.post.verzonden).toHaveLength(mails);
  });
});

describe('the step run again', () => {
  it.each([
    ['of a koppeling', () => signedOff()],
    ['of an aanmelding that waits', () => signedOff(waitingForAkkoord)],
    [
      'of one of two werkgevers',
      async () => {
        const { world } = await officeWithTwo();
        await signOffAanmelding(world, ID);
        return world;
      },
    ],
    [
      'with an exchange to stop',
      async () => {
        const world = createWorld();
        await distributed(world);
        await signOffAanmelding(world, ID);
        world.klok.advance(5 * 3_600_000);
        return world;
      },
    ],
  ] as const)('%s after a crash anywhere erases the same, and mails at most once', async (_name, prepare) => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare,
      step: (world) => endKoppeling(world, ID),
      endState: async (world) => {
        expect(world.post.verzonden.length).toBeLessThanOrEqual(1);
        return endState(world, ID);
      },
    });
    expect(afterCrash.size).toBeGreaterThan(20);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('after a crash anywhere lets the werkgever be realised anew, with its login', async () => {
    const { afterCrash } = await crashEverywhere({
      prepare: () => signedOff(),
      step: (world) => endKoppeling(world, ID),
      endState: async (world) => {
        await realised(world);
        const aanmeldingId = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002');
        const { nmbrs } = await koppelingOf(world, aanmeldingId);
        return world.kluis.read(nmbrs.inloggegevensRef);
      },
    });
    for (const [point, secret] of afterCrash) expect(secret, point).toEqual(inloggegevens());
  });
});
