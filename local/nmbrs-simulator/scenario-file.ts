import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { Change } from './change.ts';
import { Scenario } from './scenario.ts';

/** The file holds no scenario; the message tells a person where and what to do, and repeats no value from the file. */
export class BadScenarioFile extends Error {
  override readonly name = 'BadScenarioFile';
}

const SHOWN = 10;
const REMEDY = 'Verbeter het bestand. Wat er mag staan: npm run nmbrs-simulator -- --schema scenario';

/** Reads a scenario from a JSON file. Throws {@link BadScenarioFile}. */
export function readScenarioFile(path: string): Scenario {
  const result = Scenario.safeParse(parseJson(path, readText(path)), { error: z.locales.nl().localeError });
  if (result.success) return result.data;
  const { issues } = result.error;
  const lines = issues.slice(0, SHOWN).map((issue) => `  ${pathText(issue.path)}: ${issue.message}`);
  const more = issues.length > SHOWN ? [`  … en nog ${issues.length - SHOWN}`] : [];
  throw new BadScenarioFile([`${path} is geen scenario:`, ...lines, ...more, REMEDY].join('\n'));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BadScenarioFile(`${path} kan niet gelezen worden. Staat het bestand er, en mag je het lezen?`, {
      cause: error,
    });
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const place = error instanceof Error ? /line (\d+) column (\d+)/.exec(error.message) : null;
    const where = place === null ? '' : ` (regel ${place[1]}, kolom ${place[2]})`;
    throw new BadScenarioFile(`${path} is geen JSON${where}. ${REMEDY}`);
  }
}

/** `environments[0].users[1].token`; the whole document is `(het geheel)`. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${String(key)}`),
    '',
  ) || '(het geheel)';

/** The JSON Schema of what goes into a file, or into `POST /simulator/wijzig`; optional is what has a default. */
export const jsonSchema = (of: 'scenario' | 'change'): string =>
  `${JSON.stringify(z.toJSONSchema(of === 'scenario' ? Scenario : Change, { io: 'input' }), null, 2)}\n`;
