import { describe, expect, it } from 'vitest';
import { withCapability } from '../../../adapters/lambda/capability.ts';
import { jsonAnswer } from '../../../adapters/lambda/problem.ts';
import { sweepAanvragen } from '../../../core/aanvraag/sweep-aanvragen.ts';
import { mailToegang } from '../../../core/adres/mail-toegang.ts';
import { restoreAdres } from '../../../core/adres/restore-adres.ts';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { askAkkoord } from '../../../core/akkoord/ask-akkoord.ts';
import { decideAanmelding } from '../../../core/akkoord/decide-aanmelding.ts';
import { askHerstel } from '../../../core/controle/ask-herstel.ts';
import { Aanmeldcorrectie, correctAanmelding } from '../../../core/controle/correct-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import { Toegangscode } from '../../../core/toegang/toegangscode.ts';
import { httpEvent } from '../../adapters/lambda/http-event.ts';
import { GOOD_FORM } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { changeAddress, confirmAddress } from '../office.ts';
import { aanmeldingIn, aanmeldingOf, auditOf, goedkeuren, koppelingOf, token, waitingForHerstel } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const OLD = GOOD_FORM.salarisverwerker.email;
const [THIEF, OTHER] = ['dief@elders.example', 'ander@elders.example'];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const change = (world: World, email: string) => changeAddress(world, ID, email);
/** The machine came back to where it waits for herstel. */
async function backToHerstel(world: World, round = 'weer'): Promise<void> {
  world.klok.advance(60_000);
  await verifyAanmelding(world, ID);
  world.verloop.wait(token(round));
  await askHerstel(world, ID, { taakToken: token(round) });
}
/** But for those that asked it for its confirmation. */
const mailsTo = ({ post }: World, address: string) =>
  post.verzonden.filter(({ aan, onderwerp }) => aan === address && !onderwerp.includes('bevestig'));
