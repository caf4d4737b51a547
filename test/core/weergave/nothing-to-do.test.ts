import { describe, expect, it } from 'vitest';
import { vindtNogPlaats } from '../../../core/aanmelding/afmelding.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { signOffKoppeling } from '../../../core/afmelding/sign-off-koppeling.ts';
import { pauseKoppeling } from '../../../core/beheer/pause-koppeling.ts';
import { type BerichtSoort, isForOffice } from '../../../core/berichten/bericht.ts';
import { expireAanmelding } from '../../../core/controle/expire-aanmelding.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { WerknemerGegevens } from '../../../core/nmbrs/gegevensset.ts';
import { PayrollTijdvak } from '../../../core/nmbrs/payroll.ts';
import { rechtNietActief } from '../../../core/nmbrs/rechten.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { presentStatus } from '../../../core/weergave/present-status.ts';
import { STATES } from '../../functions/conversations/situations.ts';
import { waitingForVrijgave } from '../held.ts';
import { aanmeldingIn, carriedOut, koppelingOf, started, waitingForHerstel } from '../way.ts';
import { company, createWorld, run, type World, werknemer } from '../world.ts';

// Whether the status, what it lists as to do and the mails say the same, in every state and with everything that can be the matter.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING_ID = koppelingIdOf(ID);
const NIETS = /hoeft (?:nu )?niets te doen/;
/** With which the office is asked for something, of a koppeling. */
const ASKING: readonly BerichtSoort[] = [
  'token-werkt-niet-meer',
  'recht-verdwenen',
  'bedrijf-niet-zichtbaar',
  'geen-abonnement',
  'run-niet-vergrendeld',
  'run-herinnering',
  'verloning-gewijzigd',
  'nieuwe-vragen',
];

/** Of what waits for something in Nmbrs before it begins. */
const AT_THE_GATE: readonly BerichtSoort[] = ['run-niet-vergrendeld', 'verloning-gewijzigd'];

async function shown(world: World) {
  const aanmelding = await world.registratie.findAanmelding(ID);
  if (aanmelding === undefined) throw new Error('it is gone');
  const regels = await world.registratie.listAudit(ID);
  const koppeling = await world.registratie.findKoppeling(KOPPELING_ID);
  const status = presentStatus(aanmelding, { koppeling, regels, nu: world.klok.now() });
  return { watTeDoen: [], ...status };
}
const textOf = (mail: unknown): string => JSON.stringify(mail);

/** December after a delivered November: what goes wrong with it comes on top of what November left. */
async function december(world: World) {
  world.klok.set('2027-01-11T05:00:00.000Z');
  const tijdvakId = TijdvakId.parse('2026-M12');
  await startUitwisseling(world, { koppelingId: KOPPELING_ID, tijdvakId });
  return uitwisselingIdOf(KOPPELING_ID, tijdvakId, 1);
}
const novemberWith =
  (...werknemers: ReturnType<typeof werknemer>[]) =>
  async (world: World) => {
    world.nmbrs.bedrijven = [company({ werknemers })];
    await carriedOut(world, await started(world));
  };
const november = novemberWith(werknemer(1), werknemer(2), werknemer(7));
const homeless = werknemer(2, { gegevens: WerknemerGegevens.parse({ ...werknemer(2).gegevens, adressen: [] }) });
const novemberAsking = novemberWith(werknemer(1), homeless, werknemer(7));

type Go = (world: World) => Promise<unknown>;
const stoppedOn =
  (code: string): Go =>
  async (world) =>
    failUitwisseling(world, await december(world), code);
const withoutRun: Go = async (world) => {
  world.nmbrs.bedrijven = world.nmbrs.bedrijven.map((one) => ({ ...one, runs: [run(811)] }));
  await checkRun(world, await december(world));
};
const otherPeriods: Go = async (world) => {
  const tijdvak = PayrollTijdvak.parse({ jaar: 2026, nummer: 13, verloning: 'vierwekelijks' });
  world.nmbrs.bedrijven = world.nmbrs.bedrijven.map((one) => ({ ...one, tijdvak }));
  await checkRun(world, await december(world));
};

/** What is the matter, whether the office can mend it, and which mail asks for that. */
const PROBLEMS: readonly (readonly [name: string, mail: BerichtSoort | undefined, go: Go])[] = [
  ['nothing', undefined, async () => undefined],
  ['the token is refused', 'token-werkt-niet-meer', stoppedOn('inloggegevens-ongeldig')],
  ['a right is gone', 'recht-verdwenen', stoppedOn(rechtNietActief('SVW_GetCurrent'))],
  ['the company is not seen', 'bedrijf-niet-zichtbaar', stoppedOn('geen-toegang')],
  ['there is no subscription', 'geen-abonnement', stoppedOn('geen-abonnement')],
  ['it stopped on something of ours', undefined, stoppedOn('verloop-geeindigd')],
  ['the run is not locked', 'run-niet-vergrendeld', withoutRun],
  ['payroll is run otherwise', 'verloning-gewijzigd', otherPeriods],
];
const BEFORE: readonly (readonly [name: string, asks: boolean, go: Go])[] = [
  ['after a set without questions', false, november],
  ['after a set with a question', true, novemberAsking],
];
const beoordelaar = 'beoordelaar-1';
const reden = 'De polis eindigt.';
/** How it goes on. */
const ENDS: readonly (readonly [name: string, go: Go])[] = [
  ['goes on', async () => undefined],
  ['is paused', (world) => pauseKoppeling(world, { koppelingId: KOPPELING_ID, reden, beoordelaar })],
  ['is signed off', (world) => signOffAanmelding(world, ID, { per: Datum.parse('2027-03-31') })],
  ['is signed off at once', (world) => signOffAanmelding(world, ID, { direct: true })],
  [
    'is ended by a.s.r.',
    (world) => signOffKoppeling(world, { koppelingId: KOPPELING_ID, wens: {}, reden, beoordelaar }),
  ],
];
const ALL = BEFORE.flatMap(([before, asks, goBefore]) =>
  PROBLEMS.flatMap(([problem, mail, go]) =>
    ENDS.map(([end, goEnd]) => ({
      name: `${before}, ${problem}, ${end}`,
      asks,
      mail,
      steps: [goBefore, go, goEnd],
    })),
  ),
);

