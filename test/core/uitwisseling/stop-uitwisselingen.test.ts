import { describe, expect, it } from 'vitest';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { AanmeldingId, koppelingIdOf, TijdvakId, uitwisselingIdOf } from '../../../core/ids.ts';
import { Datum } from '../../../core/kalender/tijd.ts';
import { completeUitwisseling } from '../../../core/levering/complete-uitwisseling.ts';
import { fetchDeel } from '../../../core/ophalen/fetch-deel.ts';
import { checkRun } from '../../../core/uitwisseling/check-run.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { afterNovember, waitingForVrijgave } from '../held.ts';
import { signedOff, signOffNow } from '../office.ts';
import {
  aanmeldingIn,
  assembled,
  auditOf,
  completed,
  distributed,
  koppelingOf,
  planned,
  realised,
  token,
  uitwisselingOf,
} from '../way.ts';
import { company, createWorld, run, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const KOPPELING = koppelingIdOf(ID);
/** So long one that has begun is left to end by itself. */
const PATIENCE_MS = 4 * 3_600_000;

describe('ending while an exchange is on its way', () => {
  it('waits for one that runs, a quarter of an hour at a time, and lets it be delivered', async () => {
    const world = createWorld();
    const id = await distributed(world);
    await signOffNow(world, ID, { direct: true });
    const secrets = world.kluis.geheimen.size;
    for (const _time of ['first', 'second']) {
      expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'wacht', tot: '2026-12-10T05:15:00.000Z' });
    }
    expect((await auditOf(world, ID)).filter((wat) => wat === 'koppeling.gestopt')).toHaveLength(1);
    expect([world.kluis.geheimen.size, world.agenda.afspraken.size]).toEqual([secrets, 0]);
    expect((await uitwisselingOf(world, id)).status).toBe('loopt');
  });

  it('goes on once that was delivered, and nothing new is planned', async () => {
    const world = createWorld();
    const id = await assembled(world);
    await signOffNow(world, ID, { direct: true });
    expect(await endKoppeling(world, ID)).toMatchObject({ uitkomst: 'wacht' });
    await completeUitwisseling(world, id);
    expect(world.agenda.afspraken.size).toBe(0);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    const keys = [...world.opslag.objecten.keys()];
    expect(keys.filter((key) => key.startsWith('werk/'))).toEqual([]);
    expect(keys.some((key) => key.startsWith('leveringen/'))).toBe(true);
  });

  it.each([
    ['2026-12-31', 'geen: de werkgever is dan afgemeld'],
    ['2027-01-11', 'maandag 11 januari 2027'],
  ])('with %s as the last day: the mail about the first one gives the next as %s', async (per, volgende) => {
    const world = createWorld();
    const id = await assembled(world);
    await signOffAanmelding(world, ID, { per: Datum.parse(per), direct: true });
    await completeUitwisseling(world, id);
    const mail = JSON.stringify(world.post.verzonden.at(-1));
    expect(mail).toContain(JSON.stringify(['Volgende uitwisseling', volgende]));
    expect(mail.includes('11 januari')).toBe(volgende.includes('11 januari'));
    expect(mail.includes('uiterlijk vrijdag 8 januari 2027')).toBe(volgende.includes('11 januari'));
  });

  it('stops one that does not come to an end, and removes its working files', async () => {
    const world = createWorld();
    const id = await distributed(world);
    await signOffNow(world, ID, { direct: true });
    world.klok.advance(PATIENCE_MS - 1);
    expect(await endKoppeling(world, ID)).toMatchObject({ uitkomst: 'wacht' });
    world.klok.advance(1);
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect(await uitwisselingOf(world, id)).toMatchObject({ status: 'vervallen', code: 'koppeling-gestopt' });
    // What waits for parts would not know the word: it sees at the next part that there is nothing to do.
    expect([...world.verloop.hervat.keys()]).toEqual([token('akkoord')]);
    expect(world.opslag.objecten.size).toBe(0);
    expect(await fetchDeel(world, { uitwisselingId: id, deel: 1 })).toBe('niet-meer-nodig');
    await failUitwisseling(world, id, 'Refused');
    expect(world.opslag.objecten.size).toBe(0);
  });

  it('lets an older period that is fetched again lapse too', async () => {
    const world = createWorld();
    const first = await completed(world);
    const { koppelingId, tijdvakId } = await uitwisselingOf(world, first);
    await startUitwisseling(world, { koppelingId, tijdvakId, opnieuw: 'nieuwe-run' });
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(world, ID);
    const again = uitwisselingIdOf(koppelingId, tijdvakId, 2);
    expect(await uitwisselingOf(world, again)).toMatchObject({ status: 'vervallen', code: 'koppeling-gestopt' });
    expect((await uitwisselingOf(world, first)).status).toBe('voltooid');
  });

  it('lets one that waits for a locked run lapse', async () => {
    const world = createWorld({ bedrijven: [company({ runs: [run(811, { vergrendeld: false })] })] });
    const { koppelingId, volgende } = await realised(world);
    world.klok.set('2026-12-10T05:00:00.000Z');
    await startUitwisseling(world, { koppelingId, tijdvakId: volgende.tijdvakId });
    const [id] = world.verloop.uitwisselingen;
    if (id === undefined) throw new Error('nothing was started');
    await checkRun(world, id);
    await signOffNow(world, ID, { direct: true });
    expect(await endKoppeling(world, ID)).toEqual({ uitkomst: 'beeindigd' });
    expect((await uitwisselingOf(world, id)).status).toBe('vervallen');
    expect(await checkRun(world, id)).toEqual({ uitkomst: 'vervallen' });
  });

  it('removes what a process wrote that was given up, after its exchange had failed', async () => {
    const world = createWorld();
    const id = await planned(world);
    await failUitwisseling(world, id, 'Refused');
    await world.opslag.put(`werk/${id}/deel-00001.ndjson`, new Uint8Array());
    await signOffNow(world, ID, { direct: true });
    await endKoppeling(world, ID);
    expect(world.opslag.objecten.size).toBe(0);
  });

  it('starts none any more, whatever a schedule still asks for', async () => {
    const world = await signedOff();
    await endKoppeling(world, ID);
    const input = { koppelingId: KOPPELING, tijdvakId: TijdvakId.parse('2026-M11') };
    expect(await startUitwisseling(world, input)).toBe('overgeslagen');
  });

  it('closes a delivered one that was left open for too long, without its mail', async () => {
    const world = createWorld();
    const id = await assembled(world);
    await signOffNow(world, ID, { direct: true });
    world.klok.advance(5 * 3_600_000);
    await endKoppeling(world, ID);
    expect((await uitwisselingOf(world, id)).status).toBe('loopt');
    // November lies there, though nobody closed it.
    expect((await aanmeldingIn(world, ID, 'afgemeld')).ontvangstbewijs.nietGeleverd).toEqual(['2026-M12']);
    const mails = world.post.verzonden.length;
    await completeUitwisseling(world, id);
    expect((await uitwisselingOf(world, id)).status).toBe('voltooid');
    expect(world.post.verzonden).toHaveLength(mails);
  });
});

