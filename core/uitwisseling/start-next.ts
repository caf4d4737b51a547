import { assertStored } from '../assert-stored.ts';
import type { TijdvakId } from '../ids.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { InTeHalenTijdvak, Koppeling } from '../koppeling/koppeling.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { isOpen, TOKEN_CODES, type Uitwisseling } from './uitwisseling.ts';

export interface AskedDeps {
  readonly registratie: Koppelregister;
  readonly klok: Klok;
}

/**
 * The period that is to be fetched next because a person asked for it, or its runs changed: the first of those whose version has
 * not ended. What has is struck off here. A period that the koppeling has not come to yet waits for the one before it.
 */
export async function nextAsked(
  deps: AskedDeps,
  koppeling: Koppeling,
  all: readonly Uitwisseling[],
): Promise<InTeHalenTijdvak | undefined> {
  const { inhalen = [], volgende } = koppeling;
  const left = inhalen.filter((asked) => !hasEnded(asked, all));
  if (left.length < inhalen.length) await strikeOff(deps, koppeling, left);
  const [first] = left;
  return first === undefined || first.tijdvakId > volgende.tijdvakId ? undefined : first;
}

/** With those that were not asked for yet, in order. One whose exchange is open is fetching already: that one is meant. */
export function withAsked(
  before: readonly InTeHalenTijdvak[],
  tijdvakken: readonly TijdvakId[],
  all: readonly Uitwisseling[],
): readonly InTeHalenTijdvak[] {
  const added = tijdvakken
    .filter((tijdvakId) => !before.some((one) => one.tijdvakId === tijdvakId))
    .map((tijdvakId) => {
      const versions = all.filter((one) => one.tijdvakId === tijdvakId && !isOpen(one));
      return { tijdvakId, na: versions.at(-1)?.datasetVersie ?? 0 };
    });
  return [...before, ...added].sort((a, b) => (a.tijdvakId < b.tijdvakId ? -1 : 1));
}

const hasEnded = ({ tijdvakId, na }: InTeHalenTijdvak, all: readonly Uitwisseling[]): boolean =>
  all.some((one) => one.tijdvakId === tijdvakId && one.datasetVersie > na && isFinal(one));

/** Tried again at once it would lapse at once: there is no run of it, or the period is none any more. */
const LAPSED_FOR_GOOD: readonly string[] = [
  'geen-vergrendelde-run',
  'verloning-wijkt-af',
  'verloning-gewijzigd',
  'overgeslagen',
];

/** Delivered, or stopped in a way that trying again would not mend; what stopped for want of a token or for a pause comes again. */
function isFinal(uitwisseling: Uitwisseling): boolean {
  switch (uitwisseling.status) {
    case 'voltooid':
    case 'onvolledig':
      return true;
    case 'mislukt':
      return !TOKEN_CODES.includes(uitwisseling.code);
    case 'vervallen':
      return LAPSED_FOR_GOOD.includes(uitwisseling.code);
    default:
      return false;
  }
}

async function strikeOff(deps: AskedDeps, koppeling: Koppeling, left: readonly InTeHalenTijdvak[]): Promise<void> {
  const { inhalen = [], ...rest } = koppeling;
  const ended = inhalen.filter((asked) => !left.includes(asked)).map(({ tijdvakId }) => tijdvakId);
  const next: Koppeling = {
    ...rest,
    versie: rest.versie + 1,
    ...(left.length === 0 ? {} : { inhalen: [...left] }),
  };
  const { aanmeldingId } = koppeling;
  const regel = { aanmeldingId, op: deps.klok.now(), wie: 'systeem', wat: 'uitwisseling.ingehaald' };
  assertStored(await deps.registratie.replaceKoppeling(next, { ...regel, waarom: ended.join(', ') }));
}
