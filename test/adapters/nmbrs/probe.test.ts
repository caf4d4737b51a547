import { describe, expect, test } from 'vitest';
import type { ProbeVoorbeeld } from '../../../core/nmbrs/ports/payroll.ts';
import { Recht } from '../../../core/nmbrs/rechten.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import {
  ACCOUNT,
  answerTo,
  BEDRIJF,
  errorOf,
  faultOf,
  gatewayAt,
  RUN,
  sendXml,
  startLoopback,
  WERKNEMER,
} from './loopback.ts';

const TIJDVAK = { jaar: 2026, nummer: 11, verloning: 'maandelijks' } as const;
const VOORBEELD: ProbeVoorbeeld = {
  bedrijfId: BEDRIJF,
  tijdvak: TIJDVAK,
  werknemerId: WERKNEMER,
  run: { runId: RUN, nummer: 1, jaar: 2026, tijdvakVan: 11, tijdvakTot: 11, vergrendeld: true },
};

async function probeAgainst(answer: (operation: string) => string, recht: Recht, voorbeeld = VOORBEELD) {
  const { baseUrl, received } = await startLoopback((response, { operation }) => {
    const body = answer(operation);
    sendXml(response, body, body.includes('Fault') ? 500 : 200);
  });
  return { uitslag: gatewayAt(baseUrl).open(ACCOUNT).probe(recht, voorbeeld), received };
}

describe('probing a call', () => {
  test.each(Recht.options)('%s makes it once and finds it active', async (recht) => {
    const { uitslag, received } = await probeAgainst((operation) => answerTo(operation), recht);
    expect(await uitslag).toStrictEqual({ recht, uitkomst: 'actief', ms: expect.any(Number) });
    expect(received.map(({ operation }) => operation)).toEqual([recht]);
  });

  test('keeps nothing of the answer', async () => {
    const info = '<PersonalInfo_GetCurrentResult><Id>50001</Id><BSN>999999990</BSN></PersonalInfo_GetCurrentResult>';
    const { uitslag } = await probeAgainst((operation) => answerTo(operation, info), 'PersonalInfo_GetCurrent');
    expect(JSON.stringify(await uitslag)).not.toContain('999999990');
  });

  test('finds it inactive on 1002', async () => {
    const { uitslag } = await probeAgainst(() => faultOf('1002'), 'Partner_Get');
    expect(await uitslag).toMatchObject({ uitkomst: 'niet-actief', code: '1002' });
  });

  test.each(['1003', '2003', '2004', '2006', '2009', '2019', '2020', '2021', '2046'])(
    'finds it active when it is refused with %s, which comes after the check of the rights',
    async (code) => {
      const { uitslag } = await probeAgainst(() => faultOf(code), 'Schedule_GetList');
      expect(await uitslag).toMatchObject({ uitkomst: 'actief', code });
    },
  );

  test.each([
    ['1001', 'inloggegevens-ongeldig'],
    ['1004', 'geen-abonnement'],
    ['2043', 'domein-onbekend'],
  ])('throws Refused when the account itself is refused with %s', async (code, reden) => {
    const { uitslag } = await probeAgainst(() => faultOf(code), 'List_GetAll');
    expect(await errorOf(uitslag)).toMatchObject({ name: 'Refused', code: reden });
  });

  test.each([
    ['9999', 'Transient'],
    ['2011', 'Defect'],
  ])('concludes nothing from %s', async (code, name) => {
    const { uitslag } = await probeAgainst(() => faultOf(code), 'List_GetAll');
    expect(await errorOf(uitslag)).toMatchObject({ name });
  });

  test('finds the other operation without sense, not an active call', async () => {
    const { uitslag } = await probeAgainst(() => answerTo('Run_GetList'), 'List_GetAll');
    expect(await errorOf(uitslag)).toMatchObject({ name: 'Unclear', code: 'nmbrs-other-answer' });
  });
});

