import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, test } from 'vitest';
import { runCommand } from '../../../local/kalender-cli/command.ts';

/** Runs the command in this process; what it printed where, and its exit code. */
function run(...args: readonly string[]) {
  let [out, err] = ['', ''];
  const exitCode = runCommand(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { exitCode, out, err };
}

describe('the kalender', () => {
  it('of a year of four-weekly periods is this table', () => {
    expect(run('2027', '--verloning', 'vierwekelijks')).toEqual({
      exitCode: 0,
      err: '',
      out: `Tijdvakken 2027, vierwekelijks
  tijdvak   begin                      eind                      uitwisseling                aangifte uiterlijk
  2027-P01  vrijdag 1 januari 2027     zondag 31 januari 2027    woensdag 10 februari 2027   zondag 28 februari 2027
  2027-P02  maandag 1 februari 2027    zondag 28 februari 2027   woensdag 10 maart 2027      woensdag 31 maart 2027
  2027-P03  maandag 1 maart 2027       zondag 28 maart 2027      woensdag 7 april 2027       woensdag 28 april 2027
  2027-P04  maandag 29 maart 2027      zondag 25 april 2027      woensdag 5 mei 2027         dinsdag 25 mei 2027
  2027-P05  maandag 26 april 2027      zondag 23 mei 2027        woensdag 2 juni 2027        woensdag 23 juni 2027
  2027-P06  maandag 24 mei 2027        zondag 20 juni 2027       woensdag 30 juni 2027       dinsdag 20 juli 2027
  2027-P07  maandag 21 juni 2027       zondag 18 juli 2027       woensdag 28 juli 2027       woensdag 18 augustus 2027
  2027-P08  maandag 19 juli 2027       zondag 15 augustus 2027   woensdag 25 augustus 2027   woensdag 15 september 2027
  2027-P09  maandag 16 augustus 2027   zondag 12 september 2027  woensdag 22 september 2027  dinsdag 12 oktober 2027
  2027-P10  maandag 13 september 2027  zondag 10 oktober 2027    woensdag 20 oktober 2027    woensdag 10 november 2027
  2027-P11  maandag 11 oktober 2027    zondag 7 november 2027    woensdag 17 november 2027   dinsdag 7 december 2027
  2027-P12  maandag 8 november 2027    zondag 5 december 2027    woensdag 15 december 2027   woensdag 5 januari 2028
  2027-P13  maandag 6 december 2027    vrijdag 31 december 2027  maandag 10 januari 2028     maandag 31 januari 2028

Feestdagen 2027
  vrijdag 1 januari 2027     Nieuwjaarsdag
  maandag 29 maart 2027      Tweede paasdag
  dinsdag 27 april 2027      Koningsdag
  donderdag 6 mei 2027       Hemelvaartsdag
  maandag 17 mei 2027        Tweede pinksterdag
  zaterdag 25 december 2027  Eerste kerstdag
  zondag 26 december 2027    Tweede kerstdag
`,
    });
  });

  it('of months has twelve periods, each with its last filing day', () => {
    const { exitCode, out } = run('2026', '--verloning', 'maandelijks');
    expect(exitCode).toBe(0);
    expect(out.match(/^ {2}2026-M\d\d /gm)).toHaveLength(12);
    expect(out).toMatch(
      /2026-M11 +zondag 1 november 2026 +maandag 30 november 2026 +donderdag 10 december 2026 +donderdag 31 december 2026\n/,
    );
  });

  it('without a verloning has both, and the holidays once, in order', () => {
    const { out } = run('2025');
    expect(out.match(/^\S.*/gm)).toEqual([
      'Tijdvakken 2025, maandelijks',
      'Tijdvakken 2025, vierwekelijks',
      'Feestdagen 2025',
    ]);
    expect(out.match(/(?<= {2})\p{Lu}.*$/gmu)?.filter((line) => line.endsWith('dag'))).toEqual([
      'Nieuwjaarsdag',
      'Tweede paasdag',
      'Koningsdag',
      'Bevrijdingsdag',
      'Hemelvaartsdag',
      'Tweede pinksterdag',
      'Eerste kerstdag',
      'Tweede kerstdag',
    ]);
  });

  it('fits a terminal of 132 columns', () => {
    const widest = Array.from({ length: 87 }, (_, index) => run(String(2014 + index)).out)
      .flatMap((out) => out.split('\n'))
      .map((line) => line.length);
    expect(Math.max(...widest)).toBeLessThanOrEqual(132);
  });
});

describe('a call that is not right', () => {
  it.each([
    [[], 'Geef een jaar.'],
    [['--verloning', 'maandelijks'], 'Geef een jaar.'],
    [['2026', '2027'], 'Geef één jaar tegelijk.'],
    [['27'], 'Geef een jaar van 2014 tot en met 2100.'],
    [['volgend'], 'Geef een jaar van 2014 tot en met 2100.'],
    [['2013'], 'Geef een jaar van 2014 tot en met 2100.'],
    [['2101'], 'Geef een jaar van 2014 tot en met 2100.'],
    [['2e03'], 'Geef een jaar van 2014 tot en met 2100.'],
    [['2027', '--verloning', 'wekelijks'], '--verloning is maandelijks of vierwekelijks.'],
    [['2027', '--verloning'], 'Deze opties ken ik niet.'],
    [['2027', '--jaar', '2028'], 'Deze opties ken ik niet.'],
  ])('%j says what is wrong and how to call it', (args, sentence) => {
    const { exitCode, out, err } = run(...args);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err.split('\n')[0]).toBe(sentence);
    expect(err).toContain('npm run kalender -- JAAR');
  });
});

test('npm run kalender prints the table and ends with its exit code', async () => {
  const main = fileURLToPath(new URL('../../../local/kalender-cli/main.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [main, '2027', '--verloning', 'vierwekelijks']);
  expect(stdout).toContain('2027-P13');
  await expect(promisify(execFile)(process.execPath, [main, '27'])).rejects.toMatchObject({ code: 2 });
});
