import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { createSesClient } from '../../../../adapters/aws/clients.ts';
import { createPost } from '../../../../adapters/aws/post/post.ts';
import { tagsOf } from '../../../../adapters/aws/post/tags.ts';
import type { Agendapunt } from '../../../../core/berichten/bericht.ts';
import { DEFECT, REFUSED, TRANSIENT } from '../../../../core/errors.ts';
import { Datum, Tijdstip } from '../../../../core/kalender/tijd.ts';
import { sdkConfig } from '../../../../local/runtime/sdk-config.ts';
import { BERICHT, SLEUTEL } from '../../../contracts/post.contract.ts';
import { networkError, serviceError } from '../no-pause.ts';

const AGENDAPUNT: Agendapunt = {
  kenmerk: SLEUTEL.onderwerp,
  gemaakt: Tijdstip.parse('2026-11-24T09:00:00.000Z'),
  datum: Datum.parse('2026-12-10'),
  titel: 'Eerste uitwisseling',
  omschrijving: 'Vergrendel de run.',
};

function mocked(sender = 'a.s.r. salariskoppeling – proef <koppeling@asr.example>') {
  const client = createSesClient(sdkConfig('http://127.0.0.1:9'));
  const mock = mockClient(client);
  mock.on(SendRawEmailCommand).resolves({ MessageId: 'm-1' });
  const sent = () => {
    const input = mock.commandCalls(SendRawEmailCommand)[0]?.args[0].input;
    const raw = Buffer.from(input?.RawMessage?.Data ?? []).toString('utf8');
    const [head = ''] = raw.split('\r\n\r\n');
    return { input, raw, head: head.replace(/\r\n[ \t]+/g, ' ').split('\r\n') };
  };
  return { mock, sent, post: createPost({ client, sender, configurationSet: 'salariskoppeling' }) };
}

describe('a mail to SES', () => {
  it('names sender and receiver on the envelope, whatever the headers say', async () => {
    const { sent, post } = mocked();
    await post.send(BERICHT, SLEUTEL);
    expect(sent().input).toMatchObject({
      Source: 'koppeling@asr.example',
      Destinations: [BERICHT.aan],
      ConfigurationSetName: 'salariskoppeling',
    });
  });

  it('has a text and an HTML part, and says that nobody typed it', async () => {
    const { sent, post } = mocked();
    await post.send(BERICHT, SLEUTEL);
    const { head, raw } = sent();
    expect(head).toContain('Auto-Submitted: auto-generated');
    expect(head).toContain('X-Auto-Response-Suppress: OOF, AutoReply');
    expect(head).toContain('Content-Language: nl');
    expect(head).toContain(`To: ${BERICHT.aan}`);
    expect(head.find((line) => line.startsWith('Content-Type'))).toContain('multipart/alternative');
    expect(raw).toMatch(/Content-Type: text\/plain; charset=utf-8/);
    expect(raw).toMatch(/Content-Type: text\/html; charset=utf-8/);
  });

  it('carries the tags by which SES reports on it, and not in what the reader gets', async () => {
    const { sent, post } = mocked();
    await post.send(BERICHT, SLEUTEL);
    expect(sent().input?.Tags).toEqual(tagsOf(SLEUTEL));
    expect(sent().raw).not.toContain(SLEUTEL.onderwerp);
  });

  it('has the day for the calendar as an attachment, and only when there is one', async () => {
    const { sent, post } = mocked();
    await post.send({ ...BERICHT, agendapunt: AGENDAPUNT }, SLEUTEL);
    const { raw, head } = sent();
    expect(head.find((line) => line.startsWith('Content-Type'))).toContain('multipart/mixed');
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8;\s+method=PUBLISH/);
    expect(raw).toMatch(/Content-Disposition: attachment; filename=eerste-uitwisseling.ics/);
    const file = /filename=eerste-uitwisseling.ics\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(raw)?.[1] ?? '';
    expect(Buffer.from(file, 'base64').toString('utf8')).toContain('mailto:koppeling@asr.example\r\n');
    const other = mocked();
    await other.post.send(BERICHT, SLEUTEL);
    expect(other.sent().raw).not.toContain('text/calendar');
  });

  it.each(['jansen&zn@kantoor.example', 'loon/hr@kantoor.example', 'a#b@kantoor.example', "o'b+x@kantoor.example"])(
    'goes to %s as it is',
    async (aan) => {
      const { sent, post } = mocked();
      await post.send({ ...BERICHT, aan }, SLEUTEL);
      expect(sent().input?.Destinations).toEqual([aan]);
      expect(sent().head).toContain(`To: ${aan}`);
    },
  );

  it('has each header once and no other receivers', async () => {
    const { sent, post } = mocked();
    await post.send({ ...BERICHT, onderwerp: 'Bcc: ander@elders.example' }, SLEUTEL);
    const names = sent().head.map((line) => line.split(':')[0]);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('Bcc');
    expect(names).not.toContain('Cc');
  });

  it('does not let the text of a block end the head or a part', async () => {
    const { sent, post } = mocked();
    const tekst = '\r\n\r\n--grens\r\nContent-Type: text/html\r\n\r\n<b>';
    await post.send({ ...BERICHT, blokken: [{ soort: 'alinea', tekst }] }, SLEUTEL);
    const boundary = /boundary="([^"]+)"/.exec(sent().raw)?.[1] ?? expect.fail('there is no boundary');
    expect(sent().raw.split(`--${boundary}`)).toHaveLength(4);
  });

  it.each(['geen adres', '', 'a@asr.example\r\nBcc: b@elders.example'])(
    'with the sender %j is refused',
    async (sender) => {
      const { mock, post } = mocked(sender);
      await expect(post.send(BERICHT, SLEUTEL)).rejects.toMatchObject({ name: REFUSED });
      expect(mock.commandCalls(SendRawEmailCommand)).toHaveLength(0);
    },
  );
});

