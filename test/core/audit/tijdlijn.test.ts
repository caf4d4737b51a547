import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AuditRegel } from '../../../core/audit/audit.ts';
import { isKnownToTijdlijn, tijdlijnOf } from '../../../core/audit/tijdlijn.ts';
import { Ronde } from '../../../core/kalender/wachtmomenten.ts';

const CORE = path.resolve(import.meta.dirname, '../../../core');

const regel = (over: Partial<AuditRegel>) =>
  AuditRegel.parse({
    aanmeldingId: 'aan-00000000-0000-4000-8000-000000000001',
    op: '2026-11-24T09:00:00.000Z',
    wie: 'systeem',
    wat: 'aanmelding.ontvangen',
    ...over,
  });

describe('the timeline', () => {
  it('knows every code that a use case writes into the audit trail', async () => {
    const files = await Array.fromAsync(glob('**/*.ts', { cwd: CORE }));
    const sources = await Promise.all(files.map((file) => readFile(path.join(CORE, file), 'utf8')));
    const lines = sources.flatMap((source) => source.split('\n')).filter((line) => /\bwat\b/.test(line));
    const codes = lines
      .flatMap((line) => line.match(/(?<=['`])[a-z-]+\.(?:[a-z-]+|\$\{ronde\})(?=['`])/g) ?? [])
      .flatMap((code) => Ronde.options.map((ronde) => code.replace(/\$\{ronde\}/, ronde)));
    expect(codes).toEqual(expect.arrayContaining(['akkoord.aangedrongen', 'inloggegevens.in-gebruik']));
    expect(new Set(codes).size).toBeGreaterThan(30);
    expect([...new Set(codes)].filter((code) => !isKnownToTijdlijn(code))).toEqual([]);
    expect(['besluit.goedgekeurd', 'besluit.afgewezen'].every(isKnownToTijdlijn)).toBe(true);
  });

  it('tells who it was, but no name', () => {
    const lines = tijdlijnOf([
      regel({ wie: 'salarisverwerker' }),
      regel({ wie: 'beoordelaar:wolkje', wat: 'besluit.goedgekeurd' }),
      regel({ wie: 'systeem', wat: 'controle.gestart' }),
    ]);
    expect(lines.map(({ wie }) => wie)).toEqual(['u', 'a.s.r.', 'systeem']);
    expect(JSON.stringify(lines)).not.toContain('wolkje');
  });

  it('names the corrected fields, and leaves out what is between the machines and what it does not know', () => {
    const lines = tijdlijnOf([
      regel({ wie: 'salarisverwerker', wat: 'aanmelding.verbeterd', waarom: 'verloning, nmbrs.apiToken' }),
      regel({ wat: 'herstel.gevraagd' }),
      regel({ wat: 'constructor.iets' }),
    ]);
    expect(lines).toEqual([
      { op: '2026-11-24T09:00:00.000Z', wie: 'u', wat: 'U hebt de aanmelding verbeterd (verloning, nmbrs.apiToken).' },
    ]);
  });
});
