import { execFile } from 'node:child_process';
import { cp, glob, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

const REPOSITORY = path.resolve(import.meta.dirname, '..');
const SOURCE_FOLDERS = ['adapters', 'bench', 'bin', 'core', 'functions', 'lib', 'local', 'mutate', 'test'];
const run = promisify(execFile);

const BiomeReport = z.object({
  summary: z.object({ changed: z.number(), unchanged: z.number() }),
  diagnostics: z.array(
    z.object({ category: z.string(), message: z.string(), location: z.object({ path: z.string() }) }),
  ),
});
type BiomeReport = z.infer<typeof BiomeReport>;

/** Biome exits with 1 when it found something; its report is on stdout either way. */
async function lint(cwd: string, folders: readonly string[]): Promise<BiomeReport> {
  const biome = path.join(REPOSITORY, 'node_modules/.bin/biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', ...folders];
  const failed = z.object({ stdout: z.string() });
  const stdout = await run(biome, args, { cwd, maxBuffer: 64 * 1024 * 1024 }).then(
    (done) => done.stdout,
    (error: unknown) => failed.parse(error).stdout,
  );
  return BiomeReport.parse(JSON.parse(stdout));
}

/** What a rule forbids, as the smallest file that does it, and the folder in which it is forbidden. */
interface Violation {
  readonly file: string;
  readonly source: string;
  /** The rule, or for a rule of our own the words that its message starts with. */
  readonly rule: string;
}

const RESTRICTED_IMPORTS = 'lint/style/noRestrictedImports';
const imports = (from: string): string => `import { something } from '${from}';\nexport const used = something;\n`;
const forbidden = (file: string, from: string): Violation => ({
  file,
  source: imports(from),
  rule: RESTRICTED_IMPORTS,
});

const IMPORTS: readonly Violation[] = [
  forbidden('core/kalender/reaches-node.ts', 'node:fs'),
  forbidden('core/kalender/reaches-package.ts', '@aws-sdk/client-sqs'),
  forbidden('core/uitwisseling/reaches-adapter.ts', '../../adapters/aws/clients.ts'),
  forbidden('core/uitwisseling/reaches-function.ts', '../../functions/submit-aanmelding/handler.ts'),
  forbidden('core/uitwisseling/reaches-lib.ts', '../../lib/names.ts'),
  forbidden('core/uitwisseling/reaches-local.ts', '../../local/start.ts'),
  forbidden('core/uitwisseling/reaches-test.ts', '../../test/fixtures/x.ts'),
  forbidden('adapters/aws/reaches-function.ts', '../../functions/submit-aanmelding/handler.ts'),
  forbidden('adapters/aws/reaches-lib.ts', '../../lib/names.ts'),
  forbidden('adapters/aws/post/reaches-lib.ts', '../../../lib/names.ts'),
  forbidden('adapters/aws/reaches-local.ts', '../../local/start.ts'),
  forbidden('adapters/aws/reaches-test.ts', '../../test/fixtures/x.ts'),
  forbidden('functions/submit-aanmelding/reaches-lib.ts', '../../lib/names.ts'),
  forbidden('functions/submit-aanmelding/reaches-local.ts', '../../local/start.ts'),
  forbidden('functions/submit-aanmelding/reaches-test.ts', '../../test/fixtures/x.ts'),
  forbidden('functions/submit-aanmelding/reaches-sdk.ts', '@aws-sdk/client-sqs'),
  forbidden('bin/reaches-core.ts', '../core/errors.ts'),
  forbidden('lib/stacks/reaches-adapter.ts', '../../adapters/aws/clients.ts'),
  forbidden('lib/stacks/reaches-function.ts', '../../functions/submit-aanmelding/handler.ts'),
  forbidden('lib/stacks/reaches-port.ts', '../../core/kalender/ports/klok.ts'),
  forbidden('lib/stacks/reaches-local.ts', '../../local/start.ts'),
  forbidden('local/reaches-test.ts', '../test/fixtures/x.ts'),
  forbidden('local/nmbrs-simulator/reaches-client.ts', '../../adapters/nmbrs/payroll.ts'),
  forbidden('local/nmbrs-simulator/reaches-core.ts', '../../core/nmbrs/payroll.ts'),
  {
    file: 'core/kalender/reaches-dynamically.ts',
    source: "export const load = () => import('node:fs');\n",
    rule: RESTRICTED_IMPORTS,
  },
  {
    file: 'core/kalender/reaches-by-export.ts',
    source: "export { readFile } from 'node:fs/promises';\n",
    rule: RESTRICTED_IMPORTS,
  },
  {
    file: 'core/kalender/cycle-a.ts',
    source: "import { b } from './cycle-b.ts';\nexport const a = (): unknown => b;\n",
    rule: 'lint/suspicious/noImportCycles',
  },
  {
    file: 'adapters/aws/undeclared.ts',
    source: imports('left-pad'),
    rule: 'lint/correctness/noUndeclaredDependencies',
  },
];

const AMBIENT: readonly Violation[] = [
  { file: 'core/kalender/now.ts', source: 'export const now = () => Date.now();\n', rule: 'no-ambient-input' },
  { file: 'core/kalender/new-date.ts', source: 'export const now = () => new Date();\n', rule: 'no-ambient-input' },
  {
    file: 'core/kalender/date-of.ts',
    source: "export const day = new Date('2026-01-01');\n",
    rule: 'no-ambient-input',
  },
  { file: 'core/kalender/random.ts', source: 'export const dice = () => Math.random();\n', rule: 'no-ambient-input' },
  {
    file: 'core/kalender/process.ts',
    source: 'export const name = process.argv0;\n',
    rule: 'lint/style/noRestrictedGlobals',
  },
  {
    file: 'core/kalender/crypto.ts',
    source: 'export const id = () => crypto.randomUUID();\n',
    rule: 'lint/style/noRestrictedGlobals',
  },
  {
    file: 'functions/submit-aanmelding/environment.ts',
    source: "import process from 'node:process';\nexport const table = process.env.TABLE_NAME;\n",
    rule: 'lint/style/noProcessEnv',
  },
  {
    file: 'adapters/aws/environment.ts',
    source: "import process from 'node:process';\nexport const table = process.env.TABLE_NAME;\n",
    rule: 'lint/style/noProcessEnv',
  },
  {
    file: 'functions/submit-aanmelding/console.ts',
    source: "export const shout = () => console.log('x');\n",
    rule: 'lint/suspicious/noConsole',
  },
];

const HOUSE_STYLE: readonly Violation[] = [
  {
    file: 'core/any.ts',
    source: 'export const f = (x: any): string => String(x);\n',
    rule: 'lint/suspicious/noExplicitAny',
  },
  {
    file: 'core/assertion.ts',
    source: 'export const f = (x: unknown) => x as string;\n',
    rule: 'lint/nursery/noUnsafeTypeAssertion',
  },
  {
    file: 'core/non-null.ts',
    source: 'export const f = (x?: string): string => x!;\n',
    rule: 'lint/style/noNonNullAssertion',
  },
  { file: 'core/enum.ts', source: 'export enum Colour {\n  Red,\n}\n', rule: 'lint/style/noEnum' },
  {
    file: 'core/parameter-property.ts',
    source: 'export class C {\n  constructor(readonly a: string) {}\n}\n',
    rule: 'lint/style/noParameterProperties',
  },
  {
    file: 'core/four.ts',
    source: 'export const f = (a: number, b: number, c: number, d: number): number => a + b + c + d;\n',
    rule: 'lint/complexity/useMaxParams',
  },
  { file: 'core/barrel.ts', source: "export * from './errors.ts';\n", rule: 'lint/performance/noBarrelFile' },
  {
    file: 'core/floating.ts',
    source: 'const go = async (): Promise<void> => {};\nexport function f() {\n  go();\n}\n',
    rule: 'lint/nursery/noFloatingPromises',
  },
  {
    file: 'core/misused.ts',
    source:
      'const go = async (): Promise<void> => {};\nexport function f() {\n  [1].forEach(async () => {\n    await go();\n  });\n}\n',
    rule: 'lint/nursery/noMisusedPromises',
  },
  {
    file: 'core/switch.ts',
    source:
      "type Kind = 'a' | 'b';\nexport function f(kind: Kind): number {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n",
    rule: 'lint/nursery/useExhaustiveSwitchCases',
  },
  {
    file: 'test/core/focused.test.ts',
    source: "import { it } from 'vitest';\nit.only('x', () => {});\n",
    rule: 'lint/suspicious/noFocusedTests',
  },
  {
    file: 'test/core/skipped.test.ts',
    source: "import { it } from 'vitest';\nit.skip('x', () => {});\n",
    rule: 'lint/suspicious/noSkippedTests',
  },
  {
    file: 'test/core/mocked.test.ts',
    source: "import { vi } from 'vitest';\nvi.mock('../../core/errors.ts');\n",
    rule: 'no-module-mock',
  },
];

/** What the same rules must let through; a rule that forbids everything would pass the tests above. */
const ALLOWED: Readonly<Record<string, string>> = {
  'core/errors.ts': 'export const something = 1;\n',
  'core/kalender/allowed.ts': `import * as z from 'zod';\n${imports('../errors.ts')}export const when = z.number().parse(Date.parse('2026-01-01'));\n`,
  'adapters/aws/clients.ts': imports('../../core/errors.ts'),
  'adapters/aws/package.ts': imports('nodemailer/lib/mail-composer/index.js'),
  'functions/submit-aanmelding/handler.ts': imports('../../adapters/aws/clients.ts'),
  'functions/submit-aanmelding/index.ts': imports('./handler.ts'),
  'lib/names.ts': imports('../core/errors.ts'),
  'bin/app.ts': imports('../lib/names.ts'),
  'local/start.ts': `${imports('../lib/names.ts')}`,
  'test/core/allowed.test.ts': imports('../../core/errors.ts'),
};

describe('the rules of the tree and of the house', () => {
  let playground: string;
  let report: BiomeReport;
  const violations = [...IMPORTS, ...AMBIENT, ...HOUSE_STYLE];

  beforeAll(async () => {
    playground = await playgroundWith([]);
    const files = { ...ALLOWED, ...Object.fromEntries(violations.map(({ file, source }) => [file, source])) };
    files['core/kalender/cycle-b.ts'] = "import { a } from './cycle-a.ts';\nexport const b = (): unknown => a;\n";
    for (const [file, source] of Object.entries(files)) {
      await mkdir(path.join(playground, path.dirname(file)), { recursive: true });
      await writeFile(path.join(playground, file), source);
    }
    report = await lint(playground, ['.']);
  });

  afterAll(() => rm(playground, { recursive: true, force: true }));

  const foundIn = (file: string): string[] =>
    report.diagnostics
      .filter(({ location }) => location.path === file)
      .map(({ category, message }) => (category === 'plugin' ? (message.split(':')[0] ?? '') : category));

  it.each(violations)('refuse $file ($rule)', ({ file, rule }) => {
    expect(foundIn(file)).toContain(rule);
  });

  it.each(Object.keys(ALLOWED))('allow %s', (file) => {
    expect(foundIn(file)).toEqual([]);
  });

  it('read every one of these files', () => {
    expect(report.summary.changed + report.summary.unchanged).toBeGreaterThan(violations.length);
  });
});

describe('the checks', () => {
  it('lint every source file', async () => {
    // A copy, so that what other tests do in node_modules meanwhile is not scanned. One cheap rule: which files are read
    // is asked, not what is found.
    const copy = await playgroundWith(SOURCE_FOLDERS);
    const { summary } = await lint(copy, ['--only=style/noEnum', ...SOURCE_FOLDERS]);
    await rm(copy, { recursive: true });
    const sources = await Promise.all(SOURCE_FOLDERS.map(sourcesOf));
    expect(sources.map((files) => files.length)).not.toContain(0);
    expect(summary.changed + summary.unchanged).toBeGreaterThanOrEqual(sources.flat().length);
  });

  it('compile every source file', async () => {
    const tsc = path.join(REPOSITORY, 'node_modules/.bin/tsc');
    const { stdout } = await run(tsc, ['-p', '.', '--listFilesOnly'], { cwd: REPOSITORY, maxBuffer: 64 * 1024 * 1024 });
    const compiled = new Set(stdout.split('\n').map((line) => path.relative(REPOSITORY, line.trim())));
    const sources = (await Promise.all(SOURCE_FOLDERS.map(sourcesOf))).flat();
    expect(sources.filter((file) => !compiled.has(file))).toEqual([]);
  });
});

describe('the tree', () => {
  it('has no folder or file whose name says nothing', async () => {
    const sources = (await Promise.all(SOURCE_FOLDERS.map(sourcesOf))).flat();
    const empty = /(^|\/)(utils?|helpers?|common|services?|types|constants|misc)(\.ts|\/)/;
    expect(sources.filter((file) => empty.test(file))).toEqual([]);
  });

  it('has a file that wires and a file that thinks in every function', async () => {
    const entries = await readdir(path.join(REPOSITORY, 'functions'), { withFileTypes: true });
    const functions = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const files = new Set(await sourcesOf('functions'));
    expect(functions.length).toBeGreaterThan(0);
    const incomplete = functions.filter(
      (name) => !files.has(`functions/${name}/index.ts`) || !files.has(`functions/${name}/handler.ts`),
    );
    expect(incomplete).toEqual([]);
  });
});

/** A folder elsewhere under the same configuration, with a copy of these files and folders. */
async function playgroundWith(copied: readonly string[]): Promise<string> {
  const playground = await mkdtemp(path.join(tmpdir(), 'architecture-'));
  for (const file of ['biome.json', 'package.json', '.gitignore', '.ci', ...copied]) {
    await cp(path.join(REPOSITORY, file), path.join(playground, file), { recursive: true });
  }
  return playground;
}

async function sourcesOf(folder: string): Promise<string[]> {
  return Array.fromAsync(glob(`${folder}/**/*.ts`, { cwd: REPOSITORY }));
}
