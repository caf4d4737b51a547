import type { BewezenAanmelding, GerealiseerdeAanmelding } from '../../aanmelding/aanmelding.ts';
import { type Afmelding, type DoorAsr, dueAt, type Ontvangstbewijs } from '../../aanmelding/afmelding.ts';
import { alinea, type Bericht, type Blok } from '../../berichten/bericht.ts';
import { mail } from '../../controle/berichten/aanmelding.ts';
import { dayAndTime, longDate, tijdvakName } from '../../kalender/nederlands.ts';
import { tijdvakById } from '../../kalender/tijdvak.ts';

const regelsMet = ({ regels }: Ontvangstbewijs, gevolg: 'gewist' | 'bewaard'): string[] =>
  regels.filter((regel) => regel.gevolg === gevolg).map(({ tekst }) => tekst);

/** Whether other werkgevers are exchanged with the same token. */
const isShared = ({ regels }: Ontvangstbewijs): boolean =>
  regels.some(({ klasse, gevolg }) => klasse === 'inloggegevens' && gevolg === 'bewaard');

/** By whom, and why when that was a.s.r.: the mail that told so before may not have come. */
const hoeHetEindigde = (bedrijfsnaam: string, { doorAsr }: Afmelding): string =>
  doorAsr === undefined
    ? `${bedrijfsnaam} is afgemeld voor de salariskoppeling.`
    : `a.s.r. heeft de salariskoppeling van ${bedrijfsnaam} beëindigd. De reden: ${doorAsr.reden.replace(/\.$/, '')}.`;

/** The receipt of an afmelding; with it goes the last that we know of the office. */
export const afgemeld = (
  aanmelding: BewezenAanmelding,
  { wasGekoppeld }: { readonly wasGekoppeld: boolean },
): Bericht => {
  const { afmelding, ontvangstbewijs, gegevens } = aanmelding;
  const lijst = (tekst: string, gevolg: 'gewist' | 'bewaard'): Blok[] => [
    { soort: 'kop', tekst },
    { soort: 'lijst', genummerd: false, regels: regelsMet(ontvangstbewijs, gevolg) },
  ];
  return mail(aanmelding, 'Salariskoppeling afgemeld', [
    {
      soort: 'alinea',
      tekst: wasGekoppeld
        ? `${hoeHetEindigde(gegevens.werkgever.bedrijfsnaam, afmelding)} ${longDate(afmelding.ingangsdatum)} was de laatste dag. Wij wisselen geen gegevens meer uit.`
        : `De aanmelding van ${gegevens.werkgever.bedrijfsnaam} is ingetrokken voordat er een salariskoppeling was. Er zijn geen gegevens uitgewisseld.`,
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
      tekst: `Wilt u de werkgever later weer koppelen, meld de werkgever dan opnieuw aan.${isShared(ontvangstbewijs) ? '' : ' Trek de API-token in Nmbrs in als u die nergens anders voor gebruikt.'}`,
    },
  ]);
};

/**
 * Somebody with the code of the aanmelding signed off, perhaps not the office: when it begins, and how to stop it. `vervolg`: what is still
 * exchanged, and when it is erased.
 */
export const afmeldingOntvangen = (
  aanmelding: GerealiseerdeAanmelding & { readonly afmelding: Afmelding },
  vervolg: string,
): Bericht => {
  const { afmelding, gegevens } = aanmelding;
  const tot = dayAndTime(dueAt(afmelding));
  const laatste = `${longDate(afmelding.ingangsdatum)} is de laatste dag.`;
  const wat =
    afmelding.bedenktijd?.alleenDirect === true
      ? `Voor ${gegevens.werkgever.bedrijfsnaam}, die al was afgemeld, is gevraagd om niet meer op de laatste tijdvakken te wachten en alles te wissen.`
      : `${gegevens.werkgever.bedrijfsnaam} is afgemeld voor de salariskoppeling. ${laatste}`;
  if (afmelding.doorAsr !== undefined) return beeindigdDoorAsr(aanmelding, afmelding.doorAsr, vervolg);
  return mail(aanmelding, 'Salariskoppeling: afmelding ontvangen', [
    alinea([wat, vervolg].filter((zin) => zin !== '').join(' ')),
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
            'Klopt het wel, dan hoeft u ons niets te laten weten. Wilt u niet wachten, bevestig het dan op die pagina met de code in deze e-mail; wij beginnen dan meteen.',
          ),
        ]),
  ]);
};

/** a.s.r. ended the koppeling: why, from when, and whom to ask when that is not right. */
const beeindigdDoorAsr = (
  aanmelding: GerealiseerdeAanmelding & { readonly afmelding: Afmelding },
  { reden }: DoorAsr,
  vervolg: string,
): Bericht => {
  const { afmelding, gegevens } = aanmelding;
  const tot = dayAndTime(dueAt(afmelding));
  return mail(aanmelding, 'Salariskoppeling beëindigd door a.s.r.', [
    alinea(
      `a.s.r. heeft de salariskoppeling van ${gegevens.werkgever.bedrijfsnaam} beëindigd. ${longDate(afmelding.ingangsdatum)} is de laatste dag. De reden: ${reden}`,
    ),
    ...(vervolg === '' ? [] : [alinea(vervolg)]),
    alinea(`Klopt dit niet? Neem dan vóór ${tot} contact op met a.s.r. Tot dan kan a.s.r. dit terugdraaien.`),
  ]);
};

/** The same about taking it back, which the office or a.s.r. did. */
export const afmeldingIngetrokken = (
  aanmelding: GerealiseerdeAanmelding,
  { isDoorAsr }: { readonly isDoorAsr: boolean },
): Bericht => {
  const { afmelding, gegevens } = aanmelding;
  if (isDoorAsr) return teruggedraaidDoorAsr(aanmelding);
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

const teruggedraaidDoorAsr = (aanmelding: GerealiseerdeAanmelding): Bericht => {
  const { afmelding, gegevens } = aanmelding;
  return mail(aanmelding, 'Salariskoppeling gaat door', [
    alinea(
      afmelding === undefined
        ? `a.s.r. heeft het einde van de salariskoppeling van ${gegevens.werkgever.bedrijfsnaam} teruggedraaid. De salariskoppeling gaat door; er is niets gewist.`
        : `a.s.r. heeft teruggedraaid dat de salariskoppeling van ${gegevens.werkgever.bedrijfsnaam} eindigt zonder de laatste tijdvakken. De afmelding per ${longDate(afmelding.ingangsdatum)} blijft staan; de laatste tijdvakken worden nog uitgewisseld.`,
    ),
    alinea('Klopt dit niet? Neem dan contact op met a.s.r.'),
  ]);
};
