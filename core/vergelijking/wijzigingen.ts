import { longDate } from '../kalender/nederlands.ts';
import type { Datum } from '../kalender/tijd.ts';
import type { Tijdvak } from '../kalender/tijdvak.ts';
import { type Bereik, type Dagverloop, type Hasher, type Verloopafdruk, verschillen } from '../nmbrs/dagverloop.ts';
import type { Gegevensveld, SalarisRegel, Vraag, Werknemer } from '../nmbrs/gegevensset.ts';
import { oldestFirst } from '../nmbrs/historie.ts';
import { nuVan, type Peil } from '../nmbrs/peil.ts';
import { salarisOn } from '../nmbrs/salaris.ts';
import { dienstMutaties, isLaatGemeld, nieuweDienst } from './dienstmutaties.ts';
import { gewoneStappen, isSprong, stapVan } from './loonsprong.ts';
import { Mutatie, type TwkOorzaak } from './mutatie.ts';
import { twkOf } from './twk.ts';
import { gegevensveldOf, VELD_SOORTEN, type VeldSoort } from './vergelijkbaar.ts';
import {
  type Aanwezig,
  dienstverloop,
  levensloop,
  loonTekst,
  type MetHistorie,
  nooitInDienst,
  roosterverloop,
  salarisverloop,
  uitDienstTekst,
  type Vinger,
  type Vingerafdruk,
} from './vingerafdruk.ts';

/** With what the employees of a set are compared. */
export interface Vergelijking {
  readonly vinger: Vinger;
  readonly tijdvak: Tijdvak;
  /** The periods that were delivered before this one and of which all that was told is remembered, the earliest first. */
  readonly geleverd: readonly Tijdvak[];
  /** Of what a jump is expected, because the 13e maand is paid in this period, or (in the wage of the run) was in the last. */
  readonly sprongVerwacht: readonly ('salaris' | 'loon')[];
}

export interface Wijzigingen {
  readonly mutaties: readonly Mutatie[];
  readonly vragen: readonly Vraag[];
  /** The groups that could not be compared: one of the two is of its period, and the other is not. */
  readonly nietVergeleken: readonly Gegevensveld[];
}

export const NIETS: Wijzigingen = { mutaties: [], vragen: [], nietVergeleken: [] };

/** What differs from what was told before, by the fingerprint of this line (`eigen`); `vorige` absent: who was never told of. */
export function wijzigingenVan(
  nu: MetHistorie,
  { eigen, vorige }: { readonly eigen: Aanwezig; readonly vorige: Vingerafdruk | undefined },
  met: Vergelijking,
): Wijzigingen {
  const { werknemer } = nu;
  const dienst =
    vorige === undefined || vorige.verdwenen === true
      ? nieuweDienst(werknemer, bereikVan(met))
      : dienstMutaties(werknemer, vorige, hasherOf(werknemer, met));
  const inhoud = vorige?.inhoud;
  const velden = inhoud === undefined ? NIETS : veldMutaties(werknemer, inhoud, eigen.inhoud);
  const laat = dienst.filter((mutatie) => mutatie.soort === 'in-dienst').filter((one) => isLaatGemeld(one, met));
  return {
    mutaties: [...dienst, ...velden.mutaties, ...twk(nu, vorige, met)],
    vragen: [
      ...(laat.length === 0 ? [] : [laatGemeld(werknemer)]),
      ...(inhoud === undefined ? [] : sprongVraag(nu, inhoud, met)),
    ],
    nietVergeleken: velden.nietVergeleken,
  };
}

/**
 * Who was in the previous set and is in this one no more. Somebody whose employments had all ended by then was reported, and
 * is left out by right; anybody else is gone from Nmbrs without a last day.
 */
export function wijzigingenVanVerdwenen({ werknemerId }: Vingerafdruk): Wijzigingen {
  const tekst =
    'Deze werknemer zat in een eerdere levering en heeft in Nmbrs tot en met dit tijdvak geen dienstverband meer, zonder datum uit dienst.';
  return {
    ...NIETS,
    mutaties: [{ soort: 'uit-dienst', werknemerId }],
    vragen: [{ code: 'uit-dienst-zonder-datum', werknemerId, tekst }],
  };
}

/**
 * Who was told of as in service and whose first day is now after the period: not in service on any day up to then. When that day is
 * there the person is told of anew, in the set of its period.
 */
export function wijzigingenVanUitgestelden(
  { werknemerId, dienst }: Vingerafdruk,
  eersteDag: Datum,
  { vinger, geleverd }: Vergelijking,
): Wijzigingen {
  const hash: Hasher = (text) => vinger(werknemerId, text);
  const bereik = bereikVanGeleverd(geleverd);
  const weg = bereik === undefined ? [] : verschillen(dienst, [{ waarde: 'uit' }], { bereik, wat: 'dienst', hash });
  const tekst = `Van deze werknemer is de eerste dag verplaatst naar ${longDate(eersteDag)}, na dit tijdvak. Eerder was de werknemer als in dienst gemeld. Klopt dat?`;
  return {
    ...NIETS,
    mutaties: [
      { soort: 'dienstverband', werknemerId, ingangsdatum: eersteDag, velden: ['begin'] },
      ...twkOf(werknemerId, { stretches: weg, geleverd }, { oorzaak: 'dienstverband' }),
    ],
    vragen: [{ code: 'eerste-dag-verplaatst', werknemerId, tekst }],
  };
}

