import { randomUUID } from 'node:crypto';
import type { User } from '../environment.ts';
import type { ReportBehaviour } from '../switches.ts';

export type TaskStatus = 'Enqueued' | 'Executing' | ReportBehaviour['outcome'];

interface Task {
  readonly owner: User;
  readonly behaviour: ReportBehaviour;
  readonly startedAtMs: number;
  readonly content: string;
  polls: number;
}

/** The background reports that were asked for. */
export interface ReportTasks {
  /** Returns the task's GUID. The content is fixed at the start; `behaviour` says when and how it comes out. */
  start(input: {
    readonly owner: User;
    readonly behaviour: ReportBehaviour;
    readonly nowMs: number;
    readonly content: string;
  }): string;
  /** Undefined when the id is unknown, another user's or from too long ago. The content comes with Success only. */
  poll(
    taskId: string,
    owner: User,
    nowMs: number,
  ): { readonly status: TaskStatus; readonly content: string } | undefined;
  clear(): void;
}

export function createReportTasks(): ReportTasks {
  const tasks = new Map<string, Task>();
  let started = 0;
  return {
    start: ({ owner, behaviour, nowMs, content }) => {
      const taskId = randomUUID();
      started += 1;
      const spared = behaviour.first !== undefined && started > behaviour.first;
      const outcome = spared ? 'Success' : behaviour.outcome;
      tasks.set(taskId, { owner, behaviour: { ...behaviour, outcome }, startedAtMs: nowMs, content, polls: 0 });
      return taskId;
    },
    poll: (taskId, owner, nowMs) => {
      const task = tasks.get(taskId.toLowerCase());
      if (task === undefined || task.owner.email !== owner.email) return undefined;
      if (nowMs - task.startedAtMs > (task.behaviour.keptMs ?? Number.POSITIVE_INFINITY)) return undefined;
      task.polls += 1;
      const status = statusOf(task, nowMs);
      return { status, content: status === 'Success' ? task.content : '' };
    },
    clear: () => {
      tasks.clear();
      started = 0;
    },
  };
}

function statusOf({ behaviour, polls, startedAtMs }: Task, nowMs: number): TaskStatus {
  const done = polls > behaviour.polls && nowMs - startedAtMs >= behaviour.durationMs;
  if (done) return behaviour.outcome;
  return polls === 1 ? 'Enqueued' : 'Executing';
}
