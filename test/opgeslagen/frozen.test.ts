import { readdirSync, readFileSync } from 'node:fs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AanmeldingStatus } from '../../core/aanmelding/aanmelding.ts';
import { Aanvraag } from '../../core/aanmelding/aanvraag.ts';
import { endKoppeling } from '../../core/afmelding/end-koppeling.ts';
import { resumeKoppeling } from '../../core/beheer/resume-koppeling.ts';
import { recheckAanmelding } from '../../core/controle/recheck-aanmelding.ts';
import { verifyAanmelding } from '../../core/controle/verify-aanmelding.ts';
import { AanmeldingId, CapabilityHash, KantoorId, UitwisselingId } from '../../core/ids.ts';
import { DAY_MS, Tijdstip } from '../../core/kalender/tijd.ts';
import { confirmAanmelding } from '../../core/koppeling/confirm-aanmelding.ts';
import { Koppeling } from '../../core/koppeling/koppeling.ts';
import { realiseKoppeling } from '../../core/koppeling/realise-koppeling.ts';
import { replaceToken } from '../../core/koppeling/replace-token.ts';
import { assembleGegevensset } from '../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../core/levering/complete-uitwisseling.ts';
import { decideVrijgave } from '../../core/levering/decide-vrijgave.ts';
import { UitwisselingStatus } from '../../core/uitwisseling/uitwisseling.ts';
import { decideVerzoek } from '../../core/verzoek/decide-verzoek.ts';
import { presentDossier } from '../../core/weergave/present-dossier.ts';
import { type EmulatedTable, startEmulatedTable } from '../adapters/aws/emulated-table.ts';
import { reset, tokenForm } from '../core/office.ts';
import { carriedOutVerzoek, machine } from '../core/verzoeken.ts';
import { carriedOut, decided, goedkeuren, token } from '../core/way.ts';
import { inloggegevens, type World } from '../core/world.ts';
import { AANVRAAG_FURTHER } from './aanvragen.ts';
import { AANMELDING, DECEMBER, IDEMPOTENTIE, KOPPELING, MOMENTS, NOVEMBER, startDecember, worldOn } from './moments.ts';

const FOLDER = new URL('../fixtures/opgeslagen/', import.meta.url);
const VERSIES = readdirSync(FOLDER);
const load = (versie: string, naam: string): unknown =>
  JSON.parse(readFileSync(new URL(`${versie}/${naam}.json`, FOLDER), 'utf8'));

const Item = z.looseObject({ pk: z.string(), sk: z.string() });
type Item = z.infer<typeof Item>;
const uitwisselingIdIn = (id: string) => UitwisselingId.parse(id);
const Moment = z.object({ nu: Tijdstip, items: z.array(Item), objecten: z.record(z.string(), z.string()) });

let table: EmulatedTable;
beforeEach(async () => {
  table = await startEmulatedTable();
});
afterEach(() => table.stop());

/** The world in which an earlier version left everything as it was frozen. */
async function thawed(versie: string, naam: string): Promise<{ world: World; items: readonly Item[] }> {
  const { nu, items, objecten } = Moment.parse(load(versie, naam));
  const world = worldOn(table);
  world.klok.set(nu);
  for (const item of items) await table.client.send(new PutCommand({ TableName: table.tableName, Item: item }));
  for (const [key, text] of Object.entries(objecten)) await world.opslag.put(key, new TextEncoder().encode(text));
  const isRealised = items.some(({ sk }) => sk === 'KOPPELING');
  if (isRealised) await world.kluis.promote(inloggegevens());
  else await world.kluis.storeCandidate(AANMELDING, inloggegevens());
  return { world, items };
}

/** In which state the aanmelding, its koppeling and the exchanges are. */
async function statesOf({ registratie }: World): Promise<string[]> {
  const exchanges = await registratie.listUitwisselingen(KOPPELING);
  const found = [
    await registratie.findAanmelding(AANMELDING),
    await registratie.findKoppeling(KOPPELING),
    ...exchanges,
  ];
  return found.flatMap((one) => (one === undefined ? [] : [one.status]));
}

async function decemberToo(world: World): Promise<void> {
  await startDecember(world);
  await carriedOut(world, DECEMBER);
}

async function delivered(world: World): Promise<void> {
  const besluit = { besluit: 'leveren', reden: 'klopt' } as const;
  world.verloop.wait(token('vrijgave'));
  await decideVrijgave(world, { uitwisselingId: DECEMBER, formulier: besluit, beoordelaar: 'beoordelaar-1' });
  await assembleGegevensset(world, DECEMBER);
  await completeUitwisseling(world, DECEMBER);
}

