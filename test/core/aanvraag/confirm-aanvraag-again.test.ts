import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { confirmAanvraag } from '../../../core/aanvraag/confirm-aanvraag.ts';
import { submitAanmelding } from '../../../core/aanvraag/submit-aanmelding.ts';
import { sweepAanvragen } from '../../../core/aanvraag/sweep-aanvragen.ts';
import { correctAdres } from '../../../core/adres/correct-adres.ts';
import { mailToegang } from '../../../core/adres/mail-toegang.ts';
import { BEVESTIGINGEN } from '../../../core/berichten/postgrens.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import type { AanmeldingId } from '../../../core/ids.ts';
import { ApiToken } from '../../../core/nmbrs/inloggegevens.ts';
import { Toegangscode } from '../../../core/toegang/toegangscode.ts';
import { GOOD_FORM, TOKEN, withField } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { aanmeldingIn } from '../way.ts';
import { createWorld, inloggegevens, type World } from '../world.ts';

const ADRES = 'nieuw@kantoor.example';
const HOUR_MS = 3_600_000;
const ALWAYS = () => true;

const formOf = (nummer: number, email = ADRES) =>
  Aanmeldformulier.parse(
    withField(
      withField(GOOD_FORM, 'salarisverwerker.email', email),
      'werkgever.raamwerkcontractnummer',
      `RC-${nummer}`,
    ),
  );

interface Waiting {
  readonly aanmeldingId: AanmeldingId;
  readonly capability: string;
}

async function waiting(world: World, nummer: number, email?: string): Promise<Waiting> {
  const outcome = await submitAanmelding(world, formOf(nummer, email));
  if (outcome.uitkomst !== 'wacht-op-bevestiging') throw new Error(outcome.uitkomst);
  return outcome;
}

const codesTo = (world: World, adres = ADRES): Toegangscode[] =>
  world.post.verzonden
    .filter(({ aan }) => aan === adres)
    .flatMap(({ blokken }) => blokken.flatMap((blok) => (blok.soort === 'gegevens' ? blok.rijen : [])))
    .flatMap(([label, value]) => (label === 'Bevestigingscode' ? [Toegangscode.parse(value)] : []));

const confirm = async (
  world: World,
  aanmeldingId: AanmeldingId,
  code: Toegangscode | undefined,
  capability?: string,
) => {
  if (code === undefined) throw new Error('no code went out');
  return (await confirmAanvraag(world, { aanmeldingId, code, capability }, ALWAYS)).uitkomst;
};

describe('an office of which a stranger uses up the mails', () => {
  async function flooded(): Promise<{ world: World; own: Waiting; strange: Waiting }> {
    const world = createWorld();
    const strange = await waiting(world, 1);
    for (let nummer = 2; nummer <= 15; nummer += 1) {
      await waiting(world, nummer);
      world.klok.advance(HOUR_MS / 4);
    }
    const before = codesTo(world).length;
    const own = await waiting(world, 99);
    await mailToegang(world, own.aanmeldingId);
    expect(codesTo(world)).toHaveLength(before);
    return { world, own, strange };
  }

  it('confirms its own request by the code of another, with its capability', async () => {
    const { world, own } = await flooded();
    const [code] = codesTo(world);
    expect(await confirm(world, own.aanmeldingId, code)).toBe('onbekend');
    expect(await confirm(world, own.aanmeldingId, code, 'c'.repeat(43))).toBe('onbekend');
    expect(await confirm(world, own.aanmeldingId, code, own.capability)).toBe('bevestigd');
    await aanmeldingIn(world, own.aanmeldingId, 'ontvangen');
  });

  it('leaves the request of the stranger as it is, who has none of its codes', async () => {
    const { world, own, strange } = await flooded();
    await confirm(world, own.aanmeldingId, codesTo(world)[0], own.capability);
    await aanmeldingIn(world, strange.aanmeldingId, 'wacht-op-bevestiging');
    const elsewhere = await waiting(world, 100, 'vreemd@elders.example');
    const [code] = codesTo(world, 'vreemd@elders.example');
    expect(await confirm(world, strange.aanmeldingId, code, strange.capability)).toBe('onbekend');
    expect(await confirm(world, elsewhere.aanmeldingId, code)).toBe('bevestigd');
  });

  it('keeps the codes that it got: one that was not mailed takes the place of none', async () => {
    const world = createWorld();
    const { aanmeldingId } = await waiting(world, 1);
    for (let hour = 0; hour < 20; hour += 1) {
      await mailToegang(world, aanmeldingId);
      world.klok.advance(HOUR_MS / 2);
    }
    expect(codesTo(world)).toHaveLength(10);
    expect((await world.registratie.findAanvraag(aanmeldingId))?.codes).toHaveLength(10);
    expect(await confirm(world, aanmeldingId, codesTo(world)[0])).toBe('bevestigd');
  });
});

