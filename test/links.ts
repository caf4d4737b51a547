/** A link of a page that leads nowhere: where it stands and where it points. */
export interface DeadLink {
  readonly page: string;
  readonly target: string;
}

/** Pages by their paths in the repository, and whether there is something at another path. */
export interface Pages {
  readonly text: ReadonlyMap<string, string>;
  exists(path: string): boolean;
}

/** What is code is no link and no heading. */
const withoutCode = (text: string): string =>
  text.replace(/^( *)```[\s\S]*?^\1```/gm, '').replace(/`[^`\n]*`/g, 'code');
const withoutBlocks = (text: string): string => text.replace(/^( *)```[\s\S]*?^\1```/gm, '');

/** The anchor that GitHub gives a heading; of two that are the same the second gets `-1`. */
function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(text).matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    anchors.add(before === 0 ? slug : `${slug}-${before}`);
  }
  return anchors;
}

/** Every relative link of these pages: `[text](target)` and `[text]: target`. */
export function linksIn(text: string): string[] {
  const found = withoutCode(text).matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)|^\[[^\]]+\]: *(\S+)/gm);
  return [...found].map(([, inline, below]) => inline ?? below ?? '').filter((target) => !/^[a-z]+:/i.test(target));
}

/** The relative links that lead to no file, or to no heading of their page. */
export function deadLinks({ text, exists }: Pages): DeadLink[] {
  return [...text].flatMap(([page, content]) =>
    linksIn(content).flatMap((target) => (leads(page, target, { text, exists }) ? [] : [{ page, target }])),
  );
}

function leads(page: string, target: string, { text, exists }: Pages): boolean {
  const { pathname, hash } = new URL(target, `file:///${page}`);
  const path = decodeURIComponent(pathname.slice(1));
  if (!exists(path)) return false;
  const other = text.get(path);
  return hash === '' || (other !== undefined && anchorsOf(other).has(decodeURIComponent(hash.slice(1))));
}
