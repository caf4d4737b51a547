import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { answerTo, envelope, faultOf } from '../loopback.ts';

/** What the client asks when it meets a situation. */
export type Vraag = 'bedrijven' | 'werknemers' | 'salarissen' | 'personen' | 'rapport';

/** A way in which a server misbehaves, and the error that the client must give for it. */
export interface Situation {
  readonly name: string;
  /** The companies when absent. */
  readonly vraag?: Vraag;
  readonly respond: (response: ServerResponse) => void | Promise<void>;
  readonly error: { readonly name: 'Transient' | 'Unclear' | 'Defect'; readonly code: string };
  /** More than the ordinary time, for what takes the client some work until it is refused. */
  readonly deadlineMs?: number;
  /** HTTP calls that it may cost: a hold-up and what makes no sense are tried three times. */
  readonly calls: number;
}

const GOOD = answerTo('List_GetAll', '<List_GetAllResult />');
const MB = 1024 * 1024;
const HTML = '<!doctype html><html><body>Onderhoud</body></html>';
const AS_HTML = { 'Content-Type': 'text/html; charset=utf-8' };
const ZIPPED = { 'Content-Encoding': 'gzip' };

const xml =
  (body: string | Buffer | (() => string | Buffer), status = 200, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'Content-Type': 'text/xml; charset=utf-8', ...headers });
    response.end(typeof body === 'function' ? body() : body);
  };

const raw =
  (...lines: readonly string[]) =>
  (response: ServerResponse): void =>
    void response.socket?.end(lines.join('\r\n'));

/** Writes a piece now and then until the connection is gone. */
function dripping(response: ServerResponse, piece: string): void {
  const { socket } = response;
  const timer = setInterval(() => socket?.write(piece), 20);
  socket?.on('error', () => {});
  socket?.on('close', () => clearInterval(timer));
}

function withWrongChecksum(zipped: Buffer): Buffer {
  return zipped.fill(7, zipped.length - 8);
}

/** The same piece for ever, as fast as it goes. */
const endless = (start: string, piece: string) => (response: ServerResponse) => {
  response.writeHead(200, { 'Content-Type': 'text/xml' });
  response.write(start);
  const pump = (): void => {
    while (!response.destroyed && response.write(piece)) {}
  };
  response.on('drain', pump);
  pump();
};

/** For what takes the client seconds: the attempts after the first get nothing, which makes as little sense. */
function once(first: Situation['respond']): Situation['respond'] {
  let isFirst = true;
  return (response) => {
    const respond = isFirst ? first : xml('');
    isFirst = false;
    return respond(response);
  };
}

type Row = readonly [name: string, respond: Situation['respond']];
const as = (error: Situation['error'], calls: number, rows: readonly Row[]): readonly Situation[] =>
  rows.map(([name, respond]) => ({ name, respond, error, calls }));
const defect = (code: string) => ({ name: 'Defect', code }) as const;
const unclear = (code: string) => ({ name: 'Unclear', code }) as const;
const holdUp = (code: string) => ({ name: 'Transient', code }) as const;

const inside = (content: string): string =>
  answerTo('List_GetAll', `<List_GetAllResult>${content}</List_GetAllResult>`);
const faultWith = (text: string): string => envelope(`<soap:Fault><faultstring>${text}</faultstring></soap:Fault>`);
const withNameOf = (bytes: Buffer): Buffer => {
  const [before = '', after = ''] = inside('<Company><Name>|</Name></Company>').split('|');
  return Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);
};
const OTHER = answerTo(
  'Company_GetCurrentPeriod',
  '<Company_GetCurrentPeriodResult>2026-11-M</Company_GetCurrentPeriodResult>',
);
const LAUGHS =
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' +
  GOOD.replace(/^<\?xml[^>]*>/, '');

