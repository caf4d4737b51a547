import { isDeepStrictEqual } from 'node:util';
import { createMemoryAgenda } from '../../../adapters/memory/agenda.ts';
import { createMemoryGebeurtenissen } from '../../../adapters/memory/gebeurtenissen.ts';
import { createMemoryIdentiteit } from '../../../adapters/memory/identiteit.ts';
import { createMemoryKlok } from '../../../adapters/memory/klok.ts';
import { createMemoryKluis } from '../../../adapters/memory/kluis.ts';
import { createMemoryLogboek } from '../../../adapters/memory/logboek.ts';
import { createMemoryNazorg } from '../../../adapters/memory/nazorg.ts';
import { createMemoryOpslag } from '../../../adapters/memory/opslag.ts';
import {
  createMemoryPayroll,
  type MemoryPayrollWorld,
  type MemoryWerknemer,
} from '../../../adapters/memory/payroll.ts';
import { createMemoryPost } from '../../../adapters/memory/post.ts';
import { createMemoryRegistratie } from '../../../adapters/memory/registratie.ts';
import { createMemoryUitval } from '../../../adapters/memory/uitval.ts';
import { createMemoryVerloop } from '../../../adapters/memory/verloop.ts';
import { createMemoryWachtrij } from '../../../adapters/memory/wachtrij.ts';
import { BedrijfId, TaakToken, type UitwisselingId, uitwisselingIdOf } from '../../../core/ids.ts';
import { planFor } from '../../../core/kalender/planning.ts';
import { Kloktijd, momentInAmsterdam } from '../../../core/kalender/tijd.ts';
import { type Tijdvak, tijdvakOf, type Verloning } from '../../../core/kalender/tijdvak.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { decideVrijgave } from '../../../core/levering/decide-vrijgave.ts';
import type { Vraag, Werknemer } from '../../../core/nmbrs/gegevensset.ts';
import type { PayrollGateway } from '../../../core/nmbrs/ports/payroll.ts';
import { distributeDelen } from '../../../core/ophalen/distribute-delen.ts';
import { fetchDeel } from '../../../core/ophalen/fetch-deel.ts';
import { STANDAARD_LOONCODES } from '../../../core/ophalen/looncodes.ts';
import { planUitwisseling } from '../../../core/ophalen/plan-uitwisseling.ts';
import { pollRapport, startRapport } from '../../../core/ophalen/poll-rapport.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { leveringPrefix } from '../../../core/uitwisseling/levering.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import type { Manifest } from '../../../core/vergelijking/manifest.ts';
import type { Mutatie } from '../../../core/vergelijking/mutatie.ts';
import { vergelijkingPrefix } from '../../../core/vergelijking/vingerafdruk.ts';
import { realise } from '../koppelingen.ts';
import { KANARIES } from '../office.ts';
import type { Mutant } from './mutanten.ts';
import { gegevensVan, type Mens, type Moment } from './waarheid.ts';
import type { Bezoek, Werkgever } from './werkgever.ts';

// Plays the exchanges of one werkgever with the real use cases on the memory twins, as the machine would.

/** A delivered set as its reader sees it. */
export interface Levering {
  readonly werknemers: readonly Werknemer[];
  readonly mutaties: readonly Mutatie[];
  readonly vragen: readonly Vraag[];
  readonly manifest: Manifest;
}

const BEDRIJF = BedrijfId.parse(4400);

export type World = ReturnType<typeof createWorld>;

function createWorld(nmbrs: MemoryPayrollWorld, isOngenoemd: (werknemerId: number) => boolean) {
  return {
    nmbrs,
    gateway: withoutNames(createMemoryPayroll(nmbrs), isOngenoemd),
    registratie: createMemoryRegistratie(),
    kluis: createMemoryKluis(),
    nazorg: createMemoryNazorg(),
    verloop: createMemoryVerloop(),
    agenda: createMemoryAgenda(),
    opslag: createMemoryOpslag(),
    gebeurtenissen: createMemoryGebeurtenissen(),
    post: createMemoryPost(),
    uitval: createMemoryUitval(),
    wachtrij: createMemoryWachtrij(),
    klok: createMemoryKlok('2024-01-01T00:00:00.000Z'),
    identiteit: { ...createMemoryIdentiteit(), sign: createSign() },
    logboek: createMemoryLogboek(),
    assessors: 'beoordeling@asr.example',
    ontvangstBinnenUren: 0,
    looncodes: STANDAARD_LOONCODES,
  };
}

/** As an HMAC: the same for the same text under the same secret, and no other. Without a secret, and so in no time. */
function createSign() {
  const known = new Map<string, Map<string, string>>();
  let count = 0;
  return (geheim: string, tekst: string): string => {
    const own = known.get(geheim) ?? new Map<string, string>();
    known.set(geheim, own);
    const found = own.get(tekst) ?? String(count).padStart(16, '0');
    if (!own.has(tekst)) count += 1;
    own.set(tekst, found);
    return found;
  };
}

