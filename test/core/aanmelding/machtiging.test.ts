import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../adapters/node/sha256.ts';
import { Aanmeldformulier, Machtigingsformulier, machtigingOf } from '../../../core/aanmelding/aanmeldgegevens.ts';
import {
  HUIDIGE_TEKSTVERSIE,
  MACHTIGINGSTEKSTEN,
  Machtiging,
  machtigingInSpoor,
  machtigingstekstOf,
  Tekstversie,
} from '../../../core/aanmelding/machtiging.ts';
import { checkFields } from '../../../core/invoer/probleem.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import { GOOD_FORM, withField } from '../aanmeldformulier.ts';

/** SHA-256 of every text that an office has ever declared. A line that is here stays as it is; a new text adds one. */
const DECLARED = [['2026-11-01', '604f0e29c8d758edb16fabeb8a08db1f0961c96648b8657f6f2e954b93c4c79f']];

const NU = Tijdstip.parse('2026-11-24T09:00:00.000Z');
const declared = (machtiging?: unknown) =>
  machtigingOf(Aanmeldformulier.parse(withField(GOOD_FORM, 'machtiging', machtiging)), NU);

describe('the texts of the machtiging', () => {
  it('are those that were declared, to the letter: none is changed or taken away', () => {
    expect(MACHTIGINGSTEKSTEN.map(({ tekstversie, tekst }) => [tekstversie, sha256(tekst)])).toEqual(DECLARED);
  });

  it('stand from old to new, and the last one holds', () => {
    const versions = MACHTIGINGSTEKSTEN.map(({ tekstversie }) => tekstversie);
    expect(versions).toEqual([...new Set(versions)].toSorted());
    expect(HUIDIGE_TEKSTVERSIE).toBe(versions.at(-1));
  });

  it.each(MACHTIGINGSTEKSTEN)('are two or three short sentences: $tekstversie', ({ tekst }) => {
    const sentences = tekst.replaceAll('a.s.r.', 'asr').split(/(?<=\.) /);
    expect([2, 3]).toContain(sentences.length);
    for (const sentence of sentences) expect(sentence.split(' ').length, sentence).toBeLessThan(20);
  });

  it('are found by their version, and one that is not there yet is not', () => {
    for (const { tekstversie, tekst } of MACHTIGINGSTEKSTEN) expect(machtigingstekstOf(tekstversie)).toBe(tekst);
    expect(machtigingstekstOf(Tekstversie.parse('2999-01-01'))).toBeUndefined();
  });

  it('show in the description of the API as they hold', () => {
    const page = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');
    expect(page).toContain(machtigingstekstOf(HUIDIGE_TEKSTVERSIE));
  });
});

describe('the machtiging of a sign-up', () => {
  it('is declared by sending the form, under the text that holds', () => {
    expect(declared()).toEqual({
      tekstversie: HUIDIGE_TEKSTVERSIE,
      verklaardOp: NU,
      door: { bedrijfsnaam: 'Kantoor Duinzicht', email: 'salaris@duinzicht.example' },
    });
  });

  it('names the text and the person that the form names', () => {
    expect(declared({ tekstversie: HUIDIGE_TEKSTVERSIE, namens: ' Luna Ster ' }).door).toEqual({
      ...GOOD_FORM.salarisverwerker,
      namens: 'Luna Ster',
    });
  });

  it.each(MACHTIGINGSTEKSTEN)('may be under any text that was ever there: $tekstversie', ({ tekstversie }) => {
    expect(declared({ tekstversie }).tekstversie).toBe(tekstversie);
  });

  it.each([
    ['no version', { namens: 'Luna' }, 'ontbreekt', /^Vul de versie/],
    ['an empty one', { tekstversie: '' }, 'ontbreekt', /^Vul de versie/],
    ['one that does not exist', { tekstversie: '2020-01-01' }, 'niet-toegestaan', /bestaat niet/],
  ])('with %s is refused, and the remedy told', (_name, machtiging, code, tekst) => {
    const checked = checkFields(Machtigingsformulier, machtiging);
    expect(checked).toMatchObject({ ok: false, fouten: [{ veld: 'tekstversie', code }] });
    const told = checked.ok ? '' : checked.fouten[0]?.tekst;
    expect(told).toMatch(tekst);
    expect(told).toContain(`De huidige versie is ${HUIDIGE_TEKSTVERSIE}; de tekst staat in de beschrijving van de API`);
  });

  it('says in the trail which text it was, and nobody’s name', () => {
    const one = declared({ tekstversie: HUIDIGE_TEKSTVERSIE, namens: 'Luna Ster' });
    expect(machtigingInSpoor(one)).toBe(`machtigingstekst ${HUIDIGE_TEKSTVERSIE}`);
  });

  it('is read back also under a text that this version does not know', () => {
    const newer = { ...declared(), tekstversie: '2999-01-01' };
    expect(Machtiging.parse(newer)).toEqual(newer);
  });
});
