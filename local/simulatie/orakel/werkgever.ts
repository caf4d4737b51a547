import { RunId } from '../../../core/ids.ts';
import { addDays, type Datum } from '../../../core/kalender/tijd.ts';
import type { Tijdvak, Verloning } from '../../../core/kalender/tijdvak.ts';
import { BulkAanroep } from '../../../core/nmbrs/bulk-aanroep.ts';
import type { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { Decimaal, type LooncodeRegel } from '../../../core/nmbrs/gegevensset.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { createDice, type Dice } from '../dice.ts';
import { drawKalender, type Kalender, shifted, TIJDVAKKEN } from './dagen.ts';
import { change, respell } from './ingrepen.ts';
import { drawMens } from './mensen.ts';
import type { Mens, Moment, Rechten } from './waarheid.ts';

// A werkgever by chance: who works there, what the office changes between the exchanges, and which exchanges are made.

/** One exchange that is to be made. */
export interface Bezoek {
  readonly moment: Moment;
  /** The day on which it is made. */
  readonly op: Datum;
  /** Somebody asked for a period that is not the next one. */
  readonly opnieuw: boolean;
  /** A version before it was fetched and came to nothing. */
  readonly mislukt: boolean;
  /** What was kept for comparing was lost just before. */
  readonly vergeten: boolean;
  /** What was active, and where Nmbrs was, when it was planned: it may change before anything is fetched. */
  readonly bijPlan: Partial<Rechten & Pick<Moment, 'nmbrsIn'>>;
  /** Whether the report of all wage codes is active. */
  readonly runRapport: boolean;
}

export interface Werkgever {
  readonly seed: number;
  readonly verloning: Verloning;
  readonly bezoeken: readonly Bezoek[];
}

/** What changes from exchange to exchange. */
interface Stand extends Rechten {
  readonly mensen: readonly Mens[];
  /** Who was removed from Nmbrs, and may be entered again. */
  readonly verwijderd: readonly Mens[];
  readonly dekkingsprofiel: Dekkingsprofiel;
  readonly dga: Moment['dga'];
  readonly nmbrsVooruit: number;
  readonly nieuwNummer: number;
  readonly looncodes: Moment['looncodes'];
}

export function drawWerkgever(seed: number): Werkgever {
  const dice = createDice(seed);
  const kalender = drawKalender(dice);
  const bezoeken: Bezoek[] = [];
  const versies = new Map<string, number>();
  const gezien: Tijdvak[] = [];
  let stand = firstStand(dice, kalender);
  const visit = (tijdvak: Tijdvak, op: Datum, opnieuw: boolean): void => {
    const mislukt = dice.chance(0.04);
    const versie = (versies.get(tijdvak.tijdvakId) ?? 0) + (mislukt ? 2 : 1);
    versies.set(tijdvak.tijdvakId, versie);
    bezoeken.push({ ...drawBezoek(dice, stand, { tijdvak, versie }), op, opnieuw, mislukt });
  };
  for (let index = 0; index < TIJDVAKKEN; index += 1) {
    const tijdvak = shifted(kalender.eerste, index);
    if (index > 0) stand = nextStand(dice, kalender, stand);
    gezien.push(tijdvak);
    const op = addDays(tijdvak.eind, dice.between(10, 14));
    // A period without a run is passed over, and perhaps fetched later.
    if (index > 0 && dice.chance(0.05)) continue;
    stand = paid(dice, stand, tijdvak);
    visit(tijdvak, op, false);
    if (!dice.chance(0.16)) continue;
    if (dice.chance(0.5)) stand = nextStand(dice, kalender, stand);
    visit(dice.chance(0.6) ? tijdvak : (gezien[dice.between(0, index)] ?? tijdvak), addDays(op, 3), true);
  }
  return { seed, verloning: kalender.eerste.verloning, bezoeken };
}

function firstStand(dice: Dice, kalender: Kalender): Stand {
  const count = dice.chance(0.01) ? 20 : dice.pick([1, 1, 1, 1, 2, 2, 2, 3, 4]);
  const mensen = Array.from({ length: count }, (_, index) => drawMens(dice, kalender, index + 1));
  return {
    ...{ mensen, verwijderd: [], nieuwNummer: count + 1, looncodes: new Map() },
    dekkingsprofiel: drawProfiel(dice),
    dga: dice.chance(0.2) ? mensen.slice(0, 1).map(({ werknemerId }) => werknemerId) : [],
    nmbrsVooruit: drawVooruit(dice),
    ...drawRechten(dice),
  };
}

const drawProfiel = (dice: Dice): Dekkingsprofiel => dice.pick([...PROFIELEN, 'volledig', 'pensioen']);
const PROFIELEN = ['verzuim', 'wia', 'pensioen', 'volledig'] as const satisfies readonly Dekkingsprofiel[];

/** How far Nmbrs is: mostly one period further, because the run was drawn. */
const drawVooruit = (dice: Dice): number => dice.pick([1, 1, 1, 1, 1, 1, 1, 0, 0, 2, 2, 3, -1, -2]);

const drawRechten = (dice: Dice): Rechten => ({
  bedrijfsbreed: some(dice, BulkAanroep.options),
  perTijdvak: some(dice, TijdvakAanroep.options),
});

/** None, all, or a part. */
function some<T>(dice: Dice, all: readonly T[]): readonly T[] {
  const share = dice.pick([0, 0, 1, 1, 0.5]);
  return all.filter(() => dice.chance(share));
}

function nextStand(dice: Dice, kalender: Kalender, stand: Stand): Stand {
  const isRespelled = dice.chance(0.03);
  const kept = stand.mensen.filter(() => !dice.chance(0.03));
  const back = stand.verwijderd.filter(() => dice.chance(0.3));
  const mensen = [...kept, ...back].map((mens) => {
    const next = dice.chance(0.4) ? change(mens, dice, kalender) : mens;
    return isRespelled ? respell(next, dice, kalender) : next;
  });
  const isNew = dice.chance(0.1);
  return {
    mensen: isNew ? [...mensen, drawMens(dice, kalender, stand.nieuwNummer)] : mensen,
    verwijderd: [...stand.mensen, ...stand.verwijderd].filter((mens) => !kept.includes(mens) && !back.includes(mens)),
    nieuwNummer: stand.nieuwNummer + (isNew ? 1 : 0),
    looncodes: stand.looncodes,
    dekkingsprofiel: dice.chance(0.03) ? drawProfiel(dice) : stand.dekkingsprofiel,
    dga: dice.chance(0.02) ? [] : stand.dga,
    nmbrsVooruit: dice.chance(0.5) ? drawVooruit(dice) : stand.nmbrsVooruit,
    ...(dice.chance(0.25) ? drawRechten(dice) : { bedrijfsbreed: stand.bedrijfsbreed, perTijdvak: stand.perTijdvak }),
  };
}

/** The run of a period, and the one that corrected it. */
const runIdsOf = ({ jaar, nummer }: Tijdvak): readonly [RunId, RunId] => [
  RunId.parse(jaar * 1000 + nummer * 10),
  RunId.parse(jaar * 1000 + nummer * 10 + 1),
];

/** The run of the period pays most of them. */
function paid(dice: Dice, stand: Stand, tijdvak: Tijdvak): Stand {
  if (stand.dekkingsprofiel === 'verzuim') return stand;
  const looncodes = new Map(stand.looncodes);
  for (const { werknemerId } of stand.mensen) {
    if (!dice.chance(0.4)) continue;
    const rows = drawLonen(dice, dice.pick(runIdsOf(tijdvak)));
    looncodes.set(werknemerId, [...(looncodes.get(werknemerId) ?? []), ...rows]);
  }
  return { ...stand, looncodes };
}

const drawLonen = (dice: Dice, runId: RunId): LooncodeRegel[] =>
  [8100, 1000, 7777]
    .filter(() => dice.chance(0.6))
    .map((code) => ({ runId, code, omschrijving: `Code ${code}`, waarde: Decimaal.parse('100.00') }));

function drawBezoek(
  dice: Dice,
  stand: Stand,
  { tijdvak, versie }: Pick<Moment, 'tijdvak' | 'versie'>,
): Omit<Bezoek, 'op' | 'opnieuw' | 'mislukt'> {
  const { mensen, looncodes, dekkingsprofiel, dga, bedrijfsbreed, perTijdvak, nmbrsVooruit } = stand;
  // Of a period that is fetched again Nmbrs has gone further meanwhile: it is where it is.
  const nmbrsIn = shifted(tijdvak, nmbrsVooruit);
  const isMoving = dice.chance(0.04);
  return {
    moment: {
      ...{ tijdvak, versie, nmbrsIn, dekkingsprofiel, dga, bedrijfsbreed, perTijdvak },
      ...{ mensen, looncodes },
      geplandPerTijdvak: isMoving ? TijdvakAanroep.options : perTijdvak,
      runIds: dice.chance(0.15) ? runIdsOf(tijdvak) : runIdsOf(tijdvak).slice(0, 1),
    },
    vergeten: dice.chance(0.02),
    bijPlan: isMoving
      ? {
          bedrijfsbreed: BulkAanroep.options,
          perTijdvak: TijdvakAanroep.options,
          nmbrsIn: shifted(nmbrsIn, dice.pick([-1, 1])),
        }
      : {},
    runRapport: dice.chance(0.9),
  };
}
