import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleAanmelding, exampleSituaties } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { EXAMPLE_LOGINS } from '../../local/nmbrs-simulator/example-names.ts';
import { type LocalSystem, startLocalSystem } from './local-system.ts';

let system: LocalSystem;
beforeAll(async () => {
  system = await startLocalSystem();
});
afterAll(() => system.stop());

/** The codes of the findings, and the one mail about them; those that it came in, or is to be confirmed, are another matter. */
async function herstelOf(aanmelding: unknown) {
  const before = (await system.mails()).length;
  const signedUp = await system.signUp(aanmelding);
  const { body } = await system.status(signedUp);
  const mails = (await system.mails()).slice(before).filter(({ onderwerp }) => !/ontvangen|bevestig/.test(onderwerp));
  return { signedUp, status: body, codes: body.controle?.bevindingen.map(({ code }: { code: string }) => code), mails };
}

describe('an aanmelding that cannot go on yet', () => {
  it('says that login, token or domain is wrong, and goes on after a correction without starting anew', async () => {
    const { signedUp, status, codes, mails } = await herstelOf(exampleSituaties.verkeerdToken);
    expect(status.status).toBe('herstel-nodig');
    expect(codes).toEqual(['inloggegevens-ongeldig']);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.tekst).toContain('API-token');
    expect(mails[0]?.tekst).toContain('Gebruiker profiel > API-Token');

    const apiToken = exampleAanmelding.overkoepelend.nmbrs.apiToken;
    const path = `/aanmeldingen/${signedUp.aanmeldingId}`;
    const corrected = await system.request('PATCH', path, {
      body: { nmbrs: { apiToken } },
      bearer: signedUp.capability,
    });
    expect(corrected.status).toBe(202);
    await system.runtime.settle();
    expect((await system.status(signedUp)).body.status).toBe('wacht-op-akkoord');
  });

  it('names the literal company name when only a dot differs', async () => {
    const { codes, mails } = await herstelOf(exampleSituaties.puntVerschil);
    expect(codes).toEqual(['bedrijfsnaam-wijkt-af']);
    expect(mails[0]?.tekst).toContain('Bedoelt u «Elfenbank B.V»?');
  });

  it('explains both halves of the tag when the company is not visible, and goes on once it is', async () => {
    const { signedUp, codes, mails } = await herstelOf(exampleSituaties.zonderTag);
    expect(codes).toEqual(['bedrijf-niet-zichtbaar']);
    expect(mails[0]?.tekst).toContain('Debiteur beheer');
    expect(mails[0]?.tekst).toContain('Accountant login');

    const { email, domain } = EXAMPLE_LOGINS.overkoepelend;
    system.simulator.change({ tagFilters: [{ subdomain: domain, email, tagFilter: 'all' }] });
    const path = `/aanmeldingen/${signedUp.aanmeldingId}/hercontrole`;
    expect((await system.request('POST', path, { bearer: signedUp.capability })).status).toBe(202);
    await system.runtime.settle();
    expect((await system.status(signedUp)).body.status).toBe('wacht-op-akkoord');
  });

  it('lists exactly the rights that are off, per service, with the click path', async () => {
    const { codes, status, mails } = await herstelOf(exampleSituaties.tweeRechtenUit);
    expect(codes).toEqual(['rechten-ontbreken']);
    const off = status.controle.rechten.filter(({ uitkomst }: { uitkomst: string }) => uitkomst === 'niet-actief');
    expect(off.map(({ recht }: { recht: string }) => recht).sort()).toEqual([
      'Partner_Get',
      'WageComponentVar_GetCurrent',
    ]);
    expect(mails[0]?.tekst).toContain('Template Users');
    expect(mails[0]?.tekst).toContain('Employee Services op Active: Partner_Get, WageComponentVar_GetCurrent');
  });

  it('shows both when the form says four-weekly and Nmbrs says monthly', async () => {
    const aanmelding = {
      ...exampleSituaties.verkeerdeVerloning,
      werkgever: { ...exampleSituaties.verkeerdeVerloning.werkgever, raamwerkcontractnummer: 'RC-20001' },
    };
    const { codes, mails } = await herstelOf(aanmelding);
    expect(codes).toEqual(['verloning-wijkt-af']);
    expect(mails[0]?.tekst).toContain('vierwekelijks');
    expect(mails[0]?.tekst).toContain('maandelijks');
  });

  it('says that the subscription has ended', async () => {
    const { codes } = await herstelOf(exampleSituaties.zonderAbonnement);
    expect(codes).toEqual(['geen-abonnement']);
  });
});