describe('the mails that ask for a confirmation', () => {
  it('go to all addresses together a thousand times an hour, and later to the others', async () => {
    const world = createWorld();
    while (await world.registratie.countPost({ ...BEVESTIGINGEN, aantal: 999 }, world.klok.now()));
    const first = await waiting(world, 1, 'een@elders.example');
    const second = await waiting(world, 2, 'twee@elders.example');
    const counts = ['een@elders.example', 'twee@elders.example'].map((adres) => codesTo(world, adres).length);
    expect(counts).toEqual([1, 0]);
    expect(world.logboek.lines).toContainEqual(expect.objectContaining({ code: 'aanvragen.te-druk' }));
    world.klok.advance(HOUR_MS);
    await sweepAanvragen(world, ALWAYS);
    expect(await confirm(world, second.aanmeldingId, codesTo(world, 'twee@elders.example')[0])).toBe('bevestigd');
    expect(await confirm(world, first.aanmeldingId, codesTo(world, 'een@elders.example')[0])).toBe('bevestigd');
  });

  it('that the mail service did not take count for nothing', async () => {
    const world = createWorld();
    const send = () => Promise.reject(new Transient({ code: 'post.weg', message: 'throttled' }));
    const { aanmeldingId } = await waiting({ ...world, post: { ...world.post, send } }, 1);
    for (let time = 0; time < 12; time += 1) {
      await mailToegang({ ...world, post: { ...world.post, send } }, aanmeldingId).catch(() => undefined);
    }
    await mailToegang(world, aanmeldingId);
    expect(await confirm(world, aanmeldingId, codesTo(world).at(-1))).toBe('bevestigd');
  });
});

describe('the token of a request that nobody confirmed', () => {
  it('is erased by one of the next rounds, wherever the round of its day dies', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await waiting(world, 1);
        world.klok.advance(24 * HOUR_MS + 1000);
        return world;
      },
      step: async (world) => {
        await sweepAanvragen(world, ALWAYS);
      },
      endState: async (world) => [world.kluis.geheimen.size, world.post.verzonden.length],
    });
    expect(undisturbed).toEqual([0, 1]);
    expect(afterCrash.size).toBeGreaterThan(3);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('is asked for while it is being erased, and the new one stays', async () => {
    const world = createWorld();
    const { aanmeldingId } = await waiting(world, 1);
    const [code] = codesTo(world);
    world.klok.advance(24 * HOUR_MS + 1000);
    const eraseCandidate = () => Promise.reject(new Defect({ code: 'kluis.weg', message: 'denied' }));
    await sweepAanvragen({ ...world, kluis: { ...world.kluis, eraseCandidate } }, ALWAYS).catch(() => undefined);
    expect((await world.registratie.findAanvraag(aanmeldingId))?.status).toBe('token-te-wissen');
    expect(await confirm(world, aanmeldingId, code)).toBe('token-nodig');
    if (code === undefined) throw new Error('no code');
    const apiToken = ApiToken.parse(TOKEN);
    await confirmAanvraag(world, { aanmeldingId, code, apiToken }, ALWAYS);
    for (let day = 0; day < 8; day += 1) {
      world.klok.advance(24 * HOUR_MS);
      await sweepAanvragen(world, ALWAYS);
    }
    expect(await world.kluis.readCandidate(aanmeldingId)).toEqual(inloggegevens());
  });
});

describe('a correction of the same address while it is waited for', () => {
  it('takes the other name, and mails one more code', async () => {
    const world = createWorld();
    const { aanmeldingId } = await waiting(world, 1);
    const typed = { bedrijfsnaam: 'Kantoor Zeezicht', email: ADRES };
    expect(await correctAdres(world, aanmeldingId, typed)).toBe('gemaild');
    const { gegevens } = await aanmeldingIn(world, aanmeldingId, 'wacht-op-bevestiging');
    expect(gegevens.salarisverwerker).toEqual(typed);
    expect(codesTo(world)).toHaveLength(2);
  });
});

describe('a request of which all is done', () => {
  it('names nobody any more, and still answers who confirms again', async () => {
    const world = createWorld();
    const { aanmeldingId } = await waiting(world, 1);
    const [code] = codesTo(world);
    expect(await confirm(world, aanmeldingId, code)).toBe('bevestigd');
    const found = await world.registratie.findAanvraag(aanmeldingId);
    expect(found?.status).toBe('klaar');
    expect(JSON.stringify(found)).not.toContain('@');
    expect(await confirm(world, aanmeldingId, code)).toBe('bevestigd');
  });
});
