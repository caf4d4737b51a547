import { Validator } from '@seriousme/openapi-schema-validator';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseBulkCsv } from '../../../../adapters/lambda/bulk-csv.ts';
import { ROUTES } from '../../../../adapters/lambda/openapi/document.ts';
import { ANSWERS, REQUESTS } from '../../../../adapters/lambda/openapi/schemas.ts';
import { meaningOf, PROBLEMEN } from '../../../../adapters/lambda/problems.ts';
import { WerkvoorraadQuery } from '../../../../adapters/lambda/queries.ts';
import { sha256 } from '../../../../adapters/node/sha256.ts';
import { Aanmeldformulier, waarschuwingenBij } from '../../../../core/aanmelding/aanmeldgegevens.ts';
import { Bulkwerkgever } from '../../../../core/aanmelding/bulk.ts';
import { AuditUitvoer, verifyKeten } from '../../../../core/audit/audit.ts';
import { holdsNummer } from '../../../../core/invoer/loonheffingennummer.ts';
import { VELDCODES } from '../../../../core/invoer/probleem.ts';
import { BAD_BODIES } from '../../../abuse/bad-bodies.ts';
import { GOOD_BODIES } from '../../../abuse/good-bodies.ts';
import { GOOD_FORM, withField } from '../../../core/aanmeldformulier.ts';
import { codesOf, DOCUMENT, examplesOf, faultsOf, faultsWithoutFormats, OPERATIONS, TEXT } from './judge.ts';

const contents = [...OPERATIONS].flatMap(([route, { requestBody, responses }]) => [
  ...Object.entries(requestBody?.content ?? {}).map(([type, content]) => ({
    name: `${route}, the request, ${type}`,
    content,
  })),
  ...Object.entries(responses).flatMap(([status, { content }]) =>
    Object.entries(content).map(([type, one]) => ({ name: `${route}, ${status}, ${type}`, content: one })),
  ),
]);

interface Found {
  readonly where: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

const Schema = z.record(z.string(), z.unknown());

/** A schema and all that stand in it. */
function schemasIn(where: string, value: unknown): Found[] {
  const schema = Schema.parse(value);
  const found: Found[] = [{ where, schema }];
  for (const [name, property] of Object.entries(Schema.parse(schema.properties ?? {}))) {
    found.push(...schemasIn(`${where}.${name}`, property));
  }
  for (const key of ['items', 'additionalProperties', 'not', 'contains']) {
    if (typeof schema[key] === 'object') found.push(...schemasIn(`${where}[${key}]`, schema[key]));
  }
  for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems']) {
    for (const [index, one] of z
      .array(z.unknown())
      .parse(schema[key] ?? [])
      .entries()) {
      found.push(...schemasIn(`${where}[${key} ${index}]`, one));
    }
  }
  return found;
}

