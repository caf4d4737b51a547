import { addDays, type Datum } from '../../../core/kalender/tijd.ts';
import { Decimaal, type Dienstverband, type SalarisRegel } from '../../../core/nmbrs/gegevensset.ts';
import type { Dice } from '../dice.ts';
import { drawDag, type Kalender } from './dagen.ts';
import {
  drawAdressen,
  drawBankrekeningen,
  drawBedrag,
  drawBsn,
  drawComponenten,
  drawContract,
  drawDienstverband,
  drawKind,
  drawMoment,
  drawNaam,
  drawPartner,
  drawPersoon,
  drawRooster,
  drawSalaris,
  drawUren,
  drawUrenlijst,
  drawVerzekering,
  insertRij,
  relisted,
} from './mensen.ts';
import type { Historie, Mens, Rij } from './waarheid.ts';

// What the office changes at Nmbrs about somebody between two exchanges.

type Ingreep = (mens: Mens, dice: Dice, kalender: Kalender) => Mens;

/** One of the rows is replaced; the same when there are none. */
function onOne<T>(dice: Dice, rows: readonly T[], change: (row: T) => readonly T[]): T[] {
  const place = dice.between(0, rows.length - 1);
  return rows.flatMap((row, index) => (index === place ? change(row) : [row]));
}

/** No two employments begin on one day: by days alone nobody could tell them apart. */
function withDienst(mens: Mens, dice: Dice, rows: readonly Dienstverband[]): Mens {
  const apart = rows.filter(
    ({ begin, eind }, index) =>
      rows.findIndex((row) => row.begin === begin) === index &&
      (begin === undefined || eind === undefined || eind >= begin),
  );
  return relisted(dice, { ...mens, dienstverbanden: apart });
}

const changeDienst =
  (change: (row: Dienstverband, dag: Datum) => readonly Dienstverband[]): Ingreep =>
  (mens, dice, kalender) => {
    const { dienstverbanden = [] } = mens;
    const dag = drawDag(dice, kalender);
    return dienstverbanden.length === 0
      ? mens
      : withDienst(
          mens,
          dice,
          onOne(dice, dienstverbanden, (row) => change(row, dag)),
        );
  };

const DIENST: readonly [Ingreep, ...Ingreep[]] = [
  // A last day is entered, or moved; however late.
  changeDienst((row, eind) => [{ ...row, eind }]),
  changeDienst((row, eind) => [{ ...row, eind }]),
  changeDienst((row, eind) => (row.eind === undefined ? [{ ...row, eind }] : [row])),
  changeDienst(({ eind: _gone, ...row }) => [row]),
  changeDienst((row, begin) => [{ ...row, begin }]),
  changeDienst((row) => (row.begin === undefined ? [row] : [{ ...row, begin: addDays(row.begin, 1) }])),
  changeDienst(() => []),
  // Entered again with the same days: no change.
  changeDienst((row) => [row.begin === undefined ? row : { ...row, gemeldOp: addDays(row.begin, 3) }]),
  (mens, dice, kalender) =>
    withDienst(mens, dice, [
      ...(mens.dienstverbanden ?? []),
      drawDienstverband(dice, kalender, drawDag(dice, kalender)),
    ]),
  (mens, dice, kalender) => {
    const begin = drawDag(dice, kalender);
    const last = { begin, eind: addDays(begin, dice.pick([0, 13, 27, 40])) };
    return withDienst(mens, dice, [...(mens.dienstverbanden ?? []), last]);
  },
  (mens, dice) => withDienst(mens, dice, (mens.dienstverbanden ?? []).toReversed()),
  ({ dienstverbanden: _gone, ...mens }, dice) => (dice.chance(0.3) ? { ...mens, lijst: 'in-dienst' } : mens),
  (mens, dice) => (mens.dienstverbanden === undefined ? mens : relisted(dice, mens)),
];

const SALARIS: readonly [Ingreep, ...Ingreep[]] = [
  (mens, dice, kalender) => ({ ...mens, salarissen: [...mens.salarissen, drawSalaris(dice, kalender)] }),
  (mens, dice, kalender) => ({
    ...mens,
    salarissen: [
      ...mens.salarissen,
      { ...drawSalaris(dice, kalender), ingangsdatum: drawDag(dice, kalender), soort: 'bruto-fulltime' },
    ],
  }),
  (mens, dice) => ({
    ...mens,
    salarissen: onOne(dice, mens.salarissen, (row) => [{ ...row, bedrag: drawBedrag(dice) }]),
  }),
  (mens, dice) => ({ ...mens, salarissen: onOne(dice, mens.salarissen, () => []) }),
  // A second row of one day, entered at another time.
  (mens, dice, kalender) => ({
    ...mens,
    salarissen: onOne(dice, mens.salarissen, (row): SalarisRegel[] => [
      row,
      { ...row, bedrag: drawBedrag(dice), aangemaaktOp: drawMoment(dice, drawDag(dice, kalender)) },
    ]),
  }),
  (mens) => ({ ...mens, salarissen: mens.salarissen.toReversed() }),
];

