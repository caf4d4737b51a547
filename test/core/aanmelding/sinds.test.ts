import { describe, expect, it } from 'vitest';
import { type Aanmelding, sindsOf } from '../../../core/aanmelding/aanmelding.ts';
import { Tijdstip } from '../../../core/kalender/tijd.ts';
import {
  afgewezen,
  gecontroleerd,
  gerealiseerd,
  goedgekeurd,
  herstelNodig,
  ingehaald,
  ontvangenAanmelding,
  vervallen,
  wachtOpAkkoord,
} from '../../contracts/voorbeelden.ts';

// Each moment of an aanmelding on a day of its own.
const ontvangen = { ...ontvangenAanmelding(), ontvangenOp: Tijdstip.parse('2026-11-01T09:00:00.000Z') };
const gecontroleerdOp = Tijdstip.parse('2026-11-02T09:00:00.000Z');
const besloten = Tijdstip.parse('2026-11-03T09:00:00.000Z');
const vervallenOp = Tijdstip.parse('2026-11-04T09:00:00.000Z');

const wachtend = wachtOpAkkoord(ontvangen, gecontroleerdOp);
const { controle } = wachtend;
const akkoord = goedgekeurd(ontvangen);
const goed = { ...akkoord, controle, besluit: { ...akkoord.besluit, besloten } };
const nee = afgewezen(ontvangen);

describe('since when an aanmelding is in its state', () => {
  it.each<[Aanmelding, string]>([
    [ontvangen, '2026-11-01'],
    [gecontroleerd(ontvangen), '2026-11-01'],
    [{ ...herstelNodig(ontvangen), controle }, '2026-11-02'],
    [wachtend, '2026-11-02'],
    [goed, '2026-11-03'],
    [{ ...nee, controle, besluit: { ...nee.besluit, besloten } }, '2026-11-03'],
    [gerealiseerd(goed), '2026-11-03'],
    [{ ...vervallen(ontvangen), controle, vervallenOp }, '2026-11-04'],
    [{ ...ingehaald(ontvangen), ingehaaldOp: Tijdstip.parse('2026-11-05T09:00:00.000Z') }, '2026-11-05'],
  ])('is told by its own data: %#', (aanmelding, day) => {
    expect(sindsOf(aanmelding).slice(0, 10)).toBe(day);
  });
});
