import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { skipTijdvak } from '../../../core/uitwisseling/skip-tijdvak.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { startWhenDue } from '../../../core/uitwisseling/start-when-due.ts';
import { signOffNow } from '../office.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  carriedOut,
  completed,
  goedkeuren,
  koppelingOf,
  realised,
  uitwisselingOf,
} from '../way.ts';
import { company, createWorld, inloggegevens, run, type World } from '../world.ts';

// An afmelding per the last day of a month: that month is exchanged, and then everything goes.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
const DECEMBER = uitwisselingIdOf(KOPPELING, TijdvakId.parse('2026-M12'), 1);
const december = run(812, { tijdvakVan: 12, tijdvakTot: 12 });
const per = Datum.parse('2026-12-31');

/** November was delivered, and the office signed off per the end of the year. */
async function signedOffPerNewYear() {
  const world = createWorld({ bedrijven: [company({ runs: [run(811), december] })] });
  await completed(world, goedkeuren('verzuim'));
  await signOffAanmelding(world, ID, { per });
  return world;
}
const at = (world: World, moment: string): void => world.klok.set(moment);
const delivered = async ({ registratie }: World) =>
  (await registratie.listUitwisselingen(KOPPELING))
    .filter(({ status }) => status === 'voltooid')
    .map(({ tijdvakId }) => tijdvakId);

describe('an afmelding per the last day of a month', () => {
  it('comes after the exchange of that month, which is ten days later, and before any other', async () => {
    const world = await signedOffPerNewYear();
    expect([...world.agenda.afspraken.values()]).toMatchObject([{ tijdvakId: '2026-M12', datum: '2027-01-11' }]);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2026-12-31T23:00:00.000Z' });
    at(world, '2026-12-31T23:00:00.000Z');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2027-01-02T06:45:00.000Z' });
    at(world, '2027-01-04T09:00:00.000Z');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2027-01-05T06:45:00.000Z' });
    expect([world.kluis.geheimen.size, (await koppelingOf(world, ID)).status]).toEqual([1, 'actief']);
    at(world, '2027-01-11T06:00:00.000Z');
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, DECEMBER);
    expect(await delivered(world)).toEqual(['2026-M11', '2026-M12']);
    expect([...world.agenda.afspraken.values()]).toEqual([]);
    at(world, '2027-01-12T06:45:00.000Z');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect((await aanmeldingIn(world, ID, 'afgemeld')).ontvangstbewijs).not.toHaveProperty('nietGeleverd');
    expect(world.kluis.geheimen.size).toBe(0);
  });

  it('of which no run comes is carried out a month after the filing deadline, and the receipt names the month', async () => {
    const world = await signedOffPerNewYear();
    world.nmbrs.bedrijven = [company({ runs: [run(811)] })];
    at(world, '2027-02-28T22:00:00.000Z');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2027-02-28T23:00:00.000Z' });
    at(world, '2027-02-28T23:00:00.000Z');
    world.post.forget();
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect((await aanmeldingIn(world, ID, 'afgemeld')).ontvangstbewijs.nietGeleverd).toEqual(['2026-M12']);
    expect(JSON.stringify(world.post.verzonden)).toContain('december 2026');
  });

  it('can still be hurried: then nothing is waited for', async () => {
    const world = await signedOffPerNewYear();
    at(world, '2027-01-04T09:00:00.000Z');
    expect(await signOffAanmelding(world, ID, { direct: true })).toMatchObject({
      uitkomst: 'ontvangen',
      ingangsdatum: per,
    });
    const tot = '2027-01-05T09:00:00.000Z';
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot });
    at(world, tot);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect((await aanmeldingIn(world, ID, 'afgemeld')).ontvangstbewijs.nietGeleverd).toEqual(['2026-M12']);
  });

  it('per another day is a conflict, also when it is to be direct', async () => {
    const world = await signedOffPerNewYear();
    const later = { per: Datum.parse('2027-01-31'), direct: true } as const;
    expect(await signOffAanmelding(world, ID, later)).toEqual({
      uitkomst: 'andere-datum',
      ingangsdatum: per,
      isDoorAsr: false,
    });
    expect((await aanmeldingIn(world, ID, 'gerealiseerd')).afmelding).not.toHaveProperty('direct');
  });

  it('waits for an exchange that runs, is held or was asked for', async () => {
    const world = await signedOffPerNewYear();
    at(world, '2027-01-11T06:00:00.000Z');
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, DECEMBER);
    const tijdvakId = TijdvakId.parse('2026-M11');
    await startUitwisseling(world, { koppelingId: KOPPELING, tijdvakId, opnieuw: 'gevraagd' });
    at(world, '2027-01-12T06:45:00.000Z');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2027-01-13T06:45:00.000Z' });
    await carriedOut(world, uitwisselingIdOf(KOPPELING, tijdvakId, 2));
    at(world, '2027-01-13T06:45:00.000Z');
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
  });

  it('names the period that was passed over at the end: no set names it any more', async () => {
    const world = await signedOffPerNewYear();
    at(world, '2027-01-12T06:00:00.000Z');
    const about = { koppelingId: KOPPELING, reden: 'Geen lonen.', beoordelaar: 'b-1' };
    await skipTijdvak(world, { ...about, tijdvakId: TijdvakId.parse('2026-M12') });
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect((await aanmeldingIn(world, ID, 'afgemeld')).ontvangstbewijs.nietGeleverd).toEqual(['2026-M12']);
  });

  it('lets no exchange of a later period begin, whoever asks', async () => {
    const world = await signedOffPerNewYear();
    at(world, '2027-02-10T06:00:00.000Z');
    const tijdvakId = TijdvakId.parse('2027-M01');
    for (const opnieuw of [undefined, 'gevraagd', 'nieuwe-run'] as const) {
      expect(await startUitwisseling(world, { koppelingId: KOPPELING, tijdvakId, opnieuw })).toBe('overgeslagen');
    }
  });
});

