import * as z from 'zod';
import { AanmeldingId } from '../../../core/domain/aanmelding.ts';
import { IdempotentieSleutel } from '../../../core/domain/idempotentie.ts';
import { KoppelingId } from '../../../core/domain/koppeling.ts';
import { UitwisselingId } from '../../../core/domain/uitwisseling.ts';
import { VerzoekId } from '../../../core/domain/verzoek.ts';
import { problemAnswer } from '../problem.ts';
import { PROBLEMEN, type Probleemcode, problemOf } from '../problems.ts';
import { BEHEER_ROUTES } from './beheer-routes.ts';
import { OFFICE_ROUTES } from './office-routes.ts';
import type { Answer, Body, Route } from './route.ts';
import { type JsonSchema, jsonSchemaOf, namedSchemas, refTo } from './schemas.ts';
import { STAFF_ROUTES } from './staff-routes.ts';
import { VERZOEK_ROUTES } from './verzoek-routes.ts';

const JSON_TYPE = 'application/json';
const HTML_TYPE = 'text/html';
const PROBLEM_TYPE = 'application/problem+json';

const DESCRIPTION = `
Met deze API meldt een salarisverwerker een werkgever aan voor de salariskoppeling van a.s.r. met Nmbrs.

1. **Aanmelden**: \`POST /aanmeldingen\`. U krijgt een kenmerk (\`aanmeldingId\`) en een toegangscode (\`capability\`).
   De eerste keer **bevestigt** u uw e-mailadres, met de code uit onze e-mail: \`POST /aanmeldingen/{aanmeldingId}/bevestiging\`. Met de kantoorsleutel die u dan krijgt, is dat 180 dagen niet meer nodig.
2. **Bekijken**: \`GET /aanmeldingen/{aanmeldingId}\` met die toegangscode. In \`watNu\` en \`watTeDoen\` staat wat u moet doen.
3. **Herstellen**, als de status \`herstel-nodig\` is: pas iets aan in Nmbrs en vraag een hercontrole, of verbeter de aanmelding.
4. **Afwachten**: een beoordelaar van a.s.r. kijkt mee. Daarna zetten wij de koppeling klaar en mailen wij de datum van de eerste uitwisseling.

**Taal**: alle teksten zijn Nederlands en bedoeld om te tonen. Bouw op de codes: die veranderen nooit.

**Fouten** zijn \`application/problem+json\` (RFC 9457). Bij 503 staat in \`Retry-After\` na hoeveel seconden u het opnieuw kunt proberen. De poort vóór de API
antwoordt soms zelf, met \`{"message": "…"}\`: bij te veel aanvragen (429), een ongeldig token van een beoordelaar (401) of een adres dat niet bestaat (404).

**Antwoorden kunnen velden erbij krijgen.** Sla velden over die u niet kent. In een aanvraag mag juist geen onbekend veld staan.
`.trim();

const OPENAPI_ROUTE: Route = {
  method: 'get',
  path: '/openapi.json',
  functie: 'toon-openapi',
  tag: 'Beschrijving',
  summary: 'Bekijk deze beschrijving',
  description:
    'Dit document: OpenAPI 3.1. U mag het een uur bewaren; met If-None-Match krijgt u 304 als er niets is veranderd.',
  headers: ['IfNoneMatch'],
  answers: {
    200: { description: 'Dit document.', headers: ['ETag'] },
    304: { description: 'Er is niets veranderd sinds de ETag die u meestuurde.', headers: ['ETag'] },
  },
  problems: [],
};

/** Every route of the API. */
export const ROUTES: readonly Route[] = [
  ...OFFICE_ROUTES,
  ...STAFF_ROUTES,
  ...BEHEER_ROUTES,
  ...VERZOEK_ROUTES,
  OPENAPI_ROUTE,
];

/** The OpenAPI 3.1 document of the API, made of the schemas by which it reads and writes. */
export function createOpenapi() {
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'Salariskoppeling a.s.r. met Nmbrs', version: '1.0.0', description: DESCRIPTION },
    servers: [{ url: '/', description: 'Waar dit document vandaan komt.' }],
    tags: [
      { name: 'Salarisverwerker', description: 'Voor het kantoor dat de salarissen verwerkt.' },
      { name: 'Beoordelaar', description: 'Voor de medewerkers van a.s.r. die aanmeldingen beoordelen.' },
      { name: 'Beheer', description: 'Voor de medewerkers van a.s.r. die op de koppelingen passen.' },
      { name: 'Beschrijving', description: 'Over de API zelf.' },
    ],
    paths: pathsOf(ROUTES),
    components: {
      schemas: namedSchemas(),
      parameters: PARAMETERS,
      headers: HEADERS,
      examples: problemExamples(),
      securitySchemes: SECURITY,
    },
  };
}

