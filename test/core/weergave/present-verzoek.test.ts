import { describe, expect, it } from 'vitest';
import { VerzoekActie } from '../../../core/beheer/acties.ts';
import { fetchInzage } from '../../../core/beheer/fetch-inzage.ts';
import type { VerzoekId } from '../../../core/ids.ts';
import { decideVerzoek } from '../../../core/verzoek/decide-verzoek.ts';
import { AKKOORD_DAGEN, INZAGE_DAGEN, Verzoekbesluit } from '../../../core/verzoek/verzoek.ts';
import { presentVerzoek } from '../../../core/weergave/present-verzoek.ts';
import { agreed, asked, carriedOutVerzoek } from '../verzoeken.ts';
import { completed } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const WERKNEMER = 1001;
const DAY_MS = 86_400_000;
/** Who asked, and a colleague. */
const LEZERS = ['b-1', 'b-2'] as const;
type Go = (world: World) => Promise<VerzoekId>;

const rejected: Go = async (world) => {
  const verzoekId = await asked(world, 'wissen', WERKNEMER);
  const formulier = Verzoekbesluit.parse({ besluit: 'afwijzen', reden: 'Ingetrokken.' });
  await decideVerzoek(world, { verzoekId, formulier, beoordelaar: 'b-1' });
  return verzoekId;
};
const SITUATIONS: readonly (readonly [string, Go])[] = [
  ['an erasure that waits', (world) => asked(world, 'wissen', WERKNEMER)],
  ['access that waits', (world) => asked(world, 'inzage', WERKNEMER)],
  ['one that runs', (world) => agreed(world, 'inzage', WERKNEMER)],
  ['access that was carried out', (world) => carriedOutVerzoek(world, 'inzage', WERKNEMER)],
  ['an erasure that was refused: in service', (world) => carriedOutVerzoek(world, 'wissen', WERKNEMER)],
  ['one that was rejected', rejected],
];
const LATER = { 'at once': 0, 'when the export is gone': INZAGE_DAGEN * DAY_MS } as const;

/** Whether it is done, and not only answered. */
const DOINGS: Readonly<Record<VerzoekActie, (world: World, verzoekId: VerzoekId, wie: string) => Promise<boolean>>> = {
  'akkoord-geven': (world, verzoekId, beoordelaar) => isDecided(world, { verzoekId, beoordelaar, besluit: 'akkoord' }),
  afwijzen: (world, verzoekId, beoordelaar) => isDecided(world, { verzoekId, beoordelaar, besluit: 'afwijzen' }),
  'inzage-ophalen': async (world, verzoekId, beoordelaar) =>
    (await fetchInzage(world, { verzoekId, beoordelaar })).uitkomst === 'gevonden',
};

async function isDecided(
  world: World,
  { verzoekId, beoordelaar, besluit }: { verzoekId: VerzoekId; beoordelaar: string; besluit: string },
): Promise<boolean> {
  const before = await world.registratie.findVerzoek(verzoekId);
  await decideVerzoek(world, { verzoekId, formulier: Verzoekbesluit.parse({ besluit, reden: 'Ja.' }), beoordelaar });
  return (await world.registratie.findVerzoek(verzoekId))?.versie !== before?.versie;
}

async function arrived(go: Go, ms: number): Promise<{ world: World; verzoekId: VerzoekId }> {
  const world = createWorld();
  await completed(world);
  const verzoekId = await go(world);
  world.klok.advance(ms);
  return { world, verzoekId };
}

async function read(world: World, verzoekId: VerzoekId, beoordelaar: string) {
  const verzoek = await world.registratie.findVerzoek(verzoekId);
  if (verzoek === undefined) throw new Error('no verzoek');
  return presentVerzoek(verzoek, { nu: world.klok.now(), beoordelaar });
}

describe('what a request about an employee says that can be done', () => {
  const all = SITUATIONS.flatMap(([name, go]) =>
    LEZERS.flatMap((lezer) => Object.entries(LATER).map(([when, ms]) => ({ name, go, lezer, when, ms }))),
  );

  it.each(all)('is what is taken, and nothing else is: $name, $when, read by $lezer', async ({ go, lezer, ms }) => {
    const done: string[] = [];
    for (const actie of VerzoekActie.options) {
      const { world, verzoekId } = await arrived(go, ms);
      if (await DOINGS[actie](world, verzoekId, lezer)) done.push(actie);
    }
    const { world, verzoekId } = await arrived(go, ms);
    expect((await read(world, verzoekId, lezer)).kan).toEqual(done);
  });

  it('has an end: a colleague has thirty days, and the export two weeks', async () => {
    const waiting = await arrived((world) => asked(world, 'inzage', WERKNEMER), 0);
    const asks = await read(waiting.world, waiting.verzoekId, 'b-2');
    const day = (ms: number): string => new Date(Date.parse(asks.gevraagdOp) + ms).toISOString().slice(0, 10);
    expect(asks.tot).toBe(day((AKKOORD_DAGEN - 1) * DAY_MS));

    const { world, verzoekId } = await arrived((one) => carriedOutVerzoek(one, 'inzage', WERKNEMER), 0);
    const there = await read(world, verzoekId, 'b-1');
    expect(there.tot).toBe(day((INZAGE_DAGEN - 1) * DAY_MS));
    expect(there.watNu).toContain('Het is er tot en met');
  });

  it('has no end when there is nothing to do, and says so when the export is gone', async () => {
    const { world, verzoekId } = await arrived(
      (one) => carriedOutVerzoek(one, 'inzage', WERKNEMER),
      INZAGE_DAGEN * DAY_MS,
    );
    const gone = await read(world, verzoekId, 'b-1');
    expect([gone.kan, gone.tot]).toEqual([[], undefined]);
    expect(gone.watNu).toContain('dien het verzoek dan opnieuw in');
  });
});