describe('an afmelding whose execution came to nothing', () => {
  const round = (world: World) => reconcileKoppelingen(world, Naloop.parse({}));

  it('is started once more by the daily round when it is two days late, once a day', async () => {
    const world = createWorld();
    await realised(world);
    await signOffAanmelding(world, ID, { direct: true });
    // It waits for a day to be stopped.
    at(world, '2026-11-27T03:30:00.000Z');
    await round(world);
    expect([...world.verloop.afmeldingen]).toEqual([ID]);
    at(world, '2026-11-28T03:30:00.000Z');
    expect(await round(world)).toMatchObject({ uitkomst: 'klaar', hersteld: 1 });
    await round(world);
    expect([...world.verloop.afmeldingen]).toEqual([ID, `${ID}_2026-11-28`]);
  });

  it('is started once more when it died while it erased', async () => {
    const world = createWorld();
    await realised(world);
    await signOffNow(world, ID, { direct: true });
    const dying = { ...world.post, send: () => Promise.reject(new Error('dies')) };
    await expect(endKoppeling({ ...world, post: dying }, ID)).rejects.toThrow('dies');
    expect((await aanmeldingOf(world, ID)).status).toBe('wordt-afgemeld');
    at(world, '2026-11-27T03:30:00.000Z');
    expect(await round(world)).toMatchObject({ hersteld: 1 });
    expect([...world.verloop.afmeldingen]).toEqual([ID, `${ID}_2026-11-24T090000000Z`, `${ID}_2026-11-27`]);
  });

  it('that cannot be looked at stops no other, and is counted', async () => {
    const world = createWorld();
    await realised(world);
    await signOffNow(world, ID, { direct: true });
    const dying = { ...world.post, send: () => Promise.reject(new Error('dies')) };
    await expect(endKoppeling({ ...world, post: dying }, ID)).rejects.toThrow('dies');
    at(world, '2026-11-27T03:30:00.000Z');
    const startAfmelding = () => Promise.reject(new Error('broken'));
    const broken = { ...world, verloop: { ...world.verloop, startAfmelding } };
    expect(await round(broken)).toMatchObject({ uitkomst: 'met-fouten', mislukt: 1 });
  });

  it('is left alone on the morning after its last period was delivered', async () => {
    const world = await signedOffPerNewYear();
    at(world, '2027-01-11T06:00:00.000Z');
    await startWhenDue(world, KOPPELING);
    await carriedOut(world, DECEMBER);
    at(world, '2027-01-12T03:30:00.000Z');
    await round(world);
    expect([...world.verloop.afmeldingen]).toEqual([ID]);
  });

  it('is left alone while it waits for its last period by right', async () => {
    const world = await signedOffPerNewYear();
    at(world, '2027-01-08T03:30:00.000Z');
    await round(world);
    expect([...world.verloop.afmeldingen]).toEqual([ID]);
  });
});

