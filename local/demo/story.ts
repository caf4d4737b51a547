import { dayAndDate, tijdvakName } from '../../core/kalender/nederlands.ts';
import { planAfter } from '../../core/kalender/planning.ts';
import { Datum, Kloktijd, momentInAmsterdam } from '../../core/kalender/tijd.ts';
import { nextTijdvak, type Tijdvak } from '../../core/kalender/tijdvak.ts';
import { nextWerkdag } from '../../core/kalender/werkdag.ts';
import type { Werknemer } from '../../core/nmbrs/gegevensset.ts';
import type { Manifest } from '../../core/vergelijking/manifest.ts';
import { type LocalApi, localApi, type Status } from './local-api.ts';
import { peilInWords } from './of-which-period.ts';
import type { Teller } from './teller.ts';

/** The exchange has started by then: schedules run between 05:00 and 07:15. */
const AFTER_THE_EXCHANGE = Kloktijd.parse('09:00');
/** How many working days the story waits for a run that is not locked on the planned date. */
const PATIENCE_WERKDAGEN = 15;

export interface Story {
  readonly url: string;
  /** The body of `POST /aanmeldingen`. */
  readonly aanmelding: unknown;
  readonly profiel: string;
  readonly teller: Teller;
  /** Lets a period go by at the werkgever after `vorig` was exchanged, and tells what happened; absent: nobody can. */
  readonly letTimePass?: (dates: { readonly vorig: Tijdvak; readonly nu: Tijdvak }) => readonly string[];
  /** Takes the clock of a Nmbrs server of another along; absent: it follows by itself. */
  readonly moveNmbrs?: (nu: string) => Promise<void>;
  /** Tells what stands otherwise in Nmbrs by now than in the set; absent: nobody can. */
  readonly holdAgainstNow?: (werknemers: readonly Werknemer[], manifest: Manifest) => readonly string[];
}

/** What `--json` writes. */
interface UitwisselingReport {
  readonly status: string;
  readonly werknemers: number;
  readonly nmbrsCalls: number;
  readonly seconden: number;
}

/** The exchange of the next period, with how many mutaties of each kind it delivered. */
interface VolgendeReport extends UitwisselingReport {
  readonly tijdvak: string;
  readonly mutaties: Readonly<Record<string, number>>;
}

interface Report {
  readonly aanmelding: { readonly id: string; readonly status: string };
  readonly eersteUitwisseling: string | null;
  readonly berichten: readonly { readonly aan: string; readonly onderwerp: string }[];
  readonly uitwisseling: UitwisselingReport;
  readonly volgendeUitwisseling: VolgendeReport | null;
  readonly levering: {
    readonly manifest: Manifest | null;
    readonly bestanden: readonly { readonly key: string; readonly bytes: number }[];
  };
}

export interface StoryOutcome {
  /** Whether everything of the story happened. */
  readonly complete: boolean;
  readonly report: Report;
}

/** Plays the main job as its users would: sign up, approve, move the clock, look at what was delivered. */
export async function playStory(story: Story): Promise<StoryOutcome> {
  const { url, aanmelding, profiel, teller } = story;
  const api = localApi(url);
  const { aanmeldingId, capability, status } = await api.signUp(aanmelding);
  teller.tell(`De salarisverwerker meldt een werkgever aan: ${aanmeldingId}`);
  if (status === 'wacht-op-bevestiging') {
    await api.confirm(aanmeldingId);
    teller.tell('Het kantoor bevestigt zijn e-mailadres met de code uit de e-mail');
  }

  const checked = await api.status(aanmeldingId, capability);
  const active = checked.controle?.rechten.filter(({ uitkomst }) => uitkomst === 'actief').length ?? 0;
  teller.tell(`Controle bij Nmbrs: ${checked.status}, ${active} van 19 rechten actief`);
  if (checked.status !== 'wacht-op-akkoord') return stopped(api, aanmeldingId, checked, teller);

  await approve(api, aanmeldingId, { profiel, teller });
  const realised = await api.status(aanmeldingId, capability);
  teller.tell(`a.s.r. geeft akkoord met dekkingsprofiel ${profiel}: ${realised.status}`);
  if (realised.eersteUitwisseling === undefined) return stopped(api, aanmeldingId, realised, teller);
  const datum = Datum.parse(realised.eersteUitwisseling);
  teller.detail(`Eerste uitwisseling: ${dayAndDate(datum)}`);
  await tellMails(api, teller);

  const exchanged = await exchange(api, datum, story);
  tellDelivered(exchanged, teller);
  await tellPeil(api, exchanged, story);
  const next = exchanged.manifest === null ? null : await exchangeNext(api, exchanged.manifest, story);
  const report = await reportOf(api, aanmeldingId, realised, exchanged, next);
  return conclude(report, story);
}

