import { describe, expect, it } from 'vitest';
import { AanmeldingId, aanmeldingIdOf, koppelingIdOf, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { type Bevolking, mustHold } from '../../../core/levering/hold-uitwisseling.ts';
import {
  LopendeUitwisseling,
  type Uitwisseling,
  Vertrokkene,
  VoltooideUitwisseling,
} from '../../../core/uitwisseling/uitwisseling.ts';
import { createWorld } from '../world.ts';

// With what the number of people of a set is compared: the set before it, an earlier version of it, or the controle.

const KOPPELING = koppelingIdOf(AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001'));
const OP = Tijdstip.parse('2027-01-11T05:00:00.000Z');

function exchange(tijdvakId: string, datasetVersie = 1) {
  const id = TijdvakId.parse(tijdvakId);
  return {
    ...{ uitwisselingId: uitwisselingIdOf(KOPPELING, id, datasetVersie), koppelingId: KOPPELING, tijdvakId: id },
    ...{ datasetVersie, versie: 5, gepland: '2027-01-11', deadline: '2027-01-31', runIds: [811], gestartOp: OP },
  };
}
const running = (tijdvakId: string, datasetVersie = 1, over: object = {}): LopendeUitwisseling =>
  LopendeUitwisseling.parse({
    ...exchange(tijdvakId, datasetVersie),
    status: 'loopt',
    delen: 1,
    resterend: 0,
    ...over,
  });
const delivered = (tijdvakId: string, nu: number, over: object = {}, datasetVersie = 1): VoltooideUitwisseling =>
  VoltooideUitwisseling.parse({
    ...{ ...exchange(tijdvakId, datasetVersie), status: 'voltooid', voltooidOp: OP, werknemers: nu, vragen: 0 },
    bezetting: { nu, eraf: 0, spoorloos: 0, gemeld: 0, ...over },
  });
const people = (from: number, to: number, laatsteDag?: string) =>
  Array.from({ length: to - from }, (_, index) => Vertrokkene.parse({ werknemerId: 1000 + from + index, laatsteDag }));
/** Who is gone with a last day, and who without. */
const gone = (count: number) => people(0, count, '2026-12-31');
const population = (
  nu: number,
  all: readonly Uitwisseling[],
  { eraf = 0, spoorloos = 0, ...over }: Partial<Bevolking> & { eraf?: number; spoorloos?: number } = {},
): Bevolking => ({
  tellingen: {
    werknemers: nu,
    inDienst: { nu, verloop: { vorige: nu + eraf + spoorloos, erbij: 0, eraf, spoorloos } },
  },
  ...{ vertrokken: [], vertrokkenVoor: 0, all, geteld: undefined, ...over },
});

async function heldBy(uitwisseling: LopendeUitwisseling, bevolking: Bevolking) {
  const world = createWorld();
  let stored: Uitwisseling | undefined;
  let waarom: string | undefined;
  const registratie: typeof world.registratie = {
    ...world.registratie,
    async replaceUitwisseling(next, regel) {
      stored = next;
      waarom = regel.waarom;
      expect(regel).toMatchObject({ aanmeldingId: aanmeldingIdOf(KOPPELING), wat: 'uitwisseling.vastgehouden' });
      return 'opgeslagen';
    },
  };
  const isHeld = await mustHold({ registratie, klok: world.klok }, uitwisseling, bevolking);
  expect(stored !== undefined).toBe(isHeld);
  return stored?.status === 'vastgehouden' ? { ...stored, waarom } : undefined;
}

const NOVEMBER = delivered('2026-M11', 10);

describe('a set', () => {
  it.each<readonly [string, LopendeUitwisseling, Bevolking, object | undefined]>([
    ['as large as the one before it', running('2026-M12'), population(10, [NOVEMBER]), undefined],
    [
      'much smaller than the one before it',
      running('2026-M12'),
      population(7, [NOVEMBER], { spoorloos: 3 }),
      { reden: 'spoorloos', vorige: { tijdvakId: '2026-M11', inDienst: 10 } },
    ],
    [
      'as small as the version before it, which a person let go',
      running('2026-M12', 2),
      population(7, [NOVEMBER, delivered('2026-M12', 7, { spoorloos: 3 })], { spoorloos: 3 }),
      undefined,
    ],
    [
      'much smaller than the version before it',
      running('2026-M12', 2),
      population(7, [NOVEMBER, delivered('2026-M12', 10)], { spoorloos: 3 }),
      { reden: 'spoorloos', vorige: { tijdvakId: '2026-M12', inDienst: 10 }, bezetting: { spoorloos: 3 } },
    ],
    [
      'of which later versions and periods were delivered',
      running('2026-M11', 2),
      population(10, [NOVEMBER, delivered('2026-M11', 40, {}, 3), delivered('2026-M12', 40)]),
      undefined,
    ],
    [
      'after an exchange that was not delivered',
      running('2026-M12'),
      population(10, [NOVEMBER, running('2026-M12'), { ...running('2026-M11', 2), status: 'vervallen', code: 'x' }]),
      undefined,
    ],
    [
      'that a person let go',
      running('2026-M12', 1, { vrijgave: { besluit: 'leveren', beoordelaar: 'b-1', op: OP } }),
      population(1, [NOVEMBER], { spoorloos: 9 }),
      undefined,
    ],
    [
      'that a person rejected',
      running('2026-M12', 1, { vrijgave: { besluit: 'afkeuren', beoordelaar: 'b-1', op: OP } }),
      population(1, [NOVEMBER], { spoorloos: 9 }),
      { reden: 'spoorloos' },
    ],
    [
      'much smaller than the one that was delivered, whatever came to nothing since',
      running('2026-M12'),
      population(7, [NOVEMBER, { ...running('2026-M11', 2), status: 'vervallen', code: 'x' }], { spoorloos: 3 }),
      { reden: 'spoorloos', vorige: { tijdvakId: '2026-M11', inDienst: 10 } },
    ],
    [
      'much smaller than the one before it, with people who had left before that',
      running('2026-M12'),
      population(7, [NOVEMBER], { vertrokkenVoor: 3, tellingen: { werknemers: 7, inDienst: { nu: 7 } } }),
      { reden: 'spoorloos', bezetting: { eraf: 0, spoorloos: 3 } },
    ],
    [
      'that is the first, with many leavers in it, where nobody counted',
      running('2026-M11'),
      population(3, [], { tellingen: { werknemers: 20, inDienst: { nu: 3 } } }),
      undefined,
    ],
    ['that is the first, where the controle counted nobody', running('2026-M11'), population(0, []), undefined],
    [
      'that is the first, much smaller than the controle counted',
      running('2026-M11'),
      population(7, [], { geteld: 10, tellingen: { werknemers: 7, inDienst: { nu: 7 } } }),
      { reden: 'spoorloos', vorige: { inDienst: 10 }, bezetting: { nu: 7, eraf: 0, spoorloos: 3, gemeld: 0 } },
    ],
    [
      'that is the first, of whom those left who are missing from the count',
      running('2026-M11'),
      population(7, [], { geteld: 10, vertrokkenVoor: 3, tellingen: { werknemers: 7, inDienst: { nu: 7 } } }),
      undefined,
    ],
    [
      'that is the first, with the leavers in it',
      running('2026-M11'),
      population(7, [], { geteld: 10, tellingen: { werknemers: 10, inDienst: { nu: 7 } } }),
      undefined,
    ],
    [
      'that is the first, larger than was counted',
      running('2026-M11'),
      population(20, [], { geteld: 3, tellingen: { werknemers: 20, inDienst: { nu: 20 } } }),
      undefined,
    ],
  ])('%s', async (_name, uitwisseling, bevolking, expected) => {
    const held = await heldBy(uitwisseling, bevolking);
    if (expected === undefined) expect(held).toBeUndefined();
    else expect(held).toMatchObject(expected);
  });

  it('counts a leaver once, and nobody without a last day as told', async () => {
    const told = [...gone(5), ...gone(5)];
    expect(
      await heldBy(running('2026-M12'), population(20, [delivered('2026-M11', 25)], { eraf: 5, vertrokken: told })),
    ).toMatchObject({
      ...{ reden: 'veel-uit-dienst', bezetting: { nu: 20, eraf: 5, spoorloos: 0, gemeld: 5 } },
    });
    const silent = [...gone(4), ...people(4, 6)];
    expect(
      await heldBy(running('2026-M12'), population(21, [delivered('2026-M11', 25)], { eraf: 4, vertrokken: silent })),
    ).toBeUndefined();
  });

  it('tells no more than the version before it told', async () => {
    const version = delivered('2026-M12', 20, { eraf: 5, gemeld: 5 });
    const again = population(20, [delivered('2026-M11', 25), version], { eraf: 5, vertrokken: gone(5) });
    expect(await heldBy(running('2026-M12', 2), again)).toBeUndefined();
    const more = population(15, [delivered('2026-M11', 25), version], { eraf: 10, vertrokken: gone(10) });
    expect(await heldBy(running('2026-M12', 2), more)).toMatchObject({ bezetting: { eraf: 5, gemeld: 5 } });
    const of = delivered('2026-M11', 25, { eraf: 5, gemeld: 5 });
    expect(await heldBy(running('2026-M12'), population(20, [of], { eraf: 5, vertrokken: gone(5) }))).toMatchObject({
      bezetting: { eraf: 5, gemeld: 5 },
    });
  });

  it('is compared by the number of lines with a set from before people were counted', async () => {
    const { bezetting: _unknown, ...old } = delivered('2026-M11', 10);
    const held = await heldBy(running('2026-M12'), population(6, [old], { spoorloos: 4 }));
    expect(held).toMatchObject({ vorige: { tijdvakId: '2026-M11', inDienst: 10 } });
  });

  it('that is held says why, and who went, up to two hundred', async () => {
    const start = { taakToken: 'taak-verdeel' };
    const held = await heldBy(
      running('2026-M12', 1, start),
      population(50, [delivered('2026-M11', 300)], { spoorloos: 250, vertrokken: people(0, 250) }),
    );
    expect(held?.waarom).toBe(
      'spoorloos: 50 in dienst, 2026-M11 had er 300; 0 uit dienst gemeld, 250 zonder datum weg',
    );
    expect(held?.vertrokken).toEqual(people(0, 200));
    expect(held).toMatchObject({ versie: 6, werknemers: 50, vastgehoudenOp: expect.any(String) });
    expect(held).not.toHaveProperty('taakToken');
    const first = population(6, [], { geteld: 10, tellingen: { werknemers: 6, inDienst: { nu: 6 } } });
    expect((await heldBy(running('2026-M11'), first))?.waarom).toBe(
      'spoorloos: 6 in dienst, de controle had er 10; 0 uit dienst gemeld, 4 zonder datum weg',
    );
  });
});
