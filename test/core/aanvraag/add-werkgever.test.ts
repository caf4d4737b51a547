import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../../adapters/lambda/problem.ts';
import { createMemoryLogboek } from '../../../adapters/memory/logboek.ts';
import { HUIDIGE_TEKSTVERSIE } from '../../../core/aanmelding/machtiging.ts';
import { addWerkgever, Werkgeverformulier } from '../../../core/aanvraag/add-werkgever.ts';
import { decideAanmelding } from '../../../core/akkoord/decide-aanmelding.ts';
import { verifyAanmelding } from '../../../core/controle/verify-aanmelding.ts';
import { type AanmeldingId, BedrijfId, koppelingIdOf } from '../../../core/ids.ts';
import { IdempotentieSleutel } from '../../../core/invoer/idempotentie.ts';
import { realiseKoppeling } from '../../../core/koppeling/realise-koppeling.ts';
import { createHandler } from '../../../functions/add-werkgever/handler.ts';
import { jsonEvent } from '../../adapters/lambda/http-event.ts';
import { wachtend } from '../../contracts/voorbeelden.ts';
import { GOOD_FORM, TOKEN } from '../aanmeldformulier.ts';
import {
  aanmeldingOf,
  afwijzen,
  approved,
  auditOf,
  goedkeuren,
  realised,
  submitted,
  verified,
  waitingForAkkoord,
  waitingForHerstel,
} from '../way.ts';
import { bedrijf, company, createWorld, inloggegevens, type World } from '../world.ts';

const WINKEL = {
  werkgever: {
    bedrijfsnaam: 'Winkel Zonnedauw',
    raamwerkcontractnummer: 'RC-20002',
    loonheffingennummer: '001234560L01',
  },
  nmbrs: { bedrijfsnaam: 'Winkel' },
  dga: [],
  verloning: 'maandelijks',
  dertiendeMaand: true,
};
const formulier = Werkgeverformulier.parse(WINKEL);
const SLEUTEL = IdempotentieSleutel.parse('sleutel-van-de-werkgever');
const BEWIJS = 'capability-00000000000000000000000000000001';

const createOffice = () =>
  createWorld({
    bedrijven: [
      company(),
      company({ bedrijf: bedrijf({ bedrijfId: BedrijfId.parse(4412), nummer: 2, naam: 'Winkel' }) }),
    ],
  });

const add = async (world: World, from: AanmeldingId, over: Partial<Parameters<typeof addWerkgever>[2]> = {}) =>
  addWerkgever(world, await aanmeldingOf(world, from), { formulier, bewijs: BEWIJS, sleutel: undefined, ...over });

async function added(world: World, from: AanmeldingId, over: Partial<Parameters<typeof addWerkgever>[2]> = {}) {
  const outcome = await add(world, from, over);
  if (outcome.uitkomst !== 'ontvangen') throw new Error(outcome.uitkomst);
  return outcome;
}

const koppeling = async (world: World) => (await realised(world, goedkeuren('verzuim'))).aanmeldingId;

