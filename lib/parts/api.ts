import * as cdk from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Access } from '../access.ts';
import { HouseLogGroup } from '../constructs/house-log-group.ts';
import { DELIVERY_PREFIX, REQUEST_PREFIX } from '../names.ts';
import type { Agenda } from './agenda.ts';
import type { Logins } from './logins.ts';
import type { Mail } from './mail.ts';
import type { Nazorg } from './nazorg.ts';
import {
  ANSWERS_A_FILE,
  ANSWERS_A_PERSON,
  functionNamed,
  idOf,
  nmbrsFunctionNamed,
  type Platform,
  type Size,
} from './platform.ts';
import { STAGE, throttleOf } from './throttles.ts';

const ONE_AANMELDING = '/aanmeldingen/{aanmeldingId}';
const ONE_KOPPELING = '/koppelingen/{koppelingId}';
const ONE_UITWISSELING = '/uitwisselingen/{uitwisselingId}';
const ONE_VERZOEK = '/verzoeken/{verzoekId}';
const { POST } = apigw.HttpMethod;

/** Sign-ups that were refused because too many wait for a confirmation. */
const REFUSED = { metricNamespace: 'Salariskoppeling', metricName: 'SignUpsRefused' } as const;
const COUNTS_REFUSED: Access = {
  environment: {},
  statements: [],
  counted: [
    { id: 'Refused', filterPattern: FilterPattern.stringValue('$.code', '=', 'aanvragen.te-druk'), ...REFUSED },
  ],
};

export interface Collaborators {
  readonly nazorg: Nazorg;
  readonly agenda: Agenda;
  readonly mail: Mail;
  readonly logins: Logins;
}

/** Whatever is no route: tells what is there. API Gateway itself would answer 404, also where only the method is wrong. It touches nothing. */
const ELSEWHERE = 'toon-wegwijzer';

interface Route {
  readonly name: string;
  readonly method: apigw.HttpMethod;
  readonly path: string;
  /** Other paths that the same function answers. */
  readonly also?: readonly string[];
  readonly access: readonly Access[];
  readonly authorizer: apigw.IHttpRouteAuthorizer | undefined;
  readonly size?: Size;
}

/** Tells anyone what the API takes and answers; it touches nothing. */
const OPENAPI: Route = {
  name: 'toon-openapi',
  method: apigw.HttpMethod.GET,
  path: '/openapi.json',
  access: [],
  authorizer: undefined,
};

