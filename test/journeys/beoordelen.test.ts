import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../local/audit-cli/command.ts';
import { exampleAanmelding, exampleSituaties } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { type LocalSystem, type SignedUp, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem();
});
afterAll(() => system.stop());

const WIA = { besluit: 'goedkeuren', dekkingsprofiel: 'wia', huidigTijdvakMeenemen: true };

/** The example werkgever under another contract, so that many can wait at once. */
const aanmeldingOf = (raamwerkcontractnummer: string) => ({
  ...exampleAanmelding.overkoepelend,
  werkgever: { ...exampleAanmelding.overkoepelend.werkgever, raamwerkcontractnummer },
});

async function look(path: string, naam = 'Inge de Vries') {
  return system.request('GET', path, { bearer: await system.assessor(naam) });
}

/** The whole werkvoorraad, page by page. */
async function allPages(aantal: number): Promise<{ aanmeldingId: string }[][]> {
  const pages = [];
  for (let path: string | undefined = `/werkvoorraad?aantal=${aantal}`; path !== undefined; ) {
    const { body } = await look(path);
    pages.push(body.aanmeldingen);
    path = body.volgende === undefined ? undefined : `/werkvoorraad?aantal=${aantal}&na=${body.volgende}`;
  }
  return pages;
}

async function auditCodes({ aanmeldingId }: SignedUp): Promise<string[]> {
  const { body } = await look(`/aanmeldingen/${aanmeldingId}/audit`);
  return body.regels.map(({ wat }: { wat: string }) => wat);
}

