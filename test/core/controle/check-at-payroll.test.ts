import { describe, expect, it } from 'vitest';
import type { MemoryPayrollWorld } from '../../../adapters/memory/payroll.ts';
import { Controle } from '../../../core/aanmelding/controle.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Defect, Transient, Unclear } from '../../../core/errors.ts';
import { BedrijfId } from '../../../core/ids.ts';
import { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import { Dienstverband } from '../../../core/nmbrs/gegevensset.ts';
import { WerknemerVermelding } from '../../../core/nmbrs/payroll.ts';
import { Recht } from '../../../core/nmbrs/rechten.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { GOOD_FORM, TOKEN, withField } from '../aanmeldformulier.ts';
import { aanmeldingIn, aanmeldingOf, auditOf, submitted } from '../way.ts';
import { withPayroll } from '../with-payroll.ts';
import { BSN, bedrijf, company, createWorld, inloggegevens, type World, werknemer } from '../world.ts';

async function verifiedIn(over: Partial<MemoryPayrollWorld>, form: unknown = GOOD_FORM) {
  const world = createWorld(over);
  const id = await submitted(world, form);
  const outcome = await verifyAanmelding(world, id);
  return { world, id, outcome };
}

async function findingsIn(over: Partial<MemoryPayrollWorld>, form?: unknown) {
  const { world, id, outcome } = await verifiedIn(over, form);
  expect(outcome).toBe('herstel-nodig');
  const { controle } = await aanmeldingIn(world, id, 'herstel-nodig');
  return { ...controle, codes: controle.bevindingen.map(({ code }) => code), calls: world.gateway.calls };
}

const weigering = (recht: Recht, code: string, reden: 'recht-niet-actief' | 'geen-toegang' | 'geen-abonnement') => ({
  weigeringen: { [recht]: { reden, code } },
});

const named = (...names: string[]) => ({ bedrijven: names.map((naam) => company({ bedrijf: bedrijf({ naam }) })) });

describe('an aanmelding in which all is well', () => {
  it('waits for an akkoord, with what was checked', async () => {
    const { world, id, outcome } = await verifiedIn({});
    expect(outcome).toBe('akkoord-vragen');
    const { controle } = await aanmeldingIn(world, id, 'wacht-op-akkoord');
    expect(controle).toMatchObject({
      uitkomst: 'geslaagd',
      bedrijfId: 4411,
      onderdelen: { inloggegevens: 'goed', bedrijf: 'gevonden', verloning: 'goed', rechten: 'goed', dga: 'goed' },
      bevindingen: [],
    });
    expect(await auditOf(world, id)).toEqual(['aanmelding.ontvangen', 'controle.gestart', 'controle.geslaagd']);
  });

  it('has each of the nineteen rights tested once', async () => {
    const { world, id } = await verifiedIn({});
    const { controle } = await aanmeldingIn(world, id, 'wacht-op-akkoord');
    expect(controle.rechten.map(({ recht }) => recht).sort()).toEqual([...Recht.options].sort());
    expect(new Set(controle.rechten.map(({ uitkomst }) => uitkomst))).toEqual(new Set(['actief']));
  });

  it('keeps nothing of the employees, and nothing of the token', async () => {
    const { world, id } = await verifiedIn({});
    const stored = JSON.stringify([await aanmeldingOf(world, id), await world.registratie.listAudit(id)]);
    for (const canary of [TOKEN, BSN, 'Sterrenstof', 'Zonnedauw, W.']) expect(stored).not.toContain(canary);
  });

  it('passes without a DGA', async () => {
    const { world, id } = await verifiedIn({}, withField(GOOD_FORM, 'dga', []));
    expect((await aanmeldingIn(world, id, 'wacht-op-akkoord')).controle.onderdelen.dga).toBe('niet-van-toepassing');
  });

  it('passes without employees or runs, and says what could not be tested', async () => {
    const empty = { bedrijven: [company({ runs: [], werknemers: [] })] };
    const { world, id } = await verifiedIn(empty, withField(GOOD_FORM, 'dga', []));
    const { controle } = await aanmeldingIn(world, id, 'wacht-op-akkoord');
    const untested = controle.rechten
      .filter(({ uitkomst }) => uitkomst === 'niet-te-toetsen')
      .map(({ recht }) => recht);
    expect(untested).toContain('SVW_GetCurrent');
    expect(untested).toContain('Reports_GetWageCodesByRunCompany_FilterByWageCode_Background');
    expect(untested).not.toContain('Run_GetList');
    expect(controle.onderdelen.rechten).toBe('goed');
  });
});

describe('the company-wide calls', () => {
  const active: BulkAanroep[] = ['Contract_GetAll_AllEmployeesByCompany'];
  const found = async (over: Partial<MemoryPayrollWorld>) => {
    const { world, id } = await verifiedIn(over);
    return (await aanmeldingIn(world, id, 'wacht-op-akkoord')).controle;
  };

  it('are probed too, and never a reason for herstel', async () => {
    const { bedrijfsbreed, bevindingen } = await found({ bedrijfsbreed: active });
    expect(bedrijfsbreed?.map(({ aanroep }) => aanroep)).toEqual(BulkAanroep.options);
    expect(bedrijfsbreed?.filter(({ uitkomst }) => uitkomst === 'actief').map(({ aanroep }) => aanroep)).toEqual(
      active,
    );
    expect(bevindingen).toEqual([]);
  });

  it('that do not answer hold up nothing: they cannot be used, and it is told why', async () => {
    const haperingen = { SVW_GetAll_AllEmployeesByCompany: 1 };
    const { bedrijfsbreed } = await found({ bedrijfsbreed: BulkAanroep.options, haperingen });
    expect(bedrijfsbreed?.filter(({ uitkomst }) => uitkomst === 'niet-actief')).toEqual([
      { aanroep: 'SVW_GetAll_AllEmployeesByCompany', uitkomst: 'niet-actief', code: 'nmbrs-9999', ms: 1 },
    ]);
  });

  it.each([
    new Transient({ code: 'tijd-bijna-op', message: 'the function ends' }),
    new Unclear({ code: 'nmbrs-unreadable', message: 'not XML' }),
    new Defect({ code: 'nmbrs-unexpected', message: 'a defect' }),
  ])('that could not be probed ($code) hold up nothing: it is not told whether they are active', async (error) => {
    const world = createWorld({});
    const id = await submitted(world, GOOD_FORM);
    const open: World['gateway']['open'] = (login) => ({
      ...world.gateway.open(login),
      probeBulk: () => Promise.reject(error),
    });
    expect(await verifyAanmelding({ ...world, gateway: { ...world.gateway, open } }, id)).toBe('akkoord-vragen');
    const { controle } = await aanmeldingIn(world, id, 'wacht-op-akkoord');
    expect(controle).not.toHaveProperty('bedrijfsbreed');
  });

  it('refused because the login was shut meanwhile are for the office to repair', async () => {
    const weigeringen = {
      SVW_GetAll_AllEmployeesByCompany: { reden: 'inloggegevens-ongeldig', code: '1001' },
    } as const;
    expect((await findingsIn({ weigeringen })).codes).toEqual(['inloggegevens-ongeldig']);
  });

  it('of a controle of before they were probed are absent, and the controle is still read', () => {
    const { bedrijfsbreed, ...old } = Controle.parse({
      uitgevoerdOp: '2026-11-24T09:00:00.000Z',
      uitkomst: 'geslaagd',
      onderdelen: { inloggegevens: 'goed', bedrijf: 'gevonden', verloning: 'goed', rechten: 'goed', dga: 'goed' },
      rechten: [],
      bevindingen: [],
    });
    expect([bedrijfsbreed, old.uitkomst]).toEqual([undefined, 'geslaagd']);
  });
});

describe('the calls for a given period', () => {
  const found = async (over: Partial<MemoryPayrollWorld>) => {
    const { world, id } = await verifiedIn(over);
    return (await aanmeldingIn(world, id, 'wacht-op-akkoord')).controle;
  };

  it.each([
    ['none', []],
    ['some', ['WageComponentVar_Get', 'HourComponentVar_Get']],
    ['all', TijdvakAanroep.options],
  ] as const)('are probed each, and never a reason for herstel: %s are active', async (_name, perTijdvak) => {
    const { perTijdvak: probed, bevindingen, onderdelen } = await found({ perTijdvak });
    expect(probed?.map(({ aanroep }) => aanroep)).toEqual(TijdvakAanroep.options);
    expect(probed?.filter(({ uitkomst }) => uitkomst === 'actief').map(({ aanroep }) => aanroep)).toEqual(
      TijdvakAanroep.options.filter((aanroep) => perTijdvak.some((one) => one === aanroep)),
    );
    expect([bevindingen, onderdelen.rechten]).toEqual([[], 'goed']);
  });

  it('that are off are kept with the code, and nothing of an answer', async () => {
    const { perTijdvak } = await found({ perTijdvak: ['BankAccount_GetList'] });
    expect(perTijdvak).toEqual(
      TijdvakAanroep.options.map((aanroep) =>
        aanroep === 'BankAccount_GetList'
          ? { aanroep, uitkomst: 'actief', ms: 1 }
          : { aanroep, uitkomst: 'niet-actief', code: '1002', ms: 1 },
      ),
    );
  });

  it('without an employee to ask about are not to be tested', async () => {
    const empty = { bedrijven: [company({ runs: [], werknemers: [] })], perTijdvak: TijdvakAanroep.options };
    const { world, id } = await verifiedIn(empty, withField(GOOD_FORM, 'dga', []));
    const { perTijdvak, werknemers } = (await aanmeldingIn(world, id, 'wacht-op-akkoord')).controle;
    expect(perTijdvak).toEqual(TijdvakAanroep.options.map((aanroep) => ({ aanroep, uitkomst: 'niet-te-toetsen' })));
    expect(werknemers).toBe(0);
  });

  it('that do not answer hold up nothing: they cannot be used, and it is told why', async () => {
    const { perTijdvak } = await found({ perTijdvak: TijdvakAanroep.options, haperingen: { BankAccount_GetList: 1 } });
    expect(perTijdvak?.filter(({ uitkomst }) => uitkomst === 'niet-actief')).toEqual([
      { aanroep: 'BankAccount_GetList', uitkomst: 'niet-actief', code: 'nmbrs-9999', ms: 1 },
    ]);
  });

  it('that could not be probed hold up nothing, and not the other optional calls', async () => {
    const world = createWorld({});
    const id = await submitted(world, GOOD_FORM);
    const away = withPayroll(world, () => ({
      probePerTijdvak: () => Promise.reject(new Transient({ code: 'tijd-bijna-op', message: 'the function ends' })),
    }));
    expect(await verifyAanmelding(away, id)).toBe('akkoord-vragen');
    const { controle } = await aanmeldingIn(world, id, 'wacht-op-akkoord');
    expect(controle).not.toHaveProperty('perTijdvak');
    expect(controle.bedrijfsbreed).toHaveLength(BulkAanroep.options.length);
  });

  it('refused because the login was shut meanwhile are for the office to repair', async () => {
    const weigeringen = { HourComponentVar_Get: { reden: 'inloggegevens-ongeldig', code: '1001' } } as const;
    expect((await findingsIn({ weigeringen })).codes).toEqual(['inloggegevens-ongeldig']);
  });
});

describe('the number of employees', () => {
  it('is that of who is in service today by the employments, whatever list they are on', async () => {
    const during = (begin: string, eind?: string) => ({ dienstverbanden: [Dienstverband.parse({ begin, eind })] });
    const werknemers = [
      ...[werknemer(1), werknemer(7), werknemer(2, during('2020-01-01', '2026-12-31'))],
      ...[werknemer(3, during('2026-12-01')), werknemer(4, during('2020-01-01', '2026-11-01'))],
      werknemer(8, { soort: 'uit-dienst', ...during('2020-01-01', '2026-10-31') }),
      werknemer(9, { soort: 'uit-dienst' }),
      werknemer(10, { dienstverbanden: [] }),
    ];
    const { world, id } = await verifiedIn({ bedrijven: [company({ werknemers })] });
    expect((await aanmeldingIn(world, id, 'wacht-op-akkoord')).controle.werknemers).toBe(5);
  });

  it('is not told when the list may not be asked for', async () => {
    const findings = await findingsIn(weigering('List_GetByCompany', '1002', 'recht-niet-actief'));
    expect(findings).not.toHaveProperty('werknemers');
  });
});

describe('the credentials', () => {
  it.each([
    ['1001: e-mail, token or domain', { inloggegevens: inloggegevens('een-andere-token') }, 'inloggegevens-ongeldig'],
    ['1004: no subscription', weigering('List_GetAll', '1004', 'geen-abonnement'), 'geen-abonnement'],
    [
      '2043: unknown domain',
      { weigeringen: { List_GetAll: { reden: 'domein-onbekend', code: '2043' } } },
      'domein-onbekend',
    ],
  ] as const)('are refused with %s, and nothing else is asked', async (_name, over, code) => {
    const { codes, onderdelen, rechten, calls } = await findingsIn(over);
    expect(codes).toEqual([code]);
    expect(onderdelen).toEqual({
      inloggegevens: 'fout',
      bedrijf: 'niet-getoetst',
      verloning: 'niet-getoetst',
      rechten: 'niet-getoetst',
      dga: 'niet-getoetst',
    });
    expect(rechten).toEqual([]);
    expect(calls).toEqual(['List_GetAll']);
  });

  it('can be refused half-way, which is told the same', async () => {
    const { codes, onderdelen } = await findingsIn(weigering('Run_GetList', '1004', 'geen-abonnement'));
    expect(codes).toEqual(['geen-abonnement']);
    expect(onderdelen.inloggegevens).toBe('fout');
  });

  it('can lack the right to list companies, which is a matter of rights', async () => {
    const { codes, onderdelen, bevindingen } = await findingsIn(weigering('List_GetAll', '1002', 'recht-niet-actief'));
    expect(codes).toEqual(['rechten-ontbreken']);
    expect(onderdelen).toMatchObject({ inloggegevens: 'goed', rechten: 'ontbreken', bedrijf: 'niet-getoetst' });
    expect(bevindingen[0]?.stappen).toContain('Zet bij Company Services op Active: List_GetAll.');
  });
});

describe('the company', () => {
  it.each([
    ['a dot', 'Bakkerij  Zonnedauw B.V'],
    ['one blank', 'Bakkerij Zonnedauw B.V.'],
    ['a capital', 'bakkerij  Zonnedauw B.V.'],
    ['a no-break space', 'Bakkerij \u00a0Zonnedauw B.V.'],
  ])('that differs by %s is not taken; the literal name is given', async (_name, naam) => {
    const { codes, onderdelen, bevindingen } = await findingsIn(named('Iets Anders', naam));
    expect(codes).toEqual(['bedrijfsnaam-wijkt-af']);
    expect(onderdelen.bedrijf).toBe('niet-gevonden');
    expect(bevindingen[0]?.tekst).toContain(`«${naam}»`);
    expect(bevindingen[0]?.tekst).not.toContain('Iets Anders');
  });

  const near = () => company({ bedrijf: bedrijf({ naam: 'Bakkerij Zonnedauw B.V.' }) });

  it('that can only be the one that comes near is looked into: all that is wrong is told at once', async () => {
    const form = withField(withField(GOOD_FORM, 'verloning', 'vierwekelijks'), 'dga.0.medewerkersnummer', '99');
    const over = {
      bedrijven: [near(), company({ bedrijf: bedrijf({ naam: 'Iets Anders', bedrijfId: BedrijfId.parse(5) }) })],
    };
    const found = await findingsIn({ ...over, ...weigering('SVW_GetCurrent', '1002', 'recht-niet-actief') }, form);
    expect(found.codes).toEqual(['bedrijfsnaam-wijkt-af', 'verloning-wijkt-af', 'rechten-ontbreken', 'dga-onbekend']);
    expect(found.onderdelen).toEqual({
      ...{ inloggegevens: 'goed', bedrijf: 'niet-gevonden', verloning: 'wijkt-af', rechten: 'ontbreken', dga: 'fout' },
    });
    expect(found).not.toHaveProperty('bedrijfId');
  });

  it('that comes near and has nothing else wrong still waits for its name', async () => {
    const { codes, onderdelen } = await findingsIn({ bedrijven: [near()] });
    expect(codes).toEqual(['bedrijfsnaam-wijkt-af']);
    expect(onderdelen).toMatchObject({ bedrijf: 'niet-gevonden', verloning: 'goed', rechten: 'goed', dga: 'goed' });
  });

  it('is not guessed when two come near: neither is looked into', async () => {
    const { codes, onderdelen, calls } = await findingsIn(named('Bakkerij Zonnedauw B.V.', 'bakkerij zonnedauw bv'));
    expect([codes, onderdelen.rechten]).toEqual([['bedrijfsnaam-wijkt-af'], 'niet-getoetst']);
    expect(calls).toEqual(['List_GetAll']);
  });

  it('that comes near but may not be looked into is told by its name only', async () => {
    const over = { bedrijven: [near()], ...weigering('Run_GetList', '1003', 'geen-toegang') };
    expect((await findingsIn(over)).codes).toEqual(['bedrijfsnaam-wijkt-af']);
  });

  it('that is a letter or two away is proposed, and of its tag nothing is said', async () => {
    const { codes, bevindingen, onderdelen } = await findingsIn(named('Bakkerij Zonnedouw B.V.'));
    expect([codes, onderdelen.bedrijf]).toEqual([['bedrijfsnaam-lijkt-op'], 'niet-gevonden']);
    expect(bevindingen[0]).toMatchObject({
      tekst: expect.stringContaining('Bedoelt u «Bakkerij Zonnedouw B.V.»?'),
      ...{ veld: 'nmbrs.bedrijfsnaam', inNmbrs: ['Bakkerij Zonnedouw B.V.'] },
    });
  });

  it('that comes near to more than three tells one nothing, and is not seen', async () => {
    const namen = ['Zonnedouw', 'Zonnedaub', 'Zonedauw', 'Zonnedauww'].map((naam) => `Bakkerij ${naam} B.V.`);
    const three = await findingsIn(named(...namen.slice(0, 3), namen[0] ?? ''));
    expect(three.bevindingen[0]).toMatchObject({ code: 'bedrijfsnaam-lijkt-op', inNmbrs: namen.slice(0, 3) });
    expect((await findingsIn(named(...namen))).codes).toEqual(['bedrijf-niet-zichtbaar']);
  });

  it('that an overkoepelend account cannot see leads to both halves of the tag', async () => {
    const { codes, bevindingen } = await findingsIn(named('Iets Anders'));
    expect(codes).toEqual(['bedrijf-niet-zichtbaar']);
    expect(bevindingen[0]?.stappen[0]).toContain('Debiteur beheer');
    expect(bevindingen[0]?.stappen[1]).toContain('filter');
    expect(JSON.stringify(bevindingen)).not.toContain('Iets Anders');
  });

  it.each(['Company_GetCurrentPeriod', 'List_GetByCompany', 'Run_GetList'] as const)(
    'that is listed but may not be looked into (%s) is no passed controle',
    async (recht) => {
      const { codes, onderdelen } = await findingsIn(weigering(recht, '1003', 'geen-toegang'));
      expect([codes, onderdelen.bedrijf]).toEqual([['bedrijf-niet-zichtbaar'], 'niet-gevonden']);
    },
  );

  it('that an account per debiteur cannot see means a wrong login', async () => {
    const { bevindingen } = await findingsIn({ bedrijven: [] }, withField(GOOD_FORM, 'accountSoort', 'per-debiteur'));
    expect(bevindingen[0]?.code).toBe('bedrijf-niet-zichtbaar');
    expect(JSON.stringify(bevindingen)).not.toMatch(/\btag\b/);
  });

  it('that occurs twice is asked about', async () => {
    const { codes, onderdelen } = await findingsIn(named('Bakkerij  Zonnedauw B.V.', 'Bakkerij  Zonnedauw B.V.'));
    expect(codes).toEqual(['bedrijfsnaam-niet-uniek']);
    expect(onderdelen.bedrijf).toBe('niet-uniek');
  });

  it('that occurs twice is found by its number', async () => {
    const twice = [1, 2].map((nummer) => company({ bedrijf: bedrijf({ nummer }) }));
    const form = withField(GOOD_FORM, 'nmbrs', { ...GOOD_FORM.nmbrs, bedrijfsnummer: '2' });
    expect((await verifiedIn({ bedrijven: twice }, form)).outcome).toBe('akkoord-vragen');
    const unknown = withField(GOOD_FORM, 'nmbrs', { ...GOOD_FORM.nmbrs, bedrijfsnummer: '3' });
    expect((await findingsIn({ bedrijven: twice }, unknown)).codes).toEqual(['bedrijf-niet-zichtbaar']);
  });

  it('is found by its literal name, however many come near', async () => {
    const { outcome } = await verifiedIn(
      named('bakkerij zonnedauw bv', 'Bakkerij  Zonnedauw B.V.', 'BAKKERIJ ZONNEDAUW'),
    );
    expect(outcome).toBe('akkoord-vragen');
  });
});

describe('the period', () => {
  it.each([
    ['the company says otherwise', { bedrijf: bedrijf({ verloning: 'vierwekelijks' }) }, 'vierwekelijks'],
    [
      'its current period says otherwise',
      { tijdvak: { jaar: 2026, nummer: 12, verloning: 'vierwekelijks' } },
      'vierwekelijks',
    ],
  ] as const)('is asked about when %s', async (_name, over, inNmbrs) => {
    const { codes, onderdelen, bevindingen } = await findingsIn({ bedrijven: [company(over)] });
    expect(codes).toEqual(['verloning-wijkt-af']);
    expect(onderdelen.verloning).toBe('wijkt-af');
    expect(bevindingen[0]?.tekst).toContain('verloning maandelijks is');
    expect(bevindingen[0]?.tekst).toContain(`op ${inNmbrs}`);
  });

  it.each([
    [48, 'vierwekelijks'],
    [14, 'vierwekelijks'],
    [53, 'maandelijks'],
  ] as const)(
    'is told in words of its own when the current period is week %i, and the return %s',
    async (nummer, verloning) => {
      const weekly = { tijdvak: { jaar: 2026, nummer }, bedrijf: bedrijf({ verloning }) };
      const { codes, bevindingen } = await findingsIn({ bedrijven: [company(weekly)] });
      expect(codes).toEqual(['verloning-wijkt-af']);
      expect(bevindingen[0]?.tekst).toContain(`per week verwerkt (het huidige tijdvak is week ${nummer} van 2026)`);
      expect(bevindingen[0]?.stappen.join(' ')).toContain('a.s.r.');
    },
  );

  it('shows the period that Nmbrs knows when the company itself has none', async () => {
    const { verloning: _none, ...unknown } = bedrijf();
    const tijdvak = { jaar: 2026, nummer: 12, verloning: 'vierwekelijks' as const };
    const { bevindingen } = await findingsIn({ bedrijven: [company({ bedrijf: unknown, tijdvak })] });
    expect(bevindingen[0]?.tekst).toContain('op vierwekelijks');
  });

  it('passes for a four-weekly company that says so', async () => {
    const bedrijven = [
      company({
        bedrijf: bedrijf({ verloning: 'vierwekelijks' }),
        tijdvak: { jaar: 2026, nummer: 12, verloning: 'vierwekelijks' },
      }),
    ];
    const { outcome } = await verifiedIn({ bedrijven }, withField(GOOD_FORM, 'verloning', 'vierwekelijks'));
    expect(outcome).toBe('akkoord-vragen');
  });
});

describe('the rights', () => {
  it.each(Recht.options.filter((recht) => recht !== 'List_GetAll'))('%s that is off is named, alone', async (recht) => {
    const { codes, bevindingen, onderdelen } = await findingsIn(weigering(recht, '1002', 'recht-niet-actief'));
    expect(codes).toEqual(['rechten-ontbreken']);
    expect(onderdelen.rechten).toBe('ontbreken');
    expect(bevindingen[0]?.tekst).toContain('Eén recht');
    expect(bevindingen[0]?.stappen.slice(1).join()).toContain(recht);
  });

  it('that are off are named together, by service', async () => {
    const reden = { reden: 'recht-niet-actief', code: '1002' } as const;
    const { bevindingen } = await findingsIn({ weigeringen: { SVW_GetCurrent: reden, Run_GetList: reden } });
    expect(bevindingen[0]?.stappen.slice(1)).toEqual([
      'Zet bij Company Services op Active: Run_GetList.',
      'Zet bij Employee Services op Active: SVW_GetCurrent.',
    ]);
  });

  it('that need an employee or run to be tested are tested with one out of service too', async () => {
    const gone = [werknemer(7, { soort: 'uit-dienst' })];
    const { world, id } = await verifiedIn({ bedrijven: [company({ werknemers: gone })] });
    const { controle } = await aanmeldingIn(world, id, 'wacht-op-akkoord');
    expect(controle.rechten.every(({ uitkomst }) => uitkomst === 'actief')).toBe(true);
  });
});

describe('the DGA', () => {
  const holder = (naam: string) => WerknemerVermelding.parse({ werknemerId: 1007, personeelsnummer: '7', naam });

  it('whose number nobody has is asked about', async () => {
    const { codes, onderdelen } = await findingsIn({ bedrijven: [company({ werknemers: [werknemer(1)] })] });
    expect([codes, onderdelen.dga]).toEqual([['dga-onbekend'], 'fout']);
  });

  it('whose number is another’s is asked about, without that name', async () => {
    const werknemers = [werknemer(7, { vermelding: holder('Maanlicht, S.') })];
    const { codes, bevindingen } = await findingsIn({ bedrijven: [company({ werknemers })] });
    expect(codes).toEqual(['dga-naam-wijkt-af']);
    expect(JSON.stringify(bevindingen)).not.toContain('Maanlicht');
  });

  it('is one of two people with that number', async () => {
    const werknemers = [werknemer(7, { vermelding: holder('Maanlicht, S.') }), werknemer(7)];
    expect((await verifiedIn({ bedrijven: [company({ werknemers })] })).outcome).toBe('akkoord-vragen');
  });

  it('is kept by the id in Nmbrs, by the place in the form', async () => {
    const form = withField(GOOD_FORM, 'dga', [
      { naam: 'W. Zonnedauw', medewerkersnummer: '7' },
      { naam: 'S. Sterrenstof', medewerkersnummer: '2' },
    ]);
    const { world, id } = await verifiedIn({}, form);
    const { dgaWerknemers } = (await aanmeldingIn(world, id, 'wacht-op-akkoord')).controle;
    expect(dgaWerknemers).toEqual([
      { index: 0, werknemerId: 1007 },
      { index: 1, werknemerId: 1002 },
    ]);
  });

  it('with the number of two people is the one whose name fits', async () => {
    const other = WerknemerVermelding.parse({ werknemerId: 1008, personeelsnummer: '7', naam: 'Maanlicht, S.' });
    const werknemers = [werknemer(8, { vermelding: other }), werknemer(7)];
    const { world, id } = await verifiedIn({ bedrijven: [company({ werknemers })] });
    expect((await aanmeldingIn(world, id, 'wacht-op-akkoord')).controle.dgaWerknemers).toEqual([
      { index: 0, werknemerId: 1007 },
    ]);
  });

  it('whose number is another’s is kept for nobody', async () => {
    const werknemers = [werknemer(7, { vermelding: holder('Maanlicht, S.') })];
    expect((await findingsIn({ bedrijven: [company({ werknemers })] })).dgaWerknemers).toEqual([]);
  });

  it('may be out of service', async () => {
    const werknemers = [werknemer(7, { soort: 'uit-dienst' })];
    expect((await verifiedIn({ bedrijven: [company({ werknemers })] })).outcome).toBe('akkoord-vragen');
  });

  it('is looked up whatever zeros were typed', async () => {
    expect((await verifiedIn({}, withField(GOOD_FORM, 'dga.0.medewerkersnummer', '007'))).outcome).toBe(
      'akkoord-vragen',
    );
  });

  it('cannot be tested when the employees cannot be listed', async () => {
    const { codes, onderdelen } = await findingsIn(weigering('List_GetByCompany', '1002', 'recht-niet-actief'));
    expect([codes, onderdelen.dga]).toEqual([['rechten-ontbreken'], 'niet-getoetst']);
  });
});

describe('several faults', () => {
  it('are told in one go', async () => {
    const { codes } = await findingsIn({
      bedrijven: [company({ bedrijf: bedrijf({ verloning: 'vierwekelijks' }), werknemers: [werknemer(1)] })],
      ...weigering('Partner_Get', '1002', 'recht-niet-actief'),
    });
    expect(codes).toEqual(['verloning-wijkt-af', 'rechten-ontbreken', 'dga-onbekend']);
  });
});
