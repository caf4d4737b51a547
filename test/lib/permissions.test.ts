import { describe, expect, it } from 'vitest';
import { accountName, candidateName } from '../../adapters/aws/kluis.ts';
import { Aanmeldformulier } from '../../core/aanmelding/aanmeldgegevens.ts';
import { AanmeldingId } from '../../core/ids.ts';
import { Inloggegevens } from '../../core/nmbrs/inloggegevens.ts';
import { AGENDA_NAMES, SECRET_PREFIX } from '../../lib/names.ts';
import { functionsOf } from './functions.ts';
import { type Grant, grantsOf } from './policies.ts';
import { allResources, ofType, text } from './templates.ts';

const resources = allResources();
const functions = functionsOf(resources);
const grants = grantsOf(resources);

const grantsTo = (name: string): readonly Grant[] => grants.filter(({ role }) => role === functions.get(name)?.Role);
const actionsOf = (name: string): string[] =>
  [...new Set(grantsTo(name).flatMap(({ statement }) => statement.Action))].sort();

/** Who may do this, by the name of the function. */
const whoMay = (action: string): string[] =>
  [...functions.keys()].filter((name) => actionsOf(name).includes(action)).sort();

describe('permissions', () => {
  it('name every action', () => {
    expect(grants.length).toBeGreaterThan(functions.size);
    expect(grants.flatMap(({ statement }) => statement.Action).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('name every resource, but for what has none and what is named at run time', () => {
    const wild = new Set(
      grants.flatMap(({ statement }) => statement.Resource).filter((resource) => resource.includes('*')),
    );
    const bucket = /^<SalariskoppelingData:ExportsOutputFnGetAttBucket\w+>/;
    expect([...wild].map((resource) => resource.replace(bucket, '<Bucket>')).sort()).toEqual([
      '*',
      '<Bucket>/leveringen/*',
      '<Bucket>/leveringen/*/manifest.json*',
      '<Bucket>/leveringen/*/vragen.json*',
      '<Bucket>/leveringen/*/werknemers.ndjson*',
      '<Bucket>/vergelijking/*',
      '<Bucket>/vervalt/*',
      '<Bucket>/verzoeken/*',
      '<Bucket>/werk/*',
      'arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/salariskoppeling-uitwisselingen/*',
      `arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${SECRET_PREFIX}/account/*`,
      `arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${SECRET_PREFIX}/kandidaat/*`,
      `arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${SECRET_PREFIX}/referentie/*`,
      `arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${SECRET_PREFIX}/vingerafdruk/*`,
      'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:salariskoppeling-realisatie:*',
      'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:salariskoppeling-uitwisseling:*',
    ]);
  });

  it('on everything are for log deliveries and traces of the state machines only', () => {
    const everywhere = grants.filter(({ statement }) => statement.Resource.includes('*'));
    expect(everywhere.length).toBe(5);
    for (const { role, statement } of everywhere) {
      expect(role).toMatch(/MachineRole/);
      expect(statement.Action.filter((action) => !/^(logs|xray):/.test(action))).toEqual([]);
    }
  });

  it('come from no policy that AWS manages', () => {
    const managed = ofType(resources, 'AWS::IAM::Role').filter(({ Properties }) => 'ManagedPolicyArns' in Properties);
    expect(managed).toEqual([]);
  });

  it('on a key hold through one service only', () => {
    const onKeys = grants.filter(({ statement }) => statement.Action.some((action) => action.startsWith('kms:')));
    expect(onKeys.length).toBeGreaterThan(0);
    expect(onKeys.filter(({ statement }) => !text(statement.Condition).includes('kms:ViaService'))).toEqual([]);
  });
});

describe('tokens', () => {
  it('are readable to who calls Nmbrs, and where an office brings or corrects its login', () => {
    const readers = [...functions.keys()].filter((name) => {
      const statements = grantsTo(name).map(({ statement }) => statement);
      const decrypts = statements.some(
        ({ Action, Resource }) => Action.includes('kms:Decrypt') && text(Resource).includes('SecretKey'),
      );
      const readsTokens = statements.some(
        ({ Action, Resource }) =>
          Action.includes('secretsmanager:GetSecretValue') && Resource.some((one) => !one.endsWith('/vingerafdruk/*')),
      );
      return decrypts && readsTokens;
    });
    expect(readers.sort()).toEqual([
      'add-werkgever',
      'check-run',
      'confirm-aanvraag',
      'correct-aanmelding',
      'fetch-deel',
      'plan-uitwisseling',
      'poll-rapport',
      'realise-koppeling',
      'reconcile-koppelingen',
      'replace-token',
      'settle-aanmelding',
      'submit-aanmelding',
      'submit-bulk',
      'sweep-aanvragen',
      'verify-aanmelding',
    ]);
  });

  it.each([
    'submit-aanmelding',
    'submit-bulk',
    'confirm-aanvraag',
    'correct-aanmelding',
    'confirm-aanmelding',
    'sweep-aanvragen',
  ])('of live accounts are out of reach of %s', (name) => {
    const secrets = grantsTo(name)
      .filter(({ statement }) => statement.Action.some((action) => action.startsWith('secretsmanager:')))
      .flatMap(({ statement }) => statement.Resource);
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter((resource) => !resource.endsWith('/kandidaat/*'))).toEqual([]);
  });

  it('of live accounts are read, and never changed or erased, by who signs another werkgever up with one', () => {
    const own = grantsTo('add-werkgever').flatMap(({ statement: { Action, Resource } }) =>
      Resource.some((one) => one.endsWith('/account/*')) ? Action : [],
    );
    expect(own).toEqual(['secretsmanager:GetSecretValue']);
  });

  it('are candidates only by a sign-up, and by whoever takes the rows of a confirmed one in', () => {
    const makers = [...functions.keys()].filter((name) =>
      grantsTo(name).some(
        ({ statement: { Action, Resource } }) =>
          Action.includes('secretsmanager:CreateSecret') && Resource.some((one) => one.endsWith('/kandidaat/*')),
      ),
    );
    expect(makers.sort()).toEqual([
      'add-werkgever',
      'confirm-aanvraag',
      'settle-aanmelding',
      'submit-aanmelding',
      'submit-bulk',
      'sweep-aanvragen',
    ]);
  });

  it('lie where the permissions point', () => {
    const aanmeldingId = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000000');
    const inloggegevens = Inloggegevens.parse({
      domein: 'kantoor',
      gebruikersnaam: 'salaris@kantoor.example',
      apiToken: Aanmeldformulier.shape.nmbrs.shape.apiToken.parse('verzonnen-token'),
    });
    expect(candidateName(SECRET_PREFIX, aanmeldingId).startsWith(`${SECRET_PREFIX}/kandidaat/`)).toBe(true);
    expect(accountName(SECRET_PREFIX, inloggegevens).startsWith(`${SECRET_PREFIX}/account/`)).toBe(true);
  });
});

describe('each function may do its own work only', () => {
  it.each([
    [
      'states:StartExecution',
      [
        'add-werkgever',
        'change-verloning',
        'check-run',
        'complete-uitwisseling',
        'confirm-aanvraag',
        'confirm-afmelding',
        'decide-verzoek',
        'fail-uitwisseling',
        'fetch-again',
        'reconcile-koppelingen',
        'resume-koppeling',
        'settle-aanmelding',
        'sign-off-aanmelding',
        'sign-off-koppeling',
        'skip-tijdvak',
        'start-uitwisseling',
        'submit-aanmelding',
        'submit-bulk',
        'sweep-aanvragen',
      ],
    ],
    [
      'states:SendTaskSuccess',
      [
        'ask-akkoord',
        'ask-herstel',
        'ask-vrijgave',
        'correct-aanmelding',
        'decide-aanmelding',
        'decide-vrijgave',
        'distribute-delen',
        'end-koppeling',
        'fetch-deel',
        'recheck-aanmelding',
        'reconcile-koppelingen',
        'replace-token',
        'verify-aanmelding',
      ],
    ],
    [
      'scheduler:CreateSchedule',
      [
        'change-verloning',
        'check-run',
        'complete-uitwisseling',
        'fail-uitwisseling',
        'realise-koppeling',
        'reconcile-koppelingen',
        'replace-token',
        'resume-koppeling',
        'skip-tijdvak',
        'withdraw-afmelding',
        'withdraw-beeindiging',
      ],
    ],
    [
      'scheduler:DeleteSchedule',
      [
        'change-verloning',
        'check-run',
        'complete-uitwisseling',
        'end-koppeling',
        'fail-uitwisseling',
        'pause-koppeling',
        'realise-koppeling',
        'reconcile-koppelingen',
        'replace-token',
        'resume-koppeling',
        'skip-tijdvak',
        'withdraw-afmelding',
        'withdraw-beeindiging',
      ],
    ],
    ['scheduler:GetSchedule', ['reconcile-koppelingen']],
    ['states:DescribeExecution', ['reconcile-koppelingen']],
    [
      'iam:PassRole',
      [
        'change-verloning',
        'check-run',
        'complete-uitwisseling',
        'fail-uitwisseling',
        'realise-koppeling',
        'reconcile-koppelingen',
        'replace-token',
        'resume-koppeling',
        'skip-tijdvak',
        'withdraw-afmelding',
        'withdraw-beeindiging',
      ],
    ],
    [
      'sqs:SendMessage',
      [
        'add-werkgever',
        'ask-kantoorcode',
        'confirm-aanvraag',
        'distribute-delen',
        'fetch-deel',
        'replace-token',
        'sign-off-aanmelding',
        'sign-off-koppeling',
        'start-uitwisseling',
        'submit-aanmelding',
        'submit-bulk',
        'sweep-aanvragen',
      ],
    ],
    [
      'ses:SendRawEmail',
      [
        'ask-akkoord',
        'ask-herstel',
        'ask-vrijgave',
        'change-koppeling',
        'check-run',
        'complete-uitwisseling',
        'confirm-aanmelding',
        'confirm-ontvangst',
        'correct-aanmelding',
        'decide-aanmelding',
        'end-koppeling',
        'fail-uitwisseling',
        'mail-stand',
        'mail-toegang',
        'reconcile-koppelingen',
        'reissue-access',
        'remind-people',
        'restore-adres',
        'settle-aanmelding',
        'sweep-aanvragen',
        'withdraw-afmelding',
        'withdraw-beeindiging',
      ],
    ],
    ['sqs:ReceiveMessage', ['fetch-deel', 'record-bezorging', 'settle-aanmelding']],
    ['s3:PutObject', ['assemble-gegevensset', 'carry-out-verzoek', 'fetch-deel', 'plan-uitwisseling', 'poll-rapport']],
    [
      's3:DeleteObject',
      [
        'carry-out-verzoek',
        'clean-up',
        'complete-uitwisseling',
        'end-koppeling',
        'fail-uitwisseling',
        'reconcile-koppelingen',
      ],
    ],
    ['events:PutEvents', ['complete-uitwisseling', 'reconcile-koppelingen']],
    [
      'secretsmanager:DeleteSecret',
      [
        'add-werkgever',
        'clean-up',
        'confirm-aanmelding',
        'confirm-aanvraag',
        'end-koppeling',
        'erase-aanmelding',
        'realise-koppeling',
        'reconcile-koppelingen',
        'replace-token',
        'settle-aanmelding',
        'sign-off-aanmelding',
        'sign-off-koppeling',
        'submit-aanmelding',
        'submit-bulk',
        'sweep-aanvragen',
      ],
    ],
    [
      'secretsmanager:CreateSecret',
      [
        'add-werkgever',
        'assemble-gegevensset',
        'carry-out-verzoek',
        'confirm-aanvraag',
        'plan-uitwisseling',
        'realise-koppeling',
        'replace-token',
        'settle-aanmelding',
        'submit-aanmelding',
        'submit-bulk',
        'sweep-aanvragen',
      ],
    ],
    [
      'secretsmanager:PutSecretValue',
      [
        'add-werkgever',
        'confirm-aanvraag',
        'correct-aanmelding',
        'realise-koppeling',
        'replace-token',
        'settle-aanmelding',
        'submit-aanmelding',
        'submit-bulk',
        'sweep-aanvragen',
      ],
    ],
  ])('%s: %j', (action, expected) => {
    expect(whoMay(action)).toEqual(expected);
  });

  it.each([
    ['end-koppeling', ['realisatie', 'uitwisseling']],
    ['decide-vrijgave', ['uitwisseling']],
    ['fetch-deel', ['uitwisseling']],
    ['reconcile-koppelingen', ['realisatie', 'uitwisseling']],
    ['distribute-delen', ['uitwisseling']],
    ['ask-vrijgave', ['uitwisseling']],
    ['decide-aanmelding', ['realisatie']],
    ['replace-token', ['realisatie']],
  ])('and %s may resume the waiting states of %j only', (name, machines) => {
    const resuming = grantsTo(name).filter(({ statement }) => statement.Action.includes('states:SendTaskSuccess'));
    const resumed = resuming.flatMap(({ statement }) => statement.Resource);
    expect(resumed.map((arn) => arn.replace(/^.*:salariskoppeling-/, '')).sort()).toEqual(machines);
  });

  const READERS = [
    'show-aanmelding',
    'show-audit',
    'show-dossier',
    'show-kalender',
    'show-kantoor',
    'show-koppeling',
    'show-koppelingen',
    'show-uitwisseling',
    'show-verzoek',
    'show-verzoeken',
    'show-voorstel',
    'show-werkvoorraad',
  ];

  it.each(READERS)('and %s cannot change anything', (name) => {
    expect(actionsOf(name)).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
      'kms:Decrypt',
      'kms:DescribeKey',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
  });

  it.each(['show-openapi', 'show-aanmeldpagina', 'show-wegwijzer'])(
    'and %s has no rights at all but to its own log',
    (name) => {
      expect(actionsOf(name)).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
    },
  );

  it('and who lists the werkvoorraad may ask its index and the table, and change nothing', () => {
    expect(actionsOf('show-werkvoorraad')).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
      'kms:Decrypt',
      'kms:DescribeKey',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
    const asked = grantsTo('show-werkvoorraad').filter(({ statement }) => statement.Action.includes('dynamodb:Query'));
    expect(asked.flatMap(({ statement }) => statement.Resource)).toEqual([
      expect.stringMatching(/\/index\/werkvoorraad$/),
      expect.not.stringMatching(/\/index\//),
    ]);
  });

  it('and the list of an office is asked only by who shows it, and by who mails the code for it', () => {
    const asking = (index: RegExp) =>
      [...functions.keys()].filter((name) =>
        grantsTo(name).some(({ statement: { Resource } }) => Resource.some((one) => index.test(one))),
      );
    expect(asking(/\/index\/kantoor$/).sort()).toEqual(['settle-aanmelding', 'show-kantoor']);
    expect(asking(/\/index\/werkvoorraad$/)).toContain('sweep-aanvragen');
    expect(asking(/\/index\/(?!kantoor$|werkvoorraad$)/)).toEqual([]);
  });

  it.each([
    ['show-kantoor', []],
    ['ask-kantoorcode', ['sqs:SendMessage']],
    [
      'confirm-aanvraag',
      [
        'secretsmanager:CreateSecret',
        'secretsmanager:DeleteSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:RestoreSecret',
        'sqs:SendMessage',
        'states:StartExecution',
      ],
    ],
  ])('and beside the registry %s may %j', (name, expected) => {
    const ofItself = /^(dynamodb|kms|logs):/;
    expect(actionsOf(name).filter((action) => !ofItself.test(action))).toEqual(expected);
  });

  it('and who shows a delivery may read the deliveries, and add to the trail of an aanmelding only', () => {
    expect(actionsOf('show-levering').filter((action) => /^(dynamodb|s3|secretsmanager|states):/.test(action))).toEqual(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 's3:GetObject', 's3:ListBucket'],
    );
    const grant = (action: string) =>
      grantsTo('show-levering').find(({ statement }) => statement.Action.includes(action))?.statement;
    expect(grant('s3:GetObject')?.Resource).toEqual([expect.stringMatching(/\/leveringen\/\*$/)]);
    expect(grant('dynamodb:PutItem')?.Condition).toEqual({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['AANMELDING#*'] },
    });
  });

  it('and who shows an office its open questions reads these, and the file with the numbers of employees only', () => {
    expect(actionsOf('show-vragen').filter((action) => /^(dynamodb|s3|secretsmanager|states):/.test(action))).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
      's3:GetObject',
      's3:ListBucket',
    ]);
    const read = grantsTo('show-vragen').filter(({ statement }) => statement.Action.includes('s3:GetObject'));
    expect(read.flatMap(({ statement }) => statement.Resource)).toEqual([
      expect.stringMatching(/\/leveringen\/\*\/vragen\.json\*$/),
      expect.stringMatching(/\/leveringen\/\*\/werknemers\.ndjson\*$/),
    ]);
  });

  it('and who notes what became of a mail may do that only', () => {
    const onTable = actionsOf('record-bezorging').filter((action) => action.startsWith('dynamodb:'));
    expect(onTable).toEqual(['dynamodb:UpdateItem']);
  });

  it('and who only reads the registry cannot write in it', () => {
    const writers = whoMay('dynamodb:PutItem');
    const readers = whoMay('dynamodb:GetItem').filter((name) => !writers.includes(name));
    expect(readers).toEqual([...READERS, 'show-vragen'].sort());
  });

  it('and no one but who assembles writes a delivery, or who takes one person out of it', () => {
    const writers = [...functions.keys()].filter((name) =>
      grantsTo(name).some(
        ({ statement: { Action, Resource } }) =>
          Action.includes('s3:PutObject') && Resource.some((resource) => resource.includes('/leveringen/')),
      ),
    );
    expect(writers.sort()).toEqual(['assemble-gegevensset', 'carry-out-verzoek']);
  });

  it('and no one but who plans, who assembles and who erases one person makes or reads the key of fingerprints', () => {
    const reaching = [...functions.keys()].filter((name) =>
      grantsTo(name).some(({ statement: { Resource } }) => Resource.some((one) => one.endsWith('/vingerafdruk/*'))),
    );
    expect(reaching.sort()).toEqual(['assemble-gegevensset', 'carry-out-verzoek', 'plan-uitwisseling']);
    const secrets = grantsTo('assemble-gegevensset').filter(({ statement }) =>
      statement.Action.some((action) => action.startsWith('secretsmanager:')),
    );
    expect(secrets.flatMap(({ statement }) => statement.Action).sort()).toEqual([
      'secretsmanager:CreateSecret',
      'secretsmanager:GetSecretValue',
      'secretsmanager:RestoreSecret',
    ]);
  });

  it('and no one but who realises makes or reads the key of references, which nobody replaces', () => {
    const reaching = [...functions.keys()].flatMap((name) =>
      grantsTo(name)
        .filter(({ statement: { Resource } }) => Resource.some((one) => one.endsWith('/referentie/*')))
        .flatMap(({ statement }) => statement.Action.map((action) => [name, action])),
    );
    expect(reaching.sort()).toEqual([
      ['realise-koppeling', 'secretsmanager:CreateSecret'],
      ['realise-koppeling', 'secretsmanager:GetSecretValue'],
      ['realise-koppeling', 'secretsmanager:RestoreSecret'],
    ]);
  });

  it('and who erases one person has what its calls ask for in each place, and no more', () => {
    const places = new Map<string, string[]>();
    for (const { statement } of grantsTo('carry-out-verzoek')) {
      const actions = statement.Action.filter((action) => action.startsWith('s3:'));
      const [place] = statement.Resource.flatMap((one) => /\/(\w+)\/\*$/.exec(one)?.[1] ?? []);
      if (actions.length === 0 || place === undefined) continue;
      places.set(place, [...new Set([...(places.get(place) ?? []), ...actions])].sort());
    }
    const remove = ['s3:DeleteObject', 's3:DeleteObjectVersion'];
    expect(Object.fromEntries(places)).toEqual({
      leveringen: ['s3:AbortMultipartUpload', ...remove, 's3:GetObject', 's3:PutObject'],
      vergelijking: ['s3:AbortMultipartUpload', 's3:DeleteObjectVersion', 's3:GetObject', 's3:PutObject'],
      werk: [...remove, 's3:GetObject'],
      verzoeken: [...remove, 's3:GetObject', 's3:PutObject'],
      vervalt: ['s3:GetObject', 's3:PutObject'],
    });
    const listed = grantsTo('carry-out-verzoek').filter(({ statement: { Action } }) =>
      Action.includes('s3:ListBucketVersions'),
    );
    expect(listed.length).toBeGreaterThanOrEqual(4);
  });

  it('and deliveries cannot be deleted but by the round, which removes what has no manifest, and who erases one person', () => {
    const own = new Set(['carry-out-verzoek', 'clean-up'].flatMap(grantsTo).map(({ statement }) => statement));
    const others = grants.filter(({ statement }) => !own.has(statement));
    const deleting = others.filter(({ statement }) => statement.Action.some((action) => /^s3:Delete/.test(action)));
    expect(deleting.length).toBeGreaterThan(0);
    const resourcesHit = deleting.flatMap(({ statement }) => statement.Resource);
    expect(resourcesHit.filter((resource) => !/\/(werk|vergelijking|verzoeken)\/\*$/.test(resource))).toEqual([]);
  });

  it.each([
    [
      'a koppeling may call one function',
      'Agenda',
      'lambda:InvokeFunction',
      () => `<${functions.get('start-uitwisseling')?.logicalId}.Arn>`,
    ],
    [
      'the daily round may start its machine',
      'Naloop',
      'states:StartExecution',
      () => 'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:salariskoppeling-naloop',
    ],
    [
      'the hourly round may call one function',
      'Aanvragen',
      'lambda:InvokeFunction',
      () => `<${functions.get('sweep-aanvragen')?.logicalId}.Arn>`,
    ],
  ])('and the schedule of %s, and leave what it cannot deliver', (_what, part, action, target) => {
    const roles = ofType(resources, 'AWS::IAM::Role').filter(({ Properties }) =>
      text(Properties.AssumeRolePolicyDocument).includes('scheduler.amazonaws.com'),
    );
    expect(roles.length).toBe(3);
    const role = roles.find(({ logicalId }) => logicalId.startsWith(part));
    const given = grants.filter(({ role: of }) => of === role?.logicalId).map(({ statement }) => statement);
    expect(given.flatMap(({ Action }) => Action).sort()).toEqual(
      ['kms:Decrypt', 'kms:GenerateDataKey', action, 'sqs:SendMessage'].sort(),
    );
    const invoked = given.filter(({ Action }) => Action.includes(action));
    expect(invoked.flatMap(({ Resource }) => Resource)).toEqual([target()]);
    expect(text(role?.Properties.AssumeRolePolicyDocument)).toContain('aws:SourceArn');
  });

  it('and what the schedules name is named the same in a stack that is made anew', () => {
    const named = [
      ['AWS::Lambda::Function', 'FunctionName', AGENDA_NAMES.target],
      ['AWS::IAM::Role', 'RoleName', AGENDA_NAMES.role],
      ['AWS::SQS::Queue', 'QueueName', AGENDA_NAMES.deadLetters],
    ] as const;
    for (const [type, property, name] of named) {
      const names = ofType(resources, type).flatMap(({ Properties }) => Properties[property] ?? []);
      expect(names).toEqual([name]);
    }
  });
});
