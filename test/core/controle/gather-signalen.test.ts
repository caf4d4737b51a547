import { describe, expect, it } from 'vitest';
import {
  createMemoryPayroll,
  type MemoryPayrollWorld,
  type MemoryWerknemer,
} from '../../../adapters/memory/payroll.ts';
import { Aanmeldformulier, splitToken } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { Controle } from '../../../core/aanmelding/controle.ts';
import { checkAtPayroll } from '../../../core/controle/check-at-payroll.ts';
import { Refused, Transient } from '../../../core/errors.ts';
import { BedrijfId } from '../../../core/ids.ts';
import { WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { Debiteur, DebiteurTag } from '../../../core/nmbrs/payroll.ts';
import type { Payroll } from '../../../core/nmbrs/ports/payroll.ts';
import { presentVoorstel } from '../../../core/weergave/present-voorstel.ts';
import { GOOD_FORM, withField } from '../aanmeldformulier.ts';
import { aanmeldingIn, verified } from '../way.ts';
import { bedrijf, company, createWorld, run, werknemer } from '../world.ts';

const SVW = 'SVW_GetAll_AllEmployeesByCompany';
const OFF = { wia: false, ww: false, zw: false };
const ON = { wia: true, ww: true, zw: true };

/** An employee with these insurances; the 7th is the declared DGA. */
const met = (nummer: number, verzekering: Readonly<Record<string, boolean>>): MemoryWerknemer => {
  const base = werknemer(nummer);
  return { ...base, gegevens: WerknemerGegevens.parse({ ...base.gegevens, verzekering }) };
};
const PEOPLE = [met(1, ON), met(2, ON), met(7, OFF)];

interface Around {
  readonly form?: unknown;
  /** What differs in Nmbrs. */
  readonly change?: (payroll: Payroll) => Payroll;
}

async function look(
  over: Partial<MemoryPayrollWorld> = {},
  { form = GOOD_FORM, change = (payroll) => payroll }: Around = {},
): Promise<Controle> {
  const world = createWorld({ bedrijven: [company({ werknemers: PEOPLE })], ...over });
  const { gegevens, apiToken } = splitToken(Aanmeldformulier.parse(form));
  const { domein, gebruikersnaam } = gegevens.nmbrs;
  const payroll = createMemoryPayroll(world.nmbrs).open({ domein, gebruikersnaam, apiToken });
  return Controle.parse(await checkAtPayroll(change(payroll), gegevens, world.klok));
}
const codes = async (...given: Parameters<typeof look>) => (await look(...given)).signalen?.map(({ code }) => code);
const texts = async (...given: Parameters<typeof look>) => (await look(...given)).signalen?.map(({ tekst }) => tekst);

const withPeople = (werknemers: readonly MemoryWerknemer[]) => ({ bedrijven: [company({ werknemers })] });
const NO_DGA = { form: withField(GOOD_FORM, 'dga', []) };

describe('a controle that passed', () => {
  it('has nothing to signal when all is as it was given', async () => {
    expect(await codes()).toEqual([]);
    expect(await codes({ bedrijfsbreed: [SVW] })).toEqual([]);
  });

  it('did not: signals nothing', async () => {
    expect((await look({}, { form: withField(GOOD_FORM, 'verloning', 'vierwekelijks') })).signalen).toBeUndefined();
  });

  it('is shown with its signals beside the proposal', async () => {
    const world = createWorld({ bedrijven: [company({ werknemers: [] })] });
    const id = await verified(world, NO_DGA.form);
    const aanmelding = await aanmeldingIn(world, id, 'wacht-op-akkoord');
    const voorstel = presentVoorstel(aanmelding, { nu: world.klok.now() });
    expect(voorstel?.signalen).toEqual(aanmelding.controle.signalen);
    expect(voorstel?.signalen?.map(({ code }) => code)).toEqual(['geen-werknemers', 'rechten-niet-getoetst']);
  });
});

describe('a login of one employer', () => {
  const form = withField(GOOD_FORM, 'accountSoort', 'per-debiteur');
  const others = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      company({
        bedrijf: bedrijf({ bedrijfId: BedrijfId.parse(5000 + index), nummer: 50 + index, naam: `Geheim ${index}` }),
      }),
    );
  const seeing = (count: number) => ({ bedrijven: [company({ werknemers: PEOPLE }), ...others(count)] });

  it.each([
    [1, 'nog 1 ander bedrijf.'],
    [4, 'nog 4 andere bedrijven.'],
  ])('that sees %i more is told by their number, never by their names', async (count, said) => {
    const { signalen = [] } = await look(seeing(count), { form });
    expect(signalen.map(({ code }) => code)).toEqual(['login-ziet-meer']);
    expect(signalen[0]?.tekst).toContain(said);
    expect(JSON.stringify(signalen)).not.toContain('Geheim');
  });

  it('that sees that one only is not, nor is one of many employers that sees more', async () => {
    expect(await codes(seeing(0), { form })).toEqual([]);
    expect(await codes(seeing(4))).toEqual([]);
  });
});

