import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functionsOf } from './functions.ts';
import { allResources, ofType, single, text } from './templates.ts';

const resources = allResources();
const functions = functionsOf(resources);
const integrations = new Map(ofType(resources, 'AWS::ApiGatewayV2::Integration').map((one) => [one.logicalId, one]));

const Route = z.object({ RouteKey: z.string(), AuthorizationType: z.string(), Target: z.unknown().transform(text) });
const routes = ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
  const { RouteKey, AuthorizationType, Target } = Route.parse(Properties);
  const integration = integrations.get(Target.replace(/^integrations\/<(.*)>$/, '$1'));
  const uri = text(integration?.Properties.IntegrationUri);
  const found = [...functions.values()].find(({ logicalId }) => uri.includes(logicalId));
  return {
    route: RouteKey,
    authorization: AuthorizationType,
    function: found?.name,
    authorizer: Properties.AuthorizerId,
  };
});

describe('the API', () => {
  it('has routes for the offices, and routes that ask for a member of staff', () => {
    const seen = routes.map(({ route, authorization, function: name }) => [route, name, authorization]);
    expect(seen.sort()).toEqual([
      ['$default', 'show-wegwijzer', 'NONE'],
      ['DELETE /aanmeldingen/{aanmeldingId}', 'sign-off-aanmelding', 'NONE'],
      ['DELETE /aanmeldingen/{aanmeldingId}/afmelding', 'withdraw-afmelding', 'NONE'],
      ['GET /aanmelding/{aanmeldingId}', 'show-aanmeldpagina', 'NONE'],
      ['GET /aanmeldingen/{aanmeldingId}', 'show-aanmelding', 'NONE'],
      ['GET /aanmeldingen/{aanmeldingId}/audit', 'show-audit', 'JWT'],
      ['GET /aanmeldingen/{aanmeldingId}/kalender', 'show-kalender', 'NONE'],
      ['GET /aanmeldingen/{aanmeldingId}/voorstel', 'show-voorstel', 'JWT'],
      ['GET /aanmeldingen/{aanmeldingId}/vragen', 'show-vragen', 'NONE'],
      ['GET /kantoor', 'show-kantoor', 'NONE'],
      ['GET /koppelingen', 'show-koppelingen', 'JWT'],
      ['GET /koppelingen/{koppelingId}', 'show-koppeling', 'JWT'],
      ['GET /koppelingen/{koppelingId}/verzoeken', 'show-verzoeken', 'JWT'],
      ['GET /openapi.json', 'show-openapi', 'NONE'],
      ['GET /uitwisselingen/{uitwisselingId}', 'show-uitwisseling', 'JWT'],
      ['GET /uitwisselingen/{uitwisselingId}/levering', 'show-levering', 'JWT'],
      ['GET /uitwisselingen/{uitwisselingId}/mutaties', 'show-levering', 'JWT'],
      ['GET /uitwisselingen/{uitwisselingId}/vragen', 'show-levering', 'JWT'],
      ['GET /verzoeken/{verzoekId}', 'show-verzoek', 'JWT'],
      ['GET /verzoeken/{verzoekId}/inzage', 'fetch-inzage', 'JWT'],
      ['GET /werkvoorraad', 'show-werkvoorraad', 'JWT'],
      ['GET /werkvoorraad/{aanmeldingId}', 'show-dossier', 'JWT'],
      ['PATCH /aanmeldingen/{aanmeldingId}', 'correct-aanmelding', 'NONE'],
      ['POST /aanmeldingen', 'submit-aanmelding', 'NONE'],
      ['POST /aanmeldingen/bulk', 'submit-bulk', 'NONE'],
      ['POST /aanmeldingen/{aanmeldingId}/adres-herstel', 'restore-adres', 'NONE'],
      ['POST /aanmeldingen/{aanmeldingId}/afmelding/bevestiging', 'confirm-afmelding', 'NONE'],
      ['POST /aanmeldingen/{aanmeldingId}/besluit', 'decide-aanmelding', 'JWT'],
      ['POST /aanmeldingen/{aanmeldingId}/bevestiging', 'confirm-aanvraag', 'NONE'],
      ['POST /aanmeldingen/{aanmeldingId}/capability', 'replace-capability', 'NONE'],
      ['POST /aanmeldingen/{aanmeldingId}/hercontrole', 'recheck-aanmelding', 'NONE'],
      ['POST /aanmeldingen/{aanmeldingId}/nieuwe-toegang', 'reissue-access', 'JWT'],
      ['POST /aanmeldingen/{aanmeldingId}/stand', 'mail-stand', 'JWT'],
      ['POST /aanmeldingen/{aanmeldingId}/toegang', 'mail-toegang', 'NONE'],
      ['POST /aanmeldingen/{aanmeldingId}/werkgevers', 'add-werkgever', 'NONE'],
      ['POST /aanmeldingen/{aanmeldingId}/wissing', 'erase-aanmelding', 'JWT'],
      ['POST /kantoor/toegang', 'ask-kantoorcode', 'NONE'],
      ['POST /koppelingen/{koppelingId}/beeindiging', 'sign-off-koppeling', 'JWT'],
      ['POST /koppelingen/{koppelingId}/beeindiging/intrekking', 'withdraw-beeindiging', 'JWT'],
      ['POST /koppelingen/{koppelingId}/hervatting', 'resume-koppeling', 'JWT'],
      ['POST /koppelingen/{koppelingId}/overslag', 'skip-tijdvak', 'JWT'],
      ['POST /koppelingen/{koppelingId}/pauze', 'pause-koppeling', 'JWT'],
      ['POST /koppelingen/{koppelingId}/uitwisselingen', 'fetch-again', 'JWT'],
      ['POST /koppelingen/{koppelingId}/verloning', 'change-verloning', 'JWT'],
      ['POST /koppelingen/{koppelingId}/verzoeken', 'ask-verzoek', 'JWT'],
      ['POST /koppelingen/{koppelingId}/wijziging', 'change-koppeling', 'JWT'],
      ['POST /uitwisselingen/{uitwisselingId}/ontvangst', 'confirm-levering', 'JWT'],
      ['POST /uitwisselingen/{uitwisselingId}/vrijgave', 'decide-vrijgave', 'JWT'],
      ['POST /verzoeken/{verzoekId}/besluit', 'decide-verzoek', 'JWT'],
      ['PUT /aanmeldingen/{aanmeldingId}/token', 'replace-token', 'NONE'],
    ]);
  });

  it('checks the token of staff with the configured issuer and audience', () => {
    const authorizer = single(resources, 'AWS::ApiGatewayV2::Authorizer');
    expect(authorizer.Properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: ['salariskoppeling'],
        Issuer: 'https://login.microsoftonline.com/organizations/v2.0',
      },
    });
    const guarded = routes.filter(({ authorization }) => authorization === 'JWT');
    expect(guarded.length).toBeGreaterThan(0);
    for (const { route, authorizer: id } of guarded) expect(text(id), route).toBe(`<${authorizer.logicalId}>`);
  });

  it('gives every function behind a staff route the role that it must ask for, and no other function', () => {
    const told = [...functions.values()].filter(({ Environment }) => 'STAFF_ROLE' in Environment.Variables);
    const guarded = routes.filter(({ authorization }) => authorization === 'JWT').map(({ function: name }) => name);
    expect(told.map(({ name }) => name).sort()).toEqual([...new Set(guarded)].sort());
  });

  it('hands over requests in the format that the functions read', () => {
    const formats = [...integrations.values()].map(({ Properties }) => Properties.PayloadFormatVersion);
    expect(formats).toEqual([...new Set(routes.map(({ function: name }) => name))].map(() => '2.0'));
  });

  describe('is throttled', () => {
    const stage = single(resources, 'AWS::ApiGatewayV2::Stage');
    const Limit = z.strictObject({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() });
    const limits = z.record(z.string(), Limit).parse(stage.Properties.RouteSettings);
    const limitOf = (route: string) => limits[route] ?? Limit.parse(undefined);
    const sum = (of: readonly string[], limit: keyof z.infer<typeof Limit>) =>
      of.reduce((all, route) => all + limitOf(route)[limit], 0);
    const kind = (authorization: string) =>
      routes.filter((one) => one.authorization === authorization).map(({ route }) => route);

    it('by a limit of its own for each route', () => {
      expect(Object.keys(limits).sort()).toEqual(routes.map(({ route }) => route).sort());
    });

    it('so that all public routes together let through less than one route of staff', () => {
      expect(kind('JWT').length).toBeGreaterThan(20);
      for (const route of kind('JWT')) {
        expect(limitOf(route).ThrottlingRateLimit, route).toBeGreaterThan(sum(kind('NONE'), 'ThrottlingRateLimit'));
      }
    });

    it('hardest where a request is dear', () => {
      expect(limitOf('POST /aanmeldingen')).toEqual({ ThrottlingRateLimit: 5, ThrottlingBurstLimit: 20 });
      for (const route of ['POST /aanmeldingen/bulk', 'POST /aanmeldingen/{aanmeldingId}/toegang']) {
        expect(limitOf(route)).toEqual({ ThrottlingRateLimit: 1, ThrottlingBurstLimit: 5 });
      }
      expect(limitOf('PUT /aanmeldingen/{aanmeldingId}/token')).toEqual({
        ThrottlingRateLimit: 2,
        ThrottlingBurstLimit: 10,
      });
    });

    it('and by the stage as a whole only beyond what all routes let through, so that none is in the way of another', () => {
      const whole = Limit.parse(stage.Properties.DefaultRouteSettings);
      for (const limit of ['ThrottlingRateLimit', 'ThrottlingBurstLimit'] as const) {
        expect(whole[limit]).toBeGreaterThan(sum(Object.keys(limits), limit));
      }
    });

    it('once the routes are there: API Gateway refuses the limit of a route that it does not know', () => {
      const before = z.array(z.string()).parse(stage.DependsOn);
      for (const { logicalId } of ofType(resources, 'AWS::ApiGatewayV2::Route')) expect(before).toContain(logicalId);
    });
  });

  it('answers no page of another site, but for what the function of the description allows', () => {
    expect(single(resources, 'AWS::ApiGatewayV2::Api').Properties).not.toHaveProperty('CorsConfiguration');
  });

  it('logs which route answered what, and nothing of a person', () => {
    const { Format } = z
      .object({ Format: z.string() })
      .parse(single(resources, 'AWS::ApiGatewayV2::Stage').Properties.AccessLogSettings);
    const fields = z.record(z.string(), z.string()).parse(JSON.parse(Format));
    expect(Object.values(fields).sort()).toEqual([
      '$context.integrationStatus',
      '$context.requestId',
      '$context.requestTimeEpoch',
      '$context.responseLatency',
      '$context.responseLength',
      '$context.routeKey',
      '$context.status',
    ]);
  });
});
