import * as z from 'zod';
import {
  type Aanmelding,
  AfgemeldeAanmelding,
  AfgewezenAanmelding,
  EindigendeAanmelding,
  GecontroleerdeAanmelding,
  GerealiseerdeAanmelding,
  GoedgekeurdeAanmelding,
  HerstelNodigAanmelding,
  IngehaaldeAanmelding,
  isLive,
  OntvangenAanmelding,
  sindsOf,
  VervallenAanmelding,
  WachtendeAanmelding,
  WachtOpAkkoordAanmelding,
} from '../aanmelding/aanmelding.ts';
import { GemaskeerdeGegevens, maskedGegevens } from '../aanmelding/gemaskeerde-gegevens.ts';
import type { Claim } from '../aanmelding/ports/claims.ts';
import { ZelfdeBedrijf } from '../aanmelding/zelfde-bedrijf.ts';
import { AuditSchakel } from '../audit/audit.ts';
import { DossierActie, dossierActies, LaatsteDag } from '../beheer/acties.ts';
import { isForOffice } from '../berichten/bericht.ts';
import { geweigerdOp, type Mail } from '../berichten/weigering.ts';
import { dateInAmsterdam, Tijdstip } from '../kalender/tijd.ts';
import { countWerkdagen } from '../kalender/werkdag.ts';
import { type GewisteKoppeling, Koppeling } from '../koppeling/koppeling.ts';
import { Verzonden } from './aanmelding-document.ts';
import { presentMails } from './present-aanmelding.ts';
import { Machtigingsverslag, presentMachtiging } from './present-machtiging.ts';

/** What only the machine needs. */
const HIDDEN = { versie: true, capabilityHash: true, inloggegevensRef: true } as const;
const HIDDEN_WHEN_WAITING = { ...HIDDEN, taakToken: true } as const;

const KoppelingInDossier = Koppeling.pick({
  ...{ koppelingId: true, status: true, dekkingsprofiel: true, volgende: true, vorige: true },
});
/** How many more were taken in of the same numbers before one of them passed its controle; absent: none that is known. */
export const AndereAanmeldingen = z.int().positive().optional();

/** What its office was sent, and what did not reach a.s.r. because it was refused. */
export const Dossierberichten = z.array(Verzonden);

const altijd = {
  sinds: Tijdstip,
  dagenOpen: z.int(),
  kan: z.array(DossierActie),
  tot: LaatsteDag,
  koppeling: KoppelingInDossier.optional(),
  andereAanmeldingen: AndereAanmeldingen,
  zelfdeBedrijf: ZelfdeBedrijf.optional(),
  berichten: Dossierberichten,
  tijdlijn: z.array(AuditSchakel.pick({ nummer: true, op: true, wie: true, wat: true, waarom: true })),
};
const toegevoegd = { ...altijd, gegevens: GemaskeerdeGegevens, machtiging: Machtigingsverslag };

/** What {@link presentDossier} gives: the aanmelding in each of its states, without what only the machine needs. */
export const Dossier = z.discriminatedUnion('status', [
  WachtendeAanmelding.omit(HIDDEN).extend(toegevoegd),
  OntvangenAanmelding.omit(HIDDEN).extend(toegevoegd),
  GecontroleerdeAanmelding.omit(HIDDEN).extend(toegevoegd),
  HerstelNodigAanmelding.omit(HIDDEN_WHEN_WAITING).extend(toegevoegd),
  WachtOpAkkoordAanmelding.omit(HIDDEN_WHEN_WAITING).extend(toegevoegd),
  GoedgekeurdeAanmelding.omit(HIDDEN_WHEN_WAITING).extend(toegevoegd),
  AfgewezenAanmelding.omit(HIDDEN_WHEN_WAITING).extend(toegevoegd),
  GerealiseerdeAanmelding.omit(HIDDEN).extend(toegevoegd),
  VervallenAanmelding.omit(HIDDEN).extend(toegevoegd),
  IngehaaldeAanmelding.omit(HIDDEN_WHEN_WAITING).extend(toegevoegd),
  EindigendeAanmelding.omit(HIDDEN_WHEN_WAITING).extend(toegevoegd),
  AfgemeldeAanmelding.omit({ versie: true, capabilityHash: true }).extend(altijd),
]);
export type Dossier = z.infer<typeof Dossier>;

export interface DossierVraag {
  readonly aanmelding: Aanmelding;
  readonly koppeling: Koppeling | GewisteKoppeling | undefined;
  /** Who holds the numbers; of one that is erased nobody knows them. */
  readonly claim?: Claim | undefined;
  readonly zelfdeBedrijf?: ZelfdeBedrijf | undefined;
  readonly audit: readonly AuditSchakel[];
  /** The mails about it, and about the bulk that it came in with. */
  readonly berichten: readonly Mail[];
  readonly nu: Tijdstip;
}

/**
 * One aanmelding in full, as an assessor may see it: also who proposed and decided, all that was done to it, and which mails its office
 * was sent. Without what only the machine needs, and the loonheffingennummer masked.
 */
export function presentDossier(vraag: DossierVraag): Dossier {
  const { aanmelding, koppeling, claim, zelfdeBedrijf, audit, berichten, nu } = vraag;
  const absent = { inloggegevensRef: undefined, taakToken: undefined };
  const { versie, capabilityHash, inloggegevensRef, taakToken, ...shown } = { ...absent, ...aanmelding };
  const sinds = sindsOf(aanmelding);
  const rondom = {
    sinds,
    dagenOpen: countWerkdagen(dateInAmsterdam(sinds), dateInAmsterdam(nu)),
    ...dossierActies(aanmelding, nu),
    ...(koppeling === undefined || koppeling.status === 'gewist' ? {} : { koppeling: presentKoppeling(koppeling) }),
    ...(isLive(aanmelding.status) && claim !== undefined && claim.anderen > 0
      ? { andereAanmeldingen: claim.anderen }
      : {}),
    ...(zelfdeBedrijf === undefined ? {} : { zelfdeBedrijf }),
    berichten: presentMails(berichten.filter(isOfDossier)),
    tijdlijn: audit.map(({ nummer, op, wie, wat, waarom }) => ({ nummer, op, wie, wat, waarom })),
  };
  if (shown.status === 'afgemeld') return { ...shown, ...rondom };
  const { gegevens } = shown;
  return {
    ...shown,
    ...rondom,
    gegevens: maskedGegevens(gegevens),
    machtiging: presentMachtiging(gegevens.machtiging),
  };
}

const isOfDossier = (mail: Mail): boolean => isForOffice(mail.soort) || geweigerdOp(mail) !== undefined;

const presentKoppeling = ({
  koppelingId,
  status,
  dekkingsprofiel,
  volgende,
  vorige,
}: Koppeling): z.infer<typeof KoppelingInDossier> => ({
  ...{ koppelingId, status, dekkingsprofiel, volgende, vorige },
});
