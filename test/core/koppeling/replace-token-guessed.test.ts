import { describe, expect, it } from 'vitest';
import { AanmeldingId } from '../../../core/ids.ts';
import { replaceToken } from '../../../core/koppeling/replace-token.ts';
import { tokenForm } from '../office.ts';
import { aanmeldingOf, auditOf, realised, waitingForAkkoord, waitingForHerstel } from '../way.ts';
import { createWorld, inloggegevens, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const looksOf = ({ gateway }: World) => gateway.calls.filter((call) => call === 'List_GetAll').length;

describe('a login that is guessed', () => {
  it.each([
    ['before the akkoord', waitingForAkkoord],
    ['while herstel is needed', waitingForHerstel],
    ['of a koppeling', (world: World) => realised(world)],
  ])('is tried five times in an hour, %s, and then no more', async (_name, step) => {
    const world = createWorld();
    await step(world);
    world.nmbrs.weigeringen = {};
    world.nmbrs.inloggegevens = inloggegevens('een-ander-dan-wie-raadt');
    const before = looksOf(world);
    const guess = () => replaceToken(world, ID, tokenForm());
    for (let n = 0; n < 5; n += 1) expect(await guess()).toMatchObject({ uitkomst: 'geweigerd' });
    const tried = looksOf(world) - before;
    expect(await guess()).toEqual({ uitkomst: 'te-vaak', tot: '2026-11-24T10:00:00.000Z' });
    expect(looksOf(world) - before).toBe(tried);
    expect((await auditOf(world, ID)).filter((wat) => wat === 'token.geweigerd')).toHaveLength(5);

    // Also the right one waits: nobody can tell it from a guess.
    world.nmbrs.inloggegevens = inloggegevens(tokenForm().apiToken);
    expect(await guess()).toMatchObject({ uitkomst: 'te-vaak' });
    world.klok.set('2026-11-24T10:00:00.000Z');
    expect(await guess()).toMatchObject({ uitkomst: 'vervangen' });
  });

  it('is counted once, also when the try began anew because somebody else wrote', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    world.nmbrs.inloggegevens = inloggegevens(tokenForm().apiToken);
    const replaceAanmelding: World['registratie']['replaceAanmelding'] = async (...write) => {
      if (write[1].wat !== 'token.vervangen') return world.registratie.replaceAanmelding(...write);
      world.nmbrs.inloggegevens = inloggegevens('een-ander-dan-wie-raadt');
      return 'verouderd';
    };
    const registratie = { ...world.registratie, replaceAanmelding };
    expect(await replaceToken({ ...world, registratie }, ID, tokenForm())).toMatchObject({ uitkomst: 'geweigerd' });
    expect(await aanmeldingOf(world, ID)).toMatchObject({ loginpogingen: { aantal: 1 } });
  });

  it('is still counted when the aanmelding is checked again', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    world.nmbrs.inloggegevens = inloggegevens('een-ander-dan-wie-raadt');
    world.nmbrs.weigeringen = {};
    await replaceToken(world, ID, tokenForm());
    world.nmbrs.inloggegevens = inloggegevens(tokenForm().apiToken);
    await replaceToken(world, ID, tokenForm());
    expect(await aanmeldingOf(world, ID)).toMatchObject({
      status: 'wordt-gecontroleerd',
      loginpogingen: { aantal: 1 },
    });
  });
});
