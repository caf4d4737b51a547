import type { HttpAnswer } from '../../../adapters/lambda/problem.ts';
import { createMemoryLogboek } from '../../../adapters/memory/logboek.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf, verzoekIdOf } from '../../../core/ids.ts';
import { createHandler as createAddWerkgever } from '../../../functions/add-werkgever/handler.ts';
import { createHandler as createAskKantoorcode } from '../../../functions/ask-kantoorcode/handler.ts';
import { createHandler as createAskVerzoek } from '../../../functions/ask-verzoek/handler.ts';
import { createHandler as createChangeKoppeling } from '../../../functions/change-koppeling/handler.ts';
import { createHandler as createChangeVerloning } from '../../../functions/change-verloning/handler.ts';
import { createHandler as createConfirmAanvraag } from '../../../functions/confirm-aanvraag/handler.ts';
import { createHandler as createConfirmAfmelding } from '../../../functions/confirm-afmelding/handler.ts';
import { createHandler as createConfirmLevering } from '../../../functions/confirm-levering/handler.ts';
import { createHandler as createCorrectAanmelding } from '../../../functions/correct-aanmelding/handler.ts';
import { createHandler as createDecideAanmelding } from '../../../functions/decide-aanmelding/handler.ts';
import { createHandler as createDecideVerzoek } from '../../../functions/decide-verzoek/handler.ts';
import { createHandler as createDecideVrijgave } from '../../../functions/decide-vrijgave/handler.ts';
import { createHandler as createEraseAanmelding } from '../../../functions/erase-aanmelding/handler.ts';
import { createHandler as createFetchAgain } from '../../../functions/fetch-again/handler.ts';
import { createHandler as createFetchInzage } from '../../../functions/fetch-inzage/handler.ts';
import { createHandler as createMailStand } from '../../../functions/mail-stand/handler.ts';
import { createHandler as createMailToegang } from '../../../functions/mail-toegang/handler.ts';
import { createHandler as createPauseKoppeling } from '../../../functions/pause-koppeling/handler.ts';
import { createHandler as createRecheckAanmelding } from '../../../functions/recheck-aanmelding/handler.ts';
import { createHandler as createReissueAccess } from '../../../functions/reissue-access/handler.ts';
import { createHandler as createReplaceCapability } from '../../../functions/replace-capability/handler.ts';
import { createHandler as createReplaceToken } from '../../../functions/replace-token/handler.ts';
import { createHandler as createRestoreAdres } from '../../../functions/restore-adres/handler.ts';
import { createHandler as createResumeKoppeling } from '../../../functions/resume-koppeling/handler.ts';
import { createHandler as createShowAanmelding } from '../../../functions/show-aanmelding/handler.ts';
import { createHandler as createShowAanmeldpagina } from '../../../functions/show-aanmeldpagina/handler.ts';
import { createHandler as createShowAudit } from '../../../functions/show-audit/handler.ts';
import { createHandler as createShowDossier } from '../../../functions/show-dossier/handler.ts';
import { createHandler as createShowKalender } from '../../../functions/show-kalender/handler.ts';
import { createHandler as createShowKantoor } from '../../../functions/show-kantoor/handler.ts';
import { createHandler as createShowKoppeling } from '../../../functions/show-koppeling/handler.ts';
import { createHandler as createShowKoppelingen } from '../../../functions/show-koppelingen/handler.ts';
import { createHandler as createShowLevering } from '../../../functions/show-levering/handler.ts';
import { createHandler as createShowOpenapi } from '../../../functions/show-openapi/handler.ts';
import { createHandler as createShowUitwisseling } from '../../../functions/show-uitwisseling/handler.ts';
import { createHandler as createShowVerzoek } from '../../../functions/show-verzoek/handler.ts';
import { createHandler as createShowVerzoeken } from '../../../functions/show-verzoeken/handler.ts';
import { createHandler as createShowVoorstel } from '../../../functions/show-voorstel/handler.ts';
import { createHandler as createShowVragen } from '../../../functions/show-vragen/handler.ts';
import { createHandler as createShowWerkvoorraad } from '../../../functions/show-werkvoorraad/handler.ts';
import { createHandler as createSignOffAanmelding } from '../../../functions/sign-off-aanmelding/handler.ts';
import { createHandler as createSignOffKoppeling } from '../../../functions/sign-off-koppeling/handler.ts';
import { createHandler as createSkipTijdvak } from '../../../functions/skip-tijdvak/handler.ts';
import { createHandler as createSubmitAanmelding } from '../../../functions/submit-aanmelding/handler.ts';
import { createHandler as createSubmitBulk } from '../../../functions/submit-bulk/handler.ts';
import { createHandler as createWithdrawAfmelding } from '../../../functions/withdraw-afmelding/handler.ts';
import { createHandler as createWithdrawBeeindiging } from '../../../functions/withdraw-beeindiging/handler.ts';
import { httpEvent, jsonEvent } from '../../adapters/lambda/http-event.ts';
import { GOOD_FORM } from '../../core/aanmeldformulier.ts';
import { bulkformulier } from '../../core/bulk.ts';
import { submitted } from '../../core/way.ts';
import { createWorld, KANTOORSLEUTEL, type World } from '../../core/world.ts';