/** Nmbrs, of whose lists some people are on none although they have an employment. */
const withoutNames = (gateway: PayrollGateway, isOngenoemd: (werknemerId: number) => boolean): PayrollGateway => ({
  open(inloggegevens) {
    const payroll = gateway.open(inloggegevens);
    return {
      ...payroll,
      async listWerknemers(bedrijfId, soort) {
        const answer = await payroll.listWerknemers(bedrijfId, soort);
        return answer.ok ? { ok: true, value: answer.value.filter((one) => !isOngenoemd(one.werknemerId)) } : answer;
      },
    };
  },
});

/** The koppeling of a werkgever, and what happens to it. */
export interface Uitvoering {
  /** Nmbrs is as it was at this moment, and the exchange is made. */
  deliver(bezoek: Bezoek): Promise<Levering>;
}

export async function createUitvoering(
  { verloning, bezoeken: [eerste] }: Werkgever,
  mutant?: Mutant,
): Promise<Uitvoering> {
  if (eerste === undefined) throw new Error('a werkgever without exchanges');
  const ongenoemd = new Set<number>();
  const plain = createWorld({ bedrijven: [] }, (werknemerId) => ongenoemd.has(werknemerId));
  const world = mutant?.ports?.(plain) ?? plain;
  world.klok.set(nu(eerste.moment.tijdvak.begin));
  const { koppeling } = await realise(world, {
    nummer: 1,
    werkgever: { bedrijfId: BEDRIJF, naam: 'Werkgever 1', mensen: [], verdwenen: [], edits: 0 },
    dekkingsprofiel: eerste.moment.dekkingsprofiel,
    eerste: planFor(eerste.moment.tijdvak),
    op: world.klok.now(),
  });
  return {
    async deliver(bezoek) {
      ongenoemd.clear();
      for (const { werknemerId, lijst } of bezoek.moment.mensen) if (lijst === 'geen') ongenoemd.add(werknemerId);
      const levering = await deliver(world, koppeling, verloning, bezoek);
      return mutant?.alter?.(levering, bezoek.moment) ?? levering;
    },
  };
}

const nu = (datum: Tijdvak['begin']): string => momentInAmsterdam(datum, Kloktijd.parse('07:30'));

async function deliver(
  world: World,
  { koppelingId }: Koppeling,
  verloning: Verloning,
  bezoek: Bezoek,
): Promise<Levering> {
  const { moment, vergeten } = bezoek;
  const { tijdvak, versie } = moment;
  world.klok.set(nu(bezoek.op));
  if (vergeten) await world.opslag.removeAll(vergelijkingPrefix(koppelingId));
  await agree(world, koppelingId, bezoek);
  world.nmbrs.runRapport = bezoek.runRapport;
  show(world.nmbrs, verloning, { ...moment, ...bezoek.bijPlan });
  if (bezoek.mislukt) await fail(world, await begin(world, koppelingId, bezoek, versie - 1));
  const id = await begin(world, koppelingId, bezoek, versie);
  if (Object.keys(bezoek.bijPlan).length > 0) show(world.nmbrs, verloning, moment);
  await gather(world, id);
  if ((await assembleGegevensset(world, id)) === 'vastgehouden') await release(world, id);
  await completeUitwisseling(world, id);
  world.verloop.end(id);
  return read(world, leveringPrefix({ koppelingId, tijdvakId: tijdvak.tijdvakId, datasetVersie: versie }));
}

/** Starts an exchange, which must become this version, and plans it. */
async function begin(
  world: World,
  koppelingId: Koppeling['koppelingId'],
  { moment: { tijdvak }, opnieuw }: Bezoek,
  versie: number,
): Promise<UitwisselingId> {
  const { tijdvakId } = tijdvak;
  const vraag = { koppelingId, tijdvakId, opnieuw: opnieuw ? ('gevraagd' as const) : undefined };
  const started = await startUitwisseling(world, vraag);
  if (started !== 'gestart') throw new Error(`the exchange of ${tijdvakId} is ${started}`);
  const id = uitwisselingIdOf(koppelingId, tijdvakId, versie);
  await checkRun(world, id);
  await planUitwisseling(world, id);
  return id;
}

/** Everything is fetched, and then the machine gives up: the next version is another one. */
async function fail(world: World, id: UitwisselingId): Promise<void> {
  await gather(world, id);
  await failUitwisseling(world, id, 'States.Timeout');
  world.verloop.end(id);
}