/** Whether all employments had ended, and so were told as such. */
export const isVerteldAlsLeaver = ({ werknemerId, uitDienst }: Vingerafdruk, vinger: Vinger): boolean =>
  uitDienst === vinger(werknemerId, uitDienstTekst(true));

type Inhoud = NonNullable<Vingerafdruk['inhoud']>;

const hasherOf =
  ({ werknemerId }: Werknemer, { vinger }: Vergelijking): Hasher =>
  (tekst) =>
    vinger(werknemerId, tekst);

/** From the first period that is remembered to the end of this one. */
const bereikVan = ({ geleverd, tijdvak }: Vergelijking): Bereik => ({
  begin: (geleverd[0] ?? tijdvak).begin,
  eind: tijdvak.eind,
});

const laatGemeld = ({ werknemerId }: Werknemer): Vraag => ({
  code: 'laat-gemeld',
  werknemerId,
  tekst: 'De indiensttreding van deze werknemer is pas na afloop van het tijdvak waarin die begint in Nmbrs gemeld.',
});

/** From which day the new value of a kind holds, where Nmbrs says so. */
const INGANGSDATUM: Readonly<Partial<Record<VeldSoort, (werknemer: Werknemer) => Datum | undefined>>> = {
  salaris: ({ salaris }) => salaris?.ingangsdatum,
  uren: ({ rooster }) => rooster?.ingangsdatum,
  partner: ({ partner }) => partner?.begin,
  contract: ({ contracten = [] }) =>
    contracten
      .flatMap(({ begin }) => begin ?? [])
      .sort()
      .at(-1),
};

interface Verschil {
  readonly soort: VeldSoort;
  readonly veld: string;
  readonly peilen: Peilpaar;
}

/** How two values of one group can be laid side by side. */
type Peilpaar = 'tijdvak' | 'onvergelijkbaar' | { readonly van: Nu; readonly tot: Nu };
type Nu = NonNullable<ReturnType<typeof nuVan>>;

function peilpaarOf(oud: Peil, nu: Peil): Peilpaar {
  const [van, tot] = [nuVan(oud), nuVan(nu)];
  if (van !== undefined && tot !== undefined) return { van, tot };
  return van === undefined && tot === undefined ? 'tijdvak' : 'onvergelijkbaar';
}

function veldMutaties(werknemer: Werknemer, oud: Inhoud, eigen: Inhoud): Wijzigingen {
  const verschil = VELD_SOORTEN.flatMap((soort) => verschillenIn(soort, oud, eigen));
  const apart = verschil.filter(({ peilen }) => peilen === 'onvergelijkbaar');
  const groepen = Map.groupBy(
    verschil.filter(({ peilen }) => peilen !== 'onvergelijkbaar'),
    ({ soort, peilen }) => `${soort} ${JSON.stringify(peilen)}`,
  );
  return {
    ...NIETS,
    mutaties: [...groepen.values()].flatMap((samen) => mutatiesOf(werknemer, samen)),
    nietVergeleken: [...new Set(apart.flatMap(({ soort, veld }) => gegevensveldOf(soort, veld) ?? []))],
  };
}

/** The fields whose hash differs, of the groups that both sets asked for. A group that only one of them has brings no change. */
function verschillenIn(soort: VeldSoort, oud: Inhoud, eigen: Inhoud): Verschil[] {
  const [before, now] = [oud.velden[soort] ?? {}, eigen.velden[soort] ?? {}];
  return [...new Set([...Object.keys(now), ...Object.keys(before)])].flatMap((veld): Verschil[] => {
    const groep = gegevensveldOf(soort, veld);
    const isGelijk = now[veld] === before[veld];
    if (groep === undefined) return isGelijk ? [] : [{ soort, veld, peilen: 'tijdvak' }];
    const [van, tot] = [oud.peil[groep], eigen.peil[groep]];
    if (van === undefined || tot === undefined) return [];
    const peilen = peilpaarOf(van, tot);
    return isGelijk && peilen !== 'onvergelijkbaar' ? [] : [{ soort, veld, peilen }];
  });
}

