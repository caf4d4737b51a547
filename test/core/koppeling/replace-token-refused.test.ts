import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf } from '../../../core/ids.ts';
import { replaceToken } from '../../../core/koppeling/replace-token.ts';
import { settleAanmelding } from '../../../core/naloop/settle-aanmelding.ts';
import { endState } from '../end-state.ts';
import {
  NEW_LOGIN,
  NEW_TOKEN,
  newLogin,
  officeWithTwo,
  reset,
  SECOND_COMPANY,
  secretsOf,
  signOffNow,
  tokenForm,
} from '../office.ts';
import { aanmeldingOf, afwijzen, approved, koppelingOf, realised, waitingForAkkoord } from '../way.ts';
import { company, createWorld, inloggegevens } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const SECOND = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002');

describe('a token that does not do', () => {
  it.each([
    ['before', waitingForAkkoord],
    ['after', realised],
  ] as const)('is refused %s the realisatie, and the old one stays', async (_when, step) => {
    const world = createWorld();
    await step(world);
    const before = await endState(world, ID);
    expect(await replaceToken(world, ID, tokenForm())).toEqual({
      uitkomst: 'geweigerd',
      reden: 'inloggegevens-ongeldig',
    });
    reset(world);
    world.nmbrs.bedrijven = [];
    expect(await replaceToken(world, ID, tokenForm())).toEqual({ uitkomst: 'werkgever-niet-zichtbaar' });
    expect(await endState(world, ID)).toEqual(before);
    expect(await aanmeldingOf(world, ID)).toMatchObject({ loginpogingen: { aantal: 1 } });
  });

  it('because it does not see every werkgever of the account tells only how many', async () => {
    const { world, first } = await officeWithTwo();
    const before = await endState(world, first);
    for (const form of [tokenForm(), tokenForm({ gebruikersnaam: NEW_LOGIN })]) {
      reset(world, form.gebruikersnaam === undefined ? inloggegevens(NEW_TOKEN) : newLogin());
      world.nmbrs.bedrijven = [company()];
      expect(await replaceToken(world, first, form)).toEqual({ uitkomst: 'andere-niet-zichtbaar', aantal: 1 });
    }
    expect(await endState(world, first)).toEqual(before);
  });

  it('because it would blind the werkgevers who have the other login already is refused', async () => {
    const world = createWorld({ bedrijven: [company()] });
    await realised(world);
    const account = world.kluis.accountRef(newLogin());
    const own = await koppelingOf(world, ID);
    const stranger = { koppelingId: koppelingIdOf(SECOND), bedrijfId: SECOND_COMPANY.bedrijf.bedrijfId };
    const registratie = {
      ...world.registratie,
      listKoppelingenVan: async (ref: Parameters<typeof world.registratie.listKoppelingenVan>[0]) =>
        ref === account ? [stranger] : world.registratie.listKoppelingenVan(ref),
    };
    reset(world, newLogin());
    const outcome = await replaceToken({ ...world, registratie }, ID, tokenForm({ gebruikersnaam: NEW_LOGIN }));
    expect(outcome).toEqual({ uitkomst: 'andere-niet-zichtbaar', aantal: 1 });
    expect(await koppelingOf(world, ID)).toEqual(own);
  });

  it('cannot be tried while Nmbrs is away: the old one stays', async () => {
    const { world, first } = await officeWithTwo();
    const before = await endState(world, first);
    world.nmbrs.haperingen = { List_GetAll: 100 };
    await expect(replaceToken(world, first, tokenForm())).rejects.toBeInstanceOf(Transient);
    expect(await endState(world, first)).toEqual(before);
  });

  it('is not needed for an aanmelding that has ended or is ending, and unknown for one that is', async () => {
    const world = createWorld();
    expect(await replaceToken(world, ID, tokenForm())).toEqual({ uitkomst: 'onbekend' });
    await approved(world, afwijzen());
    expect(await replaceToken(world, ID, tokenForm())).toEqual({ uitkomst: 'niet-meer-nodig' });
    const other = createWorld();
    await realised(other);
    await signOffNow(other, ID, { direct: true });
    await endKoppeling(other, ID);
    expect(await replaceToken(other, ID, tokenForm())).toEqual({ uitkomst: 'niet-meer-nodig' });
    expect(other.kluis.geheimen.size).toBe(0);
  });

  it('leaves nothing behind when the afmelding is carried out at that moment; the nazorg sees to a crash', async () => {
    for (const crash of [false, true]) {
      const world = createWorld();
      await realised(world);
      reset(world);
      const kluis = {
        ...world.kluis,
        promote: async (secret: Parameters<typeof world.kluis.promote>[0]) => {
          await signOffNow(world, ID, { direct: true });
          await endKoppeling(world, ID);
          const ref = await world.kluis.promote(secret);
          if (crash) throw new Error('killed');
          return ref;
        },
      };
      await replaceToken({ ...world, kluis }, ID, tokenForm()).catch(() => undefined);
      if (crash) await settleAanmelding(world, ID);
      expect(secretsOf(world)).toEqual([]);
    }
  });
});
