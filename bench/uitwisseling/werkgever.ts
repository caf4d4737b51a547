import * as z from 'zod';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { momentOfWallTime } from '../../local/runtime/emulators/wall-time.ts';
import type { Runtime } from '../../local/runtime/runtime.ts';

const Afspraak = z.object({ expressie: z.string(), tijdzone: z.string(), invoer: z.string() });

/** Signs the example employer up and approves it, as an office and two assessors would. */
export async function signUp(runtime: Runtime, dekkingsprofiel: string): Promise<void> {
  const { aanmeldingId } = z
    .object({ aanmeldingId: z.string() })
    .parse(await post(runtime, '/aanmeldingen', exampleAanmelding.overkoepelend));
  await runtime.settle();
  for (const naam of ['Inge', 'Sem']) {
    const { token } = z.object({ token: z.string() }).parse(await post(runtime, '/lokaal/beoordelaar', { naam }));
    const besluit = { besluit: 'goedkeuren', dekkingsprofiel, huidigTijdvakMeenemen: true };
    await post(runtime, `/aanmeldingen/${aanmeldingId}/besluit`, besluit, token);
    await runtime.settle();
  }
}

async function post(runtime: Runtime, path: string, body: unknown, bearer?: string): Promise<unknown> {
  const response = await fetch(`${runtime.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

/** The moment (virtual, ms since 1970) at which the next exchange is to start. */
export async function nextExchangeMs(runtime: Runtime): Promise<number> {
  const response = await fetch(`${runtime.url}/lokaal/agenda`);
  const planned = z.array(Afspraak).parse(await response.json());
  const exchange = planned.find(({ invoer }) => invoer.includes('"tijdvakId"'));
  const [, wallTime] = /^at\((.+)\)$/.exec(exchange?.expressie ?? '') ?? [];
  if (exchange === undefined || wallTime === undefined) throw new Error('no exchange is planned');
  return momentOfWallTime(wallTime, exchange.tijdzone);
}
