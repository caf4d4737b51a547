import type * as z from 'zod';

/** One faulty field of a request: where it stands, a stable code, and a Dutch sentence with the remedy. */
export interface Veldfout {
  /** Path in the body, e.g. `werkgever.loonheffingennummer` or `dga.0.naam`; empty for the body as a whole. */
  readonly veld: string;
  readonly code: string;
  readonly tekst: string;
}

const MAX_FAULTS = 100;
const MAX_NAME_CHARS = 60;

/** The faults of a request at once, at most a hundred, in the order of the fields. Never repeats what was filled in. */
export const veldfoutenOf = (error: z.ZodError): Veldfout[] =>
  error.issues.slice(0, MAX_FAULTS).flatMap(faultsOf).slice(0, MAX_FAULTS);

function faultsOf(issue: z.core.$ZodIssue): Veldfout[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ veld: pathOf(issue.path), code: issue.code.replaceAll('_', '-'), tekst: issue.message }];
  }
  return issue.keys.slice(0, MAX_FAULTS).map((key) => ({
    veld: pathOf([...issue.path, key]),
    code: 'onbekend-veld',
    tekst: 'Dit veld kennen wij niet. Controleer de spelling of laat het weg.',
  }));
}

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) =>
      String(part)
        .replace(/[^\p{L}\p{N}_-]/gu, '?')
        .slice(0, MAX_NAME_CHARS),
    )
    .join('.');

/** The Dutch sentence for what the schemas themselves say nothing about. */
export function defaultTekst(issue: { readonly code?: string; readonly input?: unknown }): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Dit veld ontbreekt. Vul het in.' : 'Dit veld heeft niet de juiste vorm.';
    case 'invalid_value':
      return 'Deze waarde kan hier niet. Kies een van de toegestane waarden.';
    case 'too_big':
      return 'Deze waarde is te lang.';
    case 'too_small':
      return 'Deze waarde is te kort.';
    default:
      return 'Deze waarde is niet goed.';
  }
}
