import { describe, expect, it } from 'vitest';
import { remainingMs } from '../../../adapters/node/remaining-time.ts';
import type { Aanmelding } from '../../../core/aanmelding/aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf } from '../../../core/ids.ts';
import { createHandler } from '../../../functions/reconcile-koppelingen/handler.ts';
import { aanmeldingIn, realised } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const idOf = (index: number): AanmeldingId =>
  AanmeldingId.parse(`aan-00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);

/** So many realised koppelingen of which little is left, so that a look at one costs next to nothing. */
async function manyOf(aantal: number) {
  const world = createWorld();
  const { aanmeldingId } = await realised(world);
  const one = await aanmeldingIn(world, aanmeldingId, 'gerealiseerd');
  const all: Aanmelding[] = Array.from({ length: aantal }, (_, index) => ({ ...one, aanmeldingId: idOf(index + 1) }));
  const looked: string[] = [];
  const registratie: World['registratie'] = {
    ...world.registratie,
    listAanmeldingen: async ({ status, aantal: atMost, na }) => {
      if (status !== 'gerealiseerd') return { aanmeldingen: [], meer: false };
      const begin = all.findIndex((each) => each.aanmeldingId === na?.aanmeldingId) + 1;
      return { aanmeldingen: all.slice(begin, begin + atMost), meer: begin + atMost < all.length };
    },
    findKoppeling: async (koppelingId) => {
      looked.push(koppelingId);
      return { koppelingId, aanmeldingId, versie: 0, status: 'gewist', inloggegevensRef: one.inloggegevensRef };
    },
  };
  return { world, registratie, all, looked };
}

/** The machine: calls the function with what it answered, as JSON, until it says that it is done. */
async function roundOf(deps: World): Promise<{ readonly steps: number; readonly last: Awaited<ReturnType<Handler>> }> {
  const handler = createHandler(deps);
  let state: unknown = {};
  for (let steps = 1; ; steps += 1) {
    const stap = await handler(state);
    if (stap.uitkomst !== 'verder') return { steps, last: stap };
    state = { stap: JSON.parse(JSON.stringify(stap)) };
  }
}
type Handler = ReturnType<typeof createHandler>;

describe('a round over many koppelingen', () => {
  it('looks at each of 10,000 once, in parts of a hundred', async () => {
    const { world, registratie, all, looked } = await manyOf(10_000);
    const { steps, last } = await roundOf({ ...world, registratie });
    expect(steps).toBe(100);
    expect(last).toEqual({
      uitkomst: 'klaar',
      ...{ bekeken: 10_000, hersteld: 0, nieuweVersies: 0, nietBekeken: 0, mislukt: 0 },
    });
    expect([...new Set(looked)].sort()).toEqual(all.map(({ aanmeldingId }) => koppelingIdOf(aanmeldingId)).sort());
  });

  it('ends a part before the function runs out of time, and goes on after the last one that it looked at', async () => {
    const { world, registratie, all, looked } = await manyOf(100);
    const findKoppeling: typeof registratie.findKoppeling = (koppelingId) => {
      world.klok.advance(3000);
      return registratie.findKoppeling(koppelingId);
    };
    const { steps, last } = await roundOf({ ...world, registratie: { ...registratie, findKoppeling } });
    expect(steps).toBeGreaterThan(2);
    expect(last).toMatchObject({ uitkomst: 'klaar', bekeken: 100 });
    expect(new Set(looked).size).toBe(all.length);
  });

  it('knows how long the function has, so that it makes no call that it would not end', async () => {
    const { world, registratie } = await manyOf(1);
    const seen: number[] = [];
    const findKoppeling: typeof registratie.findKoppeling = async (koppelingId) => {
      seen.push(remainingMs());
      return registratie.findKoppeling(koppelingId);
    };
    const handler = createHandler({ ...world, registratie: { ...registratie, findKoppeling } });
    await handler({}, { getRemainingTimeInMillis: () => 1_234 });
    expect(new Set(seen)).toEqual(new Set([1_234]));
  });

  it('counts what fails through to the end', async () => {
    const { world, registratie } = await manyOf(250);
    const findKoppeling: typeof registratie.findKoppeling = async (koppelingId) => {
      if (koppelingId === koppelingIdOf(idOf(7))) throw new Transient({ code: 'aws.registratie', message: 'gone' });
      return registratie.findKoppeling(koppelingId);
    };
    const { last } = await roundOf({ ...world, registratie: { ...registratie, findKoppeling } });
    expect(last).toMatchObject({ uitkomst: 'met-fouten', bekeken: 250, mislukt: 1 });
  });

  it('that cannot read its list is tried again by the machine, from where it was', async () => {
    const { world, registratie } = await manyOf(1);
    const listAanmeldingen = () => Promise.reject(new Transient({ code: 'aws.registratie', message: 'gone' }));
    const handler = createHandler({ ...world, registratie: { ...registratie, listAanmeldingen } });
    await expect(handler({})).rejects.toBeInstanceOf(Transient);
    expect(world.logboek.lines.at(-1)).toMatchObject({ code: 'stap.mislukt', foutcode: 'aws.registratie' });
  });
});
