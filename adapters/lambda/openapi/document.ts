import * as z from 'zod';
import { API_VERSION } from '../api-version.ts';
import { problemAnswer } from '../problem.ts';
import type { Probleem } from '../problem-schema.ts';
import { meaningOf, PROBLEMEN, type Probleemcode, problemOf } from '../problems.ts';
import { BEHEER_ROUTES } from './beheer-routes.ts';
import { HEADERS, headersOf, PARAMETERS, SECURITY } from './components.ts';
import { LEVERING_ROUTES } from './levering-routes.ts';
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

**Fouten** zijn \`application/problem+json\` (RFC 9457). \`title\` is bij een code altijd dezelfde, \`detail\` zegt wat u doet, en \`instance\` is het kenmerk van uw aanvraag.
Een adres dat niet bestaat, geeft 404 met \`adres-onbekend\`; een methode die een adres niet kent, geeft 405 met \`methode-onbekend\` en de header \`Allow\`. HEAD is er niet; OPTIONS
geeft 204 met \`Allow\`. Bij 503, en bij elke 429 van de API waarbij wij het weten, staat in \`Retry-After\` na hoeveel seconden u het opnieuw kunt proberen. Wie een aanmelding niet mag
zien, krijgt 404 en geen 403: zo is niet te raden welke er zijn.

De poort vóór de API antwoordt soms zelf, in het Engels en met \`{"message": "…"}\`: bij te veel aanvragen in korte tijd (429; probeer het na een paar seconden opnieuw), een ontbrekend of ongeldig
token van een beoordelaar (401), meer dan 10 MB (413), een storing (500) of als het antwoord te lang duurt (503).

**Versie**: elk antwoord van de API heeft de header \`API-Version\`. Van een pagina op een andere site mag alleen dit document worden opgehaald (CORS).

**Antwoorden kunnen velden erbij krijgen.** Sla velden over die u niet kent. In een aanvraag mag juist geen onbekend veld staan.
`.trim();

/** Of the code, by its SPDX identifier: a proposal, on which a.s.r. decides (docs/decisions/0061-licence.md). */
const LICENCE = { name: 'European Union Public Licence 1.2', identifier: 'EUPL-1.2' } as const;

/** Where the document is. */
export const OPENAPI_PATH = '/openapi.json';

const OPENAPI_ROUTE: Route = {
  method: 'get',
  path: OPENAPI_PATH,
  functie: 'show-openapi',
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
  ...LEVERING_ROUTES,
  OPENAPI_ROUTE,
];

/** The OpenAPI 3.1 document of the API, made of the schemas by which it reads and writes. */
export function createOpenapi() {
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Salariskoppeling a.s.r. met Nmbrs',
      version: API_VERSION,
      description: DESCRIPTION,
      contact: { name: 'a.s.r., salariskoppeling', url: 'https://www.asr.nl' },
      license: LICENCE,
    },
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

function pathsOf(routes: readonly Route[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  }
  return paths;
}

function operationOf({ functie, tag, summary, description, toegang, toegangMag, body, answers, ...route }: Route) {
  const { problems, operatie = functie } = route;
  const parameters = parametersOf(route);
  return {
    operationId: operatie,
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

type Parametered = Pick<Route, 'path' | 'elkKenmerk' | 'query' | 'headers'>;

const IN_PATH = [
  ['{aanmeldingId}', 'AanmeldingId'],
  ['{koppelingId}', 'KoppelingId'],
  ['{uitwisselingId}', 'UitwisselingId'],
  ['{verzoekId}', 'VerzoekId'],
] as const;

function parametersOf({ path, elkKenmerk, query, headers = [] }: Parametered): unknown[] {
  const inPath = IN_PATH.filter(([part]) => path.includes(part)).map(([, name]) => (elkKenmerk ? 'ElkKenmerk' : name));
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
    ...inText(also),
  },
});

const inText = (also: NonNullable<Body['also']>) =>
  mapValues(also, ({ description, example }, mediaType) => ({
    schema: { type: 'string', contentMediaType: mediaType, minLength: 1, description },
    example,
  }));

const answerOf = ({ description, schema, examples, also = {}, html, headers = [] }: Answer) => ({
  description,
  headers: headersOf(headers),
  ...(schema === undefined ? {} : { content: { [JSON_TYPE]: { schema: refTo(schema), examples }, ...inText(also) } }),
  ...(html === undefined ? {} : { content: { [HTML_TYPE]: { schema: { type: 'string' }, example: html } } }),
});

/** The problems of a route by their status; and what API Gateway answers before a function sees the request. */
function refusalsOf(problems: readonly Probleemcode[], isStaff: boolean): Record<string, unknown> {
  const refusals: Record<string, unknown> = { 429: refusalOf(429, []) };
  const byStatus = Map.groupBy(problems, (code) => PROBLEMEN[code].status);
  for (const [status, codes] of byStatus) refusals[status] = refusalOf(status, codes, isStaff);
  return refusals;
}

const GATEWAY: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

function refusalOf(status: number, codes: readonly Probleemcode[], isStaff = false) {
  const byGateway = status === 401 && !isStaff ? undefined : GATEWAY[status];
  const lines = codes.map((code) => `- \`${code}\`: ${meaningOf(PROBLEMEN[code])}`);
  const gatewayLine = byGateway === undefined ? [] : [`- De poort vóór de API antwoordt zelf: ${byGateway}.`];
  const headers = [
    ...(status === 401 ? (['WwwAuthenticate'] as const) : []),
    ...(codes.some(tellsWhen) ? (['RetryAfter'] as const) : []),
  ];
  return {
    description: [...lines, ...gatewayLine].join('\n'),
    headers: headersOf(headers),
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

/** Whether the answer says when to come back. Of what is never allowed again it cannot. */
const tellsWhen = (code: Probleemcode): boolean =>
  [429, 503].includes(PROBLEMEN[code].status) && code !== 'te-veel-adrescorrecties';

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

const INSTANCE = 'urn:salariskoppeling:aanvraag:JKJaXmPLvHcESHA=';

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

function exampleOf(code: Probleemcode): unknown {
  const probleem: Probleem = JSON.parse(problemAnswer(problemOf(code, FAULTS[code])).body ?? '');
  return { ...probleem, instance: INSTANCE };
}

const mapValues = <Key extends string, Value, Mapped>(
  record: Readonly<Record<Key, Value>>,
  map: (value: Value, key: Key) => Mapped,
): Record<string, Mapped> => {
  const mapped: Record<string, Mapped> = {};
  for (const key in record) mapped[key] = map(record[key], key);
  return mapped;
};
