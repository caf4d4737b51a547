import { describe, expect, it } from 'vitest';
import { Bulkaccount } from '../../../core/aanmelding/bulk.ts';
import { HUIDIGE_TEKSTVERSIE } from '../../../core/aanmelding/machtiging.ts';
import { type Bulkrij, submitBulk } from '../../../core/aanvraag/submit-bulk.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { Defect, Transient } from '../../../core/errors.ts';
import { IdempotentieSleutel } from '../../../core/invoer/idempotentie.ts';
import { TOKEN, withField } from '../aanmeldformulier.ts';
import { ACCOUNT, bulkwerkgever } from '../bulk.ts';
import { crashEverywhere } from '../crash-matrix.ts';
import { aanmeldingOf } from '../way.ts';
import { createWorld, KANTOORSLEUTEL, type World } from '../world.ts';

const account = Bulkaccount.parse(ACCOUNT);
const KEY = IdempotentieSleutel.parse('bulk-sleutel-0001');
const rows = (count: number): Bulkrij[] =>
  Array.from({ length: count }, (_, index) => ({ rij: index + 1, invoer: bulkwerkgever(index + 1) }));

async function submit(world: World, rijen: readonly Bulkrij[], sleutel?: IdempotentieSleutel, hasTime = () => true) {
  const outcomes = await submitBulk(world, { account, rijen, sleutel, bewijs: KANTOORSLEUTEL }, hasTime);
  if (typeof outcomes === 'string') throw new Error(`nothing was taken in: ${outcomes}`);
  return outcomes;
}

const told = (outcomes: readonly { readonly uitkomst: string }[]) => outcomes.map(({ uitkomst }) => uitkomst);

