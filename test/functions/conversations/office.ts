import { mailKantoorcode } from '../../../core/aanvraag/mail-kantoorcode.ts';
import { signOffKoppeling } from '../../../core/afmelding/sign-off-koppeling.ts';
import { kantoorIdOf } from '../../../core/toegang/identify-kantoor.ts';
import { httpEvent, jsonEvent } from '../../adapters/lambda/http-event.ts';
import { GOOD_FORM, withField } from '../../core/aanmeldformulier.ts';
import { bulkCsv, bulkformulier, bulkwerkgever } from '../../core/bulk.ts';
import { NEW_TOKEN, officeWithTwo } from '../../core/office.ts';
import { realised, submitted, verified, waitingForAkkoord, waitingForHerstel } from '../../core/way.ts';
import { company, createWorld, inloggegevens, type World } from '../../core/world.ts';
import {
  addressChanged,
  changedAddresses,
  crowded,
  ended,
  erased,
  STATES,
  signedOff,
  unconfirmed,
  unconfirmedFor,
  usedUp,
  waiting,
  withdrawn,
  withdrawnThrice,
} from './situations.ts';
import {
  ASKED,
  bulkBody,
  type Conversation,
  csv,
  type Event,
  etagOf,
  faultyBodies,
  type Go,
  good,
  holdUps,
  KEY,
  PROOF,
  type RouteName,
  routesOf,
  strangers,
  talk,
} from './talk.ts';

const inEveryState = (route: RouteName, event: Event) =>
  STATES.map(([situation, before]) => talk(route, 200, event, { situation, before }));
const token = (code: string | number, change: (world: World) => unknown): Conversation => {
  const route = 'PUT /aanmeldingen/{aanmeldingId}/token';
  return {
    ...{ route, situation: '', expected: code },
    async run() {
      const { world } = await officeWithTwo();
      change(world);
      return routesOf(world)[route](jsonEvent({ apiToken: NEW_TOKEN }, ASKED));
    },
  };
};
const KALENDER = 'GET /aanmeldingen/{aanmeldingId}/kalender';
const ANYONE = { aanmeldingId: ASKED.aanmeldingId };
const NO_CODE = { code: '00000-00000-00000-00000' };
/** With the code of the last mail, or of the one in that place. */
const withMailedCode = (route: RouteName, expected: number | string, before: Go, place = -1): Conversation => ({
  ...{ route, situation: 'with the code of a mail', expected },
  async run() {
    const world = createWorld();
    await before(world);
    const mail = JSON.stringify(world.post.verzonden.at(place)?.blokken);
    const code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(mail)?.[0];
    return routesOf(world)[route](jsonEvent({ code }, ANYONE));
  },
});
const login = {
  inloggegevens: inloggegevens(NEW_TOKEN),
};

const confirm = 'POST /aanmeldingen/{aanmeldingId}/bevestiging';
/** The twin of the identiteit counts: this is the first that is mailed. */
const CODE = '1'.padStart(20, '0');
const withCode = jsonEvent({ code: CODE }, { aanmeldingId: ASKED.aanmeldingId });
const correctTo = (naam: string): Event => {
  const { bedrijfsnaam } = GOOD_FORM.salarisverwerker;
  return jsonEvent({ salarisverwerker: { bedrijfsnaam, email: `${naam}@duinzicht.example` } }, ASKED);
};
const keyGone = unconfirmedFor(7, (world) => routesOf(world)['POST /aanmeldingen'](jsonEvent(GOOD_FORM, KEY)));
const bulkKeyGone = unconfirmedFor(7, (world) =>
  routesOf(world)['POST /aanmeldingen/bulk'](jsonEvent(bulkformulier(1), KEY)),
);
const overtaken = async (world: World) => {
  await unconfirmed(world);
  await verified(world);
};
const endedByAsr = async (world: World) => {
  const { koppelingId } = await realised(world);
  await signOffKoppeling(world, { koppelingId, wens: {}, reden: 'De polis eindigt.', beoordelaar: 'beoordelaar-1' });
};
const withKantoorcode = async (world: World) => {
  await submitted(world);
  await mailKantoorcode(world, kantoorIdOf(world.identiteit, GOOD_FORM.salarisverwerker.email));
};

