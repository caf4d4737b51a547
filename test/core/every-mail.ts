import { Aanmeldformulier } from '../../core/aanmelding/aanmeldgegevens.ts';
import { confirmOntvangst } from '../../core/aanvraag/confirm-ontvangst.ts';
import { mailKantoorcode } from '../../core/aanvraag/mail-kantoorcode.ts';
import { submitAanmelding } from '../../core/aanvraag/submit-aanmelding.ts';
import { mailToegang } from '../../core/adres/mail-toegang.ts';
import { reissueAccess } from '../../core/adres/reissue-access.ts';
import { restoreAdres } from '../../core/adres/restore-adres.ts';
import { endKoppeling } from '../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../core/afmelding/sign-off-aanmelding.ts';
import { signOffKoppeling } from '../../core/afmelding/sign-off-koppeling.ts';
import { withdrawAfmelding } from '../../core/afmelding/withdraw-afmelding.ts';
import { remindPeople } from '../../core/akkoord/remind-people.ts';
import { changeKoppeling } from '../../core/beheer/change-koppeling.ts';
import type { Bericht, BerichtSoort } from '../../core/berichten/bericht.ts';
import { askHerstel } from '../../core/controle/ask-herstel.ts';
import { expireAanmelding } from '../../core/controle/expire-aanmelding.ts';
import { verifyAanmelding } from '../../core/controle/verify-aanmelding.ts';
import { confirmAanmelding } from '../../core/koppeling/confirm-aanmelding.ts';
import { completeUitwisseling } from '../../core/levering/complete-uitwisseling.ts';
import { mailStand } from '../../core/naloop/mail-stand.ts';
import { Naloop, reconcileKoppelingen } from '../../core/naloop/reconcile-koppelingen.ts';
import { Dienstverband } from '../../core/nmbrs/gegevensset.ts';
import { PayrollTijdvak } from '../../core/nmbrs/payroll.ts';
import { rechtNietActief } from '../../core/nmbrs/rechten.ts';
import { kantoorIdOf } from '../../core/toegang/identify-kantoor.ts';
import { Codeformulier } from '../../core/toegang/toegangscode.ts';
import { checkRun } from '../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../core/uitwisseling/fail-uitwisseling.ts';
import { GOOD_FORM } from './aanmeldformulier.ts';
import { waitingForVrijgave } from './held.ts';
import { changeAddress, reset, signOffNow } from './office.ts';
import { refusing } from './refusing.ts';
import {
  afwijzen,
  approved,
  assembled,
  bulkSubmitted,
  carriedOut,
  overtaken,
  realised,
  started,
  submitted,
  token,
  waitingForAkkoord,
  waitingForHerstel,
} from './way.ts';
import { company, createWorld, run, type World, werknemer } from './world.ts';

/** The office's for a while. */
export const OTHER_ADDRESS = 'vreemd@elders.example';

/** Had left before the first period. */
const WENT = { dienstverbanden: [Dienstverband.parse({ begin: '2020-01-01', eind: '2026-10-31' })] };

