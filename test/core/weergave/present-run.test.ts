import { describe, expect, it } from 'vitest';
import type { GerealiseerdeAanmelding } from '../../../core/aanmelding/aanmelding.ts';
import { Afmelding } from '../../../core/aanmelding/afmelding.ts';
import { vergrendelNu } from '../../../core/controle/vergrendelen.ts';
import { AanmeldingId, TijdvakId } from '../../../core/ids.ts';
import { Datum, Tijdstip } from '../../../core/kalender/tijd.ts';
import { PayrollTijdvak } from '../../../core/nmbrs/payroll.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { presentAanmelding } from '../../../core/weergave/present-aanmelding.ts';
import { aanmeldingIn, koppelingOf, realised, started } from '../way.ts';
import { company, createWorld, run, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

async function shownRealised() {
  const world = createWorld();
  await realised(world);
  return { world, aanmelding: await aanmeldingIn(world, ID, 'gerealiseerd') };
}

describe('what the office sees before an exchange', () => {
  it.each([
    ['2026-12-08T12:00:00Z', ' Vergrendel de run van november 2026 in Nmbrs uiterlijk woensdag 9 december 2026.'],
    ['2026-12-09T12:00:00Z', ' Vergrendel de run van november 2026 in Nmbrs uiterlijk woensdag 9 december 2026.'],
    ['2026-12-10T04:00:00Z', ''],
  ])('is until when the first run can be locked, and nothing of it when that is over: %s', async (nu, zin) => {
    const { world, aanmelding } = await shownRealised();
    const koppeling = await koppelingOf(world, ID);
    expect(presentAanmelding(aanmelding, { koppeling, nu: Tijdstip.parse(nu) }).watNu).toBe(
      `De salariskoppeling is gerealiseerd. De eerste uitwisseling is op donderdag 10 december 2026, over november 2026.${zin}`,
    );
  });

  it('is until when the next run can be locked, on the working day before the exchange', async () => {
    const { world, aanmelding } = await shownRealised();
    const first = await koppelingOf(world, ID);
    const { tijdvakId, datum } = first.volgende;
    const koppeling = {
      ...first,
      vorige: { tijdvakId, datum },
      volgende: { tijdvakId: TijdvakId.parse('2026-M12'), datum: Datum.parse('2027-01-11') },
    };
    const at = (nu: string) => presentAanmelding(aanmelding, { koppeling, nu: Tijdstip.parse(nu) }).watNu;
    expect(at('2027-01-08T12:00:00Z')).toContain('uiterlijk vrijdag 8 januari 2027. Verder hoeft u nu niets te doen.');
    expect(at('2027-01-09T12:00:00Z')).toContain('uiterlijk zondag 10 januari 2027. Verder hoeft u nu niets te doen.');
    expect(at('2027-01-11T04:00:00Z')).toMatch(/de volgende is op maandag 11 januari 2027. U hoeft nu niets te doen.$/);
  });
});

describe('what the office sees while its run is not locked', () => {
  async function waiting(runs = [run(811, { vergrendeld: false })]) {
    const world = createWorld();
    const id = await started(world);
    world.nmbrs.bedrijven = [company({ runs })];
    await checkRun(world, id);
    return { world, id };
  }

  async function seenIn(world: World, over: Partial<GerealiseerdeAanmelding> = {}) {
    const aanmelding = { ...(await aanmeldingIn(world, ID, 'gerealiseerd')), ...over };
    const koppeling = await koppelingOf(world, ID);
    const regels = await world.registratie.listAudit(ID);
    return presentAanmelding(aanmelding, { koppeling, regels, nu: world.klok.now() });
  }

  it.each([
    ['2026-12-10T12:00:00Z', 'donderdag 10 december 2026', 'vrijdag 11 december 2026'],
    ['2026-12-11T05:30:00Z', 'vrijdag 11 december 2026', 'maandag 14 december 2026'],
  ])('is to lock it, how, and until when for the next look: %s', async (nu, dag, blik) => {
    const { world, id } = await waiting();
    world.klok.set(nu);
    if (nu.includes('12-11')) await checkRun(world, id);
    const { watNu, watTeDoen } = await seenIn(world);
    expect(watTeDoen).toEqual([vergrendelNu(TijdvakId.parse('2026-M11'))]);
    expect(watTeDoen[0]?.stappen.join(' ')).toContain('Salarisrun vergrendelen');
    expect(watNu).toContain('Wij wachten op de run van november 2026');
    expect(watNu).toContain('Salarisrun vergrendelen');
    expect(watNu).toContain(`uiterlijk ${dag} vergrendeld, dan halen wij de gegevens op ${blik} op`);
    expect(watNu).not.toMatch(/hoeft (u )?(nu )?niets/);
  });

  it('names no day that has passed', async () => {
    const { world } = await waiting();
    world.klok.set('2026-12-11T05:00:00Z');
    expect((await seenIn(world)).watNu).toMatch(/Wij kijken elke werkdag vroeg in de ochtend opnieuw\.$/);
  });

  it('is no more once it was found locked', async () => {
    const { world, id } = await waiting();
    world.nmbrs.bedrijven = [company()];
    await checkRun(world, id);
    expect(await seenIn(world)).toMatchObject({ watTeDoen: [], watNu: expect.not.stringContaining('Wij wachten') });
  });

  it('is also what still comes, when it is signed off; and nothing of it when nothing comes', async () => {
    const { world } = await waiting();
    const afmelding = Afmelding.parse({ aangevraagdOp: world.klok.now(), ingangsdatum: '2026-12-31' });
    const open = await seenIn(world, { afmelding });
    expect(open.watNu).toMatch(/^Wij wachten op de run van november 2026.* De werkgever is afgemeld: 31 december 2026/);
    expect(open.watTeDoen).toHaveLength(1);
    const before = Afmelding.parse({ aangevraagdOp: world.klok.now(), ingangsdatum: '2026-12-09', direct: true });
    expect((await seenIn(world, { afmelding: before })).watTeDoen).toEqual([]);
  });

  it('is the same kind of list when Nmbrs runs payroll otherwise', async () => {
    const world = createWorld();
    const id = await started(world);
    const tijdvak = PayrollTijdvak.parse({ jaar: 2026, nummer: 12, verloning: 'vierwekelijks' });
    world.nmbrs.bedrijven = [company({ tijdvak })];
    await checkRun(world, id);
    const { watNu, watTeDoen } = await seenIn(world);
    expect(watNu).toContain('Daarom halen wij de gegevens van november 2026 niet op.');
    expect(watTeDoen[0]?.stappen).toHaveLength(2);
  });

  it('is to give a new token, when that no longer works', async () => {
    const world = createWorld();
    await failUitwisseling(world, await started(world), 'inloggegevens-ongeldig');
    const { watNu, watTeDoen } = await seenIn(world);
    expect(watNu).toContain('Geef ons een nieuwe token');
    expect(watTeDoen).toMatchObject([{ tekst: expect.stringContaining('API-token werkt niet meer') }]);
    expect(watTeDoen[0]?.stappen[0]).toContain('API-Token');
    expect(watTeDoen[0]?.stappen.length).toBeGreaterThan(1);
  });
});
