import { describe, expect, it } from 'vitest';
import { composeMail } from '../../../../adapters/aws/post/compose.ts';
import { renderHtml } from '../../../../adapters/aws/post/html.ts';
import { renderText } from '../../../../adapters/aws/post/text.ts';
import { BerichtSoort, codeIn, isForOffice } from '../../../../core/berichten/bericht.ts';
import { GOOD_FORM, TOKEN } from '../../../core/aanmeldformulier.ts';
import { everyMail, OTHER_ADDRESS } from '../../../core/every-mail.ts';
import { notPlainIn } from '../../../core/plain-words.ts';
import { ASSESSORS, BSN, ESCALATIE } from '../../../core/world.ts';

const mails = await everyMail();
const all = [...mails];

describe('the mails', () => {
  it('are all here', () => {
    expect(BerichtSoort.options.filter((soort) => !mails.has(soort))).toEqual([]);
  });

  it.each(all)('%s goes to who it is for', (soort, { aan }) => {
    // The one that is asked for its confirmation, and that gave way when the address was put back.
    const office = ['bevestig-adres', 'adres-hersteld'].includes(soort)
      ? OTHER_ADDRESS
      : GOOD_FORM.salarisverwerker.email;
    expect(isForOffice(soort) ? [office] : [ASSESSORS, ESCALATIE]).toContain(aan);
  });

  it.each(all)('%s has nothing in its subject that somebody typed', (_soort, { onderwerp }) => {
    const { salarisverwerker, werkgever, nmbrs } = GOOD_FORM;
    for (const typed of [salarisverwerker.bedrijfsnaam, werkgever.bedrijfsnaam, nmbrs.bedrijfsnaam]) {
      expect(onderwerp).not.toContain(typed);
    }
  });

  it.each(all)('%s lets the office in by a code, and nobody else', (soort, bericht) => {
    // The code that confirms an address is older than its mail, and opens no aanmelding.
    const hasCode = soort === 'bevestig-adres' || codeIn(soort) !== 'geen';
    expect(/[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/.test(renderText(bericht))).toBe(hasCode);
  });

  it.each(['adres-gewijzigd', 'adres-hersteld'] as const)('%s has nothing that somebody typed at all', (soort) => {
    const text = JSON.stringify(mails.get(soort)?.blokken);
    const { salarisverwerker, werkgever, nmbrs } = GOOD_FORM;
    for (const typed of [salarisverwerker.bedrijfsnaam, werkgever.bedrijfsnaam, nmbrs.bedrijfsnaam, OTHER_ADDRESS]) {
      expect(text).not.toContain(typed);
    }
  });

  it.each(all)('%s holds no token, no capability, no BSN and no whole loonheffingennummer', async (soort, bericht) => {
    const raw = Buffer.from((await composeMail(bericht, 'koppeling@asr.example')).data).toString('utf8');
    for (const text of [renderText(bericht), renderHtml(bericht), JSON.stringify(bericht), raw]) {
      const canaries = [
        TOKEN,
        BSN,
        '123456782',
        'capability-',
        'taak-',
        ...(isForOffice(soort) ? ['beoordelaar-1'] : []),
        'Sterrenstof',
      ];
      for (const canary of canaries) expect(text).not.toContain(canary);
    }
  });

  it.each(all)('%s says the same in text and in HTML', (_soort, bericht) => {
    const [text, html] = [renderText(bericht), renderHtml(bericht)];
    const words = (one: string) => one.replace(/<[^>]*>/g, ' ').match(/[\p{L}\d]+/gu) ?? [];
    const inHtml = new Set(words(html.replaceAll('&amp;', '&')));
    expect(words(text).filter((word) => !inHtml.has(word) && !/^\d+$/.test(word))).toEqual([]);
  });

  it.each(all)('%s reads on a screen of 320 px: nothing has a width, and every word may break', (_soort, bericht) => {
    const html = renderHtml(bericht);
    expect(html).not.toMatch(/(?<!max-)(?<!device-)width\s*[:=]\s*["']?\d|min-width|nowrap|<table|<pre|<img/);
    const texts = [...html.matchAll(/<(h1|h2|p|ul|ol|dt|dd)\b([^>]*)>/g)];
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.filter(([, , attributes]) => !attributes?.includes('overflow-wrap:anywhere'))).toEqual([]);
  });

  it.each(all.filter(([soort]) => !isForOffice(soort)))(
    '%s tells a.s.r. which contract it is of, which office and how to reach it, and what to do',
    (_soort, bericht) => {
      const { salarisverwerker, werkgever, nmbrs } = GOOD_FORM;
      const text = renderText(bericht);
      for (const known of [werkgever.bedrijfsnaam, salarisverwerker.bedrijfsnaam, salarisverwerker.email, nmbrs.domein])
        expect(text).toContain(known);
      expect(text).toMatch(/(Raamwerkcontractnummer: |contract )RC-\d+/);
      expect(text).toMatch(
        /Wat moet u doen\?|Bekijk de |Vraag .+ of |leg dat dan vast|Neem contact op|U hoeft niets te doen/,
      );
    },
  );

  it.each(all)('%s has no word that only software understands', (_soort, { onderwerp, blokken, agendapunt }) => {
    const told = blokken.map((blok) => (blok.soort === 'link' ? blok.tekst : JSON.stringify(blok)));
    const texts = [onderwerp, ...told, agendapunt?.titel ?? '', agendapunt?.omschrijving ?? ''];
    expect(texts.flatMap(notPlainIn)).toEqual([]);
  });

  it.each(all)('%s is Dutch and in whole sentences', (_soort, bericht) => {
    const text = renderText(bericht);
    expect(text).not.toMatch(/\b(undefined|null|NaN|the|please)\b|\[object/);
    for (const blok of bericht.blokken)
      if (blok.soort === 'alinea') expect(blok.tekst).toMatch(/[.,:?]$|a\.s\.r\. Salariskoppeling$/);
  });
});

describe('the mail that it is realised', () => {
  const bericht = mails.get('gerealiseerd');

  it('tells both dates, the first period with its dates, and what happens when its run is not locked', () => {
    const text = JSON.stringify(bericht);
    for (const phrase of [
      '24 november 2026',
      'november 2026',
      '1 november 2026 tot en met 30 november 2026',
      'uiterlijk woensdag 9 december 2026',
      'donderdag 10 december 2026',
      'kijken wij elke werkdag opnieuw',
      '31 december 2026',
    ])
      expect(text).toContain(phrase);
  });

  it('is the only one with a day for the calendar: the last one to lock the first run', () => {
    expect(bericht?.agendapunt).toMatchObject({
      datum: '2026-12-09',
      kenmerk: expect.stringMatching(/^aan-.*-2026-M11$/),
    });
    expect(all.filter(([, { agendapunt }]) => agendapunt !== undefined).map(([soort]) => soort)).toEqual([
      'gerealiseerd',
    ]);
  });
});
