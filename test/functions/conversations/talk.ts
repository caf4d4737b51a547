import type { HttpAnswer } from '../../../adapters/lambda/problem.ts';
import { createMemoryLogboek } from '../../../adapters/memory/logboek.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf, verzoekIdOf } from '../../../core/ids.ts';
import { createHandler as createAanmelden } from '../../../functions/aanmelden/handler.ts';
import { createHandler as createBeeindig } from '../../../functions/beeindig-koppeling/handler.ts';
import { createHandler as createBeslis } from '../../../functions/beslis/handler.ts';
import { createHandler as createBeslisVerzoek } from '../../../functions/beslis-verzoek/handler.ts';
import { createHandler as createBevestigAdres } from '../../../functions/bevestig-adres/handler.ts';
import { createHandler as createBevestigAfmelding } from '../../../functions/bevestig-afmelding/handler.ts';
import { createHandler as createBevestigLevering } from '../../../functions/bevestig-levering/handler.ts';
import { createHandler as createDienVerzoekIn } from '../../../functions/dien-verzoek-in/handler.ts';
import { createHandler as createGeefToegang } from '../../../functions/geef-toegang/handler.ts';
import { createHandler as createGeefVrij } from '../../../functions/geef-vrij/handler.ts';
import { createHandler as createHaalInzageOp } from '../../../functions/haal-inzage-op/handler.ts';
import { createHandler as createHaalOpnieuw } from '../../../functions/haal-opnieuw/handler.ts';
import { createHandler as createHercontroleer } from '../../../functions/hercontroleer/handler.ts';
import { createHandler as createHerstel } from '../../../functions/herstel-aanmelding/handler.ts';
import { createHandler as createHerstelAdres } from '../../../functions/herstel-adres/handler.ts';
import { createHandler as createHervat } from '../../../functions/hervat-koppeling/handler.ts';
import { createHandler as createMailKantoorcode } from '../../../functions/mail-kantoorcode/handler.ts';
import { createHandler as createMailStand } from '../../../functions/mail-stand/handler.ts';
import { createHandler as createMailToegang } from '../../../functions/mail-toegang/handler.ts';
import { createHandler as createMeldAf } from '../../../functions/meld-af/handler.ts';
import { createHandler as createBulk } from '../../../functions/meld-bulk-aan/handler.ts';
import { createHandler as createMeldWerkgeverAan } from '../../../functions/meld-werkgever-aan/handler.ts';
import { createHandler as createPauzeer } from '../../../functions/pauzeer-koppeling/handler.ts';
import { createHandler as createSlaOver } from '../../../functions/sla-tijdvak-over/handler.ts';
import { createHandler as createToon } from '../../../functions/toon-aanmelding/handler.ts';
import { createHandler as createAanmeldpagina } from '../../../functions/toon-aanmeldpagina/handler.ts';
import { createHandler as createAudit } from '../../../functions/toon-audit/handler.ts';
import { createHandler as createDossier } from '../../../functions/toon-dossier/handler.ts';
import { createHandler as createToonKalender } from '../../../functions/toon-kalender/handler.ts';
import { createHandler as createToonKantoor } from '../../../functions/toon-kantoor/handler.ts';
import { createHandler as createKoppeling } from '../../../functions/toon-koppeling/handler.ts';
import { createHandler as createKoppelingen } from '../../../functions/toon-koppelingen/handler.ts';
import { createHandler as createLevering } from '../../../functions/toon-levering/handler.ts';
import { createHandler as createOpenapi } from '../../../functions/toon-openapi/handler.ts';
import { createHandler as createUitwisseling } from '../../../functions/toon-uitwisseling/handler.ts';
import { createHandler as createToonVerzoek } from '../../../functions/toon-verzoek/handler.ts';
import { createHandler as createToonVerzoeken } from '../../../functions/toon-verzoeken/handler.ts';
import { createHandler as createVoorstel } from '../../../functions/toon-voorstel/handler.ts';
import { createHandler as createVragen } from '../../../functions/toon-vragen/handler.ts';
import { createHandler as createWerkvoorraad } from '../../../functions/toon-werkvoorraad/handler.ts';
import { createHandler as createTrekIn } from '../../../functions/trek-afmelding-in/handler.ts';
import { createHandler as createTrekBeeindigingIn } from '../../../functions/trek-beeindiging-in/handler.ts';
import { createHandler as createVervangToegang } from '../../../functions/vervang-toegang/handler.ts';
import { createHandler as createVervang } from '../../../functions/vervang-token/handler.ts';
import { createHandler as createWijzig } from '../../../functions/wijzig-koppeling/handler.ts';
import { createHandler as createWijzigVerloning } from '../../../functions/wijzig-verloning/handler.ts';
import { createHandler as createWis } from '../../../functions/wis-aanmelding/handler.ts';
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
  const bulk = createBulk(deps);
  const bevestig = createBevestigAdres(deps);
  const levering = createLevering(deps);
  const asRoute = (routeKey: string) => (event: Parameters<typeof levering>[0]) => levering({ ...event, routeKey });
  return {
    'POST /aanmeldingen': createAanmelden(deps),
    'POST /aanmeldingen/bulk': (event: Parameters<typeof bulk>[0], remainingMs = 29_000) =>
      bulk(event, { getRemainingTimeInMillis: () => remainingMs }),
    'GET /aanmeldingen/{aanmeldingId}': createToon(deps),
    'POST /aanmeldingen/{aanmeldingId}/bevestiging': (event: Parameters<typeof bulk>[0], remainingMs = 29_000) =>
      bevestig(event, { getRemainingTimeInMillis: () => remainingMs }),
    'GET /aanmeldingen/{aanmeldingId}/kalender': createToonKalender(deps),
    'GET /kantoor': createToonKantoor(deps),
    'POST /kantoor/toegang': createMailKantoorcode(deps),
    'POST /aanmeldingen/{aanmeldingId}/toegang': createMailToegang(deps),
    'POST /aanmeldingen/{aanmeldingId}/capability': createVervangToegang(deps),
    'POST /aanmeldingen/{aanmeldingId}/hercontrole': createHercontroleer(deps),
    'PATCH /aanmeldingen/{aanmeldingId}': createHerstel(deps),
    'PUT /aanmeldingen/{aanmeldingId}/token': createVervang(deps),
    'DELETE /aanmeldingen/{aanmeldingId}': createMeldAf(deps),
    'DELETE /aanmeldingen/{aanmeldingId}/afmelding': createTrekIn(deps),
    'POST /aanmeldingen/{aanmeldingId}/afmelding/bevestiging': createBevestigAfmelding(deps),
    'POST /aanmeldingen/{aanmeldingId}/adres-herstel': createHerstelAdres(deps),
    'POST /aanmeldingen/{aanmeldingId}/werkgevers': createMeldWerkgeverAan(deps),
    'GET /werkvoorraad': createWerkvoorraad(deps),
    'GET /werkvoorraad/{aanmeldingId}': createDossier(deps),
    'GET /aanmeldingen/{aanmeldingId}/voorstel': createVoorstel(deps),
    'POST /aanmeldingen/{aanmeldingId}/besluit': createBeslis(deps),
    'GET /aanmeldingen/{aanmeldingId}/audit': createAudit(deps),
    'POST /aanmeldingen/{aanmeldingId}/wissing': createWis(deps),
    'GET /koppelingen': createKoppelingen(deps),
    'GET /koppelingen/{koppelingId}': createKoppeling(deps),
    'POST /koppelingen/{koppelingId}/pauze': createPauzeer(deps),
    'POST /koppelingen/{koppelingId}/hervatting': createHervat(deps),
    'POST /koppelingen/{koppelingId}/uitwisselingen': createHaalOpnieuw(deps),
    'POST /koppelingen/{koppelingId}/overslag': createSlaOver(deps),
    'POST /koppelingen/{koppelingId}/verloning': createWijzigVerloning(deps),
    'GET /uitwisselingen/{uitwisselingId}': createUitwisseling(deps),
    'POST /uitwisselingen/{uitwisselingId}/ontvangst': createBevestigLevering(deps),
    'POST /uitwisselingen/{uitwisselingId}/vrijgave': createGeefVrij(deps),
    'GET /uitwisselingen/{uitwisselingId}/levering': asRoute('GET /uitwisselingen/{uitwisselingId}/levering'),
    'GET /uitwisselingen/{uitwisselingId}/mutaties': asRoute('GET /uitwisselingen/{uitwisselingId}/mutaties'),
    'GET /uitwisselingen/{uitwisselingId}/vragen': asRoute('GET /uitwisselingen/{uitwisselingId}/vragen'),
    'POST /koppelingen/{koppelingId}/verzoeken': createDienVerzoekIn(deps),
    'GET /koppelingen/{koppelingId}/verzoeken': createToonVerzoeken(deps),
    'GET /verzoeken/{verzoekId}': createToonVerzoek(deps),
    'POST /verzoeken/{verzoekId}/besluit': createBeslisVerzoek(deps),
    'GET /verzoeken/{verzoekId}/inzage': createHaalInzageOp(deps),
    'POST /koppelingen/{koppelingId}/beeindiging': createBeeindig(deps),
    'POST /koppelingen/{koppelingId}/beeindiging/intrekking': createTrekBeeindigingIn(deps),
    'POST /koppelingen/{koppelingId}/wijziging': createWijzig(deps),
    'POST /aanmeldingen/{aanmeldingId}/nieuwe-toegang': createGeefToegang(deps),
    'POST /aanmeldingen/{aanmeldingId}/stand': createMailStand(deps),
    'GET /aanmeldingen/{aanmeldingId}/vragen': createVragen(deps),
    // Made when it is asked for: the document takes longer than all that most conversations do.
    'GET /openapi.json': (event: Parameters<typeof levering>[0]) => createOpenapi(deps)(event),
    'GET /aanmelding/{aanmeldingId}': createAanmeldpagina(deps),
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
