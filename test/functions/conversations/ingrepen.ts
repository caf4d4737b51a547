import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffKoppeling } from '../../../core/afmelding/sign-off-koppeling.ts';
import { koppelingIdOf } from '../../../core/ids.ts';
import { jsonEvent } from '../../adapters/lambda/http-event.ts';
import { signOffNow } from '../../core/office.ts';
import { goedkeuren, realised, running, waitingForHerstel } from '../../core/way.ts';
import { unconfirmed } from './situations.ts';
import { as, type Conversation, faultyBodies, type Go, holdUps, ID, notStaff, STAFF, talk } from './talk.ts';

// What a.s.r. does to a koppeling that must end, was ended by mistake, or is exchanged by what is no longer so.

const reden = 'De polis eindigt.';
const verzuim: Go = (world) => realised(world, goedkeuren('verzuim'));
const runningVerzuim: Go = (world) => running(world, goedkeuren('verzuim'));
const real: Go = (world) => realised(world);
const stopped: Go = async (world) => {
  const koppeling = await realised(world);
  const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gestopt' };
  await world.registratie.replaceKoppeling({ ...koppeling, versie: koppeling.versie + 1, status: 'gestopt' }, regel);
};
const erased: Go = async (world) => {
  await realised(world);
  await signOffNow(world, ID, { direct: true });
  await endKoppeling(world, ID);
};
const gone: Go = async (world) => {
  await erased(world);
  if ((await world.registratie.findKoppeling(koppelingIdOf(ID)))?.status !== 'gewist') throw new Error('not erased');
};

const end = 'POST /koppelingen/{koppelingId}/beeindiging';
const perYear = jsonEvent({ reden, per: '2026-12-31' }, STAFF);
const undo = 'POST /koppelingen/{koppelingId}/beeindiging/intrekking';
const why = jsonEvent({ reden }, STAFF);
const ending: Go = async (world) => {
  await realised(world);
  await signOffKoppeling(world, { koppelingId: koppelingIdOf(ID), wens: {}, reden, beoordelaar: 'beoordelaar-1' });
};
const change = 'POST /koppelingen/{koppelingId}/wijziging';
const toWia = { dekkingsprofiel: 'wia', reden };
const grant = 'POST /aanmeldingen/{aanmeldingId}/nieuwe-toegang';
const status = 'POST /aanmeldingen/{aanmeldingId}/stand';
const elsewhere = jsonEvent({ reden, email: 'loon@fantasiekantoor.example' }, STAFF);

/** Every answer to it that the document speaks of, brought about. */
export const INGREEP_CONVERSATIONS: readonly Conversation[] = [
  talk(end, 202, perYear, { before: real }),
  talk(end, 202, perYear, { situation: 'again', before: real, first: [perYear] }),
  talk(end, 202, jsonEvent({ reden, direct: true }, STAFF), { situation: 'at once', before: real }),
  ...notStaff(end),
  ...faultyBodies(end, STAFF, real),
  talk(end, 'ongeldige-gegevens', jsonEvent({ reden, per: '2026-11-01' }, STAFF), { situation: 'past', before: real }),
  talk(end, 'al-beeindigd', jsonEvent({ reden, per: '2026-12-30' }, STAFF), { before: real, first: [perYear] }),
  talk(end, 'koppeling-onbekend', perYear),
  talk(end, 'koppeling-onbekend', perYear, { situation: 'erased', before: gone }),
  talk(end, 'koppeling-gestopt', perYear, { before: stopped }),
  ...holdUps(end, perYear),

  talk(undo, 200, why, { before: ending }),
  talk(undo, 200, why, { situation: 'again', before: ending, first: [why] }),
  ...notStaff(undo),
  ...faultyBodies(undo, STAFF, ending),
  talk(undo, 'koppeling-onbekend', why),
  talk(undo, 'koppeling-gestopt', why, { before: gone }),
  talk(undo, 'niet-beeindigd-koppeling', why, { before: real }),
  ...holdUps(undo, why),

  talk(change, 200, jsonEvent({ dga: [], reden }, STAFF), { before: real }),
  talk(change, 200, jsonEvent({ dekkingsprofiel: 'verzuim', reden }, STAFF), { situation: 'less', before: real }),
  talk(change, 202, jsonEvent(toWia, STAFF), { before: verzuim }),
  talk(change, 200, jsonEvent(toWia, as('beoordelaar-2')), {
    ...{ situation: 'by a colleague', before: verzuim },
    first: [jsonEvent(toWia, STAFF)],
  }),
  ...notStaff(change),
  ...faultyBodies(change, STAFF, real),
  talk(change, 'ongeldige-gegevens', jsonEvent({ reden }, STAFF), { situation: 'nothing', before: real }),
  talk(change, 'wijziging-wijkt-af', jsonEvent({ ...toWia, dekkingsprofiel: 'volledig' }, as('beoordelaar-2')), {
    ...{ before: verzuim, first: [jsonEvent(toWia, STAFF)] },
  }),
  talk(change, 'uitwisseling-begonnen', jsonEvent(toWia, as('beoordelaar-2')), {
    ...{ before: runningVerzuim, first: [jsonEvent(toWia, STAFF)] },
  }),
  talk(change, 'koppeling-onbekend', jsonEvent(toWia, STAFF)),
  talk(change, 'koppeling-gestopt', jsonEvent(toWia, STAFF), { before: stopped }),
  ...holdUps(change, jsonEvent(toWia, STAFF)),

  talk(grant, 200, elsewhere, { before: real }),
  talk(grant, 200, jsonEvent({ reden }, STAFF), { situation: 'the same address', before: waitingForHerstel }),
  ...notStaff(grant),
  ...faultyBodies(grant, STAFF, real),
  talk(grant, 'niet-gevonden', elsewhere),
  talk(grant, 'eerst-bevestigen', elsewhere, { before: unconfirmed }),
  talk(grant, 'toegang-blijft', elsewhere, { before: gone }),
  ...holdUps(grant, elsewhere),

  talk(status, 200, why, { before: real }),
  ...notStaff(status),
  ...faultyBodies(status, STAFF, real),
  talk(status, 'niet-gevonden', why),
  talk(status, 'eerst-bevestigen', why, { before: unconfirmed }),
  talk(status, 'geen-adres-meer', why, { before: gone }),
  ...holdUps(status, why),
];
