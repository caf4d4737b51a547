import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LeveringBeschikbaar } from '../../core/levering/levering-beschikbaar.ts';
import { exampleAanmelding, exampleSituaties } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_COMPANIES } from '../../local/nmbrs-simulator/example-names.ts';
import { type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem();
});
afterAll(() => system.stop());

interface Row {
  readonly werknemerId: number;
  readonly dga: boolean;
  readonly looncodes?: readonly unknown[];
}

const rowsOf = (ndjson: string | undefined): Row[] =>
  (ndjson ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** The ids of the simulator's employees who must be in the set of November: not out of service before it. */
function expectedIds(companyId: number, begin = '2026-11-01'): number[] {
  const companies = system.simulator
    .scenario()
    .environments.flatMap(({ debtors }) => debtors.flatMap((d) => d.companies));
  const employees = companies.find(({ id }) => id === companyId)?.employees ?? [];
  return employees
    .filter(({ employments }) => employments.some(({ endDate }) => endDate === undefined || endDate >= begin))
    .map(({ id }) => id)
    .sort((a, b) => a - b);
}

const VERZUIM_FIELDS = [
  'contracten',
  'dga',
  'dienstverbanden',
  'guid',
  'peil',
  'personeelsnummer',
  'persoon',
  'rooster',
  'salaris',
  'variabeleUren',
  'vasteUren',
  'werknemerId',
];

describe('the first exchange', () => {
  let monthly: SignedUp;
  let fourWeekly: SignedUp;
  let dga: SignedUp;

  it('is promised to the office for the date that the rule gives', async () => {
    monthly = await system.signUp(exampleAanmelding.overkoepelend);
    fourWeekly = await system.signUp(exampleSituaties.vierwekelijks);
    dga = await system.signUp(exampleSituaties.dga);
    await system.approve(monthly, 'verzuim');
    await system.approve(fourWeekly, 'volledig');
    await system.approve(dga, 'wia');

    const { body } = await system.status(monthly);
    expect(body).toMatchObject({
      status: 'gerealiseerd',
      realisatiedatum: '2026-11-24',
      eersteUitwisseling: '2026-12-10',
      eersteTijdvak: { tijdvakId: '2026-M11' },
    });
    expect((await system.status(fourWeekly)).body.eersteUitwisseling).toBe('2026-12-09');
    const kenmerk = monthly.aanmeldingId.slice(4, 12);
    const mail = (await system.mails()).find(({ onderwerp }) =>
      onderwerp.includes(`gerealiseerd – kenmerk ${kenmerk}`),
    );
    expect(mail?.tekst).toContain('donderdag 10 december 2026');
    expect(mail?.html).toContain('donderdag 10 december 2026');
  });

  it('delivers nothing before that date', async () => {
    await system.moveTo('2026-12-09T03:00:00Z');
    expect((await system.delivered(fourWeekly)).size).toBe(0);
    await system.moveTo('2026-12-10T03:00:00Z');
    expect((await system.delivered(monthly)).size).toBe(0);
    expect((await system.delivered(fourWeekly)).has('manifest.json')).toBe(true);
  });

  it('holds exactly the employees of Nmbrs, with the fields of the profile and no more, also when worker and messages misbehave', async () => {
    system.runtime.lambda.crashNext('fetch-deel', { atRequest: 4 });
    system.runtime.lambda.deliverTwiceNext('fetch-deel');
    await system.moveTo('2026-12-10T09:00:00Z');
    const delivered = await system.delivered(monthly);
    const rows = rowsOf(delivered.get('werknemers.ndjson'));
    expect(rows.map(({ werknemerId }) => werknemerId)).toEqual(expectedIds(EXAMPLE_COMPANIES.toverdrank.id));
    const fields = new Set(rows.flatMap((row) => Object.keys(row)));
    expect([...fields].sort()).toEqual(VERZUIM_FIELDS);
  });

  it('is proved by a manifest with counts and SHA-256', async () => {
    const delivered = await system.delivered(monthly);
    const manifest = JSON.parse(delivered.get('manifest.json') ?? '{}');
    expect(manifest).toMatchObject({
      dekkingsprofiel: 'verzuim',
      werknemers: expectedIds(EXAMPLE_COMPANIES.toverdrank.id).length,
    });
    for (const { naam, sha256, bytes } of manifest.bestanden) {
      const body = Buffer.from(delivered.get(naam) ?? '');
      expect({ bytes: body.byteLength, sha256: createHash('sha256').update(body).digest('hex') }).toEqual({
        bytes,
        sha256,
      });
    }
  });

  it('is confirmed by whoever took it, with the hash of the manifest that was read', async () => {
    const text = (await system.delivered(monthly)).get('manifest.json') ?? '';
    const { uitwisselingId } = JSON.parse(text);
    const path = `/uitwisselingen/${uitwisselingId}`;
    const bearer = await system.assessor('Lezer');
    const say = (manifestSha256: string) =>
      system.request('POST', `${path}/ontvangst`, { body: { manifestSha256 }, bearer });
    expect((await say('0'.repeat(64))).body.code).toBe('ander-manifest');
    const { status, body } = await say(createHash('sha256').update(text).digest('hex'));
    expect([status, body.uitwisselingId]).toEqual([200, uitwisselingId]);
    expect((await system.request('GET', path, { bearer })).body.ontvangenOp).toBe(body.ontvangenOp);
  });

  it('is told of by an event that leads to its manifest and can be held against its schema', async () => {
    const koppelingId = monthly.aanmeldingId.replace('aan-', 'kop-');
    const { body } = await system.request('GET', '/lokaal/gebeurtenissen');
    const events: { source: string; 'detail-type': string; detail: unknown }[] = body;
    expect(new Set(events.map((event) => `${event.source}/${event['detail-type']}`))).toEqual(
      new Set(['salariskoppeling/levering.beschikbaar']),
    );
    const details = events.map(({ detail }) => LeveringBeschikbaar.parse(detail));
    const { werknemers, manifest } = details.find((detail) => detail.koppelingId === koppelingId) ?? {};
    expect(werknemers).toBe(expectedIds(EXAMPLE_COMPANIES.toverdrank.id).length);
    const text = (await system.delivered(monthly)).get('manifest.json') ?? '';
    expect(manifest).toEqual({
      sleutel: `leveringen/${koppelingId}/2026-M11/v1/manifest.json`,
      sha256: createHash('sha256').update(text).digest('hex'),
    });
  });

  it('gives every group of fields for the full profile, wage codes included', async () => {
    const rows = rowsOf((await system.delivered(fourWeekly)).get('werknemers.ndjson'));
    expect(rows.map(({ werknemerId }) => werknemerId)).toEqual(
      expectedIds(EXAMPLE_COMPANIES.drakenzorg.id, '2026-11-02'),
    );
    const fields = new Set(rows.flatMap((row) => Object.keys(row)));
    for (const field of [
      'bsn',
      'adressen',
      'verzekering',
      'partner',
      'kinderen',
      'vasteLooncomponenten',
      'bankrekeningen',
    ]) {
      expect(fields).toContain(field);
    }
    expect(rows.some(({ looncodes }) => looncodes !== undefined && looncodes.length > 0)).toBe(true);
  });

  it('keeps a declared DGA in the set, marked', async () => {
    const rows = rowsOf((await system.delivered(dga)).get('werknemers.ndjson'));
    expect(rows.filter((row) => row.dga)).toHaveLength(1);
    expect(rows.some((row) => 'bankrekeningen' in row || 'partner' in row)).toBe(false);
  });

  it('is reported to the office once, with counts only', async () => {
    const mails = (await system.mails()).filter(({ onderwerp }) =>
      onderwerp.includes('eerste uitwisseling geslaagd – contract RC-10001'),
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]?.tekst).toContain(String(expectedIds(EXAMPLE_COMPANIES.toverdrank.id).length));
    expect(mails[0]?.tekst).toContain('maandag 11 januari 2027');
  });

  it('plans the next one, which delivers the next period', async () => {
    await system.moveTo('2027-01-11T09:00:00Z');
    const { body } = await system.request('GET', '/lokaal/leveringen');
    const keys: string[] = body.map(({ key }: { key: string }) => key);
    const koppelingId = monthly.aanmeldingId.replace('aan-', 'kop-');
    expect(keys).toContain(`leveringen/${koppelingId}/2026-M12/v1/manifest.json`);
  });
});
