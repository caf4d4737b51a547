import type { BewezenAanmelding, GerealiseerdeAanmelding } from '../aanmelding.ts';
import { type Afmelding, type DoorAsr, dueAt, type Ontvangstbewijs } from '../afmelding.ts';
import { alinea, type Bericht, type Blok } from '../bericht.ts';
import { dayAndTime, longDate, tijdvakName } from '../nederlands.ts';
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

/** Somebody with the code of the aanmelding signed off, perhaps not the office: when it begins, and how to stop it. */
export const afmeldingOntvangen = (
  aanmelding: GerealiseerdeAanmelding & { readonly afmelding: Afmelding },
): Bericht => {
  const { afmelding, gegevens } = aanmelding;
  const tot = dayAndTime(dueAt(afmelding));
  const laatste = `${longDate(afmelding.ingangsdatum)} is de laatste dag.`;
  const wat =
    afmelding.bedenktijd?.alleenDirect === true
      ? `Voor ${gegevens.werkgever.bedrijfsnaam}, die al was afgemeld, is gevraagd om niet meer op de laatste tijdvakken te wachten en alles te wissen.`
      : `${gegevens.werkgever.bedrijfsnaam} is afgemeld voor de salariskoppeling. ${laatste}`;
  if (afmelding.doorAsr !== undefined) return beeindigdDoorAsr(aanmelding, afmelding.doorAsr);
  return mail(aanmelding, 'Salariskoppeling: afmelding ontvangen', [
    alinea(wat),
    ...(afmelding.bedenktijd === undefined
      ? [
          alinea(
            `Klopt dit niet? Trek de afmelding dan in op de pagina van uw aanmelding, vóór ${tot}. Dan verandert er niets.`,
          ),
        ]
      : [
          alinea(`Wij beginnen daar pas mee op ${tot}. Tot dan wissen wij niets.`),
          alinea(
            'Klopt dit niet? Trek het dan in op de pagina van uw aanmelding, vóór dat moment. Dan verandert er niets.',
          ),
          alinea(
            'Klopt het wel, dan hoeft u niets te doen. Wilt u niet wachten, bevestig het dan op die pagina met de code in deze e-mail; wij beginnen dan meteen.',
          ),
        ]),
  ]);
};

/** a.s.r. ended the koppeling: why, from when, and whom to ask when that is not right. */
const beeindigdDoorAsr = (
  aanmelding: GerealiseerdeAanmelding & { readonly afmelding: Afmelding },
  { reden }: DoorAsr,
): Bericht => {
  const { afmelding, gegevens } = aanmelding;
  const tot = dayAndTime(dueAt(afmelding));
  return mail(aanmelding, 'Salariskoppeling beëindigd door a.s.r.', [
    alinea(
      `a.s.r. heeft de salariskoppeling van ${gegevens.werkgever.bedrijfsnaam} beëindigd. ${longDate(afmelding.ingangsdatum)} is de laatste dag. De reden: ${reden}`,
    ),
    alinea(
      afmelding.direct === true
        ? 'Na die dag halen wij niets meer op en wissen wij de gegevens. U krijgt dan een ontvangstbewijs.'
        : 'De tijdvakken tot en met die dag halen wij nog op; vergrendel de run daarvan zoals u gewend bent. Daarna wissen wij de gegevens en krijgt u een ontvangstbewijs.',
    ),
    alinea(`Klopt dit niet? Neem dan vóór ${tot} contact op met a.s.r. Tot dan kan a.s.r. dit terugdraaien.`),
  ]);
};

/** The same about taking it back. */
export const afmeldingIngetrokken = (aanmelding: GerealiseerdeAanmelding): Bericht => {
  const { afmelding, gegevens } = aanmelding;
  return mail(aanmelding, 'Salariskoppeling: afmelding ingetrokken', [
    alinea(
      afmelding === undefined
        ? `De afmelding van ${gegevens.werkgever.bedrijfsnaam} is ingetrokken. De salariskoppeling gaat door; er is niets gewist.`
        : `Het verzoek om voor ${gegevens.werkgever.bedrijfsnaam} niet op de laatste tijdvakken te wachten, is ingetrokken. De afmelding zelf blijft staan.`,
    ),
    alinea(
      'Klopt dit niet? Meld de werkgever dan opnieuw af op de pagina van uw aanmelding, en vervang daar uw toegangscode.',
    ),
  ]);
};
