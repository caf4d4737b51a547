import { createHash } from 'node:crypto';

/** SHA-256 of the bytes, or of the text as UTF-8; hex. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
