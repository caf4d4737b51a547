import type { Post } from '../../core/ports/post.ts';
import { createSesClient } from '../aws/clients.ts';
import { createPost } from '../aws/post/post.ts';
import { readSetting } from '../node/environment.ts';

/** The mail of this deployment, sent as the function's environment says. */
export const deployedPost = (): Post =>
  createPost({
    client: createSesClient(),
    sender: readSetting('MAIL_SENDER'),
    configurationSet: readSetting('MAIL_CONFIGURATION_SET'),
  });
