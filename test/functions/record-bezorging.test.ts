import { describe, expect, it } from 'vitest';
import { createMemoryLogboek } from '../../adapters/memory/logboek.ts';
import { presentAanmelding } from '../../core/weergave/present-aanmelding.ts';
import { createHandler } from '../../functions/record-bezorging/handler.ts';
import { sqsEvent } from '../adapters/lambda/sqs-event.ts';
import { aanmeldingOf, waitingForHerstel } from '../core/way.ts';
import { createWorld } from '../core/world.ts';
import { sesEvent, transformed } from '../fixtures/ses/events.ts';
import { allResources } from '../lib/templates.ts';

const resources = allResources();

async function mailed() {
  const world = createWorld();
  const id = await waitingForHerstel(world);
  const [sleutel] = world.post.sleutels;
  if (sleutel === undefined) throw new Error('no mail was sent');
  const logboek = createMemoryLogboek();
  const handler = createHandler({ registratie: world.registratie, logboek });
  const report = (soort: string, over: object = {}, bounce: object = {}) =>
    handler(
      sqsEvent(JSON.stringify({ ...JSON.parse(transformed(resources, sesEvent(soort, sleutel, bounce))), ...over })),
    );
  const shown = async () => {
    const berichten = await world.registratie.listBerichten(id);
    return presentAanmelding(await aanmeldingOf(world, id), { berichten, nu: world.klok.now() });
  };
  return { id, logboek, report, shown };
}

describe('a report of SES on a mail', () => {
  it.each([
    ['Bounce', 'teruggekomen'],
    ['Complaint', 'klacht'],
    ['Reject', 'geweigerd'],
  ])('%s shows in the status of the aanmelding as %s', async (soort, bezorging) => {
    const { report, shown, logboek, id } = await mailed();
    expect(await report(soort)).toEqual({ batchItemFailures: [] });
    expect(await report(soort)).toEqual({ batchItemFailures: [] });
    expect((await shown()).berichten).toEqual([
      { soort: 'herstel-nodig', op: '2026-11-24T09:00:00.000Z', bezorging, bezorgingOp: '2026-11-24T09:00:05Z' },
    ]);
    expect(logboek.lines[0]).toEqual({
      level: 'info',
      code: 'bezorging.genoteerd',
      aanmeldingId: id,
      stap: 'herstel-nodig',
      uitkomst: 'genoteerd',
    });
  });

  it.each(['General', 'MailboxFull'])(
    'of a mail that came back for a while (%s), as out-of-office answers do, notes nothing',
    async (bounceSubType) => {
      const { report, shown, logboek, id } = await mailed();
      expect(await report('Bounce', {}, { bounceType: 'Transient', bounceSubType })).toEqual({ batchItemFailures: [] });
      expect((await shown()).berichten).toEqual([{ soort: 'herstel-nodig', op: '2026-11-24T09:00:00.000Z' }]);
      expect(logboek.lines).toEqual([
        { level: 'info', code: 'bezorging.genoteerd', aanmeldingId: id, stap: 'herstel-nodig', uitkomst: 'tijdelijk' },
      ]);
    },
  );

  it('of a mail of which SES does not know why it came back notes that it did', async () => {
    const { report, shown } = await mailed();
    await report('Bounce', {}, { bounceType: 'Undetermined', bounceSubType: 'Undetermined' });
    expect((await shown()).berichten).toMatchObject([{ bezorging: 'teruggekomen' }]);
  });

  it('without one the mail is simply sent', async () => {
    const { shown } = await mailed();
    expect((await shown()).berichten).toEqual([{ soort: 'herstel-nodig', op: '2026-11-24T09:00:00.000Z' }]);
  });

  it.each([
    ['about something else', { gebeurtenis: 'Open' }],
    ['without our tags', { tags: { 'ses:configuration-set': ['ConfigSet'] } }],
    ['at no moment', { op: 'gisteren' }],
    ['without the type of the bounce', { soort: undefined }],
    ['with a type that nobody knows', { soort: 'Forever' }],
  ])('%s goes back to the queue and changes nothing', async (_what, over) => {
    const { report, shown, logboek } = await mailed();
    expect((await report('Bounce', over)).batchItemFailures).toHaveLength(1);
    expect((await shown()).berichten[0]).not.toHaveProperty('bezorging');
    expect(logboek.lines).toMatchObject([{ level: 'error', code: 'bezorging.mislukt' }]);
    expect(JSON.stringify(logboek.lines)).not.toContain('example.com');
  });
});
