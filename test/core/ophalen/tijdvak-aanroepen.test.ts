import { describe, expect, it } from 'vitest';
import type { MemoryWerknemer } from '../../../adapters/memory/payroll.ts';
import { AanmeldingId, type UitwisselingId } from '../../../core/ids.ts';
import { TijdvakAanroep } from '../../../core/nmbrs/tijdvak-aanroep.ts';
import { fetchDeel } from '../../../core/ophalen/fetch-deel.ts';
import { deelKey } from '../../../core/uitwisseling/werkplan.ts';
import { setOf } from '../deliveries.ts';
import {
  changing,
  changingWorld,
  moveTo,
  PER_TIJDVAK,
  peilenBy,
  storedIn,
  timesAsked,
  velden,
} from '../past-and-present.ts';
import { nu } from '../peilen.ts';
import { carriedOut, distributed, drain, goedkeuren, started, token, uitwisselingOf } from '../way.ts';
import { company, type World } from '../world.ts';

// The calls that answer for a given period: nobody is asked for them, and whatever comes of one, there is a delivery.

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const fetch = (world: World, uitwisselingId: UitwisselingId, deel: number) =>
  fetchDeel(world, { uitwisselingId, deel });

/** The DGA, and somebody of whom the calls for a period give nothing. */
function silentWorld(): World {
  const silent = changing(11);
  const nothing = { vasteLooncomponenten: [], vasteUren: [], bankrekeningen: [] };
  const gegevensIn: MemoryWerknemer['gegevensIn'] = (one) => ({ ...silent.gegevensIn?.(one), ...nothing });
  const world = changingWorld(PER_TIJDVAK);
  world.nmbrs.bedrijven = [company({ werknemers: [changing(7), { ...silent, gegevensIn, roosters: [] }] })];
  return world;
}

describe('the calls by period in a part', () => {
  const OFF = { reden: 'recht-niet-actief', code: '1002' } as const;
  const prepared = async () => {
    const world = changingWorld(PER_TIJDVAK, 17);
    const id = await distributed(world, goedkeuren('volledig'));
    return { world, id, before: world.gateway.calls.length };
  };

  it('take the place of those of the handleiding where they are active', async () => {
    const { world, id, before } = await prepared();
    await fetch(world, id, 2);
    const made = new Set(world.gateway.calls.slice(before));
    expect(TijdvakAanroep.options.filter((aanroep) => made.has(aanroep))).toEqual(TijdvakAanroep.options);
    for (const current of [
      'WageComponentFixed_GetCurrent',
      'WageComponentVar_GetCurrent',
      'BankAccount_GetListCurrent',
    ])
      expect(made).not.toContain(current);
    expect(made).toContain('Schedule_GetList');
    expect(made).not.toContain('Schedule_GetCurrent');
  });

  it.each([
    ['is switched off', OFF],
    ['has no access to the employee', { reden: 'geen-toegang', code: '2004' }],
    ['does not take the period', { reden: 'tijdvak-ongeldig', code: '2015' }],
    ['knows nothing', { reden: 'niet-gevonden', code: '2000' }],
  ] as const)('give way to the listed one, as of now, when one %s half-way', async (_why, refusal) => {
    const { world, id } = await prepared();
    world.nmbrs.weigeringen = { WageComponentVar_Get: refusal, BankAccount_GetList: refusal };
    await drain(world);
    expect(await uitwisselingOf(world, id)).toMatchObject({ resterend: 0 });
    for (const { peil, variabeleLooncomponenten, vasteLooncomponenten } of storedIn(world, id, 2)) {
      expect(peil).toEqual({
        ...peilenBy('2026-M12', PER_TIJDVAK),
        ...velden(['variabeleLooncomponenten', 'bankrekeningen'], nu('2026-M12')),
      });
      expect([variabeleLooncomponenten?.[0]?.waarde, vasteLooncomponenten?.[0]?.waarde]).toEqual(['202612', '202611']);
    }
  });

  it('give way when one holds up, for whom it holds up', async () => {
    const { world, id } = await prepared();
    const seen = timesAsked(world, 'BankAccount_GetList');
    world.nmbrs.haperingen = { BankAccount_GetList: seen + 1 };
    expect(await fetch(world, id, 2)).toBe('gedaan');
    expect(storedIn(world, id, 2).map(({ peil }) => peil.bankrekeningen)).toEqual([
      nu('2026-M12'),
      'tijdvak',
      'tijdvak',
    ]);
  });

  it.each([
    ['as what Nmbrs knows by now when Nmbrs is back', '2026-M10', nu('2026-M10')],
    ['as of the period when Nmbrs is beyond it', '2026-M12', 'tijdvak'],
  ] as const)('that give nothing are taken %s', async (_how, nmbrsIn, peil) => {
    const world = silentWorld();
    const id = await started(world, goedkeuren('volledig'));
    moveTo(world, nmbrsIn);
    await carriedOut(world, id);
    const { werknemers } = await setOf(world, id);
    const peilen = peilenBy(nmbrsIn, PER_TIJDVAK);
    const empty = velden(['vasteLooncomponenten', 'vasteUren', 'bankrekeningen', 'rooster'], peil);
    expect(werknemers.map((one) => one.peil)).toEqual([peilen, { ...peilen, ...empty }]);
  });

  it('that give nothing are taken as what Nmbrs knows by now when it was set back after the plan was made', async () => {
    const world = silentWorld();
    const id = await distributed(world, goedkeuren('verzuim'));
    moveTo(world, '2026-M10');
    await drain(world);
    const [, silent] = storedIn(world, id, 2).concat(storedIn(world, id, 3));
    expect(silent?.peil).toMatchObject(velden(['vasteUren', 'rooster'], nu('2026-M10')));
    expect(silent?.peil.variabeleUren).toBe('tijdvak');
  });

  it('that are refused because the login was shut stop the machine', async () => {
    const { world, id } = await prepared();
    world.nmbrs.weigeringen = { WageComponentVar_Get: { reden: 'inloggegevens-ongeldig', code: '1001' } };
    expect(await fetch(world, id, 2)).toBe('geweigerd');
    expect(world.verloop.hervat.get(token('verdeel'))).toMatchObject({ Error: 'Refused.inloggegevens-ongeldig' });
    expect(world.opslag.objecten.has(deelKey(id, 2))).toBe(false);
  });

  it('with the listed one off as well are a refusal: nobody is delivered without the data', async () => {
    const { world, id } = await prepared();
    world.nmbrs.weigeringen = { WageComponentVar_Get: OFF, WageComponentVar_GetCurrent: OFF };
    expect(await fetch(world, id, 2)).toBe('geweigerd');
    expect(world.verloop.hervat.get(token('verdeel'))).toMatchObject({
      Error: 'Refused.recht-niet-actief.WageComponentVar_GetCurrent',
    });
  });
});

