import * as cdk from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { HouseLogGroup } from '../constructs/house-log-group.ts';
import { OPENAPI, officeRoutes, PAGE, REFUSED } from './office-routes.ts';
import { ANSWERS_A_PERSON, functionNamed, idOf, nmbrsFunctionNamed, type Platform } from './platform.ts';
import type { Collaborators, Route } from './route.ts';
import { staffRoutes } from './staff-routes.ts';
import { STAGE, throttleOf } from './throttles.ts';

/** Whatever is no route: tells what is there. API Gateway itself would answer 404, also where only the method is wrong. It touches nothing. */
const ELSEWHERE = 'show-wegwijzer';

/**
 * The HTTPS front: routes for the offices and for a.s.r. staff. No CORS of the API itself, because no page of another site may call it; the
 * description allows it by headers of its own.
 */
export class Api extends Construct {
  readonly url: string;
  readonly #api: apigw.HttpApi;
  readonly #platform: Platform;

  constructor(scope: Construct, id: string, platform: Platform, collaborators: Collaborators) {
    super(scope, id);
    this.#platform = platform;
    this.#api = new apigw.HttpApi(this, 'HttpApi', {
      apiName: 'salariskoppeling',
      description: 'Sign-ups for the a.s.r. salariskoppeling with Nmbrs',
      createDefaultStage: false,
    });
    const all = [
      ...officeRoutes(platform, collaborators),
      ...staffRoutes(platform, collaborators, this.#authorizer()),
      ...[OPENAPI, PAGE],
    ];
    const made = [...all.flatMap((route) => this.#add(route)), this.#addElsewhere()];
    this.#throttle(this.#stage(), all, made);
    this.url = this.#api.apiEndpoint;
    this.#watch();
  }

  #authorizer(): HttpJwtAuthorizer {
    const { oidcIssuer, oidcAudience } = this.#platform.config;
    return new HttpJwtAuthorizer('Staff', oidcIssuer, { jwtAudience: [oidcAudience] });
  }

  #add({ name, method, path, also = [], access, authorizer, ...rest }: Route): readonly apigw.HttpRoute[] {
    const { size = ANSWERS_A_PERSON } = rest;
    const made = { platform: this.#platform, size, access };
    const handler = name === 'replace-token' ? nmbrsFunctionNamed(this, name, made) : functionNamed(this, name, made);
    const integration = new HttpLambdaIntegration(idOf(name), handler.function);
    const given = { methods: [method], integration, ...(authorizer === undefined ? {} : { authorizer }) };
    const routes = [path, ...also].flatMap((one) => this.#api.addRoutes({ path: one, ...given }));
    if (authorizer === undefined) routes.forEach(acknowledgeOpen);
    return routes;
  }

  #addElsewhere(): apigw.HttpRoute {
    const made = { platform: this.#platform, size: ANSWERS_A_PERSON, access: [] };
    const handler = functionNamed(this, ELSEWHERE, made);
    const route = new apigw.HttpRoute(this, 'Elsewhere', {
      httpApi: this.#api,
      routeKey: apigw.HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration(idOf(ELSEWHERE), handler.function),
    });
    acknowledgeOpen(route);
    return route;
  }

  /** The construct of the stage knows no limits by route; API Gateway refuses one of a route that is not there yet. */
  #throttle(stage: apigw.HttpStage, all: readonly Route[], made: readonly apigw.HttpRoute[]): void {
    const { defaultChild } = stage.node;
    if (!(defaultChild instanceof apigw.CfnStage)) throw new Error('the stage has no resource of its own');
    const limits = (name: string, isOfStaff: boolean) => {
      const { rateLimit, burstLimit } = throttleOf(name, isOfStaff);
      return { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit };
    };
    const routes = all.flatMap(({ name, method, path, also = [], authorizer }) =>
      [path, ...also].map((one) => [`${method} ${one}`, limits(name, authorizer !== undefined)] as const),
    );
    const elsewhere = [apigw.HttpRouteKey.DEFAULT.key, limits(ELSEWHERE, false)] as const;
    defaultChild.routeSettings = Object.fromEntries([...routes, elsewhere]);
    stage.node.addDependency(...made);
  }

  #stage(): apigw.HttpStage {
    const field = AccessLogField;
    return new apigw.HttpStage(this, 'Stage', {
      httpApi: this.#api,
      stageName: '$default',
      autoDeploy: true,
      throttle: STAGE,
      accessLogSettings: {
        destination: new apigw.LogGroupLogDestination(
          new HouseLogGroup(this, 'AccessLogs', {
            key: this.#platform.key,
            vended: { service: 'apis', of: 'salariskoppeling' },
          }),
        ),
        // An allow-list: no header, no body, no address of a person.
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: field.contextRequestId(),
            time: field.contextRequestTimeEpoch(),
            route: '$context.routeKey',
            status: field.contextStatus(),
            responseBytes: field.contextResponseLength(),
            responseMs: field.contextResponseLatency(),
            integrationStatus: field.contextIntegrationStatus(),
          }),
        ),
      },
    });
  }

  #watch(): void {
    this.#platform.alarms.watch(this, 'TooManyWait', {
      metric: new cloudwatch.Metric({
        namespace: REFUSED.metricNamespace,
        metricName: REFUSED.metricName,
        statistic: 'Sum',
        period: cdk.Duration.minutes(5),
      }),
      threshold: 1,
      impact:
        'Sign-ups are refused: more of them wait for the confirmation of their address than can be kept. Offices without a kantoorsleutel must come back within the hour; somebody may be attacking the API.',
      runbook: 'More sign-ups wait for a confirmation than can be kept',
    });
    this.#platform.alarms.watch(this, 'Failing', {
      metric: this.#api.metricServerError({ period: cdk.Duration.minutes(1), statistic: 'Sum' }),
      threshold: 1,
      impact:
        'The API answered with a server error: an office cannot sign up or see its status, or a.s.r. cannot decide.',
      runbook: 'The API answers with server errors',
    });
  }
}

const acknowledgeOpen = (route: apigw.HttpRoute): void =>
  cdk.Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'An office has no account here: a sign-up is open, and what it returns (the capability) opens the rest. The description of the API, the plain page and what tells of a wrong address are for anyone.',
  });
