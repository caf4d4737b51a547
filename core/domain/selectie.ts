import type { Dga } from './aanmeldgegevens.ts';
import type { Dienstverband, Vraag } from './gegevensset.ts';
import type { WerknemerVermelding } from './payroll.ts';
import type { Datum } from './tijd.ts';
import type { WerknemerId } from './uitwisseling.ts';
import type { GeplandeWerknemer, Werkplan } from './werkplan.ts';

/** The company-wide lists from which it is decided who must be in the data set. */
export interface Personeelslijsten {
  readonly inDienst: readonly WerknemerVermelding[];
  readonly uitDienst: readonly WerknemerVermelding[];
  readonly dienstverbanden: ReadonlyMap<WerknemerId, readonly Dienstverband[]>;
  readonly dga: readonly Dga[];
  /**
   * The earliest last day with which someone out of service still counts: the begin of the previously exchanged period, or
   * of this one when there is none. An uit dienst that was entered after the previous exchange is so not lost.
   */
  readonly sinds: Datum;
}

/**
 * Who must be in the data set: everyone on the payroll list, those out of service since `sinds` (so that every uit
 * dienst is reported), and everyone whom only the employments know as employed. Where the lists differ it is a question
 * for a person, and nobody is dropped. Ordered by Nmbrs id.
 */
export function selectWerknemers(lijsten: Personeelslijsten): Omit<Werkplan, 'bedrijfsbreed'> {
  const { inDienst, uitDienst, dienstverbanden, dga, sinds } = lijsten;
  const employmentsOf = (werknemerId: WerknemerId) => dienstverbanden.get(werknemerId) ?? [];
  const vragen: Vraag[] = [];
  const selected = new Map<WerknemerId, GeplandeWerknemer>();
  const numbers = new Set(dga.map(({ medewerkersnummer }) => String(Number(medewerkersnummer))));

  const add = (werknemerId: WerknemerId, personeelsnummer?: string) =>
    selected.set(werknemerId, {
      werknemerId,
      ...(personeelsnummer === undefined ? {} : { personeelsnummer }),
      dga: personeelsnummer !== undefined && numbers.has(personeelsnummer),
      dienstverbanden: [...employmentsOf(werknemerId)],
    });

  for (const { werknemerId, personeelsnummer } of inDienst) {
    add(werknemerId, personeelsnummer);
    const known = employmentsOf(werknemerId);
    if (known.length === 0) vragen.push(alleenInLijst(werknemerId));
    else if (!endedSince(known, sinds)) vragen.push(tegenstrijdig(werknemerId));
  }
  for (const { werknemerId, personeelsnummer } of uitDienst) {
    if (selected.has(werknemerId)) continue;
    const known = employmentsOf(werknemerId);
    if (known.length === 0) vragen.push(alleenInLijst(werknemerId));
    if (known.some(isOpen)) vragen.push(tegenstrijdig(werknemerId));
    if (known.length === 0 || endedSince(known, sinds)) add(werknemerId, personeelsnummer);
  }
  const listed = new Set([...inDienst, ...uitDienst].map(({ werknemerId }) => werknemerId));
  for (const [werknemerId, known] of dienstverbanden) {
    if (listed.has(werknemerId) || !endedSince(known, sinds)) continue;
    add(werknemerId);
    vragen.push(alleenInDienstverbanden(werknemerId));
  }
  const found = new Set([...selected.values()].filter((one) => one.dga).map((one) => one.personeelsnummer));
  for (const number of numbers) if (!found.has(number)) vragen.push(dgaNietGevonden());
  return { werknemers: [...selected.values()].sort((a, b) => a.werknemerId - b.werknemerId), vragen };
}

/** Still employed, or out of service on or after this day. */
const endedSince = (dienstverbanden: readonly Dienstverband[], sinds: Datum): boolean =>
  dienstverbanden.some(({ eind }) => eind === undefined || eind >= sinds);

const isOpen = ({ eind }: Dienstverband): boolean => eind === undefined;

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
