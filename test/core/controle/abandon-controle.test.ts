import { describe, expect, it } from 'vitest';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { type AbandonOutcome, abandonControle, type Staking } from '../../../core/controle/abandon-controle.ts';
import { askHerstel } from '../../../core/controle/ask-herstel.ts';
import { Aanmeldcorrectie, correctAanmelding } from '../../../core/controle/correct-aanmelding.ts';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { recheckAanmelding } from '../../../core/controle/recheck-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Defect, Unclear } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import type { PayrollGateway } from '../../../core/nmbrs/ports/payroll.ts';
import { presentAanmelding } from '../../../core/weergave/present-aanmelding.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  afwijzen,
  approved,
  auditOf,
  realised,
  submitted,
  token,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { BSN, createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const CONTROLE: Staking = { bij: 'controle', code: 'nmbrs-unreadable' };
const REALISATIE: Staking = { bij: 'realisatie', code: 'nmbrs-unreadable' };

const senseless = () => Promise.reject(new Unclear({ code: 'nmbrs-unreadable', message: 'the answer is not XML' }));
/** A Nmbrs that answers the question for the current period with a page of maintenance. */
const withPage = (world: World): PayrollGateway => ({
  open: (inloggegevens) => ({ ...world.gateway.open(inloggegevens), fetchTijdvak: senseless }),
});

/** Signed up, and the controle came to no end. */
async function halfWay(world: World): Promise<void> {
  await submitted(world);
  await expect(verifyAanmelding({ ...world, gateway: withPage(world) }, ID)).rejects.toBeInstanceOf(Unclear);
}

/** The controle was given up; the machine waits for the office, as it does for herstel. */
async function givenUp(world: World, staking: Staking = CONTROLE): Promise<void> {
  await halfWay(world);
  await abandonControle(world, ID, staking);
  world.verloop.wait(token('herstel'));
  await askHerstel(world, ID, { taakToken: token('herstel') });
}

describe('a controle that came to no end', () => {
  it('is given up: the aanmelding needs herstel, with one finding that says so', async () => {
    const world = createWorld();
    await halfWay(world);
    expect((await aanmeldingOf(world, ID)).status).toBe('wordt-gecontroleerd');
    world.klok.set('2026-11-24T12:00:00.000Z');
    expect(await abandonControle(world, ID, CONTROLE)).toBe('herstel-nodig');
    const { controle } = await aanmeldingIn(world, ID, 'herstel-nodig');
    expect(controle).toMatchObject({
      uitgevoerdOp: '2026-11-24T12:00:00.000Z',
      onderdelen: { inloggegevens: 'niet-getoetst', bedrijf: 'niet-getoetst' },
      bevindingen: [
        { code: 'controle-niet-gelukt', tekst: expect.stringContaining('Nmbrs gaf geen bruikbaar antwoord') },
      ],
    });
    expect((await auditOf(world, ID)).at(-1)).toBe('controle.gestaakt');
    expect(world.logboek.lines).toEqual([
      { level: 'error', code: 'controle.gestaakt', aanmeldingId: ID, stap: 'controle', foutcode: 'nmbrs-unreadable' },
    ]);
  });

  it('does not blame Nmbrs for what went wrong with us', async () => {
    const world = createWorld();
    await givenUp(world, { bij: 'controle', code: 'aws.kluis.read' });
    const [bevinding] = (await aanmeldingIn(world, ID, 'herstel-nodig')).controle.bevindingen;
    expect(bevinding?.tekst).toContain('er was bij ons een storing');
    expect(bevinding?.tekst).not.toContain('Nmbrs gaf');
  });

  it('is done again when the office asks for it', async () => {
    const world = createWorld();
    await givenUp(world);
    expect(await recheckAanmelding(world, ID)).toBe('gestart');
    expect(world.verloop.hervat.get(token('herstel'))).toEqual({ uitkomst: 'hercontrole' });
    expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
  });

  it('is done again with what the office corrects', async () => {
    const world = createWorld();
    await givenUp(world);
    const correctie = Aanmeldcorrectie.parse({ verloning: 'vierwekelijks' });
    expect(await correctAanmelding(world, ID, correctie)).toBe('gestart');
    expect((await aanmeldingOf(world, ID)).gegevens.verloning).toBe('vierwekelijks');
  });

  it('lapses when nobody asks', async () => {
    const world = createWorld();
    await givenUp(world);
    expect(await expireAanmelding(world, ID)).toBe('vervallen');
  });

  it('is told to the office by mail and in its status: what happened, and to ask again later', async () => {
    const world = createWorld();
    await givenUp(world);
    const mail = JSON.stringify(world.post.verzonden);
    const regels = await world.registratie.listAudit(ID);
    const { status, watNu, watTeDoen, controle } = presentAanmelding(await aanmeldingOf(world, ID), {
      regels,
      nu: world.klok.now(),
    });
    expect(status).toBe('herstel-nodig');
    expect(watTeDoen).toHaveLength(1);
    expect(controle?.rechten.every(({ uitkomst }) => uitkomst === 'niet-getoetst')).toBe(true);
    for (const told of [mail, watNu]) {
      expect(told).toContain('De controle is niet gelukt: Nmbrs gaf geen bruikbaar antwoord.');
      expect(told).toContain('Vraag later vandaag of morgen een nieuwe controle aan.');
      expect(told).not.toContain('hersteld');
      expect(told).not.toContain('daarna een nieuwe controle');
      expect(told).not.toMatch(/nmbrs-unreadable|Unclear/);
    }
    expect(mail).toContain('Een nieuwe controle vraagt u aan op de pagina van uw aanmelding');
    expect(mail).toContain('Dat is nog niet gelukt.');
    for (const canary of [TOKEN, BSN, '123456782', 'Sterrenstof']) expect(mail).not.toContain(canary);
  });

  it('after a crash anywhere ends as if nothing had happened', async () => {
    const prepare = async () => {
      const world = createWorld();
      await halfWay(world);
      return world;
    };
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare,
      step: (world: World) => abandonControle(world, ID, CONTROLE),
      endState: (world) => endState(world, ID),
    });
    expect(calls).toContain('registratie.replaceAanmelding');
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

type Way = readonly [status: string, way: (world: World) => Promise<unknown>, outcome: AbandonOutcome];

describe('giving up a controle', () => {
  it.each<Way>([
    ['that had not begun', submitted, 'herstel-nodig'],
    ['that found something to mend before it died', waitingForHerstel, 'herstel-nodig'],
    ['that was passed before it died', verified, 'akkoord-vragen'],
    ['of one that waits for an akkoord', waitingForAkkoord, 'akkoord-vragen'],
    ['of one that was approved meanwhile', (world) => approved(world), 'akkoord-vragen'],
    ['of one that was rejected meanwhile', (world) => approved(world, afwijzen()), 'akkoord-vragen'],
    ['of one that is realised', (world) => realised(world), 'gestopt'],
    [
      'of one that was signed off meanwhile',
      async (world) => signOffAanmelding(world, await submitted(world), { direct: true }),
      'gestopt',
    ],
  ])('%s leaves what was stored to stand', async (_what, way, outcome) => {
    const world = createWorld();
    await way(world);
    const before = await endState(world, ID);
    expect(await abandonControle(world, ID, CONTROLE)).toBe(outcome);
    const isGivenUp = before.aanmelding?.status === 'ontvangen';
    if (!isGivenUp) expect(await endState(world, ID)).toEqual(before);
    expect((await aanmeldingOf(world, ID)).status).toBe(isGivenUp ? 'herstel-nodig' : before.aanmelding?.status);
  });

  it('of an aanmelding that nobody knows is a defect', async () => {
    await expect(abandonControle(createWorld(), ID, CONTROLE)).rejects.toBeInstanceOf(Defect);
  });
});

describe('a realisatie that Nmbrs gives no answer to', () => {
  it('is given up: the office can have it checked again, and the besluit goes with it', async () => {
    const world = createWorld();
    await approved(world);
    const gateway: PayrollGateway = {
      open: (inloggegevens) => ({ ...world.gateway.open(inloggegevens), listBedrijven: senseless }),
    };
    await expect(realiseKoppeling({ ...world, gateway }, ID)).rejects.toBeInstanceOf(Unclear);
    expect(await abandonControle(world, ID, REALISATIE)).toBe('herstel-nodig');
    expect(await aanmeldingIn(world, ID, 'herstel-nodig')).not.toHaveProperty('besluit');
    expect((await auditOf(world, ID)).at(-1)).toBe('realisatie.herstel-nodig');
    expect(await abandonControle(world, ID, REALISATIE)).toBe('herstel-nodig');
    world.verloop.wait(token('herstel'));
    await askHerstel(world, ID, { taakToken: token('herstel') });
    expect(await recheckAanmelding(world, ID)).toBe('gestart');
    expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
  });

  it.each<readonly [string, (world: World) => Promise<unknown>, string]>([
    ['that was stored already', (world) => realised(world), 'nmbrs-unreadable'],
    ['that stopped on a service of our own', (world) => approved(world), 'aws.kluis.read'],
    ['that stopped on a write of somebody else', (world) => approved(world), 'aanmelding-verouderd'],
  ])('%s is tried on, and the besluit stands', async (_what, way, code) => {
    const world = createWorld();
    await way(world);
    const before = await endState(world, ID);
    expect(await abandonControle(world, ID, { bij: 'realisatie', code })).toBe('realiseren');
    expect(await endState(world, ID)).toEqual(before);
    expect(world.logboek.lines).toMatchObject([{ code: 'controle.gestaakt', stap: 'realisatie', foutcode: code }]);
  });
});
