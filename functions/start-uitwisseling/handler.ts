import * as z from 'zod';
import { publicError } from '../../adapters/lambda/error-name.ts';
import { nameOf } from '../../core/errors.ts';
import { KoppelingId, TijdvakId } from '../../core/ids.ts';
import type { Logboek } from '../../core/invoer/ports/logboek.ts';
import { parseVersioned } from '../../core/stored.ts';
import { type StartDeps, startUitwisseling } from '../../core/uitwisseling/start-uitwisseling.ts';

/** What the schedule of a koppeling sends. */
const Aanleiding = z.object({ koppelingId: KoppelingId, tijdvakId: TijdvakId });

/** The target of the schedules: starts the exchange of a period, once however often it is called. */
export const createHandler =
  (deps: StartDeps & { readonly logboek: Logboek }) =>
  async (event: unknown): Promise<{ uitkomst: string }> => {
    let subject: { koppelingId?: KoppelingId } = {};
    try {
      const aanleiding = parseVersioned(Aanleiding, event);
      subject = { koppelingId: aanleiding.koppelingId };
      const uitkomst = await startUitwisseling(deps, aanleiding);
      deps.logboek.info('stap.gedaan', { ...subject, uitkomst });
      return { uitkomst };
    } catch (error) {
      deps.logboek.error('stap.mislukt', { ...subject, ...nameOf(error) });
      throw publicError(error);
    }
  };
