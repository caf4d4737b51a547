import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf } from '../../../core/ids.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { startTimeOf } from '../../../core/koppeling/starttijd.ts';
import type { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import type { InloggegevensRef } from '../../../core/nmbrs/inloggegevens.ts';
import type { PayrollRefusal } from '../../../core/nmbrs/ports/payroll.ts';
import type { Recht } from '../../../core/nmbrs/rechten.ts';
import { GOOD_FORM, TOKEN, withField } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  approved,
  auditOf,
  decided,
  goedkeuren,
  koppelingOf,
  realised,
  submitted,
  waitingForAkkoord,
} from '../way.ts';
import { bedrijf, company, createWorld, inloggegevens, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);

async function approvedWorld(): Promise<World> {
  const world = createWorld();
  await approved(world);
  return world;
}

const tokensIn = ({ kluis }: World) => [...kluis.geheimen.values()].map(({ apiToken }) => apiToken);
const refusing = (recht: Recht, refusal: Pick<PayrollRefusal, 'reden' | 'code'>) => ({ [recht]: refusal });

describe('a realisatie', () => {
  it.each([
    ['an answer that cannot be read', new Defect({ code: 'nmbrs-unreadable', message: 'not XML' }), 'nmbrs-unreadable'],
    ['a refusal that makes no sense here', undefined, 'geen-toegang'],
  ])('asks again on %s: the besluit is kept until it counts', async (_what, error, code) => {
    const world = await approvedWorld();
    const open: World['gateway']['open'] = (login) => ({
      ...world.gateway.open(login),
      listBedrijven: async () => {
        if (error !== undefined) throw error;
        return { ok: false, refusal: { reden: 'geen-toegang', code: '2009', aanroep: 'List_GetAll' } };
      },
    });
    const step = realiseKoppeling({ ...world, gateway: { ...world.gateway, open } }, ID);
    await expect(step).rejects.toMatchObject({ name: 'Unclear', code });
    expect((await aanmeldingOf(world, ID)).status).toBe('goedgekeurd');
    expect(await realiseKoppeling(world, ID)).toBe('gerealiseerd');
  });

  it('makes a koppeling with the besluit, the account and the first exchange', async () => {
    const world = await approvedWorld();
    expect(await realiseKoppeling(world, ID)).toBe('gerealiseerd');
    const koppeling = await koppelingOf(world, ID);
    expect(koppeling).toMatchObject({
      koppelingId: KOPPELING,
      status: 'actief',
      dekkingsprofiel: 'wia',
      verloning: 'maandelijks',
      nmbrs: { bedrijfId: 4411, domein: 'duinzicht' },
      volgende: { tijdvakId: '2026-M11', datum: '2026-12-10' },
    });
    expect(koppeling).not.toHaveProperty('vorige');
    expect(await aanmeldingIn(world, ID, 'gerealiseerd')).toMatchObject({
      realisatiedatum: '2026-11-24',
      eersteUitwisseling: { datum: '2026-12-10' },
      inloggegevensRef: koppeling.nmbrs.inloggegevensRef,
    });
    expect((await auditOf(world, ID)).at(-1)).toBe('koppeling.gerealiseerd');
  });

  it('keeps the policy, and a reference to the loonheffingennummer that a.s.r. can make with its key', async () => {
    const world = await approvedWorld();
    await realiseKoppeling(world, ID);
    const { werkgever } = await koppelingOf(world, ID);
    const key = await world.kluis.ensureSleutel('referentie', 'another');
    expect(werkgever).toEqual({
      bedrijfsnaam: 'Bakkerij Zonnedauw',
      raamwerkcontractnummer: 'RC-10001',
      loonheffingenreferentie: createHmac('sha256', key).update('123456782L01').digest('base64url'),
    });
  });

  it('takes along what the controle counted, and whom it found for each DGA', async () => {
    const world = createWorld();
    const form = withField(GOOD_FORM, 'dga', [
      { naam: 'W. Zonnedauw', medewerkersnummer: '7' },
      { naam: 'S. Sterrenstof', medewerkersnummer: '002' },
    ]);
    await approved(world, goedkeuren(), form);
    world.nmbrs.bedrijven = [company({ werknemers: [] })];
    await realiseKoppeling(world, ID);
    expect(await koppelingOf(world, ID)).toMatchObject({
      geteld: 3,
      dga: [
        { naam: 'W. Zonnedauw', medewerkersnummer: '7', werknemerId: 1007 },
        { naam: 'S. Sterrenstof', medewerkersnummer: '002', werknemerId: 1002 },
      ],
    });
  });

  it('of a controle from before that was counted has neither', async () => {
    const world = await approvedWorld();
    const older = {
      ...world.registratie,
      findAanmelding: async (id: AanmeldingId) => {
        const found = await world.registratie.findAanmelding(id);
        if (found?.status !== 'goedgekeurd') return found;
        const { werknemers: _counted, dgaWerknemers: _found, ...controle } = found.controle;
        return { ...found, controle };
      },
    };
    await realiseKoppeling({ ...world, registratie: older }, ID);
    const koppeling = await koppelingOf(world, ID);
    expect(koppeling).not.toHaveProperty('geteld');
    expect(koppeling.dga).toEqual(GOOD_FORM.dga);
  });

  it('plans one exchange, in the morning of its day', async () => {
    const world = await approvedWorld();
    await realiseKoppeling(world, ID);
    expect([...world.agenda.afspraken.values()]).toEqual([
      { koppelingId: KOPPELING, tijdvakId: '2026-M11', datum: '2026-12-10', tijd: startTimeOf(KOPPELING) },
    ]);
  });

  it('makes the token the account’s, and erases the candidate', async () => {
    const world = await approvedWorld();
    const { inloggegevensRef: candidate } = await aanmeldingOf(world, ID);
    await realiseKoppeling(world, ID);
    const { nmbrs } = await koppelingOf(world, ID);
    expect([...world.kluis.geheimen]).toEqual([[nmbrs.inloggegevensRef, inloggegevens()]]);
    expect(nmbrs.inloggegevensRef).not.toBe(candidate);
  });

  it('keeps the token out of all that is stored', async () => {
    const world = await approvedWorld();
    await realiseKoppeling(world, ID);
    const stored = [await aanmeldingOf(world, ID), await koppelingOf(world, ID), await world.registratie.listAudit(ID)];
    expect(JSON.stringify(stored)).not.toContain(TOKEN);
  });

  it.each([
    ['verzuim', false, '2026-M12', '2027-01-11'],
    ['volledig', true, '2026-M11', '2026-12-10'],
  ] as const)(
    'follows the besluit: %s, current period included: %s',
    async (profiel: Dekkingsprofiel, include, tijdvakId, datum) => {
      const world = createWorld();
      const koppeling = await realised(world, goedkeuren(profiel, include));
      expect([koppeling.dekkingsprofiel, koppeling.volgende]).toEqual([profiel, { tijdvakId, datum }]);
    },
  );

  it('counts the first period from the akkoord, not from the day on which it is realised', async () => {
    const world = createWorld();
    world.klok.set('2026-11-30T22:30:00.000Z');
    await approved(world);
    world.klok.set('2026-12-01T09:00:00.000Z');
    await realiseKoppeling(world, ID);
    expect((await koppelingOf(world, ID)).volgende).toEqual({ tijdvakId: '2026-M11', datum: '2026-12-10' });
    expect((await aanmeldingIn(world, ID, 'gerealiseerd')).realisatiedatum).toBe('2026-12-01');
  });

  it('that comes after the planned date promises the next working day, not a day that has passed', async () => {
    const world = await approvedWorld();
    world.klok.set('2026-12-11T09:00:00.000Z');
    await realiseKoppeling(world, ID);
    expect((await koppelingOf(world, ID)).volgende).toEqual({ tijdvakId: '2026-M11', datum: '2026-12-14' });
    expect((await aanmeldingIn(world, ID, 'gerealiseerd')).eersteUitwisseling.datum).toBe('2026-12-14');
    expect([...world.agenda.afspraken.values()].map(({ datum }) => datum)).toEqual(['2026-12-14']);
  });

  it('shares the account with the other werkgevers of the office', async () => {
    const world = createWorld({ bedrijven: [company(), company({ bedrijf: bedrijf({ naam: 'Tweede' }) })] });
    const first = await realised(world);
    const form = withField(withField(GOOD_FORM, 'nmbrs.bedrijfsnaam', 'Tweede'), 'dga', []);
    const second = await waitingForAkkoord(world, withField(form, 'werkgever.raamwerkcontractnummer', 'RC-20002'));
    await decided(world, second, goedkeuren());
    await realiseKoppeling(world, second);
    const { nmbrs } = await koppelingOf(world, second);
    expect(nmbrs.inloggegevensRef).toBe(first.nmbrs.inloggegevensRef);
    expect([...world.kluis.geheimen.keys()]).toEqual([nmbrs.inloggegevensRef]);
    expect(world.agenda.afspraken.size).toBe(2);
  });
});

