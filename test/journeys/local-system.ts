import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import * as z from 'zod';
import { confirmationCodeIn } from '../../local/demo/local-api.ts';
import { exampleScenario } from '../../local/nmbrs-simulator/example-scenario.ts';
import type { Scenario } from '../../local/nmbrs-simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../local/nmbrs-simulator/server.ts';
import { createClock } from '../../local/runtime/clock.ts';
import type { SentMail } from '../../local/runtime/emulators/mail.ts';
import { type Runtime, type RuntimeOptions, startRuntime } from '../../local/runtime/runtime.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The Tuesday on which journeys begin, unless they say otherwise. */
export const BEGIN = '2026-11-24T09:00:00Z';

const Adres = z.object({ salarisverwerker: z.object({ email: z.string() }) });
const emailOf = (aanmelding: unknown): string => Adres.parse(aanmelding).salarisverwerker.email;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a journey reads answers as a stranger does, without our types
  readonly body: any;
}

export interface SignedUp {
  readonly aanmeldingId: string;
  readonly capability: string;
}

/** The whole system with its simulator, and what the people around it do. */
export interface LocalSystem {
  readonly runtime: Runtime;
  readonly simulator: Simulator;
  request(method: string, path: string, options?: { body?: unknown; bearer?: string }): Promise<Answer>;
  /** Signs up, the first time with the confirmation of the address, then with the key; waits until the machine waits for someone. */
  signUp(aanmelding: unknown): Promise<SignedUp>;
  /** Confirms the address with the code of the last mail about it; gives the office's key. */
  confirm(signedUp: Pick<SignedUp, 'aanmeldingId'>): Promise<string>;
  /** The key of the office of this form, which has signed up before. */
  keyOf(aanmelding: unknown): string;
  status(signedUp: SignedUp): Promise<Answer>;
  /** Sends a besluit as an assessor of this name. */
  decide(aanmeldingId: string, besluit: unknown, naam?: string): Promise<Answer>;
  /** A token of an assessor of this name. */
  assessor(naam: string): Promise<string>;
  /** Approves as two assessors, as a profile with the BSN asks. */
  approve(signedUp: SignedUp, dekkingsprofiel: string): Promise<void>;
  moveTo(nu: string): Promise<void>;
  mails(): Promise<readonly SentMail[]>;
  /** Text of the delivered objects of this aanmelding by their last name, e.g. `manifest.json`. */
  delivered(signedUp: SignedUp): Promise<ReadonlyMap<string, string>>;
  stop(): Promise<void>;
}

export async function startLocalSystem(
  scenario: Scenario = exampleScenario({ today: BEGIN.slice(0, 10) }),
  begin = BEGIN,
  { through }: Pick<RuntimeOptions, 'through'> = {},
): Promise<LocalSystem> {
  const clock = createClock(Date.parse(begin));
  const simulator = await startSimulator({ scenario, clock: () => clock.now() });
  const source = { templates: inject('templates'), root: ROOT };
  const runtime = await startRuntime({
    ...{ nmbrsBaseUrl: simulator.baseUrl, clock, source },
    ...(through === undefined ? {} : { through }),
  });

  const request: LocalSystem['request'] = async (method, path, { body, bearer } = {}) => {
    const response = await fetch(`${runtime.url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };

  /** The key of each address that was confirmed. */
  const sleutels = new Map<string, string>();
  const system: LocalSystem = {
    runtime,
    simulator,
    request,
    async signUp(aanmelding) {
      const email = emailOf(aanmelding);
      const known = sleutels.get(email);
      const bearer = known === undefined ? {} : { bearer: known };
      const { status, body } = await request('POST', '/aanmeldingen', { body: aanmelding, ...bearer });
      if (status !== 202) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
      if (body.status === 'wacht-op-bevestiging') sleutels.set(email, await system.confirm(body));
      await runtime.settle();
      return body;
    },
    keyOf(aanmelding) {
      const key = sleutels.get(emailOf(aanmelding));
      if (key === undefined) throw new Error('this office has not signed up yet');
      return key;
    },
    async confirm({ aanmeldingId }) {
      await runtime.settle();
      const code = (await system.mails()).flatMap(({ tekst }) => confirmationCodeIn(tekst, aanmeldingId)).at(-1);
      const { status, body } = await request('POST', `/aanmeldingen/${aanmeldingId}/bevestiging`, { body: { code } });
      if (status !== 200) throw new Error(`confirming answered ${status}: ${JSON.stringify(body)}`);
      return body.kantoorsleutel;
    },
    status: ({ aanmeldingId, capability }) => request('GET', `/aanmeldingen/${aanmeldingId}`, { bearer: capability }),
    async assessor(naam) {
      const { body } = await request('POST', '/lokaal/beoordelaar', { body: { naam } });
      return body.token;
    },
    async decide(aanmeldingId, besluit, naam = 'Beoordelaar') {
      const path = `/aanmeldingen/${aanmeldingId}/besluit`;
      const answer = await request('POST', path, { body: besluit, bearer: await system.assessor(naam) });
      await runtime.settle();
      return answer;
    },
    async approve({ aanmeldingId }, dekkingsprofiel) {
      const besluit = { besluit: 'goedkeuren', dekkingsprofiel, huidigTijdvakMeenemen: true };
      await system.decide(aanmeldingId, besluit);
      const { status, body } = await system.decide(aanmeldingId, besluit, 'Tweede beoordelaar');
      if (status !== 200) throw new Error(`besluit answered ${status}: ${JSON.stringify(body)}`);
    },
    moveTo: (nu) => runtime.advanceTo(nu),
    mails: async () => (await request('GET', '/lokaal/berichten')).body,
    async delivered({ aanmeldingId }) {
      const prefix = `leveringen/${aanmeldingId.replace('aan-', 'kop-')}/`;
      const { body } = await request('GET', '/lokaal/leveringen');
      const found = new Map<string, string>();
      for (const { key } of body) {
        if (!key.startsWith(prefix)) continue;
        const response = await fetch(`${runtime.url}/lokaal/leveringen/${key}`);
        // Not response.text(): it drops the byte order mark, which is part of the file.
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
        found.set(key.slice(key.lastIndexOf('/') + 1), text);
      }
      return found;
    },
    async stop() {
      await runtime.stop();
      await simulator.stop();
    },
  };
  return system;
}
