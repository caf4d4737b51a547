import type { CfnResource, IPolicyValidationContext, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';

export interface Checked {
  readonly stacks: number;
  readonly resources: number;
}

/**
 * cdk-nag's AwsSolutions rules, which run within `synth()` and make it throw on a finding that nobody acknowledged. Without
 * findings they leave no trace, so this counts what they looked at: a check that looked at nothing must not pass.
 */
export class CountedChecks extends AwsSolutionsChecks {
  readonly #onChecked: (checked: Checked) => void;
  #resources = 0;

  constructor({ onChecked }: { onChecked: (checked: Checked) => void }) {
    super();
    this.#onChecked = onChecked;
  }

  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    this.#resources = 0;
    const report = super.validate(context);
    const stacks = context.templatePaths.length;
    if (stacks === 0 || this.#resources === 0) throw new Error('The checks looked at nothing.');
    this.#onChecked({ stacks, resources: this.#resources });
    return report;
  }

  protected override checkResource(node: CfnResource): void {
    this.#resources += 1;
    super.checkResource(node);
  }
}