describe('without an employee and without a run', () => {
  const NEEDS_EMPLOYEE: readonly Recht[] = [
    'Address_GetListCurrent',
    'BankAccount_GetListCurrent',
    'Children_Get',
    'Contract_GetCurrentPeriod',
    'Partner_Get',
    'PersonalInfo_GetCurrent',
    'Schedule_GetCurrent',
    'Schedule_GetList',
    'SVW_GetCurrent',
    'WageComponentFixed_GetCurrent',
    'WageComponentVar_GetCurrent',
  ];
  const NEEDS_RUN: Recht = 'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background';

  test.each(Recht.options)('%s is made only when it can be', async (recht) => {
    const bare = { bedrijfId: BEDRIJF, tijdvak: TIJDVAK };
    const { uitslag, received } = await probeAgainst((operation) => answerTo(operation), recht, bare);
    const cannot = NEEDS_EMPLOYEE.includes(recht) || recht === NEEDS_RUN;
    expect((await uitslag).uitkomst).toBe(cannot ? 'niet-te-toetsen' : 'actief');
    expect(received).toHaveLength(cannot ? 0 : 1);
  });
});

describe('probing the calls for a given period', () => {
  const ALL = TijdvakAanroep.options;
  const probing = async (answer: (operation: string) => string, voorbeeld = VOORBEELD) => {
    const { baseUrl, received } = await startLoopback((response, { operation }) => {
      const body = answer(operation);
      sendXml(response, body, body.includes('Fault') ? 500 : 200);
    });
    return { uitslagen: gatewayAt(baseUrl).open(ACCOUNT).probePerTijdvak(voorbeeld, ALL), received };
  };

  test('makes each once, for the period, and finds it active', async () => {
    const { uitslagen, received } = await probing((operation) => answerTo(operation));
    expect(await uitslagen).toStrictEqual(
      ALL.map((aanroep) => ({ aanroep, uitkomst: 'actief', ms: expect.any(Number) })),
    );
    expect(received.map(({ operation }) => operation).sort()).toEqual([...ALL].sort());
    for (const { body } of received) {
      expect(body.replaceAll(/\s/g, '')).toMatch(/EmployeeId>50001<.*Period>11<.*Year>2026</);
    }
  });

  test('finds only those active that are', async () => {
    const off = 'BankAccount_GetList';
    const { uitslagen } = await probing((operation) => (operation === off ? faultOf('1002') : answerTo(operation)));
    expect((await uitslagen).map(({ aanroep, uitkomst }) => [aanroep, uitkomst])).toEqual(
      ALL.map((aanroep) => [aanroep, aanroep === off ? 'niet-actief' : 'actief']),
    );
  });

  test.each(['2003', '2006', '2046'])(
    'finds one active that is refused with %s, after the check of the rights',
    async (code) => {
      const { uitslagen } = await probing(() => faultOf(code));
      expect(await uitslagen).toMatchObject(ALL.map((aanroep) => ({ aanroep, uitkomst: 'actief', code })));
    },
  );

  test.each(['9999', '2011'])('cannot use one that gives %s: nobody needs it', async (code) => {
    const bad = 'HourComponentVar_Get';
    const { uitslagen } = await probing((operation) => (operation === bad ? faultOf(code) : answerTo(operation)));
    expect(await uitslagen).toMatchObject(
      ALL.map((aanroep) =>
        aanroep === bad ? { aanroep, uitkomst: 'niet-actief', code: `nmbrs-${code}` } : { aanroep, uitkomst: 'actief' },
      ),
    );
  });

  test('throws Refused when the login is refused', async () => {
    const { uitslagen } = await probing(() => faultOf('1001'));
    expect(await errorOf(uitslagen)).toMatchObject({ name: 'Refused', code: 'inloggegevens-ongeldig' });
  });

  test('needs an employee to ask about', async () => {
    const bare = { bedrijfId: BEDRIJF, tijdvak: TIJDVAK };
    const { uitslagen, received } = await probing((operation) => answerTo(operation), bare);
    expect(await uitslagen).toStrictEqual(ALL.map((aanroep) => ({ aanroep, uitkomst: 'niet-te-toetsen' })));
    expect(received).toEqual([]);
  });
});
