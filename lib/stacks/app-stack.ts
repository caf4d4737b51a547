import * as cdk from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { AccessTo, type Stores } from '../access.ts';
import type { Config } from '../config.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { Aanvragen } from '../parts/aanvragen.ts';
import { Afmelding } from '../parts/afmelding.ts';
import { Agenda } from '../parts/agenda.ts';
import { Bezorging } from '../parts/bezorging.ts';
import { Logins } from '../parts/logins.ts';
import { Mail } from '../parts/mail.ts';
import { Naloop } from '../parts/naloop.ts';
import { Nazorg } from '../parts/nazorg.ts';
import { machinesOf, type Platform } from '../parts/platform.ts';
import { Realisatie } from '../parts/realisatie.ts';
import type { Collaborators } from '../parts/route.ts';
import { Uitwisseling } from '../parts/uitwisseling.ts';
import { Verzoeken } from '../parts/verzoeken.ts';
import { letLogsUse } from './log-key.ts';

export interface AppStackProps extends cdk.StackProps {
  readonly config: Config;
  readonly stores: Stores;
}

/** The part that may be thrown away and made again: what it needs to remember is in the data stack. */
export class AppStack extends cdk.Stack {
  readonly platform: Platform;
  /** What the routes of the API put something into. */
  readonly collaborators: Collaborators;

  constructor(scope: Construct, id: string, { config, stores, ...props }: AppStackProps) {
    super(scope, id, props);
    const key = this.#key();
    const alarms = new AlarmTopic(this, 'Alarms', { key });
    const platform: Platform = {
      config,
      key,
      alarms,
      access: new AccessTo(this, stores),
      machines: machinesOf(this),
    };
    const mail = new Mail(this, 'Mail', { config, alarms });
    new Bezorging(this, 'Bezorging', platform, { mail });
    const agenda = new Agenda(this, 'Agenda', platform);
    const logins = new Logins(this, 'Logins', platform);
    new Realisatie(this, 'Realisatie', platform, { mail, agenda, logins });
    new Uitwisseling(this, 'Uitwisseling', platform, { mail, agenda });
    new Afmelding(this, 'Afmelding', platform, { mail, agenda });
    new Naloop(this, 'Naloop', platform, { mail, agenda });
    new Verzoeken(this, 'Verzoeken', platform);
    new Aanvragen(this, 'Aanvragen', platform, mail);
    const nazorg = new Nazorg(this, 'Nazorg', platform, mail);
    this.platform = platform;
    this.collaborators = { nazorg, agenda, mail, logins };
    new cdk.CfnOutput(this, 'AlarmTopicArn', {
      value: alarms.topic.topicArn,
      description: 'Subscribe who is on duty to this topic',
    });
  }

  /** Encrypts what is on its way: queues, logs, alarms. Retained, or what waits in a kept log could not be read. */
  #key(): kms.Key {
    const key = new kms.Key(this, 'TransitKey', {
      description: 'Salariskoppeling: queues, logs and alarms',
      enableKeyRotation: true,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });
    letLogsUse(key);
    return key;
  }
}
