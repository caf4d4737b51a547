import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { localApi } from '../../local/demo/local-api.ts';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { median, percentile } from '../statistics.ts';

/** How much is sent: so many rounds of so many sign-ups, so many of them under way at once. */
export interface Load {
  readonly rounds: number;
  readonly requests: number;
  readonly inFlight: number;
}

/** Of one round: times in milliseconds from sending to the whole answer. */
export interface Round {
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

export interface IntakeFigures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** `POST /aanmeldingen` on the local system: each figure is the median over the rounds. */
export async function measureIntake(load: Load): Promise<IntakeFigures> {
  const server = fork(fileURLToPath(new URL('./intake-server.ts', import.meta.url)), { stdio: 'inherit' });
  try {
    const url = await urlOf(server);
    const signUp = signUpsAt(url, await confirmAddress(url));
    await runRound(signUp, { ...load, requests: load.inFlight * 10 });
    const rounds: Round[] = [];
    for (let round = 0; round < load.rounds; round += 1) rounds.push(await runRound(signUp, load));
    return summarise(rounds);
  } finally {
    server.disconnect();
    if (server.exitCode === null) await once(server, 'exit');
  }
}

export function summarise(rounds: readonly Round[]): IntakeFigures {
  const overRounds = (figureOf: (round: Round) => number) => median(rounds.map(figureOf));
  const latency = (share: number) => overRounds(({ latenciesMs }) => percentile(latenciesMs, share));
  return {
    requestsPerSecond: overRounds(({ seconds, latenciesMs }) => latenciesMs.length / seconds),
    p50Ms: latency(0.5),
    p95Ms: latency(0.95),
    p99Ms: latency(0.99),
  };
}

async function urlOf(server: ChildProcess): Promise<string> {
  const ended = once(server, 'exit').then(() => Promise.reject(new Error('the local system did not start')));
  const [message] = await Promise.race([once(server, 'message'), ended]);
  return z.object({ url: z.string() }).parse(message).url;
}

/** Gives the key that the office of the example gets for confirming its address once. */
async function confirmAddress(url: string): Promise<string> {
  const api = localApi(url);
  const { aanmeldingId } = await api.signUp(exampleAanmelding.overkoepelend);
  return api.confirm(aanmeldingId);
}

/** Sends one sign-up after another of an office that is known, each for an employer of its own. */
function signUpsAt(url: string, kantoorsleutel: string): () => Promise<void> {
  const { overkoepelend } = exampleAanmelding;
  let count = 0;
  return async () => {
    count += 1;
    const werkgever = { ...overkoepelend.werkgever, raamwerkcontractnummer: `BENCH-${count}` };
    const response = await fetch(`${url}/aanmeldingen`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${kantoorsleutel}` },
      body: JSON.stringify({ ...overkoepelend, werkgever }),
    });
    const text = await response.text();
    if (response.status !== 202) throw new Error(`a sign-up was answered with ${response.status}: ${text}`);
  };
}

async function runRound(signUp: () => Promise<void>, { requests, inFlight }: Omit<Load, 'rounds'>): Promise<Round> {
  const latenciesMs: number[] = [];
  let left = requests;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      const sentAt = performance.now();
      await signUp();
      latenciesMs.push(performance.now() - sentAt);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: inFlight }, sender));
  return { seconds: (performance.now() - startedAt) / 1000, latenciesMs };
}
