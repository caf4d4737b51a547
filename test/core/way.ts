import { Aanmeldformulier } from '../../core/aanmelding/aanmeldgegevens.ts';
import type { Aanmelding, AanmeldingMetGegevens, AanmeldingStatus } from '../../core/aanmelding/aanmelding.ts';
import { BesluitFormulier } from '../../core/aanmelding/besluit.ts';
import { Bulkaccount } from '../../core/aanmelding/bulk.ts';
import { submitAanmelding } from '../../core/aanvraag/submit-aanmelding.ts';
import { submitBulk } from '../../core/aanvraag/submit-bulk.ts';
import { askAkkoord } from '../../core/akkoord/ask-akkoord.ts';
import { decideAanmelding } from '../../core/akkoord/decide-aanmelding.ts';
import { askHerstel } from '../../core/controle/ask-herstel.ts';
import { verifyAanmelding } from '../../core/controle/verify-aanmelding.ts';
import { type AanmeldingId, koppelingIdOf, TaakToken, type UitwisselingId, uitwisselingIdOf } from '../../core/ids.ts';
import type { Koppeling } from '../../core/koppeling/koppeling.ts';
import { realiseKoppeling } from '../../core/koppeling/realise-koppeling.ts';
import { assembleGegevensset } from '../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../core/levering/complete-uitwisseling.ts';
import type { Dekkingsprofiel } from '../../core/nmbrs/dekkingsprofiel.ts';
import { distributeDelen } from '../../core/ophalen/distribute-delen.ts';
import { fetchDeel } from '../../core/ophalen/fetch-deel.ts';
import { planUitwisseling } from '../../core/ophalen/plan-uitwisseling.ts';
import { pollRapport, startRapport } from '../../core/ophalen/poll-rapport.ts';
import { checkRun } from '../../core/uitwisseling/check-run.ts';
import { startUitwisseling } from '../../core/uitwisseling/start-uitwisseling.ts';
import type { Uitwisseling } from '../../core/uitwisseling/uitwisseling.ts';
import { GOOD_FORM } from './aanmeldformulier.ts';
import { ACCOUNT, bulkwerkgever } from './bulk.ts';
import { createWorld, KANTOORSLEUTEL, knowKantoor, type World } from './world.ts';

// The way through, step by step, up to where a test begins; the machines' part is played here.

export const token = (name: string): TaakToken => TaakToken.parse(`taak-${name}`);

export const goedkeuren = (dekkingsprofiel: Dekkingsprofiel = 'wia', huidigTijdvakMeenemen = true) =>
  BesluitFormulier.parse({ besluit: 'goedkeuren', dekkingsprofiel, huidigTijdvakMeenemen });
export const afwijzen = (reden = 'Het contract is beëindigd.') =>
  BesluitFormulier.parse({ besluit: 'afwijzen', reden });

export async function submitted(world: World, form: unknown = GOOD_FORM): Promise<AanmeldingId> {
  const formulier = Aanmeldformulier.parse(form);
  await knowKantoor(world, formulier.salarisverwerker.email);
  const outcome = await submitAanmelding(world, formulier, { bewijs: KANTOORSLEUTEL });
  if (outcome.uitkomst !== 'ontvangen') throw new Error('the sign-up was not taken');
  return outcome.aanmeldingId;
}

/** So many werkgevers that came in as one bulk, of an office with its key. */
export async function bulkSubmitted(
  world: World,
  count: number,
  dga = bulkwerkgever(1).dga,
): Promise<readonly AanmeldingId[]> {
  const account = Bulkaccount.parse(ACCOUNT);
  await knowKantoor(world, account.salarisverwerker.email);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const rijen = numbers.map((rij) => ({ rij, invoer: { ...bulkwerkgever(rij), dga } }));
  const rows = await submitBulk(world, { account, rijen, bewijs: KANTOORSLEUTEL }, () => true);
  if (typeof rows === 'string') throw new Error(rows);
  return rows.flatMap((row) => ('aanmeldingId' in row ? [row.aanmeldingId] : []));
}

