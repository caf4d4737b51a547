import { describe, expect, it } from 'vitest';
import { WerknemerId } from '../../../core/ids.ts';
import { Vraag } from '../../../core/nmbrs/gegevensset.ts';
import { kantoorsoortVan, VRAAGSOORTEN, vraagsleutel, zonderWaarden } from '../../../core/ophalen/vraagsoorten.ts';

const codes = Vraag.shape.code.options;
const forOffice = codes.filter((code) => VRAAGSOORTEN[code].voor === 'kantoor');
const werknemerId = WerknemerId.parse(1001);

describe('the kinds of questions', () => {
  it('are each decided about, and no other is', () => {
    expect(Object.keys(VRAAGSOORTEN).sort()).toEqual([...codes].sort());
  });

  it('are for a.s.r. alone when the office can do nothing about them', () => {
    expect(codes.filter((code) => VRAAGSOORTEN[code].voor === 'asr')).toEqual([
      'geen-looncodes',
      'geen-vergelijking',
      'niet-vergeleken',
      'eerdere-versie',
      'looncode-niet-geleverd',
      'laat-gemeld',
    ]);
  });

  it.each(forOffice)('are counted in words, and tell what to do in whole sentences: %s', (code) => {
    const soort = kantoorsoortVan({ code, tekst: '' });
    expect(soort?.een).toMatch(/^(werknemer|vraag) /);
    expect(soort?.meer).toMatch(/^(werknemers|vragen) /);
    expect(soort?.stappen.length).toBeGreaterThan(0);
    for (const stap of soort?.stappen ?? []) {
      expect(stap).toMatch(/^[A-Z].*[.?]$/);
      expect(stap).not.toMatch(/PATCH|GET|POST|https?:|Transient|je |jouw/);
    }
  });

  it('name the click path of the handleiding where it has one', () => {
    expect(kantoorsoortVan({ code: 'geen-uren', tekst: '' })?.stappen.join(' ')).toContain(
      'Instellingen > Gebruikers > Template Users',
    );
  });

  it('of a later version are not shown to the office', () => {
    expect(kantoorsoortVan({ code: 'iets-nieuws', tekst: 'x' })).toBeUndefined();
    expect(kantoorsoortVan({ code: 'constructor', tekst: 'x' })).toBeUndefined();
  });
});

describe('a question in the next set', () => {
  it('is the same when kind and employee are, whatever its text counts', () => {
    const vraag = { code: 'geen-adres', werknemerId, tekst: 'a' };
    expect(vraagsleutel({ ...vraag, tekst: 'b' })).toBe(vraagsleutel(vraag));
    expect(vraagsleutel({ ...vraag, werknemerId: WerknemerId.parse(1002) })).not.toBe(vraagsleutel(vraag));
    expect(vraagsleutel({ ...vraag, code: 'geen-bsn' })).not.toBe(vraagsleutel(vraag));
    const dertiende = { code: 'dertiende-maand-niet-opgegeven', tekst: 'Bij 3 werknemers' };
    expect(vraagsleutel({ ...dertiende, tekst: 'Bij 4 werknemers' })).toBe(vraagsleutel(dertiende));
  });

  it('is another one when it is about another run', () => {
    const run = { code: 'run-zonder-tijdvak', tekst: 'tijdvak 14 van 2026' };
    expect(vraagsleutel({ ...run, tekst: 'tijdvak 15 van 2026' })).not.toBe(vraagsleutel(run));
  });
});

describe('a question without values', () => {
  it('has no day in it, and is otherwise as it was', () => {
    const moved = { code: 'eerste-dag-verplaatst', werknemerId, tekst: 'verplaatst naar 1 februari 2027' };
    expect(zonderWaarden(moved)).toEqual({ ...moved, tekst: expect.not.stringContaining('2027') });
    const other = { code: 'bsn-dubbel', werknemerId, tekst: 'staat ook bij werknemer 1002' };
    expect(zonderWaarden(other)).toEqual(other);
  });
});
