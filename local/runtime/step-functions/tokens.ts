import { randomBytes } from 'node:crypto';
import { AwsError } from '../emulators/aws-server.ts';
import { TaskError } from './task.ts';

const TOKEN_FORMAT = /^lokaal[A-Za-z0-9_-]{64}$/;

interface Waiting {
  readonly resolve: (output: string) => void;
  readonly reject: (error: TaskError) => void;
  readonly heartbeat: () => void;
}

/** The task tokens that were given out. */
export interface TaskTokens {
  create(): string;
  /** Waits for the answer to a token; `heartbeat` is called for each sign of life. */
  wait(token: string, heartbeat: () => void): Promise<string>;
  /** The token's task is over: a later answer is refused. */
  close(token: string): void;
  succeed(token: string, output: string): void;
  fail(token: string, error: string, cause: string): void;
  heartbeat(token: string): void;
}

export function createTaskTokens(): TaskTokens {
  const waiting = new Map<string, Waiting>();
  const closed = new Set<string>();
  const open = (token: string): Waiting => {
    if (!TOKEN_FORMAT.test(token)) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    const found = waiting.get(token);
    if (found !== undefined) return found;
    if (closed.has(token)) throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    throw new AwsError('TaskDoesNotExist', "Task does not exist: 'Provided task does not exist'");
  };
  const close = (token: string) => {
    waiting.delete(token);
    closed.add(token);
  };
  return {
    create: () => `lokaal${randomBytes(48).toString('base64url')}`,
    wait: (token, heartbeat) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      waiting.set(token, { resolve, reject, heartbeat });
      promise.catch(() => undefined);
      return promise;
    },
    close,
    succeed: (token, output) => {
      const { resolve } = open(token);
      demandJson(output);
      close(token);
      resolve(output);
    },
    fail: (token, error, cause) => {
      const { reject } = open(token);
      close(token);
      reject(new TaskError(error, cause));
    },
    heartbeat: (token) => open(token).heartbeat(),
  };
}

function demandJson(output: string): void {
  try {
    JSON.parse(output);
  } catch {
    throw new AwsError('InvalidOutput', "Invalid Output: 'Invalid JSON'");
  }
}
