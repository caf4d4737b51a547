import type { TijdvakId, WerknemerId } from '../ids.ts';
import type { Guid } from '../invoer/guid.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import type { Koppeling } from '../koppeling/koppeling.ts';
import type { Dienstverband } from '../nmbrs/gegevensset.ts';
import { touches } from '../nmbrs/historie.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { openVerteld, sleutelOf, type VingerDeps, vorigeVan } from '../vergelijking/read-vingerafdrukken.ts';
import { dagenVan, type Vinger, type Vingerafdruk } from '../vergelijking/vingerafdruk.ts';
import { isVerteldAlsLeaver } from '../vergelijking/wijzigingen.ts';
import type { Verzoeken } from '../verzoek/ports/verzoeken.ts';
import type { Personeelslijsten } from './selectie.ts';
import { gewistenIn, type IsGewist } from './wissing.ts';

type IsNieuws = Personeelslijsten['isNieuws'];

/** What is remembered of the sets of earlier periods, as far as a plan needs it. */
export interface Verleden {
  readonly isNieuws: IsNieuws;
  /** Whom nothing is told of any more, at their own request. */
  readonly isGewist: IsGewist;
  /** The GUID of an employee, where Nmbrs told it before. */
  readonly guidVan: (werknemerId: WerknemerId) => Guid | undefined;
}

/**
 * `isNieuws` tells of somebody who had left before this period whether that must be told: the last day, or anything else of the employment, is
 * other than was told in an earlier period's set. However late it was entered, and once. Where nothing is remembered, who left since
 * the period before is told.
 */
export async function openVerleden(
  deps: VingerDeps & { readonly registratie: Uitwisselregister & Pick<Verzoeken, 'listVerzoeken'> },
  koppeling: Koppeling,
  tijdvakId: TijdvakId,
): Promise<Verleden> {
  const all = await deps.registratie.listUitwisselingen(koppeling.koppelingId);
  const { vinger, sleutelId } = await sleutelOf(deps, koppeling);
  const verteld = await openVerteld(deps, { tijdvakId, all, sleutelId });
  const isGewist = gewistenIn(await deps.registratie.listVerzoeken(koppeling.koppelingId), vinger);
  const { begin } = tijdvakById(tijdvakId);
  if (typeof verteld === 'string') {
    // Before the first set there is nothing to tell, but of the periods that were passed over.
    const [eerste] = (koppeling.overgeslagen ?? []).filter((one) => tijdvakById(one.tijdvakId).begin < begin);
    const isNieuws = sinds(vorigeVan(tijdvakId, all)?.tijdvakId ?? eerste?.tijdvakId);
    return { isNieuws, isGewist, guidVan: () => undefined };
  }
  // Also of a period in between that was passed over: nobody else will tell of who worked in that one only.
  const sindsHetBegin = { begin: verteld.geleverd[0]?.begin ?? begin, eind: begin };
  const known = new Map<WerknemerId, Vingerafdruk>();
  for await (const afdruk of verteld.afdrukken) {
    const { inhoud: _notNeeded, ...told } = afdruk;
    known.set(afdruk.werknemerId, told);
  }
  return {
    isGewist,
    isNieuws: (werknemerId, dienstverbanden) => {
      const afdruk = known.get(werknemerId);
      return afdruk === undefined
        ? dienstverbanden.some((one) => touches(one, sindsHetBegin))
        : isAnders(afdruk, dienstverbanden, vinger);
    },
    guidVan: (werknemerId) => known.get(werknemerId)?.guid,
  };
}

/** Nothing is remembered: who left in the previous period or after it; when there is none, nobody. */
const sinds =
  (vorige: TijdvakId | undefined): IsNieuws =>
  (_werknemerId, dienstverbanden) =>
    vorige !== undefined && dienstverbanden.some(({ eind }) => eind === undefined || eind >= tijdvakById(vorige).begin);

/** Whether the days of the employments are not those that were told, or the person was told of as in service. */
function isAnders(afdruk: Vingerafdruk, dienstverbanden: readonly Dienstverband[], vinger: Vinger): boolean {
  const now = dagenVan(dienstverbanden, (tekst) => vinger(afdruk.werknemerId, tekst));
  return (
    afdruk.verdwenen === true ||
    !isVerteldAlsLeaver(afdruk, vinger) ||
    !isSameSet(now.begin, afdruk.begin) ||
    !isSameSet(now.eind, afdruk.eind)
  );
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((one) => right.has(one));
}