describe('the work of an assessor', () => {
  it('begins at the werkvoorraad: a page, the next, and no cursor that was made up', async () => {
    const waiting = [];
    for (const nummer of ['RC-51001', 'RC-51002', 'RC-51003']) waiting.push(await system.signUp(aanmeldingOf(nummer)));
    const pages = await allPages(2);
    expect(pages.length).toBeGreaterThan(1);
    const listed = pages.flat().map(({ aanmeldingId }) => aanmeldingId);
    const mine = waiting.map(({ aanmeldingId }) => aanmeldingId);
    expect(listed.filter((id) => mine.includes(id))).toEqual(mine);
    expect(JSON.stringify(pages)).not.toContain(exampleAanmelding.overkoepelend.werkgever.loonheffingennummer);
    const { volgende } = (await look('/werkvoorraad?aantal=1')).body;
    for (const na of ['x', volgende.slice(1)]) {
      expect((await look(`/werkvoorraad?na=${na}`)).status).toBe(400);
    }
    for (const id of mine) {
      expect((await system.decide(id, { besluit: 'afwijzen', reden: 'Dubbel.' })).status).toBe(200);
    }
    const left = (await allPages(100)).flat().map(({ aanmeldingId }) => aanmeldingId);
    expect(left.filter((id) => mine.includes(id))).toEqual([]);
    expect((await look('/werkvoorraad?status=afgewezen')).body.aanmeldingen.length).toBeGreaterThanOrEqual(3);
  });

  it('shows the date before deciding, asks a second pair of eyes, and realises on that date', async () => {
    const signedUp = await system.signUp(aanmeldingOf('RC-52001'));
    const { aanmeldingId } = signedUp;
    const voorstel = await look(`/aanmeldingen/${aanmeldingId}/voorstel`);
    const { datum, stappen } = voorstel.body.varianten[0];
    expect(stappen.join(' ')).toContain('donderdag 10 december 2026');

    const first = await system.decide(aanmeldingId, WIA, 'Inge de Vries');
    expect([first.status, first.body.eersteUitwisseling]).toEqual([202, datum]);
    expect((await system.status(signedUp)).body.status).toBe('wacht-op-akkoord');
    expect((await system.decide(aanmeldingId, WIA, 'Inge de Vries')).status).toBe(202);
    const other = await system.decide(aanmeldingId, { ...WIA, dekkingsprofiel: 'volledig' }, 'Sem Bakker');
    expect([other.status, other.body.code]).toEqual([409, 'besluit-wijkt-af']);

    expect((await system.decide(aanmeldingId, WIA, 'Sem Bakker')).status).toBe(200);
    const { body } = await system.status(signedUp);
    expect([body.status, body.eersteUitwisseling]).toEqual(['gerealiseerd', datum]);
    expect(JSON.stringify(body)).not.toMatch(/Inge|Sem/);
    const { besluit } = (await look(`/werkvoorraad/${aanmeldingId}`)).body;
    expect([besluit.beoordelaar, besluit.bevestigdDoor]).toEqual(['Inge de Vries', 'Sem Bakker']);
  });

  it('takes another date with a reason', async () => {
    const signedUp = await system.signUp(aanmeldingOf('RC-52002'));
    const verzuim = { ...WIA, dekkingsprofiel: 'verzuim' };
    const reden = 'De werkgever draait de run later.';
    const refused = await system.decide(signedUp.aanmeldingId, {
      ...verzuim,
      afwijkendeDatum: { datum: '2026-12-13', reden },
    });
    expect([refused.status, refused.body.fouten[0].code]).toEqual([400, 'geen-werkdag']);
    const afwijkendeDatum = { datum: '2026-12-15', reden };
    expect((await system.decide(signedUp.aanmeldingId, { ...verzuim, afwijkendeDatum })).status).toBe(200);
    expect((await system.status(signedUp)).body.eersteUitwisseling).toBe('2026-12-15');
  });

  it('is done once when the second approval is sent twice in parallel', async () => {
    const signedUp = await system.signUp(aanmeldingOf('RC-52003'));
    const path = `/aanmeldingen/${signedUp.aanmeldingId}/besluit`;
    await system.decide(signedUp.aanmeldingId, WIA, 'Inge de Vries');
    const bearer = await system.assessor('Sem Bakker');
    const other = await system.assessor('Noor Smit');
    const answers = await Promise.all(
      [bearer, bearer, other].map((token) => system.request('POST', path, { body: WIA, bearer: token })),
    );
    await system.runtime.settle();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const codes = await auditCodes(signedUp);
    expect(codes.filter((wat) => wat.startsWith('besluit.'))).toEqual(['besluit.voorgesteld', 'besluit.bevestigd']);
    expect(codes.filter((wat) => wat === 'koppeling.gerealiseerd')).toHaveLength(1);
    const mails = (await system.mails()).filter(
      ({ onderwerp, tekst }) => onderwerp.includes('gerealiseerd') && tekst.includes(signedUp.aanmeldingId),
    );
    expect(mails).toHaveLength(1);
  });

  it('starts again after a hercontrole: the proposal is gone', async () => {
    const signedUp = await system.signUp(aanmeldingOf('RC-52004'));
    const { aanmeldingId, capability } = signedUp;
    expect((await system.decide(aanmeldingId, WIA, 'Inge de Vries')).status).toBe(202);
    const asked = await system.request('POST', `/aanmeldingen/${aanmeldingId}/hercontrole`, { bearer: capability });
    expect(asked.status).toBe(202);
    await system.runtime.settle();
    expect((await system.status(signedUp)).body.status).toBe('wacht-op-akkoord');
    expect((await system.decide(aanmeldingId, WIA, 'Sem Bakker')).status).toBe(202);
    expect((await system.decide(aanmeldingId, WIA, 'Inge de Vries')).status).toBe(200);
  });
});

describe('the audit trail', () => {
  it('is exported, and the command line proves it unbroken, or names the line', async () => {
    const signedUp = await system.signUp(exampleSituaties.vierwekelijks);
    await system.approve(signedUp, 'pensioen');
    const { body } = await look(`/aanmeldingen/${signedUp.aanmeldingId}/audit`);
    const folder = await mkdtemp(join(tmpdir(), 'audit-'));
    const verify = async (name: string, content: unknown) => {
      const texts: string[] = [];
      await writeFile(join(folder, name), JSON.stringify(content));
      const write = (text: string) => void texts.push(text);
      const code = await runCommand(['verify', join(folder, name)], { out: write, err: write });
      return { code, text: texts.join('') };
    };
    const whole = await verify('heel.json', body);
    expect([whole.code, whole.text]).toEqual([0, expect.stringContaining(`${body.regels.length} regels, ongebroken`)]);
    const changed = structuredClone(body);
    changed.regels[4].wie = 'beoordelaar:niemand';
    expect(await verify('gewijzigd.json', changed)).toMatchObject({
      code: 1,
      text: expect.stringContaining('regel 5'),
    });
    expect((await verify('gat.json', { ...body, regels: body.regels.toSpliced(2, 1) })).code).toBe(1);
    await rm(folder, { recursive: true });
  });
});

