import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../../adapters/lambda/problem.ts';
import { createMemoryLogboek } from '../../../adapters/memory/logboek.ts';
import { BesluitFormulier } from '../../../core/aanmelding/besluit.ts';
import { signOffAanmelding } from '../../../core/afmelding/sign-off-aanmelding.ts';
import { decideAanmelding } from '../../../core/akkoord/decide-aanmelding.ts';
import { findZelfdeBedrijf } from '../../../core/controle/find-zelfde-bedrijf.ts';
import { type AanmeldingId, BedrijfId } from '../../../core/ids.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import type { Dekkingsprofiel } from '../../../core/nmbrs/dekkingsprofiel.ts';
import { listKoppelingen } from '../../../core/weergave/list-koppelingen.ts';
import { listWerkvoorraad } from '../../../core/weergave/list-werkvoorraad.ts';
import { createHandler as createDecideAanmelding } from '../../../functions/decide-aanmelding/handler.ts';
import { createHandler as createShowDossier } from '../../../functions/show-dossier/handler.ts';
import { createHandler as createShowKoppeling } from '../../../functions/show-koppeling/handler.ts';
import { createHandler as createShowVoorstel } from '../../../functions/show-voorstel/handler.ts';
import { httpEvent, jsonEvent } from '../../adapters/lambda/http-event.ts';
import { GOOD_FORM, withField } from '../aanmeldformulier.ts';
import { aanmeldingIn, aanmeldingOf, afwijzen, goedkeuren, verified } from '../way.ts';
import { bedrijf, company, createWorld, type World } from '../world.ts';

const OTHER_NUMBER = '001234560L01';
const REDEN = 'De bakkerij en de winkel staan bij Nmbrs in één bedrijf.';

/** The same company in Nmbrs under another contract, and this loonheffingennummer. */
const under = (contract: string, nummer = GOOD_FORM.werkgever.loonheffingennummer): unknown =>
  withField(
    withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', contract),
    'werkgever.loonheffingennummer',
    nummer,
  );

const metReden = (reden = REDEN, dekkingsprofiel: Dekkingsprofiel = 'verzuim') =>
  BesluitFormulier.parse({ ...goedkeuren(dekkingsprofiel), zelfdeBedrijf: { reden } });

const decide = (
  world: World,
  aanmeldingId: AanmeldingId,
  formulier: BesluitFormulier = goedkeuren('verzuim'),
  beoordelaar = 'beoordelaar-1',
) => decideAanmelding(world, { aanmeldingId, formulier, beoordelaar });

async function coupled(world: World, form: unknown = GOOD_FORM, formulier = goedkeuren('verzuim')) {
  const id = await verified(world, form);
  await decide(world, id, formulier);
  await realiseKoppeling(world, id);
  expect((await aanmeldingOf(world, id)).status).toBe('gerealiseerd');
  return id;
}

const zelfde = async (world: World, id: AanmeldingId) => findZelfdeBedrijf(world, await aanmeldingOf(world, id));

