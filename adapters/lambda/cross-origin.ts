/** What lets a page of any site read the description of the API. Nothing else may be read by another site. */
export const CROSS_ORIGIN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'API-Version, ETag',
} as const;

/** The answer to a browser that asks beforehand, because of `If-None-Match`. */
export const CROSS_ORIGIN_PREFLIGHT = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers': 'If-None-Match',
  'access-control-max-age': '3600',
} as const;
