import { WerknemerId } from '../../../core/ids.ts';
import { addDays, type Datum, dateOf } from '../../../core/kalender/tijd.ts';
import {
  type Adres,
  type Bankrekening,
  type Contract,
  Decimaal,
  type Dienstverband,
  type Kind,
  type Looncomponent,
  type Partner,
  type Persoon,
  type RoosterRegel,
  type SalarisRegel,
  type Uren,
  type Verzekering,
} from '../../../core/nmbrs/gegevensset.ts';
import type { Dice } from '../dice.ts';
import { drawDag, type Kalender } from './dagen.ts';
import type { Mens, Rij } from './waarheid.ts';

// People who do not exist, with histories that do.

/** Long before everything. */
export const OOIT = dateOf(2015, 1, 1);
const NAMEN = ['Sterrenstof', 'Zonnedauw', 'Maneschijn', 'Nevelwoud', '\u00c9lise-Dauw', 'E\u0301lise-Dauw'] as const;
const BEDRAGEN = ['3000.00', '3000.0000', '3000', '3000.50', '3250.00', '0.00', '2800.25'] as const;
const NAAMGEBRUIK = ['eigen-naam', 'naam-partner', 'eigen-naam-naam-partner'] as const;
const UREN = ['40', '40.00', '36', '32.50', '24', '0', '0.00'] as const;
const FACTOREN = ['1', '1.0000', '0.9', '0.80', '0.6', undefined] as const;

export const drawNaam = (dice: Dice): string => dice.pick(NAMEN);
export const drawBedrag = (dice: Dice): Decimaal => Decimaal.parse(dice.pick(BEDRAGEN));
export const drawUren = (dice: Dice): Decimaal => Decimaal.parse(dice.pick(UREN));

/** A moment of entry as Nmbrs writes it: with or without a fraction that says nothing. */
export const drawMoment = (dice: Dice, dag: Datum): string =>
  `${dag}T${dice.pick(['09:00:00', '09:00:00', '10:30:00', '09:00:00.000', '10:30:00.000'])}`;

/** Far from all of it known: absent, long ago, or on a boundary day. */
export const drawVanaf = (dice: Dice, kalender: Kalender): Datum => (dice.chance(0.6) ? OOIT : drawDag(dice, kalender));

export function drawMens(dice: Dice, kalender: Kalender, nummer: number): Mens {
  const dienstverbanden = drawDienstverbanden(dice, kalender);
  return relisted(dice, {
    werknemerId: WerknemerId.parse(1000 + nummer),
    personeelsnummer: String(nummer),
    lijst: 'in-dienst',
    ...(dienstverbanden === undefined ? {} : { dienstverbanden }),
    salarissen: Array.from({ length: dice.pick([0, 1, 1, 1, 2, 3]) }, () => drawSalaris(dice, kalender)),
    roosters: Array.from({ length: dice.pick([0, 1, 1, 1, 2, 3]) }, () => drawRooster(dice, kalender)),
    contracten: Array.from({ length: dice.pick([0, 1, 1, 1, 2]) }, (_, index) =>
      drawContract(dice, kalender, index + 1),
    ),
    ...(dice.chance(0.5) ? { partner: drawPartner(dice, kalender) } : {}),
    kinderen: Array.from({ length: dice.pick([0, 0, 1, 2]) }, () => drawKind(dice)),
    historie: {
      persoon: rijen(dice, kalender, () => drawPersoon(dice)),
      bsn: dice.chance(0.9) ? [{ vanaf: OOIT, waarde: drawBsn(dice) }] : [],
      adressen: rijen(dice, kalender, () => drawAdressen(dice)),
      verzekering: rijen(dice, kalender, () => drawVerzekering(dice)),
      vasteLooncomponenten: rijen(dice, kalender, () => drawComponenten(dice)),
      variabeleLooncomponenten: perTijdvak(dice, kalender, () => drawComponenten(dice)),
      vasteUren: rijen(dice, kalender, () => drawUrenlijst(dice)),
      variabeleUren: perTijdvak(dice, kalender, () => drawUrenlijst(dice)),
      bankrekeningen: rijen(dice, kalender, () => drawBankrekeningen(dice)),
    },
  });
}