describe('a company in Nmbrs that is coupled', () => {
  it('once is nothing to tell', async () => {
    const world = createWorld();
    expect(await zelfde(world, await coupled(world))).toBeUndefined();
  });

  it('under another loonheffingennummer needs a reason, and names the contract', async () => {
    const world = createWorld();
    const first = await coupled(world);
    const second = await verified(world, under('RC-20002', OTHER_NUMBER));
    expect(await zelfde(world, second)).toEqual({
      tekst:
        'Dit Nmbrs-bedrijf is al gekoppeld onder contract RC-10001. Daar hoort een ander loonheffingennummer bij: controleer of dit wel het bedrijf van deze werkgever is. Goedkeuren kan alleen met een reden.',
      redenNodig: true,
      andere: [
        {
          aanmeldingId: first,
          status: 'gerealiseerd',
          raamwerkcontractnummer: 'RC-10001',
          anderLoonheffingennummer: true,
        },
      ],
    });
    expect(await zelfde(world, first)).toMatchObject({
      tekst: expect.stringContaining('Dit Nmbrs-bedrijf is ook aangemeld onder contract RC-20002.'),
    });
  });

  it('under a second and a third contract of the same number is told, and holds nothing', async () => {
    const world = createWorld();
    await coupled(world);
    await coupled(world, under('RC-20002'));
    const third = await verified(world, under('RC-30003'));
    expect(await zelfde(world, third)).toMatchObject({
      tekst:
        'Dit Nmbrs-bedrijf is al gekoppeld onder de contracten RC-10001 en RC-20002. Het loonheffingennummer is hetzelfde.',
      redenNodig: false,
    });
    expect(await decide(world, third)).toMatchObject({ uitkomst: 'besloten' });
  });

  it('is another one in another environment, and beside another company', async () => {
    const world = createWorld();
    world.nmbrs.bedrijven = [
      company(),
      company({ bedrijf: bedrijf({ bedrijfId: BedrijfId.parse(4412), nummer: 2, naam: 'Winkel' }) }),
    ];
    const first = await coupled(world);
    const other = withField(under('RC-20002', OTHER_NUMBER), 'nmbrs.bedrijfsnaam', 'Winkel');
    expect(await zelfde(world, await verified(world, other))).toBeUndefined();
    expect(await zelfde(world, first)).toBeUndefined();
  });

  it.each([
    ['rejected', (world: World, id: AanmeldingId) => decide(world, id, afwijzen())],
    ['signed off', (world: World, aanmeldingId: AanmeldingId) => signOffAanmelding(world, aanmeldingId)],
  ])('blocks nobody once the other one is %s', async (_what, end) => {
    const world = createWorld();
    const first = await verified(world);
    const second = await verified(world, under('RC-20002', OTHER_NUMBER));
    expect(await zelfde(world, second)).toMatchObject({ redenNodig: true });
    await end(world, first);
    expect(await zelfde(world, second)).toBeUndefined();
    expect(await decide(world, second)).toMatchObject({ uitkomst: 'besloten' });
  });

  it('counts one that is listed as it is now', async () => {
    const world = createWorld();
    const first = await verified(world);
    const second = await verified(world, under('RC-20002', OTHER_NUMBER));
    await decide(world, first, afwijzen());
    const registratie = { ...world.registratie, listVanBedrijf: async () => [first, second] };
    expect(await findZelfdeBedrijf({ registratie }, await aanmeldingOf(world, second))).toBeUndefined();
  });
});

describe('an approval of a company with two loonheffingennummers', () => {
  async function held() {
    const world = createWorld();
    await coupled(world);
    return { world, id: await verified(world, under('RC-20002', OTHER_NUMBER)) };
  }

  it('is refused without a reason, and stores nothing', async () => {
    const { world, id } = await held();
    const before = await aanmeldingOf(world, id);
    expect(await decide(world, id)).toMatchObject({ uitkomst: 'bedrijf-al-gekoppeld' });
    expect(await aanmeldingOf(world, id)).toEqual(before);
  });

  it('may be rejected without one', async () => {
    const { world, id } = await held();
    expect(await decide(world, id, afwijzen())).toMatchObject({ uitkomst: 'besloten', status: 'afgewezen' });
  });

  it('goes on with one, which the trail keeps', async () => {
    const { world, id } = await held();
    expect(await decide(world, id, metReden())).toMatchObject({ uitkomst: 'besloten', status: 'goedgekeurd' });
    expect((await aanmeldingIn(world, id, 'goedgekeurd')).besluit.zelfdeBedrijf).toEqual({ reden: REDEN });
    expect((await world.registratie.listAudit(id)).at(-1)?.waarom).toBe(
      `dekkingsprofiel verzuim, huidig tijdvak mee, Nmbrs-bedrijf met een tweede loonheffingennummer: ${REDEN}`,
    );
  });

  it('is confirmed with the same reason only', async () => {
    const { world, id } = await held();
    expect(await decide(world, id, metReden(REDEN, 'wia'))).toMatchObject({ uitkomst: 'voorgesteld' });
    for (const other of [goedkeuren('wia'), metReden('Een andere reden.', 'wia')]) {
      expect(await decide(world, id, other, 'beoordelaar-2')).toEqual({ uitkomst: 'wijkt-af' });
    }
    const confirmed = await decide(world, id, metReden(REDEN, 'wia'), 'beoordelaar-2');
    expect(confirmed).toMatchObject({ uitkomst: 'besloten', status: 'goedgekeurd' });
  });

  it('drops a proposal of before the other one passed', async () => {
    const world = createWorld();
    const first = await verified(world);
    await decide(world, first, goedkeuren('wia'));
    await verified(world, under('RC-20002', OTHER_NUMBER));
    const confirming = await decide(world, first, goedkeuren('wia'), 'beoordelaar-2');
    expect(confirming).toMatchObject({ uitkomst: 'bedrijf-al-gekoppeld' });
    const anew = await decide(world, first, metReden(REDEN, 'wia'), 'beoordelaar-2');
    expect(anew).toMatchObject({ uitkomst: 'voorgesteld', voorgesteldDoor: 'beoordelaar-2' });
  });

  it('of both at the same moment is held against each other', async () => {
    const world = createWorld();
    const both = [await verified(world), await verified(world, under('RC-20002', OTHER_NUMBER))];
    const outcomes = await Promise.all(both.map((id) => decide(world, id)));
    expect(outcomes.map(({ uitkomst }) => uitkomst)).toEqual(['bedrijf-al-gekoppeld', 'bedrijf-al-gekoppeld']);
  });
});

