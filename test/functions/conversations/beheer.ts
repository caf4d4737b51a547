import { sha256 } from '../../../adapters/node/sha256.ts';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { koppelingIdOf, TijdvakId, uitwisselingIdOf, WerknemerId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { PayrollTijdvak } from '../../../core/nmbrs/payroll.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { manifestKey } from '../../../core/uitwisseling/levering.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { httpEvent, jsonEvent } from '../../adapters/lambda/http-event.ts';
import { GOOD_FORM, withField } from '../../core/aanmeldformulier.ts';
import { signOffNow } from '../../core/office.ts';
import { assembled, distributed, realised, running, started, waitingForAkkoord } from '../../core/way.ts';
import { company, run } from '../../core/world.ts';
import {
  type Conversation,
  type Event,
  faultyBodies,
  type Go,
  holdUps,
  ID,
  IDS,
  notStaff,
  type RouteName,
  routesOf,
  STAFF,
  talk,
} from './talk.ts';

const januari = PayrollTijdvak.parse({ jaar: 2027, nummer: 2, verloning: 'maandelijks' });

const real: Go = (world) => realised(world);
/** The first exchange is of January 2027, and runs. */
const runningInJanuary: Go = async (world) => {
  await realised(world);
  const koppeling = await world.registratie.findKoppeling(koppelingIdOf(ID));
  if (koppeling === undefined || koppeling.status === 'gewist') throw new Error('no koppeling');
  const volgende = { tijdvakId: TijdvakId.parse('2027-M01'), datum: Datum.parse('2027-02-10') };
  const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.hervat' };
  await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, volgende }, regel);
  world.klok.set('2027-02-10T05:30:00.000Z');
  const locked = run(901, { jaar: 2027, tijdvakVan: 1, tijdvakTot: 1 });
  world.nmbrs.bedrijven = [company({ runs: [locked], tijdvak: januari })];
  await startUitwisseling(world, { koppelingId: koppeling.koppelingId, tijdvakId: volgende.tijdvakId });
  await checkRun(world, uitwisselingIdOf(koppeling.koppelingId, volgende.tijdvakId, 1));
};

/** The koppeling as it is after this. */
export const inStatus =
  (status: Koppeling['status']): Go =>
  async (world) => {
    const koppeling = await realised(world);
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: `koppeling.${status}` };
    await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, status }, regel);
  };
