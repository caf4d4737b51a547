import { DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSecretsManagerClient } from '../../adapters/aws/clients.ts';
import { exampleAanmelding, exampleSituaties } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_LOGINS } from '../../local/nmbrs-simulator/example-names.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import { type Answer, type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

const { domain: subdomain, email, token: OLD_TOKEN } = EXAMPLE_LOGINS.overkoepelend;
const NEW_TOKEN = 'fa17a51e00000000000000000000beef';

let system: LocalSystem;
let first: SignedUp;
let second: SignedUp;
beforeAll(async () => {
  system = await startLocalSystem(exampleScenario({ today: '2026-11-24', werknemers: 3 }));
  first = await system.signUp(exampleAanmelding.overkoepelend);
  second = await system.signUp(exampleSituaties.dga);
  for (const one of [first, second]) await system.approve(one, 'verzuim');
});
afterAll(() => system.stop());

const target = (service: string) => {
  const endpoint = system.runtime.endpoints[`AWS_ENDPOINT_URL_${service}`];
  if (endpoint === undefined) throw new Error(`no endpoint of ${service}`);
  return { endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
};

/** The logins in the vault: of candidates and of accounts. Our own keys open nothing and stay. */
async function secrets(): Promise<readonly string[]> {
  const client = createSecretsManagerClient(target('SECRETS_MANAGER'));
  const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
  const logins = SecretList.filter(({ Name = '' }) => !/\/(vingerafdruk|referentie)\//.test(Name));
  const values = logins.map(({ Name }) => client.send(new GetSecretValueCommand({ SecretId: Name })));
  return (await Promise.all(values)).map(({ SecretString = '' }) => SecretString);
}

async function table(): Promise<string> {
  const client = new DynamoDBClient(target('DYNAMODB'));
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const pages = await Promise.all(TableNames.map((TableName) => client.send(new ScanCommand({ TableName }))));
  return JSON.stringify(pages.map(({ Items }) => Items));
}

const putToken = ({ aanmeldingId, capability }: SignedUp, body: unknown): Promise<Answer> =>
  system.request('PUT', `/aanmeldingen/${aanmeldingId}/token`, { body, bearer: capability });

/** At once, unless there is a last day. */
async function signOff({ aanmeldingId, capability }: SignedUp, per = ''): Promise<Answer> {
  const path = `/aanmeldingen/${aanmeldingId}?${per === '' ? 'direct=ja' : `per=${per}`}`;
  const answer = await system.request('DELETE', path, { bearer: capability });
  await system.runtime.settle();
  return answer;
}

/** To the office: a.s.r. is told as well. */
const mailsAbout = async (onderwerp: string) =>
  (await system.mails()).filter(
    (mail) => mail.onderwerp.includes(onderwerp) && mail.aan === exampleAanmelding.overkoepelend.salarisverwerker.email,
  );

describe('a token that was reset in Nmbrs', () => {
  it('stops the exchanges of all werkgevers of the account', async () => {
    system.simulator.change({ tokens: [{ subdomain, email, token: NEW_TOKEN }] });
    await system.moveTo('2026-12-10T09:00:00Z');
    for (const one of [first, second]) expect((await system.delivered(one)).size).toBe(0);
  });

  it('is not replaced by one that Nmbrs refuses', async () => {
    const { status, body } = await putToken(first, { apiToken: 'fa17a51effffffffffffffffffffffff' });
    expect([status, body.code]).toEqual([422, 'token-geweigerd']);
    expect((await secrets()).every((secret) => secret.includes(OLD_TOKEN))).toBe(true);
  });

  it('is replaced for all of them by one request, and the missed period is caught up', async () => {
    const { status, body } = await putToken(first, { apiToken: NEW_TOKEN });
    expect([status, body.status, body.werkgevers]).toEqual([200, 'gerealiseerd', 2]);
    expect(JSON.stringify(body)).not.toContain(NEW_TOKEN);
    await system.moveTo('2026-12-11T09:00:00Z');
    for (const one of [first, second]) expect((await system.delivered(one)).has('manifest.json')).toBe(true);
  });
});

/** The code in the last mail of this kind to the office. */
async function codeIn(onderwerp: string): Promise<string> {
  const mail = JSON.stringify((await mailsAbout(onderwerp)).at(-1));
  const code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(mail)?.[0];
  if (code === undefined) throw new Error('no code in the mail');
  return code;
}

describe('an afmelding', () => {
  it('per today waits a day, in which the mail about it can stop it', async () => {
    const { status, body } = await signOff(first);
    expect([status, body.status, body.ingangsdatum, body.begintOp]).toEqual([
      202,
      'gerealiseerd',
      '2026-12-11',
      expect.stringMatching(/^2026-12-12T/),
    ]);
    expect(await secrets()).toHaveLength(1);
    const afmelding = `/aanmeldingen/${first.aanmeldingId}/afmelding`;
    const withdrawn = await system.request('DELETE', afmelding, { bearer: await codeIn('afmelding ontvangen') });
    expect([withdrawn.status, withdrawn.body.status]).toEqual([200, 'gerealiseerd']);
    expect((await system.status(first)).body).not.toHaveProperty('ingangsdatum');
    expect(await mailsAbout('afmelding ingetrokken')).toHaveLength(1);
    expect(JSON.stringify((await system.request('GET', '/lokaal/agenda')).body)).toContain(
      first.aanmeldingId.replace('aan-', 'kop-'),
    );
  });

  it('of one of two werkgevers keeps their login, and a crash half-way leaves nothing behind', async () => {
    const { status, body } = await signOff(first);
    expect([status, body.ingangsdatum]).toEqual([202, '2026-12-11']);
    system.runtime.lambda.crashNext('end-koppeling', { atRequest: 9 });
    const route = `/aanmeldingen/${first.aanmeldingId}/afmelding/bevestiging`;
    const wrong = await system.request('POST', route, { body: { code: '00000-00000-00000-00000' } });
    expect([wrong.status, wrong.body.code]).toEqual([404, 'code-onbekend']);
    const confirmed = await system.request('POST', route, { body: { code: await codeIn('afmelding ontvangen') } });
    expect(confirmed.status).toBe(202);
    await system.runtime.settle();
    const tries = system.runtime.histories().filter(({ machine }) => machine === 'salariskoppeling-afmelding');
    expect(JSON.stringify(tries)).toContain('Runtime.ExitError');
    await system.moveTo('2026-12-11T09:30:00Z');
    const { body: left } = await system.status(first);
    expect(left.status).toBe('afgemeld');
    expect(left.ontvangstbewijs.regels[0]).toMatchObject({ klasse: 'inloggegevens', gevolg: 'bewaard' });
    const [secret, ...others] = await secrets();
    expect(others).toEqual([]);
    expect(secret).toContain(NEW_TOKEN);
    const { bedrijfsnaam, loonheffingennummer } = exampleAanmelding.overkoepelend.werkgever;
    const stored = await table();
    for (const canary of [bedrijfsnaam, loonheffingennummer]) expect(stored).not.toContain(canary);
    expect(await mailsAbout('afgemeld')).toHaveLength(1);
    expect((await system.delivered(first)).has('manifest.json')).toBe(true);
  });

  it('per the last day of the year is carried out after the exchange of December; the last werkgever takes the login along', async () => {
    const { status, body } = await signOff(second, '2026-12-31');
    expect([status, body.status, body.ingangsdatum]).toEqual([202, 'gerealiseerd', '2026-12-31']);
    expect(body.watNu).toContain('op maandag 11 januari 2027, over december 2026');
    expect((await signOff(second, '2026-12-31')).body).toEqual(body);
    await system.moveTo('2027-01-10T22:59:00Z');
    expect((await system.status(second)).body.status).toBe('gerealiseerd');
    expect(await secrets()).toHaveLength(1);
    await system.moveTo('2027-01-11T09:00:00Z');
    expect((await system.delivered(second)).get('manifest.json')).toContain('"tijdvakId":"2026-M12"');
    expect((await system.status(second)).body.status).toBe('afgemeld');
    expect(await secrets()).toEqual([]);
    expect((await system.request('GET', '/lokaal/agenda')).body).toEqual([]);
  });

  it('leaves room to sign the same werkgever up anew', async () => {
    const { nmbrs } = exampleAanmelding.overkoepelend;
    const again = { ...exampleAanmelding.overkoepelend, nmbrs: { ...nmbrs, apiToken: NEW_TOKEN } };
    const { aanmeldingId } = await system.signUp(again);
    expect(aanmeldingId).not.toBe(first.aanmeldingId);
    const bearer = system.keyOf(again);
    expect((await system.request('POST', '/aanmeldingen', { body: again, bearer })).status).toBe(409);
  });

  it('while an akkoord is awaited ends the machine and erases the token; a besluit comes too late', async () => {
    const { nmbrs } = exampleSituaties.zonderWerknemers;
    const waiting = await system.signUp({
      ...exampleSituaties.zonderWerknemers,
      nmbrs: { ...nmbrs, apiToken: NEW_TOKEN },
    });
    expect((await system.status(waiting)).body.status).toBe('wacht-op-akkoord');
    const before = await secrets();
    expect((await signOff(waiting)).body.status).toBe('wordt-afgemeld');
    expect((await system.status(waiting)).body.status).toBe('afgemeld');
    expect(await secrets()).toHaveLength(before.length - 1);
    const own = system.runtime.histories().filter(({ naam }) => naam === waiting.aanmeldingId);
    expect(own.map(({ machine, events }) => [machine, events.at(-1)?.type])).toEqual([
      ['salariskoppeling-realisatie', 'ExecutionSucceeded'],
      ['salariskoppeling-afmelding', 'ExecutionSucceeded'],
    ]);
    const besluit = { besluit: 'goedkeuren', dekkingsprofiel: 'verzuim', huidigTijdvakMeenemen: true };
    expect((await system.decide(waiting.aanmeldingId, besluit)).status).toBe(409);
  });
});
