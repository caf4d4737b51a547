import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Access } from '../access.ts';
import { HouseStateMachine } from '../constructs/house-state-machine.ts';
import { type RealisatieFunctions, realisatie } from '../workflows/realisatie.ts';
import type { Agenda } from './agenda.ts';
import type { Logins } from './logins.ts';
import type { Mail } from './mail.ts';
import { functionNamed, KEEPS_BOOKS, nmbrsFunctionNamed, type Platform } from './platform.ts';

interface Collaborators {
  readonly mail: Mail;
  readonly agenda: Agenda;
  readonly logins: Logins;
}

/** From sign-up to realised koppeling: the machine and the functions of its states. */
export class Realisatie extends Construct {
  constructor(scope: Construct, id: string, platform: Platform, collaborators: Collaborators) {
    super(scope, id);
    const functions = functionsOf(this, platform, collaborators);
    platform.alarms.watch(this, 'GivenUp', {
      metric: new cloudwatch.Metric({
        namespace: GIVEN_UP.metricNamespace,
        metricName: GIVEN_UP.metricName,
        statistic: 'Sum',
        period: cdk.Duration.minutes(5),
      }),
      threshold: 1,
      impact:
        'A sign-up could not be checked at Nmbrs and was given up: the office was told to ask for a new controle, and the werkgever’s employees are not exchanged until that one is done. The log of abandon-controle has the code.',
      runbook: 'A controle was given up',
    });
    new HouseStateMachine(this, 'Machine', {
      stateMachineName: platform.machines.realisatie.name,
      key: platform.key,
      alarms: platform.alarms,
      impact:
        'A sign-up is stuck: the office waits for an answer that does not come, and the werkgever’s employees are not exchanged. The execution is named after the aanmelding; mend the cause and redrive it.',
      runbook: 'A state machine failed: realisatie',
      definition: (machine) => realisatie(machine, functions),
      invokes: Object.values(functions),
    });
  }
}

const GIVEN_UP = { metricNamespace: 'Salariskoppeling', metricName: 'GivenUp' } as const;
const GIVEN_UP_LINES = FilterPattern.stringValue('$.code', '=', 'controle.gestaakt');

function functionsOf(
  scope: Construct,
  platform: Platform,
  { mail, agenda, logins }: Collaborators,
): RealisatieFunctions {
  const { access, machines } = platform;
  const resume = access.resumeMachine(machines.realisatie.arn);
  const bookkeeper = { platform, size: KEEPS_BOOKS };
  const counted: Access = {
    environment: {},
    statements: [],
    counted: [{ id: 'GivenUp', filterPattern: GIVEN_UP_LINES, ...GIVEN_UP }],
  };
  return {
    confirmOntvangst: functionNamed(scope, 'confirm-ontvangst', {
      ...bookkeeper,
      access: [access.writeTable(), mail.access()],
    }).function,
    remindPeople: functionNamed(scope, 'remind-people', {
      ...bookkeeper,
      access: [access.writeTable(), mail.access(), mail.assessors(), mail.escalatie()],
    }).function,
    verifyAanmelding: nmbrsFunctionNamed(scope, 'verify-aanmelding', {
      platform,
      access: [access.writeTable(), access.readSecrets('kandidaat'), logins.access(), resume],
    }).function,
    abandonControle: functionNamed(scope, 'abandon-controle', {
      ...bookkeeper,
      access: [access.writeTable(), counted],
    }).function,
    askHerstel: functionNamed(scope, 'ask-herstel', {
      ...bookkeeper,
      access: [access.writeTable(), resume, mail.access()],
    }).function,
    askAkkoord: functionNamed(scope, 'ask-akkoord', {
      ...bookkeeper,
      access: [access.writeTable(), resume, mail.access(), mail.assessors()],
    }).function,
    realiseKoppeling: nmbrsFunctionNamed(scope, 'realise-koppeling', {
      platform,
      access: [
        access.writeTable(),
        access.readSecrets('kandidaat'),
        access.readSecrets('account'),
        access.storeSecrets('account'),
        access.ensureSecrets('referentie'),
        access.eraseSecrets('account'),
        access.eraseSecrets('kandidaat'),
        agenda.access(),
      ],
    }).function,
    expireAanmelding: functionNamed(scope, 'expire-aanmelding', {
      ...bookkeeper,
      access: [access.writeTable()],
    }).function,
    confirmAanmelding: functionNamed(scope, 'confirm-aanmelding', {
      ...bookkeeper,
      access: [access.writeTable(), access.eraseSecrets('kandidaat'), mail.access()],
    }).function,
  };
}
