import { describe, expect, it } from 'vitest';
import type { AanmeldingMetGegevens } from '../../../core/aanmelding/aanmelding.ts';
import { HUIDIGE_TEKSTVERSIE, machtigingstekstOf, Tekstversie } from '../../../core/aanmelding/machtiging.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { recheckAanmelding } from '../../../core/controle/recheck-aanmelding.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { Dossier, presentDossier } from '../../../core/weergave/present-dossier.ts';
import { presentMachtiging } from '../../../core/weergave/present-machtiging.ts';
import { presentStatus } from '../../../core/weergave/present-status.ts';
import { GOOD_FORM } from '../aanmeldformulier.ts';
import { aanmeldingOf, afwijzen, approved, realised, submitted, verified, waitingForHerstel } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const DECLARED = {
  uitleg: 'Bij het aanmelden heeft het kantoor verklaard dat de werkgever het heeft gemachtigd.',
  verklaring: {
    tekstversie: HUIDIGE_TEKSTVERSIE,
    verklaardOp: '2026-11-24T09:00:00.000Z',
    door: GOOD_FORM.salarisverwerker,
    tekst: machtigingstekstOf(HUIDIGE_TEKSTVERSIE),
  },
};

const STATES: readonly (readonly [string, (world: World) => Promise<unknown>])[] = [
  ['ontvangen', submitted],
  ['herstel-nodig', waitingForHerstel],
  [
    'wordt-gecontroleerd',
    async (world) => {
      await waitingForHerstel(world);
      await recheckAanmelding(world, ID);
    },
  ],
  ['wacht-op-akkoord', verified],
  ['goedgekeurd', (world) => approved(world)],
  ['afgewezen', (world) => approved(world, afwijzen())],
  ['gerealiseerd', (world) => realised(world)],
  [
    'wordt-afgemeld',
    async (world) => {
      await verified(world);
      await signOffAanmelding(world, ID, { direct: true });
    },
  ],
];

async function storedAfter(step: (world: World) => Promise<unknown>): Promise<AanmeldingMetGegevens> {
  const world = createWorld();
  await step(world);
  return aanmeldingOf(world, ID);
}

const NU = Tijdstip.parse('2026-11-25T09:00:00.000Z');
const dossierOf = (aanmelding: AanmeldingMetGegevens) =>
  presentDossier({ aanmelding, koppeling: undefined, audit: [], berichten: [], nu: NU });

describe('the machtiging', () => {
  it.each(STATES)('shows to the assessor and to the office: %s', async (status, step) => {
    const aanmelding = await storedAfter(step);
    expect(aanmelding.status).toBe(status);
    const dossier = dossierOf(aanmelding);
    expect([dossier, presentStatus(aanmelding, { nu: NU })]).toMatchObject([
      { machtiging: DECLARED },
      { machtiging: DECLARED },
    ]);
    expect(Dossier.parse(dossier)).toEqual(dossier);
  });

  it('of an aanmelding of before it was asked for is told to be missing, in words', async () => {
    const aanmelding = await storedAfter(submitted);
    const { machtiging, ...gegevens } = aanmelding.gegevens;
    const old = { ...aanmelding, gegevens };
    const missing = { machtiging: { uitleg: expect.stringMatching(/geen machtiging vastgelegd.*voordat wij daarom/) } };
    expect([dossierOf(old), presentStatus(old, { nu: NU })]).toMatchObject([missing, missing]);
    expect(dossierOf(old)).not.toHaveProperty('machtiging.verklaring');
  });

  it('under a text that this version does not know shows all but the text', async () => {
    const { machtiging } = (await storedAfter(submitted)).gegevens;
    if (machtiging === undefined) throw new Error('nothing was declared');
    const newer = { ...machtiging, tekstversie: Tekstversie.parse('2999-01-01') };
    expect(presentMachtiging(newer)).toEqual({ uitleg: DECLARED.uitleg, verklaring: newer });
  });
});
