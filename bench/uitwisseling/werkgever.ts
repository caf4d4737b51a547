import * as z from 'zod';
import { localApi } from '../../local/demo/local-api.ts';
import { exampleAanmelding } from '../../local/nmbrs-simulator/example-aanmelding.ts';
import { momentOfWallTime } from '../../local/runtime/emulators/wall-time.ts';
import type { Runtime } from '../../local/runtime/runtime.ts';

const Afspraak = z.object({ expressie: z.string(), tijdzone: z.string(), invoer: z.string() });

/** Signs the example employer up, confirms the address and approves it, as an office and two assessors would. */
export async function signUp(runtime: Runtime, dekkingsprofiel: string): Promise<void> {
  const api = localApi(runtime.url);
  const { aanmeldingId } = await api.signUp(exampleAanmelding.overkoepelend);
  await runtime.settle();
  await api.confirm(aanmeldingId);
  await runtime.settle();
  for (const naam of ['Inge', 'Sem']) {
    if ((await api.approve(aanmeldingId, dekkingsprofiel, naam)) === 'goedgekeurd') break;
  }
  await runtime.settle();
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
