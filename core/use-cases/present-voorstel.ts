import type { Aanmelding, WachtOpAkkoordAanmelding } from '../domain/aanmelding.ts';
import { explainPlan } from '../domain/planuitleg.ts';
import type { Datum } from '../domain/tijd.ts';

/**
 * On which date the first exchange would be after an akkoord today, with the current period and without, step by step; and
 * what a colleague has proposed. `undefined` once there is nothing to decide any more.
 */
export function presentVoorstel(aanmelding: Aanmelding, vandaag: Datum) {
  switch (aanmelding.status) {
    case 'ontvangen':
    case 'wordt-gecontroleerd':
    case 'herstel-nodig':
      return variantsOf(aanmelding, vandaag);
    case 'wacht-op-akkoord':
      return { ...variantsOf(aanmelding, vandaag), voorgesteld: aanmelding.voorgesteld };
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
