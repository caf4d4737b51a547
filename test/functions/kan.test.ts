import { describe, expect, it } from 'vitest';
import { sha256 } from '../../adapters/node/sha256.ts';
import { endKoppeling } from '../../core/afmelding/end-koppeling.ts';
import { signOffAanmelding } from '../../core/afmelding/sign-off-aanmelding.ts';
import { signOffKoppeling } from '../../core/afmelding/sign-off-koppeling.ts';
import { DossierActie, KantoorActie, KoppelingActie, UitwisselingActie } from '../../core/beheer/acties.ts';
import { expireAanmelding } from '../../core/controle/expire-aanmelding.ts';
import { Datum, Tijdstip } from '../../core/kalender/tijd.ts';
import { manifestKey } from '../../core/uitwisseling/levering.ts';
import { httpEvent, jsonEvent } from '../adapters/lambda/http-event.ts';
import { GOOD_FORM } from '../core/aanmeldformulier.ts';
import { NEW_TOKEN, signOffNow } from '../core/office.ts';
import { completed, overtaken, realised, running, waitingForAkkoord, waitingForHerstel } from '../core/way.ts';
import { createWorld, inloggegevens, type World } from '../core/world.ts';
import { inStatus, pausedTooLong, SITUATIONS } from './conversations/beheer.ts';
import { addressChanged, STATES, waiting, withdrawn } from './conversations/situations.ts';
import { ASKED, as, type Event, type Go, ID, IDS, type RouteName, routesOf, STAFF } from './conversations/talk.ts';

// Every document says what can be done, so that nobody who shows it has the rules twice. Here each request is made in every situation.

const ONE = '/aanmeldingen/{aanmeldingId}';
const KOPPELING = '/koppelingen/{koppelingId}';
/** What a reader of a delivery says when it has it. */
async function receipt(world: World): Promise<Event> {
  const found = await world.registratie.findUitwisseling(IDS.uitwisselingId);
  const manifest = found && (await world.opslag.get(manifestKey(found)));
  return jsonEvent({ manifestSha256: sha256(manifest ?? new Uint8Array()) }, STAFF);
}
const HELD: Go = async (world) => {
  await SITUATIONS.find(([name]) => name === 'held')?.[1](world);
};
const real: Go = (world) => realised(world);
const reden = 'De polis eindigt.';
const perJaareinde: Go = async (world) => {
  await realised(world);
  await signOffAanmelding(world, ID, { per: Datum.parse('2026-12-31') });
};

const MORE: readonly (readonly [string, Go])[] = [
  [
    'lapsed',
    async (world) => {
      await waitingForHerstel(world);
      await expireAanmelding(world, ID);
    },
  ],
  ['overtaken', overtaken],
  [
    'approved for hours',
    async (world) => {
      await STATES.find(([name]) => name === 'goedgekeurd')?.[1](world);
      world.klok.advance(2 * 3_600_000);
    },
  ],
  ['another address asked for', addressChanged],
  ...(['onderbroken', 'gepauzeerd'] as const).map((status) => [status, inStatus(status)] as const),
  ['paused past its date', pausedTooLong],
  ['signed off per today', waiting],
  ['signed off per the end of the year', perJaareinde],
  [
    'its last day is over',
    async (world) => {
      await completed(world);
      await signOffAanmelding(world, ID, { per: Datum.parse('2026-12-31') });
      world.klok.set(Tijdstip.parse('2027-01-01T09:00:00.000Z'));
    },
  ],
  [
    'signed off at once',
    async (world) => {
      await realised(world);
      await signOffAanmelding(world, ID, { direct: true });
      await endKoppeling(world, ID);
    },
  ],
  [
    'signed off and confirmed',
    async (world) => {
      await realised(world);
      await signOffNow(world, ID);
    },
  ],
  [
    'stopped while an exchange runs',
    async (world) => {
      await running(world);
      await signOffNow(world, ID, { direct: true });
      await endKoppeling(world, ID);
    },
  ],
  [
    'ended by a.s.r.',
    async (world) => {
      const { koppelingId } = await realised(world);
      await signOffKoppeling(world, { koppelingId, wens: {}, reden, beoordelaar: 'beoordelaar-1' });
    },
  ],
  [
    'its receipt confirmed',
    async (world) => {
      await completed(world);
      await asked(world, 'POST /uitwisselingen/{uitwisselingId}/ontvangst', await receipt(world));
    },
  ],
  [
    'held and released',
    async (world) => {
      await HELD(world);
      await asked(
        world,
        'POST /uitwisselingen/{uitwisselingId}/vrijgave',
        jsonEvent({ besluit: 'leveren', reden }, STAFF),
      );
    },
  ],
  [
    'its first period passed over',
    async (world) => {
      await realised(world);
      world.klok.set(Tijdstip.parse('2026-12-02T09:00:00.000Z'));
      await asked(world, `POST ${KOPPELING}/overslag`, jsonEvent({ tijdvak: '2026-M11', reden }, STAFF));
    },
  ],
  [
    'the last day of its period',
    async (world) => {
      await realised(world);
      world.klok.set(Tijdstip.parse('2026-11-30T09:00:00.000Z'));
    },
  ],
  ['withdrawn', withdrawn],
  ['exchanged', (world) => completed(world)],
  [
    'a month after its exchange',
    async (world) => {
      await completed(world);
      world.klok.set(Tijdstip.parse('2027-01-11T03:00:00.000Z'));
    },
  ],
];

