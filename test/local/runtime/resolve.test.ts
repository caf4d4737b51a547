import { describe, expect, test } from 'vitest';
import { createIdentify } from '../../../local/runtime/identify.ts';
import { resolveTemplates } from '../../../local/runtime/resolve.ts';
import { Template } from '../../../local/runtime/template.ts';

const QUEUES = 'http://127.0.0.1:4000';

/** Resolves one property of a resource in the second of two stacks. */
function resolveValue(value: unknown, more: object = {}, parameters: Record<string, string> = {}): unknown {
  const data = Template.parse({
    Resources: { Table: { Type: 'AWS::DynamoDB::Table' } },
    Outputs: { Out: { Value: { Ref: 'Table' }, Export: { Name: 'Data:Table' } } },
  });
  const app = Template.parse({
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue' },
      Role: { Type: 'AWS::IAM::Role' },
      Doel: {
        Type: 'AWS::Lambda::Function',
        Properties: { FunctionName: 'huis-doel' },
        Metadata: { 'salariskoppeling:entry': 'functions/doel/index.ts' },
      },
      Subject: { Type: 'AWS::Test::Subject', Properties: { value } },
    },
    Parameters: { Kleur: { Default: 'blauw' }, Verplicht: {} },
    Conditions: { Ja: { 'Fn::Equals': ['a', 'a'] }, Nee: { 'Fn::Not': [{ Condition: 'Ja' }] } },
    ...more,
  });
  const identify = createIdentify([data, app], QUEUES);
  const resources = resolveTemplates([data, app], { parameters, identify });
  return resources.find(({ logicalId }) => logicalId === 'Subject')?.properties.value;
}

describe('resolving a template', () => {
  test.each<[string, unknown, unknown]>([
    ['Ref to a queue: its URL', { Ref: 'Queue' }, `${QUEUES}/000000000000/Queue`],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-west-1:000000000000:Queue'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Role.Arn' }, 'arn:aws:iam::000000000000:role/Role'],
    ['a function with a name: called after its folder', { Ref: 'Doel' }, 'doel'],
    [
      'and known by the ARN that it has on AWS',
      { 'Fn::GetAtt': ['Doel', 'Arn'] },
      'arn:aws:lambda:eu-west-1:000000000000:function:huis-doel',
    ],
    ['Ref to a parameter', { Ref: 'Kleur' }, 'blauw'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::AccountId' }]] }, 'a-000000000000'],
    ['Split and Select', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [
      'Sub',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own notation
      { 'Fn::Sub': '${AWS::Partition}:${Role.Arn}:${!Letterlijk}' },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own notation
      'aws:arn:aws:iam::000000000000:role/Role:${Letterlijk}',
    ],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own notation
    ['Sub with variables', { 'Fn::Sub': ['${a}-${Kleur}', { a: { Ref: 'Role' } }] }, 'Role-blauw'],
    ['an import from another stack', { 'Fn::ImportValue': 'Data:Table' }, 'Table'],
    ['If, true', { 'Fn::If': ['Ja', 1, 2] }, 1],
    ['If, false', { 'Fn::If': ['Nee', 1, 2] }, 2],
    ['no value', [{ a: { Ref: 'AWS::NoValue' }, b: 1 }, { Ref: 'AWS::NoValue' }], [{ b: 1 }]],
  ])('%s', (_name, value, expected) => {
    expect(resolveValue(value)).toEqual(expected);
  });

  test('takes a given parameter over its default', () => {
    expect(resolveValue({ Ref: 'Kleur' }, {}, { Kleur: 'rood' })).toBe('rood');
  });

  test.each([
    ['a parameter without a value', { Ref: 'Verplicht' }, /Subject: parameter Verplicht has no value/],
    ['an unknown resource', { Ref: 'Weg' }, /Subject: there is no resource Weg/],
    ['an unknown export', { 'Fn::ImportValue': 'Weg' }, /no stack exports Weg/],
    ['an unknown function', { 'Fn::Cidr': [] }, /Fn::Cidr is not known here/],
  ])('refuses %s by name', (_name, value, message) => {
    expect(() => resolveValue(value)).toThrow(message);
  });

  test('leaves out resources whose condition is false', () => {
    const Resources = { Subject: { Type: 'AWS::Test::Subject', Condition: 'Nee', Properties: { value: 1 } } };
    expect(resolveValue(1, { Resources })).toBeUndefined();
  });
});

describe('naming functions', () => {
  const entry = (path: string) => ({
    Type: 'AWS::Lambda::Function',
    Metadata: { 'salariskoppeling:entry': path },
    Properties: {},
  });
  const namesOf = (Resources: object) => {
    const template = Template.parse({ Resources });
    const identify = createIdentify([template], QUEUES);
    return resolveTemplates([template], { parameters: {}, identify }).map(({ identity }) => identity.ref);
  };

  test('uses the folder', () => {
    expect(namesOf({ F1: entry('functions/fetch-deel/index.ts') })).toEqual(['fetch-deel']);
  });

  test('uses the logical id when two share a folder', () => {
    expect(namesOf({ F1: entry('functions/x/index.ts'), F2: entry('functions/x/index.ts') })).toEqual(['F1', 'F2']);
  });
});