async function withNewToken(world: World): Promise<void> {
  reset(world);
  await replaceToken(world, AANMELDING, tokenForm());
}

async function checkedAgain(world: World): Promise<void> {
  world.verloop.wait(token('herstel'));
  await recheckAanmelding(world, AANMELDING);
}

/** Nothing is made up of what was not declared. */
async function withoutMachtiging(world: World): Promise<void> {
  await verifyAanmelding(world, AANMELDING);
  const aanmelding = await world.registratie.findAanmelding(AANMELDING);
  if (aanmelding === undefined) throw new Error('it is gone');
  const audit = await world.registratie.listAudit(AANMELDING);
  const dossier = presentDossier({
    aanmelding,
    koppeling: undefined,
    audit,
    berichten: [],
    nu: Tijdstip.parse('2026-11-25T09:00:00.000Z'),
  });
  expect(dossier).toMatchObject({ machtiging: { uitleg: expect.stringContaining('geen machtiging vastgelegd') } });
}

async function endedLater(world: World): Promise<void> {
  world.klok.advance(5 * 3_600_000);
  await endKoppeling(world, AANMELDING);
}

/** Nobody withdrew it. */
async function endedADayLater(world: World): Promise<void> {
  world.klok.advance(DAY_MS);
  await endKoppeling(world, AANMELDING);
}

/** What waited is agreed to, and what was under way comes to its end. */
async function verzoekenOn(world: World): Promise<void> {
  const statuses = async () => (await world.registratie.listVerzoeken(KOPPELING)).map(({ status }) => status).sort();
  expect(await statuses()).toEqual(['afgewezen', 'geweigerd', 'loopt', 'uitgevoerd', 'wacht-op-akkoord']);
  for (const { verzoekId, status } of await world.registratie.listVerzoeken(KOPPELING)) {
    const formulier = { besluit: 'akkoord', reden: 'Nagekeken.' } as const;
    if (status === 'wacht-op-akkoord') await decideVerzoek(world, { verzoekId, formulier, beoordelaar: 'b-3' });
    await machine(world, verzoekId);
  }
  expect(await statuses()).toEqual(['afgewezen', 'geweigerd', 'geweigerd', 'uitgevoerd', 'uitgevoerd']);
}

/** A set out of which somebody was taken is read as any other. */
async function exportedAfterwards(world: World): Promise<void> {
  const verzoekId = await carriedOutVerzoek(world, 'inzage', 1001);
  expect(await world.registratie.findVerzoek(verzoekId)).toMatchObject({
    status: 'uitgevoerd',
    tellingen: { leveringen: 1 },
  });
}

const ingreep = { koppelingId: KOPPELING, reden: 'voorbij', beoordelaar: 'beoordelaar-1' };

/** How each moment goes on, and to which states it comes. */
const FURTHER: readonly (readonly [naam: string, go: (world: World) => Promise<unknown>, to: readonly string[]])[] = [
  ['ontvangen', (world) => verifyAanmelding(world, AANMELDING), ['wacht-op-akkoord']],
  ['wordt-gecontroleerd', (world) => verifyAanmelding(world, AANMELDING), ['wacht-op-akkoord']],
  ['zonder-machtiging', withoutMachtiging, ['wacht-op-akkoord']],
  ['herstel-nodig', checkedAgain, ['wordt-gecontroleerd']],
  ['voorgesteld', (world) => decided(world, AANMELDING, goedkeuren()), ['goedgekeurd']],
  ['goedgekeurd', (world) => realiseKoppeling(world, AANMELDING), ['gerealiseerd', 'actief']],
  ['afgewezen', (world) => confirmAanmelding(world, AANMELDING), ['afgewezen']],
  ['vervallen', (world) => confirmAanmelding(world, AANMELDING), ['vervallen']],
  ['ingehaald', (world) => confirmAanmelding(world, AANMELDING), ['ingehaald']],
  ['gepland', (world) => carriedOut(world, NOVEMBER), ['gerealiseerd', 'actief', 'voltooid']],
  ['wacht-op-run', (world) => carriedOut(world, NOVEMBER), ['gerealiseerd', 'actief', 'voltooid']],
  ['loopt', (world) => carriedOut(world, NOVEMBER), ['gerealiseerd', 'actief', 'voltooid']],
  ['verdeeld', (world) => carriedOut(world, NOVEMBER), ['gerealiseerd', 'actief', 'voltooid']],
  ['geleverd', (world) => completeUitwisseling(world, NOVEMBER), ['gerealiseerd', 'actief', 'voltooid']],
  ['voltooid', decemberToo, ['gerealiseerd', 'actief', 'voltooid', 'voltooid']],
  ['vastgehouden', delivered, ['gerealiseerd', 'actief', 'voltooid', 'voltooid']],
  ['mislukt', withNewToken, ['gerealiseerd', 'actief', 'mislukt']],
  ['gepauzeerd', (world) => resumeKoppeling(world, ingreep), ['gerealiseerd', 'actief', 'vervallen', 'gepland']],
  ['in-bedenktijd', endedADayLater, ['afgemeld', 'gewist', 'voltooid']],
  ['gestopt', endedLater, ['afgemeld', 'gewist', 'vervallen']],
  ['wordt-afgemeld', (world) => endKoppeling(world, AANMELDING), ['afgemeld']],
  ['afgemeld-na-uitwisseling', (world) => endKoppeling(world, AANMELDING), ['afgemeld', 'gewist', 'voltooid']],
  ['afgemeld', (world) => endKoppeling(world, AANMELDING), ['afgemeld', 'gewist', 'voltooid']],
  ['verzoeken', decemberToo, ['gerealiseerd', 'actief', 'voltooid', 'voltooid']],
  ['verzoeken', verzoekenOn, ['gerealiseerd', 'actief', 'voltooid']],
  ['gewist', exportedAfterwards, ['afgemeld', 'gewist', 'voltooid']],
  ...AANVRAAG_FURTHER,
];

