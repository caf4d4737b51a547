import * as path from 'node:path';

export const REPOSITORY = path.resolve(import.meta.dirname, '..');

/** Some CommonJS packages call require() for a built-in; an ES module has none unless it is made. */
export const REQUIRE_BANNER = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** How every function becomes one file; the deployment, the local runtime and the bench share it. Decision 18. */
export const BUNDLING = {
  mainFields: ['module', 'main'],
  alias: {
    '@aws-sdk/credential-provider-node': path.join(REPOSITORY, 'adapters/aws/environment-credentials.ts'),
    '@smithy/core/event-streams': path.join(REPOSITORY, 'adapters/aws/no-event-streams.ts'),
  },
} as const;
