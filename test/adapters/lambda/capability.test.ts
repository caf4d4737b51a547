import { describe, expect, it } from 'vitest';
import { withCapability } from '../../../adapters/lambda/capability.ts';
import { jsonAnswer } from '../../../adapters/lambda/problem.ts';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { submitAanmelding } from '../../../core/aanvraag/submit-aanmelding.ts';
import { DAY_MS, epochMs, tijdstipAt } from '../../../core/kalender/tijd.ts';
import { inGroepen } from '../../../core/toegang/toegangscode.ts';
import { GOOD_FORM, withField } from '../../core/aanmeldformulier.ts';
import { createWorld, KANTOORSLEUTEL } from '../../core/world.ts';
import { httpEvent } from './http-event.ts';

async function twoAanmeldingen() {
  const world = createWorld();
  const submit = async (form: unknown) => {
    const outcome = await submitAanmelding(world, Aanmeldformulier.parse(form), { bewijs: KANTOORSLEUTEL });
    if (outcome.uitkomst !== 'ontvangen') throw new Error('the sign-up was not taken');
    return outcome;
  };
  const mine = await submit(GOOD_FORM);
  const other = await submit(withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', 'RC-20002'));
  const ask = (aanmeldingId: string, capability?: string) => {
    const headers = capability === undefined ? {} : { headers: { authorization: `Bearer ${capability}` } };
    const answer = async (found: { readonly aanmeldingId: string }) => jsonAnswer(200, found.aanmeldingId);
    return withCapability(world, httpEvent({ method: 'GET', aanmeldingId, ...headers }), answer);
  };
  return { mine, other, ask, world };
}

describe('an office’s route', () => {
  it('is open to the capability of that aanmelding', async () => {
    const { mine, ask } = await twoAanmeldingen();
    expect(await ask(mine.aanmeldingId, mine.capability)).toMatchObject({
      statusCode: 200,
      body: `"${mine.aanmeldingId}"`,
    });
  });

  it('is open to the code of a mail about that aanmelding, for fourteen days', async () => {
    const { mine, other, ask, world } = await twoAanmeldingen();
    const code = world.identiteit.newToegangscode();
    const sleutel = { onderwerp: mine.aanmeldingId, soort: 'ontvangen', gelegenheid: 'eenmalig' } as const;
    await world.registratie.claimBericht(sleutel, world.klok.now(), world.identiteit.hash(code));
    const begin = world.klok.now();
    const statusAfter = async (days: number, id: string, typed: string = inGroepen(code)) => {
      world.klok.set(tijdstipAt(epochMs(begin) + days * DAY_MS));
      return (await ask(id, typed)).statusCode;
    };
    expect(await statusAfter(0, mine.aanmeldingId)).toBe(200);
    expect(await statusAfter(14, mine.aanmeldingId, inGroepen(code).toLowerCase())).toBe(200);
    expect(await statusAfter(14, other.aanmeldingId)).toBe(404);
    expect(await statusAfter(14, mine.aanmeldingId, inGroepen(world.identiteit.newToegangscode()))).toBe(404);
    expect(await statusAfter(14.01, mine.aanmeldingId)).toBe(404);
    expect(await statusAfter(14.01, mine.aanmeldingId, mine.capability)).toBe(200);
  });

  it('asks for a capability', async () => {
    const { mine, ask } = await twoAanmeldingen();
    expect((await ask(mine.aanmeldingId)).statusCode).toBe(401);
  });

  it('tells an unknown aanmelding, one of another office and a wrong capability the same', async () => {
    const { mine, other, ask } = await twoAanmeldingen();
    const unknown = 'aan-00000000-0000-4000-8000-999999999999';
    const answers = await Promise.all([
      ask(unknown, mine.capability),
      ask(other.aanmeldingId, mine.capability),
      ask(mine.aanmeldingId, 'x'.repeat(43)),
      ask(mine.aanmeldingId, '00000-00000-00000-00000'),
      ask(unknown, '00000-00000-00000-00000'),
      ask(mine.aanmeldingId, `${mine.capability}x`),
      ask(mine.aanmeldingId, mine.capability.slice(0, -1)),
      ask('../../etc', mine.capability),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(404);
  });
});
