import type { Bericht } from '../../berichten/bericht.ts';
import { GEEN_RUN_MEER, vergrendelStappen } from '../../controle/vergrendelen.ts';
import { dayAndDate, longDate, tijdvakName } from '../../kalender/nederlands.ts';
import type { Datum } from '../../kalender/tijd.ts';
import { tijdvakById } from '../../kalender/tijdvak.ts';
import type { Koppeling } from '../../koppeling/koppeling.ts';
import { wachtSinds } from '../herinnering.ts';
import type { WachtendeUitwisseling } from '../uitwisseling.ts';
import { toOffice } from './uitwisseling.ts';

/** To the office, again and again: the run of this period is still open. */
export function runHerinnering(koppeling: Koppeling, waiting: WachtendeUitwisseling, vandaag: Datum): Bericht {
  const { tijdvakId, deadline, volgendeBlik } = waiting;
  const tijdvak = tijdvakById(tijdvakId);
  const aangifte =
    vandaag > deadline
      ? `De uiterste datum van de loonaangifte (${longDate(deadline)}) is voorbij, en a.s.r. heeft de gegevens van dit tijdvak nog niet.`
      : `De uiterste datum van de loonaangifte is ${longDate(deadline)}.`;
  return toOffice(koppeling, tijdvakId, {
    onderwerp: 'Herinnering salariskoppeling: de run is nog niet vergrendeld',
    blokken: [
      {
        soort: 'alinea',
        tekst: `Sinds ${dayAndDate(wachtSinds(waiting))} wachten wij op de run van ${tijdvakName(tijdvak)}: die is in Nmbrs nog niet vergrendeld. ${aangifte}`,
      },
      { soort: 'kop', tekst: 'Wat moet u doen?' },
      { soort: 'lijst', genummerd: true, regels: [...vergrendelStappen(tijdvak), GEEN_RUN_MEER] },
      {
        soort: 'alinea',
        tekst: `Wij kijken elke werkdag vroeg in de ochtend opnieuw, de volgende keer op ${dayAndDate(volgendeBlik)}. Zolang de run niet is vergrendeld, wisselen wij van deze werkgever niets uit.`,
      },
    ],
  });
}