describe('the staff', () => {
  const LEZEN = { claims: { sub: 'beoordelaar-1', rollen: ['beoordelaar'] } };
  const depsOf = (world: World) => ({
    ...world,
    ...{ logboek: createMemoryLogboek(), roleClaim: 'rollen', role: 'beoordelaar' },
  });
  const bodyOf = ({ body = '' }: HttpAnswer) => JSON.parse(body);

  it('sees it in the list, the dossier and the proposal, never with the number', async () => {
    const world = createWorld();
    await coupled(world);
    const id = await verified(world, under('RC-20002', OTHER_NUMBER));
    const deps = depsOf(world);
    const event = httpEvent({ method: 'GET', aanmeldingId: id, ...LEZEN });
    const answers = [
      bodyOf(await createShowDossier(deps)(event)),
      bodyOf(await createShowVoorstel(deps)(event)),
      ...(await listWerkvoorraad(world, { status: 'wacht-op-akkoord', aantal: 10 })).aanmeldingen,
    ];
    const expected = await zelfde(world, id);
    expect(answers.map(({ zelfdeBedrijf }) => zelfdeBedrijf)).toEqual([expected, expected, expected]);
    expect(JSON.stringify(answers)).not.toMatch(/1234567|0123456/);
  });

  it('is told at which field the reason is missing', async () => {
    const world = createWorld();
    await coupled(world);
    const aanmeldingId = await verified(world, under('RC-20002', OTHER_NUMBER));
    const event = jsonEvent(goedkeuren('verzuim'), { aanmeldingId, ...LEZEN });
    const answer = await createDecideAanmelding(depsOf(world))(event);
    expect(answer.statusCode).toBe(409);
    expect(bodyOf(answer)).toMatchObject({
      code: 'bedrijf-al-gekoppeld',
      fouten: [{ veld: 'zelfdeBedrijf.reden', code: 'ontbreekt', tekst: expect.stringContaining('contract RC-10001') }],
    });
  });

  it('sees two koppelingen that nobody gave a reason for, both, and none that somebody did', async () => {
    const world = createWorld();
    // Of before the akkoord looked: the second one's saw nobody.
    const blind = { ...world.registratie, listVanBedrijf: async () => [] };
    const first = await coupled(world);
    const second = await verified(world, under('RC-20002', OTHER_NUMBER));
    const besluit = { aanmeldingId: second, formulier: goedkeuren('verzuim'), beoordelaar: 'beoordelaar-1' };
    await decideAanmelding({ ...world, registratie: blind }, besluit);
    await realiseKoppeling(world, second);
    await coupled(world, under('RC-30003', '123456782L02'), metReden());
    const { koppelingen } = await listKoppelingen(world, { aandacht: true, aantal: 10 });
    const seen = koppelingen.map(({ aanmeldingId, watIsErMis }) => [aanmeldingId, watIsErMis?.code]);
    expect(seen).toEqual([
      [first, 'bedrijf-dubbel-gekoppeld'],
      [second, 'bedrijf-dubbel-gekoppeld'],
    ]);
    expect(koppelingen[0]?.watIsErMis?.tekst).toContain('ook gekoppeld onder contract RC-20002, met een ander');
    const koppelingId = first.replace('aan-', 'kop-');
    const one = await createShowKoppeling(depsOf(world))(httpEvent({ method: 'GET', koppelingId, ...LEZEN }));
    expect(bodyOf(one).watIsErMis).toEqual([koppelingen[0]?.watIsErMis]);
  });
});
