import { Worker } from 'node:worker_threads';
import * as z from 'zod';

const Started = z.object({ port: z.number() });
const Store = z.object({
  emails: z.array(
    z.object({
      at: z.number(),
      from: z.string(),
      subject: z.string(),
      destination: z.object({ to: z.array(z.string()), cc: z.array(z.string()), bcc: z.array(z.string()) }),
      body: z.object({ text: z.string().optional(), html: z.string().optional() }),
      attachments: z.array(z.object({ filename: z.string().optional(), content: z.string() })).default([]),
    }),
  ),
});

/** A mail that was sent. `aan` holds the addresses as the mail names them, comma-separated. */
export interface SentMail {
  /** When it was sent, by the clock of the system. */
  readonly op: string;
  readonly van: string;
  readonly aan: string;
  readonly onderwerp: string;
  readonly tekst: string;
  readonly html: string;
  /** What was attached, as text. */
  readonly bijlagen: readonly { readonly naam: string; readonly tekst: string }[];
}

/** SES with an inbox for people at `url`. */
export interface MailEmulator {
  readonly url: string;
  /** Oldest first. */
  sent(): Promise<readonly SentMail[]>;
  stop(): Promise<void>;
}

/** The emulator keeps its mails in module state, so it gets a thread of its own: two runtimes do not share an inbox. Port 0 takes a free one. */
export async function startMail(sharedOffset: SharedArrayBuffer, askedPort = 0): Promise<MailEmulator> {
  const worker = new Worker(new URL('./mail-worker.ts', import.meta.url), {
    workerData: { sharedOffset, port: askedPort },
    execArgv: [],
    stdout: true,
  });
  const { port } = Started.parse(await firstMessage(worker));
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    sent: async () => {
      const response = await fetch(`${url}/store`);
      return Store.parse(await response.json()).emails.map(({ at, from, subject, destination, body, attachments }) => ({
        op: new Date(at * 1000).toISOString(),
        van: from,
        aan: [...destination.to, ...destination.cc, ...destination.bcc].join(', '),
        onderwerp: subject,
        tekst: body.text ?? '',
        html: body.html ?? '',
        bijlagen: attachments.map(({ filename = '', content }) => ({
          naam: filename,
          tekst: Buffer.from(content, 'base64').toString('utf8'),
        })),
      }));
    },
    stop: async () => {
      await worker.terminate();
    },
  };
}

function firstMessage(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the mail emulator does not start')));
  });
}