/** None, one since long ago, and now and then another one on some day. */
function rijen<T>(dice: Dice, kalender: Kalender, draw: () => T): Rij<T>[] {
  const all: Rij<T>[] = dice.chance(0.9) ? [{ vanaf: OOIT, waarde: draw() }] : [];
  return dice.chance(0.15) ? insertRij(all, { vanaf: drawDag(dice, kalender), waarde: draw() }) : all;
}

/** Rows in the order of their days. */
export const insertRij = <T>(rows: readonly Rij<T>[], row: Rij<T>): Rij<T>[] =>
  [...rows.filter(({ vanaf }) => vanaf !== row.vanaf), row].sort((a, b) => (a.vanaf < b.vanaf ? -1 : 1));

/** Of some of the periods, each of its own. */
function perTijdvak<T>(dice: Dice, { tijdvakken }: Kalender, draw: () => T): Rij<T>[] {
  if (dice.chance(0.4)) return [];
  return tijdvakken
    .filter(() => dice.chance(0.4))
    .map(({ begin, eind }) => ({ vanaf: begin, tot: eind, waarde: draw() }));
}

/** On which list somebody stands follows from the employments, but for a slip now and then. */
export function relisted(dice: Dice, mens: Mens): Mens {
  const { dienstverbanden = [] } = mens;
  if (dienstverbanden.length > 0 && dice.chance(0.03)) return { ...mens, lijst: 'geen' };
  const isGone = dienstverbanden.length > 0 && dienstverbanden.every(({ eind }) => eind !== undefined);
  return { ...mens, lijst: isGone !== dice.chance(0.06) ? 'uit-dienst' : 'in-dienst' };
}

function drawDienstverbanden(dice: Dice, kalender: Kalender): readonly Dienstverband[] | undefined {
  const dag = () => drawDag(dice, kalender);
  const open = { begin: dateOf(2020, 1, 1) };
  switch (dice.between(1, 20)) {
    case 1:
      return dice.chance(0.5) ? [] : undefined;
    case 2:
      return [{ begin: dateOf(2010, 1, 1), eind: dateOf(2019, 12, 31) }];
    case 3:
      return [{ eind: dag() }];
    case 4:
    case 5:
      return [{ ...open, eind: dag() }];
    case 6:
    case 7:
    case 8:
      return [drawDienstverband(dice, kalender, dag())];
    case 9: {
      const eind = dag();
      return [{ ...open, eind }, drawDienstverband(dice, kalender, addDays(eind, dice.between(1, 70)))];
    }
    case 10:
      return [open, drawDienstverband(dice, kalender, dag())];
    case 11:
      return [{ ...open, eind: dag() }, drawDienstverband(dice, kalender, dag())];
    default:
      return [open];
  }
}

export function drawDienstverband(dice: Dice, kalender: Kalender, begin: Datum): Dienstverband {
  const eind = dice.chance(0.3) ? drawDag(dice, kalender) : undefined;
  return {
    begin,
    ...(eind === undefined || eind < begin ? {} : { eind }),
    ...(dice.chance(0.5) ? {} : { gemeldOp: addDays(begin, dice.pick([-20, -1, 0, 5, 31, 40, 70])) }),
  };
}

export const drawSalaris = (dice: Dice, kalender: Kalender): SalarisRegel => ({
  bedrag: drawBedrag(dice),
  soort: dice.pick(['bruto-fulltime', 'bruto-fulltime', 'bruto-fulltime', 'bruto-uurloon', 'bruto-parttime']),
  ...(dice.chance(0.03) ? {} : { ingangsdatum: drawVanaf(dice, kalender) }),
  ...(dice.chance(0.2) ? {} : { aangemaaktOp: drawMoment(dice, drawDag(dice, kalender)) }),
});

export function drawRooster(dice: Dice, kalender: Kalender): RoosterRegel {
  const deeltijdfactor = dice.pick(FACTOREN);
  return {
    urenPerWeek: drawUren(dice),
    ...(deeltijdfactor === undefined ? {} : { deeltijdfactor: Decimaal.parse(deeltijdfactor) }),
    ...(dice.chance(0.05) ? {} : { ingangsdatum: drawVanaf(dice, kalender) }),
    ...(dice.chance(0.2) ? {} : { aangemaaktOp: drawMoment(dice, drawDag(dice, kalender)) }),
  };
}

