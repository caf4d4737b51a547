import type * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import type { Access } from '../access.ts';
import type { Agenda } from './agenda.ts';
import type { Logins } from './logins.ts';
import type { Mail } from './mail.ts';
import type { Nazorg } from './nazorg.ts';
import type { Platform, Size } from './platform.ts';

/** What the routes of the API put something into. */
export interface Collaborators {
  readonly nazorg: Nazorg;
  readonly agenda: Agenda;
  readonly mail: Mail;
  readonly logins: Logins;
}

/** One way into the API, and the function behind it. */
export interface Route {
  readonly name: string;
  readonly method: apigw.HttpMethod;
  readonly path: string;
  /** Other paths that the same function answers. */
  readonly also?: readonly string[];
  readonly access: readonly Access[];
  readonly authorizer: apigw.IHttpRouteAuthorizer | undefined;
  readonly size?: Size;
}

/** What a function that signs a werkgever off may touch, for whomever it does. */
export const signOff = ({ access, machines }: Platform, nazorg: Nazorg): readonly Access[] => [
  access.writeTable(),
  access.eraseSecrets('kandidaat'),
  nazorg.access(),
  access.startMachine('AFMELDING_MACHINE_ARN', machines.afmelding.arn),
];