/** Where the profile brings the BSN, the first assessor's approval is a proposal to the second. */
async function approve(
  api: LocalApi,
  aanmeldingId: string,
  { profiel, teller }: { readonly profiel: string; readonly teller: Teller },
): Promise<void> {
  const status = await api.approve(aanmeldingId, profiel, 'Beoordelaar');
  if (status === 'goedgekeurd') return;
  teller.tell(`Een beoordelaar stelt akkoord voor met dekkingsprofiel ${profiel}; een tweede bevestigt het.`);
  await api.approve(aanmeldingId, profiel, 'Tweede beoordelaar');
}

interface Exchanged {
  readonly manifest: Manifest | null;
  readonly manifestKey?: string;
  readonly nmbrsCalls: number;
  readonly seconden: number;
}

/** Moves the clock to the planned date, and on to the next working days while the run is not locked. */
async function exchange(api: LocalApi, planned: Datum, { teller, moveNmbrs }: Story): Promise<Exchanged> {
  const before = await api.nmbrsCalls();
  const known = new Set((await api.deliveries()).map(({ key }) => key));
  const begin = performance.now();
  let datum = planned;
  for (let attempt = 0; attempt <= PATIENCE_WERKDAGEN; attempt += 1) {
    teller.tell(`De klok gaat naar ${dayAndDate(datum)}, ${AFTER_THE_EXCHANGE} uur`);
    const nu = momentInAmsterdam(datum, AFTER_THE_EXCHANGE);
    await moveNmbrs?.(nu);
    await api.moveClock(nu);
    const manifestKey = (await api.deliveries()).find(
      ({ key }) => key.endsWith('/manifest.json') && !known.has(key),
    )?.key;
    if (manifestKey !== undefined) {
      const seconden = (performance.now() - begin) / 1000;
      const manifest = await api.manifest(manifestKey);
      return { manifest, manifestKey, nmbrsCalls: (await api.nmbrsCalls()) - before, seconden };
    }
    teller.detail('Nog niets geleverd; de volgende werkdag wordt er opnieuw gekeken.');
    datum = nextWerkdag(datum);
  }
  return {
    manifest: null,
    nmbrsCalls: (await api.nmbrsCalls()) - before,
    seconden: (performance.now() - begin) / 1000,
  };
}

/** A period goes by at the werkgever, and is exchanged on its own date; not where nobody can let it go by. */
async function exchangeNext(api: LocalApi, { tijdvak: vorig }: Manifest, story: Story): Promise<VolgendeReport | null> {
  const { teller, letTimePass } = story;
  const nu = nextTijdvak(vorig);
  if (letTimePass === undefined) {
    teller.tell(
      `Het volgende tijdvak, ${tijdvakName(nu)}, kan hier niet worden gespeeld: deze Nmbrs-server is niet van ons.`,
    );
    return null;
  }
  teller.tell(`Een tijdvak later: ${tijdvakName(nu)}`);
  for (const happening of letTimePass({ vorig, nu })) teller.detail(happening);
  const exchanged = await exchange(api, planAfter(vorig).datum, story);
  tellDelivered(exchanged, teller);
  const { manifestKey } = exchanged;
  const kinds: ReadonlyMap<string, number> =
    manifestKey === undefined ? new Map() : await api.kinds(manifestKey.replace(/manifest\.json$/, 'mutaties.ndjson'));
  for (const [soort, aantal] of kinds) teller.detail(`${aantal} × ${soort}`);
  return { tijdvak: nu.tijdvakId, ...exchangeReport(exchanged), mutaties: Object.fromEntries(kinds) };
}