export function drawContract(dice: Dice, kalender: Kalender, contractId: number): Contract {
  const begin = drawVanaf(dice, kalender);
  const eind = dice.chance(0.3) ? drawDag(dice, kalender) : undefined;
  return {
    contractId,
    soort: dice.pick(['bepaalde-tijd', 'onbepaalde-tijd', 'onbekend']),
    ...(dice.chance(0.05) ? {} : { begin }),
    ...(eind === undefined || eind < begin ? {} : { eind }),
    ...(dice.chance(0.3) ? {} : { urenPerWeek: drawUren(dice) }),
    ...(dice.chance(0.4) ? {} : { ikv: dice.between(1, 3) }),
  };
}

export const drawPersoon = (dice: Dice): Persoon => ({
  achternaam: drawNaam(dice),
  ...(dice.chance(0.5) ? { voorletters: dice.pick(['A.', 'B.']) } : {}),
  ...(dice.chance(0.2) ? { voorvoegsel: 'van' } : {}),
  ...(dice.chance(0.9) ? { geboortedatum: dateOf(1990, 1, dice.between(1, 3)) } : {}),
  geslacht: dice.pick(['man', 'vrouw', 'onbekend']),
  ...(dice.chance(0.2) ? { naamgebruik: dice.pick(NAAMGEBRUIK), achternaamPartner: drawNaam(dice) } : {}),
});

export const drawBsn = (dice: Dice): string => dice.pick(['999999990', '999999989', '99999999', '999.999.977']);

export const drawAdressen = (dice: Dice): Adres[] =>
  Array.from({ length: dice.pick([0, 1, 1, 1, 2]) }, () => ({
    soort: dice.pick(['woonadres', 'woonadres', 'postadres']),
    straat: dice.pick(['Maanlaan', 'Zonpad']),
    ...(dice.chance(0.7) ? { huisnummer: dice.pick(['1', '2']), plaats: 'Sterrenstad' } : {}),
    ...(dice.chance(0.3) ? { postcode: '0000AA' } : {}),
    ...(dice.chance(0.1) ? { provincie: dice.pick(['Wolkenland', 'Nevelland']) } : {}),
  }));

export const drawVerzekering = (dice: Dice): Verzekering => ({
  wia: dice.chance(0.7),
  ww: dice.chance(0.7),
  ...(dice.chance(0.8) ? { zw: dice.chance(0.7) } : {}),
  ...(dice.chance(0.5) ? { sector: dice.pick(['1', '01', '2']) } : {}),
});

export const drawPartner = (dice: Dice, kalender: Kalender): Partner => ({
  ...(dice.chance(0.8) ? { achternaam: drawNaam(dice) } : {}),
  geslacht: dice.pick(['man', 'vrouw']),
  ...(dice.chance(0.5) ? { begin: drawDag(dice, kalender) } : {}),
});

export const drawKind = (dice: Dice): Kind => ({
  achternaam: drawNaam(dice),
  geslacht: 'onbekend',
  ...(dice.chance(0.7) ? { geboortedatum: dateOf(2019, 1, dice.between(1, 4)) } : {}),
});

export const drawComponenten = (dice: Dice): Looncomponent[] =>
  Array.from({ length: dice.pick([0, 1, 1, 2]) }, () => ({ code: dice.pick([1400, 5000]), waarde: drawBedrag(dice) }));

export const drawUrenlijst = (dice: Dice): Uren[] =>
  Array.from({ length: dice.pick([0, 1, 1, 2]) }, () => ({ code: dice.pick([2100, 2110]), uren: drawUren(dice) }));

export const drawBankrekeningen = (dice: Dice): Bankrekening[] =>
  Array.from({ length: dice.pick([0, 1, 1, 1, 2]) }, () => ({
    soort: 'salaris',
    iban: dice.pick(['NL00STER0000000001', 'NL00STER0000000002']),
    ...(dice.chance(0.3) ? { naam: drawNaam(dice) } : {}),
  }));