describe('a DGA that was not given', () => {
  it.each([
    ['by the call for the whole company', { bedrijfsbreed: [SVW] } as const],
    ['by the listed call', {}],
  ])('is seen %s, whatever the profile will be', async (_how, over) => {
    const bedrijven = withPeople([...PEOPLE, met(3, OFF)]);
    expect(await texts({ ...bedrijven, ...over })).toEqual([
      'In Nmbrs staat 1 werknemer als niet verzekerd voor WIA, WW en ZW, zonder dat die als DGA is opgegeven.',
    ]);
    expect(await texts({ ...bedrijven, ...over }, NO_DGA)).toEqual([
      'In Nmbrs staan 2 werknemers als niet verzekerd voor WIA, WW en ZW, zonder dat zij als DGA zijn opgegeven.',
    ]);
  });

  it.each([
    ['one flag is on', { ...OFF, zw: true }, []],
    ['one flag is on and the others are not told', { ww: true }, []],
    ['one flag is not told', { wia: false, ww: false }, ['dga-niet-te-zien']],
    ['nothing is told', {}, ['dga-niet-te-zien']],
  ])('is nobody of whom %s', async (_what, verzekering, expected) => {
    expect(await codes(withPeople([met(1, ON), met(3, verzekering), met(7, OFF)]))).toEqual(expected);
  });

  it('is looked for among ten, and the rest is said not to be known', async () => {
    const many = Array.from({ length: 12 }, (_, index) => met(index + 20, ON));
    expect(await texts(withPeople(many.slice(0, 10)), NO_DGA)).toEqual([]);
    expect(await texts(withPeople(many), NO_DGA)).toEqual([
      'Van 2 van de 12 werknemers in dienst konden wij bij de controle niet zien of er een DGA bij is die niet is opgegeven.',
    ]);
    expect(await texts({ ...withPeople(many), bedrijfsbreed: [SVW] }, NO_DGA)).toEqual([]);
  });

  it('cannot be told while Nmbrs holds the calls up, and that is said', async () => {
    const away = () => Promise.reject(new Transient({ code: 'weg', message: 'away' }));
    const change = (payroll: Payroll) => ({ ...payroll, fetchWerknemer: away });
    expect(await codes({}, { change })).toEqual(['dga-niet-te-zien']);
    const both = (payroll: Payroll) => ({ ...payroll, fetchWerknemer: away, fetchBedrijfsbreed: away });
    expect(await codes({ bedrijfsbreed: [SVW] }, { change: both })).toEqual(['dga-niet-te-zien']);
  });

  it('is not looked for with a login that was shut meanwhile', async () => {
    const refusal = { reden: 'inloggegevens-ongeldig', code: '1001', aanroep: 'SVW_GetCurrent' } as const;
    const change = (payroll: Payroll) => ({
      ...payroll,
      fetchWerknemer: async () => ({ ok: false, refusal }) as const,
    });
    const controle = await look({}, { change });
    expect(controle.bevindingen.map(({ code }) => code)).toEqual(['inloggegevens-ongeldig']);
  });

  it('stops at what nobody expects', async () => {
    const shut = () => Promise.reject(new Refused({ code: 'anders', message: 'other' }));
    await expect(look({}, { change: (payroll) => ({ ...payroll, fetchWerknemer: shut }) })).rejects.toThrow('other');
  });
});

describe('rights that nobody could test', () => {
  it('are counted, for want of an employee or of a run', async () => {
    const nobody = await look(withPeople([]), NO_DGA);
    expect(nobody.signalen?.map(({ code }) => code)).toEqual(['geen-werknemers', 'rechten-niet-getoetst']);
    const untested = nobody.rechten.filter(({ uitkomst }) => uitkomst === 'niet-te-toetsen').length;
    expect(untested).toBeGreaterThan(5);
    expect(nobody.signalen?.[1]?.tekst).toBe(
      `Van de 19 rechten konden er ${untested} niet worden getoetst, omdat er in Nmbrs geen werknemer is om ze mee te proberen.`,
    );
    const noRun = await look({ bedrijven: [company({ werknemers: PEOPLE, runs: [] })] });
    expect(noRun.signalen?.map(({ tekst }) => tekst)).toEqual([expect.stringMatching(/geen run is om ze mee/)]);
    expect(await codes({ bedrijven: [company({ werknemers: PEOPLE, runs: [run(811)] })] })).toEqual([]);
  });
});

describe('an office of many employers', () => {
  const debiteur = (debiteurId: number, tags: number) => ({
    debiteur: Debiteur.parse({ debiteurId, naam: 'Een debiteur' }),
    tags: Array.from({ length: tags }, (_, nummer) => DebiteurTag.parse({ nummer, naam: 'asr' })),
    bedrijfIds: [],
  });

  it('without any tag is told so', async () => {
    expect(await codes({ debiteuren: [debiteur(1, 0), debiteur(2, 0)] })).toEqual(['geen-tags']);
  });

  it.each([
    ['one debtor has a tag', [debiteur(1, 0), debiteur(2, 1)]],
    ['no debtor is seen', []],
    ['there are too many to ask', Array.from({ length: 26 }, (_, index) => debiteur(index, 0))],
  ])('is not told when %s', async (_what, debiteuren) => {
    expect(await codes({ debiteuren })).toEqual([]);
  });

  it.each(['DebtorService.List_GetAll', 'Tags_Get'])('is not told when %s is not active', async (aanroep) => {
    const weigeringen = { [aanroep]: { reden: 'recht-niet-actief', code: '1002' } } as const;
    expect(await codes({ debiteuren: [debiteur(1, 0)], weigeringen })).toEqual([]);
  });

  it('is not asked about with a login of one employer', async () => {
    const form = withField(GOOD_FORM, 'accountSoort', 'per-debiteur');
    expect(await codes({ debiteuren: [debiteur(1, 0)] }, { form })).toEqual([]);
  });
});
