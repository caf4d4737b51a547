import type { Bevinding } from '../aanmelding/controle.ts';

/** Where what is found is put right: in what the office sent us, in Nmbrs, or in whichever of the two is wrong. */
const WAAR: Readonly<Record<Bevinding['code'], 'aanmelding' | 'nmbrs' | 'een-van-beide' | 'token'>> = {
  'inloggegevens-ongeldig': 'token',
  'andere-werkgevers-niet-zichtbaar': 'een-van-beide',
  'geen-abonnement': 'nmbrs',
  'domein-onbekend': 'aanmelding',
  'bedrijfsnaam-wijkt-af': 'een-van-beide',
  'bedrijfsnaam-lijkt-op': 'een-van-beide',
  'bedrijf-niet-zichtbaar': 'nmbrs',
  'bedrijfsnaam-niet-uniek': 'een-van-beide',
  'verloning-wijkt-af': 'een-van-beide',
  'rechten-ontbreken': 'nmbrs',
  'dga-onbekend': 'aanmelding',
  'dga-naam-wijkt-af': 'aanmelding',
  'controle-niet-gelukt': 'nmbrs',
};

/**
 * How a new controle comes about once all of it is put right: a correction and a new token bring one by themselves, and who asks for another one is
 * refused or spends one of the day.
 */
export function hoeOpnieuw(bevindingen: readonly Bevinding[]): string {
  const waar = new Set(bevindingen.map(({ code }) => WAAR[code]));
  if (waar.has('token')) return 'Met een nieuwe token controleren wij meteen opnieuw.';
  const [only, ...others] = waar;
  if (only === 'aanmelding' && others.length === 0)
    return 'Verbetert u uw aanmelding, dan controleren wij meteen opnieuw.';
  if (only === 'nmbrs' && others.length === 0) return 'Vraag daarna een nieuwe controle aan.';
  return waar.has('nmbrs')
    ? 'Herstel eerst wat er in Nmbrs moet gebeuren. Verbetert u daarna uw aanmelding, dan controleren wij meteen opnieuw; hoeft er aan uw aanmelding niets te veranderen, vraag dan een nieuwe controle aan.'
    : 'Verbetert u uw aanmelding, dan controleren wij meteen opnieuw. Past u in plaats daarvan iets aan in Nmbrs, vraag dan daarna een nieuwe controle aan.';
}