/** The same request once more, of which the first came before. */
async function asked(world: World, route: RouteName, event: Event): Promise<void> {
  const { statusCode = 0 } = await routesOf(world)[route](event);
  if (statusCode >= 300) throw new Error(`${route} answered ${statusCode}`);
}

const ALL: readonly (readonly [string, Go])[] = [...STATES, ...SITUATIONS, ...MORE];

/** The documents that say what can be done. */
const DOCUMENTS = {
  status: ['GET /aanmeldingen/{aanmeldingId}', ASKED],
  dossier: ['GET /werkvoorraad/{aanmeldingId}', STAFF],
  koppeling: ['GET /koppelingen/{koppelingId}', STAFF],
  uitwisseling: ['GET /uitwisselingen/{uitwisselingId}', STAFF],
} as const;
type Document = keyof typeof DOCUMENTS;

/** A request, and what a document calls it; of another state it may be called otherwise. */
interface Asking {
  readonly document: Document;
  readonly acties: readonly string[];
  readonly route: RouteName;
  readonly event: (world: World) => Promise<Event> | Event;
}

const asking = (document: Document, acties: readonly string[], route: RouteName, event: Asking['event']): Asking => ({
  document,
  acties,
  route,
  event,
});
const sent = (body: unknown, by: Parameters<typeof httpEvent>[0]) => () => jsonEvent(body, by);
const bare =
  (method: string, query: Readonly<Record<string, string>> = {}) =>
  () =>
    httpEvent({ ...ASKED, method, query });

const { werkgever, nmbrs, dga, verloning, dertiendeMaand, salarisverwerker } = GOOD_FORM;
const ERBIJ = {
  ...{ dga, verloning, dertiendeMaand, nmbrs: { bedrijfsnaam: nmbrs.bedrijfsnaam } },
  werkgever: { ...werkgever, raamwerkcontractnummer: 'RC-20002' },
};
/** The code of the last mail of this kind. */
const mailed = (soort: string) => (world: World) => {
  const index = world.post.sleutels.findLastIndex((sleutel) => sleutel.soort === soort);
  const text = JSON.stringify(world.post.verzonden[index]?.blokken ?? '');
  const code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(text)?.[0] ?? '00000-00000-00000-00000';
  return jsonEvent({ code }, { aanmeldingId: ID });
};
const next = async (world: World): Promise<string> => {
  const koppeling = await world.registratie.findKoppeling(IDS.koppelingId);
  return koppeling === undefined || koppeling.status === 'gewist' ? '2026-M11' : koppeling.volgende.tijdvakId;
};