const named = Object.entries(DOCUMENT.components.schemas).flatMap(([name, schema]) => schemasIn(name, schema));
const parameters = [
  ...Object.values(DOCUMENT.components.parameters),
  ...[...OPERATIONS.values()].flatMap((operation) => operation.parameters),
].filter((parameter) => parameter.$ref === undefined);
const all = [...named, ...parameters.flatMap(({ name, schema }) => schemasIn(`parameter ${name}`, schema))];

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1, and every reference in it leads somewhere', async () => {
    const validator = new Validator();
    expect(await validator.validate(Schema.parse(JSON.parse(TEXT)))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(TEXT.match(/"\$ref":"[^"]*"/g)?.length).toBeGreaterThan(50);
    for (const [, section = '', name = ''] of TEXT.matchAll(/"\$ref":"#\/components\/([a-z]+)\/([^"]+)"/gi)) {
      expect(JSON.parse(TEXT).components[section], `${section}/${name}`).toHaveProperty([name]);
    }
    expect(TEXT.match(/"\$ref":"(?!#\/components\/)/g)).toBeNull();
  });

  it('says whose it is, and of which version every answer is', () => {
    expect(DOCUMENT.info).toMatchObject({
      version: '1.0.0',
      contact: { name: expect.any(String), url: 'https://www.asr.nl' },
      license: { name: expect.any(String), identifier: 'EUPL-1.2' },
    });
    for (const [route, { responses }] of OPERATIONS) {
      for (const [status, { headers }] of Object.entries(responses)) {
        expect(headers['API-Version'], `${route} ${status}`).toEqual({ $ref: '#/components/headers/ApiVersion' });
      }
    }
  });

  it('says when to come back wherever an answer does', () => {
    const when = [...OPERATIONS].flatMap(([route, { responses }]) =>
      Object.entries(responses)
        .filter(([, { headers }]) => 'Retry-After' in headers)
        .map(([status]) => `${route} ${status}`),
    );
    expect(when).toEqual(
      expect.arrayContaining([
        'PUT /aanmeldingen/{aanmeldingId}/token 429',
        'DELETE /aanmeldingen/{aanmeldingId} 429',
        'GET /koppelingen 503',
      ]),
    );
    expect(when).not.toContain('GET /koppelingen 429');
  });

  it('names every operation once, with a summary, a description and an answer that is no problem', () => {
    const ids = [...OPERATIONS.values()].map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [route, { responses }] of OPERATIONS) expect(Object.keys(responses)[0], route).toMatch(/^2/);
  });

  it('says of everything what it may be', () => {
    const says = ['type', '$ref', 'const', 'enum', 'anyOf', 'oneOf', 'allOf'];
    const empty = all.filter(({ schema }) => !says.some((key) => key in schema));
    expect(all.length).toBeGreaterThan(400);
    expect(empty.map(({ where }) => where)).toEqual([]);
  });

  it('explains every field that is sent', () => {
    const silent = named
      .filter(({ where }) =>
        Object.keys(REQUESTS).some((name) => where.startsWith(`${name}.`) || where.startsWith(`${name}[`)),
      )
      .filter(({ schema }) => schema.type !== 'object' && schema.anyOf === undefined && schema.oneOf === undefined)
      .filter(
        ({ schema, where }) => schema.description === undefined && !/(\[(items|anyOf \d)\]|\.werkgevers)$/.test(where),
      );
    expect(silent.map(({ where }) => where)).toEqual([]);
  });

  it.each(contents)('has examples that fit: $name', ({ content, name }) => {
    if (name.startsWith('GET /openapi.json')) return;
    const examples = examplesOf(content);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(faultsOf(content.schema, example)).toEqual([]);
  });

  it('has an example of every field that needs one, and each fits', () => {
    const shown = all.flatMap(({ where, schema }) =>
      z
        .array(z.unknown())
        .parse(schema.examples ?? [])
        .map((example) => ({ where, faults: faultsOf(schema, example) })),
    );
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.filter(({ faults }) => faults.length > 0)).toEqual([]);
  });

  it.each(parameters.filter(({ example }) => example !== undefined))('has a fitting example of $name', (parameter) => {
    expect(faultsOf(Schema.parse(parameter.schema), parameter.example)).toEqual([]);
  });
});

