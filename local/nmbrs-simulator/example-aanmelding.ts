import { EXAMPLE_COMPANIES, EXAMPLE_DGA, EXAMPLE_LOGINS } from './example-names.ts';

/** The JSON body of `POST /aanmeldingen`, as the payroll office sends it. */
export interface ExampleAanmelding {
  readonly accountSoort: 'overkoepelend' | 'per-debiteur';
  readonly salarisverwerker: { readonly bedrijfsnaam: string; readonly email: string };
  readonly werkgever: {
    readonly bedrijfsnaam: string;
    readonly raamwerkcontractnummer: string;
    readonly loonheffingennummer: string;
  };
  readonly salarispakket: 'Nmbrs';
  readonly nmbrs: {
    readonly bedrijfsnaam: string;
    readonly gebruikersnaam: string;
    readonly apiToken: string;
    readonly domein: string;
  };
  readonly dga: readonly { readonly naam: string; readonly medewerkersnummer: string }[];
  readonly verloning: 'maandelijks' | 'vierwekelijks';
  readonly dertiendeMaand: boolean;
}

interface Input {
  readonly login: (typeof EXAMPLE_LOGINS)[keyof typeof EXAMPLE_LOGINS];
  /** The company's name as the form gives it. */
  readonly company: string;
  /** Keeps contract numbers apart. */
  readonly number: number;
  readonly loonheffingennummer: string;
}

const aanmelding = (input: Input): ExampleAanmelding => ({
  accountSoort: input.login === EXAMPLE_LOGINS.perDebiteur ? 'per-debiteur' : 'overkoepelend',
  salarisverwerker: { bedrijfsnaam: 'Salariskantoor De Fantasie', email: 'salaris@fantasiekantoor.example' },
  werkgever: {
    bedrijfsnaam: input.company,
    raamwerkcontractnummer: `RC-1000${input.number}`,
    loonheffingennummer: input.loonheffingennummer,
  },
  salarispakket: 'Nmbrs',
  nmbrs: {
    bedrijfsnaam: input.company,
    gebruikersnaam: input.login.email,
    apiToken: input.login.token,
    domein: input.login.domain,
  },
  dga: [],
  verloning: 'maandelijks',
  dertiendeMaand: true,
});

const { overkoepelend, perDebiteur, rechtenUit, zonderAbonnement } = EXAMPLE_LOGINS;
const { toverdrank, drakenzorg, wolkenbouw, leegKasteel, drakenei, eenhoorn, halveDeur, slaapwandel } =
  EXAMPLE_COMPANIES;

/** Sign-ups that fit the example scenario: one that passes for each kind of account. */
export const exampleAanmelding = {
  overkoepelend: aanmelding({
    login: overkoepelend,
    company: toverdrank.name,
    number: 1,
    loonheffingennummer: '123456782L01',
  }),
  'per-debiteur': aanmelding({
    login: perDebiteur,
    company: eenhoorn.name,
    number: 2,
    loonheffingennummer: '123456770L01',
  }),
} as const;

const dgaName = [EXAMPLE_DGA.initials, EXAMPLE_DGA.prefix, EXAMPLE_DGA.lastName].join(' ');

/** Sign-ups for other situations of the example scenario. The first three pass, the others come back with a reason. */
export const exampleSituaties = {
  vierwekelijks: {
    ...aanmelding({ login: overkoepelend, company: drakenzorg.name, number: 3, loonheffingennummer: '123456769L01' }),
    verloning: 'vierwekelijks',
  },
  dga: {
    ...aanmelding({ login: overkoepelend, company: drakenei.name, number: 4, loonheffingennummer: '123456757L01' }),
    dga: [{ naam: dgaName, medewerkersnummer: '1' }],
  },
  zonderWerknemers: aanmelding({
    login: overkoepelend,
    company: leegKasteel.name,
    number: 5,
    loonheffingennummer: '123456745L01',
  }),
  /** The debtor lacks the tag, so the login does not see the company. */
  zonderTag: aanmelding({
    login: overkoepelend,
    company: wolkenbouw.name,
    number: 6,
    loonheffingennummer: '123456733L01',
  }),
  /** Nmbrs has `Elfenbank B.V`, without the last dot. */
  puntVerschil: aanmelding({
    login: overkoepelend,
    company: 'Elfenbank B.V.',
    number: 7,
    loonheffingennummer: '123456721L01',
  }),
  /** Partner_Get and WageComponentVar_GetCurrent are off in the template. */
  tweeRechtenUit: aanmelding({
    login: rechtenUit,
    company: halveDeur.name,
    number: 8,
    loonheffingennummer: '123456708L01',
  }),
  /** The environment is disabled: 1004. */
  zonderAbonnement: aanmelding({
    login: zonderAbonnement,
    company: slaapwandel.name,
    number: 9,
    loonheffingennummer: '123456794L01',
  }),
  /** The sign-up says four-weekly, the company is monthly. */
  verkeerdeVerloning: { ...exampleAanmelding.overkoepelend, verloning: 'vierwekelijks' },
  verkeerdToken: {
    ...exampleAanmelding.overkoepelend,
    nmbrs: { ...exampleAanmelding.overkoepelend.nmbrs, apiToken: 'fa17a51effffffffffffffffffffffff' },
  },
} as const satisfies Readonly<Record<string, ExampleAanmelding>>;