describe.each(VERSIES)('what version %s stored', (versie) => {
  it.each(FURTHER)('at the moment %s is read and goes on from there', async (naam, go, to) => {
    const { world } = await thawed(versie, naam);
    await go(world);
    expect(await statesOf(world)).toEqual(to);
  });

  it('is of every state that an aanmelding, a koppeling and an exchange can be in', () => {
    const items = Object.keys(MOMENTS).flatMap((naam) => Moment.parse(load(versie, naam)).items);
    const statesIn = (kind: string) =>
      new Set(items.flatMap(({ sk, status }) => (sk === kind ? [String(status)] : [])));
    expect(statesIn('AANMELDING')).toEqual(new Set(AanmeldingStatus.options));
    expect(statesIn('AANVRAAG')).toEqual(new Set(Aanvraag.shape.status.options));
    expect(statesIn('KOPPELING')).toEqual(new Set([...Koppeling.shape.status.options, 'gewist']));
    // `onvolledig` has the form of `mislukt`.
    expect(statesIn('UITWISSELING').add('onvolledig')).toEqual(new Set(UitwisselingStatus.options));
  });

  it.each(Object.keys(MOMENTS))('at the moment %s is given back whole', async (naam) => {
    const { world, items } = await thawed(versie, naam);
    const { registratie } = world;
    for (const item of items) {
      const [soort = '', id = ''] = item.pk.split('#');
      const { pk, sk, schemaVersie, ttl, claim, sinds, kantoor, ...value } = item;
      if (sk === 'AANMELDING') expect(await registratie.findAanmelding(AanmeldingId.parse(id))).toEqual(value);
      if (sk === 'AANVRAAG') expect(await registratie.findAanvraag(AanmeldingId.parse(id))).toEqual(value);
      if (sk === 'KANTOOR') expect(await registratie.findKantoor(KantoorId.parse(id))).toEqual(value);
      if (sk === 'KANTOORTOEGANG')
        expect(await registratie.findKantoortoegang(CapabilityHash.parse(id))).toEqual(value);
      if (sk === 'KOPPELING') expect(await registratie.findKoppeling(KOPPELING)).toEqual(value);
      if (sk === 'UITWISSELING')
        expect(await registratie.listUitwisselingen(KOPPELING)).toContainEqual(expect.objectContaining(value));
      if (sk.startsWith('DEEL#')) expect(await registratie.listDelen(uitwisselingIdIn(id))).toContainEqual(value);
      if (sk.startsWith('AUDIT#')) expect(await registratie.listAudit(AanmeldingId.parse(id))).toContainEqual(value);
      if (sk.startsWith('VERZOEK#')) expect(await registratie.listVerzoeken(KOPPELING)).toContainEqual(value);
      if (soort === 'BERICHT') expect(await registratie.listBerichten(AANMELDING)).not.toEqual([]);
      if (soort === 'IDEMPOTENTIE')
        expect(
          await registratie.claimIdempotentie({ ...IDEMPOTENTIE, zout: 'y'.repeat(43) }, world.klok.now()),
        ).toEqual(IDEMPOTENTIE);
    }
  });
});
