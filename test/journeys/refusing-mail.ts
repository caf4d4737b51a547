import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type LoopbackServer, listenOnLoopback } from '../../local/runtime/loopback.ts';

/** What stands between the functions and AWS, and answers for SES while that refuses every mail. */
export interface MailSwitch {
  through(origin: string): Promise<string>;
  /** Whether the sender is verified. */
  refuse(isRefused: boolean): void;
  stop(): Promise<void>;
}

const NOT_VERIFIED = `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>MessageRejected</Code><Message>Email address is not verified.</Message></Error><RequestId>1</RequestId></ErrorResponse>`;

export function createMailSwitch(): MailSwitch {
  const servers: LoopbackServer[] = [];
  let isRefusing = false;
  return {
    async through(origin) {
      const server = createServer((request, response) => {
        if (isRefusing && isMail(request)) response.writeHead(400, { 'content-type': 'text/xml' }).end(NOT_VERIFIED);
        else passOn(origin, request, response);
      });
      const proxy = await listenOnLoopback(server, 0);
      servers.push(proxy);
      return proxy.url;
    },
    refuse(isRefused) {
      isRefusing = isRefused;
    },
    async stop() {
      for (const server of servers.splice(0)) await server.stop();
    },
  };
}

/** Of all that is posted here only SES names its operation in the body. */
const isMail = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'POST' && url === '/' && headers['x-amz-target'] === undefined;

function passOn(origin: string, request: IncomingMessage, response: ServerResponse): void {
  const { method, url = '/', headers } = request;
  const onward = ask(new URL(url, origin), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