describe('a login that was shut between controle and akkoord', () => {
  it('needs herstel, and the token of the account is not overwritten', async () => {
    const world = createWorld();
    const account = await world.kluis.promote(inloggegevens('token-van-een-ander-1'));
    await approved(world);
    world.nmbrs.inloggegevens = inloggegevens('token-na-een-reset-1');
    expect(await realiseKoppeling(world, ID)).toBe('herstel-nodig');
    expect(tokenAt(world, account)).toBe('token-van-een-ander-1');
    expect(tokensIn(world)).toContain(TOKEN);
    expect(await world.registratie.findKoppeling(KOPPELING)).toBeUndefined();
    expect(world.agenda.afspraken.size).toBe(0);
  });

  it.each([
    ['1001', { reden: 'inloggegevens-ongeldig', code: '1001' }, 'inloggegevens-ongeldig', 'fout', 'niet-getoetst'],
    ['1004', { reden: 'geen-abonnement', code: '1004' }, 'geen-abonnement', 'fout', 'niet-getoetst'],
    ['2043', { reden: 'domein-onbekend', code: '2043' }, 'domein-onbekend', 'fout', 'niet-getoetst'],
    ['1002', { reden: 'recht-niet-actief', code: '1002' }, 'rechten-ontbreken', 'goed', 'ontbreken'],
  ] as const)(
    'with %s tells the office why, and shows what was found now',
    async (_name, refusal, code, login, rechten) => {
      const world = await approvedWorld();
      world.klok.advance(86_400_000);
      world.nmbrs.weigeringen = refusing('List_GetAll', refusal);
      expect(await realiseKoppeling(world, ID)).toBe('herstel-nodig');
      const { controle, ...aanmelding } = await aanmeldingIn(world, ID, 'herstel-nodig');
      expect(controle.bevindingen.map((one) => one.code)).toEqual([code]);
      expect(controle.uitgevoerdOp).toBe(world.klok.now());
      expect(controle.onderdelen).toMatchObject({ inloggegevens: login, rechten, bedrijf: 'niet-getoetst' });
      expect(aanmelding).not.toHaveProperty('besluit');
      expect(aanmelding).not.toHaveProperty('taakToken');
    },
  );

  it('because the tag was taken off tells so', async () => {
    const world = await approvedWorld();
    world.nmbrs.bedrijven = [];
    expect(await realiseKoppeling(world, ID)).toBe('herstel-nodig');
    const { controle } = await aanmeldingIn(world, ID, 'herstel-nodig');
    expect(controle.bevindingen[0]?.code).toBe('bedrijf-niet-zichtbaar');
    expect(controle.onderdelen).toMatchObject({ inloggegevens: 'goed', bedrijf: 'niet-gevonden' });
  });

  it('is told the same when the step is run again', async () => {
    const world = await approvedWorld();
    world.nmbrs.bedrijven = [];
    await realiseKoppeling(world, ID);
    const before = await endState(world, ID);
    expect(await realiseKoppeling(world, ID)).toBe('herstel-nodig');
    expect(await endState(world, ID)).toEqual(before);
  });
});