function tellDelivered({ manifest, nmbrsCalls, seconden }: Exchanged, teller: Teller): void {
  if (manifest === null) return;
  const { werknemers } = manifest;
  teller.tell(`Geleverd: ${werknemers} werknemers, ${nmbrsCalls} aanroepen bij Nmbrs, ${seconden.toFixed(1)} s`);
}

/** Once its run is drawn Nmbrs stands in the next period: what is of the exchanged one all the same, and what is not. */
async function tellPeil(
  api: LocalApi,
  { manifest, manifestKey }: Exchanged,
  { teller, holdAgainstNow }: Story,
): Promise<void> {
  if (manifest === null || manifestKey === undefined) return;
  for (const line of peilInWords(manifest)) teller.detail(line);
  if (holdAgainstNow === undefined) return;
  const werknemers = await api.werknemers(manifestKey.replace(/manifest\.json$/, 'werknemers.ndjson'));
  for (const line of holdAgainstNow(werknemers, manifest)) teller.detail(line);
}

const exchangeReport = ({ manifest, nmbrsCalls, seconden }: Exchanged): UitwisselingReport => ({
  status: manifest === null ? 'niet-voltooid' : 'voltooid',
  werknemers: manifest?.werknemers ?? 0,
  nmbrsCalls,
  seconden: Number(seconden.toFixed(3)),
});

async function reportOf(
  api: LocalApi,
  aanmeldingId: string,
  { status, eersteUitwisseling }: Status,
  exchanged: Exchanged,
  next: VolgendeReport | null,
): Promise<Report> {
  return {
    aanmelding: { id: aanmeldingId, status },
    eersteUitwisseling: eersteUitwisseling ?? null,
    berichten: (await api.mails()).map(({ aan, onderwerp }) => ({ aan, onderwerp })),
    uitwisseling: exchangeReport(exchanged),
    volgendeUitwisseling: next,
    levering: { manifest: exchanged.manifest, bestanden: await api.deliveries() },
  };
}

function conclude(report: Report, { teller, letTimePass }: Story): StoryOutcome {
  const { levering, volgendeUitwisseling, berichten } = report;
  if (levering.manifest === null) {
    teller.bad('Er is niets geleverd.');
    return { complete: false, report };
  }
  for (const { key, bytes } of levering.bestanden) teller.detail(`${key} (${bytes} bytes)`);
  for (const naam of ['gerealiseerd', 'eerste uitwisseling geslaagd']) {
    if (berichten.some(({ onderwerp }) => onderwerp.includes(naam))) continue;
    teller.bad(`Het bericht «${naam}» is niet verstuurd.`);
    return { complete: false, report };
  }
  if (letTimePass !== undefined && volgendeUitwisseling?.status !== 'voltooid') {
    teller.bad('Het volgende tijdvak is niet geleverd.');
    return { complete: false, report };
  }
  const tijdvakken = volgendeUitwisseling === null ? 'één tijdvak' : 'twee tijdvakken';
  teller.good(`Alles is gebeurd: aangemeld, gecontroleerd, goedgekeurd, gerealiseerd, ${tijdvakken} uitgewisseld.`);
  return { complete: true, report };
}

async function tellMails(api: LocalApi, teller: Teller): Promise<void> {
  for (const { aan, onderwerp } of await api.mails()) teller.detail(`E-mail aan ${aan}: ${onderwerp}`);
}

async function stopped(api: LocalApi, aanmeldingId: string, status: Status, teller: Teller): Promise<StoryOutcome> {
  teller.bad(status.watNu);
  const nothing = { manifest: null, nmbrsCalls: await api.nmbrsCalls(), seconden: 0 };
  const report = await reportOf(api, aanmeldingId, status, nothing, null);
  return { complete: false, report };
}
