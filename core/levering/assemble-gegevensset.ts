import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import { assertStored } from '../assert-stored.ts';
import { Defect } from '../errors.ts';
import type { UitwisselingId, WerknemerId } from '../ids.ts';
import { readJson, toJson } from '../invoer/read-json.ts';
import { createBestand } from '../invoer/read-ndjson.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Datum } from '../kalender/tijd.ts';
import { tijdvakById } from '../kalender/tijdvak.ts';
import { createDertiendeMaandvraag } from '../koppeling/dertiende-maand.ts';
import type { Koppelregister } from '../koppeling/ports/koppelregister.ts';
import { blijftNa } from '../nmbrs/bezetting.ts';
import { createBsnvragen } from '../nmbrs/bsn.ts';
import type { Dekkingsprofiel } from '../nmbrs/dekkingsprofiel.ts';
import type { Vraag, Werknemer } from '../nmbrs/gegevensset.ts';
import { overRunZonderTijdvak } from '../nmbrs/tijdvak-runs.ts';
import { csvRegel, kopregel } from '../nmbrs/werknemerslijst.ts';
import { type Looncodelijst, looncodesOf } from '../ophalen/looncodes.ts';
import { createLooncodevragen } from '../ophalen/looncodevragen.ts';
import { vragenOver } from '../ophalen/vragen.ts';
import { type Loaded, loadUitwisseling } from '../uitwisseling/load-uitwisseling.ts';
import type { Deelregister } from '../uitwisseling/ports/deelregister.ts';
import type { Uitwisselregister } from '../uitwisseling/ports/uitwisselregister.ts';
import { Tekort } from '../uitwisseling/tekort.ts';
import {
  type LopendeUitwisseling,
  nextWriteOf,
  type Uitwisseling,
  type Vertrokkene,
} from '../uitwisseling/uitwisseling.ts';
import { planKey, Werkplan } from '../uitwisseling/werkplan.ts';
import { countPeilen, MutatieTellingen } from '../vergelijking/manifest.ts';
import { type Mutatie, MutatieSoort } from '../vergelijking/mutatie.ts';
import { type CompareDeps, openVergelijking, type Vergelijker } from './compare-gegevensset.ts';
import { deliverGegevensset, type Gegevensset } from './deliver-gegevensset.ts';
import { mustHold } from './hold-uitwisseling.ts';
import { openEerdereVersie } from './read-eerdere-versie.ts';
import { readOpgehaald, readOverigeLooncodes } from './read-opgehaald.ts';
import { composeWerknemer } from './samenstelling.ts';

export interface AssembleDeps extends CompareDeps {
  readonly registratie: Aanmeldregister & Koppelregister & Uitwisselregister & Deelregister;
  readonly klok: Klok;
  /** The wage codes that a.s.r. gets. */
  readonly looncodes: Looncodelijst;
}

/**
 * Assembles and delivers the data set, complete or not at all: every employee of the plan must have been fetched with every
 * group of the profile, once. A set with far fewer employees than the one before it is held instead, for a person to look at.
 * What is written depends on the working files and on the sets of earlier periods only, so that a second run after a crash
 * writes the same bytes.
 */
export async function assembleGegevensset(
  deps: AssembleDeps,
  id: UitwisselingId,
): Promise<'compleet' | 'vastgehouden'> {
  const { uitwisseling, koppeling } = await loadUitwisseling(deps.registratie, id);
  if (uitwisseling.status === 'voltooid') return 'compleet';
  if (uitwisseling.status === 'vastgehouden') return 'vastgehouden';
  if (uitwisseling.status !== 'loopt') {
    throw new Defect({ code: 'uitwisseling-loopt-niet', message: `the uitwisseling is ${uitwisseling.status}` });
  }
  const all = await deps.registratie.listUitwisselingen(koppeling.koppelingId);
  const { gegevensset, vertrokken, vertrokkenVoor } = await assembleOrStop(deps, { uitwisseling, koppeling }, all);
  const { tellingen } = gegevensset;
  const bevolking = { tellingen, vertrokken, vertrokkenVoor, all, geteld: koppeling.geteld };
  if (await mustHold(deps, uitwisseling, bevolking)) return 'vastgehouden';
  await deliverGegevensset(deps, { uitwisseling, koppeling }, gegevensset);
  return 'compleet';
}

