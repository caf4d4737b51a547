import { ROUTES } from './document.ts';

/** `/aanmeldingen/{aanmeldingId}` fits `/aanmeldingen/` and one more part, but for one that is a path of its own. */
const PATTERNS = ROUTES.map(({ method, path }) => ({
  path,
  method: method.toUpperCase(),
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

const LITERAL = PATTERNS.filter(({ path }) => !path.includes('{'));

/** What this path takes, in the order of the alphabet; nothing when there is no such path. */
export const methodsOf = (path: string): readonly string[] => [
  ...new Set(
    (LITERAL.some((route) => route.path === path) ? LITERAL : PATTERNS)
      .filter(({ pattern }) => pattern.test(path))
      .map(({ method }) => method)
      .toSorted(),
  ),
];
