import type { WerknemerId } from '../ids.ts';
import { passesElfproef } from '../invoer/elfproef.ts';
import type { Vraag, Werknemer } from './gegevensset.ts';

// A BSN is delivered as it stands in Nmbrs, or not at all: what is wrong with it is for a person to mend there.

/** As somebody typed it: in groups, or without the zeros in front. */
const cijfersVan = (bsn: string): string => bsn.replace(/[\s.-]/g, '');
const metNullen = (bsn: string): string => cijfersVan(bsn).padStart(9, '0');

/** Nine digits that pass the elfproef and are not all zero. Which numbers were given out is not looked at: new ranges come. */
const kanBsnZijn = (bsn: string): boolean => /^\d{9}$/.test(bsn) && !/^0+$/.test(bsn) && passesElfproef(bsn);

/** Why a text is no BSN, in words that do not hold it; nothing when it can be one. */
export function gebrekVan(bsn: string): string | undefined {
  if (kanBsnZijn(bsn)) return undefined;
  const cijfers = cijfersVan(bsn);
  if (/^0+$/.test(cijfers)) return 'bestaat alleen uit nullen';
  if (kanBsnZijn(cijfers)) return 'heeft andere tekens tussen de negen cijfers; zonder die tekens kan het kloppen';
  if (!/^\d{9}$/.test(cijfers)) {
    const isNulWeg = /^\d{7,8}$/.test(cijfers) && kanBsnZijn(metNullen(bsn));
    return isNulWeg
      ? 'telt geen negen cijfers; vermoedelijk is een nul aan het begin weggevallen, want daarmee kan het kloppen'
      : 'telt geen negen cijfers';
  }
  return 'voldoet niet aan de elfproef; controleer of er een cijfer is verwisseld';
}

/** What should be asked about the BSNs of a set: those that cannot be one, and one that several employees have. */
export function createBsnvragen() {
  const perBsn = new Map<string, WerknemerId[]>();
  const gevonden: Vraag[] = [];
  return {
    see({ werknemerId, bsn }: Werknemer): void {
      if (bsn === undefined) return;
      const gebrek = gebrekVan(bsn);
      if (gebrek !== undefined) {
        const tekst = `Het BSN van deze werknemer in Nmbrs ${gebrek}. Het is doorgegeven zoals het er staat.`;
        gevonden.push({ code: 'bsn-ongeldig', werknemerId, tekst });
      }
      const nummer = metNullen(bsn);
      if (/^0+$/.test(nummer)) return;
      const werknemers = perBsn.get(nummer);
      if (werknemers === undefined) perBsn.set(nummer, [werknemerId]);
      else werknemers.push(werknemerId);
    },
    vragen: (): readonly Vraag[] => [
      ...gevonden,
      ...[...perBsn.values()].filter(({ length }) => length > 1).flatMap((werknemers) => werknemers.map(dubbel)),
    ],
  };
}

function dubbel(werknemerId: WerknemerId, _index: number, werknemers: readonly WerknemerId[]): Vraag {
  const anderen = werknemers.filter((other) => other !== werknemerId);
  return {
    code: 'bsn-dubbel',
    werknemerId,
    tekst: `Hetzelfde BSN staat in Nmbrs ook bij werknemer ${anderen.join(', ')}. Is dat dezelfde persoon, of is een van de nummers verkeerd?`,
  };
}