describe('a bulk sign-up', () => {
  it('signs up each werkgever, each with a capability of its own', async () => {
    const world = createWorld();
    const outcomes = await submit(world, rows(20));
    expect(outcomes.map(({ rij }) => rij)).toEqual(rows(20).map(({ rij }) => rij));
    const capabilities = outcomes.map((one) => (one.uitkomst === 'ontvangen' ? one.capability : undefined));
    expect(new Set(capabilities).size).toBe(20);
    expect(capabilities).not.toContain(undefined);
    expect([world.kluis.geheimen.size, world.verloop.realisaties.size]).toEqual([20, 20]);
    for (const one of outcomes) {
      if (one.uitkomst !== 'ontvangen') continue;
      const stored = await aanmeldingOf(world, one.aanmeldingId);
      expect(stored.gegevens).toMatchObject({
        accountSoort: 'overkoepelend',
        salarispakket: 'Nmbrs',
        salarisverwerker: ACCOUNT.salarisverwerker,
        werkgever: { raamwerkcontractnummer: `RC-${50_000 + one.rij}` },
        nmbrs: { domein: 'duinzicht', bedrijfsnaam: 'Bakkerij  Zonnedauw B.V.' },
      });
    }
  });

  it('declares once, in its account, that every werkgever gave a machtiging', async () => {
    const world = createWorld();
    const machtiging = { tekstversie: HUIDIGE_TEKSTVERSIE, namens: 'Luna Ster' };
    const declaring = Bulkaccount.parse({ ...ACCOUNT, machtiging });
    const outcomes = await submitBulk(
      world,
      { account: declaring, rijen: rows(3), bewijs: KANTOORSLEUTEL },
      () => true,
    );
    if (typeof outcomes === 'string') throw new Error(outcomes);
    const ids = outcomes.flatMap((one) => (one.uitkomst === 'ontvangen' ? [one.aanmeldingId] : []));
    expect(ids).toHaveLength(3);
    for (const id of ids) {
      expect((await aanmeldingOf(world, id)).gegevens.machtiging).toEqual({
        tekstversie: HUIDIGE_TEKSTVERSIE,
        verklaardOp: world.klok.now(),
        door: { ...ACCOUNT.salarisverwerker, namens: 'Luna Ster' },
      });
      expect(await world.registratie.listAudit(id)).toMatchObject([
        { waarom: `machtigingstekst ${HUIDIGE_TEKSTVERSIE}` },
      ]);
    }
  });

  it('goes on past faulty rows, and names their faults as those of a single sign-up', async () => {
    const world = createWorld();
    const faulty = [
      withField(bulkwerkgever(1), 'werkgever.loonheffingennummer', '123456789L01'),
      bulkwerkgever(2),
      withField(bulkwerkgever(3), 'accountSoort', 'per-debiteur'),
      null,
      withField(bulkwerkgever(5), 'nmbrs.domein', 'een-ander'),
    ];
    const outcomes = await submit(
      world,
      faulty.map((invoer, index) => ({ rij: index + 1, invoer })),
    );
    expect(outcomes).toMatchObject([
      { uitkomst: 'ongeldig', fouten: [{ veld: 'werkgever.loonheffingennummer', code: 'controlecijfer' }] },
      { uitkomst: 'ontvangen' },
      { uitkomst: 'ongeldig', fouten: [{ veld: 'accountSoort', code: 'onbekend-veld' }] },
      { uitkomst: 'ongeldig', fouten: [{ veld: '', code: 'verkeerde-vorm' }] },
      { uitkomst: 'ongeldig', fouten: [{ veld: 'nmbrs.domein', code: 'onbekend-veld' }] },
    ]);
    expect(world.verloop.realisaties.size).toBe(1);
  });

  it('takes the first of two rows with the same numbers', async () => {
    const again = withField(bulkwerkgever(1), 'werkgever.loonheffingennummer', ' 123456782 l01');
    const outcomes = await submit(createWorld(), [...rows(2), { rij: 3, invoer: again }]);
    expect(told(outcomes)).toEqual(['ontvangen', 'ontvangen', 'al-aangemeld']);
  });

  it('sent again without a key touches neither token nor queue of what passed its controle', async () => {
    const world = createWorld();
    for (const row of await submit(world, rows(3)))
      if ('aanmeldingId' in row) await verifyAanmelding(world, row.aanmeldingId);
    expect(told(await submit(world, rows(4)))).toEqual([...Array(3).fill('al-aangemeld'), 'ontvangen']);
    expect([world.kluis.geheimen.size, world.nazorg.gevraagd.length]).toEqual([4, 4]);
  });

  it('sent again with the same key has the same answer, capabilities included', async () => {
    const world = createWorld();
    const first = await submit(world, rows(5), KEY);
    expect(told(first)).toEqual(Array(5).fill('ontvangen'));
    expect(await submit(world, rows(5), KEY)).toEqual(first);
    expect([world.kluis.geheimen.size, world.nazorg.gevraagd.length]).toEqual([5, 5]);
  });

  it('with another content under the same key is refused', async () => {
    const world = createWorld();
    await submit(world, rows(2), KEY);
    const other = await submitBulk(world, { account, rijen: rows(3), sleutel: KEY }, () => true);
    expect(other).toBe('sleutel-hergebruikt');
    expect(world.verloop.realisaties.size).toBe(2);
  });

  it('stops in time, and goes on where it was when it is sent again', async () => {
    const world = createWorld();
    let left = 3;
    const hasTime = () => {
      left -= 1;
      return left >= 0;
    };
    const first = await submit(world, rows(10), KEY, hasTime);
    expect(told(first).sort()).toEqual([...Array(7).fill('niet-verwerkt'), ...Array(3).fill('ontvangen')]);
    const second = await submit(world, rows(10), KEY);
    expect(told(second)).toEqual(Array(10).fill('ontvangen'));
    const kept = first.filter(({ uitkomst }) => uitkomst === 'ontvangen');
    expect(second).toEqual(expect.arrayContaining(kept));
  });

  const failingFor = (world: World, contract: string, error: Error): World => ({
    ...world,
    registratie: {
      ...world.registratie,
      registerAanmelding: async (aanmelding, regel) => {
        if (aanmelding.gegevens.werkgever.raamwerkcontractnummer === contract) throw error;
        return world.registratie.registerAanmelding(aanmelding, regel);
      },
    },
  });

  it.each([
    new Transient({ code: 'tabel-weg', message: 'throttled' }),
    new Defect({ code: 'geen-recht', message: 'denied' }),
  ])('tells which row met a $name, in the log too, and takes the others', async (error) => {
    const world = failingFor(createWorld(), 'RC-50002', error);
    expect(told(await submit(world, rows(3)))).toEqual(['ontvangen', 'niet-verwerkt', 'ontvangen']);
    expect(world.logboek.lines).toMatchObject([
      { level: 'error', code: 'bulk.rij-mislukt', fout: error.name, foutcode: error.code },
    ]);
  });

  it('fails as a whole when a defect lets no row in', async () => {
    const world = createWorld();
    const denied = new Defect({ code: 'geen-recht', message: 'denied' });
    const kluis = { ...world.kluis, storeCandidate: () => Promise.reject(denied) };
    await expect(submit({ ...world, kluis }, rows(3))).rejects.toBe(denied);
  });

  it('never tells the token', async () => {
    const world = createWorld();
    const outcomes = await submit(world, [...rows(2), { rij: 3, invoer: { apiToken: TOKEN } }], KEY);
    expect(JSON.stringify([outcomes, world.logboek.lines])).not.toContain(TOKEN);
  });

  it('that was cut off anywhere is finished by sending it again with its key', async () => {
    const { afterCrash, undisturbed } = await crashEverywhere({
      prepare: async () => createWorld(),
      step: (world) => submit(world, rows(2), KEY),
      endState: async (world) => {
        const outcomes = await submit(world, rows(2), KEY);
        return [outcomes, world.kluis.geheimen, world.verloop.realisaties];
      },
    });
    for (const [point, state] of afterCrash) {
      if (point !== 'before 1 registratie.claimIdempotentie') expect(state, point).toEqual(undisturbed);
    }
  });
});
