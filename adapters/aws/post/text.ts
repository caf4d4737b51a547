import type { Bericht, Blok } from '../../../core/berichten/bericht.ts';

/** The plain text of a mail: one blank line between blocks, no wrapping (the reader's program does that). */
export const renderText = ({ blokken }: Bericht): string => `${blokken.map(renderBlok).join('\n\n')}\n`;

function renderBlok(blok: Blok): string {
  switch (blok.soort) {
    case 'alinea':
      return blok.tekst;
    case 'kop':
      return `${blok.tekst}\n${'-'.repeat(blok.tekst.length)}`;
    case 'link':
      return `${blok.tekst}\n${blok.url}`;
    case 'gegevens':
      return blok.rijen.map(([label, waarde]) => `${label}: ${waarde}`).join('\n');
    case 'lijst':
      return blok.regels.map((regel, index) => `${blok.genummerd ? `${index + 1}.` : '-'} ${regel}`).join('\n');
    default:
      return blok satisfies never;
  }
}
