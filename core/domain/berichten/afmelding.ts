import type { BewezenAanmelding } from '../aanmelding.ts';
import type { Ontvangstbewijs } from '../afmelding.ts';
import type { Bericht, Blok } from '../bericht.ts';
import { longDate, tijdvakName } from '../nederlands.ts';
import { tijdvakById } from '../tijdvak.ts';
import { mail } from './aanmelding.ts';

const regelsMet = ({ regels }: Ontvangstbewijs, gevolg: 'gewist' | 'bewaard'): string[] =>
  regels.filter((regel) => regel.gevolg === gevolg).map(({ tekst }) => tekst);

/** The receipt of an afmelding; with it goes the last that we know of the office. */
export const afgemeld = (aanmelding: BewezenAanmelding): Bericht => {
  const { afmelding, ontvangstbewijs, gegevens } = aanmelding;
  const lijst = (tekst: string, gevolg: 'gewist' | 'bewaard'): Blok[] => [
    { soort: 'kop', tekst },
    { soort: 'lijst', genummerd: false, regels: regelsMet(ontvangstbewijs, gevolg) },
  ];
  return mail(aanmelding, 'Salariskoppeling afgemeld', [
    {
      soort: 'alinea',
      tekst: `${gegevens.werkgever.bedrijfsnaam} is afgemeld voor de salariskoppeling. ${longDate(afmelding.ingangsdatum)} was de laatste dag. Wij wisselen geen gegevens meer uit.`,
    },
    ...(ontvangstbewijs.nietGeleverd === undefined
      ? []
      : [
          { soort: 'kop', tekst: 'Dit is niet meer uitgewisseld' } as const,
          {
            soort: 'lijst',
            genummerd: false,
            regels: ontvangstbewijs.nietGeleverd.map((tijdvakId) => tijdvakName(tijdvakById(tijdvakId))),
          } as const,
        ]),
    ...lijst('Dit hebben wij gewist', 'gewist'),
    ...lijst('Dit bewaart a.s.r.', 'bewaard'),
    {
      soort: 'alinea',
      tekst:
        'Wilt u de werkgever later weer koppelen, meld de werkgever dan opnieuw aan. Trek de API-token in Nmbrs in als u die nergens anders voor gebruikt.',
    },
  ]);
};
