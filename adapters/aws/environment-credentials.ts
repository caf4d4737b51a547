import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles (lib/bundling.ts): Lambda hands a function the
 * credentials of its role in the environment and nowhere else, so single sign-on, profiles, metadata services and the
 * clients that they need stay out.
 */
export const defaultProvider = () => fromEnv();
