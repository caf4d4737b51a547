import { describe, expect, it, onTestFinished, vi } from 'vitest';
import * as z from 'zod';
import { createMemoryOpslag } from '../../../adapters/memory/opslag.ts';
import { createBestand, firstPieceOf, linesOf } from '../../../core/invoer/read-ndjson.ts';

const MB = 1024 * 1024;
const KEY = 'werk/een/deel-00001.ndjson';
const Regel = z.strictObject({ nummer: z.int(), tekst: z.string() });
const line = (nummer: number, tekst = ''): string => `${JSON.stringify({ nummer, tekst })}\n`;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What is read of a file with these bytes. */
async function read(body: Uint8Array | string): Promise<z.infer<typeof Regel>[]> {
  const opslag = createMemoryOpslag();
  await opslag.put(KEY, typeof body === 'string' ? bytesOf(body) : body);
  const first = await firstPieceOf(opslag, KEY);
  if (first === undefined) throw new Error('there is no such file');
  return Array.fromAsync(linesOf(opslag, { key: KEY, first, schema: Regel }));
}
/** Lines of 1,000 bytes each. */
const lines = (count: number): string =>
  Array.from({ length: count }, (_, nummer) => line(nummer, 'x'.repeat(1000 - line(nummer).length))).join('');
/** A line of so many bytes. */
const lineOf = (bytes: number): string => line(1, 'x'.repeat(bytes - line(1).length));

describe('the lines of a file', () => {
  it.each([
    ['nothing', 0],
    ['one', 1],
    ['less than a piece', 1000],
    ['two pieces', 1500],
    ['three pieces', 2500],
    ['six pieces', 6000],
  ])('are all there, in their order: %s', async (_name, count) => {
    const found = await read(lines(count));
    expect(found.map(({ nummer }) => nummer)).toEqual(Array.from({ length: count }, (_, nummer) => nummer));
  });

  it.each([
    ['a byte before the end of a piece', MB - 1],
    ['with a piece', MB],
    ['a byte after it', MB + 1],
    ['with the third piece', 3 * MB],
    ['after the third piece', 3 * MB + 1],
  ])('may end %s', async (_name, bytes) => {
    const text = lineOf(bytes);
    expect(await read(text)).toEqual([JSON.parse(text)]);
    expect(await read(`${text}${line(2)}`)).toHaveLength(2);
  });

  it.each([
    ['a small file', 3, 1],
    ['a file of two pieces', 1500, 2],
  ])('are asked for piece by piece, and no more: %s', async (_name, count, asked) => {
    const opslag = createMemoryOpslag();
    await opslag.put(KEY, bytesOf(lines(count)));
    const offsets: number[] = [];
    const getPart: typeof opslag.getPart = (key, offset, length) => {
      offsets.push(offset);
      return opslag.getPart(key, offset, length);
    };
    const watched = { ...opslag, getPart };
    const first = (await firstPieceOf(watched, KEY)) ?? new Uint8Array();
    expect(await Array.fromAsync(linesOf(watched, { key: KEY, first, schema: Regel }))).toHaveLength(count);
    expect(offsets).toEqual([0, MB].slice(0, asked));
  });

  it('may have a letter of several bytes across two pieces', async () => {
    const tekst = 'é'.repeat(MB);
    for (const shift of ['', 'x'])
      expect(await read(line(1, shift + tekst))).toEqual([{ nummer: 1, tekst: shift + tekst }]);
  });

  it.each([
    ['that is no JSON', 'x\n'],
    ['of another shape', '{"nummer":"1","tekst":""}\n'],
    ['that is empty', `${line(1)}\n`],
    ['that was cut off', line(1).slice(0, -1)],
    ['that was cut off after others', `${line(1)}{"nummer":2`],
    ['that was cut off after the second piece', `${lineOf(2 * MB)}{`],
  ])('are refused by their key, and nothing of their content, for one %s', async (_name, text) => {
    const message = `${KEY} has a line that does not have the expected shape`;
    await expect(read(text)).rejects.toMatchObject({ code: 'object-onleesbaar', message });
  });

  it('are refused for bytes that are no UTF-8', async () => {
    const body = bytesOf(line(1, 'ab'));
    body[body.indexOf(98)] = 0xff;
    await expect(read(body)).rejects.toMatchObject({ code: 'object-onleesbaar' });
  });
});

describe('a file that grows', () => {
  it.each([
    ['nothing', []],
    ['one small line', [line(1)]],
    ['lines that need a new piece', Array.from({ length: 30 }, (_, nummer) => line(nummer, 'x'.repeat(900)))],
    ['a line larger than a piece', [line(1), lineOf(MB + 5), line(3)]],
    ['letters of three bytes', [line(1, '€'.repeat(5000)), line(2, '€')]],
    ['more than a piece of them', Array.from({ length: 3000 }, (_, nummer) => line(nummer, '€'.repeat(300)))],
  ])('is in the end what was added: %s', (_name, added) => {
    const bestand = createBestand();
    for (const text of added) bestand.add(text);
    expect(bestand.regels).toBe(added.length);
    expect(Buffer.compare(bestand.take(), bytesOf(added.join('')))).toBe(0);
  });

  it.each([
    ['one small line', 1],
    ['more than the first piece', 6],
    ['more than one piece', 3000],
  ])('takes few pieces, and no more memory than nine times its bytes: %s', (_name, count) => {
    const asked: number[] = [];
    const construct = (target: typeof Uint8Array, [size]: readonly unknown[]): Uint8Array => {
      asked.push(Number(size));
      return new target(Number(size));
    };
    vi.stubGlobal('Uint8Array', new Proxy(Uint8Array, { construct }));
    onTestFinished(() => void vi.unstubAllGlobals());
    const bestand = createBestand();
    for (const text of Array.from({ length: count }, (_, nummer) => line(nummer, 'x'.repeat(900)))) bestand.add(text);
    expect(asked.length).toBeLessThanOrEqual(8);
    expect(asked.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(9 * Math.max(bestand.take().length, 4096));
  });

  it('is taken once: it holds nothing after', () => {
    const bestand = createBestand();
    bestand.add(line(1));
    bestand.take();
    expect(bestand.take()).toHaveLength(0);
  });
});
