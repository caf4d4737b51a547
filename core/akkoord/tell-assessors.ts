import {
  type Aanmelding,
  type AanmeldingMetGegevens,
  sindsOf,
  type WachtOpAkkoordAanmelding,
} from '../aanmelding/aanmelding.ts';
import type { Goedkeuring } from '../aanmelding/besluit.ts';
import type { Aanmeldregister } from '../aanmelding/ports/aanmeldregister.ts';
import type { Aanvragen } from '../aanmelding/ports/aanvragen.ts';
import type { BerichtSoort } from '../berichten/bericht.ts';
import type { Berichtenboek } from '../berichten/ports/berichtenboek.ts';
import type { Postregister } from '../berichten/ports/postregister.ts';
import { type PostDeps, type SendOutcome, sendBericht } from '../berichten/send-bericht.ts';
import {
  akkoordEscalatie,
  akkoordGevraagd,
  akkoordHerinnering,
  tweedeAkkoordGevraagd,
} from '../controle/berichten/beoordeling.ts';
import { bulkAkkoordGevraagd } from '../controle/berichten/bulk.ts';
import { bulkOf, isBeforeControle, sendOfBulk } from '../controle/send-of-bulk.ts';
import { dateInAmsterdam } from '../kalender/tijd.ts';
import { type Ronde, wachtmomenten } from '../kalender/wachtmomenten.ts';

export interface TellAssessorsDeps extends PostDeps {
  readonly registratie: Postregister & Berichtenboek & Aanmeldregister & Aanvragen;
}

const SOORT = {
  gevraagd: 'akkoord-gevraagd',
  herinnerd: 'akkoord-herinnering',
  aangedrongen: 'akkoord-escalatie',
} as const satisfies Record<Ronde, BerichtSoort>;

const BERICHT = { gevraagd: akkoordGevraagd, herinnerd: akkoordHerinnering, aangedrongen: akkoordEscalatie };

export interface Navraag {
  readonly ronde: Ronde;
  /** The mailbox within a.s.r. */
  readonly aan: string;
}

/**
 * Tells a.s.r. of an aanmelding that waits for a besluit: once a day at most, because an office may ask for twenty controles on one day.
 * Of a bulk there is one mail about all that began to wait on the same day, which also names those that may come to it yet: these then only stand in
 * the werkvoorraad.
 */
export async function tellAssessors(
  deps: TellAssessorsDeps,
  own: WachtOpAkkoordAanmelding,
  { ronde, aan }: Navraag,
): Promise<SendOutcome> {
  const sinds = sindsOf(own);
  const nu = deps.klok.now();
  const dag = dateInAmsterdam(sinds);
  const { laatsteDag } = wachtmomenten(sinds);
  const sleutel = { soort: SOORT[ronde], gelegenheid: dag };
  const bulk = await bulkOf(deps, own);
  if (bulk === undefined) {
    return sendBericht(deps, { ...sleutel, onderwerp: own.aanmeldingId }, BERICHT[ronde](own, { aan, laatsteDag, nu }));
  }
  const isSameDay = (one: Aanmelding): one is WachtOpAkkoordAanmelding =>
    one.status === 'wacht-op-akkoord' && dateInAmsterdam(sindsOf(one)) === dag;
  return sendOfBulk(deps, bulk, {
    own,
    sleutel,
    write: (all) => {
      const nogNiet = ronde === 'gevraagd' ? all.filter(isToCome) : [];
      return bulkAkkoordGevraagd(own, all.filter(isSameDay), { ronde, aan, laatsteDag, nu, nogNiet });
    },
  });
}

/** Tells a.s.r. that one assessor has approved and another has to; once for each proposal. */
export function tellTweedeAkkoord(
  deps: TellAssessorsDeps & { readonly assessors: string },
  own: WachtOpAkkoordAanmelding,
  voorgesteld: Goedkeuring,
): Promise<SendOutcome> {
  const { laatsteDag } = wachtmomenten(sindsOf(own));
  const sleutel = {
    onderwerp: own.aanmeldingId,
    soort: 'tweede-akkoord-gevraagd',
    gelegenheid: voorgesteld.besloten,
  } as const;
  return sendBericht(
    deps,
    sleutel,
    tweedeAkkoordGevraagd(own, voorgesteld, { aan: deps.assessors, laatsteDag, nu: deps.klok.now() }),
  );
}

/** May still pass its controle. */
const isToCome = (one: Aanmelding): one is AanmeldingMetGegevens =>
  isBeforeControle(one) || one.status === 'herstel-nodig';
