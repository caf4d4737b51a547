import { createHash } from 'node:crypto';
import type { HttpAnswer } from './problem.ts';

/** A page of ours: what stands in its `main`, as HTML without scripts, pictures or anything from elsewhere. */
export interface Page {
  readonly title: string;
  readonly main: string;
}

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{margin:0 auto;max-width:40rem;padding:1rem;font:1.125rem/1.6 sans-serif}',
  'h1,h2{line-height:1.25}',
  'code{overflow-wrap:anywhere}',
  'pre{white-space:pre-wrap}',
].join('');
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing may be loaded, run, sent or framed, but for the one style that the page brings. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a page in Dutch that nobody keeps, that tells no other site where its reader was, and that can do nothing. */
export const pageAnswer = ({ title, main }: Page): HttpAnswer => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    'cache-control': 'no-store',
  },
  body: `<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${main.trim()}
</main>
</body>
</html>
`,
});
