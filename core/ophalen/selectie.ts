import type { WerknemerId } from '../ids.ts';
import { canBeSamePerson } from '../invoer/persoonsnaam.ts';
import type { Datum } from '../kalender/tijd.ts';
import type { Tijdvak } from '../kalender/tijdvak.ts';
import type { KoppelingDga } from '../koppeling/koppeling.ts';
import { blijftNa } from '../nmbrs/bezetting.ts';
import type { Dienstverband, Vraag } from '../nmbrs/gegevensset.ts';
import type { WerknemerVermelding } from '../nmbrs/payroll.ts';
import type { GeplandeWerknemer, Werkplan } from '../uitwisseling/werkplan.ts';
import type { IsGewist } from './wissing.ts';

/** The company-wide lists from which it is decided who must be in the data set. */
export interface Personeelslijsten {
  readonly inDienst: readonly WerknemerVermelding[];
  readonly uitDienst: readonly WerknemerVermelding[];
  readonly dienstverbanden: ReadonlyMap<WerknemerId, readonly Dienstverband[]>;
  readonly dga: readonly KoppelingDga[];
  readonly tijdvak: Tijdvak;
  /** Whether employments that had all ended before the period are other than was told before, and so must be told. */
  readonly isNieuws: (werknemerId: WerknemerId, dienstverbanden: readonly Dienstverband[]) => boolean;
  /** Whether somebody who left was erased at their own request. */
  readonly isGewist: IsGewist;
}

/** Who is in the set, who will only be in a later one, and what should be asked about the lists. */
type Selectie = Pick<Werkplan, 'werknemers' | 'later' | 'vragen'>;

/**
 * Who must be in the data set: whoever is in service on a day of the period by the employments, whoever the lists name without any
 * employment, and those out of service who were not told yet as they now are. Nobody who begins after the period's last day. Where
 * the lists and the employments differ it is a question for a person, and nobody is dropped. Ordered by Nmbrs id.
 */
export function selectWerknemers(lijsten: Personeelslijsten): Selectie {
  const { inDienst, uitDienst, dienstverbanden, tijdvak, isNieuws, isGewist } = lijsten;
  const vragen: Vraag[] = [];
  const selected = new Map<WerknemerId, GeplandeWerknemer>();
  const later: Selectie['later'] = [];
  const dga = dgaVan(lijsten);

  const consider = (werknemerId: WerknemerId, lijst: Lijst, personeelsnummer?: string): void => {
    const all = dienstverbanden.get(werknemerId) ?? [];
    if (all.length === 0 && lijst === 'geen') return;
    // Who still stands on the payroll list is somebody to tell of, whatever was asked before.
    if (lijst !== 'in-dienst' && isGewist(werknemerId, all)) return;
    const begun = all.filter(({ begin }) => begin === undefined || begin <= tijdvak.eind);
    const [eersteDag] = begun.length > 0 ? [] : all.flatMap(({ begin }) => begin ?? []).sort();
    if (eersteDag !== undefined) later.push({ werknemerId, eersteDag });
    const inService = begun.some(({ eind }) => eind === undefined || eind >= tijdvak.begin);
    const reason =
      all.length === 0 ? alleenInLijst : verschilMet(lijst, { begun, inService, isLater: begun.length < all.length });
    const isOwed = all.length === 0 || inService || (begun.length > 0 && isNieuws(werknemerId, begun));
    // Who stands on the payroll list and had left before the period is in it until somebody says which of the two is right.
    if (!isOwed && reason !== tegenstrijdig) return;
    if (reason !== undefined) vragen.push(reason(werknemerId));
    selected.set(werknemerId, {
      werknemerId,
      ...(personeelsnummer === undefined ? {} : { personeelsnummer }),
      dga: dga.ids.has(werknemerId),
      dienstverbanden: begun,
    });
  };

  const listed = new Set<WerknemerId>();
  for (const [lijst, vermeldingen] of [
    ['in-dienst', inDienst],
    ['uit-dienst', uitDienst],
  ] as const) {
    for (const { werknemerId, personeelsnummer } of vermeldingen) {
      if (!listed.has(werknemerId)) consider(werknemerId, lijst, personeelsnummer);
      listed.add(werknemerId);
    }
  }
  for (const werknemerId of dienstverbanden.keys()) if (!listed.has(werknemerId)) consider(werknemerId, 'geen');
  for (let missing = 0; missing < dga.nietGevonden; missing += 1) vragen.push(dgaNietGevonden());
  return {
    werknemers: [...selected.values()].sort((a, b) => a.werknemerId - b.werknemerId),
    later: later.sort((a, b) => a.werknemerId - b.werknemerId),
    vragen,
  };
}

