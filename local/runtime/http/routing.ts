import type { Route } from '../system.ts';

/** A route that fits a request, with the values of its path parameters. */
export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** The route for this request; literal segments go before parameters, a method before `ANY`, and `$default` last. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  const matches = routes.flatMap((route) => {
    const pathParameters = parametersOf(route, method, path);
    return pathParameters === undefined ? [] : [{ route, pathParameters }];
  });
  return matches.sort((a, b) => generality(a.route) - generality(b.route))[0];
}

function parametersOf(route: Route, method: string, path: string): Record<string, string> | undefined {
  if (route.key === '$default') return {};
  const [routeMethod = '', routePath = ''] = route.key.split(' ');
  if (routeMethod !== 'ANY' && routeMethod !== method) return undefined;
  return matchSegments(routePath.split('/').slice(1), path.split('/').slice(1));
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const [, name, greedy] = /^\{([^+}]+)(\+)?\}$/.exec(part) ?? [];
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (name === undefined && part !== segment) return undefined;
    if (name !== undefined && greedy !== undefined) {
      parameters[name] = decode(segments.slice(index).join('/'));
      return parameters;
    }
    if (name !== undefined) {
      if (segment === '') return undefined;
      parameters[name] = decode(segment);
    }
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function generality({ key }: Route): number {
  if (key === '$default') return Number.POSITIVE_INFINITY;
  const parameters = key.split('{').length - 1;
  return (key.includes('+}') ? 1000 : 0) + parameters * 10 + (key.startsWith('ANY ') ? 1 : 0);
}

/** Percent signs that encode nothing stay as they are. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
