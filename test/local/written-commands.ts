import { readFileSync } from 'node:fs';

const pageOf = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** What a page gives to be pasted, block by block. */
export const pasteable = (name: string): string[] =>
  [...pageOf(name).matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);

/** The first column of the table of commands, as it stands there. */
export const TABLE: readonly string[] = [...pageOf('docs/commands.md').matchAll(/^\| `([^`]+)` \|/gm)].map(
  ([, command = '']) => command,
);
