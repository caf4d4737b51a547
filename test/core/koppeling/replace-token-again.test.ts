import { describe, expect, it } from 'vitest';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { replaceToken } from '../../../core/koppeling/replace-token.ts';
import { settleAanmelding } from '../../../core/naloop/settle-aanmelding.ts';
import { Inloggegevens } from '../../../core/nmbrs/inloggegevens.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import {
  anotherApproved,
  NEW_LOGIN,
  NEW_TOKEN,
  newLogin,
  officeWithTwo,
  reset,
  secretsOf,
  tokenForm,
} from '../office.ts';
import { koppelingOf, waitingForAkkoord, waitingForHerstel } from '../way.ts';
import { createWorld, inloggegevens, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const SECOND = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002');

async function interrupt(world: World, id: AanmeldingId): Promise<void> {
  const koppeling = await koppelingOf(world, id);
  const next: Koppeling = { ...koppeling, versie: koppeling.versie + 1, status: 'onderbroken' };
  const regel = { aanmeldingId: id, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.onderbroken' };
  await world.registratie.replaceKoppeling(next, regel);
  await world.agenda.cancel(koppeling.koppelingId);
}

describe('the request sent again', () => {
  const withOther = tokenForm({ gebruikersnaam: NEW_LOGIN });
  it.each([
    ['of the token alone', tokenForm(), inloggegevens(NEW_TOKEN)],
    ['of another login', withOther, newLogin()],
  ] as const)('%s ends the same after a crash anywhere', async (_name, form, login) => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const { world, second } = await officeWithTwo();
        await interrupt(world, second);
        reset(world, login);
        return world;
      },
      step: (world) => replaceToken(world, ID, form),
      endState: async (world) => [await endState(world, ID), await endState(world, SECOND)],
    });
    expect(afterCrash.size).toBeGreaterThan(20);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it('with yet another login after a crash leaves no login behind that nobody has', async () => {
    const third = Inloggegevens.parse({ ...newLogin(), gebruikersnaam: 'derde@duinzicht.example' });
    const { afterCrash } = await crashEverywhere({
      prepare: async () => {
        const { world } = await officeWithTwo();
        reset(world, newLogin());
        return world;
      },
      step: (world, attempt) => {
        if (attempt === 1) return replaceToken(world, ID, withOther);
        reset(world, third);
        return replaceToken(world, ID, tokenForm({ gebruikersnaam: third.gebruikersnaam }));
      },
      endState: async (world) => {
        const { nmbrs } = await koppelingOf(world, ID);
        const onOld = await world.registratie.listKoppelingenVan(world.kluis.accountRef(inloggegevens()));
        return {
          own: await world.kluis.read(nmbrs.inloggegevensRef),
          oldIsKeptForNobody: onOld.length === 0 && secretsOf(world).some(({ apiToken }) => apiToken === TOKEN),
        };
      },
    });
    for (const [point, state] of afterCrash) {
      expect(state, point).toEqual({ own: third, oldIsKeptForNobody: false });
    }
  });

  it('never comes: after a crash anywhere each werkgever has a login, and the nazorg erases the one nobody has', async () => {
    const { afterCrash } = await crashEverywhere({
      prepare: async () => {
        const { world } = await officeWithTwo();
        reset(world, newLogin());
        return world;
      },
      step: (world, attempt) => (attempt === 1 ? replaceToken(world, ID, withOther) : settleAanmelding(world, ID)),
      endState: async (world) => {
        const refs = await Promise.all(
          [ID, SECOND].map(async (id) => (await koppelingOf(world, id)).nmbrs.inloggegevensRef),
        );
        const unused = [...world.kluis.geheimen].filter(([ref]) => !refs.includes(ref));
        const logins = await Promise.all(refs.map((ref) => world.kluis.read(ref)));
        return {
          missing: logins.filter((login) => login === undefined).length,
          old: unused.map(([, one]) => one.apiToken),
        };
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toMatchObject({ missing: 0 });
    for (const [point, state] of afterCrash) expect(JSON.stringify(state), point).not.toContain(TOKEN);
  });

  it('that never comes after a crash anywhere keeps nobody off the account that was left', async () => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const { world } = await officeWithTwo();
        reset(world, newLogin());
        return world;
      },
      step: (world, attempt) => (attempt === 1 ? replaceToken(world, ID, withOther) : settleAanmelding(world, ID)),
      endState: async (world) => {
        world.klok.advance(15 * 60_000);
        reset(world, inloggegevens());
        const third = await anotherApproved(world, 'RC-30003');
        return [await realiseKoppeling(world, third), (await koppelingOf(world, third)).status];
      },
    });
    expect(undisturbed).toEqual(['gerealiseerd', 'actief']);
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });

  it.each([
    ['while herstel is needed', waitingForHerstel],
    ['while an akkoord is awaited', waitingForAkkoord],
  ] as const)('%s ends the same after a crash anywhere', async (_name, step) => {
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => {
        const world = createWorld();
        await step(world);
        world.nmbrs.weigeringen = {};
        reset(world);
        return world;
      },
      step: (world) => replaceToken(world, ID, tokenForm()),
      endState: async (world) => {
        // The machine that was resumed checks; one that was not would do so for nothing.
        await verifyAanmelding(world, ID);
        return endState(world, ID);
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
