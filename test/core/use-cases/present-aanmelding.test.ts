import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { expireAanmelding } from '../../../core/use-cases/expire-aanmelding.ts';
import { presentAanmelding } from '../../../core/use-cases/present-aanmelding.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import {
  aanmeldingOf,
  afwijzen,
  approved,
  goedkeuren,
  realised,
  submitted,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

async function lapsed(world: World): Promise<void> {
  await waitingForHerstel(world);
  await expireAanmelding(world, ID);
}

const WAYS: readonly (readonly [status: string, step: (world: World) => Promise<unknown>, watNu: string])[] = [
  ['ontvangen', submitted, 'Wij controleren uw aanmelding bij Nmbrs.'],
  ['herstel-nodig', waitingForHerstel, 'Zet bij Employee Services op Active: Children_Get.'],
  ['wacht-op-akkoord', waitingForAkkoord, 'a.s.r. beoordeelt uw aanmelding'],
  ['goedgekeurd', (world) => approved(world), 'goedgekeurd'],
  ['afgewezen', (world) => approved(world, afwijzen('Verkeerd contract.')), 'De reden: Verkeerd contract.'],
  ['gerealiseerd', (world) => realised(world), 'De eerste uitwisseling is op donderdag 10 december 2026'],
  ['vervallen', lapsed, 'U kunt de werkgever opnieuw aanmelden.'],
];

async function shown(step: (world: World) => Promise<unknown>) {
  const world = createWorld();
  await step(world);
  const aanmelding = await aanmeldingOf(world, ID);
  return { world, aanmelding, presented: presentAanmelding(aanmelding) };
}

describe.each(WAYS)('what the office sees of an aanmelding that is %s', (status, step, watNu) => {
  it('is its status and what to do now', async () => {
    const { presented } = await shown(step);
    expect(presented).toMatchObject({ aanmeldingId: ID, status });
    expect(presented.watNu).toContain(watNu);
  });

  it('never holds a secret, a reference to one, a whole number or the assessor', async () => {
    const { aanmelding, presented } = await shown(step);
    const text = JSON.stringify(presented);
    const hidden = [
      TOKEN,
      aanmelding.inloggegevensRef,
      aanmelding.capabilityHash,
      '123456782',
      'taak-',
      'beoordelaar-1',
    ];
    for (const canary of hidden) expect(text).not.toContain(canary);
    expect(presented.gegevens.werkgever.loonheffingennummer).toBe('12******L01');
    expect(text).not.toMatch(/capability|taakToken|inloggegevensRef|beoordelaar/);
  });
});

describe('what the office sees', () => {
  it('is the controle, part by part', async () => {
    const { presented } = await shown(waitingForHerstel);
    expect(presented.controle?.onderdelen).toMatchObject({ bedrijf: 'gevonden', rechten: 'ontbreken' });
    expect(presented.controle?.rechten).toHaveLength(19);
  });

  it('is the besluit without who took it', async () => {
    const { presented } = await shown((world) => approved(world, goedkeuren('pensioen', true)));
    expect(presented.besluit).toMatchObject({ besluit: 'goedkeuren', dekkingsprofiel: 'pensioen' });
  });

  it('are the dates once it is realised', async () => {
    const { presented } = await shown((world) => realised(world));
    expect(presented).toMatchObject({
      realisatiedatum: '2026-11-24',
      eersteUitwisseling: '2026-12-10',
      eersteTijdvak: { tijdvakId: '2026-M11' },
    });
  });

  it('is not changed by looking', async () => {
    const { world, aanmelding } = await shown(waitingForAkkoord);
    expect(await aanmeldingOf(world, ID)).toEqual(aanmelding);
  });
});