const SECURITY = {
  toegangscode: {
    type: 'http',
    scheme: 'bearer',
    description:
      'De toegangscode (capability) die u bij de aanmelding kreeg, of die in een e-mail over die aanmelding staat. Zij geldt alleen voor die aanmelding.',
  },
  kantoorsleutel: {
    type: 'http',
    scheme: 'bearer',
    description:
      'De kantoorsleutel die u bij de laatste bevestiging van uw e-mailadres kreeg; hij werkt 180 dagen, en alleen voor dat adres.',
  },
  kantoorcode: {
    type: 'http',
    scheme: 'bearer',
    description: 'De kantoorsleutel, of de kantoorcode uit een e-mail (14 dagen).',
  },
  beoordelaar: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'Een token (JWT) van de OpenID Connect-omgeving van a.s.r., van een medewerker met de rol van beoordelaar. Wie beoordeelt, staat in het token (sub).',
  },
} as const;

const PARAMETERS = {
  AanmeldingId: {
    name: 'aanmeldingId',
    in: 'path',
    required: true,
    description: 'Het kenmerk van de aanmelding.',
    schema: jsonSchemaOf(AanmeldingId),
  },
  KoppelingId: {
    name: 'koppelingId',
    in: 'path',
    required: true,
    description: 'Het kenmerk van de koppeling.',
    schema: jsonSchemaOf(KoppelingId),
  },
  UitwisselingId: {
    name: 'uitwisselingId',
    in: 'path',
    required: true,
    description: 'Het kenmerk van de uitwisseling.',
    schema: jsonSchemaOf(UitwisselingId),
  },
  VerzoekId: {
    name: 'verzoekId',
    in: 'path',
    required: true,
    description: 'Het kenmerk van het verzoek.',
    schema: jsonSchemaOf(VerzoekId),
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'Uw eigen naam voor deze aanvraag, bijvoorbeeld een UUID. Dezelfde sleutel met dezelfde inhoud geeft 24 uur lang hetzelfde antwoord; met andere inhoud 422.',
    schema: jsonSchemaOf(IdempotentieSleutel),
    example: '7f8b0c52-4d1e-4b60-9a37-2c5d8e9f1a34',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'De ETag van een eerder antwoord.',
    schema: { type: 'string' },
    example: '"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"',
  },
} as const;

const HEADERS = {
  ETag: { description: 'De versie van dit antwoord.', schema: { type: 'string' } },
  Location: { description: 'Waar de status van de aanmelding staat.', schema: { type: 'string' } },
  RetryAfter: { description: 'Na hoeveel seconden opnieuw proberen zin heeft.', schema: { type: 'integer' } },
  WwwAuthenticate: { description: 'Hoe u zich bekendmaakt: Bearer.', schema: { type: 'string' } },
} as const;

function pathsOf(routes: readonly Route[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return paths;
}

function operationOf({ functie, tag, summary, description, toegang, toegangMag, body, answers, ...route }: Route) {
  const { problems } = route;
  const parameters = parametersOf(route);
  return {
    operationId: functie,
    tags: [tag],
    summary,
    description,
    security: [
      ...(toegang === undefined ? [] : [{ [toegang]: [] }]),
      ...(toegangMag === undefined ? [] : [{}, { [toegangMag]: [] }]),
    ],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: requestOf(body) }),
    responses: { ...mapValues(answers, answerOf), ...refusalsOf(problems, toegang === 'beoordelaar') },
  };
}

const IN_PATH = [
  ['{aanmeldingId}', 'AanmeldingId'],
  ['{koppelingId}', 'KoppelingId'],
  ['{uitwisselingId}', 'UitwisselingId'],
  ['{verzoekId}', 'VerzoekId'],
] as const;

function parametersOf({ path, query, headers = [] }: Pick<Route, 'path' | 'query' | 'headers'>): unknown[] {
  const inPath = IN_PATH.filter(([part]) => path.includes(part)).map(([, name]) => name);
  const names = [...inPath, ...headers];
  return [...names.map((name) => ({ $ref: `#/components/parameters/${name}` })), ...queryOf(query)];
}

const queryOf = (query: z.ZodObject | undefined) =>
  Object.entries(query?.shape ?? {}).map(([name, value]) => {
    const { description, ...schema } = jsonSchemaOf(z.instanceof(z.ZodType).parse(value));
    return { name, in: 'query', description, schema };
  });