/** Where the link of a mail leads as long as there are no pages: the same for everybody; it touches nothing. */
const PAGE: Route = {
  name: 'toon-aanmeldpagina',
  method: apigw.HttpMethod.GET,
  path: '/aanmelding/{aanmeldingId}',
  access: [],
  authorizer: undefined,
};

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
    const all = [...this.#officeRoutes(collaborators), ...this.#staffRoutes(collaborators), OPENAPI, PAGE];
    const made = [...all.flatMap((route) => this.#add(route)), this.#addElsewhere()];
    this.#throttle(this.#stage(), all, made);
    this.url = this.#api.apiEndpoint;
    this.#watch();
  }

  #officeRoutes({ nazorg, agenda, mail, logins }: Collaborators): readonly Route[] {
    const { access, machines } = this.#platform;
    const one = ONE_AANMELDING;
    const open = { authorizer: undefined };
    const resume = access.resumeMachine(machines.realisatie.arn);
    const takeIn = () => [
      access.writeTable(),
      access.storeSecrets('kandidaat'),
      access.eraseSecrets('kandidaat'),
      nazorg.access(),
      access.startMachine('REALISATIE_MACHINE_ARN', machines.realisatie.arn),
    ];
    return [
      {
        name: 'aanmelden',
        method: apigw.HttpMethod.POST,
        path: '/aanmeldingen',
        access: [...takeIn(), COUNTS_REFUSED],
        ...open,
      },
      {
        name: 'meld-bulk-aan',
        method: apigw.HttpMethod.POST,
        path: '/aanmeldingen/bulk',
        access: [...takeIn(), COUNTS_REFUSED],
        size: ANSWERS_A_FILE,
        ...open,
      },
      { name: 'toon-aanmelding', method: apigw.HttpMethod.GET, path: one, access: [access.readTable()], ...open },
      {
        name: 'toon-kalender',
        method: apigw.HttpMethod.GET,
        path: `${one}/kalender`,
        access: [access.readTable(), mail.sender()],
        ...open,
      },
      {
        name: 'hercontroleer',
        method: apigw.HttpMethod.POST,
        path: `${one}/hercontrole`,
        access: [access.writeTable(), resume],
        ...open,
      },
      {
        name: 'herstel-aanmelding',
        method: apigw.HttpMethod.PATCH,
        path: one,
        access: [
          access.writeTable(),
          access.readSecrets('kandidaat'),
          access.replaceSecrets('kandidaat'),
          mail.access(),
          resume,
        ],
        ...open,
      },
      {
        name: 'vervang-token',
        method: apigw.HttpMethod.PUT,
        path: `${one}/token`,
        access: [
          access.writeTable(),
          access.readSecrets('kandidaat'),
          access.replaceSecrets('kandidaat'),
          access.readSecrets('account'),
          access.storeSecrets('account'),
          access.eraseSecrets('account'),
          nazorg.access(),
          agenda.access(),
          resume,
          logins.access(),
        ],
        ...open,
      },
      {
        name: 'bevestig-adres',
        method: apigw.HttpMethod.POST,
        path: `${one}/bevestiging`,
        access: [...takeIn(), access.readSecrets('kandidaat')],
        size: ANSWERS_A_FILE,
        ...open,
      },
      {
        name: 'toon-kantoor',
        method: apigw.HttpMethod.GET,
        path: '/kantoor',
        access: [access.readTable(), access.listKantoor()],
        ...open,
      },
      {
        name: 'mail-kantoorcode',
        method: apigw.HttpMethod.POST,
        path: '/kantoor/toegang',
        access: [nazorg.access()],
        ...open,
      },
      {
        name: 'mail-toegang',
        method: apigw.HttpMethod.POST,
        path: `${one}/toegang`,
        access: [access.writeTable(), mail.access()],
        ...open,
      },
      {
        name: 'vervang-toegang',
        method: apigw.HttpMethod.POST,
        path: `${one}/capability`,
        access: [access.writeTable()],
        ...open,
      },
      {
        name: 'meld-af',
        method: apigw.HttpMethod.DELETE,
        path: one,
        access: this.#signOff(nazorg),
        ...open,
      },
      {
        name: 'bevestig-afmelding',
        method: POST,
        path: `${one}/afmelding/bevestiging`,
        access: [access.writeTable(), access.startMachine('AFMELDING_MACHINE_ARN', machines.afmelding.arn)],
        ...open,
      },
      {
        name: 'trek-afmelding-in',
        method: apigw.HttpMethod.DELETE,
        path: `${one}/afmelding`,
        access: [access.writeTable(), agenda.access(), mail.access(), mail.assessors()],
        ...open,
      },
      {
        name: 'herstel-adres',
        method: POST,
        path: `${one}/adres-herstel`,
        access: [access.writeTable(), mail.access()],
        ...open,
      },
      {
        name: 'toon-vragen',
        method: apigw.HttpMethod.GET,
        path: `${one}/vragen`,
        access: [
          access.readTable(),
          access.readObjects(`${DELIVERY_PREFIX}*/vragen.json`),
          access.readObjects(`${DELIVERY_PREFIX}*/werknemers.ndjson`),
        ],
        size: ANSWERS_A_FILE,
        ...open,
      },
      {
        name: 'meld-werkgever-aan',
        method: POST,
        path: `${one}/werkgevers`,
        access: [...takeIn(), access.readSecrets('kandidaat'), access.readSecrets('account')],
        ...open,
      },
    ];
  }

  /** The token is verified here, the role in the function. */
  #staffRoutes({ agenda, mail, nazorg }: Collaborators): readonly Route[] {
    const { access, machines } = this.#platform;
    const authorizer = this.#authorizer();
    const staff = (name: string, path: string, given: readonly Access[], method = apigw.HttpMethod.GET): Route => ({
      ...{ name, path, method, authorizer },
      access: [...given, this.#staff()],
    });
    const start = access.startMachine('UITWISSELING_MACHINE_ARN', machines.uitwisseling.arn);
    const naming = this.#naming();
    const release = [access.writeTable(), access.resumeMachine(machines.uitwisseling.arn), naming];
    const receive = [access.writeTable(), access.readObjects(`${DELIVERY_PREFIX}*/manifest.json`), this.#reader()];
    const agree = [access.writeTable(), access.startMachine('VERZOEK_MACHINE_ARN', machines.verzoek.arn), naming];
    const erase = [access.writeTable(), access.eraseSecrets('kandidaat')];
    const mailing = [access.writeTable(), mail.access()];
    const decide = [...mailing, access.resumeMachine(machines.realisatie.arn), mail.assessors(), naming];
    return [
      staff('beslis', `${ONE_AANMELDING}/besluit`, decide, POST),
      staff('toon-werkvoorraad', '/werkvoorraad', [access.listWerkvoorraad(), access.readTable()]),
      staff('toon-dossier', '/werkvoorraad/{aanmeldingId}', [access.readTable()]),
      staff('toon-voorstel', `${ONE_AANMELDING}/voorstel`, [access.readTable()]),
      staff('toon-audit', `${ONE_AANMELDING}/audit`, [access.readTable()]),
      staff('wis-aanmelding', `${ONE_AANMELDING}/wissing`, erase, POST),
      staff('toon-koppelingen', '/koppelingen', [access.listWerkvoorraad(), access.readTable()]),
      staff('toon-koppeling', ONE_KOPPELING, [access.readTable()]),
      staff('geef-vrij', `${ONE_UITWISSELING}/vrijgave`, release, POST),
      staff('bevestig-levering', `${ONE_UITWISSELING}/ontvangst`, receive, POST),
      staff('toon-uitwisseling', ONE_UITWISSELING, [access.readTable()]),
      staff('pauzeer-koppeling', `${ONE_KOPPELING}/pauze`, [access.writeTable(), agenda.cancelling()], POST),
      staff('hervat-koppeling', `${ONE_KOPPELING}/hervatting`, [access.writeTable(), agenda.access(), start], POST),
      staff('sla-tijdvak-over', `${ONE_KOPPELING}/overslag`, [access.writeTable(), agenda.access(), start], POST),
      staff('wijzig-verloning', `${ONE_KOPPELING}/verloning`, [access.writeTable(), agenda.access(), start], POST),
      staff('dien-verzoek-in', `${ONE_KOPPELING}/verzoeken`, [access.writeTable(), naming], POST),
      staff('toon-verzoeken', `${ONE_KOPPELING}/verzoeken`, [access.readTable()]),
      staff('toon-verzoek', ONE_VERZOEK, [access.readTable()]),
      staff('beslis-verzoek', `${ONE_VERZOEK}/besluit`, agree, POST),
      staff('haal-inzage-op', `${ONE_VERZOEK}/inzage`, [access.writeTable(), access.readObjects(REQUEST_PREFIX)]),
      staff('haal-opnieuw', `${ONE_KOPPELING}/uitwisselingen`, [access.writeTable(), start], POST),
      staff('beeindig-koppeling', `${ONE_KOPPELING}/beeindiging`, this.#signOff(nazorg), POST),
      staff(
        'trek-beeindiging-in',
        `${ONE_KOPPELING}/beeindiging/intrekking`,
        [...mailing, mail.assessors(), agenda.access()],
        POST,
      ),
      staff('wijzig-koppeling', `${ONE_KOPPELING}/wijziging`, [...mailing, naming], POST),
      staff('geef-toegang', `${ONE_AANMELDING}/nieuwe-toegang`, mailing, POST),
      {
        ...staff('toon-levering', `${ONE_UITWISSELING}/levering`, [
          access.noteLooks(),
          access.readObjects(DELIVERY_PREFIX),
        ]),
        also: [`${ONE_UITWISSELING}/mutaties`, `${ONE_UITWISSELING}/vragen`],
      },
    ];
  }

  #signOff(nazorg: Nazorg): readonly Access[] {
    const { access, machines } = this.#platform;
    return [
      access.writeTable(),
      access.eraseSecrets('kandidaat'),
      nazorg.access(),
      access.startMachine('AFMELDING_MACHINE_ARN', machines.afmelding.arn),
    ];
  }

  #staff(): Access {
    const { staffRole, staffRoleClaim } = this.#platform.config;
    return { environment: { STAFF_ROLE: staffRole, STAFF_ROLE_CLAIM: staffRoleClaim }, statements: [] };
  }

  /** Of a function that keeps by whom something was decided or asked. */
  #naming(): Access {
    return { environment: { STAFF_NAME_CLAIM: this.#platform.config.staffNameClaim }, statements: [] };
  }

  #reader(): Access {
    return { environment: { READER_ROLE: this.#platform.config.readerRole }, statements: [] };
  }

  #authorizer(): HttpJwtAuthorizer {
    const { oidcIssuer, oidcAudience } = this.#platform.config;
    return new HttpJwtAuthorizer('Staff', oidcIssuer, { jwtAudience: [oidcAudience] });
  }

  #add({ name, method, path, also = [], access, authorizer, ...rest }: Route): readonly apigw.HttpRoute[] {
    const { size = ANSWERS_A_PERSON } = rest;
    const made = { platform: this.#platform, size, access };
    const handler = name === 'vervang-token' ? nmbrsFunctionNamed(this, name, made) : functionNamed(this, name, made);
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
          new HouseLogGroup(this, 'AccessLogs', { key: this.#platform.key }),
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
