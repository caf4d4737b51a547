import { describe, expect, test } from 'vitest';
import { salaryAnswer } from '../../../bench/nmbrs/answers.ts';
import { Unclear } from '../../../core/errors.ts';
import { tijdvakOf } from '../../../core/kalender/tijdvak.ts';
import { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import { ACCOUNT, answerTo, BEDRIJF, gatewayAt, type Respond, sendXml, startLoopback, WERKNEMER } from './loopback.ts';

const MB = 1024 * 1024;
const SALARY = 'Salary_GetAll_AllEmployeesByCompany' as const;
const item = (werknemerId: number, value: string): string =>
  `<EmployeeSalaryItem><EmployeeId>${werknemerId}</EmployeeId><EmployeeSalaries><Salary_V2><Value>${value}</Value>` +
  '<Type>1</Type></Salary_V2></EmployeeSalaries></EmployeeSalaryItem>';
const answer = (list: string): string => answerTo(SALARY, `<${SALARY}Result>${list}</${SALARY}Result>`);

const PERSON = 'PersonalInfo_GetAll_AllEmployeesByCompany';
const row = (achternaam: string, period: number): string =>
  `<PersonalInfo_V2><LastName>${achternaam}</LastName><StartPeriod>${period}</StartPeriod><StartYear>2026</StartYear></PersonalInfo_V2>`;
const person = (rows: string): string =>
  `<PersonalInfoItem><EmployeeId>${WERKNEMER}</EmployeeId><EmployeePersonalInfos>${rows}</EmployeePersonalInfos></PersonalInfoItem>`;
const FILLER = `<Item><Id>1</Id><Text>${'x'.repeat(5_000)}</Text></Item>`;

async function salariesFrom(respond: Respond) {
  const { baseUrl } = await startLoopback(respond);
  return gatewayAt(baseUrl).open(ACCOUNT).listSalarissen(BEDRIJF);
}
const sent =
  (body: string): Respond =>
  (response) =>
    sendXml(response, body);

describe('a list that is read item by item', () => {
  test('may be larger than what is kept of an answer', async () => {
    const document = salaryAnswer(25 * MB);
    const salaries = await salariesFrom(sent(document));
    const employees = document.split('<EmployeeSalaryItem>').length - 1;
    expect(salaries.ok && salaries.value.size).toBe(employees);
    expect(document.length).toBeGreaterThan(20 * MB);
  }, 30_000);

  test('has blanks between its items, and an employee twice', async () => {
    const salaries = await salariesFrom(sent(answer(`\n ${item(1, '10')}\n ${item(2, '20')}\n ${item(1, '30')}\n`)));
    expect(salaries.ok && [...salaries.value].map(([id, rows]) => [id, rows.map(({ bedrag }) => bedrag)])).toEqual([
      [1, ['10', '30']],
      [2, ['20']],
    ]);
  });

  test('of an attempt that failed half-way adds nothing to the next', async () => {
    let attempts = 0;
    const salaries = await salariesFrom((response) => {
      attempts += 1;
      if (attempts > 1) return sendXml(response, answer(item(2, '20')));
      response.writeHead(200, { 'Content-Type': 'text/xml' });
      return void response.write(answer(item(1, '10')).slice(0, -20), () => response.socket?.resetAndDestroy());
    });
    expect(attempts).toBe(2);
    expect(salaries.ok && [...salaries.value.keys()]).toEqual([2]);
  });

  test.each([
    ['text between its items', answer(`${item(1, '10')}lost${item(2, '20')}`)],
    ['text after its items', answer(`${item(1, '10')}lost`)],
    ['an item under another name', answer(`${item(1, '10')}<Employee/>`)],
    ['a second list', answerTo(SALARY, `<${SALARY}Result>${item(1, '10')}</${SALARY}Result>`.repeat(2))],
    ['an employee without an id', answer('<EmployeeSalaryItem><EmployeeSalaries/></EmployeeSalaryItem>')],
    ['more blanks than an answer may have', answer(`${item(1, '10')}${' '.repeat(21 * MB)}`)],
  ])(
    'with %s is refused',
    async (_name, body) => {
      await expect(salariesFrom(sent(body))).rejects.toBeInstanceOf(Unclear);
    },
    30_000,
  );

  test('in a body of another kind is no answer', async () => {
    const hidden = `<x:Body xmlns:x="urn:x"><y><${SALARY}Result>${item(1, '10')}</${SALARY}Result></y></x:Body>`;
    const salaries = await salariesFrom(sent(answer(item(2, '20')).replace('<soap:Body>', `${hidden}<soap:Body>`)));
    expect(salaries.ok && [...salaries.value.keys()]).toEqual([2]);
  });

  test.each([
    ['first', [row('Oud', 1), row('Nieuw', 3)]],
    ['last', [row('Nieuw', 3), row('Oud', 1)]],
    ['among others', [row('Oud', 1) + row('Nieuw', 3), row('Later', 12) + row('Ouder', 2)]],
  ])('of an employee who comes twice, with the row that counts %s, gives that row', async (_name, parts) => {
    const people = `<${PERSON}Result>${parts.map(person).join('')}</${PERSON}Result>`;
    const { baseUrl } = await startLoopback(sent(answerTo(PERSON, people)));
    const tijdvak = tijdvakOf('maandelijks', 2026, 11);
    const werknemers = await gatewayAt(baseUrl)
      .open(ACCOUNT)
      .fetchBedrijfsbreed({
        bedrijfId: BEDRIJF,
        aanroep: PERSON,
        werknemerIds: [WERKNEMER],
        groepen: ['persoon'],
        tijdvak,
      });
    expect(werknemers.ok && werknemers.value.get(WERKNEMER)?.gegevens.persoon?.achternaam).toBe('Nieuw');
  });

  test('of a large company does not stop the probe of its call', async () => {
    const { baseUrl } = await startLoopback((response, { operation }) =>
      sendXml(
        response,
        answerTo(operation, `<${operation}Result>${FILLER.repeat((21 * MB) / FILLER.length)}</${operation}Result>`),
      ),
    );
    const payroll = gatewayAt(baseUrl).open(ACCOUNT);
    const bulk = await payroll.probeBulk(BEDRIJF, BulkAanroep.options);
    expect(bulk.map(({ uitkomst }) => uitkomst)).toEqual(bulk.map(() => 'actief'));
    const voorbeeld = { bedrijfId: BEDRIJF, tijdvak: tijdvakOf('maandelijks', 2026, 11) };
    for (const recht of ['List_GetByCompany', SALARY, 'Employment_GetAll_AllEmployeesByCompany'] as const) {
      expect(await payroll.probe(recht, voorbeeld)).toMatchObject({ uitkomst: 'actief' });
    }
  }, 30_000);

  test('outside the body is no answer', async () => {
    const hidden = `<x><${SALARY}Result>${item(1, '10')}</${SALARY}Result></x>`;
    const salaries = await salariesFrom(
      sent(answer(item(2, '20')).replace('<soap:Body>', `<soap:Header>${hidden}</soap:Header><soap:Body>`)),
    );
    expect(salaries.ok && [...salaries.value.keys()]).toEqual([2]);
  });
});