const ROOSTER: readonly [Ingreep, ...Ingreep[]] = [
  (mens, dice, kalender) => ({ ...mens, roosters: [...mens.roosters, drawRooster(dice, kalender)] }),
  (mens, dice, kalender) => ({
    ...mens,
    roosters: [...mens.roosters, { ...drawRooster(dice, kalender), ingangsdatum: drawDag(dice, kalender) }],
  }),
  (mens, dice) => ({
    ...mens,
    roosters: onOne(dice, mens.roosters, (row) => [{ ...row, urenPerWeek: drawUren(dice) }]),
  }),
  (mens, dice, kalender) => ({
    ...mens,
    roosters: onOne(dice, mens.roosters, (row) => [{ ...row, ingangsdatum: drawDag(dice, kalender) }]),
  }),
  (mens, dice) => ({ ...mens, roosters: onOne(dice, mens.roosters, () => []) }),
];

/** A new row from some day on, a row that is other than it was told before, or all of it gone. */
function changeRijen<T>(dice: Dice, kalender: Kalender, rows: readonly Rij<T>[], draw: () => T): readonly Rij<T>[] {
  if (dice.chance(0.1)) return [];
  if (dice.chance(0.5) && rows.length > 0) return onOne(dice, rows, (row) => [{ ...row, waarde: draw() }]);
  return insertRij(rows, { vanaf: drawDag(dice, kalender), waarde: draw() });
}

const withHistorie = (mens: Mens, historie: Partial<Historie>): Mens => ({
  ...mens,
  historie: { ...mens.historie, ...historie },
});

/** Of one period, in the place of what was told of it. */
function ofTijdvak<T>(dice: Dice, { tijdvakken }: Kalender, rows: readonly Rij<T>[], draw: () => T): readonly Rij<T>[] {
  const { begin, eind } = dice.pick(tijdvakken);
  return insertRij(rows, { vanaf: begin, tot: eind, waarde: draw() });
}

