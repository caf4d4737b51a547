import * as z from 'zod';
import type { AanmeldingMetGegevens } from '../../../core/aanmelding/aanmelding.ts';
import type { Claim } from '../../../core/aanmelding/ports/claims.ts';
import { numbersInOne, type Werkgevernummers } from '../../../core/aanmelding/werkgevernummers.ts';
import { AanmeldingId } from '../../../core/ids.ts';
import { sha256 } from '../../node/sha256.ts';
import {
  ABSENT,
  claimSleutel,
  deleteWhen,
  type Item,
  parseItem,
  putWhen,
  readItem,
  type Schrijfactie,
  type Tabel,
  updateWhen,
} from './tabel.ts';

/** The loonheffingennummer may hold a BSN: only its hash, together with the contract number, is part of a key. */
export const claimOn = (nummers: Werkgevernummers): string => sha256(numbersInOne(nummers));
export const claimOf = ({ gegevens }: AanmeldingMetGegevens): string => claimOn(gegevens.werkgever);

/** One without `zwak` is `vast`, so one that was stored before claims could be weak cannot be taken over either. */
const Opgeslagen = z.strictObject({
  aanmeldingId: AanmeldingId,
  zwak: z.literal(true).optional(),
  anderen: z.int().positive().optional(),
});

export function parseClaim(item: Item | undefined): Claim | undefined {
  if (item === undefined) return undefined;
  const { aanmeldingId, zwak, anderen = 0 } = parseItem(Opgeslagen, item);
  return { aanmeldingId, vast: zwak === undefined, anderen };
}

export async function findClaim(tabel: Tabel, werkgever: Werkgevernummers): Promise<Claim | undefined> {
  return parseClaim(await readItem(tabel, 'registratie.findClaim', claimSleutel(claimOn(werkgever))));
}

export const isBezet = async (tabel: Tabel, werkgever: Werkgevernummers): Promise<boolean> =>
  parseClaim(await readItem(tabel, 'registratie.isBezet', claimSleutel(claimOn(werkgever))))?.vast === true;

/** Nobody holds it: the aanmelding does from here on. */
export const claimFree = (tabel: Tabel, aanmelding: AanmeldingMetGegevens, hoe: 'zwak' | 'vast'): Schrijfactie =>
  putWhen(
    tabel,
    {
      ...claimSleutel(claimOf(aanmelding)),
      aanmeldingId: aanmelding.aanmeldingId,
      ...(hoe === 'zwak' ? { zwak: true } : {}),
    },
    ABSENT,
  );

/** Another one holds it weakly, and goes on holding it: this one is counted. */
export const contend = (tabel: Tabel, aanmelding: AanmeldingMetGegevens): Schrijfactie =>
  updateWhen(tabel, claimSleutel(claimOf(aanmelding)), 'ADD anderen :een', {
    conditie: 'attribute_exists(zwak)',
    waarden: { ':een': 1 },
  });

/** It is the aanmelding's own, and is so for good. */
export const confirmClaim = (tabel: Tabel, aanmelding: AanmeldingMetGegevens): Schrijfactie =>
  updateWhen(tabel, claimSleutel(claimOf(aanmelding)), 'REMOVE zwak', ownedBy(aanmelding.aanmeldingId));

/** From the one that holds it weakly to this one, for good. */
export const takeOver = (tabel: Tabel, aanmelding: AanmeldingMetGegevens, van: AanmeldingId): Schrijfactie =>
  updateWhen(tabel, claimSleutel(claimOf(aanmelding)), 'SET aanmeldingId = :nieuw REMOVE zwak', {
    conditie: 'aanmeldingId = :id AND attribute_exists(zwak)',
    waarden: { ':id': van, ':nieuw': aanmelding.aanmeldingId },
  });

export const releaseClaim = (tabel: Tabel, claim: string, aanmeldingId: AanmeldingId): Schrijfactie =>
  deleteWhen(tabel, claimSleutel(claim), ownedBy(aanmeldingId));

const ownedBy = (aanmeldingId: AanmeldingId) => ({
  conditie: 'aanmeldingId = :id',
  waarden: { ':id': aanmeldingId },
});
