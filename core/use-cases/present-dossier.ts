import { maskedGegevens } from '../domain/aanmeldgegevens.ts';
import { type Aanmelding, sindsOf } from '../domain/aanmelding.ts';
import type { AuditSchakel } from '../domain/audit.ts';
import type { GewisteKoppeling, Koppeling } from '../domain/koppeling.ts';
import { type Datum, dateInAmsterdam } from '../domain/tijd.ts';
import { countWerkdagen } from '../domain/werkdag.ts';

export interface Dossier {
  readonly aanmelding: Aanmelding;
  readonly koppeling: Koppeling | GewisteKoppeling | undefined;
  readonly audit: readonly AuditSchakel[];
  readonly vandaag: Datum;
}

/**
 * One aanmelding in full, as an assessor may see it: also who proposed and decided, and all that was done to it. Without
 * what only the machine needs, and the loonheffingennummer masked.
 */
export function presentDossier({ aanmelding, koppeling, audit, vandaag }: Dossier) {
  const absent = { inloggegevensRef: undefined, taakToken: undefined };
  const { versie, capabilityHash, inloggegevensRef, taakToken, ...shown } = { ...absent, ...aanmelding };
  const sinds = sindsOf(aanmelding);
  return {
    ...shown,
    sinds,
    dagenOpen: countWerkdagen(dateInAmsterdam(sinds), vandaag),
    ...('gegevens' in aanmelding ? { gegevens: maskedGegevens(aanmelding.gegevens) } : {}),
    ...(koppeling === undefined || koppeling.status === 'gewist' ? {} : { koppeling: presentKoppeling(koppeling) }),
    tijdlijn: audit.map(({ nummer, op, wie, wat, waarom }) => ({ nummer, op, wie, wat, waarom })),
  };
}

const presentKoppeling = ({ koppelingId, status, dekkingsprofiel, volgende, vorige }: Koppeling) => ({
  ...{ koppelingId, status, dekkingsprofiel, volgende, vorige },
});
