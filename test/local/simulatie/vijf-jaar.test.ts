import { beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, readDeployment } from '../../../local/simulatie/deployment.ts';
import { MUTANTS } from '../../../local/simulatie/mutants.ts';
import { loginWith } from '../../../local/simulatie/office.ts';
import { exchangesOf, simulateLeven } from '../../../local/simulatie/simulate.ts';
import { vormVan } from '../../../local/simulatie/vormen.ts';
import { verschillen } from '../../../local/simulatie/wat-blijft.ts';

let deployment: Deployment;

beforeAll(async () => {
  deployment = await readDeployment();
}, 60_000);

const LONG = { timeout: 300_000 };
const JAREN = 5;

/** Each of them follows from a trouble; of what has none the watch and the judges tell. */
const VERTELD = [
  ...[
    'bevestig-adres',
    'bulk-ontvangen',
    'herstel-nodig',
    'akkoord-gevraagd',
    'gerealiseerd',
    'run-niet-vergrendeld',
    'uitwisseling-mislukt',
  ],
  ...['levering-vastgehouden', 'token-werkt-niet-meer', 'recht-verdwenen', 'verloning-gewijzigd-asr', 'afgemeld'],
];
const GEBEURD = [
  ...['outage', 'twice', 'gerealiseerd', 'sign-off-aanmelding', 'replace-token', 'skip-tijdvak'],
  ...['change-verloning', 'login-verwijderd', 'login-teruggehaald', 'sleutel-verloren', 'zonder-vergelijking'],
  ...['confirm-aanvraag', 'bevestigd-met-nieuwe-token', 'adres-verbeterd', 'code-opnieuw-gevraagd'],
  ...['kluis-achter', 'tweede-bladzijde-objecten', 'botsing', 'uitrol'],
];

describe('five years of a koppeling with every trouble', () => {
  it.each([
    ['maandelijks', 16],
    ['vierwekelijks', 3],
  ])('that begin %s end with exactly what the decisions leave', LONG, async (verloning, seed) => {
    const { world, violations, voorvallen, bijAfmelden, daarna } = await simulateLeven({
      ...{ seed, deployment, jaren: JAREN },
    });
    expect({ violations, bijAfmelden, daarna }).toEqual({ violations: [], bijAfmelden: [], daarna: [] });
    expect(world.plot.lots.map((lot) => lot.verloning)).toEqual([verloning]);
    expect(world.people.told()).toEqual(expect.arrayContaining(VERTELD));
    expect(Object.keys(voorvallen)).toEqual(expect.arrayContaining(GEBEURD));

    // What is put there afterwards is seen.
    const { plain, kluis } = world;
    const key = 'vergelijking/een-koppeling/2031-12/v1.ndjson';
    await plain.opslag.put(key, new Uint8Array());
    kluis.verwijderMetBedenktijd(await kluis.promote(loginWith('token-van-later')));
    expect(await verschillen(world, await exchangesOf(world))).toEqual([
      `objecten: ${key} is er nog`,
      'kluis: een login is er nog',
    ]);
  });

  it.each([
    ['afmelden-houdt-vingerafdrukken', /^objecten: vergelijking\/.* is er nog$/],
    ['afmelden-houdt-delen', /^registratie: \d+ keer deel, niet 0$/],
  ])('show %s', LONG, async (name, line) => {
    const mutant = MUTANTS.find((one) => one.name === name);
    const { bijAfmelden } = await simulateLeven({ seed: 1, deployment, jaren: 2, mutant });
    expect(bijAfmelden).toContainEqual(expect.stringMatching(line));
  });

  it('would show a field that is kept besides, one that is gone, and an item of another kind', () => {
    const gewist = { koppelingId: 'k', aanmeldingId: 'a', versie: 9, status: 'gewist' };
    expect(vormVan('koppeling', { ...gewist, werkgever: {} })).toEqual([
      'registratie: koppeling gewist heeft werkgever nog',
      'registratie: koppeling gewist heeft geen inloggegevensRef',
    ]);
    expect(vormVan('uitwisseling', { status: 'vastgehouden' })).toEqual([
      'registratie: uitwisseling vastgehouden is er nog',
    ]);
  });
});
