import type { WriteOutcome } from '../../assert-stored.ts';
import type { AuditRegel } from '../../audit/audit.ts';
import type { AanmeldingId } from '../../ids.ts';
import type { EindigendeAanmelding, IngehaaldeAanmelding, WachtOpAkkoordAanmelding } from '../aanmelding.ts';
import type { Werkgevernummers } from '../werkgevernummers.ts';
import type { NmbrsBedrijf } from '../zelfde-bedrijf.ts';

/** Who holds the numbers of a werkgever. */
export interface Claim {
  readonly aanmeldingId: AanmeldingId;
  /**
   * Its controle passed, so that nobody takes them over until it ends. Before that it holds them weakly: others may contend, and
   * whoever passes first has them.
   */
  readonly vast: boolean;
  /** How many more aanmeldingen of these numbers were taken in while they were held weakly. */
  readonly anderen: number;
}

/** What replaces the one that gives way: its end, or the same once more when its office is signing it off. */
export type Wijkende = IngehaaldeAanmelding | EindigendeAanmelding;

/** The claims on (loonheffingennummer, raamwerkcontractnummer), each of one aanmelding; and of which company in Nmbrs those are that passed. */
export interface Claims {
  /** `undefined`: nobody holds these numbers. */
  findClaim(werkgever: Werkgevernummers): Promise<Claim | undefined>;
  /**
   * Replaces an aanmelding by what it is once its controle passed, and makes its claim `vast`, in one transaction; one that held none
   * takes it when it is free. `bezet`: another one holds it, weakly or not; nothing was stored.
   */
  passAanmelding(aanmelding: WachtOpAkkoordAanmelding, regel: AuditRegel): Promise<WriteOutcome | 'bezet'>;
  /**
   * The same with the claim of the one that holds it weakly, which gives way in the same transaction. `verouderd`: one of the two, or
   * the claim, is not any more what it was; nothing was stored.
   */
  overtakeAanmelding(
    aanmelding: WachtOpAkkoordAanmelding,
    wijkt: Wijkende,
    regels: Inhaalregels,
  ): Promise<WriteOutcome>;
  /**
   * The aanmeldingen of this company in Nmbrs that are in a state that says that the controle passed. Nobody is kept from it by
   * another one: read each before you count it.
   */
  listVanBedrijf(bedrijf: NmbrsBedrijf): Promise<readonly AanmeldingId[]>;
}

/** The audit lines of both. */
export interface Inhaalregels {
  readonly eigen: AuditRegel;
  readonly wijkt: AuditRegel;
}
