/** What belongs to software and says nothing to a person: names of errors, of what is sent over HTTP, and of routes; hosts that nobody can open. */
const NOT_PLAIN: readonly RegExp[] = [
  /\b(?:Transient|Unclear|Refused|Defect|States\.ALL|undefined|NaN)\b/,
  /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|HTTP|JSON|URL|API-route|Bearer|Authorization|Idempotency-Key)\b/,
  /direct=ja/,
  /\/(?:aanmeldingen|koppelingen|uitwisselingen|werkvoorraad|kantoor|verzoeken|openapi)\b/,
  /\b(?:localhost|127\.0\.0\.1|lambda|amazonaws)\b/i,
  /\{\w+\}/,
  /\bheader\b|Retry-After/,
];

/** What of this text no clerk or assessor understands. */
export const notPlainIn = (text: string): string[] => NOT_PLAIN.flatMap((word) => word.exec(text)?.[0] ?? []);