describe('who is no assessor', () => {
  const paths = (id: string) => [
    '/werkvoorraad',
    `/werkvoorraad/${id}`,
    `/aanmeldingen/${id}/voorstel`,
    `/aanmeldingen/${id}/audit`,
  ];

  it('sees and decides nothing: no token, nonsense, a forged one, the office’s capability', async () => {
    const { aanmeldingId, capability } = await system.signUp(exampleSituaties.dga);
    const [header, claims] = (await system.assessor('Inge de Vries')).split('.');
    const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const bearers = [
      undefined,
      'onzin',
      `${header}.${claims}.${'A'.repeat(342)}`,
      `${unsigned}.${claims}.`,
      capability,
    ];
    for (const bearer of bearers) {
      const options = bearer === undefined ? {} : { bearer };
      for (const path of paths(aanmeldingId)) {
        expect((await system.request('GET', path, options)).status, `${path} ${bearer}`).toBe(401);
      }
      const decided = await system.request('POST', `/aanmeldingen/${aanmeldingId}/besluit`, { body: WIA, ...options });
      expect(decided.status).toBe(401);
    }
    expect((await system.status({ aanmeldingId, capability })).body.status).toBe('wacht-op-akkoord');
  });

  it('is who comes with a token that has expired', async () => {
    const { aanmeldingId } = await system.signUp(exampleSituaties.zonderWerknemers);
    const bearer = await system.assessor('Inge de Vries');
    const [path = ''] = paths(aanmeldingId);
    expect((await system.request('GET', path, { bearer })).status).toBe(200);
    await system.moveTo('2026-11-24T19:00:00Z');
    expect((await system.request('GET', path, { bearer })).status).toBe(401);
    const decided = await system.request('POST', `/aanmeldingen/${aanmeldingId}/besluit`, { body: WIA, bearer });
    expect(decided.status).toBe(401);
  });
});

describe('another werkgever of the same account', () => {
  it('is signed up without its token, and asked about when its company in Nmbrs has another number too', async () => {
    const first = await system.signUp(aanmeldingOf('RC-54001'));
    const verzuim = { ...WIA, dekkingsprofiel: 'verzuim' };
    expect((await system.decide(first.aanmeldingId, verzuim)).status).toBe(200);
    const { werkgever, nmbrs, dga, verloning, dertiendeMaand } = aanmeldingOf('RC-54002');
    const body = {
      ...{ dga, verloning, dertiendeMaand, nmbrs: { bedrijfsnaam: nmbrs.bedrijfsnaam } },
      werkgever: { ...werkgever, loonheffingennummer: '001234560L01' },
    };
    const path = `/aanmeldingen/${first.aanmeldingId}/werkgevers`;
    const added = await system.request('POST', path, { body, bearer: first.capability });
    expect([added.status, added.body.status]).toEqual([202, 'ontvangen']);
    await system.runtime.settle();
    const { aanmeldingId } = added.body;
    expect((await system.status(added.body)).body.status).toBe('wacht-op-akkoord');

    const { zelfdeBedrijf } = (await look(`/aanmeldingen/${aanmeldingId}/voorstel`)).body;
    expect(zelfdeBedrijf).toMatchObject({ redenNodig: true, tekst: expect.stringContaining('RC-54001') });
    const refused = await system.decide(aanmeldingId, verzuim);
    expect([refused.status, refused.body.code]).toEqual([409, 'bedrijf-al-gekoppeld']);
    const reden = 'De werkgever heeft sinds dit jaar een tweede nummer.';
    expect((await system.decide(aanmeldingId, { ...verzuim, zelfdeBedrijf: { reden } })).status).toBe(200);
    expect((await system.status(added.body)).body.status).toBe('gerealiseerd');
    expect((await look('/koppelingen?aandacht=ja&aantal=100')).body.koppelingen).toEqual([]);
  });
});
