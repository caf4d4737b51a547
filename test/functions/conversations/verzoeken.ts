import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { httpEvent, jsonEvent } from '../../adapters/lambda/http-event.ts';
import { signOffNow } from '../../core/office.ts';
import { agreed, asked, carriedOutVerzoek } from '../../core/verzoeken.ts';
import { completed, realised } from '../../core/way.ts';
import { as, type Conversation, faultyBodies, type Go, holdUps, ID, notStaff, routesOf, STAFF, talk } from './talk.ts';

const ask = 'POST /koppelingen/{koppelingId}/verzoeken';
const list = 'GET /koppelingen/{koppelingId}/verzoeken';
const one = 'GET /verzoeken/{verzoekId}';
const decide = 'POST /verzoeken/{verzoekId}/besluit';
const fetch = 'GET /verzoeken/{verzoekId}/inzage';

const inzage = { soort: 'inzage', werknemerId: 1001, reden: 'Dossier 2027-031.' };
const toAsk = jsonEvent(inzage, STAFF);
const colleague = as('b-2');
const agree = jsonEvent({ besluit: 'akkoord', reden: 'Nagekeken.' }, colleague);
const reject = jsonEvent({ besluit: 'afwijzen', reden: 'Van een ander.' }, colleague);

const waits: Go = async (world) => {
  await completed(world);
  await asked(world, 'inzage', 1001);
};
const runs: Go = async (world) => {
  await completed(world);
  await agreed(world, 'inzage', 1001);
};
const rejected: Go = async (world) => {
  await waits(world);
  await routesOf(world)[decide](reject);
};
const exported: Go = async (world) => {
  await completed(world);
  await carriedOutVerzoek(world, 'inzage', 1001);
};
const refused: Go = async (world) => {
  await completed(world);
  await carriedOutVerzoek(world, 'wissen', 1001);
};
const signedOff: Go = async (world) => {
  await completed(world);
  await signOffNow(world, ID, { direct: true });
  await endKoppeling(world, ID);
};
const erased: Go = async (world) => {
  await signedOff(world);
  await carriedOutVerzoek(world, 'wissen', 1001);
};
const later =
  (before: Go, days: number): Go =>
  async (world) => {
    await before(world);
    world.klok.advance(days * 86_400_000);
  };

const SITUATIONS: readonly (readonly [string, Go])[] = [
  ['waiting', waits],
  ['running', runs],
  ['exported', exported],
  ['refused', refused],
  ['erased', erased],
];

/** Every answer about the requests of employees that the document speaks of, brought about. */
export const VERZOEK_CONVERSATIONS: readonly Conversation[] = [
  talk(ask, 202, toAsk, { before: completed }),
  talk(ask, 202, toAsk, { situation: 'again', before: completed, first: [toAsk] }),
  talk(ask, 202, jsonEvent({ ...inzage, soort: 'wissen' }, STAFF), { situation: 'signed off', before: signedOff }),
  ...notStaff(ask),
  ...faultyBodies(ask, STAFF, realised),
  ...['1001', 0, -1, 1.5, 2 ** 60, null].map((werknemerId) =>
    talk(ask, 'ongeldige-gegevens', jsonEvent({ ...inzage, werknemerId }, STAFF), {
      situation: `werknemerId ${werknemerId}`,
      before: realised,
    }),
  ),
  talk(ask, 'ongeldige-gegevens', jsonEvent({ ...inzage, reden: 'BSN 999999990' }, STAFF), {
    situation: 'a BSN in the reason',
    before: realised,
  }),
  talk(ask, 'koppeling-onbekend', toAsk),
  ...holdUps(ask, toAsk),

  ...SITUATIONS.map(([situation, before]) => talk(list, 200, httpEvent(STAFF), { situation, before })),
  talk(list, 200, httpEvent(STAFF), { situation: 'none', before: realised }),
  ...notStaff(list),
  talk(list, 'koppeling-onbekend', httpEvent(STAFF)),
  ...holdUps(list, httpEvent(STAFF)),

  ...SITUATIONS.map(([situation, before]) => talk(one, 200, httpEvent(STAFF), { situation, before })),
  talk(one, 200, httpEvent(STAFF), { situation: 'rejected', before: rejected }),
  ...notStaff(one),
  talk(one, 'verzoek-onbekend', httpEvent(STAFF), { before: realised }),
  talk(one, 'verzoek-onbekend', httpEvent(STAFF), { situation: 'nobody agreed', before: later(waits, 31) }),
  ...holdUps(one, httpEvent(STAFF)),

  talk(decide, 202, agree, { before: waits }),
  talk(decide, 202, agree, { situation: 'again', before: waits, first: [agree] }),
  talk(decide, 200, reject, { before: waits }),
  talk(decide, 200, reject, { situation: 'again', before: waits, first: [reject] }),
  talk(decide, 200, agree, { situation: 'again, when it is done', before: exported }),
  ...notStaff(decide),
  ...faultyBodies(decide, STAFF, waits),
  talk(decide, 'verzoek-onbekend', agree, { before: realised }),
  talk(decide, 'verzoek-onbekend', agree, { situation: 'too late', before: later(waits, 31) }),
  talk(decide, 'zelfde-beoordelaar', jsonEvent({ besluit: 'akkoord', reden: 'x' }, as('b-1')), { before: waits }),
  talk(decide, 'zelfde-beoordelaar', jsonEvent({ besluit: 'akkoord', reden: 'x' }, as('b-1')), {
    situation: 'when it runs',
    before: runs,
  }),
  talk(decide, 'verzoek-al-besloten', agree, { before: waits, first: [reject] }),
  ...holdUps(decide, agree),

  talk(fetch, 200, httpEvent(STAFF), { before: exported }),
  ...notStaff(fetch),
  talk(fetch, 'verzoek-onbekend', httpEvent(STAFF), { before: realised }),
  talk(fetch, 'inzage-niet-klaar', httpEvent(STAFF), { before: waits }),
  talk(fetch, 'inzage-niet-klaar', httpEvent(STAFF), { situation: 'an erasure', before: erased }),
  talk(fetch, 'inzage-niet-meer', httpEvent(STAFF), { before: later(exported, 14) }),
  ...holdUps(fetch, httpEvent(STAFF)),
];