const UNFINISHED = as(holdUp('nmbrs-deadline'), 1, [
  ['never answers', () => {}],
  ['headers and no body', (response) => response.writeHead(200, { 'Content-Type': 'text/xml' }).flushHeaders()],
  [
    'half an envelope and then silence',
    (response) => void response.writeHead(200, { 'Content-Type': 'text/xml' }).write(GOOD.slice(0, 120)),
  ],
  [
    'a body that drips',
    (response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml' });
      response.write(GOOD.slice(0, 60));
      dripping(response, '1\r\n \r\n');
    },
  ],
  [
    'headers that drip',
    (response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      dripping(response, 'x');
    },
  ],
  [
    'a status line that drips',
    (response) => {
      response.socket?.write('HTTP/1.1 200 ');
      dripping(response, 'O');
    },
  ],
  [
    'a gzip stream that stops half-way and stays open',
    (response) =>
      void response.writeHead(200, { 'Content-Type': 'text/xml', ...ZIPPED }).write(gzipSync(GOOD).subarray(0, 60)),
  ],
  [
    'provisional answers without end',
    (response) => dripping(response, 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'),
  ],
]);

const BROKEN_OFF = as(holdUp('nmbrs-connection'), 3, [
  ['a reset', (response) => void response.socket?.resetAndDestroy()],
  ['a closed connection', (response) => void response.socket?.destroy()],
  [
    'a body shorter than it says',
    (response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': '5000' });
      response.write(GOOD, () => response.socket?.destroy());
    },
  ],
  [
    'chunks without the last one',
    (response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml' });
      response.write(GOOD.slice(0, 100), () => response.socket?.destroy());
    },
  ],
]);

/** Node tells this one apart from a closed connection as little as we do. */
const BROKEN_CHUNK = as(holdUp('nmbrs-connection'), 3, [
  [
    'a chunk size that is no number',
    raw('HTTP/1.1 200 OK', 'Content-Type: text/xml', 'Transfer-Encoding: chunked', '', 'zz', ''),
  ],
]);

const TROUBLE = [
  ...as(holdUp('nmbrs-http-500'), 3, [
    ['an empty 500', xml('', 500)],
    ['a good answer with 500', xml(GOOD, 500)],
    ['broken XML with 500', xml('<a>', 500)],
  ]),
  ...as(holdUp('nmbrs-http-502'), 3, [['an HTML 502', xml(HTML, 502, AS_HTML)]]),
  ...as(holdUp('nmbrs-http-504'), 3, [['a 504 of a proxy', xml('upstream', 504, { 'Content-Type': 'text/plain' })]]),
  ...as(holdUp('nmbrs-http-503'), 1, [
    ['an HTML 503', xml(HTML, 503, AS_HTML)],
    ['a 503 that asks for a century', xml('', 503, { 'Retry-After': '99999' })],
    ['a 503 with a date for Retry-After', xml('', 503, { 'Retry-After': 'Wed, 21 Oct 2099 07:28:00 GMT' })],
  ]),
  ...as(holdUp('nmbrs-http-429'), 1, [['a 429', xml('', 429)]]),
  ...as(holdUp('nmbrs-9999'), 3, [['fault 9999 with 200', xml(faultOf('9999'))]]),
];

const NO_ANSWER = [
  ...as(unclear('nmbrs-http-204'), 3, [['204', xml('', 204)]]),
  ...as(unclear('nmbrs-http-202'), 3, [['202 with a good answer', xml(GOOD, 202)]]),
  ...as(unclear('nmbrs-http-404'), 3, [['404', xml('', 404)]]),
  ...as(unclear('nmbrs-http-401'), 3, [['401', xml(HTML, 401, AS_HTML)]]),
  ...as(unclear('nmbrs-http-403'), 3, [['the 403 of a firewall', xml(HTML, 403, AS_HTML)]]),
  ...as(
    defect('nmbrs-redirect'),
    1,
    [301, 302, 303, 307, 308].map((status): Row => [`redirect ${status}`, xml('', status, { Location: '/elsewhere' })]),
  ),
  ...as(unclear('nmbrs-other-answer'), 3, [
    ["another operation's answer", xml(OTHER)],
    ['the same operation of another service', xml(GOOD.replaceAll('CompanyService', 'DebtorService'))],
    ['the answer in the namespace of v2.1', xml(GOOD.replaceAll('/v3/', '/v2.1/'))],
    ['our own request', xml(envelope('<List_GetAll xmlns="https://api.nmbrs.nl/soap/v3/CompanyService" />'))],
  ]),
  ...as(unclear('nmbrs-fault'), 3, [
    ['a fault without a code', xml(faultWith('Server was unable to process request.'), 500)],
    ['a fault with nothing in it', xml(envelope('<soap:Fault />'), 500)],
    ['a time-out of a database', xml(faultWith('---&gt; Timeout expired. The server is not responding.'), 500)],
    ['a deadlock with 200', xml(faultWith('---&gt; Transaction (Process ID 61) was deadlocked. Rerun it.'))],
  ]),
  ...as(unclear('nmbrs-1205'), 3, [['a number of a database', xml(faultWith('---&gt; 1205: deadlocked'), 500)]]),
  ...as(defect('nmbrs-2011'), 1, [['a fault that this call should never give', xml(faultOf('2011'), 500)]]),
  ...as(defect('nmbrs-transport'), 1, [['headers without end', xml(GOOD, 200, { 'X-Flood': 'x'.repeat(100_000) })]]),
  ...as(unclear('nmbrs-no-http'), 3, [
    ['no HTTP at all', raw('SSH-2.0-OpenSSH_9.9', '')],
    ['a negative content length', raw('HTTP/1.1 200 OK', 'Content-Type: text/xml', 'Content-Length: -1', '', GOOD)],
    ['two content lengths', raw('HTTP/1.1 200 OK', 'Content-Length: 1', 'Content-Length: 2', '', GOOD)],
  ]),
];

const UNREADABLE = as(unclear('nmbrs-unreadable'), 3, [
  ['an empty 200', xml('')],
  ['an empty 200 without a content type', (response) => void response.end()],
  ['blanks', xml('  \n ')],
  ['only a byte order mark', xml('\ufeff')],
  ['HTML with 200', xml(HTML, 200, AS_HTML)],
  ['HTML that says it is XML', xml(HTML)],
  ['JSON', xml('{}', 200, { 'Content-Type': 'application/json' })],
  ['a good answer that says it is HTML', xml(GOOD, 200, AS_HTML)],
  ['an empty body element', xml(envelope(''))],
  ['an envelope without a body', xml('<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" />')],
  ['an envelope of nobody', xml(GOOD.replaceAll('http://schemas.xmlsoap.org/soap/envelope/', 'urn:x'))],
  ['no envelope', xml('<List_GetAllResponse />')],
  ['two answers in one', xml(envelope('<a /><b />'))],
  ['a fault beside an answer', xml(envelope('<soap:Fault /><List_GetAllResponse />'))],
  ['two bodies', xml(GOOD.replace('</soap:Envelope>', '<soap:Body /></soap:Envelope>'))],
  ['half an answer', xml(GOOD.slice(0, -30))],
  ['two documents', xml(GOOD + GOOD)],
  ['a good answer and then something', xml(`${GOOD}x`)],
  ['text where a list must be', xml(answerTo('List_GetAll', '<List_GetAllResult>none</List_GetAllResult>'))],
  ['text between elements', xml(answerTo('List_GetAll', 'oops<List_GetAllResult />'))],
  ['an item of another kind', xml(inside('<Debtor><Id>1</Id></Debtor>'))],
  ['a company without an id', xml(inside('<Company><Number>1</Number></Company>'))],
  ['a result beside the result', xml(answerTo('List_GetAll', '<List_GetAllResult /><More />'))],
  ['bytes that are not UTF-8', xml(Buffer.from(inside('<Company><Name>\u00ff</Name></Company>'), 'latin1'))],
  ['a character cut off at the end', xml(Buffer.concat([Buffer.from(GOOD), Buffer.from([0xe2, 0x82])]))],
  ['UTF-16', xml(Buffer.from(GOOD, 'utf16le'))],
  ['another charset', xml(GOOD, 200, { 'Content-Type': 'text/xml; charset=iso-8859-1' })],
  ['a coding nobody asked for', xml(GOOD, 200, { 'Content-Encoding': 'br' })],
  ['gzip that is not gzip', xml(GOOD, 200, ZIPPED)],
  ['gzip cut off', xml(gzipSync(GOOD).subarray(0, 40), 200, ZIPPED)],
  ['gzip with a wrong checksum', xml(() => withWrongChecksum(gzipSync(GOOD)), 200, ZIPPED)],
  ['a DOCTYPE with entities in entities', xml(LAUGHS)],
  ['a DOCTYPE that fetches', xml(GOOD.replace('?>', '?><!DOCTYPE x SYSTEM "http://127.0.0.1:1/x">'))],
  ['an entity that is not declared', xml(inside('<Company><Name>&xxe;</Name></Company>'))],
  ['a reference without a number', xml(inside('<Company><ID>1</ID><Number>1</Number><Name>&#;</Name></Company>'))],
  [
    'a reference beyond all characters',
    xml(inside('<Company><ID>1</ID><Number>1</Number><Name>&#x110000;</Name></Company>')),
  ],
  ['a comment', xml(inside('<!-- x -->'))],
  ['a processing instruction', xml(inside('<?x y?>'))],
  ['an id attribute', xml(inside('<Company id="__proto__"><ID>1</ID><Number>1</Number></Company>'))],
  ['an href attribute', xml(inside('<Company href="#__proto__"><ID>1</ID><Number>1</Number></Company>'))],
  ['__proto__ as an item', xml(inside('<__proto__><polluted>1</polluted></__proto__>'))],
  [
    'constructor.prototype as items',
    xml(inside('<constructor><prototype><polluted>1</polluted></prototype></constructor>')),
  ],
  ['nesting without end', xml(() => inside('<a>'.repeat(100_000) + '</a>'.repeat(100_000)))],
  ['a control character in a number', xml(inside('<Company><ID>1\u0001</ID><Number>1</Number></Company>'))],
  [
    'a control character in the name of a field',
    xml(inside('<Company><ID>1</ID><Number>1</Number><Na\u0001me>x</Na\u0001me></Company>')),
  ],
  ['a control character between fields', xml(inside('<Company><ID>1</ID>\u0001<Number>1</Number></Company>'))],
  ['half a half at the end', xml(Buffer.concat([Buffer.from(GOOD), Buffer.from([0xed, 0xa0])]))],
  ['an unbound prefix', xml(inside('<p:Company />'))],
  ['a duplicated field', xml(inside('<Company><ID>1</ID><ID>2</ID><Number>1</Number></Company>'))],
  ['a duplicated attribute', xml(inside('<Company a="1" a="2" />'))],
  ['a number that is none', xml(inside('<Company><ID>1e3</ID><Number>1</Number></Company>'))],
  ['3 MB of <!--', xml(() => '<!--'.repeat((3 * MB) / 4))],
  ['3 MB of <!-- inside', xml(() => inside('<!--'.repeat((3 * MB) / 4)))],
  ['3 MB of <', xml(() => '<'.repeat(3 * MB))],
  ['3 MB of <?', xml(() => '<?'.repeat((3 * MB) / 2))],
  ['3 MB of <![CDATA[', xml(() => inside('<![CDATA['.repeat((3 * MB) / 9)))],
  ['3 MB of an attribute', xml(() => inside(`<Company a="${'x'.repeat(3 * MB)}`))],
  [
    '3 MB of attributes',
    xml(() => inside(`<Company ${Array.from({ length: 200_000 }, (_, i) => `a${i}=""`).join(' ')}>`)),
  ],
  [
    '3 MB of namespaces',
    xml(() => inside(`<Company ${Array.from({ length: 100_000 }, (_, i) => `xmlns:a${i}="u"`).join(' ')}>`)),
  ],
  ['3 MB of entities', xml(() => inside(`<Company><ID>${'&amp;'.repeat((3 * MB) / 5)}</ID></Company>`))],
  [
    '3 MB of references to nothing',
    xml(() => inside(`<Company><Name>${'&#x0;'.repeat((3 * MB) / 5)}</Name></Company>`)),
  ],
  ['3 MB of halves', xml(() => inside(`<Company><Name>${'&#xD83D;'.repeat((3 * MB) / 8)}</Name></Company>`))],
  ['3 MB of raw controls', once(xml(() => inside(`<Company><Name>${'\u0001'.repeat(3 * MB)}</Name></Company>`)))],
  ['3 MB of bytes of halves', xml(() => withNameOf(Buffer.alloc(3 * MB, Buffer.from([0xed, 0xa0, 0x80]))))],
  [
    '3 MB of bytes of halves among others',
    xml(() => withNameOf(Buffer.alloc(3 * MB, Buffer.from([0x61, 0xed, 0xa0, 0x80])))),
  ],
  ['3 MB of &#', xml(() => inside(`<Company><Name>${'&#'.repeat((3 * MB) / 2)}`))],
  ['3 MB of a reference without end', xml(() => inside(`<Company><Name>&#x${'1'.repeat(3 * MB)}`))],
  [
    '3 MB of CDATA and references',
    once(xml(() => inside(`<Company><Name>${'<![CDATA[&#x0;]]>&#x0;'.repeat((3 * MB) / 22)}</Name></Company>`))),
  ],
  ['3 MB of ends of CDATA', once(xml(() => inside(`<Company><Name><![CDATA[${']]'.repeat((3 * MB) / 2)}`)))],
  ['3 MB of empty elements', xml(() => inside('<a/>'.repeat((3 * MB) / 4)))],
  ['3 MB of a name', xml(() => inside(`<${'a'.repeat(3 * MB)}/>`))],
]);

const TOO_LARGE = as(defect('nmbrs-too-large'), 1, [
  [
    'a gzip bomb of 300 MB',
    xml(
      () =>
        Buffer.concat([gzipSync(GOOD.slice(0, 200)), ...Array<Buffer>(30).fill(gzipSync(Buffer.alloc(10 * MB, ' ')))]),
      200,
      ZIPPED,
    ),
  ],
  ['300 MB of blanks before anything', endless(' ', ' '.repeat(MB))],
  ['300 MB of blanks inside', endless(GOOD.slice(0, 200), ' '.repeat(MB))],
  [
    '300 MB of text inside a name',
    endless(`${GOOD.slice(0, -40).split('<List_GetAllResult')[0]}<List_GetAllResult><Company><Name>`, 'x'.repeat(MB)),
  ],
]);

/** Until there is room to write, or nobody to write to. */
const goOn = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });

/** As much as it takes: the piece for each number, as fast as the client reads. */
const flood =
  (operation: string, pieceOf: (index: number) => string, inList = true) =>
  async (response: ServerResponse): Promise<void> => {
    const around = answerTo(operation, inList ? `<${operation}Result>|</${operation}Result>` : '|');
    const [start = '', end = ''] = around.split('|');
    response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' });
    response.write(start);
    for (let index = 0, bytes = 0; bytes < 159 * MB && !response.destroyed; ) {
      let piece = '';
      while (piece.length < 64 * 1024) piece += pieceOf(index++);
      bytes += piece.length;
      if (!response.write(piece)) await goOn(response);
    }
    response.end(end);
  };

const SALARY = 'Salary_GetAll_AllEmployeesByCompany';
const salaryItem = (werknemerId: number, content = ''): string =>
  `<EmployeeSalaryItem><EmployeeId>${werknemerId}</EmployeeId>${content}</EmployeeSalaryItem>`;
const salaryRows = (count: number): string =>
  `<EmployeeSalaries>${'<Salary_V2><Value>1</Value><Type>1</Type></Salary_V2>'.repeat(count)}</EmployeeSalaries>`;
const PERSON = 'PersonalInfo_GetAll_AllEmployeesByCompany';
const personItem = (werknemerId: number, content: string): string =>
  `<PersonalInfoItem><EmployeeId>${werknemerId}</EmployeeId><EmployeePersonalInfos>${content}</EmployeePersonalInfos></PersonalInfoItem>`;

