/**
 * Stands in for `@smithy/core/event-streams` in the bundles (lib/bundling.ts). The SDK imports it for commands that send or
 * receive a stream of events, such as SelectObjectContent of S3; we use none. A bundle does not build when the SDK comes
 * to import more of it than this.
 */
export class EventStreamSerde {
  constructor() {
    throw new Error('event streams are left out of the bundles: lib/bundling.ts');
  }
}

/** Clients ask for one when they are made; no command that we use does anything with it. */
export const eventStreamSerdeProvider = (): object => ({});

export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;