const codeIn = (bericht: unknown): Toegangscode =>
  Toegangscode.parse(/[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(JSON.stringify(bericht))?.[0]);
const codeTo = (world: World, address: string) =>
  codeIn(mailsTo(world, address).findLast(({ onderwerp }) => onderwerp.includes('gewijzigd')));
const emailOf = async (world: World) => (await aanmeldingOf(world, ID)).gegevens.salarisverwerker.email;

async function opens(world: World, bearer: string): Promise<boolean> {
  const event = httpEvent({ aanmeldingId: ID, headers: { authorization: `Bearer ${bearer}` } });
  return (await withCapability(world, event, async () => jsonAnswer(200, {}))).statusCode === 200;
}
async function restore(world: World, code: Toegangscode): Promise<string> {
  const outcome = await restoreAdres(world, ID, code);
  if (outcome.uitkomst !== 'hersteld') expect.fail(outcome.uitkomst);
  return outcome.capability;
}

/** Someone with the code changed the address while herstel was needed. */
async function changed(): Promise<World> {
  const world = createWorld();
  await waitingForHerstel(world);
  await change(world, THIEF);
  return world;
}

/** The same, after which all went well. */
async function changedAndRealised(): Promise<World> {
  const world = await changed();
  world.nmbrs.weigeringen = {};
  await verifyAanmelding(world, ID);
  world.verloop.wait(token('akkoord'));
  await askAkkoord(world, ID, { taakToken: token('akkoord') });
  // One akkoord is enough: no mail is asked for, and none is put aside.
  await decideAanmelding(world, { aanmeldingId: ID, formulier: goedkeuren('verzuim'), beoordelaar: 'beoordelaar-1' });
  await realiseKoppeling(world, ID);
  return world;
}

describe('a change of the mail address', () => {
  it('is told to the address before, in a fixed text with the new one masked', async () => {
    const world = await changed();
    const [mail, ...more] = mailsTo(world, OLD).filter(({ onderwerp }) => onderwerp.includes('gewijzigd'));
    expect(more).toEqual([]);
    const text = JSON.stringify(mail);
    expect(text).toContain('d******@e******.example');
    expect(text).toContain('Draai de wijziging dan terug met de code in deze e-mail');
    expect(text).toContain('tot en met 30 november 2026');
    for (const word of [THIEF, 'elders', GOOD_FORM.salarisverwerker.bedrijfsnaam]) expect(text).not.toContain(word);
    expect(mailsTo(world, THIEF)).toEqual([]);
  });

  it('that is confirmed once more, as the answer may have got lost, is answered the same until it is put back', async () => {
    const world = await changed();
    const answered = (uitkomst: string) => ({ rijen: [{ aanmeldingId: ID, uitkomst }] });
    expect(await confirmAddress(world, THIEF)).toMatchObject(answered('adres-gewijzigd'));
    await restore(world, codeTo(world, OLD));
    expect(await confirmAddress(world, THIEF)).toMatchObject(answered('vervallen'));
  });

  it('is told of nothing when the address stays as it was', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    await change(world, OLD);
    expect(world.post.sleutels.map(({ soort }) => soort)).not.toContain('adres-gewijzigd');
    expect(await aanmeldingOf(world, ID)).not.toHaveProperty('adreswijzigingen');
  });

  it('is made three times in 24 hours and no more, whoever asks', async () => {
    const world = await changed();
    for (const [place, email] of [OTHER, THIEF].entries()) {
      await backToHerstel(world, `ronde-${place}`);
      expect(await change(world, email)).toBe('adres-gevraagd');
    }
    await backToHerstel(world, 'ronde-4');
    const before = await aanmeldingOf(world, ID);
    const first = before.adreswijzigingen?.[0]?.op ?? '';
    expect(await change(world, OTHER)).toEqual({
      uitkomst: 'te-veel-adressen',
      weerOp: `${first.replace('11-24', '11-25')}`,
    });
    expect(await aanmeldingOf(world, ID)).toEqual(before);
    world.klok.advance(DAY_MS);
    expect(await change(world, OTHER)).toBe('adres-gevraagd');
  });

  it('counts once the new address is confirmed: until then that gets a fixed mail, and nothing else', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const typed = { bedrijfsnaam: 'U hebt gewonnen', email: THIEF };
    world.post.forget();
    const outcome = await correctAanmelding(world, ID, Aanmeldcorrectie.parse({ salarisverwerker: typed }));
    expect(outcome).toBe('adres-gevraagd');
    expect(await emailOf(world)).toBe(OLD);
    const [mail, ...more] = world.post.verzonden;
    expect([mail?.aan, more]).toEqual([THIEF, []]);
    for (const word of ['gewonnen', 'Zonnedauw', 'duinzicht', THIEF])
      expect(JSON.stringify(mail?.blokken)).not.toContain(word);
    await backToHerstel(world);
    expect(mailsTo(world, THIEF)).toEqual([]);
    await confirmAddress(world, THIEF);
    expect(await emailOf(world)).toBe(THIEF);
    expect((await auditOf(world, ID)).at(-1)).toBe('adres.gewijzigd');
  });

  it('is forgotten when nobody confirms it within a week, and leaves the aanmelding as it is', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    await correctAanmelding(
      world,
      ID,
      Aanmeldcorrectie.parse({ salarisverwerker: { bedrijfsnaam: 'K', email: THIEF } }),
    );
    world.klok.advance(DAY_MS + 1000);
    await sweepAanvragen(world, () => true);
    world.klok.advance(6 * DAY_MS);
    await sweepAanvragen(world, () => true);
    await confirmAddress(world, THIEF);
    expect(await emailOf(world)).toBe(OLD);
    expect(await world.kluis.readCandidate(ID)).toBeDefined();
    expect(JSON.stringify(await aanmeldingOf(world, ID))).not.toContain(THIEF);
  });

  it('that was asked for before the address was put back counts no more', async () => {
    const world = await changed();
    await backToHerstel(world);
    await correctAanmelding(
      world,
      ID,
      Aanmeldcorrectie.parse({ salarisverwerker: { bedrijfsnaam: 'K', email: OTHER } }),
    );
    await restore(world, codeTo(world, OLD));
    await confirmAddress(world, OTHER);
    expect(await emailOf(world)).toBe(OLD);
  });

  it('whose mail is held up is made all the same, and told by the next step', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    const lookNow = () => Promise.reject(new Transient({ code: 'nazorg-weg', message: 'throttled' }));
    expect(await change({ ...world, nazorg: { ...world.nazorg, lookNow } }, THIEF)).toBe('adres-gevraagd');
    expect(mailsTo(world, OLD).some(({ onderwerp }) => onderwerp.includes('gewijzigd'))).toBe(false);
    await backToHerstel(world);
    expect(await restore(world, codeTo(world, OLD))).toBeDefined();
  });

  it('is told once, wherever the request dies and is sent again', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await waitingForHerstel(world);
        return world;
      },
      step: async (world, attempt) => {
        if ((await emailOf(world)) === OLD) await change(world, THIEF);
        if (attempt < 2) return;
        world.klok.advance(16 * 60_000);
        await sweepAanvragen(world, () => true);
        await confirmAddress(world, THIEF);
        await backToHerstel(world);
      },
      endState: async (world) => {
        const told = world.post.sleutels.filter(({ soort }) => soort === 'adres-gewijzigd').length;
        expect(told).toBeLessThanOrEqual(1);
        return [await emailOf(world), (await aanmeldingOf(world, ID)).adreswijzigingen?.map(({ vorig }) => vorig)];
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('putting the address back', () => {
  it('takes what whoever changed it has: the capability, and the codes in the mails since', async () => {
    const world = await changed();
    await backToHerstel(world);
    await mailToegang(world, ID);
    const stolen = mailsTo(world, THIEF).map((mail) => codeIn(mail));
    expect(stolen.length).toBeGreaterThan(0);
    for (const code of stolen) expect(await opens(world, code)).toBe(true);
    const { capabilityHash } = await aanmeldingOf(world, ID);
    const capability = await restore(world, codeTo(world, OLD));
    expect(await emailOf(world)).toBe(OLD);
    expect((await aanmeldingOf(world, ID)).capabilityHash).not.toBe(capabilityHash);
    expect(await opens(world, capability)).toBe(true);
    for (const code of stolen) expect(await opens(world, code)).toBe(false);
    expect((await auditOf(world, ID)).at(-1)).toBe('adres.hersteld');
    // Codes of mails from now on open it again.
    world.klok.advance(6 * 60_000);
    world.post.forget();
    await mailToegang(world, ID);
    expect(await opens(world, codeIn(mailsTo(world, OLD).at(-1)))).toBe(true);
  });

  it('tells the other address that much and nothing else', async () => {
    const world = await changed();
    await restore(world, codeTo(world, OLD));
    const [mail, ...more] = mailsTo(world, THIEF);
    expect(more).toEqual([]);
    const text = JSON.stringify(mail);
    expect(text).toContain('is het vorige e-mailadres teruggezet');
    expect(text).not.toMatch(/[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/);
    expect(text).not.toContain('duinzicht');
  });

  it('works in any state that has its gegevens: realised, the koppeling gets the address too', async () => {
    const world = await changedAndRealised();
    expect((await koppelingOf(world, ID)).salarisverwerker.email).toBe(THIEF);
    await restore(world, codeTo(world, OLD));
    expect(await emailOf(world)).toBe(OLD);
    expect((await aanmeldingOf(world, ID)).status).toBe('gerealiseerd');
    expect((await koppelingOf(world, ID)).salarisverwerker.email).toBe(OLD);
    await signOffAanmelding(world, ID);
    world.post.forget();
    await endKoppeling(world, ID);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([world.assessors, OLD]);
  });

  it('while it is signed off before the realisatie sends the receipt to the address that was put back', async () => {
    const world = await changed();
    const code = codeTo(world, OLD);
    await signOffAanmelding(world, ID);
    const capability = await restore(world, code);
    world.post.forget();
    await endKoppeling(world, ID);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([OLD]);
    await aanmeldingIn(world, ID, 'afgemeld');
    expect(await opens(world, capability)).toBe(true);
    expect(await restoreAdres(world, ID, code)).toEqual({ uitkomst: 'onbekend' });
  });

  it('is left to the first address when there was a second change, and to the second only for its own', async () => {
    for (const firstBy of ['the first', 'the second'] as const) {
      const world = await changed();
      const first = codeTo(world, OLD);
      await backToHerstel(world);
      await change(world, OTHER);
      const second = codeTo(world, THIEF);
      if (firstBy === 'the second') {
        await restore(world, second);
        expect(await emailOf(world)).toBe(THIEF);
      }
      await restore(world, first);
      expect(await emailOf(world)).toBe(OLD);
      // What came after went with it.
      expect(await restoreAdres(world, ID, second)).toEqual({ uitkomst: 'onbekend' });
      expect(await emailOf(world)).toBe(OLD);
    }
  });

  it('can be asked for again when the answer got lost, until the address is changed once more', async () => {
    const world = await changed();
    const code = codeTo(world, OLD);
    const lost = await restore(world, code);
    const capability = await restore(world, code);
    expect([await opens(world, lost), await opens(world, capability)]).toEqual([false, true]);
    expect(mailsTo(world, THIEF)).toHaveLength(1);
    await backToHerstel(world);
    await change(world, OTHER);
    expect(await restoreAdres(world, ID, code)).toEqual({ uitkomst: 'onbekend' });
    expect(await emailOf(world)).toBe(OTHER);
  });

  it('is done by the code of that mail only: no other code does, and that code does nothing else', async () => {
    const world = await changed();
    const code = codeTo(world, OLD);
    expect(await opens(world, code)).toBe(false);
    await mailToegang(world, ID);
    const other = codeIn(mailsTo(world, THIEF).at(-1));
    const unknown = AanmeldingId.parse('aan-00000000-0000-4000-8000-999999999999');
    expect(await restoreAdres(world, ID, other)).toEqual({ uitkomst: 'onbekend' });
    expect(await restoreAdres(world, unknown, code)).toEqual({ uitkomst: 'onbekend' });
    expect(await emailOf(world)).toBe(THIEF);
  });

  it('can be done for seven days; the round forgets the address then', async () => {
    const world = await changed();
    const code = codeTo(world, OLD);
    world.klok.advance(7 * DAY_MS - 1000);
    await reconcileKoppelingen(world, Naloop.parse({}));
    expect((await aanmeldingOf(world, ID)).adreswijzigingen).toHaveLength(1);
    world.klok.advance(1000);
    expect(await restoreAdres(world, ID, code)).toEqual({ uitkomst: 'onbekend' });
    await reconcileKoppelingen(world, Naloop.parse({}));
    expect(await aanmeldingOf(world, ID)).not.toHaveProperty('adreswijzigingen');
    // Who declared the machtiging stays as it was declared.
    const { gegevens, ...rest } = await aanmeldingOf(world, ID);
    const { machtiging, ...others } = gegevens;
    expect(JSON.stringify({ ...rest, others })).not.toContain(OLD);
  });

  it('comes to the same wherever the request dies and is sent again', async () => {
    let code: Toegangscode | undefined;
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = await changedAndRealised();
        code = codeTo(world, OLD);
        return world;
      },
      step: async (world) => {
        if (code !== undefined) await restoreAdres(world, ID, code);
      },
      endState: async (world) => [
        await emailOf(world),
        (await koppelingOf(world, ID)).salarisverwerker.email,
        (await aanmeldingOf(world, ID)).adreswijzigingen,
      ],
    });
    expect(afterCrash.size).toBeGreaterThan(8);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
