/**
 * What can go wrong around one call of a port: the process dies before or after its effect, the call fails without or
 * with its effect, it takes longer than the function may, whoever waits for the function loses sight of it while it goes
 * on, or the same trigger comes again at this moment, before or after the effect, and the first process goes on later or dies; or a
 * write collides with others until it is given up.
 */
export type Fault =
  | 'dies-before'
  | 'dies-after'
  | 'fails-before'
  | 'fails-after'
  | 'slow-before'
  | 'slow-after'
  | 'disowned'
  | 'again-before'
  | 'again-after'
  | 'again-dies-before'
  | 'again-dies-after'
  | 'collides'
  | 'foreign-error';

/** All of them. */
export const FAULTS = [
  'dies-before',
  'dies-after',
  'fails-before',
  'fails-after',
  'slow-before',
  'slow-after',
  'disowned',
  'again-before',
  'again-after',
  'again-dies-before',
  'again-dies-after',
  'collides',
  'foreign-error',
] as const satisfies readonly Fault[];
