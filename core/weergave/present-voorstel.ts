import * as z from 'zod';
import type { Aanmelding, WachtOpAkkoordAanmelding } from '../aanmelding/aanmelding.ts';
import { Goedkeuring } from '../aanmelding/besluit.ts';
import { Signaal } from '../aanmelding/signalen.ts';
import { ZelfdeBedrijf } from '../aanmelding/zelfde-bedrijf.ts';
import { staandVoorstel, tijdvakVanVoorstel } from '../controle/voorstel.ts';
import { AanmeldingId } from '../ids.ts';
import { explainPlan } from '../kalender/planuitleg.ts';
import { Datum, dateInAmsterdam, type Tijdstip } from '../kalender/tijd.ts';
import { Tijdvak } from '../kalender/tijdvak.ts';

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
  /** Over which period the exchanges would begin by it. */
  voorgesteldTijdvak: Tijdvak.optional(),
  /** What a colleague approved and does not hold any more: by now the exchanges would begin with another period. */
  vervallenVoorstel: Goedkeuring.optional(),
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
  { nu, zelfdeBedrijf }: { readonly nu: Tijdstip; readonly zelfdeBedrijf?: ZelfdeBedrijf | undefined },
): Voorstel | undefined {
  const vandaag = dateInAmsterdam(nu);
  switch (aanmelding.status) {
    case 'ontvangen':
    case 'wordt-gecontroleerd':
    case 'herstel-nodig':
      return variantsOf(aanmelding, vandaag);
    case 'wacht-op-akkoord': {
      const { controle } = aanmelding;
      return {
        ...variantsOf(aanmelding, vandaag),
        ...voorstelIn(aanmelding, nu),
        zelfdeBedrijf,
        signalen: controle.signalen,
      };
    }
    default:
      return undefined;
  }
}

function voorstelIn(aanmelding: WachtOpAkkoordAanmelding, nu: Tijdstip) {
  if (aanmelding.voorgesteld === undefined) return {};
  const voorgesteld = staandVoorstel(aanmelding, nu);
  return voorgesteld === undefined
    ? { vervallenVoorstel: aanmelding.voorgesteld }
    : { voorgesteld, voorgesteldTijdvak: tijdvakVanVoorstel(aanmelding) };
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