/** Lists are read while they come in, and may have 160 MB: what is kept of them must stay small all the same. */
const LONG_LISTS: readonly (readonly [Vraag, Situation['error'], Row])[] = [
  [
    'salarissen',
    defect('nmbrs-too-large'),
    ['employees without salaries', flood(SALARY, (index) => salaryItem(index + 1))],
  ],
  [
    'salarissen',
    defect('nmbrs-too-large'),
    ['salary rows of many employees', flood(SALARY, (index) => salaryItem(index + 1, salaryRows(200)))],
  ],
  [
    'salarissen',
    defect('nmbrs-too-large'),
    ['salary rows of one employee', flood(SALARY, () => salaryItem(1, salaryRows(1)))],
  ],
  [
    'salarissen',
    defect('nmbrs-too-large'),
    [
      'ever other names in an item',
      flood(SALARY, (index) => salaryItem(1, `<a${index}/><b${index}/><c${index}/><d${index}/>`)),
    ],
  ],
  [
    'salarissen',
    unclear('nmbrs-unreadable'),
    [
      'lists without end',
      flood(SALARY, () => `<${SALARY}Result>${salaryItem(1)}</${SALARY}Result>${' '.repeat(50_000)}`, false),
    ],
  ],
  [
    'salarissen',
    unclear('nmbrs-unreadable'),
    ['an item with too many elements', flood(SALARY, () => salaryItem(1, '<Extra>1</Extra>'.repeat(60_000)))],
  ],
  [
    'salarissen',
    unclear('nmbrs-unreadable'),
    ['an item with too much text', flood(SALARY, () => salaryItem(1, `<Extra>${'x'.repeat(3 * MB)}</Extra>`))],
  ],
  [
    'werknemers',
    defect('nmbrs-too-large'),
    [
      'names of 2 KB',
      flood(
        'List_GetByCompany',
        (index) =>
          `<Employee><Id>${index}</Id><Number>1</Number><DisplayName>${'x'.repeat(2_000)}</DisplayName></Employee>`,
      ),
    ],
  ],
  [
    'werknemers',
    unclear('nmbrs-unreadable'),
    [
      'short names among 150 MB of what nobody reads, and no end',
      once(
        flood(
          'List_GetByCompany',
          (index) =>
            `${index === 0 ? '<List_GetByCompanyResult>' : ''}<Employee><Id>${index}</Id><Number>1</Number>` +
            `<DisplayName>Medewerker nummer ${index}</DisplayName><Extra>${'x'.repeat(8_000)}</Extra></Employee>`,
          false,
        ),
      ),
    ],
  ],
  [
    'personen',
    defect('nmbrs-too-large'),
    [
      'persons of 2 KB',
      flood(PERSON, (index) =>
        personItem(index, `<PersonalInfo_V2><LastName>${'x'.repeat(2_000)}</LastName></PersonalInfo_V2>`),
      ),
    ],
  ],
  [
    'rapport',
    defect('nmbrs-too-large'),
    [
      'a report of too many lines',
      xml(() =>
        reportOf(
          `<report><employeeid>1</employeeid><lines>${'<line><code>1</code></line>'.repeat(10_000)}</lines></report>`.repeat(
            40,
          ),
        ),
      ),
    ],
  ],
  [
    'rapport',
    unclear('nmbrs-unreadable'),
    ['a report of only halves', once(xml(() => reportOf('&#xD83D;'.repeat(1.2 * MB))))],
  ],
  ['rapport', unclear('nmbrs-unreadable'), ['a report of only &', once(xml(() => reportOf('&'.repeat(3.9 * MB))))]],
];

