import { afterAll, beforeAll } from 'vitest';
import { createSesClient } from '../../adapters/aws/clients.ts';
import { createPost } from '../../adapters/aws/post/post.ts';
import { createMemoryPost } from '../../adapters/memory/post.ts';
import { type MailEmulator, startMail } from '../../local/runtime/emulators/mail.ts';
import { sdkConfig } from '../../local/runtime/sdk-config.ts';
import { describePostContract, type PostSubject } from './post.contract.ts';

let mail: MailEmulator;
beforeAll(async () => {
  mail = await startMail(new SharedArrayBuffer(8));
});
afterAll(() => mail.stop());

function ses(): PostSubject {
  const post = createPost({
    client: createSesClient(sdkConfig(mail.url)),
    sender: 'a.s.r. salariskoppeling <koppeling@asr.example>',
    configurationSet: 'salariskoppeling',
  });
  return { post, received: () => mail.sent() };
}

function memory(): PostSubject {
  const post = createMemoryPost();
  return {
    post,
    received: async () =>
      post.verzonden.map(({ aan, onderwerp, blokken }) => ({
        aan,
        onderwerp,
        tekst: blokken.flatMap((blok) => Object.values(blok).flat(2)).join('\n'),
      })),
  };
}

describePostContract('memory', memory);
describePostContract('SES', ses);
