import { type Dekkingsprofiel, groepenFor, needsLooncodes } from './dekkingsprofiel.ts';
import type { LooncodeRegel, SalarisRegel, Werknemer, WerknemerGegevens } from './gegevensset.ts';
import { salarisOn } from './salaris.ts';
import type { Datum } from './tijd.ts';
import type { GeplandeWerknemer } from './werkplan.ts';

/** What was fetched of one employee. */
export interface Opgehaald {
  readonly gegevens: WerknemerGegevens;
  /** All rows of the salary, history included. */
  readonly salarissen: readonly SalarisRegel[];
  readonly looncodes: readonly LooncodeRegel[];
}

/** One line of the data set: only what the profile allows, whatever was fetched. */
export function composeWerknemer(
  gepland: GeplandeWerknemer,
  { gegevens, salarissen, looncodes }: Opgehaald,
  { dekkingsprofiel, peildatum }: { dekkingsprofiel: Dekkingsprofiel; peildatum: Datum },
): Werknemer {
  const { werknemerId, personeelsnummer, dga, dienstverbanden } = gepland;
  const salaris = salarisOn(salarissen, peildatum);
  return {
    werknemerId,
    ...(personeelsnummer === undefined ? {} : { personeelsnummer }),
    dga,
    dienstverbanden,
    ...restrict(gegevens, dekkingsprofiel),
    ...(salaris === undefined ? {} : { salaris }),
    ...(needsLooncodes(dekkingsprofiel) ? { looncodes: [...looncodes] } : {}),
  };
}

/** The line without what the profile does not allow; the same when there is nothing of the kind. */
export function onlyAllowed(werknemer: Werknemer, dekkingsprofiel: Dekkingsprofiel): Werknemer {
  const { werknemerId, personeelsnummer, dga, dienstverbanden, salaris, looncodes, ...gegevens } = werknemer;
  return {
    werknemerId,
    ...(personeelsnummer === undefined ? {} : { personeelsnummer }),
    dga,
    dienstverbanden,
    ...restrict(gegevens, dekkingsprofiel),
    ...(salaris === undefined ? {} : { salaris }),
    ...(needsLooncodes(dekkingsprofiel) && looncodes !== undefined ? { looncodes } : {}),
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
