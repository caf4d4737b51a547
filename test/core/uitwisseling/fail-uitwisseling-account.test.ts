import { beforeEach, describe, expect, it } from 'vitest';
import { pauseKoppeling } from '../../../core/beheer/pause-koppeling.ts';
import { Transient } from '../../../core/errors.ts';
import { AanmeldingId, koppelingIdOf, type UitwisselingId, uitwisselingIdOf } from '../../../core/ids.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { replaceToken } from '../../../core/koppeling/replace-token.ts';
import { failUitwisseling } from '../../../core/uitwisseling/fail-uitwisseling.ts';
import { startUitwisseling } from '../../../core/uitwisseling/start-uitwisseling.ts';
import { presentStatus } from '../../../core/weergave/present-status.ts';
import { GOOD_FORM } from '../aanmeldformulier.ts';
import { anotherApproved, reset, SECOND_COMPANY, tokenForm } from '../office.ts';
import { aanmeldingOf, koppelingOf, realised } from '../way.ts';
import { company, createWorld, type World } from '../world.ts';

const FIRST = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const CODE = 'inloggegevens-ongeldig';
const MINUTE_MS = 60_000;
const ELSEWHERE = 'loon@elders.example';

let world: World;
let second: AanmeldingId;
let exchanges: readonly UitwisselingId[];
beforeEach(async () => {
  world = createWorld({ bedrijven: [company(), SECOND_COMPANY] });
  await realised(world);
  second = await anotherApproved(world);
  await realiseKoppeling(world, second);
  world.klok.set('2026-12-10T05:00:00.000Z');
  const ids: UitwisselingId[] = [];
  for (const aanmeldingId of [FIRST, second]) {
    const { volgende } = await koppelingOf(world, aanmeldingId);
    const koppelingId = koppelingIdOf(aanmeldingId);
    await startUitwisseling(world, { koppelingId, tijdvakId: volgende.tijdvakId });
    ids.push(uitwisselingIdOf(koppelingId, volgende.tijdvakId, 1));
  }
  exchanges = ids;
  world.post.forget();
});

const asked = () => world.post.verzonden.filter(({ onderwerp }) => onderwerp.includes('token werkt niet meer'));

describe('a token by which several werkgevers are exchanged, and that no longer works', () => {
  it('is asked for once a day, with all of them, whichever exchange stops first', async () => {
    for (const id of exchanges.toReversed()) await failUitwisseling(world, id, CODE);
    for (const id of [FIRST, second]) expect((await koppelingOf(world, id)).status).toBe('onderbroken');
    const [mail, ...more] = asked();
    expect([mail?.aan, more]).toEqual([GOOD_FORM.salarisverwerker.email, []]);
    const text = JSON.stringify(mail);
    expect(text).toContain('Geef ons de nieuwe token op de pagina van uw aanmelding');
    for (const id of [FIRST, second]) {
      const { werkgever } = await koppelingOf(world, id);
      expect(text).toContain(`${werkgever.bedrijfsnaam} (contract ${werkgever.raamwerkcontractnummer}, kenmerk ${id})`);
    }
  });

  it('is asked for by the mail that another exchange is sending, which is waited for', async () => {
    const [one] = exchanges;
    if (one === undefined) throw new Error('nothing runs');
    const sleutel = { onderwerp: FIRST, soort: 'token-werkt-niet-meer', gelegenheid: '2026-12-10' } as const;
    await world.registratie.claimBericht(sleutel, world.klok.now());
    await expect(failUitwisseling(world, one, CODE)).rejects.toBeInstanceOf(Transient);
    await world.registratie.markBerichtSent(sleutel, world.klok.now());
    await failUitwisseling(world, one, CODE);
    expect(asked()).toEqual([]);
    expect(world.logboek.lines.some(({ code }) => code === 'bericht.onzeker')).toBe(false);
  });

  it('raises the alarm when nothing came of that mail within a minute', async () => {
    const [one] = exchanges;
    if (one === undefined) throw new Error('nothing runs');
    const sleutel = { onderwerp: FIRST, soort: 'token-werkt-niet-meer', gelegenheid: '2026-12-10' } as const;
    await world.registratie.claimBericht(sleutel, world.klok.now());
    world.klok.advance(MINUTE_MS);
    await failUitwisseling(world, one, CODE);
    expect(world.logboek.lines).toContainEqual(
      expect.objectContaining({ code: 'bericht.onzeker', stap: 'token-werkt-niet-meer' }),
    );
  });

  it('is asked for of one werkgever in the words for one, once the other has left', async () => {
    const [one] = exchanges;
    if (one === undefined) throw new Error('nothing runs');
    const koppeling = await koppelingOf(world, second);
    const regel = { aanmeldingId: second, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.gestopt' };
    const gestopt = { ...koppeling, versie: koppeling.versie + 1, status: 'gestopt' } as const;
    await world.registratie.replaceKoppeling(gestopt, regel);
    await failUitwisseling(world, one, CODE);
    expect(JSON.stringify(asked())).toContain('van deze werkgever');
  });

  it('is asked for of every werkgever at once, also at another address, and nobody waits for his own day', async () => {
    const [one] = exchanges;
    if (one === undefined) throw new Error('nothing runs');
    const other = await koppelingOf(world, second);
    const elsewhere = {
      ...other,
      versie: other.versie + 1,
      salarisverwerker: { ...other.salarisverwerker, email: ELSEWHERE },
    };
    const regel = { aanmeldingId: second, op: world.klok.now(), wie: 'systeem', wat: 'koppeling.hervat' };
    await world.registratie.replaceKoppeling(elsewhere, regel);
    await failUitwisseling(world, one, CODE);
    expect((await koppelingOf(world, second)).status).toBe('onderbroken');
    expect(asked().map(({ aan }) => aan)).toEqual([GOOD_FORM.salarisverwerker.email, ELSEWHERE]);
    const status = presentStatus(await aanmeldingOf(world, second), {
      koppeling: await koppelingOf(world, second),
      regels: await world.registratie.listAudit(second),
      nu: world.klok.now(),
    });
    expect(status.watNu).toContain('De API-token werkt niet meer');
  });

  it('interrupts none that a.s.r. paused, and each that goes on again with the next token', async () => {
    const [one] = exchanges;
    if (one === undefined) throw new Error('nothing runs');
    await pauseKoppeling(world, { koppelingId: koppelingIdOf(second), reden: 'x', beoordelaar: 'b' });
    await failUitwisseling(world, one, CODE);
    expect((await koppelingOf(world, second)).status).toBe('gepauzeerd');
    reset(world);
    expect(await replaceToken(world, FIRST, tokenForm())).toEqual({ uitkomst: 'vervangen', werkgevers: 2 });
    expect((await koppelingOf(world, FIRST)).status).toBe('actief');
    expect((await world.registratie.listAudit(second)).at(-1)?.wat).toBe('token.vervangen');
  });
});