/** How many whom the controle counted had left before the first period, so that no set is about them. */
export const countVertrokkenVoor = (
  { dienstverbanden, tijdvak }: Pick<Personeelslijsten, 'dienstverbanden' | 'tijdvak'>,
  geteldOp: Datum,
): number =>
  [...dienstverbanden.values()].filter(
    (own) => blijftNa(own, geteldOp) && !own.some(({ eind }) => eind === undefined || eind >= tijdvak.begin),
  ).length;

/** On which of the lists somebody stands. */
type Lijst = 'in-dienst' | 'uit-dienst' | 'geen';

interface Dienst {
  /** The employments that begin by the end of the period. */
  readonly begun: readonly Dienstverband[];
  /** On a day of the period. */
  readonly inService: boolean;
  /** Whether one begins after the period. */
  readonly isLater: boolean;
}

/**
 * Where a list and the employments tell different things. The lists are of now: who left after the period, or begins after it, stands
 * on the right one.
 */
function verschilMet(
  lijst: Lijst,
  { begun, inService, isLater }: Dienst,
): ((werknemerId: WerknemerId) => Vraag) | undefined {
  if (lijst === 'geen') return inService ? alleenInDienstverbanden : undefined;
  if (lijst === 'uit-dienst') return begun.some(({ eind }) => eind === undefined) ? tegenstrijdig : undefined;
  return inService || isLater ? undefined : tegenstrijdig;
}

/**
 * Who of the people is a declared DGA: by the id that the controle found, else by a number that belongs to somebody of that name. The
 * mark is of a person: a number that was given to another does not take it along.
 */
function dgaVan({ dga, inDienst, uitDienst, dienstverbanden }: Personeelslijsten) {
  const people = [...inDienst, ...uitDienst];
  const ids = new Set<WerknemerId>();
  let nietGevonden = 0;
  for (const { naam, medewerkersnummer, werknemerId } of dga) {
    const found =
      werknemerId === undefined
        ? people.find(
            (one) => one.personeelsnummer === String(Number(medewerkersnummer)) && canBeSamePerson(naam, one.naam),
          )?.werknemerId
        : [...people.map((one) => one.werknemerId), ...dienstverbanden.keys()].find((one) => one === werknemerId);
    if (found === undefined) nietGevonden += 1;
    else ids.add(found);
  }
  return { ids, nietGevonden };
}

const alleenInLijst = (werknemerId: WerknemerId): Vraag => ({
  code: 'alleen-in-lijst',
  werknemerId,
  tekst: 'Deze werknemer staat in de werknemerslijst, maar heeft in Nmbrs geen dienstverband.',
});

const tegenstrijdig = (werknemerId: WerknemerId): Vraag => ({
  code: 'lijst-en-dienstverband-wijken-af',
  werknemerId,
  tekst:
    'De werknemerslijst en het dienstverband van deze werknemer in Nmbrs spreken elkaar tegen over in of uit dienst.',
});

const alleenInDienstverbanden = (werknemerId: WerknemerId): Vraag => ({
  code: 'alleen-in-dienstverbanden',
  werknemerId,
  tekst: 'Deze werknemer heeft in Nmbrs een dienstverband, maar staat niet in de werknemerslijst.',
});

const dgaNietGevonden = (): Vraag => ({
  code: 'dga-niet-gevonden',
  tekst: 'Een opgegeven DGA staat niet (meer) in de werknemerslijst. Controleer de opgave.',
});
