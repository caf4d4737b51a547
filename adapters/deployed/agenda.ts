import type { Agenda } from '../../core/koppeling/ports/agenda.ts';
import { createAgenda } from '../aws/agenda.ts';
import { createSchedulerClient } from '../aws/clients.ts';
import { readSetting } from '../node/environment.ts';

/** The schedules of this deployment, as the function's environment names them. */
export const deployedAgenda = (): Agenda =>
  createAgenda({
    client: createSchedulerClient(),
    groupName: readSetting('SCHEDULE_GROUP_NAME'),
    targetArn: readSetting('SCHEDULE_TARGET_ARN'),
    roleArn: readSetting('SCHEDULE_ROLE_ARN'),
    deadLetterArn: readSetting('SCHEDULE_DLQ_ARN'),
  });
