import { KoppelingId } from '../../core/ids.ts';
import type { Dekkingsprofiel } from '../../core/nmbrs/dekkingsprofiel.ts';
import { seededRandom } from '../../local/nmbrs-simulator/random.ts';

/** One employer of a round. */
export interface Werkgever {
  readonly koppelingId: KoppelingId;
  /** The Nmbrs domain of its office: the group of its messages. */
  readonly domein: string;
  readonly werknemers: number;
  readonly profiel: Dekkingsprofiel;
  /** Whether its login may make the company-wide calls. */
  readonly bedrijfsbreed: boolean;
}

interface Share<Value> {
  readonly share: number;
  readonly value: Value;
}

/**
 * Sizes of employers, roughly as those with staff in the Netherlands are spread; 21.7 employees on average. INFERRED: a.s.r. knows
 * its own customers better.
 */
export const SIZES: readonly Share<number>[] = [
  { share: 0.45, value: 2 },
  { share: 0.2, value: 7 },
  { share: 0.15, value: 14 },
  { share: 0.12, value: 30 },
  { share: 0.045, value: 70 },
  { share: 0.025, value: 150 },
  { share: 0.007, value: 350 },
  { share: 0.003, value: 1_500 },
];

/** INFERRED too: verzuim is the cover that most small employers have. */
export const PROFIELEN: readonly Share<Dekkingsprofiel>[] = [
  { share: 0.5, value: 'verzuim' },
  { share: 0.3, value: 'wia' },
  { share: 0.15, value: 'pensioen' },
  { share: 0.05, value: 'volledig' },
];

const WERKGEVERS_PER_KANTOOR = 30;

/** So many employers, the same each time; `bedrijfsbreed` is the share of offices whose login may make the company-wide calls. */
export function drawWerkgevers(count: number, bedrijfsbreed: number): readonly Werkgever[] {
  const random = seededRandom(2026);
  const offices = Math.ceil(count / WERKGEVERS_PER_KANTOOR);
  return Array.from({ length: count }, (_, index) => {
    const kantoor = Math.floor(random() * offices);
    return {
      koppelingId: KoppelingId.parse(`kop-00000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
      domein: `kantoor-${kantoor}`,
      werknemers: draw(SIZES, random()),
      profiel: draw(PROFIELEN, random()),
      bedrijfsbreed: (kantoor + 0.5) / offices < bedrijfsbreed,
    };
  });
}

function draw<Value>(shares: readonly Share<Value>[], at: number): Value {
  let sum = 0;
  for (const { share, value } of shares) {
    sum += share;
    if (at < sum) return value;
  }
  const last = shares.at(-1);
  if (last === undefined) throw new Error('there is nothing to draw from');
  return last.value;
}