export async function verified(world: World, form?: unknown): Promise<AanmeldingId> {
  const id = await submitted(world, form);
  await verifyAanmelding(world, id);
  return id;
}

/** The machine waits for an assessor with token `akkoord`; the mail that asks for it is put aside. */
export async function waitingForAkkoord(world: World, form?: unknown): Promise<AanmeldingId> {
  const id = await verified(world, form);
  world.verloop.wait(token('akkoord'));
  await askAkkoord(world, id, { taakToken: token('akkoord') });
  world.post.forget();
  return id;
}

/** The controle found that a right is off; the machine waits for the office with token `herstel`. */
export async function waitingForHerstel(world: World, form?: unknown): Promise<AanmeldingId> {
  world.nmbrs.weigeringen = { Children_Get: { reden: 'recht-niet-actief', code: '1002' } };
  const id = await verified(world, form);
  world.verloop.wait(token('herstel'));
  await askHerstel(world, id, { taakToken: token('herstel') });
  return id;
}

/** The first waits for the office with token `herstel`, and a second one of the same numbers passes its controle. */
export async function overtaken(world: World, form?: unknown): Promise<{ first: AanmeldingId; second: AanmeldingId }> {
  const first = await waitingForHerstel(world, form);
  world.post.forget();
  world.nmbrs.weigeringen = {};
  return { first, second: await verified(world, form) };
}

/** Two assessors send the same besluit, and the mail that asks the second one is put aside; where the first one's word is enough, the second one's changes nothing. */
export async function decided(world: World, aanmeldingId: AanmeldingId, formulier: BesluitFormulier): Promise<void> {
  for (const beoordelaar of ['beoordelaar-1', 'beoordelaar-2']) {
    await decideAanmelding(world, { aanmeldingId, formulier, beoordelaar });
  }
  world.post.forget();
}

/** The first of two assessors has approved. */
export async function proposed(world: World, formulier = goedkeuren()): Promise<AanmeldingId> {
  const aanmeldingId = await waitingForAkkoord(world);
  await decideAanmelding(world, { aanmeldingId, formulier, beoordelaar: 'beoordelaar-1' });
  return aanmeldingId;
}

export async function approved(world: World, formulier = goedkeuren(), form?: unknown): Promise<AanmeldingId> {
  const aanmeldingId = await waitingForAkkoord(world, form);
  await decided(world, aanmeldingId, formulier);
  return aanmeldingId;
}

/** The ways to the states of an aanmelding that is no koppeling yet. */
export const BEFORE_REALISATIE = [
  ['ontvangen', submitted],
  ['checked', verified],
  ['waiting for herstel', waitingForHerstel],
  ['waiting for an akkoord', waitingForAkkoord],
  ['approved', (world: World) => approved(world)],
] as const;

export async function realised(world: World, formulier = goedkeuren()): Promise<Koppeling> {
  const aanmeldingId = await approved(world, formulier);
  await realiseKoppeling(world, aanmeldingId);
  return koppelingOf(world, aanmeldingId);
}

/** The planned day is there, and the schedule has started the exchange of November 2026. */
export async function started(world: World, formulier = goedkeuren()): Promise<UitwisselingId> {
  const { koppelingId, volgende } = await realised(world, formulier);
  world.klok.set('2026-12-10T05:00:00.000Z');
  await startUitwisseling(world, { koppelingId, tijdvakId: volgende.tijdvakId });
  return uitwisselingIdOf(koppelingId, volgende.tijdvakId, 1);
}

export async function running(world: World, formulier = goedkeuren()): Promise<UitwisselingId> {
  const id = await started(world, formulier);
  await checkRun(world, id);
  return id;
}

export async function planned(world: World, formulier = goedkeuren()): Promise<UitwisselingId> {
  const id = await running(world, formulier);
  await planUitwisseling(world, id);
  return id;
}