describe('another werkgever of an account', () => {
  it.each([
    ['waits for an akkoord', (world: World) => waitingForAkkoord(world)],
    ['is approved', (world: World) => approved(world)],
    ['is realised', koppeling],
  ])('comes in with the login of one that %s', async (_state, step) => {
    const world = createOffice();
    const from = await step(world);
    const { aanmeldingId } = await added(world, from);
    const { gegevens, ...rest } = await aanmeldingOf(world, aanmeldingId);
    expect(rest).toMatchObject({ status: 'ontvangen', inloggegevensRef: world.kluis.candidateRef(aanmeldingId) });
    const { apiToken: _token, ...nmbrs } = GOOD_FORM.nmbrs;
    expect(gegevens).toEqual({
      ...formulier,
      accountSoort: 'overkoepelend',
      salarispakket: 'Nmbrs',
      salarisverwerker: GOOD_FORM.salarisverwerker,
      nmbrs: { ...nmbrs, bedrijfsnaam: 'Winkel' },
      machtiging: {
        tekstversie: HUIDIGE_TEKSTVERSIE,
        verklaardOp: world.klok.now(),
        door: GOOD_FORM.salarisverwerker,
      },
    });
    expect(await world.kluis.readCandidate(aanmeldingId)).toEqual(inloggegevens());
    expect((await world.registratie.listAudit(aanmeldingId))[0]?.waarom).toBe(
      `machtigingstekst ${HUIDIGE_TEKSTVERSIE}, met de login van ${from}`,
    );
  });

  it('is checked, approved and realised as any other, and then shares the login', async () => {
    const world = createOffice();
    await koppeling(world);
    const { aanmeldingId } = await added(world, await koppelingId(world));
    expect(await verifyAanmelding(world, aanmeldingId)).toBe('akkoord-vragen');
    const besluit = { aanmeldingId, formulier: goedkeuren('verzuim'), beoordelaar: 'beoordelaar-1' };
    await decideAanmelding(world, besluit);
    expect(await realiseKoppeling(world, aanmeldingId)).toBe('gerealiseerd');
    const account = world.kluis.accountRef(inloggegevens());
    expect((await world.registratie.listKoppelingenVan(account)).map(({ bedrijfId }) => bedrijfId)).toEqual([
      4411, 4412,
    ]);
  });

  it('comes in with the login that lies with the one while its realisatie comes to its end', async () => {
    const world = createOffice();
    const from = await koppeling(world);
    await world.kluis.storeCandidate(from, inloggegevens('een-nieuwere-token-0123'));
    const { aanmeldingId } = await added(world, from);
    expect(await world.kluis.readCandidate(aanmeldingId)).toEqual(inloggegevens('een-nieuwere-token-0123'));
  });

  it.each([
    ['has not been checked', (world: World) => submitted(world)],
    ['needs herstel', (world: World) => waitingForHerstel(world)],
    [
      'is rejected',
      async (world: World) => {
        const aanmeldingId = await verified(world);
        await decideAanmelding(world, { aanmeldingId, formulier: afwijzen(), beoordelaar: 'beoordelaar-1' });
        return aanmeldingId;
      },
    ],
  ])('cannot come in with the login of one that %s', async (_state, step) => {
    const world = createOffice();
    expect(await add(world, await step(world))).toEqual({ uitkomst: 'geen-login' });
  });

  it('cannot come in before the address is confirmed', async () => {
    const toevoeging = { formulier, bewijs: BEWIJS, sleutel: undefined };
    expect(await addWerkgever(createOffice(), wachtend(), toevoeging)).toEqual({ uitkomst: 'onbevestigd' });
  });

  it.each([
    ['onderbroken', 'token-nodig'],
    ['gestopt', 'token-nodig'],
    ['gepauzeerd', 'ontvangen'],
  ] as const)('of a koppeling that is %s: %s', async (status, uitkomst) => {
    const world = createOffice();
    const from = await koppeling(world);
    const found = await world.registratie.findKoppeling(koppelingIdOf(from));
    if (found === undefined || found.status === 'gewist') throw new Error('no koppeling');
    const regel = { aanmeldingId: from, op: world.klok.now(), wie: 'systeem', wat: 'test.gebeurd' };
    await world.registratie.replaceKoppeling({ ...found, versie: found.versie + 1, status }, regel);
    expect(await add(world, from)).toMatchObject({ uitkomst });
  });

  it('whose numbers are taken is refused, and its request stays so', async () => {
    const world = createOffice();
    const from = await koppeling(world);
    const { aanmeldingId } = await added(world, from);
    await verifyAanmelding(world, aanmeldingId);
    expect(await add(world, from)).toEqual({ uitkomst: 'bezet' });
    expect(await add(world, from, { sleutel: SLEUTEL })).toEqual({ uitkomst: 'bezet' });
    expect(await add(world, from, { sleutel: SLEUTEL })).toEqual({ uitkomst: 'bezet' });
  });
});

const koppelingId = async (world: World) => {
  const [first] = (await world.registratie.listAanmeldingen({ status: 'gerealiseerd', aantal: 1 })).aanmeldingen;
  if (first === undefined) throw new Error('nothing is realised');
  return first.aanmeldingId;
};

