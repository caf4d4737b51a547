import { GetScheduleCommand, ResourceNotFoundException } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll } from 'vitest';
import * as z from 'zod';
import { createAgenda } from '../../adapters/aws/agenda.ts';
import { createSchedulerClient } from '../../adapters/aws/clients.ts';
import { createMemoryAgenda } from '../../adapters/memory/agenda.ts';
import { KoppelingId, TijdvakId } from '../../core/ids.ts';
import { Datum, Kloktijd } from '../../core/kalender/tijd.ts';
import { type EmulatedServices, SCHEDULE_GROUP, startEmulatedServices } from '../adapters/aws/emulated-services.ts';
import { type AgendaSubject, describeAgendaContract } from './agenda.contract.ts';

const Input = z
  .strictObject({ schemaVersie: z.literal(1), koppelingId: KoppelingId, tijdvakId: TijdvakId })
  .transform(({ schemaVersie, ...input }) => input);
const Expression = z.string().regex(/^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:00\)$/);

let services: EmulatedServices;
beforeAll(async () => {
  services = await startEmulatedServices();
});
afterAll(() => services.stop());

function scheduler(): AgendaSubject {
  const client = createSchedulerClient(services.config);
  const agenda = createAgenda({
    client,
    groupName: SCHEDULE_GROUP,
    targetArn: 'arn:aws:lambda:eu-west-1:000000000000:function:start-uitwisseling',
    roleArn: 'arn:aws:iam::000000000000:role/agenda',
    deadLetterArn: 'arn:aws:sqs:eu-west-1:000000000000:agenda-dlq',
  });
  return {
    agenda,
    async planned(koppelingId) {
      try {
        const schedule = await client.send(new GetScheduleCommand({ Name: koppelingId, GroupName: SCHEDULE_GROUP }));
        const at = Expression.parse(schedule.ScheduleExpression);
        const input = Input.parse(JSON.parse(schedule.Target?.Input ?? ''));
        return { ...input, datum: Datum.parse(at.slice(3, 13)), tijd: Kloktijd.parse(at.slice(14, 19)) };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
  };
}

function memory(): AgendaSubject {
  const agenda = createMemoryAgenda();
  return { agenda, planned: async (koppelingId) => agenda.afspraken.get(koppelingId) };
}

describeAgendaContract('memory', memory);
describeAgendaContract('EventBridge Scheduler', scheduler);
