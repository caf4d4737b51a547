import { describe, expect, it } from 'vitest';
import { AANDACHT, type Aandachtspunt, aandachtVoor } from '../../../core/beheer/aandacht.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Datum, Tijdstip } from '../../../core/kalender/tijd.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { nextWriteOf, Uitwisseling } from '../../../core/uitwisseling/uitwisseling.ts';
import { assembled, koppelingOf, running, uitwisselingOf } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const at = (moment: string) => Tijdstip.parse(moment);
const NOW = at('2026-12-10T06:00:00.000Z');

/** The koppeling at its first exchange, which is in this state. */
async function about(
  over: Record<string, unknown> = {},
  koppelingOver: Partial<Koppeling> = {},
  nu = NOW,
): Promise<readonly Aandachtspunt[]> {
  const world = createWorld();
  const found = await uitwisselingOf(world, await running(world));
  const uitwisseling = Uitwisseling.parse(
    'status' in over ? { ...nextWriteOf(found), ...over } : { ...found, ...over },
  );
  const koppeling = { ...(await koppelingOf(world, ID)), ...koppelingOver };
  return aandachtVoor(koppeling, [uitwisseling], nu);
}

async function deliveredWorld(): Promise<World> {
  const world = createWorld();
  await completeUitwisseling(world, await assembled(world));
  return world;
}

const codes = (points: readonly Aandachtspunt[]) => points.map(({ code }) => code);