const WERKGEVERS = 'POST /aanmeldingen/{aanmeldingId}/werkgevers';
const erbij = (over: object = {}, key?: string) => {
  const { werkgever, nmbrs, dga, verloning, dertiendeMaand } = GOOD_FORM;
  const form = {
    ...{ dga, verloning, dertiendeMaand, nmbrs: { bedrijfsnaam: nmbrs.bedrijfsnaam } },
    werkgever: { ...werkgever, raamwerkcontractnummer: 'RC-20002' },
  };
  const headers = { ...ASKED.headers, ...(key === undefined ? {} : { 'idempotency-key': key }) };
  return jsonEvent({ ...form, ...over }, { ...ASKED, headers });
};

/** Every answer to an office that the document speaks of, brought about. */
export const OFFICE_CONVERSATIONS: readonly Conversation[] = [
  talk('POST /aanmeldingen', 202, good),
  talk('POST /aanmeldingen', 202, jsonEvent(GOOD_FORM), { situation: 'to be confirmed' }),
  talk('POST /aanmeldingen', 202, jsonEvent(withField(GOOD_FORM, 'nmbrs.apiToken', 'vreemde-token')), {
    situation: 'with a warning',
  }),
  ...faultyBodies('POST /aanmeldingen', {}),
  talk('POST /aanmeldingen', 'ongeldige-sleutel', jsonEvent(GOOD_FORM, { headers: { 'idempotency-key': ' ' } })),
  talk('POST /aanmeldingen', 'sleutel-hergebruikt', jsonEvent(withField(GOOD_FORM, 'dga', []), KEY), {
    first: [jsonEvent(GOOD_FORM, KEY)],
  }),
  talk('POST /aanmeldingen', 'al-aangemeld', good, { before: verified }),
  talk('POST /aanmeldingen', 'sleutel-vervallen', jsonEvent(GOOD_FORM, KEY), { before: keyGone }),
  talk('POST /aanmeldingen', 'te-veel-aanvragen', jsonEvent(GOOD_FORM), { before: crowded }),
  ...holdUps('POST /aanmeldingen', good),

  talk('POST /aanmeldingen/bulk', 200, jsonEvent(bulkBody([bulkwerkgever(1), bulkwerkgever(1), {}]))),
  talk('POST /aanmeldingen/bulk', 200, csv(bulkCsv(2)), { situation: 'CSV' }),
  talk(
    'POST /aanmeldingen/bulk',
    200,
    jsonEvent(bulkBody([bulkwerkgever(1), bulkwerkgever(1), {}]), { headers: PROOF }),
    {
      situation: 'with the key of the office',
    },
  ),
  talk('POST /aanmeldingen/bulk', 'sleutel-vervallen', jsonEvent(bulkformulier(1), KEY), { before: bulkKeyGone }),
  talk('POST /aanmeldingen/bulk', 'te-veel-aanvragen', jsonEvent(bulkformulier(1)), { before: crowded }),
  {
    ...{ route: 'POST /aanmeldingen/bulk', situation: 'out of time', expected: 200 },
    run: () => routesOf(createWorld())['POST /aanmeldingen/bulk'](jsonEvent(bulkformulier(2)), 0),
  },
  ...faultyBodies('POST /aanmeldingen/bulk', {}),
  talk('POST /aanmeldingen/bulk', 'geen-csv', csv('dga;"b')),
  talk('POST /aanmeldingen/bulk', 'ongeldige-gegevens', csv('a;b'), { situation: 'CSV' }),
  talk(
    'POST /aanmeldingen/bulk',
    'ongeldige-sleutel',
    jsonEvent(bulkformulier(1), { headers: { 'idempotency-key': '' } }),
  ),
  talk('POST /aanmeldingen/bulk', 'sleutel-hergebruikt', jsonEvent(bulkformulier(2), KEY), {
    first: [jsonEvent(bulkformulier(1), KEY)],
  }),
  ...holdUps('POST /aanmeldingen/bulk', jsonEvent(bulkformulier(1), KEY)),

  ...inEveryState('GET /aanmeldingen/{aanmeldingId}', httpEvent(ASKED)),
  {
    ...{ route: 'GET /aanmeldingen/{aanmeldingId}', situation: 'unchanged', expected: 304 },
    run: () => etagOf('GET /aanmeldingen/{aanmeldingId}', httpEvent(ASKED)),
  },
  ...strangers('GET /aanmeldingen/{aanmeldingId}'),
  ...holdUps('GET /aanmeldingen/{aanmeldingId}', httpEvent(ASKED)),

  talk(KALENDER, 200, httpEvent(ASKED), { before: (world) => realised(world) }),
  talk(KALENDER, 200, httpEvent({ ...ASKED, query: { vorm: 'ics' } }), {
    situation: 'as a file',
    before: (world) => realised(world),
  }),
  talk(KALENDER, 'ongeldige-vraag', httpEvent({ ...ASKED, query: { vorm: 'pdf' } }), { before: submitted }),
  talk(KALENDER, 'nog-geen-koppeling', httpEvent(ASKED), { before: submitted }),
  ...strangers(KALENDER),
  ...holdUps(KALENDER, httpEvent(ASKED)),

  talk(confirm, 200, withCode, { before: unconfirmed }),
  talk(confirm, 200, withCode, { situation: 'again', before: unconfirmed, first: [withCode] }),
  talk(confirm, 200, jsonEvent({ code: CODE, apiToken: NEW_TOKEN }, ASKED), {
    situation: 'with the token',
    before: unconfirmedFor(1),
  }),
  {
    ...{ route: confirm, situation: 'out of time', expected: 200 },
    async run() {
      const world = createWorld();
      await unconfirmed(world);
      return routesOf(world)[confirm](withCode, 0);
    },
  },
  talk(confirm, 200, withCode, { situation: 'of numbers that are taken', before: overtaken }),
  ...faultyBodies(confirm, ASKED, unconfirmed),
  talk(confirm, 'ongeldige-gegevens', jsonEvent({ code: 'kort' }, ASKED), { situation: 'code', before: unconfirmed }),
  talk(confirm, 'code-onbekend', withCode),
  talk(confirm, 'code-onbekend', withCode, { situation: 'erased', before: unconfirmedFor(7) }),
  talk(confirm, 'code-onbekend', jsonEvent({ code: '9'.repeat(20) }, ASKED), { before: unconfirmed }),
  talk(confirm, 'code-onbekend', jsonEvent({ code: CODE }, { aanmeldingId: 'aan-x' }), { situation: 'no id' }),
  talk(confirm, 'token-opnieuw-nodig', withCode, { before: unconfirmedFor(1) }),
  ...holdUps(confirm, withCode),

  talk('GET /kantoor', 200, httpEvent({ headers: PROOF })),
  talk('GET /kantoor', 200, httpEvent({ headers: PROOF }), { situation: 'with one', before: submitted }),
  talk('GET /kantoor', 200, httpEvent({ headers: { authorization: `Bearer ${CODE}` } }), {
    situation: 'with a code of a mail',
    before: withKantoorcode,
  }),
  talk('GET /kantoor', 'geen-kantoorcode', httpEvent()),
  talk('GET /kantoor', 'geen-kantoorcode', httpEvent(ASKED), { situation: 'a capability', before: submitted }),
  talk('GET /kantoor', 'ongeldige-vraag', httpEvent({ headers: PROOF, query: { na: 'x' } })),
  talk('GET /kantoor', 'ongeldige-vraag', httpEvent({ headers: PROOF, query: { aantal: '1' } }), {
    situation: 'aantal',
  }),
  ...holdUps('GET /kantoor', httpEvent({ headers: PROOF })),

  talk('POST /kantoor/toegang', 202, jsonEvent({ email: GOOD_FORM.salarisverwerker.email }), { before: submitted }),
  talk('POST /kantoor/toegang', 202, jsonEvent({ email: 'niemand@kantoor.example' }), { situation: 'unknown' }),
  ...faultyBodies('POST /kantoor/toegang', {}),
  ...holdUps('POST /kantoor/toegang', jsonEvent({ email: GOOD_FORM.salarisverwerker.email })),

  talk('POST /aanmeldingen/{aanmeldingId}/toegang', 202, httpEvent({ aanmeldingId: ASKED.aanmeldingId }), {
    before: submitted,
  }),
  talk('POST /aanmeldingen/{aanmeldingId}/toegang', 202, httpEvent({ aanmeldingId: 'aan-x' }), {
    situation: 'unknown',
  }),
  ...holdUps('POST /aanmeldingen/{aanmeldingId}/toegang', httpEvent({ aanmeldingId: ASKED.aanmeldingId })),

  talk('POST /aanmeldingen/{aanmeldingId}/capability', 200, httpEvent(ASKED), { before: submitted }),
  ...strangers('POST /aanmeldingen/{aanmeldingId}/capability'),
  talk('POST /aanmeldingen/{aanmeldingId}/capability', 'toegang-blijft', httpEvent(ASKED), { before: erased }),
  ...holdUps('POST /aanmeldingen/{aanmeldingId}/capability', httpEvent(ASKED)),

  talk('POST /aanmeldingen/{aanmeldingId}/hercontrole', 202, httpEvent(ASKED), { before: waitingForHerstel }),
  ...strangers('POST /aanmeldingen/{aanmeldingId}/hercontrole'),
  talk('POST /aanmeldingen/{aanmeldingId}/hercontrole', 'geen-hercontrole-mogelijk', httpEvent(ASKED), {
    before: submitted,
  }),
  talk('POST /aanmeldingen/{aanmeldingId}/hercontrole', 'eerst-bevestigen', httpEvent(ASKED), { before: unconfirmed }),
  talk('POST /aanmeldingen/{aanmeldingId}/hercontrole', 'te-veel-hercontroles', httpEvent(ASKED), { before: usedUp }),
  ...holdUps('POST /aanmeldingen/{aanmeldingId}/hercontrole', httpEvent(ASKED)),

  talk('PATCH /aanmeldingen/{aanmeldingId}', 202, jsonEvent({ dertiendeMaand: true }, ASKED), {
    before: waitingForHerstel,
  }),
  ...strangers('PATCH /aanmeldingen/{aanmeldingId}'),
  ...faultyBodies('PATCH /aanmeldingen/{aanmeldingId}', ASKED, waitingForHerstel),
  talk('PATCH /aanmeldingen/{aanmeldingId}', 'geen-hercontrole-mogelijk', jsonEvent({ dga: [] }, ASKED), {
    before: submitted,
  }),
  talk('PATCH /aanmeldingen/{aanmeldingId}', 202, correctTo('een'), { situation: 'the address', before: unconfirmed }),
  talk('PATCH /aanmeldingen/{aanmeldingId}', 'eerst-bevestigen', jsonEvent({ dga: [] }, ASKED), {
    before: unconfirmed,
  }),
  talk('PATCH /aanmeldingen/{aanmeldingId}', 'te-veel-adrescorrecties', correctTo('vier'), {
    before: unconfirmed,
    first: ['een', 'twee', 'drie'].map(correctTo),
  }),
  talk('PATCH /aanmeldingen/{aanmeldingId}', 'te-veel-hercontroles', jsonEvent({ dga: [] }, ASKED), { before: usedUp }),
  talk(
    'PATCH /aanmeldingen/{aanmeldingId}',
    'te-veel-adressen',
    jsonEvent({ salarisverwerker: { ...GOOD_FORM.salarisverwerker, email: 'vierde@kantoor.example' } }, ASKED),
    { before: changedAddresses },
  ),
  talk('PATCH /aanmeldingen/{aanmeldingId}', 202, jsonEvent({ dga: [] }, ASKED), {
    ...{ situation: 'of a koppeling', before: (world) => realised(world) },
  }),
  talk('PATCH /aanmeldingen/{aanmeldingId}', 202, correctTo('twee'), {
    ...{ situation: 'the address of a koppeling', before: (world) => realised(world) },
  }),
  talk(
    'PATCH /aanmeldingen/{aanmeldingId}',
    'niet-meer-te-verbeteren',
    jsonEvent({ verloning: 'vierwekelijks' }, ASKED),
    {
      before: (world) => realised(world),
    },
  ),
  ...holdUps('PATCH /aanmeldingen/{aanmeldingId}', jsonEvent({ dga: [] }, ASKED)),

  token(200, (world) => Object.assign(world.nmbrs, login)),
  ...strangers('PUT /aanmeldingen/{aanmeldingId}/token'),
  ...faultyBodies('PUT /aanmeldingen/{aanmeldingId}/token', ASKED, submitted),
  talk('PUT /aanmeldingen/{aanmeldingId}/token', 'token-niet-nodig', jsonEvent({ apiToken: NEW_TOKEN }, ASKED), {
    before: signedOff,
  }),
  talk('PUT /aanmeldingen/{aanmeldingId}/token', 'eerst-bevestigen', jsonEvent({ apiToken: NEW_TOKEN }, ASKED), {
    before: unconfirmed,
  }),
  token('token-geweigerd', () => undefined),
  talk('PUT /aanmeldingen/{aanmeldingId}/token', 'te-veel-logins', jsonEvent({ apiToken: NEW_TOKEN }, ASKED), {
    before: (world) => realised(world),
    first: Array.from({ length: 5 }, () => jsonEvent({ apiToken: NEW_TOKEN }, ASKED)),
  }),
  talk('PUT /aanmeldingen/{aanmeldingId}/token', 'login-afgeremd', jsonEvent({ apiToken: NEW_TOKEN }, ASKED), {
    before: async (world) => {
      await submitted(world);
      const account = world.kluis.accountRef(inloggegevens());
      const kantoor = kantoorIdOf(world.identiteit, 'vreemde@kantoor.example');
      for (let n = 0; n < 5; n += 1) await world.loginteller.count({ account, kantoor }, world.klok.now());
    },
  }),
  token('werkgever-niet-zichtbaar', (world) => Object.assign(world.nmbrs, login, { bedrijven: [] })),
  token('andere-werkgevers-niet-zichtbaar', (world) => Object.assign(world.nmbrs, login, { bedrijven: [company()] })),
  ...holdUps('PUT /aanmeldingen/{aanmeldingId}/token', jsonEvent({ apiToken: NEW_TOKEN }, ASKED)),

  talk('DELETE /aanmeldingen/{aanmeldingId}', 202, httpEvent({ ...ASKED, query: { per: '2026-12-31' } }), {
    before: (world) => realised(world),
  }),
  talk('DELETE /aanmeldingen/{aanmeldingId}', 202, httpEvent(ASKED), { situation: 'again', before: erased }),
  ...strangers('DELETE /aanmeldingen/{aanmeldingId}'),
  talk('DELETE /aanmeldingen/{aanmeldingId}', 'ongeldige-vraag', httpEvent({ ...ASKED, query: { per: 'nu' } }), {
    before: submitted,
  }),
  talk('DELETE /aanmeldingen/{aanmeldingId}', 202, httpEvent(ASKED), { situation: 'ended', before: ended }),
  talk('DELETE /aanmeldingen/{aanmeldingId}', 'eerst-bevestigen', httpEvent(ASKED), { before: unconfirmed }),
  talk('DELETE /aanmeldingen/{aanmeldingId}', 'al-afgemeld', httpEvent({ ...ASKED, query: { per: '2026-12-30' } }), {
    before: (world) => realised(world),
    first: [httpEvent({ ...ASKED, query: { per: '2026-12-31' } })],
  }),
  talk('DELETE /aanmeldingen/{aanmeldingId}', 202, httpEvent(ASKED), {
    situation: 'per today',
    before: (world) => realised(world),
  }),
  talk('DELETE /aanmeldingen/{aanmeldingId}', 'te-vaak-ingetrokken', httpEvent(ASKED), { before: withdrawnThrice }),
  ...holdUps('DELETE /aanmeldingen/{aanmeldingId}', httpEvent(ASKED)),

  talk('GET /aanmelding/{aanmeldingId}', 200, httpEvent({ aanmeldingId: ASKED.aanmeldingId }), { before: submitted }),
  talk('GET /aanmelding/{aanmeldingId}', 200, httpEvent({ aanmeldingId: 'aan-x' }), { situation: 'unknown' }),
  talk('DELETE /aanmeldingen/{aanmeldingId}/afmelding', 200, httpEvent(ASKED), { before: waiting }),
  talk('DELETE /aanmeldingen/{aanmeldingId}/afmelding', 200, httpEvent(ASKED), {
    situation: 'again',
    before: withdrawn,
  }),
  ...strangers('DELETE /aanmeldingen/{aanmeldingId}/afmelding'),
  talk('DELETE /aanmeldingen/{aanmeldingId}/afmelding', 'niet-afgemeld', httpEvent(ASKED), { before: submitted }),
  talk('DELETE /aanmeldingen/{aanmeldingId}/afmelding', 'afmelding-begonnen', httpEvent(ASKED), { before: erased }),
  talk('DELETE /aanmeldingen/{aanmeldingId}/afmelding', 'door-asr-beeindigd', httpEvent(ASKED), { before: endedByAsr }),
  ...holdUps('DELETE /aanmeldingen/{aanmeldingId}/afmelding', httpEvent(ASKED)),

  withMailedCode('POST /aanmeldingen/{aanmeldingId}/afmelding/bevestiging', 202, waiting),
  withMailedCode('POST /aanmeldingen/{aanmeldingId}/afmelding/bevestiging', 'niets-te-bevestigen', withdrawn, 1),
  talk('POST /aanmeldingen/{aanmeldingId}/afmelding/bevestiging', 'code-onbekend', jsonEvent(NO_CODE, ANYONE)),
  ...faultyBodies('POST /aanmeldingen/{aanmeldingId}/afmelding/bevestiging', ANYONE),
  ...holdUps('POST /aanmeldingen/{aanmeldingId}/afmelding/bevestiging', jsonEvent(NO_CODE, ANYONE)),

  withMailedCode('POST /aanmeldingen/{aanmeldingId}/adres-herstel', 200, addressChanged),
  talk('POST /aanmeldingen/{aanmeldingId}/adres-herstel', 'code-onbekend', jsonEvent(NO_CODE, ANYONE)),
  talk('POST /aanmeldingen/{aanmeldingId}/adres-herstel', 'code-onbekend', jsonEvent(NO_CODE), {
    situation: 'no aanmelding',
  }),
  ...faultyBodies('POST /aanmeldingen/{aanmeldingId}/adres-herstel', ANYONE),
  ...holdUps('POST /aanmeldingen/{aanmeldingId}/adres-herstel', jsonEvent(NO_CODE, ANYONE)),

  talk('GET /openapi.json', 200, httpEvent()),
  {
    ...{ route: 'GET /openapi.json', situation: 'unchanged', expected: 304 },
    run: () => etagOf('GET /openapi.json', httpEvent()),
  },

  talk(WERKGEVERS, 202, erbij(), { before: waitingForAkkoord }),
  talk(WERKGEVERS, 202, erbij(), { situation: 'of a koppeling', before: (world) => realised(world) }),
  ...strangers(WERKGEVERS),
  ...faultyBodies(WERKGEVERS, ASKED, waitingForAkkoord),
  talk(WERKGEVERS, 'ongeldige-sleutel', erbij({}, 'x'), { before: waitingForAkkoord }),
  talk(WERKGEVERS, 'sleutel-hergebruikt', erbij({ dertiendeMaand: true }, 'sleutel-van-een-ander'), {
    before: waitingForAkkoord,
    first: [erbij({}, 'sleutel-van-een-ander')],
  }),
  talk(WERKGEVERS, 'al-aangemeld', erbij({ werkgever: GOOD_FORM.werkgever }), { before: waitingForAkkoord }),
  talk(WERKGEVERS, 'eerst-bevestigen', erbij(), { before: unconfirmed }),
  talk(WERKGEVERS, 'geen-login-om-te-delen', erbij(), { before: submitted }),
  talk(WERKGEVERS, 'eerst-nieuwe-token', erbij(), {
    before: async (world) => {
      await realised(world);
      await world.kluis.eraseAccount(world.kluis.accountRef(inloggegevens()));
    },
  }),
  ...holdUps(WERKGEVERS, erbij()),
];
