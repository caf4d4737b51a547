import type { Aanmeldregister } from './aanmeldregister.ts';
import type { Aanvragen } from './aanvragen.ts';
import type { Accountregister } from './accountregister.ts';
import type { Auditregister } from './auditregister.ts';
import type { Berichtenboek, Postteller } from './berichtenboek.ts';
import type { Claims } from './claims.ts';
import type { Deelregister } from './deelregister.ts';
import type { Idempotenties } from './idempotenties.ts';
import type { Kantoorregister } from './kantoorregister.ts';
import type { Koppelregister } from './koppelregister.ts';
import type { Uitwisselregister } from './uitwisselregister.ts';

/**
 * All registers, in one table: what is decided. Every write is conditional. Methods that replace an item take the new item with `versie` one
 * higher than the item that was read; they store nothing when the stored one moved on. All methods throw `Transient` when the table is out
 * of reach or throttles, `Defect` when an item does not parse. Whoever uses a register names it, and no more.
 */
export interface Registratie
  extends Auditregister,
    Berichtenboek,
    Postteller,
    Kantoorregister,
    Aanmeldregister,
    Idempotenties,
    Aanvragen,
    Claims,
    Koppelregister,
    Accountregister,
    Uitwisselregister,
    Deelregister {}