describe('what is the matter with a koppeling', () => {
  it('is nothing when its exchange runs, and nothing when it was delivered', async () => {
    expect(await about()).toEqual([]);
    const world = await deliveredWorld();
    const koppeling = await koppelingOf(world, ID);
    const all = await world.registratie.listUitwisselingen(koppeling.koppelingId);
    expect(all.map(({ status }) => status)).toEqual(['voltooid']);
    expect(aandachtVoor(koppeling, all, NOW)).toEqual([]);
  });

  it('is a run that is not locked, and since when', async () => {
    expect(await about({ status: 'wacht-op-run', volgendeBlik: '2026-12-11' })).toEqual([
      {
        code: 'wacht-op-run',
        tekst:
          'Wacht sinds donderdag 10 december 2026 op een vergrendelde run van november 2026 in Nmbrs; de uiterste aangiftedatum is 31 december 2026. Wij kijken elke werkdag opnieuw.',
      },
    ]);
    const late = await about({ status: 'wacht-op-run', volgendeBlik: '2027-01-05' }, {}, at('2027-01-04T09:00:00Z'));
    expect(late).toMatchObject([{ code: 'run-over-deadline', tekst: expect.stringContaining('31 december 2026') }]);
  });

  it('is an exchange that failed: with its code, and when it is tried again', async () => {
    const failed = { status: 'mislukt', code: 'States.Timeout', gestoptOp: NOW };
    const volgende = (await koppelingOf(await deliveredWorld(), ID)).volgende;
    expect(await about(failed)).toEqual([
      {
        code: 'mislukt',
        tekst:
          'De uitwisseling over november 2026 is mislukt: niet alle gegevens konden binnen een dag worden opgehaald (States.Timeout). Op donderdag 10 december 2026 wordt het opnieuw geprobeerd.',
      },
    ]);
    expect(await about(failed, { volgende })).toMatchObject([
      { tekst: expect.stringMatching(/Vraag het tijdvak opnieuw aan/) },
    ]);
    expect(await about({ ...failed, status: 'onvolledig', code: 'werkplan-ontbreekt' })).toMatchObject([
      {
        tekst: expect.stringContaining(
          'was niet volledig: de lijst van wat opgehaald moest worden is weg (werkplan-ontbreekt).',
        ),
      },
    ]);
  });

  it('is not a failure of a period of which another version was delivered', async () => {
    const world = await deliveredWorld();
    const koppeling = await koppelingOf(world, ID);
    const [first] = await world.registratie.listUitwisselingen(koppeling.koppelingId);
    if (first === undefined) throw new Error('nothing was delivered');
    const second = Uitwisseling.parse({
      ...nextWriteOf(first),
      ...{ datasetVersie: 2, uitwisselingId: first.uitwisselingId.replace('_v1', '_v2') },
      ...{ status: 'mislukt', code: 'States.Timeout', gestoptOp: NOW },
    });
    expect(aandachtVoor(koppeling, [first, second], NOW)).toEqual([]);
  });

  it('is a token that does not work, and then not the exchange that stopped on it', async () => {
    const failed = { status: 'mislukt', code: 'inloggegevens-ongeldig', gestoptOp: NOW };
    expect(codes(await about(failed, { status: 'onderbroken' }))).toEqual(['onderbroken']);
  });

  it('is a planned day that went by without an exchange', async () => {
    const world = await deliveredWorld();
    const koppeling = await koppelingOf(world, ID);
    const all = await world.registratie.listUitwisselingen(koppeling.koppelingId);
    expect(aandachtVoor(koppeling, all, at('2027-01-11T22:00:00Z'))).toEqual([]);
    expect(aandachtVoor(koppeling, all, at('2027-01-12T09:00:00Z'))).toEqual([
      {
        code: 'planning-voorbij',
        tekst:
          'De geplande dag van december 2026 (maandag 11 januari 2027) is voorbij en er is geen uitwisseling begonnen. Is dat morgen nog zo, meld het dan aan de beheerder.',
      },
    ]);
    const paused = { ...koppeling, status: 'gepauzeerd' as const };
    expect(codes(aandachtVoor(paused, all, at('2027-01-12T09:00:00Z')))).toEqual(['gepauzeerd']);
  });

  it('is, after a new token, the exchange that failed on the planned day, and not that none began', async () => {
    const failed = { status: 'mislukt', code: 'inloggegevens-ongeldig', gestoptOp: NOW };
    const later = at('2026-12-14T09:00:00Z');
    const points = await about(failed, {}, later);
    expect(codes(points)).toEqual(['mislukt']);
    expect(points[0]?.tekst).toContain('Op dinsdag 15 december 2026 wordt het opnieuw geprobeerd.');
  });

  it('is a try that was planned after a failure and did not begin', async () => {
    const failed = { status: 'mislukt', code: 'States.Timeout', gestoptOp: NOW };
    const { tijdvakId } = (await koppelingOf(await deliveredWorld(), ID)).vorige ?? {};
    if (tijdvakId === undefined) throw new Error('nothing was delivered');
    const volgende = { tijdvakId, datum: Datum.parse('2026-12-11') };
    expect(codes(await about(failed, { volgende }, at('2026-12-11T22:00:00Z')))).toEqual(['mislukt']);
    expect(codes(await about(failed, { volgende }, at('2026-12-12T09:00:00Z')))).toEqual([
      'mislukt',
      'planning-voorbij',
    ]);
  });

  it('is an exchange that runs for more than four hours', async () => {
    expect(await about({}, {}, at('2026-12-10T08:59:00Z'))).toEqual([]);
    expect(await about({}, {}, at('2026-12-10T09:00:00Z'))).toMatchObject([
      { code: 'loopt-lang', tekst: expect.stringContaining('10 december 2026') },
    ]);
  });

  it('is a data set that is held, in counts', async () => {
    const held = {
      ...{
        status: 'vastgehouden',
        vastgehoudenOp: NOW,
        werknemers: 12,
        ...{ reden: 'veel-minder', bezetting: { nu: 12, eraf: 1, spoorloos: 12, gemeld: 1 }, vertrokken: [] },
        vorige: { tijdvakId: '2026-M10', inDienst: 25 },
      },
      ...{ runIds: [811], gestartOp: NOW, delen: 1, resterend: 0 },
    };
    expect(await about(held)).toEqual([
      {
        code: 'vastgehouden',
        tekst:
          'Vastgehouden: november 2026. Aan het eind van dit tijdvak zijn er 12 werknemers in dienst; in oktober 2026 waren dat er 25. Meer dan een vijfde is weg zonder dat er een laatste dag van is gemeld. Kies leveren of afkeuren.',
      },
    ]);
    const fetchedAgain = { ...held, vorige: { tijdvakId: '2026-M11', inDienst: 25 } };
    expect(await about(fetchedAgain)).toMatchObject([
      { tekst: expect.stringContaining('in de vorige levering van november 2026 waren dat er 25.') },
    ]);
  });

  it('tells the reason of a failure in words where it is known, a call by its name', async () => {
    const failed = { status: 'mislukt', code: 'recht-niet-actief.SVW_GetCurrent', gestoptOp: NOW };
    expect(await about(failed)).toMatchObject([
      { tekst: expect.stringContaining('mislukt: het recht SVW_GetCurrent staat in Nmbrs niet op Active (recht-') },
    ]);
  });

  it('never promises a new try on a day that has passed', async () => {
    const failed = { status: 'mislukt', code: 'States.Timeout', gestoptOp: NOW };
    const [first] = await about(failed, {}, at('2026-12-12T09:00:00Z'));
    expect(first?.tekst).toContain('Op maandag 14 december 2026 wordt het opnieuw geprobeerd.');
  });

  it('comes the gravest first', async () => {
    const failed = { status: 'mislukt', code: 'x', gestoptOp: NOW };
    const points = await about(failed, { status: 'gepauzeerd' });
    expect(codes(points)).toEqual(['mislukt', 'gepauzeerd']);
    expect(points[0]?.tekst).toContain('Hervat eerst de koppeling en vraag het tijdvak daarna opnieuw aan');
    expect(codes(await about(failed, { status: 'gestopt' }))).toEqual([]);
    expect(Object.keys(AANDACHT)).toEqual(expect.arrayContaining(codes(points)));
  });
});
