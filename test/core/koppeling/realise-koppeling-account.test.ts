import { describe, expect, it } from 'vitest';
import { Defect } from '../../../core/errors.ts';
import { AanmeldingId, type BedrijfId } from '../../../core/ids.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { replaceToken } from '../../../core/koppeling/replace-token.ts';
import { Naloop, reconcileKoppelingen } from '../../../core/naloop/reconcile-koppelingen.ts';
import type { PayrollRefusal } from '../../../core/nmbrs/ports/payroll.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { NEW_TOKEN, officeWithOneApproved, SECOND_COMPANY } from '../office.ts';
import { aanmeldingIn, aanmeldingOf, auditOf, koppelingOf } from '../way.ts';
import { inloggegevens, type World } from '../world.ts';

const FIRST = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const SECOND = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002');
const SEES_SECOND: readonly BedrijfId[] = [SECOND_COMPANY.bedrijf.bedrijfId];

type Sight = Readonly<Record<string, readonly BedrijfId[] | PayrollRefusal['reden']>>;

/** The same world, in which a token sees only these companies, or is refused; one that is not named sees all. */
const seeing = (world: World, sight: Sight): World => ({
  ...world,
  gateway: {
    ...world.gateway,
    open(login) {
      const payroll = world.gateway.open(login);
      const of = sight[login.apiToken];
      if (of === undefined) return payroll;
      return {
        ...payroll,
        async listBedrijven() {
          if (typeof of === 'string')
            return { ok: false, refusal: { reden: of, code: '1001', aanroep: 'List_GetAll' } };
          const answer = await payroll.listBedrijven();
          return answer.ok
            ? { ok: true, value: answer.value.filter(({ bedrijfId }) => of.includes(bedrijfId)) }
            : answer;
        },
      };
    },
  },
});

/** A first werkgever is exchanged with `TOKEN`; a second one of the same login is approved, with another token. */
async function withAnotherToken(sight: Sight = { [NEW_TOKEN]: SEES_SECOND }): Promise<World> {
  const { world } = await officeWithOneApproved();
  world.nmbrs.ookInloggegevens = [inloggegevens(NEW_TOKEN)];
  await world.kluis.replaceCandidate(SECOND, inloggegevens(NEW_TOKEN));
  return seeing(world, sight);
}

const accountToken = async (world: World): Promise<string | undefined> =>
  (await world.kluis.read(world.kluis.accountRef(inloggegevens())))?.apiToken;