type Running = Loaded<LopendeUitwisseling>;

async function assembleOrStop(
  deps: AssembleDeps,
  running: Running,
  all: readonly Uitwisseling[],
): Promise<Samengesteld> {
  try {
    return await assemble(deps, running, all);
  } catch (error) {
    if (error instanceof Tekort) return incomplete(deps, running, error.code);
    throw error;
  }
}

interface Samengesteld {
  readonly gegevensset: Gegevensset;
  /** Of whom it says that they go or went out of service. */
  readonly vertrokken: readonly Vertrokkene[];
  /** Of the first set: how many whom the controle counted had left before it. */
  readonly vertrokkenVoor: number;
}

async function assemble(
  deps: AssembleDeps,
  { uitwisseling, koppeling }: Running,
  all: readonly Uitwisseling[],
): Promise<Samengesteld> {
  const plan = await readJson(deps.opslag, planKey(uitwisseling.uitwisselingId), Werkplan);
  if (plan === undefined) throw new Tekort('werkplan-ontbreekt');
  const { dekkingsprofiel } = koppeling;
  const tijdvak = tijdvakById(uitwisseling.tijdvakId);
  const oogst = await readOpgehaald(deps, uitwisseling, { plan, dekkingsprofiel });
  const vergelijking = await openVergelijking(deps, uitwisseling, { koppeling, all, later: plan.later });
  const eerdere = await openEerdereVersie(deps, uitwisseling, { dekkingsprofiel, all });
  const set = createSet(dekkingsprofiel, tijdvak.eind);
  const geleverd = looncodesOf(uitwisseling, dekkingsprofiel, deps.looncodes);
  const looncodes = createLooncodevragen(geleverd, dekkingsprofiel);
  const opgegeven = koppeling.dertiendeMaand;
  const dertiendeMaand = createDertiendeMaandvraag({ tijdvak, opgegeven, looncodes: geleverd });
  const bsns = createBsnvragen();
  for (const vraag of [...plan.vragen, ...vragenOverRuns(uitwisseling)]) set.ask(vraag);
  for await (const { gepland, opgehaald } of oogst.werknemers) {
    if (opgehaald === 'verwijderd') {
      set.ask(verwijderdInNmbrs(gepland.werknemerId));
      continue;
    }
    const fetched = composeWerknemer(gepland, opgehaald, { dekkingsprofiel, peildatum: tijdvak.eind });
    const werknemer = await eerdere.keep(fetched);
    looncodes.see(werknemer);
    bsns.see(werknemer);
    dertiendeMaand.see(werknemer);
    set.addWerknemer(werknemer);
    for (const vraag of vragenOver(werknemer, { dekkingsprofiel, tijdvak, perTijdvak: plan.perTijdvak }))
      set.ask(vraag);
    const { salarissen, gegevens } = opgehaald;
    const roosters = werknemer.peil.rooster === 'tijdvak' ? gegevens.roosters : undefined;
    set.addWijzigingen(await vergelijking.compare({ werknemer, salarissen, roosters }));
  }
  set.addWijzigingen(await vergelijking.rest());
  const overige = await readOverigeLooncodes(deps, uitwisseling);
  for (const vraag of [
    ...vergelijking.vragen(),
    ...eerdere.vragen(),
    ...bsns.vragen(),
    ...looncodes.vragen({ overige, vreemden: oogst.vreemden }),
    ...dertiendeMaand.vragen(),
    ...(set.aantal() > 0 ? [] : [GEEN_WERKNEMERS]),
  ]) {
    set.ask(vraag);
  }
  return {
    gegevensset: { ...set.close(vergelijking), bedrijfGuid: plan.bedrijfGuid },
    vertrokken: set.vertrokken(),
    vertrokkenVoor: plan.vertrokkenVoor ?? 0,
  };
}

/** Wages in a run that counts in no period are in no data set. */
const vragenOverRuns = ({ runsZonderTijdvak = [] }: LopendeUitwisseling): Vraag[] =>
  runsZonderTijdvak.map((run) => ({ code: 'run-zonder-tijdvak', tekst: overRunZonderTijdvak(run) }));

