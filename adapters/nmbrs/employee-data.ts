import type { Gegevensgroep } from '../../core/nmbrs/dekkingsprofiel.ts';
import type { Gegevensveld, OpgehaaldeGegevens, Roosters } from '../../core/nmbrs/gegevensset.ts';
import type { PeilSoort } from '../../core/nmbrs/peil.ts';
import type { PayrollAnswer, WerknemerAntwoord, WerknemerVraag } from '../../core/nmbrs/ports/payroll.ts';
import type { TijdvakAanroep } from '../../core/nmbrs/tijdvak-aanroep.ts';
import { ask } from './ask.ts';
import type { Caller } from './calls.ts';
import { orElse } from './or-else.ts';
import { present } from './present.ts';
import { readAdressen, readBankrekeningen, readKinderen, readPartner, readPersoonlijk } from './readers/person.ts';
import {
  readContracten,
  readLooncomponenten,
  readRooster,
  readRoosters,
  readUren,
  readVerzekering,
} from './readers/work.ts';
import type { Aanroep, ParametersOf } from './soap/operations.ts';
import type { XmlElement } from './soap/xml.ts';

interface EmployeeQuestion extends WerknemerVraag {
  readonly caller: Caller;
}

type Answer = PayrollAnswer<WerknemerAntwoord>;

/** Asks for a group of fields, or for a part of it. */
type Fetch = (question: EmployeeQuestion) => Promise<Answer>;

/** Reads the response to the fields that the call gives. */
type Read = (response: XmlElement, question: EmployeeQuestion) => OpgehaaldeGegevens;

/** The calls that answer for the period in which Nmbrs is. */
type CurrentCall =
  | 'PersonalInfo_GetCurrent'
  | 'Contract_GetCurrentPeriod'
  | 'Schedule_GetCurrent'
  | 'Address_GetListCurrent'
  | 'SVW_GetCurrent'
  | 'Partner_Get'
  | 'Children_Get'
  | 'WageComponentFixed_GetCurrent'
  | 'WageComponentVar_GetCurrent'
  | 'BankAccount_GetListCurrent';

const current =
  (operation: CurrentCall, velden: readonly Gegevensveld[], read: Read): Fetch =>
  (question) =>
    call<CurrentCall>(question, { EmployeeId: question.werknemerId }, { operation, soort: 'nu', velden, read });

type PeriodCall = TijdvakAanroep | 'Schedule_GetList';

/** The period goes by its number in the wage year. */
const ofPeriod =
  (operation: PeriodCall, veld: Gegevensveld, read: Read): Fetch =>
  (question) => {
    const { werknemerId, tijdvak } = question;
    const parameters = { EmployeeId: werknemerId, Period: tijdvak.nummer, Year: tijdvak.jaar };
    return call<PeriodCall>(question, parameters, { operation, soort: 'tijdvak', velden: [veld], read });
  };

interface Call<O extends Aanroep> {
  readonly operation: O;
  readonly soort: PeilSoort;
  readonly velden: readonly Gegevensveld[];
  readonly read: Read;
}

const call = <O extends Aanroep>(
  question: EmployeeQuestion,
  parameters: ParametersOf<O>,
  { operation, soort, velden, read }: Call<O>,
): Promise<Answer> =>
  ask(question.caller, {
    operation,
    parameters,
    read: (response) => ({
      gegevens: read(response, question),
      peil: Object.fromEntries(velden.map((veld) => [veld, soort])),
    }),
  });

/** By the call for a given period where that may be used and works; else `otherwise`. */
const rather =
  (aanroep: TijdvakAanroep, veld: Gegevensveld, { read, otherwise }: { read: Read; otherwise: Fetch }): Fetch =>
  (question) =>
    question.perTijdvak.includes(aanroep)
      ? orElse(ofPeriod(aanroep, veld, read)(question), () => otherwise(question))
      : otherwise(question);

/** No call gives it for the period in which Nmbrs is. */
const nothing: Fetch = async () => ({ ok: true, value: { gegevens: {}, peil: {} } });

const fetchPersoonlijk: Fetch = (question) => {
  const velden = (['persoon', 'bsn'] as const).filter((veld) => question.groepen.includes(veld));
  return current('PersonalInfo_GetCurrent', velden, (response, { werknemerId, groepen }) =>
    readPersoonlijk(response, werknemerId, groepen),
  )(question);
};

const fetchRoosterNow = current('Schedule_GetCurrent', ['rooster'], (response) =>
  present({ roosters: readRooster(response) }),
);

const fetchRoosters = ofPeriod('Schedule_GetList', 'rooster', (response, { tijdvak }) =>
  present({ roosters: readRoosters(response, tijdvak.eind) }),
);

/**
 * The schedules up to the period. Where Nmbrs does not know the period, or lists two of one day without saying which was entered
 * last, its own choice counts: the current one.
 */
