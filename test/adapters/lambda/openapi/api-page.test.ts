import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROUTES } from '../../../../adapters/lambda/openapi/document.ts';

const page = readFileSync(new URL('../../../../docs/api.md', import.meta.url), 'utf8');

/** A route without the names in its path, and without a query. */
const routeOf = (route: string): string => route.replace(/\{\w+\}/g, '{}').replace(/\?.*$/, '');
const written = [...page.matchAll(/^\| ((?:`[A-Z]+ [^`]+`(?:, )?)+) \|/gm)]
  .flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, route = '']) => routeOf(route)))
  .filter((route) => !route.includes(' /lokaal/'));

test('the page about the API has exactly the routes of its description, each once', () => {
  const described = ROUTES.map(({ method, path }) => routeOf(`${method.toUpperCase()} ${path}`));
  expect(described.length).toBeGreaterThan(40);
  expect(written.toSorted()).toEqual(described.toSorted());
});

test('the page says of each route whom it is for, as its description does', () => {
  const staff = page.slice(page.indexOf('\n## For a.s.r.'), page.indexOf('\n## For everyone'));
  const ofStaff = ROUTES.filter(({ toegang }) => toegang === 'beoordelaar').map(({ method, path }) =>
    routeOf(`${method.toUpperCase()} ${path}`),
  );
  expect(ofStaff.filter((route) => !routeOf(staff.replace(/\{\w+\}/g, '{}')).includes(`\`${route}\``))).toEqual([]);
});