async function worldAfter(steps: readonly Go[]): Promise<World> {
  const world = createWorld();
  for (const step of steps) await step(world);
  return world;
}

/** What must hold of a status in any state. */
function holdsOf({ watNu, watTeDoen, kan }: Awaited<ReturnType<typeof shown>>): void {
  const mustAct = watTeDoen.length > 0 || kan.includes('bevestigen') || kan.includes('verbeteren');
  expect([NIETS.test(watNu), mustAct], watNu).not.toEqual([true, true]);
  for (const { tekst } of watTeDoen) expect(watNu).toContain(tekst);
}

describe('before there is a koppeling', () => {
  it.each([
    ...STATES,
    [
      'vervallen',
      async (world: World) => {
        await waitingForHerstel(world);
        await expireAanmelding(world, ID);
      },
    ] as const,
  ])('what is said and what is to be done agree: %s', async (_name, step) => {
    const world = await worldAfter([step]);
    const status = await shown(world);
    holdsOf(status);
    const [mail] = world.post.verzonden.filter((_one, index) => world.post.sleutels[index]?.soort === 'herstel-nodig');
    for (const { tekst, stappen } of status.watTeDoen)
      for (const said of [tekst, ...stappen]) expect(textOf(mail)).toContain(said);
  });
});

describe('of a koppeling', () => {
  it.each(ALL)('status, list and mails agree: $name', async ({ asks, mail, steps }) => {
    const world = await worldAfter(steps);
    const status = await shown(world);
    holdsOf(status);
    const koppeling = await koppelingOf(world, ID);
    const comes = vindtNogPlaats((await aanmeldingIn(world, ID, 'gerealiseerd')).afmelding, koppeling.volgende);
    // Who pauses a koppeling ends what waits at its gate.
    const isWaiting = koppeling.status !== 'gepauzeerd' || mail === undefined || !AT_THE_GATE.includes(mail);
    const isMendable = comes && (asks || (mail !== undefined && isWaiting));
    expect([status.watTeDoen.length > 0, NIETS.test(status.watNu) && isMendable], status.watNu).toEqual([
      isMendable,
      false,
    ]);

    // Who signed off reads when it ends instead.
    const isGoingOn =
      !status.kan.includes('afmelding-intrekken') &&
      !status.kan.includes('direct-afmelden') &&
      status.kan.includes('afmelden');
    if (isGoingOn && (koppeling.status !== 'actief' || mail !== undefined || asks)) {
      expect([NIETS.test(status.watNu), status.watNu]).toEqual([!isMendable, status.watNu]);
    }
    if (asks && comes) {
      expect(status.watNu).toContain('Over de gegevens van november 2026 hebben wij één vraag aan u.');
      expect(status).toMatchObject({ koppeling: { openVragen: 1 } });
    }
    const asked = world.post.sleutels
      .map(({ soort }) => soort)
      .filter((soort) => isForOffice(soort) && ASKING.includes(soort));
    const expected = [...(asks ? (['nieuwe-vragen'] as const) : []), ...(mail === undefined ? [] : [mail])];
    expect(asked).toEqual(expected);
  });

  it('the steps that it lists are those of the mail', async () => {
    for (const [name, mail, go] of PROBLEMS) {
      if (mail === undefined || mail === 'run-niet-vergrendeld') continue;
      const world = await worldAfter([november, go]);
      const [{ stappen } = { stappen: [] }] = (await shown(world)).watTeDoen;
      const sent = world.post.verzonden.filter((_one, index) => world.post.sleutels[index]?.soort === mail);
      expect(stappen.length, name).toBeGreaterThan(0);
      for (const stap of stappen) expect(textOf(sent), name).toContain(stap);
    }
  });

  it('a set that a.s.r. looks at first is nothing that the office can do anything about', async () => {
    const { world } = await waitingForVrijgave();
    const status = await shown(world);
    expect(status.watTeDoen).toEqual([]);
    expect(status.watNu).toMatch(/daarom kijkt a\.s\.r\. er eerst naar.*U hoeft nu niets te doen\.$/);
  });

  it('what an exchange stopped on is told no more once the next one got past it', async () => {
    const world = await worldAfter([november, stoppedOn('geen-toegang')]);
    expect((await shown(world)).watTeDoen).toHaveLength(1);
    world.klok.set('2027-01-12T05:00:00.000Z');
    world.nmbrs.bedrijven = [company({ runs: [run(811), run(812, { tijdvakVan: 12, tijdvakTot: 12 })] })];
    await startUitwisseling(world, { koppelingId: KOPPELING_ID, tijdvakId: TijdvakId.parse('2026-M12') });
    await checkRun(world, uitwisselingIdOf(KOPPELING_ID, TijdvakId.parse('2026-M12'), 2));
    expect((await shown(world)).watTeDoen).toEqual([]);
  });
});
