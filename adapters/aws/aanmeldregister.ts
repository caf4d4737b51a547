import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Innameregister } from '../../core/aanmelding/ports/innameregister.ts';
import { jittered, type Pause } from './backoff.ts';
import { findAanmelding, registerAanmelding } from './registratie/aanmeldingen.ts';
import { ensureAanvraag, findAanvraag, registerWachtende } from './registratie/aanvragen.ts';
import { isBezet } from './registratie/claims.ts';
import { claimIdempotentie, markIdempotentieBezet } from './registratie/idempotenties.ts';
import { countPost, findKantoor } from './registratie/kantoren.ts';

export interface RegistratieConfig {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** How to wait between rounds of a write that lost a race. */
  readonly pause?: Pause;
}

/** The part of the registry that takes sign-ups in, of the same table. */
export function createAanmeldregister({ client, tableName, pause = jittered }: RegistratieConfig): Innameregister {
  const tabel = { client, tableName, pause };
  return {
    registerAanmelding: (aanmelding, regel) => registerAanmelding(tabel, aanmelding, regel),
    findAanmelding: (id) => findAanmelding(tabel, id),
    isBezet: (werkgever) => isBezet(tabel, werkgever),
    claimIdempotentie: (idempotentie, nu) => claimIdempotentie(tabel, idempotentie, nu),
    markIdempotentieBezet: (idempotentie) => markIdempotentieBezet(tabel, idempotentie),
    ensureAanvraag: (aanvraag) => ensureAanvraag(tabel, aanvraag),
    findAanvraag: (id) => findAanvraag(tabel, id),
    registerWachtende: (aanmelding, regel) => registerWachtende(tabel, aanmelding, regel),
    findKantoor: (id) => findKantoor(tabel, id),
    countPost: (grens, nu) => countPost(tabel, grens, nu),
  };
}