describe('the examples of the document', () => {
  it('are taken and given by the API itself, which is stricter', () => {
    for (const { body, answers } of ROUTES) {
      for (const { value } of Object.values(body?.examples ?? {})) {
        if (body !== undefined) expect(REQUESTS[body.schema].safeParse(value).error).toBeUndefined();
      }
      for (const { schema, examples = {} } of Object.values(answers)) {
        for (const { value } of Object.values(examples)) {
          if (schema !== undefined) expect(ANSWERS[schema].safeParse(value).error).toBeUndefined();
        }
      }
    }
  });

  it('sign up with tokens that look like tokens', () => {
    const examples = Object.values(ROUTES.find(({ functie }) => functie === 'submit-aanmelding')?.body?.examples ?? {});
    expect(examples).toHaveLength(2);
    for (const { value } of examples) {
      expect(waarschuwingenBij(Aanmeldformulier.parse(value).nmbrs.apiToken)).toEqual([]);
    }
  });

  it('hold a CSV file whose rows are werkgevers', () => {
    const also = ROUTES.find(({ functie }) => functie === 'submit-bulk')?.body?.also ?? {};
    const parsed = parseBulkCsv(also['text/csv']?.example ?? '');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
    expect(parsed.value.rijen).toHaveLength(2);
    for (const { invoer } of parsed.value.rijen) expect(Bulkwerkgever.safeParse(invoer).error).toBeUndefined();
  });

  it('hold an audit trail that is unbroken', () => {
    const { value } = Object.values(
      ROUTES.find(({ functie }) => functie === 'show-audit')?.answers[200]?.examples ?? {},
    )[0] ?? { value: undefined };
    expect(verifyKeten(AuditUitvoer.parse(value), sha256)).toMatchObject({ ongebroken: true, regels: 2 });
  });

  it('name nobody: no number that could be a BSN, no address that could be someone’s', () => {
    expect(holdsNummer(TEXT.replace(/\d{9}L\d{2}/g, ''))).toBe(false);
    const addresses = TEXT.match(/[\w.+-]+@[\w.-]+\w/g) ?? [];
    expect(addresses.length).toBeGreaterThan(0);
    // The id of a day for the calendar looks like one.
    expect(
      addresses.filter((address) => !address.endsWith('.example') && !address.endsWith('@salariskoppeling')),
    ).toEqual([]);
  });
});

describe('the problems in the document', () => {
  const told = [...OPERATIONS].flatMap(([route, { responses }]) =>
    Object.entries(responses).flatMap(([status, { content }]) =>
      Object.values(content).flatMap((one) => codesOf(one).map((code) => ({ route, status, code }))),
    ),
  );

  it('are those of the catalogue: each somewhere, none that is not in it', () => {
    const ofNoRoute = ['adres-onbekend', 'methode-onbekend'];
    for (const code of ofNoRoute) expect(DOCUMENT.info.description).toContain(`\`${code}\``);
    expect([...new Set(told.map(({ code }) => code)), ...ofNoRoute].sort()).toEqual(Object.keys(PROBLEMEN).sort());
  });

  it('stand under the status that they have', () => {
    const statuses = new Map<string, number>(Object.entries(PROBLEMEN).map(([code, { status }]) => [code, status]));
    for (const { code, status } of told) expect(String(statuses.get(code)), code).toBe(status);
  });

  it('stand with their meaning in the schema, those of fields too', () => {
    const codeOf = (name: string) =>
      z
        .object({ properties: z.object({ code: z.object({ enum: z.array(z.string()), description: z.string() }) }) })
        .parse(DOCUMENT.components.schemas[name]).properties.code;
    for (const [name, meanings] of [
      ['Veldfout', Object.entries(VELDCODES)],
      ['Probleem', Object.entries(PROBLEMEN).map(([code, problem]) => [code, meaningOf(problem)])],
    ] as const) {
      expect(codeOf(name).enum).toEqual(meanings.map(([code]) => code));
      for (const [code, meaning] of meanings) expect(codeOf(name).description).toContain(`\`${code}\`: ${meaning}`);
    }
  });
});

