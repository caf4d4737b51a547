import type { Manifest } from '../../core/domain/manifest.ts';
import { dayAndDate } from '../../core/domain/nederlands.ts';
import { Datum, Kloktijd, momentInAmsterdam } from '../../core/domain/tijd.ts';
import { nextWerkdag } from '../../core/domain/werkdag.ts';
import { type LocalApi, localApi, type Status } from './local-api.ts';
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
}

/** What `--json` writes. */
interface Report {
  readonly aanmelding: { readonly id: string; readonly status: string };
  readonly eersteUitwisseling: string | null;
  readonly berichten: readonly { readonly aan: string; readonly onderwerp: string }[];
  readonly uitwisseling: {
    readonly status: string;
    readonly werknemers: number;
    readonly nmbrsCalls: number;
    readonly seconden: number;
  };
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
export async function playStory({ url, aanmelding, profiel, teller }: Story): Promise<StoryOutcome> {
  const api = localApi(url);
  const { aanmeldingId, capability } = await api.signUp(aanmelding);
  teller.tell(`De salarisverwerker meldt een werkgever aan: ${aanmeldingId}`);

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

  const exchanged = await exchange(api, datum, teller);
  const report = await reportOf(api, aanmeldingId, realised, exchanged);
  return conclude(report, teller);
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
  readonly nmbrsCalls: number;
  readonly seconden: number;
}

/** Moves the clock to the planned date, and on to the next working days while the run is not locked. */
async function exchange(api: LocalApi, planned: Datum, teller: Teller): Promise<Exchanged> {
  const before = await api.nmbrsCalls();
  const begin = performance.now();
  let datum = planned;
  for (let attempt = 0; attempt <= PATIENCE_WERKDAGEN; attempt += 1) {
    teller.tell(`De klok gaat naar ${dayAndDate(datum)}, ${AFTER_THE_EXCHANGE} uur`);
    await api.moveClock(momentInAmsterdam(datum, AFTER_THE_EXCHANGE));
    const manifestKey = (await api.deliveries()).find(({ key }) => key.endsWith('/manifest.json'))?.key;
    if (manifestKey !== undefined) {
      const seconden = (performance.now() - begin) / 1000;
      const manifest = await api.manifest(manifestKey);
      return { manifest, nmbrsCalls: (await api.nmbrsCalls()) - before, seconden };
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

async function reportOf(
  api: LocalApi,
  aanmeldingId: string,
  { status, eersteUitwisseling }: Status,
  { manifest, nmbrsCalls, seconden }: Exchanged,
): Promise<Report> {
  return {
    aanmelding: { id: aanmeldingId, status },
    eersteUitwisseling: eersteUitwisseling ?? null,
    berichten: (await api.mails()).map(({ aan, onderwerp }) => ({ aan, onderwerp })),
    uitwisseling: {
      status: manifest === null ? 'niet-voltooid' : 'voltooid',
      werknemers: manifest?.werknemers ?? 0,
      nmbrsCalls,
      seconden: Number(seconden.toFixed(3)),
    },
    levering: { manifest, bestanden: await api.deliveries() },
  };
}

function conclude(report: Report, teller: Teller): StoryOutcome {
  const { uitwisseling, levering, berichten } = report;
  if (levering.manifest === null) {
    teller.bad('Er is niets geleverd.');
    return { complete: false, report };
  }
  const { werknemers, nmbrsCalls, seconden } = uitwisseling;
  teller.tell(`Geleverd: ${werknemers} werknemers, ${nmbrsCalls} aanroepen bij Nmbrs, ${seconden.toFixed(1)} s`);
  for (const { key, bytes } of levering.bestanden) teller.detail(`${key} (${bytes} bytes)`);
  for (const naam of ['gerealiseerd', 'eerste uitwisseling geslaagd']) {
    if (berichten.some(({ onderwerp }) => onderwerp.includes(naam))) continue;
    teller.bad(`Het bericht «${naam}» is niet verstuurd.`);
    return { complete: false, report };
  }
  teller.good('Alles is gebeurd: aangemeld, gecontroleerd, goedgekeurd, gerealiseerd, uitgewisseld.');
  return { complete: true, report };
}

async function tellMails(api: LocalApi, teller: Teller): Promise<void> {
  for (const { aan, onderwerp } of await api.mails()) teller.detail(`E-mail aan ${aan}: ${onderwerp}`);
}

async function stopped(api: LocalApi, aanmeldingId: string, status: Status, teller: Teller): Promise<StoryOutcome> {
  teller.bad(status.watNu);
  const report = await reportOf(api, aanmeldingId, status, {
    manifest: null,
    nmbrsCalls: await api.nmbrsCalls(),
    seconden: 0,
  });
  return { complete: false, report };
}
