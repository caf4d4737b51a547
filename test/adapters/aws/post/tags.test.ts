import type { MessageTag } from '@aws-sdk/client-ses';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SleutelTags, tagsOf } from '../../../../adapters/aws/post/tags.ts';
import { BerichtSoort } from '../../../../core/berichten/bericht.ts';
import { AanmeldingId } from '../../../../core/ids.ts';
import { SLEUTEL } from '../../../contracts/post.contract.ts';

const backFrom = (tags: readonly MessageTag[]) =>
  SleutelTags.parse(Object.fromEntries(tags.map(({ Name, Value }) => [Name, [Value]])));

describe('the tags of a mail', () => {
  it('are what SES allows in a tag', () => {
    expect(tagsOf(SLEUTEL)).toEqual([
      { Name: 'onderwerp', Value: 'aan-00000000-0000-4000-8000-000000000001' },
      { Name: 'soort', Value: 'gerealiseerd' },
      { Name: 'gelegenheid', Value: '2026-11-24T09_3a00_3a00_2e000Z' },
    ]);
  });

  it('tell which mail it was when they come back, whatever the occasion', () => {
    const ascii = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...BerichtSoort.options), ascii, (soort, gelegenheid) => {
        const sleutel = { ...SLEUTEL, soort, gelegenheid };
        for (const { Value } of tagsOf(sleutel)) expect(Value).toMatch(/^[\w-]{1,256}$/);
        expect(backFrom(tagsOf(sleutel))).toEqual(sleutel);
      }),
    );
  });

  it.each([
    ['of another kind', { soort: ['onzin'] }],
    ['of no aanmelding', { onderwerp: ['kop-1'] }],
    ['that are not there', { gelegenheid: undefined }],
    ['that are there twice', { soort: ['gerealiseerd', 'afgewezen'] }],
  ])('%s are refused', (_what, over) => {
    const tags = { onderwerp: [AanmeldingId.parse(SLEUTEL.onderwerp)], soort: ['gerealiseerd'], gelegenheid: ['x'] };
    expect(SleutelTags.safeParse({ ...tags, ...over }).success).toBe(false);
  });
});
