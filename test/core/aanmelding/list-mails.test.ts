import { describe, expect, it } from 'vitest';
import { listMails } from '../../../core/aanmelding/list-mails.ts';
import type { BerichtSoort } from '../../../core/berichten/bericht.ts';
import { sendBericht } from '../../../core/berichten/send-bericht.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { confirmAanmelding } from '../../../core/koppeling/confirm-aanmelding.ts';
import { tellRefused } from '../../../core/naloop/tell-refused.ts';
import { presentDossier } from '../../../core/weergave/present-dossier.ts';
import { presentStatus } from '../../../core/weergave/present-status.ts';
import { refusing } from '../refusing.ts';
import { aanmeldingOf, afwijzen, approved, realised } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const NU = '2026-11-24T09:00:00.000Z';

const send = (world: World, soort: BerichtSoort, gelegenheid = 'een') =>
  sendBericht(
    world,
    { onderwerp: ID, soort, gelegenheid },
    { aan: 'salaris@duinzicht.example', onderwerp: 'x', blokken: [] },
  );

async function koppelingWith(...refused: readonly BerichtSoort[]): Promise<World> {
  const world = createWorld();
  await realised(world);
  for (const soort of refused) await send(refusing(world), soort);
  return world;
}

async function shown(world: World) {
  const aanmelding = await aanmeldingOf(world, ID);
  const around = {
    koppeling: undefined,
    audit: [],
    berichten: await listMails(world, aanmelding),
    nu: world.klok.now(),
  };
  return {
    dossier: presentDossier({ aanmelding, ...around }).berichten,
    status: presentStatus(aanmelding, around).berichten,
  };
}

describe('a mail that was refused', () => {
  it('shows as refused, with what comes of it; those to a.s.r. only in the dossier', async () => {
    const world = await koppelingWith('nieuwe-vragen', 'uitwisseling-mislukt');
    const refused = { op: NU, bezorging: 'geweigerd', bezorgingOp: NU, vervolg: 'opnieuw' };
    const { dossier, status } = await shown(world);
    expect(dossier).toEqual([
      { soort: 'nieuwe-vragen', ...refused },
      { soort: 'uitwisseling-mislukt', ...refused },
    ]);
    expect(status).toEqual([{ soort: 'nieuwe-vragen', ...refused }]);
  });

  it('shows as answered once its reader was told, and the mail that did beside it', async () => {
    const world = await koppelingWith('nieuwe-vragen');
    world.klok.set('2026-11-25T03:30:00.000Z');
    await tellRefused(world, await aanmeldingOf(world, ID));
    expect((await shown(world)).dossier).toMatchObject([
      { soort: 'nieuwe-vragen', bezorging: 'geweigerd', vervolg: 'beantwoord' },
      { soort: 'stand-na-weigering', op: '2026-11-25T03:30:00.000Z' },
    ]);
  });

  it('shows as given up from the eighth day on, for ever; what was mailed in vain has nothing to come of it', async () => {
    const world = await koppelingWith('nieuwe-vragen');
    world.klok.set('2026-12-01T22:59:59.000Z');
    await tellRefused(refusing(world), await aanmeldingOf(world, ID));
    const vervolg = async () => (await shown(world)).dossier.map((mail) => mail.vervolg);
    expect(await vervolg()).toEqual(['opnieuw', undefined]);
    world.klok.set('2026-12-01T23:00:00.000Z');
    expect(await vervolg()).toEqual(['opgegeven', undefined]);
    world.klok.set('2027-11-24T09:00:00.000Z');
    expect(await vervolg()).toEqual(['opgegeven', undefined]);
  });

  it('shows as refused when the mail service took it first', async () => {
    const world = await koppelingWith();
    await send(world, 'nieuwe-vragen');
    await send(world, 'gegevens-gewijzigd');
    const op = Tijdstip.parse('2026-11-24T09:00:05Z');
    const report = (soort: BerichtSoort, uitkomst: 'geweigerd' | 'klacht') =>
      world.registratie.markBezorging({ onderwerp: ID, soort, gelegenheid: 'een' }, { uitkomst, op });
    await report('nieuwe-vragen', 'geweigerd');
    await report('gegevens-gewijzigd', 'klacht');
    expect((await shown(world)).dossier).toEqual([
      { soort: 'nieuwe-vragen', op: NU, bezorging: 'geweigerd', bezorgingOp: op, vervolg: 'opnieuw' },
      { soort: 'gegevens-gewijzigd', op: NU, bezorging: 'klacht', bezorgingOp: op },
    ]);
  });

  it('of an aanmelding that nobody comes by any more has nothing to come of it', async () => {
    const world = createWorld();
    await approved(world, afwijzen());
    await confirmAanmelding(refusing(world), ID);
    const last = async () => (await shown(world)).dossier.at(-1);
    expect(await last()).toMatchObject({ soort: 'afgewezen', bezorging: 'geweigerd', vervolg: 'opnieuw' });
    world.klok.set('2026-12-04T09:00:00.001Z');
    expect(await last()).toMatchObject({ soort: 'afgewezen', bezorging: 'geweigerd' });
    expect(await last()).not.toHaveProperty('vervolg');
  });

  it('that is being sent at this moment does not show', async () => {
    const world = await koppelingWith();
    await world.registratie.claimBericht(
      { onderwerp: ID, soort: 'nieuwe-vragen', gelegenheid: 'een' },
      world.klok.now(),
    );
    expect(await shown(world)).toEqual({ dossier: [], status: [] });
  });
});
