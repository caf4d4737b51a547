import * as apigw from 'aws-cdk-lib/aws-apigatewayv2';
import type { Access } from '../access.ts';
import type { Config } from '../config.ts';
import { DELIVERY_PREFIX, REQUEST_PREFIX } from '../names.ts';
import type { Platform } from './platform.ts';
import { type Collaborators, type Route, signOff } from './route.ts';

const ONE_AANMELDING = '/aanmeldingen/{aanmeldingId}';
const ONE_KOPPELING = '/koppelingen/{koppelingId}';
const ONE_UITWISSELING = '/uitwisselingen/{uitwisselingId}';
const ONE_VERZOEK = '/verzoeken/{verzoekId}';
const { POST } = apigw.HttpMethod;

/** The token is verified here, the role in the function. */
export function staffRoutes(
  platform: Platform,
  { agenda, mail, nazorg }: Collaborators,
  authorizer: apigw.IHttpRouteAuthorizer,
): readonly Route[] {
  const { access, config, machines } = platform;
  const staff = (name: string, path: string, given: readonly Access[], method = apigw.HttpMethod.GET): Route => ({
    ...{ name, path, method, authorizer },
    access: [...given, isStaff(config)],
  });
  const start = access.startMachine('UITWISSELING_MACHINE_ARN', machines.uitwisseling.arn);
  const naming = isNamed(config);
  const release = [access.writeTable(), access.resumeMachine(machines.uitwisseling.arn), naming];
  const receive = [access.writeTable(), access.readObjects(`${DELIVERY_PREFIX}*/manifest.json`), isReader(config)];
  const agree = [access.writeTable(), access.startMachine('VERZOEK_MACHINE_ARN', machines.verzoek.arn), naming];
  const erase = [access.writeTable(), access.eraseSecrets('kandidaat')];
  const mailing = [access.writeTable(), mail.access()];
  const decide = [...mailing, access.resumeMachine(machines.realisatie.arn), mail.assessors(), naming];
  return [
    staff('decide-aanmelding', `${ONE_AANMELDING}/besluit`, decide, POST),
    staff('show-werkvoorraad', '/werkvoorraad', [access.listWerkvoorraad(), access.readTable()]),
    staff('show-dossier', '/werkvoorraad/{aanmeldingId}', [access.readTable()]),
    staff('show-voorstel', `${ONE_AANMELDING}/voorstel`, [access.readTable()]),
    staff('show-audit', `${ONE_AANMELDING}/audit`, [access.readTable()]),
    staff('erase-aanmelding', `${ONE_AANMELDING}/wissing`, erase, POST),
    staff('show-koppelingen', '/koppelingen', [access.listWerkvoorraad(), access.readTable()]),
    staff('show-koppeling', ONE_KOPPELING, [access.readTable()]),
    staff('decide-vrijgave', `${ONE_UITWISSELING}/vrijgave`, release, POST),
    staff('confirm-levering', `${ONE_UITWISSELING}/ontvangst`, receive, POST),
    staff('show-uitwisseling', ONE_UITWISSELING, [access.readTable()]),
    staff('pause-koppeling', `${ONE_KOPPELING}/pauze`, [access.writeTable(), agenda.cancelling()], POST),
    staff('resume-koppeling', `${ONE_KOPPELING}/hervatting`, [access.writeTable(), agenda.access(), start], POST),
    staff('skip-tijdvak', `${ONE_KOPPELING}/overslag`, [access.writeTable(), agenda.access(), start], POST),
    staff('change-verloning', `${ONE_KOPPELING}/verloning`, [access.writeTable(), agenda.access(), start], POST),
    staff('ask-verzoek', `${ONE_KOPPELING}/verzoeken`, [access.writeTable(), naming], POST),
    staff('show-verzoeken', `${ONE_KOPPELING}/verzoeken`, [access.readTable()]),
    staff('show-verzoek', ONE_VERZOEK, [access.readTable()]),
    staff('decide-verzoek', `${ONE_VERZOEK}/besluit`, agree, POST),
    staff('fetch-inzage', `${ONE_VERZOEK}/inzage`, [access.writeTable(), access.readObjects(REQUEST_PREFIX)]),
    staff('fetch-again', `${ONE_KOPPELING}/uitwisselingen`, [access.writeTable(), start], POST),
    staff('sign-off-koppeling', `${ONE_KOPPELING}/beeindiging`, signOff(platform, nazorg), POST),
    staff(
      'withdraw-beeindiging',
      `${ONE_KOPPELING}/beeindiging/intrekking`,
      [...mailing, mail.assessors(), agenda.access()],
      POST,
    ),
    staff('change-koppeling', `${ONE_KOPPELING}/wijziging`, [...mailing, naming], POST),
    staff('reissue-access', `${ONE_AANMELDING}/nieuwe-toegang`, mailing, POST),
    staff('mail-stand', `${ONE_AANMELDING}/stand`, mailing, POST),
    {
      ...staff('show-levering', `${ONE_UITWISSELING}/levering`, [
        access.noteLooks(),
        access.readObjects(DELIVERY_PREFIX),
      ]),
      also: [`${ONE_UITWISSELING}/mutaties`, `${ONE_UITWISSELING}/vragen`],
    },
  ];
}

const isStaff = ({ staffRole, staffRoleClaim }: Config): Access => ({
  environment: { STAFF_ROLE: staffRole, STAFF_ROLE_CLAIM: staffRoleClaim },
  statements: [],
});

/** Of a function that keeps by whom something was decided or asked. */
const isNamed = ({ staffNameClaim }: Config): Access => ({
  environment: { STAFF_NAME_CLAIM: staffNameClaim },
  statements: [],
});

const isReader = ({ readerRole }: Config): Access => ({ environment: { READER_ROLE: readerRole }, statements: [] });