/** The ways that together lead past every mail. */
const WAYS: readonly ((world: World) => Promise<unknown>)[] = [
  // First, so that each mail that goes to the other address here is one to the office's own in the end.
  async (world) => {
    const { aanmeldingId, koppelingId } = await realised(world);
    const doorAsr = { beoordelaar: 'beoordelaar-1', reden: 'Op verzoek van het kantoor.' };
    await changeKoppeling(world, { koppelingId, wijziging: { dga: [] }, doorAsr });
    await changeKoppeling(world, { koppelingId, wijziging: { dertiendeMaand: true } });
    await signOffKoppeling(world, { koppelingId, wens: {}, ...doorAsr });
    await endKoppeling(world, aanmeldingId);
    await reissueAccess(world, { aanmeldingId, email: OTHER_ADDRESS, ...doorAsr });
  },
  async (world) => {
    const id = await submitted(world);
    await confirmOntvangst(world, id);
    await mailToegang(world, id);
    await mailKantoorcode(world, kantoorIdOf(world.identiteit, GOOD_FORM.salarisverwerker.email));
  },
  async (world) => {
    await submitAanmelding(world, Aanmeldformulier.parse(GOOD_FORM));
  },
  async (world) => {
    const [first] = await bulkSubmitted(world, 2);
    if (first === undefined) throw new Error('nobody was taken in');
    await confirmOntvangst(world, first);
    reset(world);
    await verifyAanmelding(world, first);
    await askHerstel(world, first, { taakToken: token('herstel') });
    await remindPeople(world, first, 'herinnerd');
    await remindPeople(world, first, 'aangedrongen');
  },
  async (world) => {
    const id = await waitingForAkkoord(world);
    await remindPeople(world, id, 'herinnerd');
    await remindPeople(world, id, 'aangedrongen');
    await expireAanmelding(world, id);
    await confirmAanmelding(world, id);
  },
  async (world) => {
    const { first } = await overtaken(world);
    await confirmAanmelding(world, first);
  },
  async (world) => {
    const id = await waitingForHerstel(world);
    await remindPeople(world, id, 'herinnerd');
    await remindPeople(world, id, 'aangedrongen');
  },
  async (world) => {
    await confirmAanmelding(world, await approved(world, afwijzen()));
  },
  async (world) => {
    const { aanmeldingId } = await realised(world);
    await confirmAanmelding(world, aanmeldingId);
    await mailStand(world, { aanmeldingId, reden: 'De e-mail kwam terug.', beoordelaar: 'beoordelaar-1' });
  },
  async (world) => {
    const id = await started(world);
    world.nmbrs.bedrijven = [company({ runs: [] })];
    await checkRun(world, id);
    world.klok.set('2026-12-15T06:00:00.000Z');
    await checkRun(world, id);
    world.klok.set('2026-12-31T06:00:00.000Z');
    await checkRun(world, id);
    await failUitwisseling(world, id, 'inloggegevens-ongeldig');
  },
  async (world) => {
    await failUitwisseling(world, await started(world), rechtNietActief('SVW_GetCurrent'));
  },
  async (world) => {
    await failUitwisseling(world, await started(world), 'geen-toegang');
  },
  async (world) => {
    await failUitwisseling(world, await started(world), 'geen-abonnement');
  },
  async (world) => {
    const { aanmeldingId } = await realised(world);
    await signOffNow(world, aanmeldingId, { direct: true });
    await endKoppeling(world, aanmeldingId);
  },
  async (world) => {
    const { aanmeldingId } = await realised(world);
    await signOffAanmelding(world, aanmeldingId, { direct: true });
    await endKoppeling(world, aanmeldingId);
    await withdrawAfmelding(world, aanmeldingId);
  },
  async (world) => {
    const id = await waitingForHerstel(world);
    await changeAddress(world, id, OTHER_ADDRESS);
    const mail = JSON.stringify(world.post.verzonden.at(-1)?.blokken);
    const code = Codeformulier.parse({ code: /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(mail)?.[0] });
    await restoreAdres(world, id, code.code);
  },
  async (world) => {
    const id = await started(world);
    world.nmbrs.bedrijven = [company({ runs: [run(812, { tijdvakVan: 12, tijdvakTot: 12 })] })];
    await checkRun(world, id);
  },
  async (world) => {
    const id = await started(world);
    world.nmbrs.bedrijven = [
      company({ tijdvak: PayrollTijdvak.parse({ jaar: 2026, nummer: 12, verloning: 'vierwekelijks' }) }),
    ];
    await checkRun(world, id);
  },
  async (world) => {
    world.nmbrs.bedrijven = [company({ werknemers: [werknemer(7, WENT)] })];
    const id = await started(world);
    world.nmbrs.bedrijven = [company({ werknemers: [] })];
    await carriedOut(world, id);
  },
  async (world) => {
    await completeUitwisseling(world, await assembled(world));
  },
  async (world) => {
    const refused = refusing(world);
    const id = await waitingForAkkoord(refused);
    await confirmOntvangst(refused, id);
    await remindPeople(refused, id, 'herinnerd');
    world.klok.advance(86_400_000);
    await reconcileKoppelingen(world, Naloop.parse({}));
  },
  async (world) => {
    const refused = refusing(world);
    const [first] = await bulkSubmitted(world, 2);
    if (first === undefined) throw new Error('nobody was taken in');
    await confirmOntvangst(refused, first);
    world.klok.advance(86_400_000);
    await reconcileKoppelingen(world, Naloop.parse({}));
  },
];

/** Every mail that the system sends, by its kind. */
export async function everyMail(): Promise<ReadonlyMap<BerichtSoort, Bericht>> {
  const found = new Map<BerichtSoort, Bericht>();
  for (const way of WAYS) {
    const world = createWorld();
    const { forget, ...post } = world.post;
    await way({ ...world, post: { ...post, forget: () => undefined } });
    collect(world, found);
  }
  // The mail about a held set takes two periods, and so a world of its own; so does the reminder of it.
  const { world } = await waitingForVrijgave();
  world.klok.advance(5 * 86_400_000);
  await reconcileKoppelingen(world, Naloop.parse({}));
  collect(world, found);
  return found;
}

function collect({ post }: World, found: Map<BerichtSoort, Bericht>): void {
  post.sleutels.forEach(({ soort }, index) => {
    const bericht = post.verzonden[index];
    if (bericht !== undefined) found.set(soort, bericht);
  });
}
