import { describe, expect, it } from 'vitest';
import type { Bericht } from '../../core/berichten/bericht.ts';
import type { BerichtSleutel } from '../../core/berichten/ports/berichtenboek.ts';
import type { Post } from '../../core/berichten/ports/post.ts';
import { REFUSED } from '../../core/errors.ts';
import { AanmeldingId } from '../../core/ids.ts';

export interface PostSubject {
  readonly post: Post;
  /** What arrived, oldest first; `tekst` is all that a person reads in it. */
  received(): Promise<readonly { readonly aan: string; readonly onderwerp: string; readonly tekst: string }[]>;
}

export const SLEUTEL: BerichtSleutel = {
  onderwerp: AanmeldingId.parse('aan-00000000-0000-4000-8000-000000000001'),
  soort: 'gerealiseerd',
  gelegenheid: '2026-11-24T09:00:00.000Z',
};

export const BERICHT: Bericht = {
  aan: 'salaris@duinzicht.example',
  onderwerp: 'De salariskoppeling is gerealiseerd – “Bakkerij Zonnedauw” (€ 0)',
  blokken: [
    { soort: 'alinea', tekst: 'Beste salarisverwerker,' },
    { soort: 'kop', tekst: 'Wat is er geregeld?' },
    {
      soort: 'gegevens',
      rijen: [
        ['Werkgever', 'Bakkerij Zonnedauw'],
        ['Eerste uitwisseling', '10 december 2026'],
      ],
    },
    { soort: 'lijst', genummerd: true, regels: ['Vergrendel de run.', 'Laat ons weten als er iets verandert.'] },
    { soort: 'lijst', genummerd: false, regels: ['Vragen? Antwoord op dit bericht.'] },
  ],
};

const PHRASES = [
  'Beste salarisverwerker,',
  'Wat is er geregeld?',
  'Eerste uitwisseling',
  '10 december 2026',
  'Vergrendel de run.',
  'Vragen? Antwoord op dit bericht.',
];

/** What every post does. */
export function describePostContract(name: string, subjectOf: () => PostSubject): void {
  describe(`post: ${name}`, () => {
    it('delivers the mail with its subject and everything that it says', async () => {
      const { post, received } = subjectOf();
      await post.send(BERICHT, SLEUTEL);
      const mail = (await received()).at(-1);
      expect(mail).toMatchObject({ aan: BERICHT.aan, onderwerp: BERICHT.onderwerp });
      for (const phrase of PHRASES) expect(mail?.tekst).toContain(phrase);
    });

    it('sends every mail that it is given, also the same one twice', async () => {
      const { post, received } = subjectOf();
      const before = (await received()).length;
      await post.send(BERICHT, SLEUTEL);
      await post.send(BERICHT, SLEUTEL);
      expect(await received()).toHaveLength(before + 2);
    });

    it.each([
      ['a subject that starts a header of its own', { onderwerp: 'Hallo\r\nBcc: ander@elders.example' }],
      ['a subject with a bare line feed', { onderwerp: 'Hallo\nBcc: ander@elders.example' }],
      ['an address that starts a header', { aan: 'a@duinzicht.example\r\nBcc: ander@elders.example' }],
      ['two addresses', { aan: 'a@duinzicht.example, b@elders.example' }],
      ['an address with a name', { aan: 'Kantoor <a@duinzicht.example>' }],
      ['no address', { aan: '' }],
    ])('refuses %s, and sends nothing', async (_what, over) => {
      const { post, received } = subjectOf();
      const before = (await received()).length;
      await expect(post.send({ ...BERICHT, ...over }, SLEUTEL)).rejects.toMatchObject({ name: REFUSED });
      expect(await received()).toHaveLength(before);
    });
  });
}
