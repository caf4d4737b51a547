import { describe, expect, it } from 'vitest';
import { allResources, ofType, text } from './templates.ts';

const resources = allResources();
const groups = ofType(resources, 'AWS::Logs::LogGroup');
/** The groups that services of AWS write to themselves. */
const written = [
  ...ofType(resources, 'AWS::StepFunctions::StateMachine'),
  ...ofType(resources, 'AWS::ApiGatewayV2::Stage'),
];

describe('every log group', () => {
  it('is encrypted, ends, and outlives its stack but not a first deployment that fails', () => {
    for (const { logicalId, Properties, DeletionPolicy, UpdateReplacePolicy } of groups) {
      expect([text(Properties.KmsKeyId), Properties.RetentionInDays], logicalId).toEqual([
        expect.stringMatching(/Key/),
        90,
      ]);
      expect([DeletionPolicy, UpdateReplacePolicy], logicalId).toEqual(['RetainExceptOnCreate', 'Retain']);
    }
  });

  it.each(written.map((one) => [one.logicalId, one] as const))(
    'that %s writes to needs no statement in the resource policy of the account',
    (_id, { Type, Properties }) => {
      const destination = JSON.stringify(Properties);
      const [group, ...others] = groups.filter(({ logicalId }) => destination.includes(`"${logicalId}"`));
      const service = Type === 'AWS::StepFunctions::StateMachine' ? 'states' : 'apis';
      expect(others).toEqual([]);
      const name = JSON.stringify(group?.Properties.LogGroupName ?? '');
      expect(name).toContain(`/aws/vendedlogs/${service}/salariskoppeling`);
      // What was left of an earlier stack of the same name does not stand in the way of the next.
      expect(name).toContain('AWS::StackId');
    },
  );
});