describe('a request for another werkgever that is sent again', () => {
  it('gets the same answer, also when the token died in between, and signs up once', async () => {
    const world = createOffice();
    const from = await koppeling(world);
    const first = await added(world, from, { sleutel: SLEUTEL });
    await world.kluis.eraseAccount(world.kluis.accountRef(inloggegevens()));
    expect(await add(world, from, { sleutel: SLEUTEL })).toEqual(first);
    expect(await auditOf(world, first.aanmeldingId)).toEqual(['aanmelding.ontvangen']);
    expect(await add(world, from)).toEqual({ uitkomst: 'token-nodig' });
  });

  it('is another one with another form, another code, or of another aanmelding', async () => {
    const world = createOffice();
    const from = await koppeling(world);
    await added(world, from, { sleutel: SLEUTEL });
    const other = Werkgeverformulier.parse({ ...WINKEL, dertiendeMaand: false });
    for (const over of [{ formulier: other }, { bewijs: 'een-andere-code' }]) {
      expect(await add(world, from, { sleutel: SLEUTEL, ...over })).toEqual({ uitkomst: 'sleutel-hergebruikt' });
    }
  });
});

describe('POST /aanmeldingen/{aanmeldingId}/werkgevers', () => {
  const bodyOf = ({ body = '' }: HttpAnswer) => JSON.parse(body);
  const routeOf = (world: World) => {
    const logboek = createMemoryLogboek();
    return { logboek, post: createHandler({ ...world, logboek }) };
  };
  const event = (aanmeldingId: string, body: unknown = WINKEL, bearer = BEWIJS) =>
    jsonEvent(body, { aanmeldingId, headers: { authorization: `Bearer ${bearer}` } });

  it('answers as a sign-up does, and says nothing of the token', async () => {
    const world = createOffice();
    const from = await koppeling(world);
    const { post, logboek } = routeOf(world);
    const answer = await post(event(from));
    const { aanmeldingId, capability, ...rest } = bodyOf(answer);
    expect([answer.statusCode, answer.headers?.location]).toEqual([202, `/aanmeldingen/${aanmeldingId}`]);
    expect(rest).toEqual({
      status: 'ontvangen',
      statusUrl: `https://api.salariskoppeling.example/aanmeldingen/${aanmeldingId}`,
      watNu: 'Wij controleren uw aanmelding bij Nmbrs. U krijgt een e-mail met de uitkomst.',
      waarschuwingen: [],
    });
    const made = await aanmeldingOf(world, aanmeldingId);
    expect(world.identiteit.matches(capability, made.capabilityHash)).toBe(true);
    expect(JSON.stringify([answer, logboek])).not.toContain(TOKEN);
  });

  it.each([
    ['another capability', 404, 'niet-gevonden', 'capability-00000000000000000000000000000009', WINKEL],
    ['a token in the form', 400, 'ongeldige-gegevens', BEWIJS, { ...WINKEL, nmbrs: { ...GOOD_FORM.nmbrs } }],
    ['an office in the form', 400, 'ongeldige-gegevens', BEWIJS, { ...WINKEL, salarisverwerker: {} }],
  ])('is refused with %s: %i', async (_what, status, code, bearer, body) => {
    const world = createOffice();
    const answer = await routeOf(world).post(event(await koppeling(world), body, bearer));
    expect([answer.statusCode, bodyOf(answer).code]).toEqual([status, code]);
    expect((await world.registratie.listAanmeldingen({ status: 'ontvangen', aantal: 5 })).aanmeldingen).toEqual([]);
  });

  it.each([
    ['has not been checked', 'geen-login-om-te-delen', (world: World) => submitted(world)],
    [
      'lost its login',
      'eerst-nieuwe-token',
      async (world: World) => {
        const from = await koppeling(world);
        await world.kluis.eraseAccount(world.kluis.accountRef(inloggegevens()));
        return from;
      },
    ],
  ])('is refused for one that %s: %s', async (_what, code, step) => {
    const world = createOffice();
    const answer = await routeOf(world).post(event(await step(world)));
    expect([answer.statusCode, bodyOf(answer).code]).toEqual([409, code]);
  });
});
