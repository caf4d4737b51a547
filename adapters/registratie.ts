import type { Aanmeldregister } from '../core/aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../core/aanmelding/ports/aanvragen.ts';
import type { Claims } from '../core/aanmelding/ports/claims.ts';
import type { Auditregister } from '../core/audit/ports/auditregister.ts';
import type { Berichtenboek, Postteller } from '../core/berichten/ports/berichtenboek.ts';
import type { Idempotenties } from '../core/invoer/ports/idempotenties.ts';
import type { Accountregister } from '../core/koppeling/ports/accountregister.ts';
import type { Koppelregister } from '../core/koppeling/ports/koppelregister.ts';
import type { Kantoorregister } from '../core/toegang/ports/kantoorregister.ts';
import type { Deelregister } from '../core/uitwisseling/ports/deelregister.ts';
import type { Uitwisselregister } from '../core/uitwisseling/ports/uitwisselregister.ts';

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