const ASKINGS: readonly Asking[] = [
  asking('status', ['bevestigen'], `POST ${ONE}/bevestiging`, mailed('bevestig-adres')),
  asking(
    'status',
    ['adres-verbeteren', 'verbeteren', 'wijzigen'],
    `PATCH ${ONE}`,
    sent({ salarisverwerker: { ...salarisverwerker, email: 'post@duinzicht.example' } }, ASKED),
  ),
  asking('status', ['verbeteren', 'wijzigen'], `PATCH ${ONE}`, sent({ dertiendeMaand: true }, ASKED)),
  asking('status', ['verbeteren'], `PATCH ${ONE}`, sent({ nmbrs: { bedrijfsnaam: 'Anders B.V.' } }, ASKED)),
  asking('status', ['hercontrole'], `POST ${ONE}/hercontrole`, bare('POST')),
  asking('status', ['werkgever-erbij'], `POST ${ONE}/werkgevers`, sent(ERBIJ, ASKED)),
  asking('status', ['afmelden', 'wissen'], `DELETE ${ONE}`, bare('DELETE')),
  asking('status', ['afmelden', 'direct-afmelden', 'wissen'], `DELETE ${ONE}`, bare('DELETE', { direct: 'ja' })),
  asking('status', ['afmelding-bevestigen'], `POST ${ONE}/afmelding/bevestiging`, mailed('afmelding-ontvangen')),
  asking('status', ['afmelding-intrekken'], `DELETE ${ONE}/afmelding`, bare('DELETE')),
  asking('status', ['toegang-vervangen'], `POST ${ONE}/capability`, bare('POST')),

  asking(
    'dossier',
    ['goedkeuren'],
    `POST ${ONE}/besluit`,
    sent({ besluit: 'goedkeuren', dekkingsprofiel: 'wia', huidigTijdvakMeenemen: true }, as('beoordelaar-2')),
  ),
  asking('dossier', ['afwijzen'], `POST ${ONE}/besluit`, sent({ besluit: 'afwijzen', reden }, as('beoordelaar-3'))),
  asking('dossier', ['toegang-geven'], `POST ${ONE}/nieuwe-toegang`, sent({ reden }, STAFF)),
  asking('dossier', ['stand-mailen'], `POST ${ONE}/stand`, sent({ reden }, STAFF)),
  asking('dossier', ['wissen'], `POST ${ONE}/wissing`, sent({ reden }, STAFF)),

  asking('koppeling', ['pauzeren'], `POST ${KOPPELING}/pauze`, sent({ reden }, STAFF)),
  asking('koppeling', ['hervatten'], `POST ${KOPPELING}/hervatting`, sent({ reden }, STAFF)),
  asking('koppeling', ['opnieuw-ophalen'], `POST ${KOPPELING}/uitwisselingen`, sent({ van: '2026-M11', reden }, STAFF)),
  asking('koppeling', ['overslaan'], `POST ${KOPPELING}/overslag`, async (world) =>
    jsonEvent({ tijdvak: await next(world), reden }, STAFF),
  ),
  asking(
    'koppeling',
    ['verloning-wijzigen'],
    `POST ${KOPPELING}/verloning`,
    sent({ verloning: 'vierwekelijks', vanafJaar: 2028, reden }, STAFF),
  ),
  asking('koppeling', ['wijzigen'], `POST ${KOPPELING}/wijziging`, sent({ dertiendeMaand: true, reden }, STAFF)),
  asking(
    'koppeling',
    ['dekkingsprofiel-wijzigen'],
    `POST ${KOPPELING}/wijziging`,
    sent({ dekkingsprofiel: 'verzuim', reden }, STAFF),
  ),
  asking('koppeling', ['beeindigen'], `POST ${KOPPELING}/beeindiging`, sent({ reden }, STAFF)),
  asking(
    'koppeling',
    ['beeindigen', 'direct-beeindigen'],
    `POST ${KOPPELING}/beeindiging`,
    sent({ direct: true, reden }, STAFF),
  ),
  asking('koppeling', ['beeindiging-intrekken'], `POST ${KOPPELING}/beeindiging/intrekking`, sent({ reden }, STAFF)),

  asking(
    'uitwisseling',
    ['vrijgeven'],
    'POST /uitwisselingen/{uitwisselingId}/vrijgave',
    sent({ besluit: 'leveren', reden }, STAFF),
  ),
  asking('uitwisseling', ['ontvangst-bevestigen'], 'POST /uitwisselingen/{uitwisselingId}/ontvangst', receipt),
  // The last: for it Nmbrs takes another token from then on.
  asking('status', ['token'], `PUT ${ONE}/token`, (world) => {
    world.nmbrs.inloggegevens = inloggegevens(NEW_TOKEN);
    return jsonEvent({ apiToken: NEW_TOKEN }, ASKED);
  }),
];

