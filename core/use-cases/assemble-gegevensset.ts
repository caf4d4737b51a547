import { needsLooncodes } from '../domain/dekkingsprofiel.ts';
import type { Manifest, Vraag, Werknemer } from '../domain/gegevensset.ts';
import type { Koppeling } from '../domain/koppeling.ts';
import { leveringPrefix } from '../domain/levering.ts';
import { composeWerknemer, type Opgehaald, shortcomingOf, vragenOver } from '../domain/samenstelling.ts';
import { tijdvakById } from '../domain/tijdvak.ts';
import { type LopendeUitwisseling, nextWriteOf, type UitwisselingId } from '../domain/uitwisseling.ts';
import { planKey, Werkplan } from '../domain/werkplan.ts';
import { Defect } from '../errors.ts';
import type { Identiteit } from '../ports/identiteit.ts';
import type { Klok } from '../ports/klok.ts';
import type { Opslag } from '../ports/opslag.ts';
import type { Registratie } from '../ports/registratie.ts';
import { assertStored } from './assert-stored.ts';
import { readJson, toJson, toNdjson } from './json-object.ts';
import { loadUitwisseling } from './load-uitwisseling.ts';
import { readOpgehaald } from './read-opgehaald.ts';

export interface AssembleDeps {
  readonly registratie: Registratie;
  readonly opslag: Opslag;
  readonly identiteit: Identiteit;
  readonly klok: Klok;
}

/**
 * Assembles and delivers the data set, complete or not at all: every employee of the plan must have been fetched with every group of
 * the profile, once.
 * The manifest is written last; it is the proof. What is written depends on the working files only, so that a second run
 * after a crash writes the same bytes.
 */
export async function assembleGegevensset(deps: AssembleDeps, id: UitwisselingId): Promise<'compleet'> {
  const { uitwisseling, koppeling } = await loadUitwisseling(deps.registratie, id);
  if (uitwisseling.status === 'voltooid') return 'compleet';
  if (uitwisseling.status !== 'loopt') {
    throw new Defect({ code: 'uitwisseling-loopt-niet', message: `the uitwisseling is ${uitwisseling.status}` });
  }
  const plan = await readJson(deps.opslag, planKey(id), Werkplan);
  if (plan === undefined) return incomplete(deps, uitwisseling, koppeling, 'werkplan-ontbreekt');
  const { dekkingsprofiel } = koppeling;
  const fetched = await readOpgehaald(deps, uitwisseling, dekkingsprofiel);
  if (typeof fetched === 'string') return incomplete(deps, uitwisseling, koppeling, fetched);
  const shortcoming = shortcomingOf(plan, fetched, dekkingsprofiel);
  if (shortcoming !== undefined) return incomplete(deps, uitwisseling, koppeling, shortcoming);

  const { contractenVan } = fetched;
  const peildatum = tijdvakById(uitwisseling.tijdvakId).eind;
  const werknemers: Werknemer[] = [];
  const vragen: Vraag[] = [...plan.vragen];
  for (const gepland of plan.werknemers) {
    const werknemer = composeWerknemer(gepland, fetched, { dekkingsprofiel, peildatum });
    werknemers.push(werknemer);
    vragen.push(...vragenOver(werknemer, { dekkingsprofiel, contractenVan }));
  }
  if (werknemers.length === 0) {
    vragen.push({ code: 'geen-werknemers', tekst: 'Nmbrs gaf voor dit bedrijf geen enkele werknemer. Klopt dat?' });
  }
  if (needsLooncodes(dekkingsprofiel) && fetched.looncodes.size === 0 && werknemers.length > 0) {
    vragen.push({ code: 'geen-looncodes', tekst: 'Het looncoderapport van de run bevat geen regels.' });
  }
  vragen.push(...strangers(plan, fetched));
  await deliver(deps, uitwisseling, koppeling, { werknemers, vragen });
  return 'compleet';
}

/** Wages were paid to someone who is not in the data set: a forgotten employee shows itself here. */
function strangers({ werknemers }: Werkplan, { looncodes }: Opgehaald): Vraag[] {
  const planned = new Set(werknemers.map(({ werknemerId }) => werknemerId));
  return [...looncodes.keys()]
    .filter((werknemerId) => !planned.has(werknemerId))
    .sort((a, b) => a - b)
    .map((werknemerId) => ({
      code: 'looncodes-zonder-werknemer',
      werknemerId,
      tekst: 'De run heeft looncodes voor een werknemer die niet in deze levering zit.',
    }));
}

async function deliver(
  deps: AssembleDeps,
  uitwisseling: LopendeUitwisseling,
  koppeling: Koppeling,
  { werknemers, vragen }: { werknemers: readonly Werknemer[]; vragen: readonly Vraag[] },
): Promise<void> {
  const prefix = leveringPrefix(uitwisseling);
  const files = [
    { naam: 'werknemers.ndjson', regels: werknemers.length, body: toNdjson(werknemers) },
    { naam: 'vragen.json', regels: vragen.length, body: toJson(vragen) },
  ];
  for (const { naam, body } of files) await putSame(deps, `${prefix}${naam}`, body);
  const manifest: Manifest = {
    schemaVersie: 1,
    uitwisselingId: uitwisseling.uitwisselingId,
    koppelingId: koppeling.koppelingId,
    datasetVersie: uitwisseling.datasetVersie,
    tijdvak: tijdvakById(uitwisseling.tijdvakId),
    runIds: uitwisseling.runIds,
    dekkingsprofiel: koppeling.dekkingsprofiel,
    dertiendeMaand: koppeling.dertiendeMaand,
    aangemaaktOp: uitwisseling.gestartOp,
    werknemers: werknemers.length,
    vragen: vragen.length,
    bestanden: files.map(({ naam, regels, body }) => ({
      naam,
      regels,
      bytes: body.byteLength,
      sha256: deps.identiteit.digest(body),
    })),
  };
  await putSame(deps, `${prefix}manifest.json`, toJson(manifest));
}

/** Writes an object that may be there from an earlier run; other bytes under a delivered key are a defect. */
async function putSame({ opslag, identiteit }: AssembleDeps, key: string, body: Uint8Array): Promise<void> {
  if ((await opslag.putOnce(key, body)) === 'geschreven') return;
  const existing = await opslag.get(key);
  if (existing !== undefined && identiteit.digest(existing) === identiteit.digest(body)) return;
  throw new Defect({ code: 'levering-wijkt-af', message: `${key} exists with other bytes` });
}

/** Nothing is published; the operator sees the code, the alarm follows from the error. */
async function incomplete(
  deps: AssembleDeps,
  uitwisseling: LopendeUitwisseling,
  { aanmeldingId }: Koppeling,
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
