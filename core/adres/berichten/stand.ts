import type { AanmeldingMetGegevens } from '../../aanmelding/aanmelding.ts';
import type { Bevinding } from '../../aanmelding/controle.ts';
import { alinea, type Bericht, type Blok } from '../../berichten/bericht.ts';
import { mail } from '../../controle/berichten/aanmelding.ts';
import { dayAndDate } from '../../kalender/nederlands.ts';
import type { Datum } from '../../kalender/tijd.ts';

/** What its status says at this moment. */
export interface Stand {
  readonly watNu: string;
  readonly watTeDoen: readonly Pick<Bevinding, 'tekst' | 'stappen'>[];
  /** The last day on which it can be put right; after it the aanmelding lapses. */
  readonly totEnMet: Datum | undefined;
}

const stappenVan = ({ tekst, stappen }: Stand['watTeDoen'][number]): readonly Blok[] => [
  { soort: 'kop', tekst },
  { soort: 'lijst', genummerd: true, regels: stappen },
];

/** A mail of before did not arrive: how the aanmelding is now, in the words of its status. */
export const standVanZaken = (aanmelding: AanmeldingMetGegevens, { watNu, watTeDoen, totEnMet }: Stand): Bericht =>
  mail(aanmelding, 'Salariskoppeling: hoe uw aanmelding ervoor staat', [
    alinea(
      'Een eerdere e-mail heeft u misschien niet bereikt. Daarom leest u hier hoe uw aanmelding er nu voor staat.',
    ),
    alinea(watNu),
    ...watTeDoen.flatMap(stappenVan),
    ...(totEnMet === undefined
      ? []
      : [alinea(`U kunt dit doen tot en met ${dayAndDate(totEnMet)}. Daarna vervalt de aanmelding.`)]),
    alinea('Alles over deze aanmelding staat op de pagina van uw aanmelding; daar komt u met de code in deze e-mail.'),
  ]);
