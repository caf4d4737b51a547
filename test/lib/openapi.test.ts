import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createOpenapi, ROUTES } from '../../adapters/lambda/openapi/document.ts';
import { functionsOf } from './functions.ts';
import { allResources, ofType, text } from './templates.ts';

const resources = allResources();
const functions = [...functionsOf(resources).values()];
const integrations = new Map(ofType(resources, 'AWS::ApiGatewayV2::Integration').map((one) => [one.logicalId, one]));

const Route = z.object({ RouteKey: z.string(), AuthorizationType: z.string(), Target: z.unknown().transform(text) });
const deployed = ofType(resources, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => {
  const { RouteKey, AuthorizationType, Target } = Route.parse(Properties);
  const uri = text(integrations.get(Target.replace(/^integrations\/<(.*)>$/, '$1'))?.Properties.IntegrationUri);
  return { route: RouteKey, authorization: AuthorizationType, uri };
});
/** What takes all else has no place in a description. */
const routes = deployed.filter(({ route }) => route !== '$default');

describe('the OpenAPI document', () => {
  it('has exactly the routes that are deployed', () => {
    const described = Object.entries(createOpenapi().paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(routes.map(({ route }) => route).sort());
  });

  it('is of what it does not name that one function tells', () => {
    const others = deployed.filter(({ route }) => route === '$default');
    expect(others).toMatchObject([{ authorization: 'NONE' }]);
    expect(functions.find(({ logicalId }) => others[0]?.uri.includes(logicalId))?.name).toBe('show-wegwijzer');
  });

  it.each(routes)('names the function and the access of $route', ({ route, authorization, uri }) => {
    const described = ROUTES.find(({ method, path }) => route === `${method.toUpperCase()} ${path}`);
    expect(functions.find(({ logicalId }) => uri.includes(logicalId))?.name).toBe(described?.functie);
    expect(described?.toegang === 'beoordelaar').toBe(authorization === 'JWT');
  });
});