const held: Go = async (world) => {
  const id = await assembled(world);
  const found = await world.registratie.findUitwisseling(id);
  if (found?.status !== 'loopt') throw new Error('the exchange is not running');
  const vorige = { tijdvakId: TijdvakId.parse('2026-M10'), inDienst: 9 };
  const next = {
    ...found,
    ...{ versie: found.versie + 1, vastgehoudenOp: world.klok.now(), werknemers: 3, vorige },
    ...{ status: 'vastgehouden' as const, reden: 'veel-minder' as const },
    bezetting: { nu: 3, eraf: 1, spoorloos: 5, gemeld: 1 },
    vertrokken: [{ werknemerId: WerknemerId.parse(1001), laatsteDag: Datum.parse('2026-11-15') }],
  };
  const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'uitwisseling.vastgehouden' };
  await world.registratie.replaceUitwisseling(next, regel);
};
export const pausedTooLong: Go = async (world) => {
  await inStatus('gepauzeerd')(world);
  world.klok.set('2026-12-15T09:00:00.000Z');
};
const delivered: Go = async (world) => completeUitwisseling(world, await assembled(world));
const READ = new TextEncoder().encode('{"schemaVersie":4}');
const MANIFEST = manifestKey({
  koppelingId: koppelingIdOf(ID),
  tijdvakId: TijdvakId.parse('2026-M11'),
  datasetVersie: 1,
});
/** Delivered, with a manifest of which the hash is known here. */
const readable: Go = async (world) => {
  await delivered(world);
  await world.opslag.put(MANIFEST, READ);
};
const removed: Go = async (world) => {
  await delivered(world);
  Object.assign(world.opslag, { get: async () => undefined });
};
const failed: Go = async (world) => failUitwisseling(world, await running(world), 'verloop-geeindigd');
const waitingForRun: Go = async (world) => {
  world.nmbrs.bedrijven = world.nmbrs.bedrijven.map((one) => ({ ...one, runs: [] }));
  await running(world);
};
const ended: Go = async (world) => {
  await realised(world);
  await signOffNow(world, ID, { direct: true });
  await endKoppeling(world, ID);
};
const besideAnother: Go = async (world) => {
  await realised(world);
  await waitingForAkkoord(world, withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', 'RC-10002'));
};

export const SITUATIONS: readonly (readonly [string, Go])[] = [
  ['realised', real],
  ['started', started],
  ['waiting for the run', waitingForRun],
  ['running', running],
  ['distributed', distributed],
  ['failed', failed],
  ['held', held],
  ['delivered', delivered],
];
const STATUSES = ['onderbroken', 'gepauzeerd', 'gestopt'] as const;

const inEverySituation = (route: RouteName, event: Event, situations = SITUATIONS): readonly Conversation[] =>
  situations.map(([situation, before]) => talk(route, 200, event, { situation, before }));

const list = 'GET /koppelingen';
const one = 'GET /koppelingen/{koppelingId}';
const pause = 'POST /koppelingen/{koppelingId}/pauze';
const resume = 'POST /koppelingen/{koppelingId}/hervatting';
const exchange = 'GET /uitwisselingen/{uitwisselingId}';
const again = 'POST /koppelingen/{koppelingId}/uitwisselingen';
const november = jsonEvent({ van: '2026-M11', reden: 'Nieuwe looncodes.' }, STAFF);
const skip = 'POST /koppelingen/{koppelingId}/overslag';
const november11 = jsonEvent({ tijdvak: '2026-M11', reden: 'Seizoenbedrijf.' }, STAFF);
const verloning = 'POST /koppelingen/{koppelingId}/verloning';
const fourWeekly = jsonEvent({ verloning: 'vierwekelijks', vanafJaar: 2027, reden: 'Overstap.' }, STAFF);
const receive = 'POST /uitwisselingen/{uitwisselingId}/ontvangst';
const readAll = jsonEvent({ manifestSha256: sha256(READ) }, STAFF);
const AS_READER = {
  requestContext: httpEvent({ ...IDS, claims: { sub: 'overname', rollen: ['lezer'] } }).requestContext,
};
const release = 'POST /uitwisselingen/{uitwisselingId}/vrijgave';
const deliver = jsonEvent({ besluit: 'leveren', reden: 'Klopt volgens het kantoor.' }, STAFF);
const reject = jsonEvent({ besluit: 'afkeuren', reden: 'Klopt niet.' }, STAFF);
const asked = jsonEvent({ reden: 'Op verzoek van het kantoor.' }, STAFF);

/** Every answer about the koppelingen that the document speaks of, brought about. */
export const BEHEER_CONVERSATIONS: readonly Conversation[] = [
  ...inEverySituation(list, httpEvent(STAFF)),
  ...STATUSES.map((status) =>
    talk(list, 200, httpEvent({ ...STAFF, query: { status } }), { situation: status, before: inStatus(status) }),
  ),
  talk(list, 200, httpEvent({ ...STAFF, query: { aandacht: 'ja', aantal: '1' } }), { before: waitingForRun }),
  talk(list, 200, httpEvent(STAFF), { situation: 'next to one that is no koppeling', before: besideAnother }),
  ...notStaff(list),
  talk(list, 'ongeldige-vraag', httpEvent({ ...STAFF, query: { status: 'klaar' } })),
  talk(list, 'ongeldige-vraag', httpEvent({ ...STAFF, query: { na: 'x' } }), { situation: 'cursor' }),
  ...holdUps(list, httpEvent(STAFF)),

  ...inEverySituation(one, httpEvent(STAFF)),
  ...notStaff(one),
  talk(one, 'koppeling-onbekend', httpEvent(STAFF)),
  talk(one, 'koppeling-onbekend', httpEvent(STAFF), { situation: 'erased', before: ended }),
  ...holdUps(one, httpEvent(STAFF)),

  ...inEverySituation(pause, asked),
  talk(pause, 200, asked, { situation: 'again', before: inStatus('gepauzeerd') }),
  ...notStaff(pause),
  ...faultyBodies(pause, STAFF, real),
  talk(pause, 'koppeling-onbekend', asked),
  talk(pause, 'koppeling-gestopt', asked, { before: inStatus('gestopt') }),
  ...holdUps(pause, asked),

  talk(resume, 200, asked, { before: inStatus('gepauzeerd') }),
  talk(resume, 200, asked, { situation: 'never paused', before: real }),
  talk(resume, 200, asked, { situation: 'something was missed', before: pausedTooLong }),
  ...notStaff(resume),
  ...faultyBodies(resume, STAFF, real),
  talk(resume, 'koppeling-onbekend', asked),
  talk(resume, 'koppeling-gestopt', asked, { before: inStatus('gestopt') }),
  talk(resume, 'koppeling-onderbroken', asked, { before: inStatus('onderbroken') }),
  ...holdUps(resume, asked),

  talk(again, 202, november, { before: delivered }),
  talk(again, 202, november, { situation: 'while it runs', before: running }),
  ...notStaff(again),
  ...faultyBodies(again, STAFF, delivered),
  talk(again, 'ongeldige-gegevens', jsonEvent({ van: '2026-P11', reden: 'x' }, STAFF), { before: delivered }),
  talk(again, 'koppeling-onbekend', november),
  talk(again, 'koppeling-niet-actief', november, { before: inStatus('gepauzeerd') }),
  talk(again, 'koppeling-gestopt', november, { before: inStatus('gestopt') }),
  ...holdUps(again, november),

  talk(skip, 200, november11, { before: waitingForRun }),
  talk(skip, 200, november11, { situation: 'again', before: waitingForRun, first: [november11] }),
  ...notStaff(skip),
  ...faultyBodies(skip, STAFF, waitingForRun),
  talk(skip, 'ongeldige-gegevens', jsonEvent({ tijdvak: '2026-M12', reden: 'x' }, STAFF), { before: waitingForRun }),
  talk(skip, 'koppeling-onbekend', november11),
  talk(skip, 'koppeling-gestopt', november11, { before: inStatus('gestopt') }),
  talk(skip, 'uitwisseling-begonnen', november11, { before: running }),
  ...holdUps(skip, november11),

  talk(verloning, 200, fourWeekly, { before: real }),
  talk(verloning, 200, fourWeekly, { situation: 'again', before: real, first: [fourWeekly] }),
  ...notStaff(verloning),
  ...faultyBodies(verloning, STAFF, real),
  talk(verloning, 'ongeldige-gegevens', jsonEvent({ verloning: 'vierwekelijks', vanafJaar: 2026, reden: 'x' }, STAFF), {
    before: real,
  }),
  talk(verloning, 'koppeling-onbekend', fourWeekly),
  talk(verloning, 'koppeling-gestopt', fourWeekly, { before: inStatus('gestopt') }),
  talk(verloning, 'uitwisseling-begonnen', fourWeekly, { before: runningInJanuary }),
  ...holdUps(verloning, fourWeekly),

  talk(receive, 200, readAll, { before: readable }),
  talk(receive, 200, { ...readAll, ...AS_READER }, { situation: 'by a program', before: readable }),
  talk(receive, 200, readAll, { situation: 'again', before: readable, first: [readAll] }),
  talk(receive, 'niet-ingelogd', httpEvent(IDS)),
  talk(receive, 'geen-lezer', httpEvent({ ...IDS, claims: { sub: 'b', rollen: ['schrijver'] } })),
  ...faultyBodies(receive, STAFF, readable),
  talk(receive, 'uitwisseling-onbekend', readAll, { before: real }),
  talk(receive, 'niet-geleverd', readAll, { before: held }),
  talk(receive, 'ander-manifest', readAll, { before: delivered }),
  talk(receive, 'levering-verwijderd', readAll, { before: removed }),
  ...holdUps(receive, readAll),

  talk(release, 200, deliver, { before: held }),
  talk(release, 200, reject, { situation: 'again', before: held, first: [reject] }),
  ...notStaff(release),
  ...faultyBodies(release, STAFF, held),
  talk(release, 'uitwisseling-onbekend', deliver, { before: real }),
  talk(release, 'niet-vastgehouden', deliver, { before: running }),
  talk(release, 'vrijgave-al-besloten', deliver, { before: held, first: [reject] }),
  ...holdUps(release, deliver),

  ...inEverySituation(exchange, httpEvent(STAFF), SITUATIONS.slice(1)),
  talk(exchange, 200, httpEvent(STAFF), {
    situation: 'released',
    before: async (world) => {
      await held(world);
      await routesOf(world)[release](deliver);
    },
  }),
  ...notStaff(exchange),
  talk(exchange, 'uitwisseling-onbekend', httpEvent(STAFF), { before: real }),
  ...holdUps(exchange, httpEvent(STAFF)),
];
