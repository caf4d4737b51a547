import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { TAG_STAPPEN } from '../../../core/controle/bevindingen.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId, type UitwisselingId } from '../../../core/ids.ts';
import type { Koppeling } from '../../../core/koppeling/koppeling.ts';
import { assembleGegevensset } from '../../../core/levering/assemble-gegevensset.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { VERLOOP_GEEINDIGD } from '../../../core/uitwisseling/uitwisseling.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { crashEverywhere, cuttable, Killed } from '../crash-matrix.ts';
import { endState } from '../end-state.ts';
import { signOffNow } from '../office.ts';
import { assembled, distributed, koppelingOf, planned, running, started, uitwisselingOf, worldWith } from '../way.ts';
import { ASSESSORS, BSN } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

describe('an exchange that stops', () => {
  it.each([
    ['before its run', started],
    ['when it has begun', running],
    ['when it is cut into parts', planned],
    ['when it waits for its parts', distributed],
  ] as const)('%s is recorded, and a.s.r. is told', async (_name, step) => {
    const { world, subject: id } = await worldWith((one) => step(one));
    await failUitwisseling(world, id, 'States.Timeout');
    expect(await uitwisselingOf(world, id)).toMatchObject({
      status: 'mislukt',
      code: 'States.Timeout',
      gestoptOp: world.klok.now(),
    });
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([ASSESSORS]);
    const text = JSON.stringify(world.post.verzonden);
    expect(text).toContain('States.Timeout');
    for (const canary of [TOKEN, BSN, '123456782', 'Sterrenstof']) expect(text).not.toContain(canary);
  });

  it('is planned again for the next working day, with its next version, and a.s.r. hears when', async () => {
    const { world, subject: id } = await worldWith((one) => planned(one));
    world.klok.set('2026-12-11T05:00:00.000Z');
    await failUitwisseling(world, id, 'Refused');
    await failUitwisseling(world, id, 'Refused');
    expect([...world.agenda.afspraken.values()]).toMatchObject([{ tijdvakId: '2026-M11', datum: '2026-12-14' }]);
    expect(JSON.stringify(world.post.verzonden)).toContain('maandag 14 december 2026');
    const [afspraak] = world.agenda.afspraken.values();
    if (afspraak === undefined) throw new Error('nothing was planned');
    expect(await startUitwisseling(world, afspraak)).toBe('gestart');
    expect([...world.verloop.uitwisselingen].some((one) => one.endsWith('_2026-M11_v2'))).toBe(true);
  });

  it('leaves no working files, whose data nobody needs any more', async () => {
    const { world, subject: id } = await worldWith((one) => planned(one));
    const keys = () => [...world.opslag.objecten.keys()].filter((key) => key.startsWith(`werk/${id}/`));
    expect(keys()).not.toEqual([]);
    await failUitwisseling(world, id, 'Refused');
    expect(keys()).toEqual([]);
  });

  it('after its delivery but before it was closed is not called failed: that is for a redrive', async () => {
    const { world, subject: id } = await worldWith((one) => assembled(one));
    await expect(failUitwisseling(world, id, 'Defect')).rejects.toMatchObject({ code: 'al-geleverd' });
    expect((await uitwisselingOf(world, id)).status).toBe('loopt');
  });

  it('because it was not complete keeps its own reason', async () => {
    const { world, subject: id } = await worldWith((one) => distributed(one));
    await expect(assembleGegevensset(world, id)).rejects.toMatchObject({ code: 'delen-ontbreken' });
    await failUitwisseling(world, id, 'Defect');
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'onvolledig', code: 'delen-ontbreken' });
    expect(JSON.stringify(world.post.verzonden)).toContain('delen-ontbreken');
  });

  it('is told once, also when the step is run again', async () => {
    const { world, subject: id } = await worldWith((one) => planned(one));
    world.post.failNext(new Transient({ code: 'post.wacht', message: 'throttled' }));
    await expect(failUitwisseling(world, id, 'Defect')).rejects.toBeInstanceOf(Transient);
    await failUitwisseling(world, id, 'Defect');
    await failUitwisseling(world, id, 'Defect');
    expect(world.post.verzonden).toHaveLength(1);
  });

  it('after its delivery was recorded stays delivered', async () => {
    const { world, subject: id } = await worldWith((one) => assembled(one));
    await completeUitwisseling(world, id);
    const mails = world.post.verzonden.length;
    await failUitwisseling(world, id, 'Defect');
    expect((await uitwisselingOf(world, id)).status).toBe('voltooid');
    expect(world.post.verzonden).toHaveLength(mails);
  });

  it('after a crash anywhere is recorded, and told at most once', async () => {
    const { subject: id } = await worldWith((one) => planned(one));
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await worldWith((one) => planned(one))).world,
      step: (world) => failUitwisseling(world, id, 'Defect'),
      endState: (world) => {
        expect(world.post.verzonden.length).toBeLessThanOrEqual(1);
        return endState(world, ID, id);
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('an exchange that stops on a call that is not active', () => {
  const CODE = 'recht-niet-actief.SVW_GetCurrent';

  it('tells the office which, and when it is tried again; a.s.r. hears of it too', async () => {
    const { world, subject: id } = await worldWith((one) => distributed(one));
    world.klok.set('2026-12-10T06:00:00.000Z');
    await failUitwisseling(world, id, CODE);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual(['salaris@duinzicht.example', ASSESSORS]);
    const mail = JSON.stringify(world.post.verzonden[0]);
    expect(mail).toContain('Zet bij Employee Services op Active: SVW_GetCurrent.');
    expect(mail).toContain('vrijdag 11 december 2026');
    expect(await koppelingOf(world, ID)).toMatchObject({ status: 'actief', volgende: { datum: '2026-12-11' } });
  });

  it('tells the office once per period, however many days it is tried', async () => {
    const { world, subject: id } = await worldWith((one) => distributed(one));
    await failUitwisseling(world, id, CODE);
    const [afspraak] = world.agenda.afspraken.values();
    if (afspraak === undefined) throw new Error('nothing was planned');
    await startUitwisseling(world, afspraak);
    const [, second] = [...world.verloop.uitwisselingen];
    if (second === undefined) throw new Error('nothing was started');
    await failUitwisseling(world, second, CODE);
    const kinds = world.post.sleutels.map(({ soort }) => soort);
    expect(kinds).toEqual(['recht-verdwenen', 'uitwisseling-mislukt', 'uitwisseling-mislukt']);
  });
});

describe('an exchange that stops because the company is not visible any more', () => {
  it.each(['geen-toegang', 'niet-gevonden'])(
    '(%s) tells the office which two things to set right; a.s.r. hears of it with a sentence',
    async (code) => {
      const { world, subject: id } = await worldWith((one) => running(one));
      world.klok.set('2026-12-10T06:00:00.000Z');
      await failUitwisseling(world, id, code);
      const [office, asr] = world.post.verzonden;
      expect([office?.aan, asr?.aan]).toEqual(['salaris@duinzicht.example', ASSESSORS]);
      const text = JSON.stringify(office);
      for (const step of TAG_STAPPEN) expect(text).toContain(step);
      expect(text).toContain('vrijdag 11 december 2026');
      const toAsr = JSON.stringify(asr);
      expect(toAsr).toMatch(
        /is gestopt: (het bedrijf is in Nmbrs|Nmbrs kan het bedrijf)[^()]*?\. Er is niets geleverd\./,
      );
      expect(toAsr).toContain(`["Code voor de beheerder","${code}"]`);
      expect(await koppelingOf(world, ID)).toMatchObject({ status: 'actief', volgende: { datum: '2026-12-11' } });
      for (const canary of [TOKEN, BSN, '123456782', 'Sterrenstof'])
        expect(JSON.stringify(world.post.verzonden)).not.toContain(canary);
    },
  );

  it('tells the office once per period and cause, however many days it is tried', async () => {
    const { world, subject: id } = await worldWith((one) => running(one));
    const again = async (): Promise<UitwisselingId> => {
      const [afspraak] = world.agenda.afspraken.values();
      if (afspraak === undefined) throw new Error('nothing was planned');
      await startUitwisseling(world, afspraak);
      const last = [...world.verloop.uitwisselingen].at(-1);
      if (last === undefined) throw new Error('nothing was started');
      return last;
    };
    await failUitwisseling(world, id, 'geen-toegang');
    await failUitwisseling(world, await again(), 'geen-toegang');
    await failUitwisseling(world, await again(), 'geen-abonnement');
    await failUitwisseling(world, await again(), 'geen-toegang');
    const toOffice = world.post.sleutels.filter(({ soort }) => soort !== 'uitwisseling-mislukt');
    expect(toOffice.map(({ soort, gelegenheid }) => [soort, gelegenheid])).toEqual([
      ['bedrijf-niet-zichtbaar', '2026-M11'],
      ['geen-abonnement', '2026-M11'],
    ]);
    expect(world.post.verzonden.filter(({ aan }) => aan === ASSESSORS)).toHaveLength(4);
  });

  it('after a crash anywhere is told to each at most once', async () => {
    const { subject: id } = await worldWith((one) => planned(one));
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await worldWith((one) => planned(one))).world,
      step: (world) => failUitwisseling(world, id, 'geen-toegang'),
      endState: (world) => {
        const receivers = world.post.verzonden.map(({ aan }) => aan);
        expect(new Set(receivers).size).toBe(receivers.length);
        return endState(world, ID, id);
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});

describe('the mail to a.s.r. that an exchange stopped', () => {
  const told = async (code: string, status: Koppeling['status'] = 'actief') => {
    const { world, subject: id } = await worldWith((one) => started(one));
    const koppeling = await koppelingOf(world, ID);
    if (status !== 'actief')
      await world.registratie.replaceKoppeling(
        { ...koppeling, versie: koppeling.versie + 1, status },
        { aanmeldingId: ID, op: world.klok.now(), wie: 'beoordelaar-1', wat: 'koppeling.gepauzeerd' },
      );
    await failUitwisseling(world, id, code);
    const { blokken = [] } = world.post.verzonden.find(({ aan }) => aan === ASSESSORS) ?? {};
    return blokken.flatMap((blok) => ('tekst' in blok ? [blok.tekst] : [])).at(-1);
  };
  const OFFICE_TOLD = 'De salarisverwerker heeft een e-mail gekregen met wat er in Nmbrs moet gebeuren.';
  const AGAIN = 'Op vrijdag 11 december 2026 wordt het opnieuw geprobeerd.';

  it.each([
    ['nmbrs-9999', `U hoeft nu niets te doen. ${AGAIN}`],
    ['geen-toegang', `${OFFICE_TOLD} ${AGAIN} Lukt het ook dan niet, neem dan contact op met de salarisverwerker.`],
    ['levering-afgekeurd', `Vraag de salarisverwerker om Nmbrs te verbeteren. ${AGAIN}`],
    [
      'inloggegevens-ongeldig',
      `${OFFICE_TOLD} Met een nieuwe API-token gaat het vanzelf verder. Hoort u na een paar dagen niets, neem dan contact op.`,
    ],
  ])('says what to do: %s', async (code, tekst) => {
    expect(await told(code)).toBe(tekst);
  });

  it('says that a paused koppeling is to be resumed first', async () => {
    expect(await told('nmbrs-9999', 'gepauzeerd')).toBe(
      'Hervat eerst de koppeling en vraag het tijdvak opnieuw aan als de oorzaak weg is.',
    );
  });
});

describe('an exchange that stops because the token no longer works', () => {
  const CODE = 'inloggegevens-ongeldig';
  const OFFICE = 'salaris@duinzicht.example';

  it('interrupts the koppeling, and asks the office for a new token, once', async () => {
    const { world, subject: id } = await worldWith((one) => started(one));
    const planned = [...world.agenda.afspraken.values()];
    await failUitwisseling(world, id, CODE);
    await failUitwisseling(world, id, CODE);
    expect(await koppelingOf(world, ID)).toMatchObject({ status: 'onderbroken', volgende: { tijdvakId: '2026-M11' } });
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'mislukt', code: CODE });
    expect([...world.agenda.afspraken.values()]).toEqual(planned);
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([OFFICE, ASSESSORS]);
    const [mail] = world.post.verzonden;
    expect(mail?.onderwerp).toContain('de API-token werkt niet meer');
    expect(JSON.stringify(mail)).toContain('Geef ons de nieuwe token op de pagina van uw aanmelding');
    expect((await world.registratie.listBerichten(ID)).map(({ soort }) => soort)).toContain('token-werkt-niet-meer');
    for (const canary of [TOKEN, BSN, '123456782', 'Sterrenstof', 'capability-'])
      expect(JSON.stringify(world.post.verzonden)).not.toContain(canary);
  });

  it('asks the office also when the machine died after the interruption, and the daily round marks the exchange', async () => {
    const { world, subject: id } = await worldWith((one) => started(one));
    const { calls, ports } = cuttable(world, { call: 5, moment: 'before' });
    await expect(failUitwisseling(ports, id, CODE)).rejects.toBeInstanceOf(Killed);
    expect(calls.slice(-3)).toEqual([
      'registratie.replaceKoppeling',
      'registratie.listKoppelingenVan',
      'registratie.replaceUitwisseling',
    ]);
    await failUitwisseling(world, id, VERLOOP_GEEINDIGD);
    expect(await koppelingOf(world, ID)).toMatchObject({ status: 'onderbroken' });
    expect(world.post.sleutels.map(({ soort }) => soort)).toContain('token-werkt-niet-meer');
  });

  it('asks the office also when a look of before let the exchange lapse after the interruption', async () => {
    const { world, subject: id } = await worldWith((one) => started(one));
    const { ports } = cuttable(world, { call: 4, moment: 'before' });
    await expect(failUitwisseling(ports, id, CODE)).rejects.toBeInstanceOf(Killed);
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'vervallen' });
    await failUitwisseling(world, id, CODE);
    await failUitwisseling(world, id, CODE);
    expect(world.post.sleutels.map(({ soort }) => soort)).toEqual(['token-werkt-niet-meer']);
  });

  it('starts no new exchange until there is a new token', async () => {
    const { world, subject: id } = await worldWith((one) => started(one));
    await failUitwisseling(world, id, CODE);
    const { koppelingId, volgende } = await koppelingOf(world, ID);
    expect(await startUitwisseling(world, { koppelingId, tijdvakId: volgende.tijdvakId })).toBe('overgeslagen');
  });

  it('run again after the token was replaced leaves the koppeling active', async () => {
    const { world, subject: id } = await worldWith((one) => started(one));
    await failUitwisseling(world, id, CODE);
    const koppeling = await koppelingOf(world, ID);
    const mended = { ...koppeling, versie: koppeling.versie + 1, status: 'actief' } as const;
    const regel = { aanmeldingId: ID, op: world.klok.now(), wie: 'salarisverwerker', wat: 'token.vervangen' };
    await world.registratie.replaceKoppeling(mended, regel);
    await failUitwisseling(world, id, CODE);
    expect((await koppelingOf(world, ID)).status).toBe('actief');
  });

  it('asks no office for a token that signed off meanwhile', async () => {
    const { world, subject: id } = await worldWith((one) => running(one));
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(world, ID);
    await failUitwisseling(world, id, CODE);
    expect(await koppelingOf(world, ID)).toMatchObject({ status: 'gestopt' });
    expect(world.post.verzonden.map(({ aan }) => aan)).toEqual([ASSESSORS]);
  });

  it('after a crash anywhere is interrupted and recorded, and each is told at most once', async () => {
    const { subject: id } = await worldWith((one) => started(one));
    const { undisturbed, afterCrash } = await crashEverywhere({
      prepare: async () => (await worldWith((one) => started(one))).world,
      step: async (world) => {
        await failUitwisseling(world, id, CODE).catch(async (error: unknown) => {
          if (!(error instanceof Transient)) throw error;
          // The machine tries again: by then nobody is sending the mail any more.
          world.klok.advance(60_000);
          await failUitwisseling(world, id, CODE);
        });
      },
      endState: (world) => {
        const receivers = world.post.verzonden.map(({ aan }) => aan);
        expect(new Set(receivers).size).toBe(receivers.length);
        return endState(world, ID, id);
      },
    });
    for (const [point, state] of afterCrash) expect(state, point).toEqual(undisturbed);
  });
});
