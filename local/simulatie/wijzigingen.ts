import type { KoppelingId } from '../../core/ids.ts';
import { epochMs } from '../../core/kalender/tijd.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import type { Manifest } from '../../core/vergelijking/manifest.ts';
import type { Loop } from './loop.ts';
import type { Lot } from './lots.ts';
import { type Answer, eventOf } from './requests.ts';

/** What a koppeling is exchanged by is otherwise since a moment between these two. */
interface Overgang {
  readonly van: number;
  /** When a.s.r. was answered; absent as long as it was not. */
  readonly tot: number | undefined;
}

/** a.s.r., as far as it changes by what koppelingen are exchanged. */
export interface Wijzigingen {
  /** Gives a DGA of whom nobody in Nmbrs has the name, and a 13e maand: each set of after that says both. */
  change(lot: Lot): void;
  readonly overgangen: ReadonlyMap<KoppelingId, Overgang>;
}

export interface WijzigingenParts {
  readonly loop: Loop;
  /** Sends it until there is an answer that trying again would not change. */
  readonly request: (functionName: string, event: object, subject: string) => Promise<Answer | undefined>;
  readonly koppelingOf: (lot: Lot) => Koppeling | undefined;
}

const WIJZIGING = { dga: [{ naam: 'Nergens', medewerkersnummer: '9999' }], dertiendeMaand: true };

export function createWijzigingen({ loop, request, koppelingOf }: WijzigingenParts): Wijzigingen {
  const overgangen = new Map<KoppelingId, Overgang>();
  const change = async (koppelingId: KoppelingId): Promise<void> => {
    const van = loop.now();
    overgangen.set(koppelingId, { van, tot: undefined });
    const body = { ...WIJZIGING, reden: 'Er is een DGA bijgekomen.' };
    const event = eventOf({ koppelingId, beoordelaar: 'beoordelaar-1', body });
    const answer = await request('change-koppeling', event, koppelingId);
    if (answer?.statusCode === 200) overgangen.set(koppelingId, { van, tot: loop.now() });
  };
  return {
    overgangen,
    change(lot) {
      const koppeling = koppelingOf(lot);
      if (koppeling !== undefined) void change(koppeling.koppelingId);
    },
  };
}

/** A set says what was changed when it was begun after that, and not when it was there before. */
export function judgeWijziging(
  { overgangen }: Wijzigingen,
  { koppelingId, uitwisselingId, aangemaaktOp, dertiendeMaand }: Manifest,
  {
    vragen,
    now,
    violate,
  }: {
    readonly vragen: string;
    readonly now: number;
    readonly violate: (code: string, what: string) => void;
  },
): void {
  const { van = Number.POSITIVE_INFINITY, tot } = overgangen.get(koppelingId) ?? {};
  const said = [dertiendeMaand, vragen.includes('"dga-niet-gevonden"')];
  if (now < van && said.includes(true)) violate('change-too-early', uitwisselingId);
  if (tot !== undefined && tot < epochMs(aangemaaktOp) && said.includes(false))
    violate('change-missing', uitwisselingId);
}
