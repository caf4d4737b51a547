import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../../../adapters/aws/post/html.ts';
import { renderText } from '../../../../adapters/aws/post/text.ts';
import type { Bericht, Blok } from '../../../../core/berichten/bericht.ts';

const mail = (...blokken: Blok[]): Bericht => ({ aan: 'a@duinzicht.example', onderwerp: 'Onderwerp', blokken });

const ATTACK = `</p><script>alert("x")</script><img src=x onerror='y'>&lt;`;
const EVERY_BLOCK: readonly Blok[] = [
  { soort: 'alinea', tekst: ATTACK },
  { soort: 'kop', tekst: ATTACK },
  { soort: 'gegevens', rijen: [[ATTACK, ATTACK]] },
  { soort: 'lijst', genummerd: false, regels: [ATTACK] },
  { soort: 'lijst', genummerd: true, regels: [ATTACK] },
];

describe('the text of a mail', () => {
  it('shows each kind of block, a blank line between them', () => {
    const text = renderText(
      mail(
        { soort: 'alinea', tekst: 'Beste lezer,' },
        { soort: 'kop', tekst: 'Kop' },
        {
          soort: 'gegevens',
          rijen: [
            ['Werkgever', 'Zonnedauw'],
            ['Datum', '10 december 2026'],
          ],
        },
        { soort: 'lijst', genummerd: true, regels: ['eerst', 'dan'] },
        { soort: 'lijst', genummerd: false, regels: ['los'] },
      ),
    );
    expect(text).toBe(
      ['Beste lezer,', 'Kop\n---', 'Werkgever: Zonnedauw\nDatum: 10 december 2026', '1. eerst\n2. dan', '- los\n'].join(
        '\n\n',
      ),
    );
  });

  it('leaves what would be markup as it is', () => {
    expect(renderText(mail({ soort: 'alinea', tekst: 'Jansen & Zn <b>' }))).toBe('Jansen & Zn <b>\n');
  });
});

describe('the HTML of a mail', () => {
  it.each(EVERY_BLOCK.map((blok) => [blok.soort, blok] as const))(
    'escapes all text of a block of kind %s',
    (_s, blok) => {
      const html = renderHtml({ ...mail(blok), onderwerp: ATTACK });
      expect(html).not.toMatch(/<script|<img|onerror='y'>/);
      expect(html).toContain(
        '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&lt;img src=x onerror=&#39;y&#39;&gt;&amp;lt;',
      );
    },
  );

  it('is Dutch, fits a narrow screen and fetches nothing', () => {
    const html = renderHtml(mail(...EVERY_BLOCK));
    expect(html).toMatch(/^<!doctype html>\n<html lang="nl">/);
    expect(html).toContain('width=device-width');
    expect(html).toContain('overflow-wrap:anywhere');
    expect(html).not.toMatch(/(?<!max-)width:\s*\d+px|<table|src="|href="|url\(|<style|<link/);
  });

  it('has one heading of the first level and lists that are lists', () => {
    const html = renderHtml(
      mail(
        { soort: 'kop', tekst: 'Kop' },
        { soort: 'gegevens', rijen: [['Werkgever', 'Zonnedauw']] },
        { soort: 'lijst', genummerd: true, regels: ['eerst', 'dan'] },
      ),
    );
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/<h2[^>]*>Kop<\/h2>/);
    expect(html).toMatch(/<dt[^>]*>Werkgever<\/dt><dd[^>]*>Zonnedauw<\/dd>/);
    expect(html).toMatch(/<ol[^>]*><li[^>]*>eerst<\/li><li[^>]*>dan<\/li><\/ol>/);
  });

  it('keeps the line ends of a text', () => {
    expect(renderHtml(mail({ soort: 'alinea', tekst: 'een\ntwee\r\ndrie' }))).toContain('een<br>twee<br>drie');
  });
});
