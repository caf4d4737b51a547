import type { Server } from 'node:http';

/** A server that listens on 127.0.0.1. */
export interface LoopbackServer {
  readonly port: number;
  readonly url: string;
  /** Breaks off what is open and resolves when the port is free. */
  stop(): Promise<void>;
}

/** Port 0 takes a free one. Rejects with the system's error, `EADDRINUSE` when the port is taken. */
export function listenOnLoopback(server: Server, port: number): Promise<LoopbackServer> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const bound = portOf(server);
      resolve({ port: bound, url: `http://127.0.0.1:${bound}`, stop: () => closeServer(server) });
    });
  });
}

/** The port that a listening server has. */
export function portOf(server: Pick<Server, 'address'>): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}

/** Closes the server and its connections. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
