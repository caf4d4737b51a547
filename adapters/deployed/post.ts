import type { Post } from '../../core/berichten/ports/post.ts';
import { createSesClient } from '../aws/clients.ts';
import { createPost } from '../aws/post/post.ts';
import { readOptional, readSetting } from '../node/environment.ts';
import { createIdentiteit } from '../node/identiteit.ts';

/** What sending a mail needs of this deployment: codes that let its reader in, and where the pages are. */
export const deployedMail = () => ({
  post: deployedPost(),
  identiteit: createIdentiteit(),
  paginas: readOptional('PAGES_URL'),
});

/** The mail of this deployment, sent as the function's environment says. */
const deployedPost = (): Post =>
  createPost({
    client: createSesClient(),
    sender: readSetting('MAIL_SENDER'),
    configurationSet: readSetting('MAIL_CONFIGURATION_SET'),
  });
