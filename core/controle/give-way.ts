import type {
  Aanmelding,
  AanmeldingMetGegevens,
  GecontroleerdeAanmelding,
  HerstelNodigAanmelding,
  IngehaaldeAanmelding,
  OntvangenAanmelding,
} from '../aanmelding/aanmelding.ts';
import type { Controle } from '../aanmelding/controle.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Claims } from '../aanmelding/ports/claims.ts';
import type { WriteOutcome } from '../assert-stored.ts';
import type { AuditRegel } from '../audit/audit.ts';
import type { Klok } from '../kalender/ports/klok.ts';
import type { Tijdstip } from '../kalender/tijd.ts';

/** One whose controle has not passed yet; perhaps it did once, before a hercontrole. */
export type NietGeslaagd = OntvangenAanmelding | GecontroleerdeAanmelding | HerstelNodigAanmelding;

export const isNietGeslaagd = (found: Aanmelding | undefined): found is NietGeslaagd =>
  found?.status === 'ontvangen' || found?.status === 'wordt-gecontroleerd' || found?.status === 'herstel-nodig';

/** Whether another aanmelding has the numbers for good. */
export async function isOvertaken(
  { registratie }: { readonly registratie: Aanmeldregister & Claims },
  { aanmeldingId, gegevens }: AanmeldingMetGegevens,
): Promise<boolean> {
  const claim = await registratie.findClaim(gegevens.werkgever);
  return claim?.vast === true && claim.aanmeldingId !== aanmeldingId;
}

/** Its end, because another one of the same numbers passed first; `controle`: its own, which passed later. */
export function ingehaald(found: NietGeslaagd, op: Tijdstip, controle?: Controle): IngehaaldeAanmelding {
  const { taakToken, controle: eerdere, ...rest } = { taakToken: undefined, controle: undefined, ...found };
  const last = controle ?? eerdere;
  return {
    ...{ ...rest, versie: found.versie + 1, status: 'ingehaald', ingehaaldOp: op },
    ...(last === undefined ? {} : { controle: last }),
    ...(taakToken === undefined ? {} : { taakToken }),
  };
}

export const ingehaaldRegel = ({ aanmeldingId, ingehaaldOp }: IngehaaldeAanmelding): AuditRegel => ({
  ...{ aanmeldingId, op: ingehaaldOp },
  ...{ wie: 'systeem', wat: 'aanmelding.ingehaald', waarom: 'een andere aanmelding van deze nummers is geslaagd' },
});

/** Ends one whose numbers another has for good. Its login is erased and its office told by the machine that goes on. */
export function giveWay(
  { registratie, klok }: { readonly registratie: Aanmeldregister & Claims; readonly klok: Klok },
  found: NietGeslaagd,
  controle?: Controle,
): Promise<WriteOutcome> {
  const next = ingehaald(found, klok.now(), controle);
  return registratie.replaceAanmelding(next, ingehaaldRegel(next));
}
