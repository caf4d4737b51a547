import * as z from 'zod';
import { type Aanmelding, AanmeldingId, type WachtOpAkkoordAanmelding } from '../domain/aanmelding.ts';
import { Goedkeuring } from '../domain/besluit.ts';
import { explainPlan } from '../domain/planuitleg.ts';
import { Signaal } from '../domain/signalen.ts';
import { Datum } from '../domain/tijd.ts';
import { Tijdvak } from '../domain/tijdvak.ts';
import { ZelfdeBedrijf } from '../domain/zelfde-bedrijf.ts';

/** What {@link presentVoorstel} gives. */
export const Voorstel = z.strictObject({
  aanmeldingId: AanmeldingId,
  vandaag: Datum,
  varianten: z.array(
    z.strictObject({
      huidigTijdvakMeenemen: z.boolean(),
      tijdvak: Tijdvak,
      datum: Datum,
      deadline: Datum,
      stappen: z.array(z.string()).readonly(),
    }),
  ),
  voorgesteld: Goedkeuring.optional(),
  zelfdeBedrijf: ZelfdeBedrijf.optional(),
  signalen: z.array(Signaal).optional(),
});
export type Voorstel = z.infer<typeof Voorstel>;

/**
 * On which date the first exchange would be after an akkoord today, with the current period and without, step by step; and
 * what a colleague has proposed, whether the company is signed up more than once, and what else the controle saw. `undefined` once there is nothing to decide any more.
 */
export function presentVoorstel(
  aanmelding: Aanmelding,
  { vandaag, zelfdeBedrijf }: { readonly vandaag: Datum; readonly zelfdeBedrijf?: ZelfdeBedrijf | undefined },
): Voorstel | undefined {
  switch (aanmelding.status) {
    case 'ontvangen':
    case 'wordt-gecontroleerd':
    case 'herstel-nodig':
      return variantsOf(aanmelding, vandaag);
    case 'wacht-op-akkoord': {
      const { voorgesteld, controle } = aanmelding;
      return { ...variantsOf(aanmelding, vandaag), voorgesteld, zelfdeBedrijf, signalen: controle.signalen };
    }
    default:
      return undefined;
  }
}

const variantsOf = (
  { aanmeldingId, gegevens: { verloning } }: Pick<WachtOpAkkoordAanmelding, 'aanmeldingId' | 'gegevens'>,
  vandaag: Datum,
) => ({
  aanmeldingId,
  vandaag,
  varianten: [true, false].map((huidigTijdvakMeenemen) => ({
    huidigTijdvakMeenemen,
    ...explainPlan({ akkoord: vandaag, verloning, huidigTijdvakMeenemen }),
  })),
});