interface Seen {
  readonly kan: readonly string[];
  readonly tot?: string;
}

async function seen(world: World, document: Document): Promise<Seen> {
  const [route, request] = DOCUMENTS[document];
  const { statusCode = 0, body = '' } = await routesOf(world)[route](httpEvent({ ...request, method: 'GET' }));
  return statusCode === 200 ? JSON.parse(body) : { kan: [] };
}

/** What is written elsewhere: of the other werkgever, or of the request that waits for its confirmation. */
const ELSEWHERE = ['werkgever-erbij', 'adres-verbeteren'];

/** What is written of it; a request that only repeats one of before leaves it alone. */
const written = async ({ registratie }: World) => (await registratie.listAudit(ID)).length;

/** Each request in this situation, and those of which the document said otherwise. A world that a refusal left alone serves for the next. */
async function mismatchesIn(before: Go): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let world: World | undefined;
  for (const { document, acties, route, event } of ASKINGS) {
    world ??= await worldAfter(before);
    const { kan } = await seen(world, document);
    const isSaid = acties.some((actie) => kan.includes(actie));
    const request = await event(world);
    const count = await written(world);
    const { statusCode = 0, body } = await routesOf(world)[route](request);
    const hasWritten = (await written(world)) > count;
    const isDone = statusCode < 300 && (hasWritten || (isSaid && acties.some((actie) => ELSEWHERE.includes(actie))));
    if (isSaid !== isDone) found.push({ route, acties, kan, statusCode, body });
    if (statusCode < 300 || hasWritten) world = undefined;
  }
  return found;
}

async function worldAfter(before: Go): Promise<World> {
  const world = createWorld();
  await before(world);
  return world;
}

describe('what a document says that can be done', () => {
  it.each(ALL)('is what the API takes, and nothing else is: %s', async (_name, before) => {
    expect(await mismatchesIn(before)).toEqual([]);
  });

  it('is each of these somewhere, so that nothing is looked for in vain', async () => {
    const found = new Set<string>();
    for (const [, before] of ALL) {
      const world = await worldAfter(before);
      for (const document of ['status', 'dossier', 'koppeling', 'uitwisseling'] as const)
        for (const actie of (await seen(world, document)).kan) found.add(`${document} ${actie}`);
    }
    const meant = Object.entries({
      status: KantoorActie.options,
      dossier: DossierActie.options,
      koppeling: KoppelingActie.options,
      uitwisseling: UitwisselingActie.options,
    }).flatMap(([document, acties]) => acties.map((actie) => `${document} ${actie}`));
    expect([...found].sort()).toEqual(meant.sort());
  });
});

describe('until when it says that something can be done', () => {
  const totIn = async (before: Go, document: Document) => {
    return (await seen(await worldAfter(before), document)).tot;
  };

  it.each([
    ['what was never confirmed is erased after seven days', STATES[0]?.[1], 'status', '2026-11-30'],
    ['herstel is waited for 30 days', waitingForHerstel, 'status', '2026-12-24'],
    ['an akkoord is waited for 30 days', waitingForAkkoord, 'dossier', '2026-12-24'],
    ['nothing of the office is over by itself while a.s.r. decides', waitingForAkkoord, 'status', undefined],
    ['an afmelding can be withdrawn up to its last day', perJaareinde, 'status', '2026-12-31'],
    ['one per today for a day', waiting, 'status', '2026-11-24'],
    ['a.s.r. can withdraw it as long', perJaareinde, 'koppeling', '2026-12-31'],
    ['nothing is over of a koppeling that goes on', real, 'koppeling', undefined],
    ['a held set waits for 30 days', SITUATIONS.find(([name]) => name === 'held')?.[1], 'uitwisseling', '2027-01-08'],
  ] as const)('%s', async (_name, before, document, tot) => {
    expect(await totIn(before ?? real, document)).toBe(tot);
  });

  it('is today once its last day has come', async () => {
    const tot = await totIn(async (world) => {
      await waiting(world);
      world.klok.set(Tijdstip.parse('2026-11-25T08:00:00.000Z'));
    }, 'status');
    expect(tot).toBe('2026-11-25');
  });
});
