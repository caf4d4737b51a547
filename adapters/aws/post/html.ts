import type { Bericht, Blok } from '../../../core/berichten/bericht.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Everything that comes from outside goes through here; a line end stays visible. */
const escapeText = (tekst: string): string =>
  tekst.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char).replace(/\r\n|\r|\n/g, '<br>');

const TEXT = 'margin:0 0 16px;font-size:16px;line-height:1.5;color:#1f2933;overflow-wrap:anywhere';
const HEADING = 'margin:24px 0 8px;font-size:18px;line-height:1.3;color:#1f2933;overflow-wrap:anywhere';
const TITLE = 'margin:0 0 16px;font-size:22px;line-height:1.3;color:#1f2933;overflow-wrap:anywhere';
const LABEL = 'margin:0;font-size:14px;line-height:1.4;color:#52606d;overflow-wrap:anywhere';
const VALUE = 'margin:0 0 10px;font-size:16px;line-height:1.4;color:#1f2933;overflow-wrap:anywhere';
const BODY = 'margin:0;padding:0;background:#f5f7fa;font-family:Arial,Helvetica,sans-serif';
const SHEET = 'max-width:600px;margin:0 auto;padding:24px 16px;background:#ffffff';

/**
 * The HTML of a mail: one column without fixed widths, so that it reads on a screen of 320 px; styles inline, because
 * mail programs drop style sheets; no images or anything else that is fetched.
 */
export function renderHtml({ onderwerp, blokken }: Bericht): string {
  return [
    '<!doctype html>',
    '<html lang="nl">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light">',
    `<title>${escapeText(onderwerp)}</title>`,
    '</head>',
    `<body style="${BODY}">`,
    `<div lang="nl" style="${SHEET}">`,
    `<h1 style="${TITLE}">${escapeText(onderwerp)}</h1>`,
    ...blokken.map(renderBlok),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function renderBlok(blok: Blok): string {
  switch (blok.soort) {
    case 'alinea':
      return `<p style="${TEXT}">${escapeText(blok.tekst)}</p>`;
    case 'kop':
      return `<h2 style="${HEADING}">${escapeText(blok.tekst)}</h2>`;
    case 'link':
      return `<p style="${TEXT}">${escapeText(blok.tekst)}<br><a href="${escapeText(blok.url)}">${escapeText(blok.url)}</a></p>`;
    case 'gegevens':
      return `<dl style="margin:0 0 16px">${blok.rijen.map(renderRij).join('')}</dl>`;
    case 'lijst':
      return renderLijst(blok.genummerd ? 'ol' : 'ul', blok.regels);
    default:
      return blok satisfies never;
  }
}

// Label above value: side by side they would not fit on a narrow screen.
const renderRij = ([label, waarde]: readonly [string, string]): string =>
  `<dt style="${LABEL}">${escapeText(label)}</dt><dd style="${VALUE}">${escapeText(waarde)}</dd>`;

function renderLijst(tag: 'ol' | 'ul', regels: readonly string[]): string {
  const items = regels.map((regel) => `<li style="margin:0 0 8px">${escapeText(regel)}</li>`).join('');
  return `<${tag} style="${TEXT};padding-left:24px">${items}</${tag}>`;
}
