import { describe, expect, it } from 'vitest';
import { type KoppelingId, TijdvakId } from '../../core/ids.ts';
import { Datum, Kloktijd } from '../../core/kalender/tijd.ts';
import type { Afspraak, Agenda } from '../../core/koppeling/ports/agenda.ts';
import { newKoppelingId } from './voorbeelden.ts';

export interface AgendaSubject {
  readonly agenda: Agenda;
  /** What is planned for the koppeling, seen from outside the port. */
  planned(koppelingId: KoppelingId): Promise<Afspraak | undefined>;
}

const afspraakOf = (koppelingId: KoppelingId, datum = '2026-12-10', tijdvakId = '2026-M11'): Afspraak => ({
  koppelingId,
  tijdvakId: TijdvakId.parse(tijdvakId),
  datum: Datum.parse(datum),
  tijd: Kloktijd.parse('05:42'),
});

/** What every agenda does. */
export function describeAgendaContract(name: string, subjectOf: () => AgendaSubject): void {
  describe(`agenda: ${name}`, () => {
    it('plans the next exchange of a koppeling', async () => {
      const { agenda, planned } = subjectOf();
      const afspraak = afspraakOf(newKoppelingId());
      await agenda.plan(afspraak);
      expect(await planned(afspraak.koppelingId)).toEqual(afspraak);
    });

    it('replaces what was planned before', async () => {
      const { agenda, planned } = subjectOf();
      const koppelingId = newKoppelingId();
      await agenda.plan(afspraakOf(koppelingId));
      const next = afspraakOf(koppelingId, '2027-01-11', '2026-M12');
      await agenda.plan(next);
      await agenda.plan(next);
      expect(await planned(koppelingId)).toEqual(next);
    });

    it('keeps one appointment when two plan at the same moment', async () => {
      const { agenda, planned } = subjectOf();
      const afspraak = afspraakOf(newKoppelingId());
      await Promise.all([agenda.plan(afspraak), agenda.plan(afspraak)]);
      expect(await planned(afspraak.koppelingId)).toEqual(afspraak);
    });

    it('cancels only the koppeling’s own; cancelling nothing is fine', async () => {
      const { agenda, planned } = subjectOf();
      const [gone, stays] = [afspraakOf(newKoppelingId()), afspraakOf(newKoppelingId())];
      await agenda.plan(gone);
      await agenda.plan(stays);
      await agenda.cancel(gone.koppelingId);
      await agenda.cancel(gone.koppelingId);
      expect(await planned(gone.koppelingId)).toBeUndefined();
      expect(await planned(stays.koppelingId)).toEqual(stays);
    });

    it('finds what it planned, and nothing once it is cancelled', async () => {
      const { agenda } = subjectOf();
      const afspraak = afspraakOf(newKoppelingId());
      expect(await agenda.find(afspraak.koppelingId)).toBeUndefined();
      await agenda.plan(afspraak);
      expect(await agenda.find(afspraak.koppelingId)).toEqual(afspraak);
      await agenda.cancel(afspraak.koppelingId);
      expect(await agenda.find(afspraak.koppelingId)).toBeUndefined();
    });

    it('plans again after it was cancelled', async () => {
      const { agenda, planned } = subjectOf();
      const afspraak = afspraakOf(newKoppelingId());
      await agenda.plan(afspraak);
      await agenda.cancel(afspraak.koppelingId);
      await agenda.plan(afspraak);
      expect(await planned(afspraak.koppelingId)).toEqual(afspraak);
    });
  });
}
