import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MutatieSoort } from '../../../core/vergelijking/mutatie.ts';
import { huntOrakel, judgeWerkgevers } from '../../../local/simulatie/campaign.ts';
import { MUTANTEN } from '../../../local/simulatie/orakel/mutanten.ts';
import { judge, judgeAll } from '../../../local/simulatie/orakel/orakel.ts';
import { drawWerkgever } from '../../../local/simulatie/orakel/werkgever.ts';

const LONG = { timeout: 600_000 };

describe('the oracle', () => {
  it('finds no set and no mutatie other than the truth, for 5,000 werkgevers', LONG, async () => {
    const { mislukt, werkgevers, sets, mutaties } = await judgeWerkgevers({ from: 1, seeds: 5000 });
    expect(mislukt).toEqual([]);
    expect(werkgevers).toBe(5000);
    expect(sets).toBeGreaterThan(30_000);
    expect(Object.keys(mutaties).sort()).toEqual(MutatieSoort.options.toSorted());
    expect(Math.min(...Object.values(mutaties))).toBeGreaterThan(100);
  });

  it('makes the same of a werkgever each time', LONG, async () => {
    const range = { from: 70_001, seeds: 20 };
    const once = await judgeAll(range);
    expect(once.sets).toBeGreaterThan(100);
    expect(await judgeAll(range)).toEqual(once);
  });

  it('finds every deliberate fault', LONG, async () => {
    const hunted = await huntOrakel({ from: 1, seeds: 300 });
    expect(hunted.filter(({ found }) => found === undefined)).toEqual([]);
    expect(hunted).toHaveLength(MUTANTEN.length);
    expect(MUTANTEN.length).toBeGreaterThanOrEqual(10);
  });
});

describe('the werkgevers of the oracle', () => {
  const bezoeken = Array.from({ length: 400 }, (_, seed) => drawWerkgever(seed).bezoeken);
  const momenten = bezoeken.flat().map(({ moment }) => moment);
  const share = (of: (typeof momenten)[number][], all: readonly unknown[]) => of.length / all.length;

  it('have Nmbrs in the period, further and back', () => {
    const ahead = (direction: (nmbrs: string, own: string) => boolean) =>
      share(
        momenten.filter(({ nmbrsIn, tijdvak }) => direction(nmbrsIn.begin, tijdvak.begin)),
        momenten,
      );
    expect(ahead((nmbrs, own) => nmbrs === own)).toBeGreaterThan(0.05);
    expect(ahead((nmbrs, own) => nmbrs > own)).toBeGreaterThan(0.5);
    expect(ahead((nmbrs, own) => nmbrs < own)).toBeGreaterThan(0.05);
  });

  it('have the five weeks of P13-2026, and periods that are fetched again or were passed over', () => {
    expect(momenten.filter(({ tijdvak }) => tijdvak.tijdvakId === '2026-P13').length).toBeGreaterThan(20);
    expect(momenten.filter(({ versie }) => versie > 1).length).toBeGreaterThan(100);
    const gaps = bezoeken.filter((own) => new Set(own.map(({ moment }) => moment.tijdvak.tijdvakId)).size < 6);
    expect(gaps.length).toBeGreaterThan(20);
    expect(bezoeken.flat().filter(({ vergeten }) => vergeten).length).toBeGreaterThan(10);
  });

  it('are told of one by one, up to the first difference', async () => {
    const mutant = MUTANTEN.find(({ name }) => name === 'dag-te-laat');
    const beoordeeld = await judge(drawWerkgever(3), mutant);
    expect(beoordeeld.slice(0, -1).flatMap(({ verschillen }) => verschillen)).toEqual([]);
    expect(beoordeeld.at(-1)?.verschillen.map(({ soort }) => soort)).toContain('mutatie.uit-dienst');
  });
});

describe('the model of the oracle', () => {
  const folder = path.resolve(import.meta.dirname, '../../../local/simulatie/orakel');
  const source = (naam: string) => readFile(path.join(folder, naam), 'utf8');

  it('has fewer than 300 lines', async () => {
    expect((await source('model.ts')).trimEnd().split('\n').length).toBeLessThan(300);
  });

  it('takes no rule of the product: from core/ it has types and the calendar', async () => {
    for (const naam of ['model.ts', 'argwaan.ts', 'dagen.ts', 'tekst.ts', 'verwachting.ts', 'waarheid.ts']) {
      const imports = (await source(naam)).match(/^import [^;]*;/gms) ?? [];
      const rules = imports.filter((one) => !/^import type|\/kalender\/(tijd|tijdvak)\.ts'|'\.\/\w+\.ts'/.test(one));
      expect(rules, naam).toEqual([]);
    }
  });
});