/** One mutatie for what changed of a kind; a death is one of its own. */
function mutatiesOf(werknemer: Werknemer, samen: readonly Verschil[]): Mutatie[] {
  const [eerste] = samen;
  if (eerste === undefined) return [];
  const { soort, peilen } = eerste;
  const { werknemerId, persoon } = werknemer;
  const velden = samen.map(({ veld }) => veld);
  const tussen = typeof peilen === 'string' ? {} : { tussen: peilen };
  const overleden = persoon?.overlijdensdatum;
  const isOverlijden = overleden !== undefined && velden.includes('overlijdensdatum');
  const others = isOverlijden ? velden.filter((veld) => veld !== 'overlijdensdatum') : velden;
  const ofAnotherGroup = soort === 'uren' && velden.every((veld) => gegevensveldOf(soort, veld) !== 'rooster');
  const ingangsdatum = ofAnotherGroup ? undefined : INGANGSDATUM[soort]?.(werknemer);
  return [
    ...(isOverlijden ? [Mutatie.parse({ soort: 'overlijden', werknemerId, ingangsdatum: overleden, ...tussen })] : []),
    ...(others.length === 0
      ? []
      : [
          Mutatie.parse({
            ...{ soort, werknemerId },
            ...(ingangsdatum === undefined ? {} : { ingangsdatum }),
            ...{ velden: others, ...tussen },
          }),
        ]),
  ];
}

/** What was delivered of earlier periods and would be told otherwise now, day by day. */
function twk(
  { werknemer, salarissen, roosters }: MetHistorie,
  vorige: Vingerafdruk | undefined,
  met: Vergelijking,
): Mutatie[] {
  const { geleverd } = met;
  const bereik = bereikVanGeleverd(geleverd);
  if (bereik === undefined) return [];
  const { werknemerId, dienstverbanden, persoon, peil } = werknemer;
  const hash = hasherOf(werknemer, met);
  const lines = (oorzaak: TwkOorzaak, wat: string, [was, is]: readonly [was: Verloopafdruk, is: Dagverloop]) =>
    twkOf(
      werknemerId,
      { stretches: verschillen(was, is, { bereik, wat, hash }), geleverd },
      {
        oorzaak,
        aangemaaktOp: oorzaak === 'salaris' ? (begin) => enteredOn(salarissen, begin) : undefined,
      },
    );
  const inhoud = vorige?.inhoud;
  const isAlike = (veld: Gegevensveld): boolean => {
    const [oud, nu] = [inhoud?.peil[veld], peil[veld]];
    return oud !== undefined && nu !== undefined && peilpaarOf(oud, nu) !== 'onvergelijkbaar';
  };
  return [
    ...(inhoud === undefined ? [] : lines('salaris', 'salaris', [inhoud.salaris, salarisverloop(salarissen, bereik)])),
    ...(inhoud === undefined || !isAlike('rooster')
      ? []
      : lines('uren', 'rooster', [inhoud.rooster, roosterverloop(roosters, bereik)])),
    ...lines('dienstverband', 'dienst', [
      vorige?.dienst ?? nooitInDienst(hash),
      dienstverloop(dienstverbanden, bereik),
    ]),
    ...(inhoud === undefined || !isAlike('persoon')
      ? []
      : lines('overlijden', 'leven', [inhoud.leven, levensloop(persoon?.overlijdensdatum, bereik)])),
  ];
}

/** From the first to the last day of the delivered periods that are remembered. */
function bereikVanGeleverd(geleverd: readonly Tijdvak[]): Bereik | undefined {
  const [first, last] = [geleverd[0], geleverd.at(-1)];
  return first === undefined || last === undefined ? undefined : { begin: first.begin, eind: last.eind };
}

const enteredOn = (salarissen: readonly SalarisRegel[], begin: Datum): string | undefined =>
  salarissen
    .filter(({ ingangsdatum }) => ingangsdatum === begin)
    .toSorted((a, b) => oldestFirst(a.aangemaaktOp, b.aangemaaktOp))
    .at(-1)?.aangemaaktOp;

/** Only for who was in service in both periods in full: who comes or goes earns part of a wage. */
function sprongVraag(
  { werknemer, salarissen }: MetHistorie,
  { loon }: Inhoud,
  { vinger, geleverd, sprongVerwacht }: Vergelijking,
): Vraag[] {
  const last = geleverd.at(-1);
  if (last === undefined) return [];
  const { werknemerId, dienstverbanden, salaris, looncodes } = werknemer;
  const stap = stapVan(looncodes ?? []);
  const isWholePeriod = dienstverbanden.some(
    ({ begin, eind }) => (begin === undefined || begin <= last.begin) && eind === undefined,
  );
  const inRun =
    !sprongVerwacht.includes('loon') &&
    stap !== undefined &&
    loon !== undefined &&
    isWholePeriod &&
    !gewoneStappen(stap).some((one) => vinger(werknemerId, loonTekst(one)) === loon);
  const inSalaris = !sprongVerwacht.includes('salaris') && isSprong(salarisOn(salarissen, last.eind), salaris);
  if (!inRun && !inSalaris) return [];
  const tekst = `Het ${inRun ? 'loon in de run' : 'salaris'} van deze werknemer verschilt sterk van het vorige tijdvak.`;
  return [{ code: 'sprong-in-loon', werknemerId, tekst }];
}