function reportOf(content: string): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const task = `<TaskId>3f2504e0-4f89-41d3-9a0c-0305e82c3301</TaskId><Status>Success</Status>`;
  return answerTo(
    'Reports_BackgroundTask_Result',
    `<Reports_BackgroundTask_ResultResult>${task}<Content>&lt;reports&gt;${escaped}&lt;/reports&gt;</Content></Reports_BackgroundTask_ResultResult>`,
  );
}

/** Every way to misbehave that anybody thought of. */
export const CORPUS: readonly Situation[] = [
  ...UNFINISHED,
  ...BROKEN_OFF,
  ...BROKEN_CHUNK,
  ...TROUBLE,
  ...NO_ANSWER,
  ...UNREADABLE.map((situation) => ({ ...situation, deadlineMs: 10_000 })),
  ...TOO_LARGE.map((situation) => ({ ...situation, deadlineMs: 20_000 })),
  ...LONG_LISTS.flatMap(([vraag, error, row]) =>
    as(error, error.name === 'Unclear' ? 3 : 1, [row]).map((situation) => ({
      ...situation,
      vraag,
      deadlineMs: 20_000,
    })),
  ),
  ...as(unclear('nmbrs-fault'), 3, [
    ['a fault of 3 MB of dashes', xml(() => faultWith('---&gt; '.repeat((3 * MB) / 8)), 500)],
    ['a fault of 3 MB of blanks', xml(() => faultWith(`---&gt;${' '.repeat(30)}`.repeat(50_000)), 500)],
    ['a fault of 3 MB of digits', xml(() => faultWith('1'.repeat(3 * MB)), 500)],
    ['a fault of 3 MB of names', xml(() => faultWith('---&gt; a.Exception:'.repeat((3 * MB) / 20)), 500)],
    ['a fault of 3 MB of one name', xml(() => faultWith(`---&gt; ${'a'.repeat(3 * MB)}`), 500)],
  ]).map((situation) => ({ ...situation, deadlineMs: 10_000 })),
];
