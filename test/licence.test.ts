import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createOpenapi } from '../adapters/lambda/openapi/document.ts';

const fileOf = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

test('the licence is the same one in its text, the package and the description of the API', () => {
  const { identifier } = createOpenapi().info.license;
  expect(JSON.parse(fileOf('package.json')).license).toBe(identifier);
  expect(`${fileOf('LICENSE').split('\n')[0]}, ${identifier}`).toBe('EUROPEAN UNION PUBLIC LICENCE v. 1.2, EUPL-1.2');
});

test('its text is whole: articles 1 to 15 and the appendix', () => {
  const text = fileOf('LICENSE');
  const articles = [...text.matchAll(/^(\d+)\.[A-Z]/gm)].map(([, number]) => Number(number));
  expect(articles).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  expect(text).toMatch(/^ +Appendix$/m);
  expect(text.trimEnd()).toMatch(/require the production of a new EUPL version\.$/);
});
