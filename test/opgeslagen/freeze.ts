import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { createAgenda } from '../../adapters/aws/agenda.ts';
import { createSchedulerClient, createSfnClient, createSqsClient } from '../../adapters/aws/clients.ts';
import { createNazorg } from '../../adapters/aws/nazorg.ts';
import { createUitval } from '../../adapters/aws/uitval.ts';
import { createVerloop } from '../../adapters/aws/verloop.ts';
import { createWachtrij } from '../../adapters/aws/wachtrij.ts';
import { KantoorId, TijdvakId } from '../../core/ids.ts';
import { Datum, Kloktijd } from '../../core/kalender/tijd.ts';
import { SCHEMA_VERSIE } from '../../core/stored.ts';
import { asksForHelp } from '../../local/help.ts';
import { sdkConfig } from '../../local/runtime/sdk-config.ts';
import { readDeployment } from '../../local/simulatie/deployment.ts';
import { startEmulatedTable } from '../adapters/aws/emulated-table.ts';
import { AANMELDING, KOPPELING, MOMENTS, NOVEMBER, VERZOEK, worldOn } from './moments.ts';

// Freezes what this version stores, sends and runs (docs/upgrades.md).

const USAGE = `Gebruik:
  npm run freeze

Schrijft wat deze versie opslaat, verstuurt en uitvoert als vaste voorbeelden in test/fixtures (docs/upgrades.md). Er zijn geen opties.
`;

if (asksForHelp(process.argv.slice(2))) {
  process.stdout.write(USAGE);
  process.exit(0);
}

const FIXTURES = new URL('../fixtures/', import.meta.url);
/** The table gives attributes in any order: sorted, freezing anew changes only what is new. */
const sorted = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
};
const write = async (path: string, value: unknown): Promise<void> => {
  const file = new URL(path, FIXTURES);
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, `${JSON.stringify(value, undefined, 2)}\n`);
};

/** Everything that is stored at a moment. Sets of names (who holds an account) have no form to read, and are left out. */
async function freezeMoment(naam: string): Promise<void> {
  const table = await startEmulatedTable();
  try {
    const world = worldOn(table);
    await MOMENTS[naam]?.(world);
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.tableName }));
    const items = Items.filter(({ sk }) => sk !== 'HOUDERS').toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const decoder = new TextDecoder();
    const objecten = Object.fromEntries([...world.opslag.objecten].map(([key, body]) => [key, decoder.decode(body)]));
    await write(`opgeslagen/${SCHEMA_VERSIE}/${naam}.json`, { nu: world.klok.now(), items: sorted(items), objecten });
  } finally {
    await table.stop();
  }
}

const KANTOOR = KantoorId.parse('a'.repeat(64));

const keyOf = ({ pk, sk }: Record<string, unknown>): string => `${String(pk)} ${String(sk)}`;

/** What goes onto the queues, into the machines and into the schedules. */
async function freezeSent(): Promise<void> {
  const config = sdkConfig('http://127.0.0.1:9');
  const [sqs, sfn, scheduler] = [createSqsClient(config), createSfnClient(config), createSchedulerClient(config)];
  const [queue, machines, schedules] = [mockClient(sqs), mockClient(sfn), mockClient(scheduler)];
  queue.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] });
  const delen = createWachtrij({ client: sqs, queueUrl: 'delen' });
  await delen.sendDelen([{ uitwisselingId: NOVEMBER, deel: 1 }], 'duinzicht');
  await createUitval({ client: sqs, queueUrl: 'uitval' }).add({ uitwisselingId: NOVEMBER, deel: 1 }, 'duinzicht', 'x');
  const looks = createNazorg({ client: sqs, queueUrl: 'nazorg' });
  await looks.schedule(AANMELDING);
  await looks.mailKantoorcode(KANTOOR);
  const arns = {
    realisatieMachineArn: 'r',
    afmeldingMachineArn: 'a',
    uitwisselingMachineArn: 'u',
    verzoekMachineArn: 'v',
  };
  const verloop = createVerloop({ client: sfn, ...arns });
  await verloop.startRealisatie(AANMELDING);
  await verloop.startAfmelding(AANMELDING);
  await verloop.startUitwisseling(NOVEMBER);
  await verloop.startVerzoek(VERZOEK);
  const agenda = createAgenda({ client: scheduler, groupName: 'g', targetArn: 't', roleArn: 'r', deadLetterArn: 'd' });
  const moment = { datum: Datum.parse('2026-12-10'), tijd: Kloktijd.parse('05:00') };
  await agenda.plan({ koppelingId: KOPPELING, tijdvakId: TijdvakId.parse('2026-M11'), ...moment });
  const [batch] = queue
    .commandCalls(SendMessageBatchCommand)
    .map((call) => call.args[0].input.Entries?.[0]?.MessageBody);
  const [uitval, nazorg, kantoorcode] = queue
    .commandCalls(SendMessageCommand)
    .map((call) => call.args[0].input.MessageBody);
  const [realisatie, afmelding, uitwisseling, verzoek] = machines
    .commandCalls(StartExecutionCommand)
    .map((call) => call.args[0].input.input);
  const [agendaInvoer] = schedules.commandCalls(CreateScheduleCommand).map((call) => call.args[0].input.Target?.Input);
  const sent = {
    ...{ delen: batch, uitval, nazorg, kantoorcode },
    ...{ realisatie, afmelding, uitwisseling, verzoek, agenda: agendaInvoer },
  };
  const parsed = Object.entries(sent).map(([name, text]) => [name, JSON.parse(text ?? '')]);
  await write(`opgeslagen/${SCHEMA_VERSIE}/verstuurd.json`, Object.fromEntries(parsed));
}

for (const naam of Object.keys(MOMENTS)) await freezeMoment(naam);
await freezeSent();
await write(`machines/${SCHEMA_VERSIE}.json`, (await readDeployment()).machines);
execFileSync('npx', ['biome', 'format', '--write', 'test/fixtures/opgeslagen', 'test/fixtures/machines'], {
  stdio: 'inherit',
});
