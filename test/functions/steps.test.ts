import { describe, expect, it } from 'vitest';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { AanmeldingId, koppelingIdOf } from '../../core/ids.ts';
import { createHandler as createAbandonControle } from '../../functions/abandon-controle/handler.ts';
import { createHandler as createAskAkkoord } from '../../functions/ask-akkoord/handler.ts';
import { createHandler as createAskHerstel } from '../../functions/ask-herstel/handler.ts';
import { createHandler as createAssembleGegevensset } from '../../functions/assemble-gegevensset/handler.ts';
import { createHandler as createCheckRun } from '../../functions/check-run/handler.ts';
import { createHandler as createCompleteUitwisseling } from '../../functions/complete-uitwisseling/handler.ts';
import { createHandler as createConfirmAanmelding } from '../../functions/confirm-aanmelding/handler.ts';
import { createHandler as createDistributeDelen } from '../../functions/distribute-delen/handler.ts';
import { createHandler as createExpireAanmelding } from '../../functions/expire-aanmelding/handler.ts';
import { createHandler as createFailUitwisseling } from '../../functions/fail-uitwisseling/handler.ts';
import { createHandler as createFetchDeel } from '../../functions/fetch-deel/handler.ts';
import { createHandler as createPlanUitwisseling } from '../../functions/plan-uitwisseling/handler.ts';
import { createHandler as createPollRapport } from '../../functions/poll-rapport/handler.ts';
import { createHandler as createRealiseKoppeling } from '../../functions/realise-koppeling/handler.ts';
import { createHandler as createSettleAanmelding } from '../../functions/settle-aanmelding/handler.ts';
import { createHandler as createStartUitwisseling } from '../../functions/start-uitwisseling/handler.ts';
import { createHandler as createVerifyAanmelding } from '../../functions/verify-aanmelding/handler.ts';
import { sqsEvent } from '../adapters/lambda/sqs-event.ts';
import { TOKEN } from '../core/aanmeldformulier.ts';
import {
  aanmeldingOf,
  afwijzen,
  approved,
  realised,
  started,
  submitted,
  token,
  uitwisselingOf,
  verified,
  waitingForAkkoord,
} from '../core/way.ts';
import { BSN, createWorld, type World } from '../core/world.ts';

/** How Lambda reports what a function threw, in the `Cause` of a Catch. */
const causeOf = (errorType: string, errorMessage: string): string =>
  JSON.stringify({ errorType, errorMessage, trace: [`${errorType}: Sterrenstof`, '    at somewhere'] });

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

function functionsOf(world: World) {
  const logboek = createMemoryLogboek();
  const deps = { ...world, logboek };
  return {
    logboek,
    verifyAanmelding: createVerifyAanmelding(deps),
    askAkkoord: createAskAkkoord(deps),
    abandonControle: createAbandonControle(deps),
    askHerstel: createAskHerstel(deps),
    realiseKoppeling: createRealiseKoppeling(deps),
    confirmAanmelding: createConfirmAanmelding(deps),
    expireAanmelding: createExpireAanmelding(deps),
    startUitwisseling: createStartUitwisseling(deps),
    checkRun: createCheckRun(deps),
    planUitwisseling: createPlanUitwisseling(deps),
    distributeDelen: createDistributeDelen(deps),
    fetchDeel: createFetchDeel(deps),
    pollRapport: createPollRapport(deps),
    assembleGegevensset: createAssembleGegevensset(deps),
    completeUitwisseling: createCompleteUitwisseling(deps),
    failUitwisseling: createFailUitwisseling(deps),
    settleAanmelding: createSettleAanmelding(deps),
  };
}

