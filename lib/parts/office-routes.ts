import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type { Access } from '../access.ts';
import { DELIVERY_PREFIX } from '../names.ts';
import { ANSWERS_A_FILE, type Platform } from './platform.ts';
import { type Collaborators, type Route, signOff } from './route.ts';

const ONE_AANMELDING = '/aanmeldingen/{aanmeldingId}';
const { POST } = apigw.HttpMethod;

/** Sign-ups that were refused because too many wait for a confirmation. */
export const REFUSED = { metricNamespace: 'Salariskoppeling', metricName: 'SignUpsRefused' } as const;
const COUNTS_REFUSED: Access = {
  environment: {},
  statements: [],
  counted: [
    { id: 'Refused', filterPattern: FilterPattern.stringValue('$.code', '=', 'aanvragen.te-druk'), ...REFUSED },
  ],
};

/** For the offices: a sign-up is open, and what it returns opens the rest. */
export function officeRoutes(platform: Platform, { nazorg, agenda, mail, logins }: Collaborators): readonly Route[] {
  const { access, machines } = platform;
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
      name: 'submit-aanmelding',
      method: apigw.HttpMethod.POST,
      path: '/aanmeldingen',
      access: [...takeIn(), COUNTS_REFUSED],
      ...open,
    },
    {
      name: 'submit-bulk',
      method: apigw.HttpMethod.POST,
      path: '/aanmeldingen/bulk',
      access: [...takeIn(), COUNTS_REFUSED],
      size: ANSWERS_A_FILE,
      ...open,
    },
    { name: 'show-aanmelding', method: apigw.HttpMethod.GET, path: one, access: [access.readTable()], ...open },
    {
      name: 'show-kalender',
      method: apigw.HttpMethod.GET,
      path: `${one}/kalender`,
      access: [access.readTable(), mail.sender()],
      ...open,
    },
    {
      name: 'recheck-aanmelding',
      method: apigw.HttpMethod.POST,
      path: `${one}/hercontrole`,
      access: [access.writeTable(), resume],
      ...open,
    },
    {
      name: 'correct-aanmelding',
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
      name: 'replace-token',
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
      name: 'confirm-aanvraag',
      method: apigw.HttpMethod.POST,
      path: `${one}/bevestiging`,
      access: [...takeIn(), access.readSecrets('kandidaat')],
      size: ANSWERS_A_FILE,
      ...open,
    },
    {
      name: 'show-kantoor',
      method: apigw.HttpMethod.GET,
      path: '/kantoor',
      access: [access.readTable(), access.listKantoor()],
      ...open,
    },
    {
      name: 'ask-kantoorcode',
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
      name: 'replace-capability',
      method: apigw.HttpMethod.POST,
      path: `${one}/capability`,
      access: [access.writeTable()],
      ...open,
    },
    {
      name: 'sign-off-aanmelding',
      method: apigw.HttpMethod.DELETE,
      path: one,
      access: signOff(platform, nazorg),
      ...open,
    },
    {
      name: 'confirm-afmelding',
      method: POST,
      path: `${one}/afmelding/bevestiging`,
      access: [access.writeTable(), access.startMachine('AFMELDING_MACHINE_ARN', machines.afmelding.arn)],
      ...open,
    },
    {
      name: 'withdraw-afmelding',
      method: apigw.HttpMethod.DELETE,
      path: `${one}/afmelding`,
      access: [access.writeTable(), agenda.access(), mail.access(), mail.assessors()],
      ...open,
    },
    {
      name: 'restore-adres',
      method: POST,
      path: `${one}/adres-herstel`,
      access: [access.writeTable(), mail.access()],
      ...open,
    },
    {
      name: 'show-vragen',
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
      name: 'add-werkgever',
      method: POST,
      path: `${one}/werkgevers`,
      access: [...takeIn(), access.readSecrets('kandidaat'), access.readSecrets('account')],
      ...open,
    },
  ];
}

/** Tells anyone what the API takes and answers; it touches nothing. */
export const OPENAPI: Route = {
  name: 'show-openapi',
  method: apigw.HttpMethod.GET,
  path: '/openapi.json',
  access: [],
  authorizer: undefined,
};

/** Where the link of a mail leads as long as there are no pages: the same for everybody; it touches nothing. */
export const PAGE: Route = {
  name: 'show-aanmeldpagina',
  method: apigw.HttpMethod.GET,
  path: '/aanmelding/{aanmeldingId}',
  access: [],
  authorizer: undefined,
};
