import { Refused } from '../../core/errors.ts';
import type { World } from './world.ts';

/** The same world while the mail service refuses everything: a sender that is not verified, say. */
export const refusing = (world: World): World => ({
  ...world,
  post: {
    ...world.post,
    send: () => Promise.reject(new Refused({ code: 'post.geweigerd', message: 'the sender is not verified' })),
  },
});