/** What a.s.r. agreed with the werkgever by now: the profile, the DGA, and which period comes next when one was passed over. */
async function agree(
  { registratie, klok }: World,
  koppelingId: Koppeling['koppelingId'],
  { moment, opnieuw }: Bezoek,
): Promise<void> {
  const { tijdvak, dekkingsprofiel, dga } = moment;
  const koppeling = await registratie.findKoppeling(koppelingId);
  if (koppeling === undefined || koppeling.status === 'gewist') throw new Error('the koppeling is gone');
  const volgende = opnieuw ? koppeling.volgende : { ...koppeling.volgende, tijdvakId: tijdvak.tijdvakId };
  const { aanmeldingId } = koppeling;
  const named = dga.map((werknemerId) => ({ naam: KANARIES.naam, medewerkersnummer: '1', werknemerId }));
  const agreed = { ...koppeling, dekkingsprofiel, dga: named, volgende };
  if (isDeepStrictEqual(agreed, koppeling)) return;
  const regel = { aanmeldingId, op: klok.now(), wie: 'systeem', wat: 'koppeling.hervat' };
  await registratie.replaceKoppeling({ ...agreed, versie: koppeling.versie + 1 }, regel);
}

/** Lets Nmbrs be what it was at that moment. */
function show(nmbrs: MemoryPayrollWorld, verloning: Verloning, moment: Moment): void {
  const { nmbrsIn, runIds, tijdvak, mensen, looncodes } = moment;
  const { jaar, nummer } = tijdvak;
  const runs = runIds.map((runId) => ({
    ...{ runId, nummer: runId, jaar, tijdvakVan: nummer, tijdvakTot: nummer, vergrendeld: true },
  }));
  nmbrs.bedrijfsbreed = moment.bedrijfsbreed;
  nmbrs.perTijdvak = moment.perTijdvak;
  nmbrs.bedrijven = [
    {
      bedrijf: { bedrijfId: BEDRIJF, nummer: 1, naam: 'Werkgever 1', verloning },
      tijdvak: { jaar: nmbrsIn.jaar, nummer: nmbrsIn.nummer, verloning },
      runs,
      werknemers: mensen.map((mens) => ({
        ...werknemerOf(mens, verloning),
        looncodes: looncodes.get(mens.werknemerId) ?? [],
      })),
    },
  ];
}

function werknemerOf(mens: Mens, verloning: Verloning): MemoryWerknemer {
  const { werknemerId, personeelsnummer, lijst, dienstverbanden, salarissen, roosters } = mens;
  return {
    vermelding: { werknemerId, personeelsnummer, naam: KANARIES.naam },
    soort: lijst === 'uit-dienst' ? 'uit-dienst' : 'in-dienst',
    ...(dienstverbanden === undefined ? {} : { dienstverbanden }),
    ...{ salarissen, roosters },
    gegevensIn: ({ jaar, nummer }) => gegevensVan(mens, tijdvakOf(verloning, jaar, nummer)),
  };
}

const TOKEN = TaakToken.parse('taak-orakel');

async function gather(world: World, id: UitwisselingId): Promise<void> {
  await startRapport(world, id);
  world.verloop.wait(TOKEN);
  await distributeDelen(world, id, TOKEN);
  for (let next = world.wachtrij.take(); next !== undefined; next = world.wachtrij.take()) {
    await fetchDeel(world, next.bericht);
  }
  await pollRapport(world, id);
}

/** Somebody of a.s.r. looked at a set that was held, and lets it go. */
async function release(world: World, uitwisselingId: UitwisselingId): Promise<void> {
  const formulier = { besluit: 'leveren', reden: 'bekeken' } as const;
  await decideVrijgave(world, { uitwisselingId, formulier, beoordelaar: 'beoordelaar-1' });
  const outcome = await assembleGegevensset(world, uitwisselingId);
  if (outcome !== 'compleet') throw new Error(`${uitwisselingId} is ${outcome} after it was released`);
}

const DECODER = new TextDecoder();

/** Read without its schemas: what does not fit is other than it must be. */
async function read({ opslag }: World, prefix: string): Promise<Levering> {
  const text = async (naam: string): Promise<string> => {
    const body = await opslag.get(`${prefix}${naam}`);
    if (body === undefined) throw new Error(`${prefix}${naam} was not delivered`);
    return DECODER.decode(body);
  };
  const lines = async (naam: string): Promise<string[]> => (await text(naam)).split('\n').filter((line) => line !== '');
  return {
    werknemers: (await lines('werknemers.ndjson')).map((line): Werknemer => JSON.parse(line)),
    mutaties: (await lines('mutaties.ndjson')).map((line): Mutatie => JSON.parse(line)),
    vragen: JSON.parse(await text('vragen.json')),
    manifest: JSON.parse(await text('manifest.json')),
  };
}
