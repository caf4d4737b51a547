import { describe, expect, it } from 'vitest';
import { buildApp } from '../../lib/app.ts';
import type { Checked } from '../../lib/checks.ts';
import { functionsOf } from './functions.ts';
import { allResources, ofType, single, synthesise, Template, text } from './templates.ts';

const resources = allResources();

describe('the app', () => {
  it('has a stack that keeps, a stack that works, and a stack that is the way in', () => {
    expect([...synthesise().keys()]).toEqual(['SalariskoppelingData', 'SalariskoppelingApp', 'SalariskoppelingApi']);
  });

  it('has no stack that nears the 500 resources that CloudFormation takes', () => {
    const counts = [...synthesise().values()].map((one) => Object.keys(Template.parse(one).Resources).length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThanOrEqual(400);
  });

  it('passes the rules of cdk-nag, which look at every resource of every stack', () => {
    const seen: Checked[] = [];
    buildApp({ bundle: false, onChecked: (checked) => seen.push(checked) }).synth();
    const [checked] = seen;
    expect(checked?.stacks).toBe(3);
    expect(checked?.resources).toBeGreaterThanOrEqual(resources.length);
  });

  it('deploys to any account and region', () => {
    const { stacks, manifest } = buildApp({ bundle: false }).synth();
    expect(stacks.map((stack) => stack.environment.name)).toEqual(
      Array.from({ length: 3 }, () => 'aws://unknown-account/unknown-region'),
    );
    expect(manifest.missing ?? []).toEqual([]);
  });

  it('makes nothing by custom resources', () => {
    const types = new Set(resources.map((resource) => resource.Type));
    expect([...types].filter((type) => /^Custom::|CustomResource$/.test(type))).toEqual([]);
  });

  it('leaves times to Scheduler and its time zone: no rule or schedule runs in UTC', () => {
    const types = resources.map((resource) => resource.Type);
    const rules = resources.filter(({ Type }) => Type === 'AWS::Events::Rule');
    expect(rules.filter(({ Properties }) => 'ScheduleExpression' in Properties)).toEqual([]);
    const schedules = resources.filter(({ Type }) => Type === 'AWS::Scheduler::Schedule');
    expect(schedules.map(({ Properties }) => Properties.ScheduleExpressionTimezone)).toEqual([
      'Europe/Amsterdam',
      'Europe/Amsterdam',
    ]);
    expect(types).toContain('AWS::Scheduler::ScheduleGroup');
    const zones = [...functionsOf(resources).values()].filter(({ Environment }) => 'TZ' in Environment.Variables);
    expect(zones).toEqual([]);
  });
});

describe('the context', () => {
  it('reaches the functions and the authorizer', () => {
    const changed = allResources({
      nmbrsBaseUrl: 'http://127.0.0.1:4010/soap/v3',
      mailSender: 'post@kantoor.example',
      mailAssessors: 'team@kantoor.example',
      pagesUrl: 'https://koppeling.example',
      oidcIssuer: 'http://127.0.0.1:3000/oidc',
      oidcAudience: 'publiek',
      staffRole: 'rol',
      staffRoleClaim: 'rollen',
      staffNameClaim: 'weergavenaam',
      readerRole: 'leesrol',
      ontvangstBinnenUren: '24',
    });
    const functions = functionsOf(changed);
    expect(functions.get('verify-aanmelding')?.Environment.Variables.NMBRS_BASE_URL).toBe(
      'http://127.0.0.1:4010/soap/v3',
    );
    expect(functions.get('fail-uitwisseling')?.Environment.Variables).toMatchObject({
      MAIL_SENDER: 'post@kantoor.example',
      MAIL_ASSESSORS: 'team@kantoor.example',
      PAGES_URL: 'https://koppeling.example',
    });
    expect(functions.get('decide-aanmelding')?.Environment.Variables).toMatchObject({
      STAFF_ROLE: 'rol',
      STAFF_ROLE_CLAIM: 'rollen',
      STAFF_NAME_CLAIM: 'weergavenaam',
    });
    expect(functions.get('confirm-levering')?.Environment.Variables).toMatchObject({ READER_ROLE: 'leesrol' });
    expect(functions.get('reconcile-koppelingen')?.Environment.Variables).toMatchObject({
      ONTVANGST_BINNEN_UREN: '24',
    });
    expect(single(changed, 'AWS::ApiGatewayV2::Authorizer').Properties.JwtConfiguration).toEqual({
      Audience: ['publiek'],
      Issuer: 'http://127.0.0.1:3000/oidc',
    });
  });

  it('says for how long delivered sets are kept', () => {
    const buckets = ofType(allResources({ leveringBewaardagen: '2557' }), 'AWS::S3::Bucket');
    const rules = JSON.stringify(buckets.map(({ Properties }) => Properties.LifecycleConfiguration));
    expect(rules).toContain('"ExpirationInDays":2557,"Id":"deliveries-expire"');
  });

  it('has an alarm on deliveries that nobody takes when it is asked for, and else none', () => {
    const watched = (context: Record<string, string>) =>
      ofType(allResources(context), 'AWS::CloudWatch::Alarm').filter(
        ({ Properties }) => Properties.MetricName === 'NotTaken',
      );
    expect(watched({})).toEqual([]);
    expect(watched({ ontvangstBinnenUren: '24' })).toHaveLength(1);
  });

  it('gives every function of the sender the right to send as that sender only', () => {
    const changed = allResources({ mailSender: 'post@kantoor.example' });
    const policies = ofType(changed, 'AWS::IAM::Policy').map((policy) => text(policy.Properties.PolicyDocument));
    const sending = policies.filter((policy) => policy.includes('ses:SendRawEmail'));
    expect(sending.length).toBeGreaterThan(0);
    expect(sending.filter((policy) => !policy.includes('"ses:FromAddress":"post@kantoor.example"'))).toEqual([]);
  });

  it.each([
    ['nmbrsBaseUrl', 'http://api.nmbrs.nl/soap/v3', 'nmbrsBaseUrl must be an https URL (http only on this machine)'],
    ['nmbrsBaseUrl', 'https://api.nmbrs.nl/soap/v3/', 'nmbrsBaseUrl must not end in a slash'],
    ['oidcIssuer', 'nergens', 'oidcIssuer must be a URL'],
    ['mailSender', 'geen adres', 'mailSender must be one e-mail address'],
    ['pagesUrl', 'http://koppeling.example', 'pagesUrl must be an https URL (http only on this machine)'],
    ['pagesUrl', 'https://koppeling.example/', 'pagesUrl must not end in a slash'],
    ['staffRole', ' ', 'staffRole must not be empty'],
    ['readerRole', '', 'readerRole must not be empty'],
    ['ontvangstBinnenUren', '', 'ontvangstBinnenUren must be 0 (off) or more'],
    ['ontvangstBinnenUren', '-1', 'ontvangstBinnenUren must be 0 (off) or more'],
    ['leveringBewaardagen', '30', 'leveringBewaardagen must be 31 days or more'],
  ])('refuses %s = %s with a sentence', (key, value, sentence) => {
    expect(() => buildApp({ bundle: false, context: { [key]: value } })).toThrow(sentence);
  });
});