export const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const UNKNOWN = 'aan-00000000-0000-4000-8000-999999999999';
// The twin of the identiteit counts: this is the first one that it gives out.
const CAPABILITY = 'capability-00000000000000000000000000000001';

export const ASKED = { aanmeldingId: ID, headers: { authorization: `Bearer ${CAPABILITY}` } };
const KOPPELING_ID = koppelingIdOf(ID);
export const VERZOEK_ID = verzoekIdOf(KOPPELING_ID, AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002'));
export const IDS = {
  aanmeldingId: ID,
  koppelingId: KOPPELING_ID,
  uitwisselingId: uitwisselingIdOf(KOPPELING_ID, TijdvakId.parse('2026-M11'), 1),
  // The twin of the identiteit counts: the aanmelding took the first one.
  verzoekId: VERZOEK_ID,
};
export const as = (sub: string) => ({ ...IDS, claims: { sub, rollen: ['beoordelaar'] } });
export const STAFF = as('beoordelaar-1');
/** What an office shows that confirmed its address before. */
export const PROOF = { authorization: `Bearer ${KANTOORSLEUTEL}` };
export const KEY = { headers: { 'idempotency-key': 'gesprek-sleutel-1' } };
export const BIG = `"${'x'.repeat(600 * 1024)}"`;
export const wia = { besluit: 'goedkeuren', dekkingsprofiel: 'wia', huidigTijdvakMeenemen: true };
export const verzuim = { ...wia, dekkingsprofiel: 'verzuim' };

/** Every route on one world. */
export function routesOf(world: World) {
  const logboek = createMemoryLogboek();
  const deps = {
    ...world,
    logboek,
    roleClaim: 'rollen',
    role: 'beoordelaar',
    readerRole: 'lezer',
    organizer: 'koppeling@asr.example',
  };
  const submitBulk = createSubmitBulk(deps);
  const confirmAanvraag = createConfirmAanvraag(deps);
  const levering = createShowLevering(deps);
  const asRoute = (routeKey: string) => (event: Parameters<typeof levering>[0]) => levering({ ...event, routeKey });
  return {
    'POST /aanmeldingen': createSubmitAanmelding(deps),
    'POST /aanmeldingen/bulk': (event: Parameters<typeof submitBulk>[0], remainingMs = 29_000) =>
      submitBulk(event, { getRemainingTimeInMillis: () => remainingMs }),
    'GET /aanmeldingen/{aanmeldingId}': createShowAanmelding(deps),
    'POST /aanmeldingen/{aanmeldingId}/bevestiging': (event: Parameters<typeof submitBulk>[0], remainingMs = 29_000) =>
      confirmAanvraag(event, { getRemainingTimeInMillis: () => remainingMs }),
    'GET /aanmeldingen/{aanmeldingId}/kalender': createShowKalender(deps),
    'GET /kantoor': createShowKantoor(deps),
    'POST /kantoor/toegang': createAskKantoorcode(deps),
    'POST /aanmeldingen/{aanmeldingId}/toegang': createMailToegang(deps),
    'POST /aanmeldingen/{aanmeldingId}/capability': createReplaceCapability(deps),
    'POST /aanmeldingen/{aanmeldingId}/hercontrole': createRecheckAanmelding(deps),
    'PATCH /aanmeldingen/{aanmeldingId}': createCorrectAanmelding(deps),
    'PUT /aanmeldingen/{aanmeldingId}/token': createReplaceToken(deps),
    'DELETE /aanmeldingen/{aanmeldingId}': createSignOffAanmelding(deps),
    'DELETE /aanmeldingen/{aanmeldingId}/afmelding': createWithdrawAfmelding(deps),
    'POST /aanmeldingen/{aanmeldingId}/afmelding/bevestiging': createConfirmAfmelding(deps),
    'POST /aanmeldingen/{aanmeldingId}/adres-herstel': createRestoreAdres(deps),
    'POST /aanmeldingen/{aanmeldingId}/werkgevers': createAddWerkgever(deps),
    'GET /werkvoorraad': createShowWerkvoorraad(deps),
    'GET /werkvoorraad/{aanmeldingId}': createShowDossier(deps),
    'GET /aanmeldingen/{aanmeldingId}/voorstel': createShowVoorstel(deps),
    'POST /aanmeldingen/{aanmeldingId}/besluit': createDecideAanmelding(deps),
    'GET /aanmeldingen/{aanmeldingId}/audit': createShowAudit(deps),
    'POST /aanmeldingen/{aanmeldingId}/wissing': createEraseAanmelding(deps),
    'GET /koppelingen': createShowKoppelingen(deps),
    'GET /koppelingen/{koppelingId}': createShowKoppeling(deps),
    'POST /koppelingen/{koppelingId}/pauze': createPauseKoppeling(deps),
    'POST /koppelingen/{koppelingId}/hervatting': createResumeKoppeling(deps),
    'POST /koppelingen/{koppelingId}/uitwisselingen': createFetchAgain(deps),
    'POST /koppelingen/{koppelingId}/overslag': createSkipTijdvak(deps),
    'POST /koppelingen/{koppelingId}/verloning': createChangeVerloning(deps),
    'GET /uitwisselingen/{uitwisselingId}': createShowUitwisseling(deps),
    'POST /uitwisselingen/{uitwisselingId}/ontvangst': createConfirmLevering(deps),
    'POST /uitwisselingen/{uitwisselingId}/vrijgave': createDecideVrijgave(deps),
    'GET /uitwisselingen/{uitwisselingId}/levering': asRoute('GET /uitwisselingen/{uitwisselingId}/levering'),
    'GET /uitwisselingen/{uitwisselingId}/mutaties': asRoute('GET /uitwisselingen/{uitwisselingId}/mutaties'),
    'GET /uitwisselingen/{uitwisselingId}/vragen': asRoute('GET /uitwisselingen/{uitwisselingId}/vragen'),
    'POST /koppelingen/{koppelingId}/verzoeken': createAskVerzoek(deps),
    'GET /koppelingen/{koppelingId}/verzoeken': createShowVerzoeken(deps),
    'GET /verzoeken/{verzoekId}': createShowVerzoek(deps),
    'POST /verzoeken/{verzoekId}/besluit': createDecideVerzoek(deps),
    'GET /verzoeken/{verzoekId}/inzage': createFetchInzage(deps),
    'POST /koppelingen/{koppelingId}/beeindiging': createSignOffKoppeling(deps),
    'POST /koppelingen/{koppelingId}/beeindiging/intrekking': createWithdrawBeeindiging(deps),
    'POST /koppelingen/{koppelingId}/wijziging': createChangeKoppeling(deps),
    'POST /aanmeldingen/{aanmeldingId}/nieuwe-toegang': createReissueAccess(deps),
    'POST /aanmeldingen/{aanmeldingId}/stand': createMailStand(deps),
    'GET /aanmeldingen/{aanmeldingId}/vragen': createShowVragen(deps),
    // Made when it is asked for: the document takes longer than all that most conversations do.
    'GET /openapi.json': (event: Parameters<typeof levering>[0]) => createShowOpenapi(deps)(event),
    'GET /aanmelding/{aanmeldingId}': createShowAanmeldpagina(deps),
  };
}
type Routes = ReturnType<typeof routesOf>;
export type RouteName = keyof Routes;
export type Event = Parameters<Routes['POST /aanmeldingen']>[0];

/** A request in a situation, and what it must come to: a status, or the code of a problem. */
export interface Conversation {
  readonly route: RouteName;
  readonly situation: string;
  readonly expected: number | string;
  run(): Promise<HttpAnswer>;
}

export type Go = (world: World) => Promise<unknown>;
const nothing: Go = async () => undefined;

interface Asked {
  readonly situation?: string;
  readonly before?: Go;
  /** Answers that were given before, on the same world. */
  readonly first?: readonly Event[];
}

export const talk = (route: RouteName, expected: number | string, event: Event, asked: Asked = {}): Conversation => {
  const { situation = '', before = nothing, first = [] } = asked;
  return {
    route,
    situation,
    expected,
    async run() {
      const world = createWorld();
      await before(world);
      const handler = routesOf(world)[route];
      for (const one of first) await handler(one);
      return handler(event);
    },
  };
};

/** A world in which every store and machine fails so; a port that only counts or reckons stays. */
function broken(error: Error, world: World): World {
  const fails = <T extends object>(port: T): T => new Proxy(port, { get: () => () => Promise.reject(error) });
  const { registratie, kluis, verloop, nazorg } = world;
  return Object.assign(world, {
    registratie: fails(registratie),
    kluis: fails(kluis),
    verloop: fails(verloop),
    nazorg: fails(nazorg),
  });
}

const hold = new Transient({ code: 'weg', message: 'throttled' });
const HOLD_UPS = [
  ['tijdelijk-niet-beschikbaar', hold],
  ['onverwachte-fout', new TypeError('boom')],
] as const;

export const holdUps = (route: RouteName, event: Event): Conversation[] =>
  HOLD_UPS.map(([code, error]) => talk(route, code, event, { before: async (world) => void broken(error, world) }));

export const faultyBodies = (route: RouteName, request: Parameters<typeof httpEvent>[0], before: Go = nothing) => [
  talk(route, 'verkeerd-soort-inhoud', plain(request), { before }),
  talk(route, 'te-groot', httpEvent({ ...request, body: BIG }), { before }),
  talk(route, 'geen-json', httpEvent({ ...request, body: '{' }), { before }),
  talk(route, 'ongeldige-gegevens', httpEvent({ ...request, body: '{"extra":1}' }), { before }),
];
export const plain = (request: Parameters<typeof httpEvent>[0] = {}) =>
  httpEvent({ ...request, body: 'hallo', headers: { ...request.headers, 'content-type': 'text/plain' } });

export const strangers = (route: RouteName): Conversation[] => [
  talk(route, 'geen-toegangscode', httpEvent({ aanmeldingId: ID }), { before: submitted }),
  talk(route, 'niet-gevonden', httpEvent({ ...ASKED, aanmeldingId: UNKNOWN })),
];
export const notStaff = (route: RouteName): Conversation[] => [
  talk(route, 'niet-ingelogd', httpEvent(IDS)),
  talk(route, 'geen-beoordelaar', httpEvent({ ...IDS, claims: { sub: 'b', rollen: ['lezer'] } })),
];

export const etagOf = async (route: RouteName, event: Event): Promise<HttpAnswer> => {
  const world = createWorld();
  await submitted(world);
  const handler = routesOf(world)[route];
  const { headers } = await handler(event);
  return handler({ ...event, headers: { ...event.headers, 'if-none-match': String(headers?.etag) } });
};
export const good = jsonEvent(GOOD_FORM, { headers: PROOF });
export const bulkBody = (werkgevers: readonly unknown[]) => ({ ...bulkformulier(1), werkgevers });
export const csv = (body: string) => httpEvent({ body, headers: { 'content-type': 'text/csv' } });
