import { dayAndDate, tijdvakName } from '../../core/kalender/nederlands.ts';
import { Datum } from '../../core/kalender/tijd.ts';
import type { Werknemer } from '../../core/nmbrs/gegevensset.ts';
import { VELDNAMEN } from '../../core/ophalen/vragen.ts';
import type { Manifest } from '../../core/vergelijking/manifest.ts';
import type { Company } from '../nmbrs-simulator/environment.ts';

/** In words: which groups of a set are of its period, and which are as Nmbrs told them while it stood in another. */
export function peilInWords({ tijdvak, peil }: Manifest): string[] {
  const counted = Object.entries(peil).map(([veld, telling]) => ({ naam: nameOf(veld), telling }));
  const named = (all: typeof counted) => all.map(({ naam }) => naam).join(', ');
  const ofTijdvak = counted.filter(({ telling }) => telling.tijdvak > 0);
  const standen = new Set(counted.flatMap(({ telling }) => Object.keys(telling.nu)));
  return [
    `Van ${tijdvakName(tijdvak)} zelf: dienstverbanden, salaris, ${named(ofTijdvak)}.`,
    ...[...standen].map(
      (nu) =>
        `Zoals Nmbrs ze nu geeft, in ${nu}: ${named(counted.filter(({ telling }) => Object.keys(telling.nu).includes(nu)))}.`,
    ),
  ];
}

const nameOf = (veld: string): string =>
  Object.entries(VELDNAMEN)
    .find(([name]) => name === veld)?.[1]
    .toLowerCase() ?? veld;

/** Whose schedule is another by now: what was delivered beside what stands in Nmbrs. */
export function movedOn(company: Company, werknemers: readonly Werknemer[], { tijdvak }: Manifest): string[] {
  return company.employees.flatMap(({ id, schedules }) => {
    const later = schedules.find(({ startDate }) => startDate > tijdvak.eind);
    const delivered = werknemers.find(({ werknemerId }) => Number(werknemerId) === id)?.rooster;
    if (later === undefined || delivered === undefined) return [];
    const uren = later.hours.slice(0, 7).reduce((sum, hours) => sum + Number(hours), 0);
    const vanaf = dayAndDate(Datum.parse(later.startDate));
    return [
      `Werknemer ${id}: rooster ${delivered.urenPerWeek} uur in de levering van ${tijdvakName(tijdvak)}, in Nmbrs ${uren} uur vanaf ${vanaf}.`,
    ];
  });
}