describe('an afmelding that stops at once', () => {
  it('lets a schedule that fires after its last day start nothing, while its machine is stuck', async () => {
    const world = createWorld();
    const koppeling = await realised(world);
    at(world, '2026-12-08T10:00:00.000Z');
    await signOffAanmelding(world, ID, { per: Datum.parse('2026-12-09'), direct: true });
    at(world, '2026-12-10T05:30:00.000Z');
    const { tijdvakId } = koppeling.volgende;
    expect(await startUitwisseling(world, { koppelingId: KOPPELING, tijdvakId })).toBe('overgeslagen');
    expect(await world.registratie.listUitwisselingen(KOPPELING)).toEqual([]);
  });
});

describe('a koppeling that was interrupted', () => {
  const reconcile = (world: World) => reconcileKoppelingen(world, Naloop.parse({}));

  /** The first exchange was refused for the token. */
  async function interrupted() {
    const world = createWorld();
    await realised(world, goedkeuren('verzuim'));
    at(world, '2026-12-10T06:00:00.000Z');
    await startWhenDue(world, KOPPELING);
    const id = uitwisselingIdOf(KOPPELING, TijdvakId.parse('2026-M11'), 1);
    await checkRun(world, id);
    await failUitwisseling(world, id, 'inloggegevens-ongeldig');
    world.verloop.end(id);
    expect((await koppelingOf(world, ID)).status).toBe('onderbroken');
    at(world, '2026-12-11T03:30:00.000Z');
    return world;
  }

  it('goes on by itself when the login works again, and catches up', async () => {
    const world = await interrupted();
    expect(await reconcile(world)).toMatchObject({ hersteld: 1, mislukt: 0 });
    expect((await koppelingOf(world, ID)).status).toBe('actief');
    const again = uitwisselingIdOf(KOPPELING, TijdvakId.parse('2026-M11'), 2);
    expect((await world.registratie.findUitwisseling(again)) ?? [...world.agenda.afspraken.values()]).toBeTruthy();
    const regels = await world.registratie.listAudit(ID);
    expect(regels.findLast(({ wat }) => wat === 'koppeling.hervat')).toMatchObject({
      wie: 'systeem',
      waarom: 'de inloggegevens werken weer',
    });
  });

  it('stays so while Nmbrs refuses the login, and that is no failure of the round', async () => {
    const world = await interrupted();
    world.nmbrs.inloggegevens = inloggegevens('nog-een-andere-token');
    expect(await reconcile(world)).toMatchObject({ uitkomst: 'klaar', hersteld: 0, nietBekeken: 0, mislukt: 0 });
    expect((await koppelingOf(world, ID)).status).toBe('onderbroken');
  });

  it('stays so while the login works and does not see the company', async () => {
    const world = await interrupted();
    world.nmbrs.bedrijven = [];
    await reconcile(world);
    expect((await koppelingOf(world, ID)).status).toBe('onderbroken');
  });
});

describe('an exchange that ends the same way day after day', () => {
  it('is told three times, and then each week', async () => {
    const world = createWorld();
    await realised(world, goedkeuren('verzuim'));
    const told: number[] = [];
    for (let versie = 1; versie <= 14; versie += 1) {
      world.klok.advance(86_400_000);
      const tijdvakId = TijdvakId.parse('2026-M11');
      await startUitwisseling(world, { koppelingId: KOPPELING, tijdvakId });
      const id = uitwisselingIdOf(KOPPELING, tijdvakId, versie);
      world.post.forget();
      await failUitwisseling(world, id, 'geen-toegang');
      world.verloop.end(id);
      expect((await uitwisselingOf(world, id)).status).toBe('mislukt');
      if (world.post.sleutels.some(({ soort }) => soort === 'uitwisseling-mislukt')) told.push(versie);
    }
    expect(told).toEqual([1, 2, 3, 8, 13]);
    expect((await aanmeldingOf(world, ID)).status).toBe('gerealiseerd');
  });

  it('and then another way is told at once', async () => {
    const world = createWorld();
    await realised(world, goedkeuren('verzuim'));
    const tijdvakId = TijdvakId.parse('2026-M11');
    const codes = [...Array.from({ length: 5 }, () => 'geen-toegang'), 'geen-abonnement'];
    for (const [index, code] of codes.entries()) {
      world.klok.advance(86_400_000);
      await startUitwisseling(world, { koppelingId: KOPPELING, tijdvakId });
      world.post.forget();
      const id = uitwisselingIdOf(KOPPELING, tijdvakId, index + 1);
      await failUitwisseling(world, id, code);
      world.verloop.end(id);
    }
    expect(world.post.sleutels.map(({ soort }) => soort)).toContain('uitwisseling-mislukt');
  });
});
