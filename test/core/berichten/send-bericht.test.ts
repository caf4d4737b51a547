import { describe, expect, it } from 'vitest';
import type { Bericht } from '../../../core/berichten/bericht.ts';
import { sendAnother, sendBericht, sendForAll } from '../../../core/berichten/send-bericht.ts';
import { Defect, Refused, Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Toegangscode } from '../../../core/toegang/toegangscode.ts';
import { cuttable, Killed } from '../crash-matrix.ts';
import { createWorld } from '../world.ts';

const onderwerp = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const sleutel = { onderwerp, soort: 'gerealiseerd', gelegenheid: 'eenmalig' } as const;
const bericht: Bericht = { aan: 'salaris@duinzicht.example', onderwerp: 'Gerealiseerd', blokken: [] };

const codeIn = ({ blokken }: Bericht) => {
  const rijen = blokken.flatMap((blok) => (blok.soort === 'gegevens' ? blok.rijen : []));
  return Toegangscode.parse(rijen.find(([label]) => label === 'Toegangscode')?.[1]);
};

describe('a mail', () => {
  it('is sent once, however often the step is run', async () => {
    const world = createWorld();
    expect(await sendBericht(world, sleutel, bericht)).toBe('verzonden');
    expect(await sendBericht(world, sleutel, bericht)).toBe('was-verzonden');
    expect(world.post.verzonden).toMatchObject([{ aan: bericht.aan, onderwerp: bericht.onderwerp }]);
  });

  it('to the office lets its reader in by a code of its own, of which only the hash is kept', async () => {
    const world = createWorld();
    await sendBericht(world, sleutel, bericht);
    await sendBericht(world, { ...sleutel, gelegenheid: 'tweede' }, bericht);
    const codes = world.post.verzonden.map(codeIn);
    expect(new Set(codes).size).toBe(2);
    const nu = world.klok.now();
    for (const code of codes) {
      expect(await world.registratie.hasToegang(onderwerp, world.identiteit.hash(code), nu)).toBe(true);
    }
  });

  it('within a.s.r. has none', async () => {
    const world = createWorld();
    await sendBericht(world, { ...sleutel, soort: 'akkoord-gevraagd' }, bericht);
    expect(world.post.verzonden).toEqual([bericht]);
  });

  it('is another one for another kind or occasion', async () => {
    const world = createWorld();
    await sendBericht(world, sleutel, bericht);
    expect(await sendBericht(world, { ...sleutel, soort: 'afgewezen' }, bericht)).toBe('verzonden');
    expect(await sendBericht(world, { ...sleutel, gelegenheid: 'tweede' }, bericht)).toBe('verzonden');
  });

  it('is sent once when two steps try at the same moment', async () => {
    const world = createWorld();
    const outcomes = await Promise.all([1, 2].map(() => sendBericht(world, sleutel, bericht)));
    expect(outcomes.sort()).toEqual(['onzeker', 'verzonden']);
    expect(world.post.verzonden).toHaveLength(1);
  });

  it('that the service did not take is tried again', async () => {
    const world = createWorld();
    world.post.failNext(new Transient({ code: 'post.wacht', message: 'throttled' }));
    await expect(sendBericht(world, sleutel, bericht)).rejects.toBeInstanceOf(Transient);
    expect(await sendBericht(world, sleutel, bericht)).toBe('verzonden');
    expect(world.post.verzonden).toHaveLength(1);
  });

  it('of which nobody knows whether it went out is not sent again, and does not stop the step', async () => {
    const world = createWorld();
    world.post.failNext(new Defect({ code: 'post.onzeker', message: 'no answer' }));
    expect(await sendBericht(world, sleutel, bericht)).toBe('onzeker');
    expect(await sendBericht(world, sleutel, bericht)).toBe('onzeker');
    expect(world.post.verzonden).toEqual([]);
    expect(world.logboek.lines).toMatchObject([
      { level: 'error', code: 'bericht.onzeker', stap: sleutel.soort },
      { level: 'error', code: 'bericht.onzeker', stap: sleutel.soort },
    ]);
  });

  it('goes ten times a day to an address that nobody has confirmed, and then no more until tomorrow', async () => {
    const world = createWorld();
    const stranger = { ...bericht, aan: 'Wie@Vreemd.example' };
    const send = (nummer: number) => sendBericht(world, { ...sleutel, gelegenheid: String(nummer) }, stranger);
    for (let nummer = 1; nummer <= 10; nummer += 1) expect(await send(nummer)).toBe('verzonden');
    expect(await send(11)).toBe('begrensd');
    expect(await send(1)).toBe('was-verzonden');
    expect(world.logboek.lines).toMatchObject([{ level: 'error', code: 'bericht.begrensd', stap: sleutel.soort }]);
    expect(JSON.stringify(world.logboek.lines)).not.toContain('vreemd');
    expect(await sendBericht(world, { ...sleutel, gelegenheid: 'een ander' }, bericht)).toBe('verzonden');
    world.klok.set('2026-11-25T00:00:00.000Z');
    expect(await send(11)).toBe('verzonden');
    expect(world.post.verzonden).toHaveLength(12);
  });

  it('that the service did not take is none of the ten of its day', async () => {
    const world = createWorld();
    const stranger = { ...bericht, aan: 'wie@vreemd.example' };
    const send = (nummer: number) => sendBericht(world, { ...sleutel, gelegenheid: String(nummer) }, stranger);
    for (let time = 1; time <= 10; time += 1) {
      world.post.failNext(new Transient({ code: 'post.wacht', message: 'throttled' }));
      await expect(send(1)).rejects.toBeInstanceOf(Transient);
    }
    for (let nummer = 1; nummer <= 10; nummer += 1) expect(await send(nummer)).toBe('verzonden');
    expect(await send(11)).toBe('begrensd');
  });

  it('of which nobody knows whether it went out is one of the ten', async () => {
    const world = createWorld();
    const stranger = { ...bericht, aan: 'wie@vreemd.example' };
    const send = (nummer: number) => sendBericht(world, { ...sleutel, gelegenheid: String(nummer) }, stranger);
    world.post.failNext(new Defect({ code: 'post.onzeker', message: 'no answer' }));
    expect(await send(0)).toBe('onzeker');
    for (let nummer = 1; nummer <= 9; nummer += 1) expect(await send(nummer)).toBe('verzonden');
    expect(await send(10)).toBe('begrensd');
  });

  it('that is refused does not stop the step', async () => {
    const world = createWorld();
    world.post.failNext(new Refused({ code: 'post.geweigerd', message: 'no such address' }));
    expect(await sendBericht(world, sleutel, bericht)).toBe('geweigerd');
    expect(world.logboek.lines).toMatchObject([{ level: 'error', code: 'bericht.geweigerd' }]);
  });

  it('that was refused is known as such, opens nothing, and goes when the step comes by again', async () => {
    const world = createWorld();
    world.post.failNext(new Refused({ code: 'post.geweigerd', message: 'not verified' }));
    world.klok.set('2026-11-24T09:00:00.000Z');
    await sendBericht(world, sleutel, bericht);
    const { soort, gelegenheid } = sleutel;
    expect(await world.registratie.listBerichten(onderwerp)).toEqual([
      { soort, gelegenheid, status: 'geweigerd', op: '2026-11-24T09:00:00.000Z' },
    ]);
    world.klok.set('2026-11-24T10:00:00.000Z');
    expect(await sendBericht(world, sleutel, bericht)).toBe('verzonden');
    expect(await sendBericht(world, sleutel, bericht)).toBe('was-verzonden');
    expect(await world.registratie.listBerichten(onderwerp)).toEqual([
      { soort, gelegenheid, status: 'verzonden', op: '2026-11-24T10:00:00.000Z' },
    ]);
  });

  it('for all that was refused is tried once an hour, whoever comes by', async () => {
    const world = createWorld();
    world.post.failNext(new Refused({ code: 'post.geweigerd', message: 'not verified' }));
    const written: number[] = [];
    const send = (who: number) =>
      sendForAll(world, sleutel, async () => {
        written.push(who);
        return bericht;
      });
    world.klok.set('2026-11-24T09:00:00.000Z');
    expect(await send(1)).toBe('geweigerd');
    world.klok.set('2026-11-24T09:59:59.999Z');
    expect(await send(2)).toBe('geweigerd');
    expect(world.logboek.lines).toHaveLength(1);
    world.klok.set('2026-11-24T10:00:00.000Z');
    expect(await send(3)).toBe('verzonden');
    expect(await send(4)).toBe('was-verzonden');
    expect(written).toEqual([1, 3]);
  });

  it('that was asked for and refused is one of those that may be asked for within the hour', async () => {
    const world = createWorld();
    const over = { onderwerp, soort: 'toegang' } as const;
    for (let time = 1; time <= 3; time += 1) {
      world.post.failNext(new Refused({ code: 'post.geweigerd', message: 'not verified' }));
      expect(await sendAnother(world, { ...over, perUur: 3 }, bericht)).toBe('geweigerd');
    }
    expect(await sendAnother(world, { ...over, perUur: 3 }, bericht)).toBe('begrensd');
    expect(world.post.verzonden).toEqual([]);
  });

  it.each([1, 2, 3, 4].flatMap((call) => (['before', 'after'] as const).map((moment) => ({ call, moment }))))(
    'is sent at most once when the step is cut off $moment call $call',
    async (cutOff) => {
      const world = createWorld();
      await expect(sendBericht(cuttable(world, cutOff).ports, sleutel, bericht)).rejects.toBeInstanceOf(Killed);
      await sendBericht(world, sleutel, bericht);
      const wasClaimedOnly =
        cutOff.call === 1
          ? cutOff.moment === 'after'
          : cutOff.call === 2 || (cutOff.call === 3 && cutOff.moment === 'before');
      expect(world.post.verzonden).toHaveLength(wasClaimedOnly ? 0 : 1);
    },
  );
});