const GEGEVENS: readonly [Ingreep, ...Ingreep[]] = [
  (mens, dice, kalender) =>
    withHistorie(mens, { persoon: changeRijen(dice, kalender, mens.historie.persoon, () => drawPersoon(dice)) }),
  // A name that is written otherwise, or another one.
  (mens, dice) =>
    withHistorie(mens, {
      persoon: onOne(dice, mens.historie.persoon, (row) => [
        { ...row, waarde: { ...row.waarde, achternaam: drawNaam(dice) } },
      ]),
    }),
  (mens, dice, kalender) => {
    const overlijdensdatum = drawDag(dice, kalender);
    const persoon = mens.historie.persoon.map((row) => ({ ...row, waarde: { ...row.waarde, overlijdensdatum } }));
    return withHistorie(mens, { persoon });
  },
  (mens) =>
    withHistorie(mens, {
      persoon: mens.historie.persoon.map(({ waarde: { overlijdensdatum: _alive, ...waarde }, ...row }) => ({
        ...row,
        waarde,
      })),
    }),
  (mens, dice, kalender) =>
    withHistorie(mens, { bsn: changeRijen(dice, kalender, mens.historie.bsn, () => drawBsn(dice)) }),
  (mens, dice, kalender) => ({
    ...mens,
    contracten: [...mens.contracten, drawContract(dice, kalender, mens.contracten.length + 1)],
  }),
  (mens, dice) => ({
    ...mens,
    contracten: onOne(dice, mens.contracten, (row) => [{ ...row, ikv: dice.between(1, 3) }]),
  }),
  (mens, dice, kalender) => ({
    ...mens,
    contracten: onOne(dice, mens.contracten, ({ eind: _gone, ...row }) => [
      dice.chance(0.3) ? row : { ...row, eind: drawDag(dice, kalender) },
    ]),
  }),
  (mens, dice) => ({
    ...mens,
    contracten: onOne(dice, mens.contracten, (row) =>
      dice.chance(0.5) ? [] : [{ ...row, urenPerWeek: drawUren(dice) }],
    ),
  }),
  (mens) => ({ ...mens, contracten: mens.contracten.toReversed(), kinderen: mens.kinderen.toReversed() }),
  (mens, dice, kalender) =>
    withHistorie(mens, { adressen: changeRijen(dice, kalender, mens.historie.adressen, () => drawAdressen(dice)) }),
  (mens, dice, kalender) =>
    withHistorie(mens, {
      verzekering: changeRijen(dice, kalender, mens.historie.verzekering, () => drawVerzekering(dice)),
    }),
  (mens, dice, kalender) => ({ ...mens, partner: drawPartner(dice, kalender) }),
  ({ partner: _gone, ...mens }) => mens,
  (mens, dice) => ({ ...mens, kinderen: [...mens.kinderen, drawKind(dice)] }),
  (mens, dice) => ({ ...mens, kinderen: onOne(dice, mens.kinderen, () => (dice.chance(0.5) ? [] : [drawKind(dice)])) }),
  (mens, dice, kalender) =>
    withHistorie(mens, {
      vasteLooncomponenten: changeRijen(dice, kalender, mens.historie.vasteLooncomponenten, () =>
        drawComponenten(dice),
      ),
    }),
  (mens, dice, kalender) =>
    withHistorie(mens, {
      variabeleLooncomponenten: ofTijdvak(dice, kalender, mens.historie.variabeleLooncomponenten, () =>
        drawComponenten(dice),
      ),
    }),
  (mens, dice, kalender) =>
    withHistorie(mens, { vasteUren: changeRijen(dice, kalender, mens.historie.vasteUren, () => drawUrenlijst(dice)) }),
  (mens, dice, kalender) =>
    withHistorie(mens, {
      variabeleUren: ofTijdvak(dice, kalender, mens.historie.variabeleUren, () => drawUrenlijst(dice)),
    }),
  (mens, dice, kalender) =>
    withHistorie(mens, {
      bankrekeningen: changeRijen(dice, kalender, mens.historie.bankrekeningen, () => drawBankrekeningen(dice)),
    }),
  (mens, dice) => ({ ...mens, personeelsnummer: String(dice.between(1, 9)) }),
];

/** The same written otherwise: no change. */
const RESPELLING: Ingreep = (mens) => ({
  ...mens,
  salarissen: mens.salarissen.map(({ aangemaaktOp, ...row }) => ({
    ...row,
    bedrag: respelled(row.bedrag),
    ...(aangemaaktOp === undefined
      ? {}
      : { aangemaaktOp: aangemaaktOp.endsWith('.000') ? aangemaaktOp.slice(0, -4) : `${aangemaaktOp}.000` }),
  })),
  roosters: mens.roosters.map((row) => ({ ...row, urenPerWeek: respelled(row.urenPerWeek) })),
  contracten: mens.contracten.map((row) =>
    row.urenPerWeek === undefined ? row : { ...row, urenPerWeek: respelled(row.urenPerWeek) },
  ),
  historie: {
    ...mens.historie,
    persoon: mens.historie.persoon.map((row) => {
      const { achternaam = '' } = row.waarde;
      const isComposed = achternaam === achternaam.normalize('NFC');
      return { ...row, waarde: { ...row.waarde, achternaam: achternaam.normalize(isComposed ? 'NFD' : 'NFC') } };
    }),
    vasteLooncomponenten: mens.historie.vasteLooncomponenten.map((row) => ({
      ...row,
      waarde: row.waarde.map((one) => ({ ...one, waarde: respelled(one.waarde) })),
    })),
  },
});

const respelled = (getal: Decimaal): Decimaal =>
  Decimaal.parse(getal.includes('.') ? getal.replace(/\.?0+$/, '') : `${getal}.00`);

/** One to three things happen to somebody. */
export function change(mens: Mens, dice: Dice, kalender: Kalender): Mens {
  let changed = mens;
  for (let count = dice.pick([1, 1, 1, 2, 3]); count > 0; count -= 1) {
    const ingreep = dice.chance(0.05)
      ? RESPELLING
      : dice.pick(dice.pick([DIENST, DIENST, SALARIS, ROOSTER, GEGEVENS, GEGEVENS]));
    changed = ingreep(changed, dice, kalender);
  }
  return changed;
}

export const respell = (mens: Mens, dice: Dice, kalender: Kalender): Mens => RESPELLING(mens, dice, kalender);
