import type * as z from 'zod';
import type { Probleemcode } from '../problems.ts';
import type { AnswerName, RequestName } from './schemas.ts';

interface Example {
  readonly summary: string;
  readonly value: unknown;
}

export interface Body {
  readonly schema: RequestName;
  readonly examples: Readonly<Record<string, Example>>;
  /** The same in another form, by its media type. */
  readonly also?: Readonly<Record<string, { readonly description: string; readonly example: string }>>;
}

export interface Answer {
  readonly description: string;
  readonly schema?: AnswerName;
  readonly examples?: Readonly<Record<string, Example>>;
  /** The same in another form, by its media type. */
  readonly also?: Readonly<Record<string, { readonly description: string; readonly example: string }>>;
  /** Of a page for people: the page itself. */
  readonly html?: string;
  readonly headers?: readonly ('ETag' | 'Location')[];
}

/** What the document says of one route. */
export interface Route {
  readonly method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  readonly path: `/${string}`;
  /** The folder of its function. */
  readonly functie: string;
  /** Its name in the document where a function has several. */
  readonly operatie?: string;
  readonly tag: 'Salarisverwerker' | 'Beoordelaar' | 'Beheer' | 'Beschrijving';
  /** What opens it; absent when anyone may come in. */
  readonly toegang?: 'toegangscode' | 'kantoorcode' | 'beoordelaar';
  /** What may be sent instead of nothing. */
  readonly toegangMag?: 'kantoorsleutel';
  readonly summary: string;
  readonly description: string;
  /** Whether it answers the same whatever stands in the place of the aanmelding. */
  readonly elkKenmerk?: true;
  readonly query?: z.ZodObject;
  readonly headers?: readonly ('IdempotencyKey' | 'IfNoneMatch')[];
  readonly body?: Body;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Every problem that it can answer with. */
  readonly problems: readonly Probleemcode[];
}

/** What every route that uses a store can come to. */
export const HOLD_UPS = ['tijdelijk-niet-beschikbaar', 'onverwachte-fout'] as const;
/** What can be wrong with a body of JSON. */
export const BODY_PROBLEMS = ['verkeerd-soort-inhoud', 'te-groot', 'geen-json', 'ongeldige-gegevens'] as const;
/** What a request about one's own aanmelding can come to. */
export const OFFICE_PROBLEMS = ['geen-toegangscode', 'niet-gevonden'] as const;
export const STAFF_PROBLEMS = ['niet-ingelogd', 'geen-beoordelaar'] as const;
export const READER_PROBLEMS = ['niet-ingelogd', 'geen-lezer'] as const;
