import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../adapters/lambda/problem.ts';
import { checkRun } from '../../core/uitwisseling/check-run.ts';
import { httpEvent } from '../adapters/lambda/http-event.ts';
import { TOKEN } from '../core/aanmeldformulier.ts';
import { completed, realised, started, waitingForAkkoord } from '../core/way.ts';
import { BSN, company, createWorld, type World } from '../core/world.ts';
import { ASKED, ID, routesOf } from './conversations/talk.ts';

const bodyOf = ({ body = '' }: HttpAnswer) => JSON.parse(body);
const ask = (world: World, query: Readonly<Record<string, string>> = {}) =>
  routesOf(world)['GET /aanmeldingen/{aanmeldingId}/kalender'](httpEvent({ ...ASKED, query }));
const statusesOf = async (world: World) =>
  bodyOf(await ask(world)).tijdvakken.map((one: { status?: string }) => one.status);

describe('GET /aanmeldingen/{aanmeldingId}/kalender', () => {
  it('tells of each period when it is exchanged, and until when its run can be locked', async () => {
    const world = createWorld();
    await realised(world);
    expect(bodyOf(await ask(world))).toMatchObject({
      aanmeldingId: ID,
      werkgever: { bedrijfsnaam: 'Bakkerij Zonnedauw' },
      tijdvakken: [
        {
          tijdvak: { tijdvakId: '2026-M11' },
          uitwisseling: '2026-12-10',
          uiterlijkVergrendelen: '2026-12-09',
          uiterlijkAangeven: '2026-12-31',
        },
        { tijdvak: { tijdvakId: '2026-M12' }, uitwisseling: '2027-01-11', uiterlijkVergrendelen: '2027-01-08' },
      ],
    });
    expect(await statusesOf(world)).toEqual([undefined, undefined]);
  });

  it('tells what became of a period that is past', async () => {
    const done = createWorld();
    await completed(done);
    expect((await statusesOf(done)).slice(0, 2)).toEqual(['uitgewisseld', undefined]);
    const waiting = createWorld();
    const id = await started(waiting);
    expect((await statusesOf(waiting)).slice(0, 2)).toEqual(['loopt', undefined]);
    waiting.nmbrs.bedrijven = [company({ runs: [] })];
    await checkRun(waiting, id);
    expect((await statusesOf(waiting)).slice(0, 2)).toEqual(['wacht-op-run', undefined]);
    const missed = createWorld();
    await realised(missed);
    missed.klok.set('2026-12-11T09:00:00.000Z');
    // It is tried again on the next working day, and stands there.
    expect((await statusesOf(missed)).slice(0, 2)).toEqual([undefined, undefined]);
    expect(bodyOf(await ask(missed)).tijdvakken[0]).toMatchObject({
      uitwisseling: '2026-12-14',
      uiterlijkVergrendelen: '2026-12-11',
    });
  });

  it('is a calendar file of the days to come, with the same ids as the mail', async () => {
    const world = createWorld();
    await realised(world);
    world.klok.set('2026-12-09T22:59:00.000Z');
    const { headers, body = '' } = await ask(world, { vorm: 'ics' });
    expect(headers?.['content-type']).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    const lines = body.split('\r\n');
    expect(lines.filter((line) => line.startsWith('DTSTART'))).toHaveLength(14);
    expect(lines.filter((line) => line.startsWith('DTSTART')).slice(0, 2)).toEqual([
      'DTSTART;VALUE=DATE:20261209',
      'DTSTART;VALUE=DATE:20270108',
    ]);
    expect(lines).toContain(`UID:${ID}-2026-M11@salariskoppeling`);
    expect(lines).toContain('ORGANIZER;CN=a.s.r. Salariskoppeling:mailto:koppeling@asr.example');
    expect(lines.filter((line) => line === 'BEGIN:VALARM')).toHaveLength(14);
    for (const canary of [TOKEN, BSN, '123456782']) expect(body).not.toContain(canary);
    world.klok.set('2026-12-09T23:00:00.000Z');
    expect((await ask(world, { vorm: 'ics' })).body).not.toContain('20261209\r\n');
  });

  it('is for its own office only, and once there is a koppeling', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    expect(bodyOf(await ask(world))).toMatchObject({ status: 409, code: 'nog-geen-koppeling' });
    expect(bodyOf(await ask(world, { vorm: 'pdf' }))).toMatchObject({
      code: 'ongeldige-vraag',
      fouten: [{ veld: 'vorm' }],
    });
    const route = routesOf(world)['GET /aanmeldingen/{aanmeldingId}/kalender'];
    expect(bodyOf(await route(httpEvent({ aanmeldingId: ID })))).toMatchObject({ code: 'geen-toegangscode' });
    expect(
      bodyOf(await route(httpEvent({ ...ASKED, aanmeldingId: 'aan-00000000-0000-4000-8000-999999999999' }))),
    ).toMatchObject({ code: 'niet-gevonden' });
  });
});
