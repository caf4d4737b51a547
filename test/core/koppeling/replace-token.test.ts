import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { askAkkoord } from '../../../core/akkoord/ask-akkoord.ts';
import { decideAanmelding } from '../../../core/akkoord/decide-aanmelding.ts';
import { askHerstel } from '../../../core/controle/ask-herstel.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { replaceToken } from '../../../core/koppeling/replace-token.ts';
import { NEW_LOGIN, NEW_TOKEN, newLogin, officeWithTwo, reset, secretsOf, tokenForm } from '../office.ts';
import {
  aanmeldingIn,
  aanmeldingOf,
  approved,
  auditOf,
  BEFORE_REALISATIE,
  goedkeuren,
  koppelingOf,
  realised,
  token,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { createWorld, inloggegevens, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

async function interrupt(world: World, id: AanmeldingId): Promise<void> {
  const koppeling = await koppelingOf(world, id);
  const next: Koppeling = { ...koppeling, versie: koppeling.versie + 1, status: 'onderbroken' };
  const regel = { aanmeldingId: id, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.onderbroken' };
  await world.registratie.replaceKoppeling(next, regel);
  await world.agenda.cancel(koppeling.koppelingId);
}

describe('a new token before there is a koppeling', () => {
  it.each(BEFORE_REALISATIE)('replaces that of an aanmelding that is %s', async (_name, step) => {
    const world = createWorld();
    await step(world);
    const { status } = await aanmeldingOf(world, ID);
    reset(world);
    world.nmbrs.weigeringen = {};
    expect(await replaceToken(world, ID, tokenForm())).toEqual({ uitkomst: 'vervangen', werkgevers: 1 });
    expect(secretsOf(world)).toEqual([inloggegevens(NEW_TOKEN)]);
    expect(await auditOf(world, ID)).toContain('token.vervangen');
    const after = (await aanmeldingOf(world, ID)).status;
    expect(after).toBe(status === 'herstel-nodig' ? 'wordt-gecontroleerd' : status);
  });

  it('has it checked again at once while herstel is needed', async () => {
    const world = createWorld();
    await waitingForHerstel(world);
    world.nmbrs.weigeringen = {};
    reset(world);
    await replaceToken(world, ID, tokenForm());
    expect(world.verloop.hervat.get(token('herstel'))).toEqual({ uitkomst: 'hercontrole' });
    expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
  });

  it('may be that of another login, which is shown and checked again', async () => {
    const world = createWorld();
    await waitingForAkkoord(world);
    reset(world, newLogin());
    await replaceToken(world, ID, tokenForm({ gebruikersnaam: NEW_LOGIN }));
    expect((await aanmeldingOf(world, ID)).gegevens.nmbrs.gebruikersnaam).toBe(NEW_LOGIN);
    expect(secretsOf(world)).toEqual([newLogin()]);
    expect(world.verloop.hervat.get(token('akkoord'))).toEqual({ uitkomst: 'hercontrole' });
  });

  it.each([
    ['the machine waits for it', waitingForAkkoord, 'akkoord'],
    ['the machine does not wait yet', verified, 'later'],
  ] as const)(
    'of another login takes what was checked out of the assessors’ hands at once: %s',
    async (_n, step, name) => {
      const world = createWorld();
      await step(world);
      reset(world, newLogin());
      const verloop = {
        ...world.verloop,
        resume: () => Promise.reject(new Transient({ code: 'weg', message: 'away' })),
      };
      const form = tokenForm({ gebruikersnaam: NEW_LOGIN });
      await replaceToken({ ...world, verloop }, ID, form).catch(() => undefined);
      const besluit = { aanmeldingId: ID, formulier: goedkeuren('verzuim'), beoordelaar: 'beoordelaar-1' };
      expect(await decideAanmelding(world, besluit)).toEqual({
        uitkomst: 'niet-te-besluiten',
        status: 'wordt-gecontroleerd',
      });
      world.verloop.wait(token('later'));
      await askAkkoord(world, ID, { taakToken: token('later') });
      await replaceToken(world, ID, form);
      expect(world.verloop.hervat.get(token(name))).toEqual({ uitkomst: 'hercontrole' });
      expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
      expect(await aanmeldingIn(world, ID, 'wacht-op-akkoord')).not.toHaveProperty('taakToken');
    },
  );

  it('that comes while it is being realised wins, or comes after: never is it lost', async () => {
    const world = createWorld();
    await approved(world);
    const gateway = { ...world.gateway, open: (login: Parameters<typeof world.gateway.open>[0]) => slow(world, login) };
    await expect(realiseKoppeling({ ...world, gateway }, ID)).rejects.toBeInstanceOf(Transient);
    expect(await realiseKoppeling(world, ID)).toBe('gerealiseerd');
    expect(secretsOf(world)).toEqual([inloggegevens(NEW_TOKEN)]);
  });

  it('of a token that was revoked between controle and akkoord lets the realisatie go on', async () => {
    const world = createWorld();
    await approved(world);
    reset(world);
    expect(await realiseKoppeling(world, ID)).toBe('herstel-nodig');
    world.verloop.wait(token('herstel-2'));
    await askHerstel(world, ID, { taakToken: token('herstel-2') });
    expect(await replaceToken(world, ID, tokenForm())).toMatchObject({ uitkomst: 'vervangen' });
    expect(await verifyAanmelding(world, ID)).toBe('akkoord-vragen');
  });
});

/** The realisatie has seen the old login work; the office replaces it before the koppeling is stored. */
function slow(world: World, login: Parameters<typeof world.gateway.open>[0]) {
  const payroll = world.gateway.open(login);
  return {
    ...payroll,
    listBedrijven: async () => {
      const answer = await payroll.listBedrijven();
      reset(world);
      await replaceToken(world, ID, tokenForm());
      return answer;
    },
  };
}

describe('a new token of a koppeling', () => {
  it('counts for all werkgevers of the account', async () => {
    const { world, first, second } = await officeWithTwo();
    reset(world);
    expect(await replaceToken(world, first, tokenForm())).toEqual({ uitkomst: 'vervangen', werkgevers: 2 });
    expect(secretsOf(world)).toEqual([inloggegevens(NEW_TOKEN)]);
    const refs = await Promise.all([first, second].map(async (id) => (await koppelingOf(world, id)).nmbrs));
    expect(refs[0]?.inloggegevensRef).toBe(refs[1]?.inloggegevensRef);
    const line = (await world.registratie.listAudit(first)).find(({ wat }) => wat === 'token.vervangen');
    expect(line?.wie).toBe('salarisverwerker');
    expect(JSON.stringify(await world.registratie.listAudit(first))).not.toContain(NEW_TOKEN);
  });

  it('is looked after before anything changes', async () => {
    const { world, first } = await officeWithTwo();
    reset(world);
    const asked = world.nazorg.gevraagd.length;
    await replaceToken(world, first, tokenForm());
    expect(world.nazorg.gevraagd.slice(asked)).toEqual([first]);
  });

  it('resumes what was interrupted, with its exchange planned', async () => {
    const { world, first, second } = await officeWithTwo();
    for (const id of [first, second]) await interrupt(world, id);
    reset(world);
    await replaceToken(world, first, tokenForm());
    for (const id of [first, second]) expect((await koppelingOf(world, id)).status).toBe('actief');
    expect([...world.agenda.afspraken.values()].map(({ datum }) => datum)).toEqual(['2026-12-10', '2026-12-10']);
    expect(await auditOf(world, second)).toContain('koppeling.hervat');
  });

  it.each([
    ['stopped at that moment', async (world: World) => void (await endKoppeling(world, ID))],
    ['that ends before its next exchange', async () => undefined],
  ])('leaves nothing in the agenda of a koppeling %s', async (_name, meanwhile) => {
    const world = createWorld();
    await realised(world);
    await interrupt(world, ID);
    world.klok.set('2026-12-01T09:00:00.000Z');
    await signOffAanmelding(world, ID, { per: Datum.parse('2026-12-02'), direct: true });
    reset(world);
    const agenda = {
      ...world.agenda,
      plan: async (afspraak: Parameters<typeof world.agenda.plan>[0]) => {
        world.klok.set('2026-12-02T23:00:00.000Z');
        await meanwhile(world);
        await world.agenda.plan(afspraak);
      },
    };
    await replaceToken({ ...world, agenda }, ID, tokenForm()).catch((error: unknown) => {
      expect(error).toBeInstanceOf(Transient);
    });
    expect(world.agenda.afspraken.size).toBe(0);
  });

  it('of another login moves every werkgever to it, and erases the old one', async () => {
    const { world, first, second } = await officeWithTwo();
    reset(world, newLogin());
    const form = tokenForm({ gebruikersnaam: NEW_LOGIN });
    expect(await replaceToken(world, first, form)).toEqual({ uitkomst: 'vervangen', werkgevers: 2 });
    expect(secretsOf(world)).toEqual([newLogin()]);
    for (const id of [first, second]) {
      const { nmbrs } = await koppelingOf(world, id);
      expect(await world.kluis.read(nmbrs.inloggegevensRef)).toEqual(newLogin());
      expect(nmbrs).not.toHaveProperty('teVerlaten');
      const aanmelding = await aanmeldingIn(world, id, 'gerealiseerd');
      expect([aanmelding.gegevens.nmbrs.gebruikersnaam, aanmelding.inloggegevensRef]).toEqual([
        NEW_LOGIN,
        nmbrs.inloggegevensRef,
      ]);
    }
    expect(await auditOf(world, second)).toContain('koppeling.ander-account');
  });

  it('has to wait while the realisatie could still put the old one in its place', async () => {
    const world = createWorld();
    await realised(world);
    await world.kluis.storeCandidate(ID, inloggegevens());
    await expect(replaceToken(world, ID, tokenForm())).rejects.toMatchObject({ code: 'wordt-gerealiseerd' });
  });
});
