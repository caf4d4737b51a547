import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { confirmOntvangst } from '../../core/aanvraag/confirm-ontvangst.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { Tijdstip } from '../../core/kalender/tijd.ts';
import { createHandler as createShowDossier } from '../../functions/show-dossier/handler.ts';
import { httpEvent, jsonEvent } from '../adapters/lambda/http-event.ts';
import { bulkformulier } from '../core/bulk.ts';
import { createWorld } from '../core/world.ts';
import { bearer, bodyOf, codeNumber, routesOf } from './confirm-first.ts';

const Rijen = z.object({ rijen: z.array(z.object({ aanmeldingId: AanmeldingId, capability: z.string() })) });
const Berichten = z.object({ berichten: z.array(z.record(z.string(), z.string())) });

/** A bulk of two that was confirmed, and whose mail that it came in went out. */
async function mailed() {
  const world = createWorld();
  const routes = routesOf(world);
  const { rijen } = Rijen.parse(bodyOf(await routes.submitBulk(jsonEvent(bulkformulier(2)))));
  const [first, last] = rijen;
  if (first === undefined || last === undefined) throw new Error('a row is missing');
  world.klok.advance(60_000);
  await routes.confirmAanvraag({ code: codeNumber(1) }, last.aanmeldingId);
  expect(await confirmOntvangst(world, first.aanmeldingId)).toBe('verzonden');
  const sleutel = world.post.sleutels.find(({ soort }) => soort === 'bulk-ontvangen');
  if (sleutel === undefined) throw new Error('no mail went out');
  const dossier = createShowDossier({ ...world, roleClaim: 'rollen', role: 'beoordelaar' });
  const claims = { sub: 'beoordelaar-1', rollen: ['beoordelaar'] };
  const looks = {
    status: (headers: Readonly<Record<string, string>> = {}) => {
      const { aanmeldingId, capability } = last;
      const shown = { ...bearer(capability).headers, ...headers };
      return routes.showAanmelding(httpEvent({ method: 'GET', aanmeldingId, headers: shown }));
    },
    dossier: () => dossier(httpEvent({ method: 'GET', aanmeldingId: last.aanmeldingId, claims })),
  };
  return { world, sleutel, ...looks };
}

describe('the mail that a bulk came in', () => {
  it.each(['status', 'dossier'] as const)('shows in the %s of each of its werkgevers', async (look) => {
    const { [look]: shown } = await mailed();
    expect(Berichten.parse(bodyOf(await shown())).berichten).toEqual([
      { soort: 'bulk-ontvangen', op: '2026-11-24T09:01:00.000Z' },
    ]);
  });

  it('that came back shows there too, in a new version of the status', async () => {
    const { world, sleutel, status, dossier } = await mailed();
    const { etag } = (await status()).headers ?? {};
    expect((await status({ 'if-none-match': String(etag) })).statusCode).toBe(304);
    const op = Tijdstip.parse('2026-11-24T09:02:00.000Z');
    expect(await world.registratie.markBezorging(sleutel, { uitkomst: 'teruggekomen', op })).toBe('genoteerd');
    const bounced = [{ soort: 'bulk-ontvangen', bezorging: 'teruggekomen', bezorgingOp: op }];
    const after = await status({ 'if-none-match': String(etag) });
    expect([after.statusCode, bodyOf(after)]).toMatchObject([200, { berichten: bounced }]);
    expect(bodyOf(await dossier())).toMatchObject({ berichten: bounced });
  });
});
