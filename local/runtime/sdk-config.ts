import { REGION } from './aws-names.ts';

/** What an SDK client needs to talk to one emulator. */
export interface SdkConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The credentials are words, not secrets: no emulator checks them. */
export const sdkConfig = (endpoint: string): SdkConfig => ({
  endpoint,
  region: REGION,
  credentials: { accessKeyId: 'lokaal', secretAccessKey: 'lokaal' },
});