const fetchRooster: Fetch = async (question) => {
  const answer = await fetchRoosters(question);
  const isOfUse = answer.ok ? !isAmbiguous(answer.value.gegevens.roosters) : !UNKNOWN_PERIOD.has(answer.refusal.reden);
  return isOfUse ? answer : fetchRoosterNow(question);
};

const UNKNOWN_PERIOD: ReadonlySet<string> = new Set(['tijdvak-ongeldig', 'niet-gevonden']);

function isAmbiguous(roosters: Roosters | undefined): boolean {
  const { regels = [] } = roosters ?? {};
  const last = regels
    .map(({ ingangsdatum = '' }) => ingangsdatum)
    .sort()
    .at(-1);
  const ofThatDay = regels.filter(({ ingangsdatum = '' }) => ingangsdatum === last);
  return new Set(ofThatDay.map(({ urenPerWeek, deeltijdfactor }) => `${urenPerWeek} ${deeltijdfactor}`)).size > 1;
}

const FETCHES: readonly (readonly [readonly Gegevensgroep[], Fetch])[] = [
  [['persoon', 'bsn'], fetchPersoonlijk],
  [
    ['contract'],
    current('Contract_GetCurrentPeriod', ['contracten'], (response, { werknemerId }) => ({
      contracten: readContracten(response, werknemerId),
    })),
  ],
  [['rooster'], fetchRooster],
  [['adres'], current('Address_GetListCurrent', ['adressen'], (response) => ({ adressen: readAdressen(response) }))],
  [
    ['verzekering'],
    current('SVW_GetCurrent', ['verzekering'], (response) => present({ verzekering: readVerzekering(response) })),
  ],
  [['partner'], current('Partner_Get', ['partner'], (response) => present({ partner: readPartner(response) }))],
  [
    ['kinderen'],
    current('Children_Get', ['kinderen'], (response, { werknemerId }) => ({
      kinderen: readKinderen(response, werknemerId),
    })),
  ],
  [
    ['looncomponenten'],
    rather('WageComponentFixed_Get', 'vasteLooncomponenten', {
      read: (response) => ({ vasteLooncomponenten: readLooncomponenten(response, 'WageComponentFixed_Get') }),
      otherwise: current('WageComponentFixed_GetCurrent', ['vasteLooncomponenten'], (response) => ({
        vasteLooncomponenten: readLooncomponenten(response, 'WageComponentFixed_GetCurrent'),
      })),
    }),
  ],
  [
    ['looncomponenten'],
    rather('WageComponentVar_Get', 'variabeleLooncomponenten', {
      read: (response) => ({ variabeleLooncomponenten: readLooncomponenten(response, 'WageComponentVar_Get') }),
      otherwise: current('WageComponentVar_GetCurrent', ['variabeleLooncomponenten'], (response) => ({
        variabeleLooncomponenten: readLooncomponenten(response, 'WageComponentVar_GetCurrent'),
      })),
    }),
  ],
  [
    ['uren'],
    rather('HourComponentFixed_Get', 'vasteUren', {
      read: (response) => ({ vasteUren: readUren(response, 'HourComponentFixed_Get') }),
      otherwise: nothing,
    }),
  ],
  [
    ['uren'],
    rather('HourComponentVar_Get', 'variabeleUren', {
      read: (response) => ({ variabeleUren: readUren(response, 'HourComponentVar_Get') }),
      otherwise: nothing,
    }),
  ],
  [
    ['bankrekening'],
    rather('BankAccount_GetList', 'bankrekeningen', {
      read: (response) => ({ bankrekeningen: readBankrekeningen(response, 'BankAccount_GetList') }),
      otherwise: current('BankAccount_GetListCurrent', ['bankrekeningen'], (response) => ({
        bankrekeningen: readBankrekeningen(response, 'BankAccount_GetListCurrent'),
      })),
    }),
  ],
];

/**
 * Makes the calls that these groups need, side by side, and waits for all of them, also when one fails: a Lambda that
 * returns with calls in flight is frozen in the middle of them. The first refusal answers for the employee.
 */
export async function fetchWerknemer(question: EmployeeQuestion): Promise<Answer> {
  const fetches = FETCHES.filter(([groepen]) => groepen.some((groep) => question.groepen.includes(groep)));
  const outcomes = await Promise.allSettled(fetches.map(([, fetch]) => fetch(question)));
  const gegevens: OpgehaaldeGegevens = {};
  const peil: WerknemerAntwoord['peil'] = {};
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason;
    if (!outcome.value.ok) return outcome.value;
    Object.assign(gegevens, outcome.value.value.gegevens);
    Object.assign(peil, outcome.value.value.peil);
  }
  return { ok: true, value: { gegevens, peil } };
}
