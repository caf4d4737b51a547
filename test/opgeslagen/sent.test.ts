import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createHandler as carryOutVerzoek } from '../../functions/carry-out-verzoek/handler.ts';
import { createHandler as checkRun } from '../../functions/check-run/handler.ts';
import { createHandler as fetchDeel } from '../../functions/fetch-deel/handler.ts';
import { createHandler as settleAanmelding } from '../../functions/settle-aanmelding/handler.ts';
import { createHandler as startUitwisseling } from '../../functions/start-uitwisseling/handler.ts';
import { createHandler as verifyAanmelding } from '../../functions/verify-aanmelding/handler.ts';
import { sqsEvent } from '../adapters/lambda/sqs-event.ts';
import { agreed, withDays } from '../core/verzoeken.ts';
import { completed, distributed, realised, started, submitted } from '../core/way.ts';
import { createWorld } from '../core/world.ts';

const FOLDER = new URL('../fixtures/opgeslagen/', import.meta.url);
const Sent = z.record(z.string(), z.unknown());
const sent = (versie: string) =>
  Sent.parse(JSON.parse(readFileSync(new URL(`${versie}/verstuurd.json`, FOLDER), 'utf8')));

describe.each(readdirSync(FOLDER))('what version %s sent', (versie) => {
  const {
    delen,
    uitval,
    nazorg: look,
    kantoorcode,
    realisatie,
    afmelding,
    uitwisseling,
    verzoek,
    agenda,
  } = sent(versie);

  it.each([
    ['the queue of parts', delen],
    ['its dead letters', uitval],
  ])('onto %s is worked on', async (_name, message) => {
    const world = createWorld();
    await distributed(world);
    await expect(fetchDeel(world)(sqsEvent(JSON.stringify(message)))).resolves.toEqual({ batchItemFailures: [] });
    expect(world.logboek.lines).toContainEqual(expect.objectContaining({ code: 'deel.gedaan' }));
  });

  it.each([
    ['a look', look],
    ['the code of an office', kantoorcode],
  ])('onto the queue of nazorg to ask for %s is done', async (_name, message) => {
    const world = createWorld();
    await expect(settleAanmelding(world)(sqsEvent(JSON.stringify(message)))).resolves.toEqual({
      batchItemFailures: [],
    });
    expect(world.logboek.lines).toContainEqual(expect.objectContaining({ code: 'nazorg.gedaan' }));
  });

  it('into the machine of the realisatie is taken by its first step at Nmbrs', async () => {
    const world = createWorld();
    await submitted(world);
    expect(afmelding).toEqual(realisatie);
    await expect(verifyAanmelding(world)(realisatie)).resolves.toMatchObject({ uitkomst: 'akkoord-vragen' });
  });

  it('into the machine of the exchange is taken by its first step', async () => {
    const world = createWorld();
    await started(world);
    await expect(checkRun(world)(uitwisseling)).resolves.toMatchObject({ uitkomst: 'run-vergrendeld' });
  });

  it('into the machine of a verzoek is taken by its step', async () => {
    const world = createWorld();
    await completed(world);
    await agreed(world, 'inzage', 1001);
    await expect(carryOutVerzoek(withDays(world))(verzoek)).resolves.toEqual({ uitkomst: 'verder' });
  });

  it('into a schedule starts the exchange', async () => {
    const world = createWorld();
    await realised(world);
    world.klok.set('2026-12-10T05:00:00.000Z');
    await expect(startUitwisseling(world)(agenda)).resolves.toEqual({ uitkomst: 'gestart' });
  });
});
