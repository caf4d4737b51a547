import { describe, expect, it } from 'vitest';
import { AanmeldingId, koppelingIdOf, TijdvakId } from '../../../core/ids.ts';
import { Datum, epochMs, momentInAmsterdam, tijdstipAt } from '../../../core/kalender/tijd.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { startTimeOf } from '../../../core/koppeling/starttijd.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { startWhenDue } from '../../../core/uitwisseling/start-when-due.ts';
import { koppelingOf, realised } from '../way.ts';
import { createWorld, type World } from '../world.ts';

// From which moment on the next exchange starts by itself: of December 2026, by the rule on 11 January 2027.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const DECEMBER = TijdvakId.parse('2026-M12');
const NOVEMBER = { tijdvakId: TijdvakId.parse('2026-M11'), datum: Datum.parse('2026-12-10') };
const next = (datum: string) => ({ tijdvakId: DECEMBER, datum: Datum.parse(datum) });

async function koppelingWith(over: Partial<Koppeling>) {
  const world = createWorld();
  const { koppelingId } = await realised(world);
  const koppeling = await koppelingOf(world, ID);
  const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gewijzigd' };
  await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, ...over }, regel);
  return { world, koppelingId };
}
type KoppelingId = Koppeling['koppelingId'];

/** So many milliseconds from its moment on that day. */
const setTo = ({ klok }: World, koppelingId: KoppelingId, datum: string, ms = 0): void =>
  klok.set(tijdstipAt(epochMs(momentInAmsterdam(Datum.parse(datum), startTimeOf(koppelingId))) + ms));

describe('what is next', () => {
  it.each([
    [-1, 'wacht'],
    [0, 'gestart'],
    [1, 'gestart'],
  ])('starts at its moment, by the millisecond: %i, %s', async (ms, expected) => {
    const { world, koppelingId } = await koppelingWith({ volgende: next('2027-01-11'), vorige: NOVEMBER });
    setTo(world, koppelingId, '2027-01-11', ms);
    expect(await startWhenDue(world, koppelingId)).toBe(expected);
    expect(world.verloop.uitwisselingen.size).toBe(expected === 'gestart' ? 1 : 0);
  });

  it.each([
    ['the first exchange waits for the day that the assessor chose', undefined, '2027-01-18', '2027-01-15', 'wacht'],
    ['the first exchange starts on the day that the assessor chose', undefined, '2027-01-18', '2027-01-18', 'gestart'],
    ['a later one does not wait for the net', NOVEMBER, '2027-01-18', '2027-01-11', 'gestart'],
    ['a later one starts on an earlier day that was set', NOVEMBER, '2027-01-06', '2027-01-06', 'gestart'],
    ['a later one waits for an earlier day that was set', NOVEMBER, '2027-01-06', '2027-01-05', 'wacht'],
  ])('%s', async (_name, vorige, datum, vandaag, expected) => {
    const { world, koppelingId } = await koppelingWith({ volgende: next(datum), vorige });
    setTo(world, koppelingId, vandaag);
    expect(await startWhenDue(world, koppelingId)).toBe(expected);
  });

  it('that failed waits for the day on which it is tried again', async () => {
    const { world, koppelingId } = await koppelingWith({ volgende: next('2027-01-11'), vorige: NOVEMBER });
    setTo(world, koppelingId, '2027-01-11');
    await startUitwisseling(world, { koppelingId, tijdvakId: DECEMBER });
    const [tried] = world.verloop.uitwisselingen;
    if (tried === undefined) throw new Error('nothing started');
    await failUitwisseling(world, tried, 'Transient');
    expect(await startWhenDue(world, koppelingId)).toBe('wacht');
    setTo(world, koppelingId, (await koppelingOf(world, ID)).volgende.datum);
    expect(await startWhenDue(world, koppelingId)).toBe('gestart');
  });

  it.each(['onderbroken', 'gepauzeerd', 'gestopt'] as const)('does not start while it is %s', async (status) => {
    const { world, koppelingId } = await koppelingWith({ volgende: next('2027-01-11'), status });
    world.klok.set('2027-02-01T09:00:00.000Z');
    expect(await startWhenDue(world, koppelingId)).toBe('wacht');
  });

  it('is nothing of a koppeling that nobody knows', async () => {
    const unknown = koppelingIdOf(AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000099'));
    expect(await startWhenDue(createWorld(), unknown)).toBe('wacht');
  });
});
