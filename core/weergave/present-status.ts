import type { Aanmelding, AfgemeldeAanmelding } from '../aanmelding/aanmelding.ts';
import { tijdlijnOf } from '../audit/tijdlijn.ts';
import type { GewisteKoppeling, Koppeling } from '../koppeling/koppeling.ts';
import type { AfgemeldDocument, Statusdocument } from './aanmelding-document.ts';
import { type Omgeving, presentAanmelding, sentToOffice } from './present-aanmelding.ts';

/** So many lines of the trail say how it is and what happened: two years or more of a koppeling that is well. */
export const GETOONDE_REGELS = 200;

/** What a payroll office may see of its aanmelding, also when afmelden has left no more than a receipt. */
export const presentStatus = (aanmelding: Aanmelding, { koppeling, ...rondom }: Rondom): Statusdocument =>
  aanmelding.status === 'afgemeld'
    ? presentAfgemeld(aanmelding, rondom)
    : presentAanmelding(aanmelding, { koppeling: koppeling?.status === 'gewist' ? undefined : koppeling, ...rondom });

interface Rondom extends Omit<Omgeving, 'koppeling'> {
  readonly koppeling?: Koppeling | GewisteKoppeling | undefined;
}

function presentAfgemeld(
  aanmelding: AfgemeldeAanmelding,
  { regels = [], berichten = [] }: Pick<Omgeving, 'regels' | 'berichten'>,
): AfgemeldDocument {
  const { aanmeldingId, status, ontvangenOp, ingangsdatum, afgemeldOp, ontvangstbewijs } = aanmelding;
  return {
    ...{ aanmeldingId, status, ontvangenOp, ingangsdatum, afgemeldOp },
    watNu: 'De werkgever is afgemeld. U hoeft niets te doen. U kunt de werkgever opnieuw aanmelden.',
    ontvangstbewijs,
    kan: [],
    tijdlijn: tijdlijnOf(regels),
    berichten: sentToOffice(berichten),
  };
}