describe('the hours of a period', () => {
  const hoursWith = async (perTijdvak: readonly TijdvakAanroep[], step: (world: World) => void = () => undefined) => {
    const world = changingWorld({ bedrijfsbreed: [], perTijdvak });
    const id = await started(world, goedkeuren('verzuim'));
    step(world);
    await carriedOut(world, id);
    const { werknemers } = await setOf(world, id);
    return werknemers.map(({ peil, vasteUren, variabeleUren }) => ({
      ...{ vast: [vasteUren?.[0]?.uren, peil.vasteUren] },
      ...{ variabel: [variabeleUren?.[0]?.uren, peil.variabeleUren] },
    }));
  };
  const none = [undefined, undefined];
  const those = ['202611', 'tijdvak'];

  it.each([
    ['neither', [], { vast: none, variabel: none }],
    ['the variable ones', ['HourComponentVar_Get'], { vast: none, variabel: those }],
    ['the fixed ones', ['HourComponentFixed_Get'], { vast: those, variabel: none }],
    ['both', ['HourComponentFixed_Get', 'HourComponentVar_Get'], { vast: those, variabel: those }],
  ] as const)('are there only where a call for them is active: %s', async (_name, perTijdvak, expected) => {
    expect(await hoursWith(perTijdvak)).toEqual([expected, expected]);
  });

  it('are absent, and not empty, when their call was switched off after the plan', async () => {
    const world = changingWorld(PER_TIJDVAK);
    const id = await distributed(world, goedkeuren('verzuim'));
    world.nmbrs.perTijdvak = ['HourComponentFixed_Get'];
    await drain(world);
    for (const regel of [...storedIn(world, id, 2), ...storedIn(world, id, 3)]) {
      expect(regel).not.toHaveProperty('variabeleUren');
      expect(regel.peil).toEqual({
        ...velden(['persoon', 'contracten'], nu('2026-M12')),
        rooster: 'tijdvak',
        vasteUren: 'tijdvak',
      });
    }
  });

  it('are asked for in every profile, and noted with the exchange', async () => {
    const world = changingWorld(PER_TIJDVAK);
    const id = await distributed(world, goedkeuren('verzuim'));
    const delen = await world.registratie.listDelen(id);
    expect(delen.at(-1)?.deel).toMatchObject({ groepen: ['persoon', 'contract', 'rooster', 'uren'] });
    expect((await world.registratie.listAudit(ID)).at(-1)?.waarom).toContain('2 per tijdvak');
  });
});
