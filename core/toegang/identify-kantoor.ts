import { KantoorId } from '../ids.ts';
import { digestText, type Hasher } from './ports/identiteit.ts';

/** Which office has this mail address, however its letters were typed. */
export const kantoorIdOf = (identiteit: Hasher, email: string): KantoorId =>
  KantoorId.parse(digestText(identiteit, email.toLowerCase()));
