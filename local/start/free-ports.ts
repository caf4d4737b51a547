import { createServer } from 'node:http';
import { listenOnLoopback } from '../runtime/loopback.ts';
import type { Ports } from './options.ts';

/** The sentence about the first of these ports that cannot be had; `undefined` when all can. */
export async function findTakenPort(ports: Partial<Ports>): Promise<string | undefined> {
  for (const [option, port] of Object.entries(ports)) {
    try {
      await (await listenOnLoopback(createServer(), port)).stop();
    } catch (error) {
      return sentenceOf(error, option, port);
    }
  }
  return undefined;
}

function sentenceOf(error: unknown, option: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const other = `kies een andere poort, bijvoorbeeld: npm start -- --${option} ${port < 1024 ? 3000 : port + 10}`;
  if (code === 'EADDRINUSE') return `Poort ${port} is al in gebruik: stop het andere programma of ${other}`;
  if (code === 'EACCES') return `Poort ${port} mag u niet gebruiken: ${other}`;
  return `Poort ${port} kan niet worden gebruikt: ${other}`;
}
