import { dateAt } from './calendar.ts';
import type { LaterChange } from './change.ts';
import type { Company, Debtor, Environment, User } from './environment.ts';
import { currentPeriodOn, runsOn } from './runs.ts';
import type { Simulation } from './simulation.ts';
import { maySee } from './world.ts';
import { escapeXml } from './writer.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#222}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
h2{margin-top:2rem}code{background:#f4f4f4;padding:0 .2rem}`;

const SERVICES = ['CompanyService', 'EmployeeService', 'DebtorService', 'ReportService'];

const row = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (heads: readonly string[], rows: readonly string[]): string =>
  `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;

/** What the simulator holds, for a person: no tokens, and of the employees only how many there are. */
export function renderPage(simulation: Simulation): string {
  const { name, environments, switches, report, latency, rateLimit, faults, later } = simulation.scenario();
  const today = dateAt(simulation.nowMs());
  const meting = simulation.meting();
  const calls = Object.entries(meting.calls).map(([call, count]) => row([escapeXml(call), String(count)]));
  const settings = Object.entries({ ...switches, report, latency, rateLimit }).map(([key, value]) =>
    row([escapeXml(key), `<code>${escapeXml(JSON.stringify(value))}</code>`]),
  );
  const body = [
    `<h1>Nmbrs-simulator</h1><p>Scenario <strong>${escapeXml(name)}</strong>. Op de klok is het ${today}.`,
    ` WSDL: ${SERVICES.map((service) => `<a href="/soap/v3/${service}.asmx?WSDL">${service}</a>`).join(', ')}.`,
    ' Alle mensen, bedrijven en nummers zijn verzonnen.</p>',
    ...environments.map((environment) => environmentPart(environment, today)),
    `<h2>Meting</h2><p>${meting.totaal} aanroepen, hoogstens ${meting.hoogstePerSeconde} in een seconde,`,
    ` ${meting.vertraagd} vertraagd, ${meting.geweigerd} geweigerd.</p>`,
    calls.length === 0 ? '' : table(['Aanroep', 'Aantal'], calls),
    `<h2>Storingen</h2>${faults.length === 0 ? '<p>Geen.</p>' : `<pre>${escapeXml(JSON.stringify(faults, null, 1))}</pre>`}`,
    `<h2>Later</h2>${later.length === 0 ? '<p>Niets.</p>' : table(['Na', 'Verandert'], later.map(laterRow))}`,
    `<h2>Schakelaars</h2>${table(['Schakelaar', 'Stand'], settings)}`,
  ].join('');
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Nmbrs-simulator</title>`;
  return `<!doctype html><html lang="nl"><head>${head}<style>${STYLE}</style></head><body>${body}</body></html>`;
}

/** A later change by what it touches; what it becomes may be a token. */
const laterRow = ({ afterCalls, operation, change }: LaterChange): string =>
  row([`${afterCalls} × ${escapeXml(operation ?? 'een aanroep')}`, escapeXml(Object.keys(change).join(', '))]);

function environmentPart(environment: Environment, today: string): string {
  const users = environment.users.map((user) => row(userCells(environment, user)));
  const companies = environment.debtors.flatMap((debtor) =>
    debtor.companies.map((company) => row(companyCells(debtor, company, today))),
  );
  return [
    `<h2>${escapeXml(environment.name)} (<code>${escapeXml(environment.subdomain)}</code>)</h2>`,
    environment.subscription ? '' : '<p>Geen geldig abonnement.</p>',
    table(['Gebruiker', 'Soort', 'Ziet debiteuren', 'Uitgezette rechten'], users),
    table(['Debiteur', 'Tags', 'Bedrijf', 'Tijdvak', 'Runs (vergrendeld)', 'Werknemers'], companies),
  ].join('');
}

function userCells(environment: Environment, user: User): readonly string[] {
  const seen = environment.debtors.filter((debtor) => maySee(user, debtor)).length;
  return [
    `${escapeXml(user.email)}${user.disabled ? ' (verwijderd)' : ''}`,
    user.kind,
    `${seen} van ${environment.debtors.length}`,
    escapeXml(user.inactiveCalls.join(', ')) || 'geen',
  ];
}

function companyCells(debtor: Debtor, company: Company, today: string): readonly string[] {
  const runs = runsOn(company, today);
  const { year, number } = currentPeriodOn(company, today);
  return [
    escapeXml(`${debtor.number} ${debtor.name}`),
    escapeXml(debtor.tags.join(', ')) || 'geen',
    `${escapeXml(company.name)} <small>(${company.id})</small>`,
    `${year}-${number} ${company.loonaangifteTijdvak}`,
    `${runs.length} (${runs.filter(({ locked }) => locked).length})`,
    String(company.employees.length),
  ];
}