describe('an aanmelding that a.s.r. rejects', () => {
  it('ends as afgewezen, tells the office why, erases the token and may be sent in again', async () => {
    const signedUp = await system.signUp(exampleSituaties.vierwekelijks);
    const reden = 'Dit raamwerkcontract is beëindigd.';
    expect((await system.decide(signedUp.aanmeldingId, { besluit: 'afwijzen', reden })).status).toBe(200);
    const { body } = await system.status(signedUp);
    expect(body.status).toBe('afgewezen');
    expect(body.watNu).toContain(reden);
    const mail = (await system.mails()).at(-1);
    expect(mail?.onderwerp).toContain('afgewezen');
    expect(mail?.tekst).toContain(reden);
    const again = await system.signUp(exampleSituaties.vierwekelijks);
    expect(again.aanmeldingId).not.toBe(signedUp.aanmeldingId);
  });
});

describe('who may do what', () => {
  it('takes a second sign-up for the same contract for what it is, and tells nothing about the first', async () => {
    const first = await system.signUp(exampleSituaties.dga);
    const bearer = system.keyOf(exampleSituaties.dga);
    const second = await system.request('POST', '/aanmeldingen', { body: exampleSituaties.dga, bearer });
    expect(second.status).toBe(409);
    expect(second.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.stringify(second.body)).not.toContain(first.aanmeldingId);
    expect((await system.status(first)).body.status).toBe('wacht-op-akkoord');
  });

  it('does not let a stranger hold the numbers of a werkgever whose own office signs it up', async () => {
    const { dga } = exampleSituaties;
    const werkgever = { ...dga.werkgever, raamwerkcontractnummer: 'RC-47000' };
    const stranger = await system.signUp({ ...exampleSituaties.verkeerdToken, werkgever });
    expect((await system.status(stranger)).body.status).toBe('herstel-nodig');
    const office = await system.signUp({ ...dga, werkgever });
    expect((await system.status(office)).body.status).toBe('wacht-op-akkoord');
    const { body } = await system.status(stranger);
    expect(body.status).toBe('ingehaald');
    expect(body.watNu).toContain('een andere aanmelding voor deze werkgever');
    expect(JSON.stringify(body)).not.toContain(office.aanmeldingId);
    const told = (await system.mails()).filter(({ onderwerp }) => onderwerp.includes('aanmelding gaat niet door'));
    expect(told).toHaveLength(1);
    const dossier = await system.request('GET', `/werkvoorraad/${office.aanmeldingId}`, {
      bearer: await system.assessor('Inge'),
    });
    expect(dossier.body.andereAanmeldingen).toBe(1);
  });

  it('shows an aanmelding to its own capability only', async () => {
    const mine = await system.signUp(exampleSituaties.zonderWerknemers);
    const path = `/aanmeldingen/${mine.aanmeldingId}`;
    const other = 'x'.repeat(43);
    expect((await system.request('GET', path)).status).toBe(401);
    const wrong = await system.request('GET', path, { bearer: other });
    const unknown = await system.request('GET', `/aanmeldingen/aan-${crypto.randomUUID()}`, { bearer: other });
    expect(wrong.status).toBe(404);
    // But for which request it was.
    expect({ ...wrong.body, instance: undefined }).toEqual({ ...unknown.body, instance: undefined });
  });

  it('lets nobody decide without a valid staff token', async () => {
    const signedUp = await system.signUp(exampleAanmelding['per-debiteur']);
    const path = `/aanmeldingen/${signedUp.aanmeldingId}/besluit`;
    const body = { besluit: 'goedkeuren', dekkingsprofiel: 'verzuim', huidigTijdvakMeenemen: true };
    const { body: staff } = await system.request('POST', '/lokaal/beoordelaar', { body: {} });
    const [header, claims] = staff.token.split('.');
    const forged = `${header}.${claims}.${'A'.repeat(342)}`;
    for (const bearer of [undefined, 'nonsense', forged, signedUp.capability]) {
      const answer = await system.request('POST', path, { body, ...(bearer === undefined ? {} : { bearer }) });
      expect(answer.status).toBe(401);
    }
    expect((await system.status(signedUp)).body.status).toBe('wacht-op-akkoord');
  });
});

describe('bad input', () => {
  it('is answered with every faulty field and stores nothing', async () => {
    const bad = {
      ...exampleAanmelding.overkoepelend,
      werkgever: { ...exampleAanmelding.overkoepelend.werkgever, loonheffingennummer: '123456789L01' },
      nmbrs: { ...exampleAanmelding.overkoepelend.nmbrs, domein: 'api', gebruikersnaam: 'geen e-mail' },
      dga: [{ naam: '', medewerkersnummer: 'x' }],
      extra: true,
    };
    const { status, headers, body } = await system.request('POST', '/aanmeldingen', { body: bad });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.fouten.map(({ veld }: { veld: string }) => veld).sort()).toEqual([
      'dga.0.medewerkersnummer',
      'dga.0.naam',
      'extra',
      'nmbrs.domein',
      'nmbrs.gebruikersnaam',
      'werkgever.loonheffingennummer',
    ]);
    expect(JSON.stringify(body)).not.toContain(bad.nmbrs.apiToken);
  });
});
