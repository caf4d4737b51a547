import { createRegistratie } from '../../adapters/aws/registratie.ts';
import { confirmOntvangst } from '../../core/aanvraag/confirm-ontvangst.ts';
import { endKoppeling } from '../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../core/afmelding/sign-off-aanmelding.ts';
import { pauseKoppeling } from '../../core/beheer/pause-koppeling.ts';
import { expireAanmelding } from '../../core/controle/expire-aanmelding.ts';
import { recheckAanmelding } from '../../core/controle/recheck-aanmelding.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf, verzoekIdOf } from '../../core/ids.ts';
import type { Idempotentie } from '../../core/invoer/idempotentie.ts';
import { Tijdstip } from '../../core/kalender/tijd.ts';
import { confirmAanmelding } from '../../core/koppeling/confirm-aanmelding.ts';
import { askVrijgave } from '../../core/levering/ask-vrijgave.ts';
import { assembleGegevensset } from '../../core/levering/assemble-gegevensset.ts';
import { failUitwisseling } from '../../core/uitwisseling/fail-uitwisseling.ts';
import { startUitwisseling } from '../../core/uitwisseling/start-uitwisseling.ts';
import { decideVerzoek } from '../../core/verzoek/decide-verzoek.ts';
import type { EmulatedTable } from '../adapters/aws/emulated-table.ts';
import { signOffNow } from '../core/office.ts';
import { agreed, asked, carriedOutVerzoek } from '../core/verzoeken.ts';
import {
  afwijzen,
  approved,
  assembled,
  completed,
  decided,
  distributed,
  gathered,
  overtaken,
  proposed,
  realised,
  running,
  started,
  submitted,
  token,
  waitingForAkkoord,
  waitingForHerstel,
} from '../core/way.ts';
import { company, createWorld, run, type World, werknemer } from '../core/world.ts';
import { AANVRAAG_MOMENTS } from './aanvragen.ts';

export const AANMELDING = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
export const KOPPELING = koppelingIdOf(AANMELDING);
export const NOVEMBER = uitwisselingIdOf(KOPPELING, TijdvakId.parse('2026-M11'), 1);
export const DECEMBER = uitwisselingIdOf(KOPPELING, TijdvakId.parse('2026-M12'), 1);