/** All parts are on the queue; the machine waits for them with token `verdeel`. */
export async function distributed(world: World, formulier = goedkeuren()): Promise<UitwisselingId> {
  const id = await planned(world, formulier);
  world.verloop.wait(token('verdeel'));
  await distributeDelen(world, id, token('verdeel'));
  return id;
}

export async function drain(world: World): Promise<void> {
  for (let next = world.wachtrij.take(); next !== undefined; next = world.wachtrij.take()) {
    await fetchDeel(world, next.bericht);
  }
}

/** All parts and the report are there. */
export async function fetched(world: World, formulier = goedkeuren()): Promise<UitwisselingId> {
  const id = await distributed(world, formulier);
  await drain(world);
  await startRapport(world, id);
  await pollRapport(world, id);
  return id;
}

export async function assembled(world: World, formulier = goedkeuren()): Promise<UitwisselingId> {
  const id = await fetched(world, formulier);
  await assembleGegevensset(world, id);
  return id;
}

/** The machine of a started exchange does its steps up to the assembly. */
export async function gathered(world: World, id: UitwisselingId): Promise<void> {
  const outcome = await checkRun(world, id);
  if (outcome.uitkomst !== 'run-vergrendeld') throw new Error(`the gate of ${id} says ${outcome.uitkomst}`);
  await planUitwisseling(world, id);
  await startRapport(world, id);
  world.verloop.wait(token(id));
  await distributeDelen(world, id, token(id));
  await drain(world);
  await pollRapport(world, id);
}

/** The machine of a started exchange does all its steps. */
export async function carriedOut(world: World, id: UitwisselingId): Promise<void> {
  await gathered(world, id);
  await assembleGegevensset(world, id);
  await completeUitwisseling(world, id);
  world.verloop.end(id);
}

/** The exchange of November 2026 was delivered and closed on its day. */
export async function completed(world: World, formulier = goedkeuren()): Promise<UitwisselingId> {
  const id = await started(world, formulier);
  await carriedOut(world, id);
  return id;
}

/** A new world that went this far, with what it came to. */
export async function worldWith<T>(step: (world: World) => Promise<T>): Promise<{ world: World; subject: T }> {
  const world = createWorld();
  return { world, subject: await step(world) };
}

type InStatus<S extends AanmeldingStatus> = Extract<Aanmelding, { status: S }>;

/** The aanmelding, of which the gegevens must still be there. */
export async function aanmeldingOf({ registratie }: World, id: AanmeldingId): Promise<AanmeldingMetGegevens> {
  const found = await registratie.findAanmelding(id);
  if (found === undefined || found.status === 'afgemeld') throw new Error(`no gegevens of ${id}`);
  return found;
}

/** The aanmelding, which must be in this state. */
export async function aanmeldingIn<S extends AanmeldingStatus>(
  world: World,
  id: AanmeldingId,
  status: S,
): Promise<InStatus<S>> {
  const found = await world.registratie.findAanmelding(id);
  const isIn = (one: Aanmelding | undefined): one is InStatus<S> => one?.status === status;
  if (!isIn(found)) throw new Error(`the aanmelding is ${found?.status}, not ${status}`);
  return found;
}

export async function koppelingOf({ registratie }: World, id: AanmeldingId): Promise<Koppeling> {
  const found = await registratie.findKoppeling(koppelingIdOf(id));
  if (found === undefined || found.status === 'gewist') throw new Error(`no koppeling of ${id}`);
  return found;
}

export async function uitwisselingOf({ registratie }: World, id: UitwisselingId): Promise<Uitwisseling> {
  const found = await registratie.findUitwisseling(id);
  if (found === undefined) throw new Error(`no uitwisseling ${id}`);
  return found;
}

/** What was done to the aanmelding, as codes. */
export const auditOf = async ({ registratie }: World, id: AanmeldingId): Promise<string[]> =>
  (await registratie.listAudit(id)).map(({ wat }) => wat);
