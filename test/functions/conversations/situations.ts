import { createMemoryLogboek } from '../../../adapters/memory/logboek.ts';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { metWijziging } from '../../../core/aanmelding/adreswijziging.ts';
import { Hercontroles } from '../../../core/aanmelding/hercontroles.ts';
import { submitAanmelding } from '../../../core/aanvraag/submit-aanmelding.ts';
import { sweepAanvragen } from '../../../core/aanvraag/sweep-aanvragen.ts';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { withdrawAfmelding } from '../../../core/afmelding/withdraw-afmelding.ts';
import { WACHTEND } from '../../../core/berichten/postgrens.ts';
import type { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { createHandler as createEndKoppeling } from '../../../functions/end-koppeling/handler.ts';
import { httpEvent } from '../../adapters/lambda/http-event.ts';
import { GOOD_FORM, withField } from '../../core/aanmeldformulier.ts';
import { changeAddress } from '../../core/office.ts';
import {
  aanmeldingIn,
  afwijzen,
  approved,
  goedkeuren,
  proposed,
  realised,
  submitted,
  waitingForAkkoord,
  waitingForHerstel,
} from '../../core/way.ts';

import { ASKED, type Go, ID, routesOf } from './talk.ts';

/** Its office has still to confirm its address; with the key, the request can be sent again. */
export const unconfirmed: Go = (world) => submitAanmelding(world, Aanmeldformulier.parse(GOOD_FORM));
/** Nobody confirmed it for so many days, and the round of every hour looked after it. */
export const unconfirmedFor =
  (days: number, before: Go = unconfirmed): Go =>
  async (world) => {
    await before(world);
    world.klok.advance(days * 86_400_000 + 1_000);
    await sweepAanvragen(world, () => true);
  };
/** As many as can wait at once do. */
export const crowded: Go = async (world) => {
  while (await world.registratie.countPost(WACHTEND, world.klok.now()));
};

export const usedUp: Go = async (world) => {
  await waitingForHerstel(world);
  const found = await aanmeldingIn(world, ID, 'herstel-nodig');
  const hercontroles = Hercontroles.parse({ datum: '2026-11-24', aantal: 20 });
  await world.registratie.replaceAanmelding(
    { ...found, versie: found.versie + 1, hercontroles },
    { aanmeldingId: ID, op: world.klok.now(), wie: 'salarisverwerker', wat: 'controle.gevraagd' },
  );
};
export const signedOff: Go = async (world) => {
  await waitingForAkkoord(world);
  await routesOf(world)['DELETE /aanmeldingen/{aanmeldingId}'](httpEvent(ASKED));
};
export const erased: Go = async (world) => {
  await signedOff(world);
  await createEndKoppeling({ ...world, logboek: createMemoryLogboek() })({ aanmeldingId: ID });
};
/** Three times within the day, so that the next time is too often. */
export const changedAddresses: Go = async (world) => {
  await waitingForHerstel(world);
  const { email } = GOOD_FORM.salarisverwerker;
  for (const nummer of [1, 2, 3]) {
    const found = await aanmeldingIn(world, ID, 'herstel-nodig');
    const op = world.klok.now();
    world.klok.advance(1000);
    const adreswijzigingen = metWijziging(found.adreswijzigingen, { op, vorig: `${nummer}${email}` });
    const regel = { aanmeldingId: ID, op, wie: 'salarisverwerker', wat: 'aanmelding.verbeterd' };
    await world.registratie.replaceAanmelding({ ...found, versie: found.versie + 1, adreswijzigingen }, regel);
  }
};
/** Realised, signed off per today, and told of it. */
export const waiting: Go = async (world) => {
  await realised(world);
  await signOffAanmelding(world, ID);
  await endKoppeling(world, ID);
};
export const withdrawn: Go = async (world) => {
  await waiting(world);
  await withdrawAfmelding(world, ID);
};
export const withdrawnThrice: Go = async (world) => {
  await realised(world);
  for (const _time of [1, 2, 3]) {
    await signOffAanmelding(world, ID);
    await withdrawAfmelding(world, ID);
  }
};
/** The address was changed, and the one before was told so. */
export const addressChanged: Go = async (world) => {
  await waitingForHerstel(world);
  await changeAddress(world, ID, 'iemand@anders.example');
};
export const ended: Go = (world) => approved(world, afwijzen());
export const decidedAs =
  (profiel: Dekkingsprofiel): Go =>
  (world) =>
    approved(world, goedkeuren(profiel));
export const withDga: Go = (world) => waitingForAkkoord(world, withField(GOOD_FORM, 'nmbrs.bedrijfsnummer', 1));
export const nameDiffers: Go = async (world) => {
  await waitingForHerstel(world, withField(GOOD_FORM, 'nmbrs.bedrijfsnaam', 'Bakkerij Zonnedauw BV'));
};

export const STATES: readonly (readonly [string, Go])[] = [
  ['wacht-op-bevestiging', unconfirmed],
  ['ontvangen', submitted],
  ['herstel-nodig', waitingForHerstel],
  ['another name in Nmbrs', nameDiffers],
  ['wacht-op-akkoord', withDga],
  ['voorgesteld', (world) => proposed(world)],
  ['goedgekeurd', (world) => approved(world)],
  ['afgewezen', ended],
  ['gerealiseerd', (world) => realised(world)],
  ['wordt-afgemeld', signedOff],
  ['afgemeld', erased],
];
export const nextPage: Go = async (world) => {
  for (const number of ['RC-10001', 'RC-10002']) {
    await waitingForAkkoord(world, withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', number));
  }
};