const requestOf = ({ schema, examples, also = {} }: Body) => ({
  required: true,
  content: {
    [JSON_TYPE]: { schema: refTo(schema), examples },
    ...mapValues(also, ({ description, example }) => ({ schema: { type: 'string', description }, example })),
  },
});

const answerOf = ({ description, schema, examples, html, headers = [] }: Answer) => ({
  description,
  ...(headers.length === 0 ? {} : { headers: headersOf(headers) }),
  ...(schema === undefined ? {} : { content: { [JSON_TYPE]: { schema: refTo(schema), examples } } }),
  ...(html === undefined ? {} : { content: { [HTML_TYPE]: { schema: { type: 'string' }, example: html } } }),
});

const headersOf = (names: readonly (keyof typeof HEADERS)[]) =>
  Object.fromEntries(names.map((name) => [WIRE_NAMES[name], { $ref: `#/components/headers/${name}` }]));

const WIRE_NAMES = {
  ETag: 'ETag',
  Location: 'Location',
  RetryAfter: 'Retry-After',
  WwwAuthenticate: 'WWW-Authenticate',
} as const;

/** The problems of a route by their status; and what API Gateway answers before a function sees the request. */
function refusalsOf(problems: readonly Probleemcode[], isStaff: boolean): Record<string, unknown> {
  const refusals: Record<string, unknown> = { 429: refusalOf(429, []) };
  const byStatus = Map.groupBy(problems, (code) => PROBLEMEN[code].status);
  for (const [status, codes] of byStatus) refusals[status] = refusalOf(status, codes, isStaff);
  return refusals;
}

const GATEWAY: Readonly<Record<number, string>> = { 401: 'Unauthorized', 429: 'Too Many Requests' };

function refusalOf(status: number, codes: readonly Probleemcode[], isStaff = false) {
  const byGateway = status === 429 || (status === 401 && isStaff) ? GATEWAY[status] : undefined;
  const lines = codes.map((code) => `- \`${code}\`: ${PROBLEMEN[code].title}`);
  const gatewayLine = byGateway === undefined ? [] : [`- De poort vóór de API antwoordt zelf: ${byGateway}.`];
  const headers = [
    ...(status === 401 ? (['WwwAuthenticate'] as const) : []),
    ...(status === 503 || codes.some((code) => code.startsWith('te-veel-')) ? (['RetryAfter'] as const) : []),
  ];
  return {
    description: [...lines, ...gatewayLine].join('\n'),
    ...(headers.length === 0 ? {} : { headers: headersOf(headers) }),
    content: {
      ...(codes.length === 0 ? {} : { [PROBLEM_TYPE]: problemBody(status, codes) }),
      ...(byGateway === undefined
        ? {}
        : {
            [JSON_TYPE]: {
              schema: refTo('Poortmelding'),
              examples: { poort: { summary: byGateway, value: { message: byGateway } } },
            },
          }),
    },
  };
}

const problemBody = (status: number, codes: readonly Probleemcode[]) => ({
  schema: {
    ...refTo('Probleem'),
    type: 'object',
    properties: { status: { const: status }, code: { enum: [...codes] } },
  } satisfies JsonSchema,
  examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
});

/** Every problem of the catalogue as the API gives it. */
const problemExamples = () => mapValues(PROBLEMEN, ({ title }, code) => ({ summary: title, value: exampleOf(code) }));

const FAULTS: Partial<Record<Probleemcode, Parameters<typeof problemOf>[1]>> = {
  'ongeldige-gegevens': {
    fouten: [
      {
        veld: 'werkgever.loonheffingennummer',
        code: 'controlecijfer',
        tekst: 'Dit loonheffingennummer klopt niet (controlecijfer). Controleer of er een cijfer is verwisseld.',
      },
      { veld: 'salarisverwerker.email', code: 'ontbreekt', tekst: 'Vul uw e-mailadres in.' },
    ],
  },
  'ongeldige-vraag': {
    fouten: [{ veld: 'aantal', code: 'ongeldig', tekst: 'Vraag om 1 tot en met 100 per bladzijde.' }],
  },
};

const exampleOf = (code: Probleemcode): unknown => JSON.parse(problemAnswer(problemOf(code, FAULTS[code])).body ?? '');

const mapValues = <Key extends string, Value, Mapped>(
  record: Readonly<Record<Key, Value>>,
  map: (value: Value, key: Key) => Mapped,
): Record<string, Mapped> => {
  const mapped: Record<string, Mapped> = {};
  for (const key in record) mapped[key] = map(record[key], key);
  return mapped;
};
