import { type Dekkingsprofiel, type Gegevensgroep, groepenFor, needsLooncodes } from './dekkingsprofiel.ts';
import type { LooncodeRegel, SalarisRegel, Vraag, Werknemer, WerknemerGegevens } from './gegevensset.ts';
import { salarisOn } from './salaris.ts';
import type { Datum } from './tijd.ts';
import type { WerknemerId } from './uitwisseling.ts';
import type { GeplandeWerknemer, WerknemersDeel, Werkplan } from './werkplan.ts';

/** Of which period contracts are: the one that is exchanged, or the one that Nmbrs was in when it was asked. */
export type ContractenVan = 'tijdvak' | 'huidig-tijdvak';

/** What the parts gave of one employee, and of which groups that is all there is. */
export interface Gegevensstukken {
  readonly gegevens: WerknemerGegevens;
  readonly groepen: readonly Gegevensgroep[];
}

/** Everything that was fetched, by employee. */
export interface Opgehaald {
  readonly stukken: ReadonlyMap<WerknemerId, Gegevensstukken>;
  readonly contractenVan: ContractenVan;
  readonly salarissen: ReadonlyMap<WerknemerId, readonly SalarisRegel[]>;
  readonly looncodes: ReadonlyMap<WerknemerId, readonly LooncodeRegel[]>;
}

/** Puts what one part gave of its groups beside what is there already. */
export function addStukken(
  stukken: Map<WerknemerId, Gegevensstukken>,
  rijen: WerknemersDeel,
  groepen: readonly Gegevensgroep[],
): void {
  for (const { werknemerId, ...gegevens } of rijen) {
    const earlier = stukken.get(werknemerId);
    stukken.set(werknemerId, {
      gegevens: { ...earlier?.gegevens, ...gegevens },
      groepen: [...(earlier?.groepen ?? []), ...groepen],
    });
  }
}

/** Why the pieces are not exactly everyone of the plan with every group of the profile once; nothing when they are. */
export function shortcomingOf(
  { werknemers }: Werkplan,
  { stukken }: Opgehaald,
  dekkingsprofiel: Dekkingsprofiel,
): 'werknemers-wijken-af' | 'groepen-wijken-af' | undefined {
  const isEveryone =
    werknemers.length === stukken.size && werknemers.every(({ werknemerId }) => stukken.has(werknemerId));
  if (!isEveryone) return 'werknemers-wijken-af';
  const needed = [...groepenFor(dekkingsprofiel)].sort().join();
  const isWhole = [...stukken.values()].every(({ groepen }) => [...groepen].sort().join() === needed);
  return isWhole ? undefined : 'groepen-wijken-af';
}

/** One line of the data set: only what the profile allows, whatever was fetched. */
export function composeWerknemer(
  gepland: GeplandeWerknemer,
  { stukken, salarissen, looncodes }: Opgehaald,
  { dekkingsprofiel, peildatum }: { dekkingsprofiel: Dekkingsprofiel; peildatum: Datum },
): Werknemer {
  const { werknemerId, personeelsnummer, dga, dienstverbanden } = gepland;
  const salaris = salarisOn(salarissen.get(werknemerId) ?? [], peildatum);
  return {
    werknemerId,
    ...(personeelsnummer === undefined ? {} : { personeelsnummer }),
    dga,
    dienstverbanden,
    ...restrict(stukken.get(werknemerId)?.gegevens ?? {}, dekkingsprofiel),
    ...(salaris === undefined ? {} : { salaris }),
    ...(needsLooncodes(dekkingsprofiel) ? { looncodes: [...(looncodes.get(werknemerId) ?? [])] } : {}),
  };
}

/** The second lock: the adapter did not fetch what the profile lacks, and here it could not pass either. */
function restrict(gegevens: WerknemerGegevens, dekkingsprofiel: Dekkingsprofiel): WerknemerGegevens {
  const groepen = new Set(groepenFor(dekkingsprofiel));
  const { persoon, contracten, rooster, bsn, adressen, verzekering, partner, kinderen, bankrekeningen } = gegevens;
  const { vasteLooncomponenten, variabeleLooncomponenten } = gegevens;
  return {
    ...(groepen.has('persoon') && persoon !== undefined ? { persoon } : {}),
    ...(groepen.has('bsn') && bsn !== undefined ? { bsn } : {}),
    ...(groepen.has('contract') && contracten !== undefined ? { contracten } : {}),
    ...(groepen.has('rooster') && rooster !== undefined ? { rooster } : {}),
    ...(groepen.has('adres') && adressen !== undefined ? { adressen } : {}),
    ...(groepen.has('verzekering') && verzekering !== undefined ? { verzekering } : {}),
    ...(groepen.has('partner') && partner !== undefined ? { partner } : {}),
    ...(groepen.has('kinderen') && kinderen !== undefined ? { kinderen } : {}),
    ...(groepen.has('looncomponenten') && vasteLooncomponenten !== undefined ? { vasteLooncomponenten } : {}),
    ...(groepen.has('looncomponenten') && variabeleLooncomponenten !== undefined ? { variabeleLooncomponenten } : {}),
    ...(groepen.has('bankrekening') && bankrekeningen !== undefined ? { bankrekeningen } : {}),
  };
}

const GEEN_CONTRACT: Readonly<Record<ContractenVan, string>> = {
  tijdvak: 'Deze werknemer heeft in Nmbrs in dit tijdvak geen contract.',
  'huidig-tijdvak': 'Deze werknemer heeft in het huidige tijdvak van Nmbrs geen contract. Liep het af in dit tijdvak?',
};

/** What a person should look at for this employee; the answer never holds the data back. */
export function vragenOver(
  werknemer: Werknemer,
  { dekkingsprofiel, contractenVan }: { dekkingsprofiel: Dekkingsprofiel; contractenVan: ContractenVan },
): Vraag[] {
  const { werknemerId, dga, persoon, contracten = [], adressen = [], salaris, rooster, bsn, verzekering } = werknemer;
  const groepen = groepenFor(dekkingsprofiel);
  const vragen: Vraag[] = [];
  const ask = (code: Vraag['code'], tekst: string) => vragen.push({ code, werknemerId, tekst });
  if (contracten.length === 0) ask('geen-contract', GEEN_CONTRACT[contractenVan]);
  if (persoon?.geboortedatum === undefined)
    ask('geen-geboortedatum', 'Deze werknemer heeft in Nmbrs geen geboortedatum.');
  if (groepen.includes('adres') && adressen.length === 0)
    ask('geen-adres', 'Deze werknemer heeft in Nmbrs geen adres.');
  if (salaris === undefined) ask('geen-salaris', 'Deze werknemer heeft in Nmbrs geen salaris in dit tijdvak.');
  if (rooster === undefined) ask('geen-rooster', 'Deze werknemer heeft in Nmbrs geen rooster in dit tijdvak.');
  if (groepen.includes('bsn') && bsn === undefined) {
    ask('geen-bsn', 'Deze werknemer heeft in Nmbrs geen BSN, dat voor dit profiel nodig is.');
  }
  if (verzekering !== undefined) {
    const { wia, ww, zw } = verzekering;
    const insured = [wia, ww, zw].includes(true);
    const allOff = [wia, ww, zw].every((flag) => flag === false);
    if (dga && insured) ask('dga-verzekerd', 'Deze werknemer is opgegeven als DGA, maar staat in Nmbrs als verzekerd.');
    if (!dga && allOff) {
      ask(
        'onverzekerd-zonder-dga',
        'Deze werknemer staat in Nmbrs als niet verzekerd, maar is niet opgegeven als DGA.',
      );
    }
  }
  return vragen;
}