describe('the steps of the realisatie', () => {
  it('pass from the controle to the mail, and answer what the machine chooses by', async () => {
    const world = createWorld();
    const steps = functionsOf(world);
    const event = { aanmeldingId: await submitted(world) };
    // Tuesday 24 November 10:00 → Friday 09:00, the third working day.
    const wachtSeconden = 71 * 3600;
    expect(await steps.verifyAanmelding(event)).toEqual({ uitkomst: 'akkoord-vragen', wachtSeconden });
    await steps.askAkkoord({ ...event, taakToken: token('akkoord') });
    expect(await aanmeldingOf(world, ID)).toMatchObject({ taakToken: token('akkoord') });
    const other = createWorld();
    const approvedSteps = functionsOf(other);
    await approved(other);
    const state = { ...event, stap: { uitkomst: 'goedgekeurd' } };
    expect(await approvedSteps.realiseKoppeling(state)).toMatchObject({ uitkomst: 'gerealiseerd' });
    await approvedSteps.confirmAanmelding({ ...event, stap: { uitkomst: 'gerealiseerd' } });
    expect(other.post.verzonden.map(({ onderwerp }) => onderwerp.split(' – ')[0])).toEqual([
      'Salariskoppeling gerealiseerd',
    ]);
  });

  it('give up a controle that came to no end, and wait for the office as for herstel', async () => {
    const world = createWorld();
    const { abandonControle, askHerstel, logboek } = functionsOf(world);
    const event = { aanmeldingId: await submitted(world) };
    const fout = { Error: 'Unclear', Cause: causeOf('Unclear', 'nmbrs-http-403') };
    expect(await abandonControle({ ...event, bij: 'controle', fout })).toEqual({
      uitkomst: 'herstel-nodig',
      wachtSeconden: 71 * 3600,
    });
    expect(logboek.lines[0]).toMatchObject({ code: 'controle.gestaakt', foutcode: 'nmbrs-http-403' });
    expect((await world.registratie.listAudit(ID)).at(-1)).toMatchObject({ waarom: 'nmbrs-http-403' });
    await askHerstel({ ...event, taakToken: token('herstel') });
    expect(world.post.verzonden).toHaveLength(1);
    const text = JSON.stringify([logboek.lines, world.post.verzonden, await world.registratie.listAudit(ID)]);
    for (const canary of [TOKEN, BSN, '123456782', 'Sterrenstof']) expect(text).not.toContain(canary);
    await expect(abandonControle({ ...event, bij: 'iets-anders', fout })).rejects.toMatchObject({ name: 'Defect' });
  });

  it('ask for herstel with a mail', async () => {
    const world = createWorld({ weigeringen: { Children_Get: { reden: 'recht-niet-actief', code: '1002' } } });
    const steps = functionsOf(world);
    const event = { aanmeldingId: await submitted(world) };
    expect(await steps.verifyAanmelding(event)).toMatchObject({ uitkomst: 'herstel-nodig', wachtSeconden: 71 * 3600 });
    await steps.askHerstel({ ...event, taakToken: token('herstel') });
    expect(world.post.verzonden).toHaveLength(1);
  });

  it('let it lapse', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    expect(await functionsOf(world).expireAanmelding({ aanmeldingId: ID })).toEqual({ uitkomst: 'vervallen' });
  });

  it('erase the token of a rejected one', async () => {
    const world = createWorld();
    await approved(world, afwijzen());
    await functionsOf(world).confirmAanmelding({ aanmeldingId: ID });
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it('that wait are refused without a token to report with', async () => {
    const world = createWorld();
    const steps = functionsOf(world);
    await verified(world);
    await expect(steps.askAkkoord({ aanmeldingId: ID })).rejects.toMatchObject({ name: 'Defect' });
    await expect(steps.askHerstel({ aanmeldingId: ID, taakToken: '' })).rejects.toMatchObject({ name: 'Defect' });
  });

  it('answer nothing but ids and codes: nobody’s data, no token', async () => {
    const world = createWorld();
    const steps = functionsOf(world);
    await submitted(world);
    const answers = [await steps.verifyAanmelding({ aanmeldingId: ID }), steps.logboek.lines];
    for (const canary of [TOKEN, BSN, '123456782', 'Sterrenstof'])
      expect(JSON.stringify(answers)).not.toContain(canary);
  });
});

describe('the steps of an exchange', () => {
  it('pass from the schedule to the data set, and answer what the machine chooses by', async () => {
    const world = createWorld();
    const { koppelingId } = await realised(world);
    world.klok.set('2026-12-10T05:00:00.000Z');
    const steps = functionsOf(world);
    expect(await steps.startUitwisseling({ koppelingId, tijdvakId: '2026-M11' })).toEqual({ uitkomst: 'gestart' });
    const [uitwisselingId] = world.verloop.uitwisselingen;
    if (uitwisselingId === undefined) throw new Error('nothing was started');
    const event = { uitwisselingId };
    expect(await steps.checkRun(event)).toEqual({ uitkomst: 'run-vergrendeld' });
    await steps.planUitwisseling(event);
    world.verloop.wait(token('verdeel'));
    await steps.distributeDelen({ ...event, taakToken: token('verdeel') });
    const bodies = world.wachtrij.wachtend.map(({ bericht }) => JSON.stringify(bericht));
    expect(await steps.fetchDeel(sqsEvent(...bodies))).toEqual({ batchItemFailures: [] });
    expect(world.verloop.hervat.get(token('verdeel'))).toEqual({ uitkomst: 'rapport-loopt' });
    const state = { ...event, stap: { uitkomst: 'rapport-loopt' } };
    expect(await steps.pollRapport(state)).toEqual({ uitkomst: 'klaar' });
    expect(await steps.assembleGegevensset(state)).toEqual({ uitkomst: 'compleet' });
    await steps.completeUitwisseling(state);
    expect(await uitwisselingOf(world, uitwisselingId)).toMatchObject({ status: 'voltooid', werknemers: 3 });
    const lines = JSON.stringify(steps.logboek.lines);
    for (const canary of [TOKEN, BSN, 'Sterrenstof', 'taak-']) expect(lines).not.toContain(canary);
    expect(steps.logboek.lines.every(({ level }) => level === 'info')).toBe(true);
  });

  it.each([
    [
      'what one of our steps threw',
      { Error: 'Defect', Cause: causeOf('Defect', 'rapport-mislukt') },
      'rapport-mislukt',
    ],
    [
      'what Nmbrs answered without sense to the end',
      { Error: 'Unclear', Cause: causeOf('Unclear', 'nmbrs-http-403') },
      'nmbrs-http-403',
    ],
    ['what held it up to the end', { Error: 'Transient', Cause: causeOf('Transient', 'nmbrs-9999') }, 'nmbrs-9999'],
    [
      'what was refused in a step',
      { Error: 'Refused.geen-toegang', Cause: causeOf('Refused.geen-toegang', 'geen-toegang') },
      'geen-toegang',
    ],
    [
      'what was refused to a worker, without a cause',
      { uitkomst: 'geweigerd', Error: 'Refused.recht-niet-actief.SVW_GetCurrent' },
      'recht-niet-actief.SVW_GetCurrent',
    ],
    ['what the machine found', { Error: 'Defect.onbekende-uitkomst' }, 'onbekende-uitkomst'],
    ['that parts stayed away', { Error: 'States.Timeout', Cause: '' }, 'States.Timeout'],
    [
      'that a function ran out of time',
      {
        Error: 'Sandbox.Timedout',
        Cause: causeOf('Sandbox.Timedout', 'RequestId: 1 Error: Task timed out after 300.00 seconds'),
      },
      'Sandbox.Timedout',
    ],
    // What is none of ours may say anything.
    ['an exception whose message could be a code', { Error: 'Error', Cause: causeOf('Error', 'boem') }, 'onverwacht'],
    ['a message with a BSN', { Error: 'Defect', Cause: causeOf('Defect', BSN) }, 'onverwacht'],
    ['a message with a BSN behind words', { Error: 'Defect', Cause: causeOf('Defect', `bsn-${BSN}`) }, 'onverwacht'],
    ['a message that is a token', { Error: 'Defect', Cause: causeOf('Defect', TOKEN) }, 'onverwacht'],
    ['a sentence', { Error: 'Defect', Cause: causeOf('Defect', 'S. Sterrenstof has no name') }, 'onverwacht'],
    ['a very long message', { Error: 'Defect', Cause: causeOf('Defect', 'a-'.repeat(60)) }, 'onverwacht'],
    ['a name with something behind it', { Error: 'Refused.S. Sterrenstof' }, 'onverwacht'],
    ['a cause that is no JSON', { Error: 'Defect', Cause: 'boem' }, 'onverwacht'],
    ['a cause that breaks off', { Error: 'Defect', Cause: '{"errorMessage":"rapport-mis' }, 'onverwacht'],
    ['a cause without a message', { Error: 'Defect', Cause: '{"trace":[]}' }, 'onverwacht'],
    ['no cause at all', { Error: 'Transient' }, 'onverwacht'],
    ['a cause that is no text', { Error: 'Defect', Cause: 7 }, 'onverwacht'],
    ['nothing', undefined, 'onverwacht'],
    ['no error', {}, 'onverwacht'],
  ])('mark one that stopped by the code of %s', async (_what, fout, code) => {
    const world = createWorld();
    const uitwisselingId = await started(world);
    const { failUitwisseling, logboek } = functionsOf(world);
    await failUitwisseling({ uitwisselingId, fout });
    expect(await uitwisselingOf(world, uitwisselingId)).toMatchObject({ status: 'mislukt', code });
    const told = JSON.stringify([world.post.verzonden, logboek.lines, await world.registratie.listAudit(ID)]);
    expect(told).toContain(`["Code voor de beheerder","${code}"]`);
    expect(told).not.toMatch(/Transient|Unclear|Defect|Refused/);
    for (const canary of [BSN, TOKEN, 'Sterrenstof', 'boem']) expect(told).not.toContain(canary);
  });

  it('give a part back to the queue when it fails, and keep the others', async () => {
    const world = createWorld();
    const uitwisselingId = await started(world);
    const steps = functionsOf(world);
    await steps.checkRun({ uitwisselingId });
    await steps.planUitwisseling({ uitwisselingId });
    const bodies = [
      { uitwisselingId, deel: 99 },
      { uitwisselingId, deel: 2 },
      { uitwisselingId, deel: 0 },
    ];
    const event = sqsEvent(...bodies.map((body) => JSON.stringify(body)), 'geen json');
    expect(await steps.fetchDeel(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }, { itemIdentifier: 'm3' }],
    });
    expect(steps.logboek.lines.filter(({ code }) => code === 'deel.gedaan')).toEqual([
      { level: 'info', code: 'deel.gedaan', uitwisselingId, deel: 2, uitkomst: 'gedaan' },
    ]);
  });

  it('are defects for what is no schedule’s message', async () => {
    const { startUitwisseling } = functionsOf(createWorld());
    for (const event of [undefined, {}, { koppelingId: 'x', tijdvakId: '2026-M11' }]) {
      await expect(startUitwisseling(event)).rejects.toMatchObject({ name: 'Defect', code: 'onverwacht' });
    }
    const koppelingId = koppelingIdOf(ID);
    await expect(startUitwisseling({ koppelingId, tijdvakId: '2026-M13' })).rejects.toMatchObject({ name: 'Defect' });
  });
});

describe('the aftercare', () => {
  it('starts what was not started', async () => {
    const world = createWorld();
    await submitted(world);
    const { settleAanmelding, logboek } = functionsOf(world);
    expect(await settleAanmelding(sqsEvent(JSON.stringify({ aanmeldingId: ID })))).toEqual({ batchItemFailures: [] });
    expect(logboek.lines).toEqual([{ level: 'info', code: 'nazorg.gedaan', aanmeldingId: ID, uitkomst: 'gestart' }]);
  });
});
