import { describe, expect, it } from 'vitest';
import { mailToegang } from '../../../core/adres/mail-toegang.ts';
import { replaceCapability } from '../../../core/adres/replace-capability.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { submitted } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const mailsOf = ({ post }: World) => post.verzonden.filter(({ onderwerp }) => onderwerp.includes('toegangscode'));

describe('a code that is asked for', () => {
  it('is mailed to the office of the aanmelding, whoever asks', async () => {
    const world = createWorld();
    const id = await submitted(world);
    await mailToegang(world, id);
    const [mail] = mailsOf(world);
    expect(mail?.aan).toBe('salaris@duinzicht.example');
    expect(JSON.stringify(mail?.blokken)).toMatch(/"Toegangscode","[0-9A-Z]{5}(-[0-9A-Z]{5}){3}"/);
  });

  it('is mailed three times in an hour and no more, also when all ask at once, and without an alarm', async () => {
    const world = createWorld();
    const id = await submitted(world);
    world.klok.set('2026-11-24T09:59:00.000Z');
    await Promise.all(Array.from({ length: 20 }, () => mailToegang(world, id)));
    await mailToegang(world, id);
    expect(mailsOf(world)).toHaveLength(3);
    world.klok.set('2026-11-24T10:00:00.000Z');
    await mailToegang(world, id);
    expect(mailsOf(world)).toHaveLength(4);
    expect(world.logboek.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is mailed to nobody of an aanmelding that is not there', async () => {
    const world = createWorld();
    await submitted(world);
    await mailToegang(world, AanmeldingId.parse('aan-00000000-0000-4000-8000-999999999999'));
    expect(world.post.verzonden).toEqual([]);
  });
});

describe('another capability', () => {
  it('takes the place of the one before, and says so in the trail', async () => {
    const world = createWorld();
    const id = await submitted(world);
    const before = await world.registratie.findAanmelding(id);
    const outcome = await replaceCapability(world, id);
    if (outcome.uitkomst !== 'vervangen') expect.fail(outcome.uitkomst);
    const after = await world.registratie.findAanmelding(id);
    expect(after).toEqual({
      ...before,
      versie: (before?.versie ?? 0) + 1,
      capabilityHash: world.identiteit.hash(outcome.capability),
    });
    expect(after?.capabilityHash).not.toBe(before?.capabilityHash);
    expect((await world.registratie.listAudit(id)).at(-1)).toMatchObject({
      wie: 'salarisverwerker',
      wat: 'toegang.vervangen',
    });
  });

  it('of two that are asked for at once is the one that was stored last', async () => {
    const world = createWorld();
    const id = await submitted(world);
    const outcomes = await Promise.all([1, 2].map(() => replaceCapability(world, id)));
    const hashes = outcomes.map((one) => one.uitkomst === 'vervangen' && world.identiteit.hash(one.capability));
    expect(new Set(hashes).size).toBe(2);
    expect(hashes).toContain((await world.registratie.findAanmelding(id))?.capabilityHash);
  });

  it('is not given where there is nothing to open', async () => {
    const world = createWorld();
    const unknown = AanmeldingId.parse('aan-00000000-0000-4000-8000-999999999999');
    expect(await replaceCapability(world, unknown)).toEqual({ uitkomst: 'onbekend' });
  });
});