describe('the receipt of an end', () => {
  const notDelivered = async (world: World) => {
    await signOffNow(world, ID, { direct: true });
    world.klok.advance(5 * 3_600_000);
    await endKoppeling(world, ID);
    return (await aanmeldingIn(world, ID, 'afgemeld')).ontvangstbewijs.nietGeleverd;
  };

  it('names a period whose exchange failed', async () => {
    const world = createWorld();
    await failUitwisseling(world, await planned(world), 'Refused');
    expect(await notDelivered(world)).toEqual(['2026-M11', '2026-M12']);
  });

  it('does not name one that was delivered, when its koppeling was not moved on', async () => {
    const world = createWorld();
    await completed(world);
    const moved = await koppelingOf(world, ID);
    const tijdvakId = TijdvakId.parse('2026-M11');
    const { vorige, ...rest } = { ...moved, versie: moved.versie + 1, volgende: { ...moved.volgende, tijdvakId } };
    await world.registratie.replaceKoppeling(rest, {
      ...{ aanmeldingId: ID, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.teruggezet' },
    });
    expect(await notDelivered(world)).toEqual(['2026-M12']);
  });
});

describe('ending while a set is held', () => {
  const endedAfterPatience = async (world: World) => {
    await signOffNow(world, ID, { direct: true });
    expect(await endKoppeling(world, ID)).toMatchObject({ uitkomst: 'wacht' });
    world.klok.advance(PATIENCE_MS);
    return endKoppeling(world, ID);
  };

  it('does not keep its machine waiting for the person: it goes on, and nothing is delivered', async () => {
    const { world, id } = await waitingForVrijgave();
    expect(await endedAfterPatience(world)).toEqual({ uitkomst: 'beeindigd' });
    expect(world.verloop.hervat.get(token('vrijgave'))).toEqual({ uitkomst: 'vervallen' });
    expect((await uitwisselingOf(world, id)).status).toBe('vervallen');
    const keys = [...world.opslag.objecten.keys()];
    expect(keys.filter((key) => key.startsWith('werk/') || key.includes('/2026-M12/'))).toEqual([]);
  });

  it('ends too when the machine does not wait for the person yet: there is nobody to tell', async () => {
    const { world, id } = await afterNovember(10, 7);
    const resume = () => Promise.reject(new Error('nothing waits'));
    const verloop = { ...world.verloop, resume };
    expect(await endedAfterPatience({ ...world, verloop })).toEqual({ uitkomst: 'beeindigd' });
    expect((await uitwisselingOf(world, id)).status).toBe('vervallen');
  });
});
