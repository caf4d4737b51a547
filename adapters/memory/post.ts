import type { Bericht } from '../../core/berichten/bericht.ts';
import type { BerichtSleutel } from '../../core/berichten/ports/berichtenboek.ts';
import type { Post } from '../../core/berichten/ports/post.ts';
import { Refused } from '../../core/errors.ts';

export interface MemoryPost extends Post {
  /** What was sent, in that order, and as which mail. */
  readonly verzonden: readonly Bericht[];
  readonly sleutels: readonly BerichtSleutel[];
  /** The next mail is not sent: its `send` throws this. */
  failNext(error: Error): void;
  /** Empties `verzonden`. */
  forget(): void;
}

const ADDRESS = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+\.[^\s@\p{Cc}]+$/u;

export function createMemoryPost(): MemoryPost {
  const verzonden: Bericht[] = [];
  const sleutels: BerichtSleutel[] = [];
  const failures: Error[] = [];
  return {
    verzonden,
    sleutels,
    failNext(error) {
      failures.push(error);
    },
    forget() {
      verzonden.length = 0;
      sleutels.length = 0;
    },
    async send(bericht, sleutel) {
      if (!ADDRESS.test(bericht.aan)) throw refused('post.adres-ongeldig');
      if (/\p{Cc}/u.test(bericht.onderwerp)) throw refused('post.onderwerp-ongeldig');
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      verzonden.push(structuredClone(bericht));
      sleutels.push({ ...sleutel });
    },
  };
}

const refused = (code: string): Refused => new Refused({ code, message: 'a mail cannot be sent like this' });
