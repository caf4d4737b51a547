/** What an event of an execution's history tells, in the names of the Step Functions API. */
export interface HistoryDetail {
  readonly name?: string | undefined;
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly resource?: string | undefined;
}

/** One event; `timestampSeconds` is virtual. */
export interface HistoryEvent {
  readonly id: number;
  readonly type: string;
  readonly timestampSeconds: number;
  readonly detail: HistoryDetail;
}

const DETAIL_FIELDS: Readonly<Record<string, string>> = {
  ExecutionStarted: 'executionStartedEventDetails',
  ExecutionSucceeded: 'executionSucceededEventDetails',
  ExecutionFailed: 'executionFailedEventDetails',
  ExecutionAborted: 'executionAbortedEventDetails',
  ExecutionTimedOut: 'executionTimedOutEventDetails',
  TaskScheduled: 'taskScheduledEventDetails',
  TaskSucceeded: 'taskSucceededEventDetails',
  TaskFailed: 'taskFailedEventDetails',
  TaskTimedOut: 'taskTimedOutEventDetails',
};

/** The event as `GetExecutionHistory` answers it. */
export function toApiEvent({ id, type, timestampSeconds, detail }: HistoryEvent): Record<string, unknown> {
  const field = detailField(type);
  const { input, ...rest } = detail;
  const details = type === 'TaskScheduled' ? { ...rest, parameters: input } : detail;
  return { id, previousEventId: id - 1, type, timestamp: timestampSeconds, [field]: details };
}

function detailField(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return DETAIL_FIELDS[type] ?? 'details';
}