/** The twin of the identiteit counts: the aanmelding took the first one. */
export const VERZOEK = verzoekIdOf(KOPPELING, AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002'));

export const IDEMPOTENTIE: Idempotentie = {
  sleutel: 'a'.repeat(64),
  zout: 'z'.repeat(43),
  inhoud: 'b'.repeat(64),
  verlooptOp: Tijdstip.parse('2027-11-24T09:00:00.000Z'),
};

const EMPLOYEES = [7, 1, 2, 3];

/** The registry is the deployed one, on this table; Nmbrs has so many employees in November and in December. */
export const worldOn = (table: EmulatedTable, count = EMPLOYEES.length): World =>
  Object.assign(createWorld({ bedrijven: [withEmployees(count)] }), { registratie: createRegistratie(table) });

const withEmployees = (count: number) =>
  company({
    runs: [run(811), run(812, { tijdvakVan: 12, tijdvakTot: 12 })],
    werknemers: EMPLOYEES.slice(0, count).map((one) => werknemer(one)),
  });

export async function startDecember(world: World): Promise<void> {
  world.klok.set('2027-01-11T09:00:00.000Z');
  await startUitwisseling(world, { koppelingId: KOPPELING, tijdvakId: TijdvakId.parse('2026-M12') });
}

const withOpenRun = (world: World): void => {
  world.nmbrs.bedrijven = [{ ...withEmployees(4), runs: [run(811, { vergrendeld: false })] }];
};

async function held(world: World): Promise<void> {
  await completed(world);
  world.nmbrs.bedrijven = [withEmployees(2)];
  await startDecember(world);
  await gathered(world, DECEMBER);
  await assembleGegevensset(world, DECEMBER);
  world.verloop.wait(token('vrijgave'));
  await askVrijgave(world, DECEMBER, token('vrijgave'));
}

const TWEE = 1002;

/** A verzoek of each kind and state that stores something: one that waits, one under way, and those that are over. */
async function verzoeken(world: World): Promise<void> {
  await completed(world);
  await carriedOutVerzoek(world, 'inzage', TWEE);
  // Still in service.
  await carriedOutVerzoek(world, 'wissen', TWEE);
  const rejected = await asked(world, 'wissen', 1003);
  const formulier = { besluit: 'afwijzen', reden: 'Van een ander.' } as const;
  await decideVerzoek(world, { verzoekId: rejected, formulier, beoordelaar: 'b-2' });
  await agreed(world, 'inzage', 1003);
  await asked(world, 'wissen', 1001);
}

/** Somebody was erased after the werkgever was signed off. */
async function gewist(world: World): Promise<void> {
  await completed(world);
  await signOffNow(world, AANMELDING, { direct: true });
  await endKoppeling(world, AANMELDING);
  await carriedOutVerzoek(world, 'wissen', TWEE);
}

/** Signed up by a version that asked for no machtiging. */
async function zonderMachtiging(world: World): Promise<void> {
  const { registratie } = world;
  const registerAanmelding: typeof registratie.registerAanmelding = (aanmelding, { waarom, ...regel }) => {
    const { machtiging, ...gegevens } = aanmelding.gegevens;
    return registratie.registerAanmelding({ ...aanmelding, gegevens }, regel);
  };
  await submitted({ ...world, registratie: { ...registratie, registerAanmelding } });
}

/** The moments of which everything that is stored is frozen: each state of what lives longer than a deployment. */
export const MOMENTS: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  async ontvangen(world) {
    await confirmOntvangst(world, await submitted(world));
    await world.registratie.claimIdempotentie(IDEMPOTENTIE, world.klok.now());
  },
  async 'wordt-gecontroleerd'(world) {
    await waitingForHerstel(world);
    await recheckAanmelding(world, AANMELDING);
  },
  'zonder-machtiging': zonderMachtiging,
  'herstel-nodig': waitingForHerstel,
  voorgesteld: (world) => proposed(world),
  goedgekeurd: (world) => approved(world),
  async afgewezen(world) {
    await decided(world, await waitingForAkkoord(world), afwijzen());
    await confirmAanmelding(world, AANMELDING);
  },
  vervallen: async (world) => expireAanmelding(world, await waitingForAkkoord(world)),
  ingehaald: (world) => overtaken(world),
  gerealiseerd: (world) => realised(world),
  gepland: (world) => started(world),
  async 'wacht-op-run'(world) {
    withOpenRun(world);
    await running(world);
  },
  async gepauzeerd(world) {
    withOpenRun(world);
    await running(world);
    await pauseKoppeling(world, { koppelingId: KOPPELING, reden: 'storing', beoordelaar: 'beoordelaar-1' });
  },
  loopt: (world) => running(world),
  verdeeld: (world) => distributed(world),
  geleverd: (world) => assembled(world),
  voltooid: (world) => completed(world),
  vastgehouden: held,
  async mislukt(world) {
    await failUitwisseling(world, await distributed(world), 'inloggegevens-ongeldig');
  },
  async 'wordt-afgemeld'(world) {
    await waitingForAkkoord(world);
    await signOffAanmelding(world, AANMELDING, { direct: true });
  },
  async 'in-bedenktijd'(world) {
    await completed(world);
    await signOffAanmelding(world, AANMELDING, { direct: true });
    await endKoppeling(world, AANMELDING);
  },
  async gestopt(world) {
    await distributed(world);
    await signOffNow(world, AANMELDING, { direct: true });
    await endKoppeling(world, AANMELDING);
  },
  async 'afgemeld-na-uitwisseling'(world) {
    await completed(world);
    await signOffNow(world, AANMELDING, { direct: true });
  },
  async afgemeld(world) {
    await completed(world);
    await signOffNow(world, AANMELDING, { direct: true });
    await endKoppeling(world, AANMELDING);
  },
  verzoeken,
  gewist,
  ...AANVRAAG_MOMENTS,
};