describe('the form of a sign-up in the document', () => {
  const form = DOCUMENT.components.schemas.Aanmeldformulier ?? {};

  it.each(GOOD_BODIES)('takes what the API takes: $name', ({ form: value }) => {
    expect(faultsWithoutFormats(form, JSON.parse(JSON.stringify(value)))).toEqual([]);
  });

  it.each([
    ['a field that nobody knows', withField(GOOD_FORM, 'extra', 1)],
    ['a missing field', withField(GOOD_FORM, 'dga', undefined)],
    ['another payroll package', withField(GOOD_FORM, 'salarispakket', 'Loket')],
    ['a loonheffingennummer without the L', withField(GOOD_FORM, 'werkgever.loonheffingennummer', '12345678201')],
    ['a contract number of three', withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', 'RC1')],
    ['a domain of another vendor', withField(GOOD_FORM, 'nmbrs.domein', 'kantoor.example')],
    ['a token with a blank', withField(GOOD_FORM, 'nmbrs.apiToken', '0123 4567')],
    ['a short token', withField(GOOD_FORM, 'nmbrs.apiToken', '1234567')],
    ['a line end in a name', withField(GOOD_FORM, 'werkgever.bedrijfsnaam', 'a\nb')],
    ['an employee number of letters', withField(GOOD_FORM, 'dga.0.medewerkersnummer', 'x')],
    ['an employee number below zero', withField(GOOD_FORM, 'dga.0.medewerkersnummer', -1)],
    ['a yes in words', withField(GOOD_FORM, 'dertiendeMaand', 'ja')],
  ])('refuses %s, as the API does', (_name, value) => {
    expect(Aanmeldformulier.safeParse(value).success).toBe(false);
    expect(faultsWithoutFormats(form, value)).not.toEqual([]);
  });

  it('refuses most of what the API refuses; only arithmetic and lookups are left to the API', () => {
    const bodies = BAD_BODIES.flatMap(({ body }) => {
      try {
        return [{ value: JSON.parse(body) }];
      } catch {
        return [];
      }
    });
    const refused = bodies.filter(({ value }) => faultsOf(form, value).length > 0);
    expect(bodies.length).toBeGreaterThan(300);
    expect(refused.length / bodies.length).toBeGreaterThan(0.9);
  });
});

describe('a mail address in the document', () => {
  const { salarisverwerker } = Schema.parse(DOCUMENT.components.schemas.Aanmeldformulier?.properties);
  const email = Schema.parse(Schema.parse(Schema.parse(salarisverwerker).properties).email);
  const isTaken = (value: string) => faultsWithoutFormats(email, value).length === 0;
  const taken = (value: string) => Aanmeldformulier.shape.salarisverwerker.shape.email.safeParse(value).success;

  it.each([
    'a@b.nl',
    ' naam@kantoor.example ',
    "o'naam@kantoor.example",
    "naam'@kantoor.example",
    'voor.naam+x@sub.kantoor.example',
    '.naam@kantoor.example',
    'naam.@kantoor.example',
    'na..am@kantoor.example',
    '$#/u?=_zf@1.v6vch.com',
    'naam@kantoor',
    'naam@-kantoor.nl',
    'naam@kantoor-.nl',
    'naam@kantoor.n1',
    'naam@kantoor..nl',
    'een@kantoor.nl,twee@kantoor.nl',
    'naam@@kantoor.nl',
    '@kantoor.nl',
    '',
  ])('is refused by its schema where the API refuses it: %j', (value) => {
    expect(isTaken(value)).toBe(taken(value));
  });

  it('is so for whatever is like one', async () => {
    const likeOne = fc.stringMatching(/^[ab.'+_&-]{0,5}@[ab1.-]{0,6}\.?[ab1]{0,3}$/);
    await fc.assert(
      fc.property(likeOne, (value) => isTaken(value) === taken(value)),
      { numRuns: 2_000, seed: 13 },
    );
  });
});

describe('the query of the werkvoorraad in the document', () => {
  const aantal = Schema.parse(
    OPERATIONS.get('GET /werkvoorraad')?.parameters.find(({ name }) => name === 'aantal')?.schema,
  );

  it.each([0, 1, 25, 100, 101, -1])('takes and refuses %j as the API does', (value) => {
    const isTaken = WerkvoorraadQuery.safeParse({ aantal: String(value) }).success;
    expect(faultsOf(aantal, value).length === 0).toBe(isTaken);
  });
});