const connectionTimeout = Object.assign(new Error('no connection'), { name: 'TimeoutError' });
const requestTimeout = Object.assign(new Error('no answer'), { name: 'TimeoutError', code: 'ETIMEDOUT' });

describe('a mail that SES does not confirm', () => {
  it.each([
    { how: 'throttled', error: serviceError('Throttling', 400), expected: TRANSIENT },
    { how: 'too many', error: serviceError('TooManyRequestsException', 429), expected: TRANSIENT },
    { how: 'connection refused', error: networkError('ECONNREFUSED'), expected: TRANSIENT },
    { how: 'name not resolved', error: networkError('ENOTFOUND', 'getaddrinfo'), expected: TRANSIENT },
    { how: 'no connection in time', error: connectionTimeout, expected: TRANSIENT },
    {
      how: 'no credentials',
      error: Object.assign(new Error('none'), { name: 'CredentialsProviderError' }),
      expected: TRANSIENT,
    },
    { how: 'rejected', error: serviceError('MessageRejected'), expected: REFUSED },
    { how: 'sender not verified', error: serviceError('MailFromDomainNotVerifiedException'), expected: REFUSED },
    { how: 'sending paused', error: serviceError('AccountSendingPausedException'), expected: REFUSED },
    { how: 'no configuration set', error: serviceError('ConfigurationSetDoesNotExist'), expected: REFUSED },
    { how: 'not allowed', error: serviceError('AccessDenied', 403), expected: REFUSED },
    { how: 'no answer in time', error: requestTimeout, expected: DEFECT },
    { how: 'connection broken', error: networkError('ECONNRESET', 'read'), expected: DEFECT },
    { how: 'error on their side', error: serviceError('InternalFailure', 500), expected: DEFECT },
    { how: 'unavailable', error: serviceError('ServiceUnavailable', 503), expected: DEFECT },
  ])('($how) is $expected', async ({ error, expected }) => {
    const { mock, post } = mocked();
    mock.on(SendRawEmailCommand).rejects(error);
    await expect(post.send(BERICHT, SLEUTEL)).rejects.toMatchObject({ name: expected });
    expect(mock.commandCalls(SendRawEmailCommand)).toHaveLength(1);
  });
});
