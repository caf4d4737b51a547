import { describe, expect, it } from 'vitest';
import type { MemoryPayrollWorld } from '../../../adapters/memory/payroll.ts';
import { HUIDIGE_TEKSTVERSIE } from '../../../core/aanmelding/machtiging.ts';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId, TijdvakId } from '../../../core/ids.ts';
import { Datum, Tijdstip } from '../../../core/kalender/tijd.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { PayrollTijdvak } from '../../../core/nmbrs/payroll.ts';
import { presentAanmelding } from '../../../core/weergave/present-aanmelding.ts';
import { GOOD_FORM, TOKEN, withField } from '../aanmeldformulier.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  afwijzen,
  approved,
  goedkeuren,
  koppelingOf,
  overtaken,
  realised,
  submitted,
  token,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { bedrijf, company, createWorld, type World } from '../world.ts';

/** What a company lacks. */
interface Leeg {
  readonly werknemers?: [];
  readonly runs?: [];
}

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

async function lapsed(world: World): Promise<void> {
  await waitingForHerstel(world);
  await expireAanmelding(world, ID);
}

async function lapsedUndecided(world: World): Promise<void> {
  await waitingForAkkoord(world);
  await expireAanmelding(world, ID);
}

const WAYS: readonly (readonly [status: string, step: (world: World) => Promise<unknown>, watNu: string])[] = [
  ['ontvangen', submitted, 'Wij controleren uw aanmelding bij Nmbrs.'],
  ['herstel-nodig', waitingForHerstel, 'Zet bij Employee Services op Active: Children_Get.'],
  ['wacht-op-akkoord', waitingForAkkoord, 'a.s.r. beoordeelt uw aanmelding'],
  ['goedgekeurd', (world) => approved(world), 'goedgekeurd'],
  ['afgewezen', (world) => approved(world, afwijzen('Verkeerd contract.')), 'De reden: Verkeerd contract.'],
  ['gerealiseerd', (world) => realised(world), 'De eerste uitwisseling is op donderdag 10 december 2026'],
  ['ingehaald', overtaken, 'omdat een andere aanmelding voor deze werkgever eerder door de controle bij Nmbrs kwam.'],
  ['vervallen', lapsed, 'omdat er 30 dagen niets mee is gebeurd. U kunt de werkgever opnieuw aanmelden.'],
  ['vervallen', lapsedUndecided, 'omdat a.s.r. er binnen 30 dagen geen besluit over heeft genomen.'],
];

async function shown(step: (world: World) => Promise<unknown>) {
  const world = createWorld();
  await step(world);
  const aanmelding = await aanmeldingOf(world, ID);
  const regels = await world.registratie.listAudit(ID);
  const koppeling = aanmelding.status === 'gerealiseerd' ? await koppelingOf(world, ID) : undefined;
  return { world, aanmelding, presented: presentAanmelding(aanmelding, { koppeling, regels, nu: world.klok.now() }) };
}

async function shownFor(nmbrs: Partial<MemoryPayrollWorld>, form: unknown = GOOD_FORM) {
  const world = createWorld(nmbrs);
  await verified(world, form);
  const found = await aanmeldingIn(world, ID, 'herstel-nodig');
  return { presented: presentAanmelding({ ...found, taakToken: token('herstel') }, { nu: world.klok.now() }) };
}

describe.each(WAYS)('what the office sees of an aanmelding that is %s', (status, step, watNu) => {
  it('is its status and what to do now', async () => {
    const { presented } = await shown(step);
    expect(presented).toMatchObject({ aanmeldingId: ID, status });
    expect(presented.watNu).toContain(watNu);
  });

  it('never holds a secret, a reference to one, a whole number or the assessor', async () => {
    const { aanmelding, presented } = await shown(step);
    const text = JSON.stringify(presented);
    const hidden = [
      TOKEN,
      aanmelding.inloggegevensRef,
      aanmelding.capabilityHash,
      '123456782',
      'taak-',
      'beoordelaar-1',
    ];
    for (const canary of hidden) expect(text).not.toContain(canary);
    expect(presented.gegevens.werkgever.loonheffingennummer).toBe('12******L01');
    expect(text).not.toMatch(/capability|taakToken|inloggegevensRef|beoordelaar/);
  });
});

