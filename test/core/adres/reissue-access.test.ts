import { describe, expect, it } from 'vitest';
import { createMemoryLogboek } from '../../../adapters/memory/logboek.ts';
import { mailKantoorcode } from '../../../core/aanvraag/mail-kantoorcode.ts';
import { reissueAccess } from '../../../core/adres/reissue-access.ts';
import { restoreAdres } from '../../../core/adres/restore-adres.ts';
import { Refused } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { kantoorIdOf } from '../../../core/toegang/identify-kantoor.ts';
import { Toegangscode } from '../../../core/toegang/toegangscode.ts';
import { createHandler } from '../../../functions/show-aanmelding/handler.ts';
import { httpEvent } from '../../adapters/lambda/http-event.ts';
import { aanmeldingIn, koppelingOf, realised } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const CAPABILITY = 'capability-00000000000000000000000000000001';
const NEW = 'loon@fantasiekantoor.example';
const reden = 'Teruggebeld op het nummer van het kantoor.';
const reissue = (world: World, email?: string) =>
  reissueAccess(world, { aanmeldingId: ID, email, reden, beoordelaar: 'beoordelaar-1' });

const codesIn = ({ post }: World): string[] =>
  post.verzonden.flatMap(({ blokken }) => /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(JSON.stringify(blokken)) ?? []);
const opens = async (world: World, bearer: string): Promise<boolean> => {
  const look = createHandler({ ...world, logboek: createMemoryLogboek() });
  return (
    (await look(httpEvent({ aanmeldingId: ID, headers: { authorization: `Bearer ${bearer}` } }))).statusCode === 200
  );
};

/** A koppeling of which a mail with a code was sent. */
async function mailed(): Promise<{ world: World; code: string; vorig: string }> {
  const world = createWorld();
  await realised(world);
  await reissue(world);
  const [code = ''] = codesIn(world);
  const { email } = (await aanmeldingIn(world, ID, 'gerealiseerd')).gegevens.salarisverwerker;
  world.post.forget();
  world.klok.advance(1);
  return { world, code, vorig: email };
}

describe('a new way in', () => {
  it('shuts every one of before, and is mailed to the new address', async () => {
    const { world, code, vorig } = await mailed();
    expect([await opens(world, code), await opens(world, CAPABILITY)]).toEqual([true, false]);
    expect(await reissue(world, NEW)).toMatchObject({ uitkomst: 'gemaild' });
    const [fresh = '', ...more] = codesIn(world);
    expect(more).toEqual([]);
    expect([await opens(world, code), await opens(world, fresh)]).toEqual([false, true]);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([vorig, NEW]);
    expect((await koppelingOf(world, ID)).salarisverwerker.email).toBe(NEW);
    expect((await world.registratie.listAudit(ID)).at(-1)).toMatchObject({
      ...{ wie: 'beoordelaar:beoordelaar-1', wat: 'toegang.opnieuw-gegeven', waarom: reden },
    });
  });

  it('tells the address before nothing by which it could put itself back', async () => {
    const { world, code } = await mailed();
    await reissue(world, NEW);
    const [told] = world.post.verzonden;
    expect(JSON.stringify(told)).not.toContain(NEW);
    expect(codesIn({ ...world, post: { ...world.post, verzonden: told === undefined ? [] : [told] } })).toEqual([]);
    expect(await restoreAdres(world, ID, Toegangscode.parse(code))).toEqual({ uitkomst: 'onbekend' });
    expect((await koppelingOf(world, ID)).salarisverwerker.email).toBe(NEW);
  });

  it('says who gave it, and that nothing of before opens anything', async () => {
    const { world } = await mailed();
    await reissue(world, NEW);
    const text = JSON.stringify(world.post.verzonden.at(-1));
    expect(text).toContain(
      'a.s.r. heeft uw kantoor een nieuwe toegangscode voor deze aanmelding gegeven. Alle eerdere codes openen niets meer.',
    );
    expect(text).not.toContain('blijven werken');
  });

  it('at another address lets its office have its list, by the code of a mail', async () => {
    const { world } = await mailed();
    const kantoorId = kantoorIdOf(world.identiteit, NEW);
    await mailKantoorcode(world, kantoorId);
    expect(world.post.verzonden).toEqual([]);
    await reissue(world, NEW);
    world.post.forget();
    await mailKantoorcode(world, kantoorId);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([NEW]);
  });

  it('at the same address tells nobody else', async () => {
    const { world, vorig } = await mailed();
    await reissue(world);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([vorig]);
  });

  it('of which the mail is refused is said so, and given when it is asked for again', async () => {
    const { world, code } = await mailed();
    world.post.failNext(new Refused({ code: 'geweigerd', message: 'refused' }));
    expect(await reissue(world)).toMatchObject({ uitkomst: 'niet-gemaild' });
    expect(await opens(world, code)).toBe(false);
    world.klok.advance(1);
    expect(await reissue(world)).toMatchObject({ uitkomst: 'gemaild' });
    const [fresh = ''] = codesIn(world);
    expect(await opens(world, fresh)).toBe(true);
  });
});