describe('a realisatie with another token than the account has', () => {
  it('leaves a token that works alone when its own does not see every werkgever of the account', async () => {
    const world = await withAnotherToken();
    const before = await endState(world, FIRST);
    expect(await realiseKoppeling(world, SECOND)).toBe('herstel-nodig');
    expect(await accountToken(world)).toBe(TOKEN);
    expect(await endState(world, FIRST)).toEqual(before);
    expect((await world.kluis.readCandidate(SECOND))?.apiToken).toBe(NEW_TOKEN);
    expect((await auditOf(world, SECOND)).at(-1)).toBe('realisatie.herstel-nodig');
  });

  it('tells the office how many it would lose, and none of their names', async () => {
    const world = await withAnotherToken();
    await realiseKoppeling(world, SECOND);
    const { controle, ...aanmelding } = await aanmeldingIn(world, SECOND, 'herstel-nodig');
    expect(controle).toMatchObject({
      bedrijfId: 4412,
      onderdelen: { inloggegevens: 'goed', bedrijf: 'gevonden' },
      bevindingen: [
        {
          code: 'andere-werkgevers-niet-zichtbaar',
          stappen: [/tag/, /nu worden uitgewisseld/, /andere gebruiker/].map((step) => expect.stringMatching(step)),
        },
      ],
    });
    expect(controle.bevindingen[0]?.tekst).toBe(
      'Met deze gebruikersnaam wordt al 1 andere werkgever uitgewisseld die met uw API-token in Nmbrs niet te zien is. Daarom nemen wij uw token niet in gebruik; de token die er al was blijft werken.',
    );
    expect(JSON.stringify(controle)).not.toContain('Zonnedauw');
    expect(aanmelding).not.toHaveProperty('besluit');
  });

  it('goes on with the token of the account once the office gives that', async () => {
    const world = await withAnotherToken();
    await realiseKoppeling(world, SECOND);
    expect(await replaceToken(world, SECOND, { apiToken: inloggegevens().apiToken })).toMatchObject({
      uitkomst: 'vervangen',
    });
    expect((await world.kluis.readCandidate(SECOND))?.apiToken).toBe(TOKEN);
  });

  it('takes the account over when it sees them all', async () => {
    const world = await withAnotherToken({});
    expect(await realiseKoppeling(world, SECOND)).toBe('gerealiseerd');
    expect(await accountToken(world)).toBe(NEW_TOKEN);
  });

  it.each(['inloggegevens-ongeldig', 'geen-abonnement', 'domein-onbekend'] as const)(
    'takes the place of one that Nmbrs no longer takes: %s',
    async (reden) => {
      const world = await withAnotherToken({ [TOKEN]: reden, [NEW_TOKEN]: SEES_SECOND });
      expect(await realiseKoppeling(world, SECOND)).toBe('gerealiseerd');
      expect(await accountToken(world)).toBe(NEW_TOKEN);
    },
  );

  it('counts a token that may only not list the companies as one that works', async () => {
    const world = await withAnotherToken({ [TOKEN]: 'recht-niet-actief', [NEW_TOKEN]: SEES_SECOND });
    expect(await realiseKoppeling(world, SECOND)).toBe('herstel-nodig');
    expect(await accountToken(world)).toBe(TOKEN);
  });

  it('has the daily round notice the werkgever that the one it took the place of had seen', async () => {
    const world = await withAnotherToken({ [TOKEN]: 'inloggegevens-ongeldig', [NEW_TOKEN]: SEES_SECOND });
    await realiseKoppeling(world, SECOND);
    await reconcileKoppelingen(world, Naloop.parse({}));
    expect(await koppelingOf(world, FIRST)).toMatchObject({
      status: 'actief',
      inNmbrs: { gezien: 'niet-zichtbaar', sinds: '2026-11-24' },
    });
    expect(await koppelingOf(world, SECOND)).not.toHaveProperty('inNmbrs');
  });

  it('is tried again while nobody can tell whether the token of the account works', async () => {
    const world = await withAnotherToken();
    const open: World['gateway']['open'] = (login) =>
      login.apiToken === TOKEN
        ? {
            ...world.gateway.open(login),
            listBedrijven: () => Promise.reject(new Defect({ code: 'nmbrs-unreadable', message: 'not XML' })),
          }
        : world.gateway.open(login);
    const step = realiseKoppeling({ ...world, gateway: { ...world.gateway, open } }, SECOND);
    await expect(step).rejects.toMatchObject({ name: 'Unclear', code: 'nmbrs-unreadable' });
    expect((await aanmeldingOf(world, SECOND)).status).toBe('goedgekeurd');
    expect(await accountToken(world)).toBe(TOKEN);
  });

  it('ends the same after a crash anywhere', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: () => withAnotherToken(),
      step: (world) => realiseKoppeling(world, SECOND),
      endState: async (world) => [
        await endState(world, FIRST),
        await endState(world, SECOND),
        await accountToken(world),
      ],
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('a token that came into the account while the koppeling was being stored', () => {
  /** The first werkgever's office replaces its token at this moment. */
  const overtaken = (world: World): World => ({
    ...world,
    registratie: {
      ...world.registratie,
      async registerKoppeling(...write) {
        const stored = await world.registratie.registerKoppeling(...write);
        await world.kluis.promote(inloggegevens('een-derde-token-1'));
        return stored;
      },
    },
  });

  it('stays when it works and this one does not see every werkgever: the koppeling is exchanged with it', async () => {
    const world = await withAnotherToken({ [TOKEN]: 'inloggegevens-ongeldig', [NEW_TOKEN]: SEES_SECOND });
    world.nmbrs.ookInloggegevens = [inloggegevens(NEW_TOKEN), inloggegevens('een-derde-token-1')];
    expect(await realiseKoppeling(overtaken(world), SECOND)).toBe('gerealiseerd');
    expect(await accountToken(world)).toBe('een-derde-token-1');
    expect(await world.kluis.readCandidate(SECOND)).toBeUndefined();
    expect(await koppelingOf(world, SECOND)).toMatchObject({ status: 'actief' });
  });

  it('goes when Nmbrs does not take it', async () => {
    const world = await withAnotherToken({ [TOKEN]: 'inloggegevens-ongeldig', [NEW_TOKEN]: SEES_SECOND });
    expect(await realiseKoppeling(overtaken(world), SECOND)).toBe('gerealiseerd');
    expect(await accountToken(world)).toBe(NEW_TOKEN);
  });
});
