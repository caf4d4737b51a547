import type { Gegevensgroep } from '../../core/domain/dekkingsprofiel.ts';
import type { WerknemerGegevens } from '../../core/domain/gegevensset.ts';
import type { WerknemerId } from '../../core/domain/uitwisseling.ts';
import type { PayrollAnswer } from '../../core/ports/payroll.ts';
import { ask } from './ask.ts';
import type { Caller } from './calls.ts';
import { present } from './present.ts';
import { readAdressen, readBankrekeningen, readKinderen, readPartner, readPersoonlijk } from './readers/person.ts';
import { readContracten, readLooncomponenten, readRooster, readVerzekering } from './readers/work.ts';

/** A call about one employee: which groups need it, and how it gives their fields. */
interface Fetch {
  readonly groepen: readonly Gegevensgroep[];
  readonly make: (question: EmployeeQuestion) => Promise<PayrollAnswer<WerknemerGegevens>>;
}

interface EmployeeQuestion {
  readonly caller: Caller;
  readonly werknemerId: WerknemerId;
  readonly groepen: readonly Gegevensgroep[];
}

const parametersOf = (werknemerId: WerknemerId) => ({ EmployeeId: werknemerId });

const FETCHES: readonly Fetch[] = [
  {
    groepen: ['persoon', 'bsn'],
    make: ({ caller, werknemerId, groepen }) =>
      ask(caller, {
        operation: 'PersonalInfo_GetCurrent',
        parameters: parametersOf(werknemerId),
        read: (response) => readPersoonlijk(response, werknemerId, groepen),
      }),
  },
  {
    groepen: ['contract'],
    make: ({ caller, werknemerId }) =>
      ask(caller, {
        operation: 'Contract_GetCurrentPeriod',
        parameters: parametersOf(werknemerId),
        read: (response) => ({ contracten: readContracten(response, werknemerId) }),
      }),
  },
  {
    groepen: ['rooster'],
    make: ({ caller, werknemerId }) =>
      ask(caller, {
        operation: 'Schedule_GetCurrent',
        parameters: parametersOf(werknemerId),
        read: (response) => present({ rooster: readRooster(response) }),
      }),
  },
  {
    groepen: ['adres'],
    make: ({ caller, werknemerId }) =>
      ask(caller, {
        operation: 'Address_GetListCurrent',
        parameters: parametersOf(werknemerId),
        read: (response) => ({ adressen: readAdressen(response) }),
      }),
  },
  {
    groepen: ['verzekering'],
    make: ({ caller, werknemerId }) =>
      ask(caller, {
        operation: 'SVW_GetCurrent',
        parameters: parametersOf(werknemerId),
        read: (response) => present({ verzekering: readVerzekering(response) }),
      }),
  },
  {
    groepen: ['partner'],
    make: ({ caller, werknemerId }) =>
      ask(caller, {
        operation: 'Partner_Get',
        parameters: parametersOf(werknemerId),
        read: (response) => present({ partner: readPartner(response) }),
      }),
  },
  {
    groepen: ['kinderen'],
    make: ({ caller, werknemerId }) =>
      ask(caller, {
        operation: 'Children_Get',
        parameters: parametersOf(werknemerId),
        read: (response) => ({ kinderen: readKinderen(response, werknemerId) }),
      }),
  },
  {
    groepen: ['looncomponenten'],
    make: ({ caller, werknemerId }) =>
      ask(caller, {
        operation: 'WageComponentFixed_GetCurrent',
        parameters: parametersOf(werknemerId),
        read: (response) => ({ vasteLooncomponenten: readLooncomponenten(response, 'WageComponentFixed_GetCurrent') }),
      }),
  },
  {
    groepen: ['looncomponenten'],
    make: ({ caller, werknemerId }) =>
      ask(caller, {
        operation: 'WageComponentVar_GetCurrent',
        parameters: parametersOf(werknemerId),
        read: (response) => ({
          variabeleLooncomponenten: readLooncomponenten(response, 'WageComponentVar_GetCurrent'),
        }),
      }),
  },
  {
    groepen: ['bankrekening'],
    make: ({ caller, werknemerId }) =>
      ask(caller, {
        operation: 'BankAccount_GetListCurrent',
        parameters: parametersOf(werknemerId),
        read: (response) => ({ bankrekeningen: readBankrekeningen(response) }),
      }),
  },
];

/**
 * Makes the calls that these groups need, side by side, and waits for all of them, also when one fails: a Lambda that
 * returns with calls in flight is frozen in the middle of them. The first refusal answers for the employee.
 */
export async function fetchWerknemer(question: EmployeeQuestion): Promise<PayrollAnswer<WerknemerGegevens>> {
  const fetches = FETCHES.filter(({ groepen }) => groepen.some((groep) => question.groepen.includes(groep)));
  const outcomes = await Promise.allSettled(fetches.map(({ make }) => make(question)));
  const value: WerknemerGegevens = {};
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason;
    if (!outcome.value.ok) return outcome.value;
    Object.assign(value, outcome.value.value);
  }
  return { ok: true, value };
}
