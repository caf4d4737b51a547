import type { AanmeldingId } from '../../ids.ts';
import type { AuditRegel, AuditSchakel } from '../audit.ts';

/** The audit trail of an aanmelding, and of its koppeling. */
export interface Auditregister {
  /**
   * The audit lines of an aanmelding (and of its koppeling) in the order in which they were written, linked to a chain: all, or the
   * last so many.
   */
  listAudit(aanmeldingId: AanmeldingId, laatste?: number): Promise<readonly AuditSchakel[]>;
  /** Writes down what somebody did that changes nothing of it: saw or took something, had a mail sent. */
  noteRegel(regel: AuditRegel): Promise<void>;
}