describe('what the office sees', () => {
  it('is the controle, part by part', async () => {
    const { presented } = await shown(waitingForHerstel);
    expect(presented.controle?.onderdelen).toMatchObject({ bedrijf: 'gevonden', rechten: 'ontbreken' });
    expect(presented.controle?.rechten).toHaveLength(19);
    expect(presented.controle?.rechten).toContainEqual({
      recht: 'Children_Get',
      service: 'EmployeeService',
      uitkomst: 'niet-actief',
    });
    expect(presented.controle?.rechten).toContainEqual({
      recht: 'Run_GetList',
      service: 'CompanyService',
      uitkomst: 'actief',
    });
  });

  it('is what to do, with the click path, while herstel is needed and at no other time', async () => {
    const { presented } = await shown(waitingForHerstel);
    expect(presented.watTeDoen).toMatchObject([
      {
        tekst: expect.stringContaining('Eén recht'),
        stappen: [expect.stringContaining('Template Users'), expect.any(String)],
      },
    ]);
    expect((await shown(waitingForAkkoord)).presented.watTeDoen).toEqual([]);
    expect((await shown(lapsed)).presented.watTeDoen).toEqual([]);
  });

  it('is which call to activate after an exchange stopped on it, until one is done', async () => {
    const { world, aanmelding } = await shown(realised);
    const koppeling = await koppelingOf(world, ID);
    const regels = await world.registratie.listAudit(ID);
    const [regel] = regels;
    if (aanmelding.status !== 'gerealiseerd' || regel === undefined) throw new Error('not realised');
    const stopped = { ...regel, wat: 'uitwisseling.mislukt', waarom: 'recht-niet-actief.SVW_GetCurrent' };
    const nu = world.klok.now();
    const presented = presentAanmelding(aanmelding, { koppeling, regels: [...regels, stopped], nu });
    expect(presented.watNu).toContain('Zet bij Employee Services op Active: SVW_GetCurrent.');
    expect(presented.watNu).not.toContain('U hoeft nu niets te doen');
    expect(presented.watTeDoen).toHaveLength(1);
    for (const later of [
      { ...regel, wat: 'uitwisseling.voltooid' },
      { ...regel, wat: 'uitwisseling.mislukt', waarom: 'Transient' },
    ]) {
      expect(presentAanmelding(aanmelding, { koppeling, regels: [...regels, stopped, later], nu }).watTeDoen).toEqual(
        [],
      );
    }
  });

  it.each([
    ['geen-toegang', 'Debiteur beheer'],
    ['niet-gevonden', 'Accountant login'],
    ['geen-abonnement', 'Neem contact op met Nmbrs over het abonnement'],
  ])('is what to mend after an exchange stopped on %s', async (waarom, step) => {
    const { world, aanmelding } = await shown(realised);
    const koppeling = await koppelingOf(world, ID);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'uitwisseling.mislukt', waarom };
    const nu = world.klok.now();
    const { watNu, watTeDoen } = presentAanmelding(aanmelding, { koppeling, regels: [regel], nu });
    expect(watNu).toContain(step);
    expect(watNu).not.toContain('U hoeft nu niets te doen');
    expect(watTeDoen.flatMap(({ stappen }) => stappen).join(' ')).toContain(step);
    const interrupted = { ...koppeling, status: 'onderbroken' } as const;
    expect(presentAanmelding(aanmelding, { koppeling: interrupted, regels: [regel], nu }).watTeDoen).toMatchObject([
      { tekst: 'De API-token werkt niet meer, dus wij kunnen geen gegevens ophalen.' },
    ]);
  });

  it('is that a controle is tried again, when it takes longer than it should', async () => {
    const world = createWorld({ haperingen: { List_GetAll: 1 } });
    await submitted(world);
    await expect(verifyAanmelding(world, ID)).rejects.toBeInstanceOf(Transient);
    const aanmelding = await aanmeldingOf(world, ID);
    const regels = await world.registratie.listAudit(ID);
    const at = (moment: string) => presentAanmelding(aanmelding, { regels, nu: Tijdstip.parse(moment) }).watNu;
    expect(regels.at(-1)).toMatchObject({ wat: 'controle.gestart', op: '2026-11-24T09:00:00.000Z' });
    expect(at('2026-11-24T09:30:00.000Z')).toBe('Wij controleren uw aanmelding bij Nmbrs. U hoeft nu niets te doen.');
    expect(at('2026-11-24T09:31:00.000Z')).toBe(
      'De controle bij Nmbrs lukt op dit moment niet. Wij proberen het steeds opnieuw. U hoeft nu niets te doen.',
    );
  });

  it('is never a next exchange on a day that has passed', async () => {
    const { world, aanmelding } = await shown(realised);
    if (aanmelding.status !== 'gerealiseerd') throw new Error('not realised');
    const first = await koppelingOf(world, ID);
    const later = {
      ...first,
      vorige: { tijdvakId: first.volgende.tijdvakId, datum: first.volgende.datum },
      volgende: { tijdvakId: TijdvakId.parse('2026-M12'), datum: Datum.parse('2027-01-11') },
    };
    const at = (koppeling: Koppeling, moment: string, over: object = {}) =>
      presentAanmelding({ ...aanmelding, ...over }, { koppeling, nu: Tijdstip.parse(moment) });

    expect(at(later, '2027-01-11T22:00:00Z').watNu).toContain('de volgende is op maandag 11 januari 2027');
    expect(at(later, '2027-02-12T12:00:00Z')).toMatchObject({
      watNu: expect.stringContaining('de volgende is op maandag 15 februari 2027'),
      volgendeUitwisseling: '2027-02-15',
    });
    expect(at(first, '2026-12-14T12:00:00Z').watNu).toContain(
      'Wij proberen het opnieuw op dinsdag 15 december 2026; a.s.r. weet ervan. Vergrendel de run van november 2026 in Nmbrs uiterlijk maandag 14 december 2026. Verder',
    );
    const afmelding = {
      ingangsdatum: Datum.parse('2027-02-12'),
      aangevraagdOp: Tijdstip.parse('2027-02-12T12:00:00Z'),
      direct: true,
    };
    expect(at(later, '2027-02-12T12:00:00Z', { afmelding }).watNu).toContain(
      'De uitwisseling over december 2026 (maandag 15 februari 2027) vindt niet meer plaats.',
    );
  });

  it('names what a mistyped name may have meant, and says of the tag that nobody looked', async () => {
    const { presented } = await shownFor({
      bedrijven: [company({ bedrijf: bedrijf({ naam: 'Bakkerij Zonnedouw BV' }) })],
    });
    expect(presented.controle?.bedrijfsnaam.inNmbrs).toEqual(['Bakkerij Zonnedouw BV']);
    expect(presented.controle?.tag?.uitleg).toBe('De tag is niet bekeken.');
    expect(presented.controle?.onderdelen.rechten).toBe('niet-getoetst');
  });

  it('names the near name in Nmbrs beside the one that was filled in', async () => {
    const { presented } = await shownFor({
      bedrijven: [company({ bedrijf: bedrijf({ naam: 'Bakkerij Zonnedauw BV' }) })],
    });
    expect(presented.controle?.bedrijfsnaam).toEqual({
      opgegeven: 'Bakkerij  Zonnedauw B.V.',
      inNmbrs: ['Bakkerij Zonnedauw BV'],
    });
    expect(presented.controle?.tag?.opDebiteur.stand).toBe('niet-getoetst');
    expect(presented.controle?.rechten.map(({ uitkomst }) => uitkomst)).toEqual(Array(19).fill('actief'));
    expect(presented.controle?.onderdelen).toMatchObject({
      bedrijf: 'niet-gevonden',
      verloning: 'goed',
      rechten: 'goed',
    });
  });

  it.each<readonly [string, string, Leeg]>([
    ['goed', 'runs and employees', {}],
    ['deels-getoetst', 'no employees', { werknemers: [] }],
    ['deels-getoetst', 'no runs', { runs: [] }],
  ])('says of the rights that they are %s: %s', async (stand, _name, { werknemers, runs }) => {
    const bedrijven = [company({ ...(werknemers && { werknemers }), ...(runs && { runs }) })];
    const world = createWorld({ bedrijven });
    const id = await submitted(world, withField(GOOD_FORM, 'dga', []));
    await verifyAanmelding(world, id);
    const { controle } = presentAanmelding(await aanmeldingIn(world, id, 'wacht-op-akkoord'), { nu: world.klok.now() });
    expect(controle?.onderdelen.rechten).toBe(stand);
    expect(controle?.rechten.some(({ uitkomst }) => uitkomst === 'niet-te-toetsen')).toBe(stand !== 'goed');
  });

  it('shows both period types', async () => {
    const weekly = company({
      bedrijf: bedrijf({ verloning: 'vierwekelijks' }),
      tijdvak: PayrollTijdvak.parse({ jaar: 2026, nummer: 12, verloning: 'vierwekelijks' }),
    });
    const { presented } = await shownFor({ bedrijven: [weekly] });
    expect(presented.controle?.verloning).toEqual({ opgegeven: 'maandelijks', inNmbrs: ['vierwekelijks'] });
  });

  it('tells of each DGA what was found', async () => {
    const dga = [
      { naam: 'Wolkje Zonnedauw', medewerkersnummer: '7' },
      { naam: 'Iemand Anders', medewerkersnummer: '1' },
      { naam: 'Luna van der Ster', medewerkersnummer: '99' },
    ];
    const { presented } = await shownFor({}, withField(GOOD_FORM, 'dga', dga));
    expect(presented.controle?.dga.map(({ uitkomst }) => uitkomst)).toEqual([
      'goed',
      'dga-naam-wijkt-af',
      'dga-onbekend',
    ]);
    expect(presented.controle?.bevindingen.map(({ veld }) => veld)).toEqual(['dga.1', 'dga.2']);
    const untested = await shownFor({ bedrijven: [] });
    expect(untested.presented.controle?.dga.map(({ uitkomst }) => uitkomst)).toEqual(['niet-getoetst']);
  });

  it('explains both halves of the tag of an overkoepelend account', async () => {
    const hidden = (await shownFor({ bedrijven: [] })).presented.controle?.tag;
    expect(hidden).toEqual({
      uitleg: expect.stringContaining('beide helften'),
      opDebiteur: { stand: 'controleren', waar: expect.stringContaining('Debiteur beheer') },
      inFilter: { stand: 'controleren', waar: expect.stringContaining('Accountant login') },
    });
    const seen = (await shown(waitingForAkkoord)).presented.controle?.tag;
    expect([seen?.opDebiteur.stand, seen?.inFilter.stand]).toEqual(['niet-getoetst', 'niet-getoetst']);
    expect(seen?.uitleg).toContain('ziet het bedrijf. De tag zelf hebben wij niet bekeken');
    const single = withField(GOOD_FORM, 'accountSoort', 'per-debiteur');
    expect((await shown((world) => waitingForAkkoord(world, single))).presented.controle).not.toHaveProperty('tag');
  });

  it('is what happened, in order, and by whom: never by name', async () => {
    const { presented } = await shown((world) => realised(world));
    expect(presented.tijdlijn.map(({ wie, wat }) => [wie, wat])).toEqual([
      [
        'u',
        `U hebt de werkgever aangemeld en verklaard dat hij u heeft gemachtigd (machtigingstekst ${HUIDIGE_TEKSTVERSIE}).`,
      ],
      ['systeem', 'De controle bij Nmbrs is begonnen.'],
      ['systeem', 'De controle bij Nmbrs is geslaagd.'],
      ['systeem', 'De aanmelding wacht op de beoordeling door a.s.r.'],
      ['a.s.r.', 'Bij a.s.r. is akkoord voorgesteld; een tweede collega kijkt mee.'],
      ['a.s.r.', 'a.s.r. heeft de aanmelding goedgekeurd.'],
      ['systeem', 'De salariskoppeling is gerealiseerd.'],
    ]);
  });

  it('is the besluit without who took it', async () => {
    const { presented } = await shown((world) => approved(world, goedkeuren('pensioen', true)));
    expect(presented.besluit).toMatchObject({ besluit: 'goedkeuren', dekkingsprofiel: 'pensioen' });
  });

  it('are the dates once it is realised', async () => {
    const { presented } = await shown((world) => realised(world));
    expect(presented).toMatchObject({
      realisatiedatum: '2026-11-24',
      eersteUitwisseling: '2026-12-10',
      eersteTijdvak: { tijdvakId: '2026-M11' },
    });
  });

  it('is not changed by looking', async () => {
    const { world, aanmelding } = await shown(waitingForAkkoord);
    expect(await aanmeldingOf(world, ID)).toEqual(aanmelding);
  });
});