const GEEN_WERKNEMERS: Vraag = {
  code: 'geen-werknemers',
  tekst: 'Nmbrs gaf voor dit bedrijf geen enkele werknemer. Klopt dat?',
};

const verwijderdInNmbrs = (werknemerId: WerknemerId): Vraag => ({
  code: 'verwijderd-in-nmbrs',
  werknemerId,
  tekst: 'Deze werknemer is uit Nmbrs verwijderd terwijl de gegevens werden opgehaald en zit niet in deze levering.',
});

/** The files while they grow. */
function createSet(dekkingsprofiel: Dekkingsprofiel, laatsteDag: Datum) {
  const [werknemers, csv, mutaties] = [createBestand(), createBestand(), createBestand()];
  const vragen: Vraag[] = [];
  const peil = countPeilen();
  const vertrokken: Vertrokkene[] = [];
  let inDienst = 0;
  const perSoort = new Map<Mutatie['soort'], number>(MutatieSoort.options.map((soort) => [soort, 0]));
  csv.add(kopregel(dekkingsprofiel));
  return {
    ask: (vraag: Vraag) => void vragen.push(vraag),
    /** How many employees are in it by now. */
    aantal: () => werknemers.regels,
    vertrokken: () => vertrokken,
    addWerknemer(werknemer: Werknemer) {
      werknemers.add(`${JSON.stringify(werknemer)}\n`);
      peil.add(werknemer.peil);
      if (blijftNa(werknemer.dienstverbanden, laatsteDag)) inDienst += 1;
      csv.add(csvRegel(werknemer, dekkingsprofiel));
    },
    addWijzigingen(wijzigingen: { readonly mutaties: readonly Mutatie[]; readonly vragen: readonly Vraag[] }) {
      for (const mutatie of wijzigingen.mutaties) {
        mutaties.add(`${JSON.stringify(mutatie)}\n`);
        perSoort.set(mutatie.soort, (perSoort.get(mutatie.soort) ?? 0) + 1);
        if (mutatie.soort === 'uit-dienst') vertrokken.push(vertrokkeneVan(mutatie));
      }
      vragen.push(...wijzigingen.vragen);
    },
    close({ vorige, vingerafdrukken, ...vergelijking }: Vergelijker): Omit<Gegevensset, 'bedrijfGuid'> {
      const verloop = vergelijking.verloop();
      const tellingen = {
        werknemers: werknemers.regels,
        inDienst: { nu: inDienst, ...(verloop === undefined ? {} : { verloop }) },
        vragen: vragen.length,
        peil: peil.counted(),
        mutaties: MutatieTellingen.parse(Object.fromEntries(perSoort)),
      };
      const bestanden = {
        'werknemers.ndjson': { regels: werknemers.regels, take: werknemers.take },
        'mutaties.ndjson': { regels: mutaties.regels, take: mutaties.take },
        'werknemers.csv': { regels: werknemers.regels, take: csv.take },
        'vragen.json': { regels: vragen.length, take: () => toJson(vragen) },
      };
      return { bestanden, vingerafdrukken: vingerafdrukken.take, tellingen, vorige };
    },
  };
}

const vertrokkeneVan = ({ werknemerId, ingangsdatum }: Extract<Mutatie, { soort: 'uit-dienst' }>): Vertrokkene => ({
  werknemerId,
  ...(ingangsdatum === undefined ? {} : { laatsteDag: ingangsdatum }),
});

/** Nothing is published; the operator sees the code, the alarm follows from the error. */
async function incomplete(
  deps: AssembleDeps,
  { uitwisseling, koppeling: { aanmeldingId } }: Running,
  code: string,
): Promise<never> {
  const nu = deps.klok.now();
  assertStored(
    await deps.registratie.replaceUitwisseling(
      { ...nextWriteOf(uitwisseling), status: 'onvolledig', code, gestoptOp: nu },
      { aanmeldingId, op: nu, wie: 'systeem', wat: 'uitwisseling.onvolledig', waarom: code },
    ),
  );
  throw new Defect({ code, message: 'the data set is not complete; nothing was delivered' });
}
