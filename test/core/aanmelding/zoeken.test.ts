import { describe, expect, it } from 'vitest';
import { Aanmeldformulier } from '../../../core/aanmelding/aanmeldgegevens.ts';
import { wordtGevondenMet, Zoektekst } from '../../../core/aanmelding/zoeken.ts';
import { GOOD_FORM, withField } from '../aanmeldformulier.ts';

const form = { ...GOOD_FORM, werkgever: { ...GOOD_FORM.werkgever, bedrijfsnaam: 'Bakkerij  Crème Ünie B.V.' } };
const gegevens = Aanmeldformulier.parse(form);
const KENMERK = 'aan-e530b0dd-0000-4000-8000-000000000001';
const isFound = (tekst: string) => wordtGevondenMet({ aanmeldingId: KENMERK, gegevens }, Zoektekst.parse(tekst));

describe('what staff look for', () => {
  it.each([
    ['the contract number', GOOD_FORM.werkgever.raamwerkcontractnummer],
    ['part of the contract number', GOOD_FORM.werkgever.raamwerkcontractnummer.slice(3)],
    ['the contract number in small letters', GOOD_FORM.werkgever.raamwerkcontractnummer.toLowerCase()],
    ['the werkgever', 'Bakkerij'],
    ['the werkgever in capitals', 'BAKKERIJ'],
    ['the werkgever without its accents', 'creme unie'],
    ['the werkgever with accents of another form', 'Cre\u0300me'],
    ['an accent that is not there', 'Bakkërij'],
    ['blanks around it, and another number of them within', '  bakkerij   crème '],
    ['the middle of a word', 'akker'],
    ['the office', GOOD_FORM.salarisverwerker.bedrijfsnaam],
    ['its address', GOOD_FORM.salarisverwerker.email.toUpperCase()],
    ['the domain in Nmbrs', GOOD_FORM.nmbrs.domein],
    ['the name in Nmbrs', GOOD_FORM.nmbrs.bedrijfsnaam],
  ])('is found by %s', (_name, tekst) => {
    expect(isFound(tekst)).toBe(true);
  });

  it.each([
    ['another name', 'slagerij'],
    ['a name of which only the begin is there', 'bakkerijen'],
    ['the payroll tax number', '123456782'],
    ['the login', GOOD_FORM.nmbrs.gebruikersnaam.replace(/@.*/, '@@')],
    ['something that would be a pattern', '.*'],
  ])('is not found by %s', (_name, tekst) => {
    expect(isFound(tekst)).toBe(false);
  });

  it('is at least two characters, and at most a hundred', () => {
    const outcomes = ['', 'a', ' a ', 'e\u0301', 'ab', ' ab ', 'x'.repeat(100), 'x'.repeat(101)].map(
      (tekst) => Zoektekst.safeParse(tekst).success,
    );
    expect(outcomes).toEqual([false, false, false, false, true, true, true, false]);
  });

  it('is no other one for a form with another contract', () => {
    const other = Aanmeldformulier.parse(withField(GOOD_FORM, 'werkgever.raamwerkcontractnummer', 'RC-77777'));
    expect(wordtGevondenMet({ aanmeldingId: KENMERK, gegevens: other }, Zoektekst.parse('rc-77'))).toBe(true);
    expect(isFound('rc-77')).toBe(false);
  });

  it.each([
    ['e530b0dd', true],
    ['E530B0DD', true],
    ['aan-e530b0dd-0000-4000-8000-000000000001', true],
    ['kop-e530b0dd-0000-4000-8000-000000000001', true],
    ['e530b0d', false],
    ['530b0dd-', false],
    ['aan-', false],
  ])('finds the kenmerk of a mail, from the eight characters of its subject on: %s', (tekst, found) => {
    expect(isFound(tekst)).toBe(found);
  });
});
