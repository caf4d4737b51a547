import * as z from 'zod';
import { addDays, Datum, dateInAmsterdam, Kloktijd, momentInAmsterdam, Tijdstip } from './tijd.ts';

/** An execution that waits for the date lives a year at most, and needs some days of it for its work. */
export const MAX_DAGEN_VOORUIT = 350;

/** That the office signed its werkgever off, and the last day on which the koppeling (or aanmelding) still counts. */
export const Afmelding = z.strictObject({ aangevraagdOp: Tijdstip, ingangsdatum: Datum });
export type Afmelding = z.infer<typeof Afmelding>;

/** What we hold of a werkgever, by class: each is erased, or kept for a reason. */
export const Bewijsklasse = z.enum([
  'inloggegevens',
  'agenda',
  'aanmeldgegevens',
  'werkbestanden',
  'vergelijking',
  'leveringen',
  'logboek',
]);
export type Bewijsklasse = z.infer<typeof Bewijsklasse>;

/** The receipt of an afmelding: what became of each class, and when. No personal data. */
export const Ontvangstbewijs = z.strictObject({
  opgemaaktOp: Tijdstip,
  regels: z.array(z.strictObject({ klasse: Bewijsklasse, gevolg: z.enum(['gewist', 'bewaard']), tekst: z.string() })),
});
export type Ontvangstbewijs = z.infer<typeof Ontvangstbewijs>;

/** When it is carried out: at once when it was asked for today, else at the end of the last day. */
export const dueAt = ({ aangevraagdOp, ingangsdatum }: Afmelding): Tijdstip =>
  ingangsdatum <= dateInAmsterdam(aangevraagdOp)
    ? aangevraagdOp
    : momentInAmsterdam(addDays(ingangsdatum, 1), Kloktijd.parse('00:00'));

/** `accountInGebruik`: another werkgever is exchanged with the same login, so that it stays. */
export function ontvangstbewijs(
  opgemaaktOp: Tijdstip,
  { accountInGebruik }: { readonly accountInGebruik: boolean },
): Ontvangstbewijs {
  const gewist = (klasse: Bewijsklasse, tekst: string) => ({ klasse, gevolg: 'gewist', tekst }) as const;
  const bewaard = (klasse: Bewijsklasse, tekst: string) => ({ klasse, gevolg: 'bewaard', tekst }) as const;
  return {
    opgemaaktOp,
    regels: [
      accountInGebruik
        ? bewaard(
            'inloggegevens',
            'Andere werkgevers gebruiken hetzelfde Nmbrs-account; daarvoor blijft de token nodig.',
          )
        : gewist('inloggegevens', 'De gebruikersnaam en de API-token van Nmbrs.'),
      gewist('agenda', 'De geplande uitwisselingen.'),
      gewist('aanmeldgegevens', 'De contactgegevens, de namen, de nummers van de werkgever en de DGA’s.'),
      gewist('werkbestanden', 'De tussenbestanden van uitwisselingen.'),
      gewist('vergelijking', 'De kenmerken waarmee wij zagen wat er sinds de vorige uitwisseling was gewijzigd.'),
      bewaard(
        'leveringen',
        'De gegevens die al zijn geleverd, met het raamwerkcontractnummer en de naam van de werkgever erbij, bewaart a.s.r. voor de verzekering van de werknemers.',
      ),
      bewaard(
        'logboek',
        'Wie wat wanneer deed, zonder persoonsgegevens, bewaart a.s.r. om dat te kunnen verantwoorden.',
      ),
    ],
  };
}
