import { describe, expect, it } from 'vitest';
import { HUIDIGE_TEKSTVERSIE } from '../../core/aanmelding/machtiging.ts';
import { endKoppeling } from '../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../core/afmelding/sign-off-aanmelding.ts';
import { cleanUp } from '../../core/beheer/clean-up.ts';
import { expireAanmelding } from '../../core/controle/expire-aanmelding.ts';
import { AanmeldingId, koppelingIdOf } from '../../core/ids.ts';
import { failUitwisseling } from '../../core/uitwisseling/fail-uitwisseling.ts';
import { GOOD_FORM, TOKEN, withField } from './aanmeldformulier.ts';
import { textOf } from './end-state.ts';
import { signOffNow } from './office.ts';
import { afwijzen, approved, completed, distributed, waitingForAkkoord, waitingForHerstel } from './way.ts';
import { BSN, createWorld, type World } from './world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const DAY_MS = 86_400_000;
/** The sign-up of somebody who gave a name. */
const NAMED = withField(GOOD_FORM, 'machtiging', { tekstversie: HUIDIGE_TEKSTVERSIE, namens: 'Nevel van Maanzicht' });
/** Whatever tells who a werkgever, an office, a DGA or an employee is; the last are the ids of employees in Nmbrs. */
const PERSONAL = [
  ...[TOKEN, BSN, GOOD_FORM.salarisverwerker.email, GOOD_FORM.salarisverwerker.bedrijfsnaam],
  ...[GOOD_FORM.werkgever.bedrijfsnaam, GOOD_FORM.werkgever.loonheffingennummer, GOOD_FORM.nmbrs.gebruikersnaam],
  ...['Nevel van Maanzicht', 'Zonnedauw', 'Sterrenstof', '1001', '1002', '1007'],
];

/** Everything that lies anywhere, but for the delivered sets and mails that went out. */
async function everything({ registratie, kluis, opslag, agenda, wachtrij, uitval }: World): Promise<string> {
  const koppelingId = koppelingIdOf(ID);
  const exchanges = await registratie.listUitwisselingen(koppelingId);
  const delen = await Promise.all(exchanges.map(({ uitwisselingId }) => registratie.listDelen(uitwisselingId)));
  const objecten = [...opslag.objecten].filter(([key]) => !key.startsWith('leveringen/'));
  return JSON.stringify([
    [await registratie.findAanmelding(ID), await registratie.findKoppeling(koppelingId), exchanges, delen],
    [await registratie.listAudit(ID), await registratie.listBerichten(ID)],
    [[...kluis.geheimen.values()], [...agenda.afspraken.values()], wachtrij.wachtend, uitval.berichten],
    objecten.map(([key, body]) => [key, textOf(body)]),
  ]);
}

const found = async (world: World) => {
  const text = await everything(world);
  return PERSONAL.filter((one) => text.includes(one));
};

const signOff = async (world: World) => {
  await signOffNow(world, ID, { direct: true });
  await endKoppeling(world, ID);
};

const signOffOnly = (world: World) => signOffAanmelding(world, ID, { direct: true });

const later = (world: World) => {
  world.klok.advance(91 * DAY_MS);
  return cleanUp(world);
};

describe('nothing names anyone any more', () => {
  it.each([
    ['afmelden after a delivery', (world: World) => completed(world), signOff],
    [
      'afmelden after an exchange that failed',
      async (world: World) => failUitwisseling(world, await distributed(world), 'Refused'),
      signOff,
    ],
    ['afmelden before the realisatie', (world: World) => waitingForAkkoord(world), signOff],
    ['afmelden of who said in whose name', (world: World) => waitingForAkkoord(world, NAMED), signOff],
    ['a rejection that the office had erased', (world: World) => approved(world, afwijzen()), signOffOnly],
    ['90 days from a rejection', (world: World) => approved(world, afwijzen()), later],
    ['90 days from a lapse', async (world: World) => expireAanmelding(world, await waitingForHerstel(world)), later],
  ] as const)('after %s', async (_name, step, end) => {
    const world = createWorld();
    await step(world);
    expect((await found(world)).length).toBeGreaterThan(3);
    await end(world);
    expect(await found(world)).toEqual([]);
  });

  it('but the trail still says which text the office declared', async () => {
    const world = createWorld();
    await waitingForAkkoord(world, NAMED);
    await signOff(world);
    const [first] = await world.registratie.listAudit(ID);
    expect(first).toMatchObject({ wie: 'salarisverwerker', waarom: `machtigingstekst ${HUIDIGE_TEKSTVERSIE}` });
  });
});
