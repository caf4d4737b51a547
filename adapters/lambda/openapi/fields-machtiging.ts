import { HUIDIGE_TEKSTVERSIE, MACHTIGINGSTEKSTEN } from '../../../core/aanmelding/machtiging.ts';
import { Machtigingsverslag } from '../../../core/weergave/present-machtiging.ts';
import type { Annotated, Annotation } from './annotation.ts';

/** What an office declares by signing up: every version of the text, in its own words. */
export const MACHTIGING: Annotation = {
  description: [
    `Uw verklaring dat de werkgever u heeft gemachtigd. Laat u machtiging weg, dan verklaart u dit door te versturen, met de huidige tekst (versie ${HUIDIGE_TEKSTVERSIE}). De teksten, van oud naar nieuw:`,
    ...MACHTIGINGSTEKSTEN.map(({ tekstversie, tekst }) => `- \`${tekstversie}\`: «${tekst}»`),
  ].join('\n'),
};

export const TEKSTVERSIE: Annotation = {
  description: 'De versie van de tekst die uw kantoor verklaart; ook een eerdere versie mag.',
  examples: [HUIDIGE_TEKSTVERSIE],
};

const { uitleg, verklaring } = Machtigingsverslag.shape;
const { tekstversie, verklaardOp, door, tekst } = verklaring.unwrap().shape;

/** The fields of what is answered of it. */
export const MACHTIGING_ANSWERED: readonly Annotated[] = [
  [
    Machtigingsverslag,
    { description: 'Dat het kantoor bij het aanmelden verklaarde dat de werkgever het heeft gemachtigd.' },
  ],
  [uitleg, { description: 'In een zin: of er een verklaring is.' }],
  [verklaring, { description: 'De verklaring; ontbreekt bij aanmeldingen van voordat wij daarom vroegen.' }],
  [tekstversie, { description: 'De versie van de tekst.' }],
  [verklaardOp, { description: 'Wanneer dit is verklaard.' }],
  [door, { description: 'Het kantoor zoals het toen heette, en wie dit namens het kantoor verklaarde.' }],
  [tekst, { description: 'De tekst zelf.' }],
];