const tokenAt = ({ kluis }: World, ref: InloggegevensRef): string | undefined => kluis.geheimen.get(ref)?.apiToken;

describe('a hold-up', () => {
  it('at Nmbrs leaves the aanmelding approved, and the next try realises it', async () => {
    const world = await approvedWorld();
    const asked = world.gateway.calls.filter((call) => call === 'List_GetAll').length;
    world.nmbrs.haperingen = { List_GetAll: asked + 1 };
    await expect(realiseKoppeling(world, ID)).rejects.toBeInstanceOf(Transient);
    expect((await aanmeldingOf(world, ID)).status).toBe('goedgekeurd');
    expect(await realiseKoppeling(world, ID)).toBe('gerealiseerd');
  });
});

describe('the step run again', () => {
  it('realises once', async () => {
    const world = await approvedWorld();
    await realiseKoppeling(world, ID);
    const first = await endState(world, ID);
    world.klok.advance(86_400_000);
    expect(await realiseKoppeling(world, ID)).toBe('gerealiseerd');
    expect(await endState(world, ID)).toEqual(first);
    expect((await auditOf(world, ID)).filter((wat) => wat === 'koppeling.gerealiseerd')).toHaveLength(1);
  });

  it('after the planned date plans the next working day: a date that has passed would never come', async () => {
    const world = await approvedWorld();
    const agenda = {
      ...world.agenda,
      plan: () => Promise.reject(new Transient({ code: 'agenda.weg', message: 'away' })),
    };
    await expect(realiseKoppeling({ ...world, agenda }, ID)).rejects.toBeInstanceOf(Transient);
    world.klok.set('2026-12-11T09:00:00.000Z');
    expect(await realiseKoppeling(world, ID)).toBe('gerealiseerd');
    expect([...world.agenda.afspraken.values()].map(({ datum }) => datum)).toEqual(['2026-12-14']);
  });

  it('after a crash anywhere gives one koppeling, one appointment and one secret', async () => {
    const { calls, undisturbed, afterCrash } = await crashEverywhere({
      prepare: approvedWorld,
      step: (world) => realiseKoppeling(world, ID),
      endState: (world) => endState(world, ID),
    });
    expect(calls).toEqual([
      'registratie.findAanmelding',
      'kluis.read',
      'gateway.listBedrijven',
      'registratie.listKoppelingenVan',
      'gateway.listRestSleutels',
      'kluis.ensureSleutel',
      'registratie.registerKoppeling',
      'registratie.findKoppeling',
      'kluis.readCandidate',
      'kluis.read',
      'kluis.promote',
      'registratie.findKoppeling',
      'registratie.findKoppeling',
      'registratie.findAanmelding',
      'agenda.plan',
      'registratie.findKoppeling',
      'registratie.findAanmelding',
      'kluis.eraseCandidate',
    ]);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('when the login is shut ends the same after a crash anywhere', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = await approvedWorld();
        world.nmbrs.bedrijven = [];
        return world;
      },
      step: (world) => realiseKoppeling(world, ID),
      endState: (world) => endState(world, ID),
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('what cannot be realised', () => {
  it.each([
    ['ontvangen', submitted],
    ['not decided upon', waitingForAkkoord],
  ] as const)('is an aanmelding that is %s', async (_name, step) => {
    const world = createWorld();
    const id = await step(world);
    await expect(realiseKoppeling(world, id)).rejects.toMatchObject({ name: 'Defect', code: 'niet-goedgekeurd' });
    expect(world.agenda.afspraken.size).toBe(0);
  });

  it('is one that nobody knows, and one whose token is gone', async () => {
    await expect(realiseKoppeling(createWorld(), ID)).rejects.toBeInstanceOf(Defect);
    const world = await approvedWorld();
    await world.kluis.eraseCandidate(ID);
    await expect(realiseKoppeling(world, ID)).rejects.toMatchObject({ code: 'inloggegevens-weg' });
  });
});
