/** Measures one client in a process of its own: `node one-client.ts cpu|memory CLIENT URL CALLS`; prints one line of JSON. */
import { CLIENT_NAMES, openClient } from './clients.ts';

const [, , what, name, url = '', calls = '1'] = process.argv;
const clientName = CLIENT_NAMES.find((known) => known === name);
if (clientName === undefined) throw new Error('no such client');

const AT_ONCE = 4;
const client = await openClient(clientName, url);

async function makeCalls(count: number): Promise<void> {
  for (let made = 0; made < count; made += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, () => client.call()));
}

if (what === 'cpu') {
  await makeCalls(200);
  const before = process.cpuUsage();
  await makeCalls(Number(calls));
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ cpuMsPerCall: (user + system) / 1000 / Number(calls) }));
} else {
  for (let made = 0; made < Number(calls); made += 1) await client.call();
  // The kernel's own peak of the process, in KB: what a Lambda is billed and killed by.
  console.log(JSON.stringify({ peakMb: process.resourceUsage().maxRSS / 1024 }));
}
process.exit(0);
