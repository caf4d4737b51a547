import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../adapters/node/sha256.ts';
import { AuditRegel, type AuditSchakel, type KetenOordeel, schakelOf, verifyKeten } from '../../../core/audit/audit.ts';
import { AanmeldingId } from '../../../core/ids.ts';

const ID = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001');
const OTHER = AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000002');

const regel = (wat: string, waarom?: string): AuditRegel =>
  AuditRegel.parse({ aanmeldingId: ID, op: '2026-11-24T09:00:00.000Z', wie: 'systeem', wat, waarom });

function keten(regels: readonly AuditRegel[]): AuditSchakel[] {
  const schakels: AuditSchakel[] = [];
  for (const one of regels) schakels.push(schakelOf(one, schakels.at(-1), sha256));
  return schakels;
}

const FIVE = keten(['een', 'twee', 'drie', 'vier', 'vijf'].map((wat) => regel(`stap.${wat}`, `de ${wat}`)));
const verify = (regels: readonly unknown[], aanmeldingId = ID): KetenOordeel =>
  verifyKeten({ aanmeldingId, regels: [...regels] }, sha256);

/** The trail with line `index` replaced by what `change` makes of it. */
const altered = (index: number, change: (schakel: AuditSchakel) => unknown): unknown[] =>
  FIVE.map((schakel, at) => (at === index ? change(schakel) : schakel));
/** Written as the system itself would, so that only the neighbours can tell. */
const rehashed = (schakel: AuditSchakel, over: Partial<AuditRegel>): AuditSchakel => {
  const { nummer, vorige, hash, ...rest } = schakel;
  return schakelOf(
    { ...rest, ...over },
    nummer === 1 ? undefined : { ...schakel, nummer: nummer - 1, hash: vorige },
    sha256,
  );
};

describe('the chain of an audit trail', () => {
  it('begins with number 1 and zeros, and names the hash before from then on', () => {
    expect(FIVE.map(({ nummer }) => nummer)).toEqual([1, 2, 3, 4, 5]);
    expect(FIVE.map(({ vorige }) => vorige)).toEqual(['0'.repeat(64), ...FIVE.slice(0, 4).map(({ hash }) => hash)]);
  });

  it('has a hash that anyone can compute: SHA-256 of the other fields as canonical JSON', () => {
    const text = `{"aanmeldingId":"${ID}","nummer":1,"op":"2026-11-24T09:00:00.000Z","vorige":"${'0'.repeat(64)}","waarom":"de een","wat":"stap.een","wie":"systeem"}`;
    expect(FIVE[0]?.hash).toBe(sha256(text));
    expect(FIVE[0]?.hash).toBe('a333f19e50f533083a8ef7be4e4eaee9d733df86eaa4449789698418107e8e12');
  });

  it('does not depend on the order in which a line names its fields, nor on one that is absent', () => {
    const { waarom, ...rest } = regel('stap.een');
    const turned = Object.fromEntries(Object.entries(rest).toReversed());
    const [first] = keten([regel('stap.een')]);
    expect(keten([AuditRegel.parse(turned)])[0]).toEqual(first);
    expect(keten([{ ...rest, waarom: undefined }])[0]?.hash).toBe(first?.hash);
  });

  it('is unbroken as it was written, and after a round through JSON', () => {
    expect(verify(FIVE)).toEqual({ ongebroken: true, regels: 5, laatste: FIVE[4]?.hash });
    expect(verify(JSON.parse(JSON.stringify(FIVE)))).toMatchObject({ ongebroken: true });
  });

  it.each([
    ['a changed reason', altered(2, (one) => ({ ...one, waarom: 'iets anders' })), 3, 'inhoud-gewijzigd'],
    ['a changed moment', altered(0, (one) => ({ ...one, op: '2026-11-24T09:00:01.000Z' })), 1, 'inhoud-gewijzigd'],
    ['another person', altered(4, (one) => ({ ...one, wie: 'beoordelaar:x' })), 5, 'inhoud-gewijzigd'],
    ['a reason taken away', altered(1, ({ waarom, ...one }) => one), 2, 'inhoud-gewijzigd'],
    ['a changed line with a new hash', altered(1, (one) => rehashed(one, { wie: 'a' })), 3, 'sluit-niet-aan'],
    [
      'a first line that names a line before',
      altered(0, (one) => ({ ...one, vorige: 'a'.repeat(64) })),
      1,
      'inhoud-gewijzigd',
    ],
    ['a line taken out', FIVE.toSpliced(2, 1), 3, 'niet-op-volgorde'],
    ['the first line taken out', FIVE.slice(1), 1, 'niet-op-volgorde'],
    ['two lines that changed places', [FIVE[0], FIVE[2], FIVE[1], FIVE[3], FIVE[4]], 2, 'niet-op-volgorde'],
    ['a line that stands there twice', FIVE.toSpliced(2, 0, ...FIVE.slice(1, 2)), 3, 'niet-op-volgorde'],
    ['a line put in', FIVE.toSpliced(2, 0, ...keten([regel('stap.vals')])), 3, 'niet-op-volgorde'],
    ['a line without hash', altered(3, ({ hash, ...one }) => one), 4, 'onleesbaar'],
    ['a field too many', altered(3, (one) => ({ ...one, extra: 1 })), 4, 'inhoud-gewijzigd'],
    ['no line at all', [...FIVE.slice(0, 3), null, FIVE[4]], 4, 'onleesbaar'],
    ['a line of another aanmelding', altered(3, (one) => ({ ...one, aanmeldingId: OTHER })), 4, 'andere-aanmelding'],
  ])('is broken by %s', (_name, regels, plaats, breuk) => {
    expect(verify(regels)).toEqual({ ongebroken: false, plaats, breuk });
  });

  it('is whole with a field that only a later version knows, when the line was written with it', () => {
    const later = { ...regel('stap.later'), toestel: 'balie' };
    const [eerste, tweede] = [FIVE[0], schakelOf(later, FIVE[0], sha256)];
    expect(verify([eerste, tweede])).toMatchObject({ ongebroken: true, regels: 2 });
  });

  it('of one aanmelding does not pass for that of another', () => {
    expect(verify(FIVE, OTHER)).toEqual({ ongebroken: false, plaats: 1, breuk: 'andere-aanmelding' });
  });

  it('tells by the last hash when lines are cut off at the end', () => {
    expect(verify(FIVE.slice(0, 3))).toEqual({ ongebroken: true, regels: 3, laatste: FIVE[2]?.hash });
  });

  it('is broken by any change of any text, anywhere', () => {
    const field = fc.constantFrom('op', 'wie', 'wat', 'waarom', 'vorige', 'hash');
    fc.assert(
      fc.property(fc.nat({ max: 4 }), field, fc.nat(), (index, name, at) => {
        const regels = altered(index, (one) => {
          const text = String(Object.entries(one).find(([key]) => key === name)?.[1]);
          const place = at % text.length;
          const changed = text[place] === '1' ? '2' : '1';
          return { ...one, [name]: text.slice(0, place) + changed + text.slice(place + 1) };
        });
        expect(verify(regels).ongebroken).toBe(false);
      }),
    );
  });
});
