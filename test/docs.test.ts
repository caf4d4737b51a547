import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Config } from '../lib/config.ts';
import { deadLinks, linksIn } from './links.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const textOf = (path: string): string => readFileSync(`${ROOT}${path}`, 'utf8');

const NOT_OURS = ['node_modules/**', '**/node_modules/**', 'cdk.out/**', 'coverage/**', '.local/**'];
const paths = globSync('{**/*.md,.github/**/*.md}', { cwd: ROOT, exclude: NOT_OURS }).toSorted();
const text = new Map(paths.map((path) => [path, textOf(path)]));

describe('the links between the pages', () => {
  it('all lead to something that is there', () => {
    expect(paths.length).toBeGreaterThan(60);
    expect([...text.values()].flatMap(linksIn).length).toBeGreaterThan(200);
    expect(deadLinks({ text, exists: (path) => existsSync(`${ROOT}${path}`) })).toEqual([]);
  });

  it('are found out where they do not', () => {
    const sample = new Map([
      ['a.md', '# A\n[b](docs/b.md) [none](docs/c.md) [folder](docs) [head](docs/b.md#b-and-c) [no](docs/b.md#d)'],
      [
        'docs/b.md',
        '# `b` and c\n## Twice\n## Twice\n[up](../a.md#a "title") [two](#twice-1) [three](#twice-2)\n[x]: y.md',
      ],
      ['docs/c', '```sh\n# [in](code.md)\n```\n`[in](code.md)` [web](https://a.example/x.md) [it](../a.md#in-code)'],
    ]);
    const exists = (path: string): boolean => sample.has(path) || path === 'docs';
    expect(deadLinks({ text: sample, exists })).toEqual([
      { page: 'a.md', target: 'docs/c.md' },
      { page: 'a.md', target: 'docs/b.md#d' },
      { page: 'docs/b.md', target: '#twice-2' },
      { page: 'docs/b.md', target: 'y.md' },
      { page: 'docs/c', target: '../a.md#in-code' },
    ]);
  });
});

describe('the README', () => {
  const readme = textOf('README.md');
  const [, map = ''] = /## The tree\n\n```\n([\s\S]*?)```/.exec(readme) ?? [];

  it('is read in one go, and has no date that goes by', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
    expect(readme.match(/\b20\d\d\b|\b\d{4}-\d\d-\d\d\b/g)).toBeNull();
  });

  it('has each folder and each room on its map, in at most fifteen lines', () => {
    const foldersOf = (path: string) =>
      readdirSync(`${ROOT}${path}`, { withFileTypes: true })
        .filter((one) => one.isDirectory() && !/^\.|^(node_modules|cdk\.out|coverage)$/.test(one.name))
        .map(({ name }) => name);
    const rooms = foldersOf('core');
    expect(map.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    expect(foldersOf('').filter((name) => !map.includes(`${name}/`))).toEqual([]);
    expect(rooms.filter((name) => !new RegExp(`\\b${name}\\b`).test(map))).toEqual([]);
    expect(map).toContain(`${rooms.length} rooms`);
  });

  it('leads to each page of docs/', () => {
    const pages = paths.filter((path) => /^docs\/[^/]+\.md$/.test(path));
    expect(pages.filter((path) => !readme.includes(`](${path})`))).toEqual([]);
  });
});

it('the page about deployment names every setting, and no other', () => {
  const [, table = ''] = /\| setting \| is \|\n([\s\S]*?)\n\n/.exec(textOf('docs/deploy.md')) ?? [];
  const named = [...table.matchAll(/^\| ((?:`\w+`(?: \(`\w+`\))?(?:, )?)+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.replace(/\(.*?\)/g, '').matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect(named.sort()).toEqual(Object.keys(Config.shape).sort());
});

it('the list of decisions names each page, by its own title', () => {
  const list = textOf('docs/decisions/README.md');
  const entries = [...list.matchAll(/^\| \[(\d+)\]\(([^)]+)\) \| (.+) \|$/gm)].map(([, number, file, title]) => ({
    ...{ number, file, title },
  }));
  const pages = readdirSync(`${ROOT}docs/decisions`).filter((file) => /^\d{4}-/.test(file));
  expect(entries.map(({ file }) => file)).toEqual(pages.sort());
  for (const { number, file, title } of entries) {
    expect(textOf(`docs/decisions/${file}`).split('\n')[0]).toBe(`# ${number}. ${title}`);
  }
});
