import { describe, expect, it } from 'vitest';
import { Bulkaccount } from '../../../core/aanmelding/bulk.ts';
import { confirmAanvraag } from '../../../core/aanvraag/confirm-aanvraag.ts';
import { confirmOntvangst } from '../../../core/aanvraag/confirm-ontvangst.ts';
import { submitBulk } from '../../../core/aanvraag/submit-bulk.ts';
import { endKoppeling } from '../../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { Toegangscode } from '../../../core/toegang/toegangscode.ts';
import { TOKEN } from '../aanmeldformulier.ts';
import { ACCOUNT, bulkwerkgever } from '../bulk.ts';
import { submitted } from '../way.ts';
import { createWorld, type World } from '../world.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');

describe('the mail that an aanmelding came in', () => {
  it('goes to the office once, with what was understood and without secrets', async () => {
    const world = createWorld();
    const id = await submitted(world);
    expect(await confirmOntvangst(world, id)).toBe('verzonden');
    expect(await confirmOntvangst(world, id)).toBe('was-verzonden');
    const [mail, second] = world.post.verzonden;
    expect(second).toBeUndefined();
    expect(mail?.aan).toBe('salaris@duinzicht.example');
    const text = JSON.stringify(mail);
    for (const phrase of ['duinzicht.nmbrs.nl', 'overkoepelend', '12******L01', id]) expect(text).toContain(phrase);
    for (const canary of ['123456782', TOKEN, 'capability-']) expect(text).not.toContain(canary);
  });

  it('is not sent any more to an office that signed off before', async () => {
    const world = createWorld();
    const id = await submitted(world);
    await signOffAanmelding(world, id, { direct: true });
    expect(await confirmOntvangst(world, id)).toBe('niet-nodig');
    await endKoppeling(world, id);
    expect(await confirmOntvangst(world, id)).toBe('niet-nodig');
    expect(world.post.verzonden.map(({ onderwerp }) => onderwerp)).toEqual([expect.stringContaining('afgemeld')]);
  });

  it('that is held up is tried again with the step', async () => {
    const world = createWorld();
    const id = await submitted(world);
    world.post.failNext(new Transient({ code: 'post.wacht', message: 'throttled' }));
    await expect(confirmOntvangst(world, id)).rejects.toBeInstanceOf(Transient);
    expect(await confirmOntvangst(world, id)).toBe('verzonden');
  });

  it('of an aanmelding that does not exist is a defect', async () => {
    await expect(confirmOntvangst(createWorld(), ID)).rejects.toBeInstanceOf(Defect);
  });
});

describe('the mail that a bulk came in', () => {
  const ALWAYS = () => true;
  const email = 'nieuw@kantoor.example';

  /** Three werkgevers that wait for the confirmation of their address, and the code for it. */
  async function waiting(world: World) {
    const account = Bulkaccount.parse({ ...ACCOUNT, salarisverwerker: { ...ACCOUNT.salarisverwerker, email } });
    const rijen = [1, 2, 3].map((rij) => ({ rij, invoer: bulkwerkgever(rij) }));
    const rows = await submitBulk(world, { account, rijen }, ALWAYS);
    if (typeof rows === 'string') throw new Error(rows);
    const [first, second, third] = rows.flatMap((row) => ('aanmeldingId' in row ? [row.aanmeldingId] : []));
    if (first === undefined || second === undefined || third === undefined) throw new Error('a row is missing');
    const blokken = world.post.verzonden.flatMap((bericht) => bericht.blokken);
    const velden = blokken.flatMap((blok) => (blok.soort === 'gegevens' ? blok.rijen : []));
    const code = Toegangscode.parse(velden.find(([label]) => label === 'Bevestigingscode')?.[1]);
    return {
      first,
      second,
      third,
      confirm: (ports = world) => confirmAanvraag(ports, { aanmeldingId: first, code }, ALWAYS),
    };
  }
  /** Of each mail of the kind the werkgevers that stand in it. */
  const listed = (world: World, ids: readonly AanmeldingId[]) =>
    world.post.verzonden
      .filter(({ onderwerp }) => onderwerp.includes('aanmeldingen ontvangen'))
      .map((bericht) => ids.filter((id) => JSON.stringify(bericht.blokken).includes(id)));
  /** The ports as they are to a row of which `takeIn` comes to this. */
  const withTakeIn = (world: World, row: AanmeldingId, comesTo: () => Promise<'bezet'>): World => {
    const takeIn: World['registratie']['takeIn'] = (next, regel) =>
      next.aanmeldingId === row ? comesTo() : world.registratie.takeIn(next, regel);
    return { ...world, registratie: { ...world.registratie, takeIn } };
  };

  it('is sent by the next when the first was signed off, which is not in it', async () => {
    const world = createWorld();
    const { first, second, third, confirm } = await waiting(world);
    await confirm();
    await signOffAanmelding(world, first, { direct: true });
    expect(await confirmOntvangst(world, second)).toBe('verzonden');
    expect(await confirmOntvangst(world, third)).toBe('niet-nodig');
    expect(await confirmOntvangst(world, first)).toBe('was-verzonden');
    expect(listed(world, [first, second, third])).toEqual([[second, third]]);
  });

  it('is sent by one that was signed off after all others left it to that one', async () => {
    const world = createWorld();
    const { first, second, third, confirm } = await waiting(world);
    await confirm();
    for (const id of [second, third]) expect(await confirmOntvangst(world, id)).toBe('niet-nodig');
    await signOffAanmelding(world, first, { direct: true });
    expect(await confirmOntvangst(world, first)).toBe('verzonden');
    expect(listed(world, [first, second, third])).toEqual([[second, third]]);
  });

  it('is sent by one that still waited when the others left it to that one, and then was overtaken', async () => {
    const world = createWorld();
    const { first, second, third, confirm } = await waiting(world);
    await confirm(withTakeIn(world, first, () => Promise.reject(new Transient({ code: 'weg', message: 'throttled' }))));
    for (const id of [second, third]) expect(await confirmOntvangst(world, id)).toBe('niet-nodig');
    await confirm(withTakeIn(world, first, async () => 'bezet'));
    expect((await world.registratie.findAanmelding(first))?.status).toBe('ingehaald');
    expect(await confirmOntvangst(world, first)).toBe('verzonden');
    expect(await confirmOntvangst(world, second)).toBe('was-verzonden');
    expect(listed(world, [first, second, third])).toEqual([[second, third]]);
  });

  it('is sent by nobody when none goes on', async () => {
    const world = createWorld();
    const { first, second, third, confirm } = await waiting(world);
    await confirm();
    for (const id of [first, second, third]) await signOffAanmelding(world, id, { direct: true });
    for (const id of [first, second, third]) expect(await confirmOntvangst(world, id)).toBe('niet-nodig');
    await endKoppeling(world, third);
    expect(await confirmOntvangst(world, third)).toBe('niet-nodig');
    expect(listed(world, [first, second, third])).toEqual([]);
  });

  it('is no matter to one that does not go on while another is at it', async () => {
    const world = createWorld();
    const { first, second, third, confirm } = await waiting(world);
    await confirm();
    await signOffAanmelding(world, first, { direct: true });
    const outcomes = await Promise.all([second, first].map((id) => confirmOntvangst(world, id)));
    expect(outcomes).toEqual(['verzonden', 'bezig']);
    expect(world.logboek.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(listed(world, [first, second, third])).toEqual([[second, third]]);
  });
});
