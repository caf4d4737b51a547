import * as cdk from 'aws-cdk-lib';
import cdkJson from '../cdk.json' with { type: 'json' };
import { type Checked, CountedChecks } from './checks.ts';
import { configOf } from './config.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { AppStack } from './stacks/app-stack.ts';
import { DataStack } from './stacks/data-stack.ts';

export interface AppOptions {
  /** Overrides the defaults of cdk.json, and what the command line gives. */
  readonly context?: Readonly<Record<string, string>>;
  /** `false`: the templates only, without running esbuild over the functions. Default `true`. */
  readonly bundle?: boolean;
  /** Where the templates are written; the CDK's own choice when absent. */
  readonly outdir?: string;
  /** Hears what the rules of cdk-nag looked at, each time the app is synthesised. */
  readonly onChecked?: (checked: Checked) => void;
}

/** The whole system: what must survive (data), what works (app), and the way in (api); the last two may be replaced at any moment. */
export function buildApp({ context = {}, bundle = true, outdir, onChecked = () => {} }: AppOptions = {}): cdk.App {
  const app = new cdk.App({
    ...(outdir === undefined ? {} : { outdir }),
    // Without the CDK command line nobody else reads cdk.json, and the feature flags decide what the templates look like.
    context: cdkJson.context,
    postCliContext: { ...context, ...(bundle ? {} : { 'aws:cdk:bundling-stacks': [] }) },
  });
  const config = configOf(app);
  const data = new DataStack(app, 'SalariskoppelingData', {
    description: 'Salariskoppeling: table, objects and keys. Everything here is retained.',
    deliveryRetention: cdk.Duration.days(config.leveringBewaardagen),
  });
  const { platform, collaborators } = new AppStack(app, 'SalariskoppelingApp', {
    description: 'Salariskoppeling: functions, workflows, queues and alarms. Holds no data of its own.',
    config,
    stores: data,
  });
  new ApiStack(app, 'SalariskoppelingApi', {
    description: 'Salariskoppeling: the HTTPS API and its functions. Holds no data of its own.',
    stores: data,
    platform,
    collaborators,
  });
  cdk.Validations.of(app).addPlugins(new CountedChecks({ onChecked }));
  return app;
}
